import { raw } from 'hono/html'
import type { Id } from '../../context.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { excerpt } from '../../lib/html/index.ts'
import { isId } from '../../lib/ids.ts'
import { redirectWith } from '../../ui/flash.ts'
import { sharedPage } from '../../ui/shared-page.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { oneOf } from '../../ui/widgets/fields.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { unfollow } from '../follows/index.ts'
import { Compose, emptyState, newForm } from '../statuses/index.ts'
import type { Community } from './api.ts'
import { join, leave } from './members.ts'
import { listThreads, type ThreadView } from './present.ts'
import { mayRead, nameOf, personOf, RoomPage, RulesFold, roomIdOf, roomOf, roomPathOf } from './room.tsx'
import { type ThreadOrder, threadOrders } from './sql.ts'
import { threadRow } from './thread-list.ts'

const perPage = 30

interface Choice {
  order: ThreadOrder
  section: string | null
  before: Id | null
  score: number | null
}

function choiceOf(c: Req, community: Community): Choice {
  const { sort = '', section, before, score } = c.req.query()
  return {
    order: oneOf(sort, threadOrders, 'active'),
    section: community.sections.find(({ tag }) => tag === section)?.tag ?? null,
    before: isId(before) ? before : null,
    score: score !== undefined && Number.isFinite(Number(score)) ? Number(score) : null,
  }
}

function addressOf(community: Community, choice: Partial<Choice>): string {
  const query = new URLSearchParams()
  if (choice.order && choice.order !== 'active') query.set('sort', choice.order)
  if (choice.section) query.set('section', choice.section)
  if (choice.before) query.set('before', choice.before)
  if (choice.score != null && choice.order === 'best') query.set('score', String(choice.score))
  const text = query.toString()
  return `${roomPathOf(community)}${text ? `?${text}` : ''}`
}

function Orders({ view, community, choice }: { view: View; community: Community; choice: Choice }) {
  const { section } = choice
  return (
    <div class="room-orders">
      <nav class="chips" aria-label={view.t('communities.orders')}>
        {threadOrders.map((order) => (
          <a
            class="chip"
            href={addressOf(community, { order, section })}
            aria-current={order === choice.order ? 'true' : undefined}
          >
            {view.t(`communities.order.${order}`)}
          </a>
        ))}
      </nav>
      {community.sections.length > 0 ? (
        <nav class="chips" aria-label={view.t('communities.sections')}>
          <a
            class="chip"
            href={addressOf(community, { order: choice.order })}
            aria-current={section === null ? 'true' : undefined}
          >
            {view.t('communities.all_sections')}
          </a>
          {community.sections.map(({ tag, name, description }) => (
            <a
              class="chip"
              href={addressOf(community, { order: choice.order, section: tag })}
              aria-current={tag === section ? 'true' : undefined}
              title={description || undefined}
            >
              {name}
            </a>
          ))}
        </nav>
      ) : null}
    </div>
  )
}

/** The box for a new thread, for those who may begin one. */
function Begin({ view, community, c }: { view: View; community: Community; c: Req }) {
  if (!view.viewer || !community.me?.may_post) return null
  const { maxPostChars, maxMedia } = c.get('ctx').config
  const back = roomPathOf(community)
  const form = newForm(view.viewer, { back, communityId: community.id })
  const room = {
    id: community.id,
    acct: community.account.username,
    name: nameOf(community),
    private: community.private,
    sections: community.sections,
  }
  return (
    <Compose
      view={view}
      state={{ ...emptyState(form), room }}
      limit={maxPostChars}
      maxMedia={maxMedia}
      inline
    />
  )
}

/** For somebody who is in and has not yet opened a thread: the welcome of those who run the place. */
function Welcome({ view, html }: { view: View; html: string }) {
  if (html === '') return null
  return (
    <details class="room-welcome" open>
      <summary>{view.t('communities.welcome')}</summary>
      <div class="content">{raw(html)}</div>
    </details>
  )
}

/** Whose it was can still take it along. */
function ClosedByDecision({ view, community }: { view: View; community: Community }) {
  const founder = community.me?.role === 'founder'
  return (
    <>
      <EmptyState
        icon="lock"
        title={view.t('communities.closed_now')}
        text={view.t(founder ? 'communities.closed_founder' : 'communities.closed_text')}
      />
      {founder ? (
        <p class="buttons">
          <a class="button" href={`${roomPathOf(community)}/archive.tar.gz`} data-turbo="false" download>
            {view.t('communities.closed_export')}
          </a>
        </p>
      ) : null}
    </>
  )
}

/** All that a stranger sees of a private community: its face, which stands above this. */
export function Closed({ view, community }: { view: View; community: Community }) {
  if (community.closed_at) return <ClosedByDecision view={view} community={community} />
  return (
    <>
      <RulesFold view={view} community={community} />
      <EmptyState
        icon="lock"
        title={view.t('communities.closed_title')}
        text={view.t(`communities.closed.${community.joining}`)}
      />
    </>
  )
}

function List({ view, community, threads }: { view: View; community: Community; threads: ThreadView[] }) {
  return (
    <ul class="thread-list">{raw(threads.map((thread) => threadRow(view, community, thread)).join(''))}</ul>
  )
}

const front = (c: Req): Promise<Response> => sharedPage(c, () => frontPage(c))

async function frontPage(c: Req) {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  const community = await roomOf(c)
  const path = roomPathOf(community)
  if (community.kind === 'site') return c.redirect(`/trang/${community.account.username}`, 303)
  if (c.req.path !== path) return c.redirect(path + new URL(c.req.url).search, 303)
  const about = excerpt(community.description, 160) || nameOf(community)
  if (!mayRead(community)) {
    const view = await viewOf(c)
    return (
      <RoomPage view={view} community={community} title={nameOf(community)} description={about} front>
        <Closed view={view} community={community} />
      </RoomPage>
    )
  }
  const choice = choiceOf(c, community)
  const top = choice.before === null
  const [view, list] = await Promise.all([
    viewOf(c),
    listThreads(ctx, viewer, community.id, { ...choice, limit: perPage }, top && !choice.section),
  ])
  const threads = [...list.pinned, ...list.page.filter(({ id }) => !list.pinned.some((pin) => pin.id === id))]
  const last = list.page.at(-1)
  const next =
    last && list.page.length === perPage
      ? addressOf(community, {
          ...choice,
          before: choice.order === 'active' ? last.lastId : last.id,
          score: last.score,
        })
      : null
  const newcomer = top && community.me?.member === true && threads.every(({ unread }) => unread === null)
  const welcome = newcomer ? community.welcomeHtml : ''
  return (
    <RoomPage view={view} community={community} title={nameOf(community)} description={about} front>
      <Welcome view={view} html={welcome} />
      <RulesFold view={view} community={community} />
      {top ? <Begin view={view} community={community} c={c} /> : null}
      <Orders view={view} community={community} choice={choice} />
      {threads.length > 0 ? (
        <List view={view} community={community} threads={threads} />
      ) : (
        <EmptyState
          icon="pen"
          text={view.t(community.me?.may_post ? 'communities.no_threads_yet' : 'communities.no_threads')}
        />
      )}
      <Pager view={view} next={next} />
    </RoomPage>
  )
}

/** The front page of a community, and the way in and out. */
export function frontPages(app: App): void {
  app.get('/xom/:handle', front)

  app.post('/xom/:handle/join', async (c) => {
    const viewer = personOf(c)
    limitRate(c, 'follow', viewer.id, 400, 24 * 3600)
    const id = await roomIdOf(c.get('ctx'), c.req.param('handle'))
    const state = await join(c.get('ctx'), viewer, id)
    const flash = state === 'following' ? 'communities.flash.joined' : 'communities.flash.asked'
    return redirectWith(c, `/xom/${c.req.param('handle')}`, flash)
  })

  app.post('/xom/:handle/leave', async (c) => {
    const viewer = personOf(c)
    const ctx = c.get('ctx')
    const community = await roomOf(c)
    // A request that is taken back is no leave-taking.
    if (community.me?.member) await leave(ctx, viewer, community.id)
    else await unfollow(ctx, viewer, community.id)
    return redirectWith(c, roomPathOf(community), 'communities.flash.left')
  })
}
