import type { Id } from '../../context.ts'
import { notFound } from '../../errors.ts'
import type { App, Req } from '../../http/env.ts'
import { type Page as Range, readPage } from '../../http/paging.ts'
import { excerpt } from '../../lib/html/index.ts'
import { Page } from '../../ui/page.tsx'
import { sharedPage } from '../../ui/shared-page.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { FeedLinks } from '../../ui/widgets/feeds.tsx'
import { type AccountRow, acctOf, findByAcct, presentAccounts } from '../accounts/index.ts'
import { presentRelationship } from '../follows/index.ts'
import { presentStatuses, StatusFeed, StatusList } from '../statuses/index.ts'
import { type AccountFilter, pickAccount, pickedIds, pinnedIds } from '../timelines/index.ts'

import { hasFeed, ProfileHeader } from './header.tsx'

const tabs = {
  posts: { path: '', filter: { excludeReplies: true } },
  replies: { path: '/replies', filter: {} },
  media: { path: '/media', filter: { onlyMedia: true } },
} satisfies Record<string, { path: string; filter: AccountFilter }>

type Tab = keyof typeof tabs

const everything: Range = { limit: 20, maxId: null, sinceId: null, minId: null }

/** The account of an address such as `/@lan` or `/@lan@elsewhere.example`; 404 for nobody, and for who is not let in yet. */
export async function accountOfPath(c: Req): Promise<AccountRow> {
  const row = await findByAcct(c.get('ctx'), (c.req.param('at') ?? '').slice(1))
  // Somebody who leaves by herself was not shut out: her page is just not there.
  if (!row || row.pending || row.suspension_origin === 'self') throw notFound()
  return row
}

/** The one address of a page below a profile, when the request came by another (capitals, our own domain). */
export function otherAddress(c: Req, row: AccountRow, rest: string): string | null {
  const path = `/@${acctOf(row)}${rest}`
  if (c.req.path === path || safeDecode(c.req.path) === path) return null
  return `${encodeURI(path)}${new URL(c.req.url).search}`
}

function safeDecode(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}

function Tabs({ view, acct, tab }: { view: View; acct: string; tab: Tab }) {
  return (
    <nav class="tabs" aria-label={view.t('accounts.tabs')}>
      {(Object.keys(tabs) as Tab[]).map((name) => (
        <a href={`/@${acct}${tabs[name].path}`} aria-current={name === tab ? 'page' : undefined}>
          {view.t(`accounts.tab.${name}`)}
        </a>
      ))}
    </nav>
  )
}

async function profile(c: Req, tab: Tab): Promise<Response> {
  const row = await accountOfPath(c)
  const elsewhere = otherAddress(c, row, tabs[tab].path)
  if (elsewhere) return c.redirect(elsewhere, 303)
  // A community is an account to clients; to people it is a place.
  if (row.actor_type === 'Group' && row.domain === null) return c.redirect(`/xom/${row.username}`, 303)
  return sharedPage(c, () => profilePage(c, row, tab))
}

async function profilePage(c: Req, row: AccountRow, tab: Tab) {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  const range = readPage(c)
  const top = range.maxId === null
  const hidden = row.suspended_at !== null
  const other = viewer && viewer.id !== row.id ? viewer : null
  const [people, view, ids, pins, relationship] = await Promise.all([
    presentAccounts(ctx, [row.id]),
    viewOf(c),
    hidden ? [] : pickedIds(pickAccount(ctx, viewer, row.id, range, tabs[tab].filter)),
    top && tab === 'posts' && !hidden ? pinnedIds(ctx, row.id, everything) : [],
    other ? presentRelationship(ctx, other, row.id) : null,
  ])
  const account = people.get(row.id)!
  // Pinned and latest posts are fetched together; each is shown once.
  const statuses = await presentStatuses(ctx, viewer, [...new Set([...pins, ...ids])])
  const isPinned = new Set<Id>(pins)
  const pinned = statuses.filter((status) => isPinned.has(status.id))
  const rest = statuses.filter((status) => !isPinned.has(status.id))
  const path = `/@${account.acct}${tabs[tab].path}`
  const name = account.display_name || account.username
  const about = excerpt(account.note, 160) || view.t('accounts.description', { name, network: view.network })
  return (
    <Page
      view={view}
      title={`${name} (@${account.acct})`}
      description={about}
      image={account.avatar_static}
      head={
        <>
          {account.indexable && !hidden ? null : <meta name="robots" content="noindex" />}
          {hasFeed(account) ? <FeedLinks title={name} base={`/@${account.acct}`} /> : null}
        </>
      }
    >
      <ProfileHeader view={view} account={account} relationship={relationship} back={path} />
      <Tabs view={view} acct={account.acct} tab={tab} />
      {pinned.length > 0 ? (
        <section class="pinned" aria-label={view.t('accounts.pinned')}>
          <h2 class="pinned-title">
            <span class="i i-pin" aria-hidden="true" /> {view.t('accounts.pinned')}
          </h2>
          <StatusList view={view} statuses={pinned} back={path} />
        </section>
      ) : null}
      <StatusFeed
        view={view}
        statuses={rest}
        range={range}
        next={ids.length >= range.limit ? (ids.at(-1) ?? null) : null}
        {...(pinned.length > 0 ? {} : { empty: view.t(`accounts.empty.${tab}`) })}
        back={path}
      />
    </Page>
  )
}

/** Profiles: posts, posts with replies, media. `/users/name` is the ActivityPub id; a browser is led to the page. */
export function profilePages(app: App): void {
  app.get('/:at{@[^/]+}', (c) => profile(c, 'posts'))
  app.get('/:at{@[^/]+}/replies', (c) => profile(c, 'replies'))
  app.get('/:at{@[^/]+}/media', (c) => profile(c, 'media'))
  app.get('/users/:name', (c) => c.redirect(`/@${encodeURIComponent(c.req.param('name'))}`, 303))
}
