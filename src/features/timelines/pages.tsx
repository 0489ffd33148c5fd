import type { Child } from 'hono/jsx'
import type { Id } from '../../context.ts'
import { notFound } from '../../errors.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { type Page as Range, readPage } from '../../http/paging.ts'
import { isId } from '../../lib/ids.ts'
import { tagKey } from '../../lib/vietnamese/index.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { FeedLinks, RssLink } from '../../ui/widgets/feeds.tsx'
import {
  Compose,
  emptyState,
  newForm,
  presentPicked,
  presentStatuses,
  StatusFeed,
} from '../statuses/index.ts'
import { homeNotices } from './notices.ts'
import { keepAwake } from './presence.ts'
import { countNewer, pickedIds, pickHome, pickPublic, pickTag } from './sql.ts'
import { knowsOthers, type TagForm, tagFormIds, tagForms } from './tag-forms.ts'

const nextOf = (range: Range, ids: readonly Id[]): Id | null =>
  ids.length >= range.limit ? (ids.at(-1) ?? null) : null

function Tabs({ view, others }: { view: View; others: boolean }) {
  const tabs = [
    ...(view.viewer ? [['/', 'timelines.home']] : []),
    ['/xom', 'timelines.rooms'],
    ['/local', 'timelines.local'],
    ...(others ? [['/public', 'timelines.public']] : []),
  ] as [string, string][]
  if (tabs.length < 2) return null
  return (
    <nav class="tabs" aria-label={view.t('timelines.tabs')}>
      {tabs.map(([path, key]) => (
        <a href={path} aria-current={view.path === path ? 'page' : undefined}>
          {view.t(key)}
        </a>
      ))}
    </nav>
  )
}

/** Where "5 new posts" appears: filled by a script that asks /live now and then. Nothing without scripts. */
function Live({ view, timeline, since }: { view: View; timeline: 'home' | 'local'; since: Id | undefined }) {
  if (!since) return null
  return (
    <p class="live" hidden data-live={timeline} data-since={since} role="status">
      <a href={view.path}>{view.t('timelines.newest')}</a>
    </p>
  )
}

/** The inline box for a new post. */
function Box({ view, viewer, c }: { view: View; viewer: Viewer; c: Req }) {
  const { maxPostChars, maxMedia } = c.get('ctx').config
  return (
    <Compose
      view={view}
      state={emptyState(newForm(viewer, { back: view.path }))}
      limit={maxPostChars}
      maxMedia={maxMedia}
      inline
    />
  )
}

function Welcome({ view }: { view: View }) {
  return (
    <section class="welcome">
      <h1>{view.t('timelines.welcome.title', { network: view.network })}</h1>
      <p>{view.face.description || view.t('timelines.welcome.text')}</p>
      <p class="welcome-ways">
        {view.face.registrations === 'closed' ? null : (
          <a class="button primary" href="/signup">
            {view.t('timelines.welcome.sign_up')}
          </a>
        )}
        <a class="button" href="/login">
          {view.t('timelines.welcome.sign_in')}
        </a>
        <a class="welcome-about" href="/about">
          {view.t('timelines.welcome.about')}
        </a>
      </p>
    </section>
  )
}

/** The first minute in the lane: nobody followed yet. */
function NothingYet({ view }: { view: View }) {
  return (
    <section class="empty empty-home">
      <h2>{view.t('timelines.home_empty_title')}</h2>
      <p>{view.t('timelines.home_empty')}</p>
      <a class="button primary" href="/local">
        {view.t('timelines.home_empty_action')}
      </a>
    </section>
  )
}

async function home(c: Req, viewer: Viewer): Promise<Response> {
  const ctx = c.get('ctx')
  const range = readPage(c)
  await keepAwake(ctx, viewer)
  const [{ ids, statuses }, view, others] = await Promise.all([
    presentPicked(ctx, viewer, pickHome(ctx, viewer, range)),
    viewOf(c),
    knowsOthers(ctx),
  ])
  const top = range.maxId === null
  return c.html(
    <Page view={view} title={view.t('timelines.home')}>
      <h1 class="visually-hidden">{view.t('timelines.home')}</h1>
      <Tabs view={view} others={others} />
      {top ? await homeNotices(c, view, viewer) : null}
      {top ? <Box view={view} viewer={viewer} c={c} /> : null}
      {top ? <Live view={view} timeline="home" since={ids[0] ?? '0'} /> : null}
      {top && ids.length === 0 ? (
        <NothingYet view={view} />
      ) : (
        <StatusFeed view={view} statuses={statuses} range={range} next={nextOf(range, ids)} />
      )}
    </Page>,
  )
}

async function shared(c: Req, kind: 'welcome' | 'local' | 'public'): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  const range = readPage(c)
  const [{ ids, statuses }, view, others] = await Promise.all([
    presentPicked(ctx, viewer, pickPublic(ctx, viewer, range, { local: kind !== 'public' })),
    viewOf(c),
    knowsOthers(ctx),
  ])
  const top = range.maxId === null
  const title = view.t(kind === 'public' ? 'timelines.public' : 'timelines.local')
  return c.html(
    <Page
      view={view}
      title={kind === 'welcome' ? view.network : title}
      {...(kind === 'welcome'
        ? { description: view.face.description || view.t('timelines.welcome.text') }
        : {})}
    >
      {kind === 'welcome' && top ? <Welcome view={view} /> : null}
      {kind === 'welcome' ? (
        <h2 class="feed-title">{view.t('timelines.welcome.latest')}</h2>
      ) : (
        <h1 class={viewer ? 'visually-hidden' : 'feed-title'}>{title}</h1>
      )}
      {kind === 'welcome' ? null : <Tabs view={view} others={others} />}
      {kind === 'welcome' || !top ? null : (
        <p class="feed-intro">{view.t(`timelines.${kind}_intro`, { network: view.network })}</p>
      )}
      {kind === 'local' && top && viewer ? <Box view={view} viewer={viewer} c={c} /> : null}
      {top && kind !== 'public' ? <Live view={view} timeline="local" since={ids[0] ?? '0'} /> : null}
      <StatusFeed
        view={view}
        statuses={statuses}
        range={range}
        next={nextOf(range, ids)}
        empty={view.t('timelines.local_empty')}
      />
    </Page>,
  )
}

function Forms({ view, forms, chosen }: { view: View; forms: TagForm[]; chosen: string | null }): Child {
  if (forms.length < 2) return null
  const chip = (href: string, text: string, on: boolean) => (
    <a class="chip" href={href} aria-current={on ? 'true' : undefined}>
      {text}
    </a>
  )
  return (
    <nav class="chips" aria-label={view.t('timelines.tag_forms')}>
      {chip(view.path, view.t('timelines.tag_all'), chosen === null)}
      {forms.map(({ name }) =>
        chip(`${view.path}?form=${encodeURIComponent(name)}`, `#${name}`, chosen === name),
      )}
    </nav>
  )
}

async function tagPage(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  const written = c.req.param('tag') ?? ''
  // Where Mastodon has the feed of a tag.
  if (written.endsWith('.rss'))
    return c.redirect(`/tags/${encodeURIComponent(written.slice(0, -4))}/rss.xml`, 301)
  const key = tagKey(`#${written}`)
  if (!key) throw notFound()
  const range = readPage(c)
  const forms = await tagForms(ctx, key)
  const asked = c.req.query('form')
  const chosen = forms.find(({ name }) => name === asked)?.name ?? null
  const ids = chosen
    ? await tagFormIds(ctx, key, chosen, range)
    : await pickedIds(pickTag(ctx, viewer, key, range))
  const [statuses, view] = await Promise.all([presentStatuses(ctx, viewer, ids), viewOf(c)])
  // The form that people use, not the one of the address: /tags/thoisu is the page of #ThờiSự.
  const name = chosen ?? forms[0]?.name ?? written
  const feed = `/tags/${encodeURIComponent(forms[0]?.name ?? written)}`
  const query = chosen ? `form=${encodeURIComponent(chosen)}` : undefined
  return c.html(
    <Page
      view={view}
      title={`#${name}`}
      head={forms.length > 0 ? <FeedLinks title={`#${name}`} base={feed} /> : undefined}
    >
      <h1 class="feed-title">#{name}</h1>
      <p class="feed-intro">
        {view.t('timelines.tag_intro')} {forms.length > 0 ? <RssLink base={feed} /> : null}
      </p>
      <Forms view={view} forms={forms} chosen={chosen} />
      {viewer ? (
        <p class="thread-way">
          <a href={`/compose?text=${encodeURIComponent(`\n\n#${name}`)}`}>
            {view.t('timelines.write_with_tag', { tag: name })}
          </a>
        </p>
      ) : null}
      <StatusFeed
        view={view}
        statuses={statuses}
        range={range}
        next={nextOf(range, ids)}
        empty={view.t('timelines.tag_empty')}
        {...(query ? { query } : {})}
      />
    </Page>,
  )
}

/** Timelines as pages; /live says how many posts came since, for the banner of new ones. */
export function timelinePages(app: App): void {
  app.get('/', (c) => {
    const viewer = c.get('viewer')
    return viewer ? home(c, viewer) : shared(c, 'welcome')
  })
  app.get('/local', (c) => shared(c, 'local'))
  app.get('/public', (c) => shared(c, 'public'))
  app.get('/tags/:tag', tagPage)

  app.get('/live', async (c) => {
    const viewer = c.get('viewer')
    const timeline = c.req.query('timeline') === 'home' && viewer ? 'home' : 'local'
    const since = c.req.query('since')
    c.header('Cache-Control', 'no-store')
    return c.json({ count: isId(since) ? await countNewer(c.get('ctx'), viewer, timeline, since) : 0 })
  })
}
