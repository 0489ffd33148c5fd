import type { Id } from '../../context.ts'
import { type AppError, notFound } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { formatRelative } from '../../lib/format/index.ts'
import { redirectWith } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { correctable, text, wholeProblem } from '../../ui/widgets/fields.tsx'
import { Buttons, Field, FormProblem } from '../../ui/widgets/form.tsx'
import { toLogin } from '../auth/index.ts'
import { personOf, type Room, roomOf, roomPathOf, SettingsFrame } from '../communities/index.ts'
import { DeskFrame, type SiteView, siteOf } from '../sites/index.ts'
import { addFeed, FEEDS_LIMIT, pauseFeed, removeFeed, requireGoverning, resumeFeed } from './feeds.ts'
import { keep } from './fetch.ts'
import { type FeedRow, selectFeeds } from './sql.ts'

/** Whose feeds they are: a community's, managed in its settings, or a site's, managed at its desk. */
type Owner = { id: Id; path: string; read: string } & ({ room: Room } | { site: SiteView })

const ofCommunity = async (c: Req): Promise<Owner> => {
  const room = await roomOf(c)
  if (room.kind === 'site') throw notFound()
  const path = roomPathOf(room)
  return { id: room.id, path: `${path}/settings/feeds`, read: `${path}/tu-noi-khac`, room }
}

const ofSite = async (c: Req): Promise<Owner> => {
  const site = await siteOf(c)
  const { id, path } = site
  return { id, path: `${path}/quan-tri/nguon-ngoai`, read: `${path}/tu-noi-khac`, site }
}

/** When it was read, and what went wrong, in words. */
function Facts({ view, feed }: { view: View; feed: FeedRow }) {
  const { t } = view
  const ago = (at: Date) => formatRelative(at, view.now, view.locale)
  if (feed.state === 'active' && !feed.fetched_at)
    return <p class="hint">{t('feeds.soon', { time: ago(feed.created_at) })}</p>
  return (
    <>
      {feed.state === 'paused' ? <p class="hint">{t('feeds.paused')}</p> : null}
      {feed.read_at ? <p class="hint">{t('feeds.read_at', { time: ago(feed.read_at) })}</p> : null}
      {feed.error ? (
        <p class="alert">
          {t(`feeds.problem.${feed.error}`)}
          {feed.state === 'active' && feed.fetched_at
            ? ` ${t('feeds.tried', { time: ago(feed.fetched_at), next: ago(feed.next_at) })}`
            : ''}
        </p>
      ) : null}
    </>
  )
}

function Feed({ view, path, feed }: { view: View; path: string; feed: FeedRow }) {
  const { t } = view
  const name = feed.title || feed.url
  const act = (verb: 'pause' | 'resume' | 'remove') => (
    <form method="post" action={`${path}/${feed.id}/${verb}`}>
      <button type="submit" class="button small" aria-label={`${t(`feeds.${verb}`)}: ${name}`}>
        {t(`feeds.${verb}`)}
      </button>
    </form>
  )
  return (
    <li>
      <h2 dir="auto">{name}</h2>
      <p class="plain">{feed.url}</p>
      <Facts view={view} feed={feed} />
      <div class="buttons">
        {act(feed.state === 'active' ? 'pause' : 'resume')}
        {act('remove')}
      </div>
    </li>
  )
}

interface FormProps {
  view: View
  owner: Owner
  feeds: FeedRow[]
  typed: string
  error: AppError | null
}

function Manage({ view, owner, feeds, typed, error }: FormProps) {
  const { t } = view
  return (
    <>
      <p>
        {t('feeds.settings_about', { items: keep.items, days: keep.days })}{' '}
        <a href={owner.read}>{t('feeds.title')}</a>
      </p>
      <form class="form" method="post" action={owner.path}>
        <FormProblem text={wholeProblem(view, error)} />
        <Field
          view={view}
          name="url"
          label={t('feeds.address')}
          hint={t('feeds.address_hint', { limit: FEEDS_LIMIT })}
          value={typed}
          errors={error?.fields}
          inputmode="url"
          autocapitalize="none"
          spellcheck="false"
          maxlength={2000}
          required
        />
        <Buttons>
          <button type="submit" class="primary">
            {t('feeds.add')}
          </button>
        </Buttons>
      </form>
      {feeds.length > 0 ? (
        <ul class="settings-list">
          {feeds.map((feed) => (
            <Feed view={view} path={owner.path} feed={feed} />
          ))}
        </ul>
      ) : null}
    </>
  )
}

async function show(c: Req, owner: Owner, typed = '', error: AppError | null = null): Promise<Response> {
  const [feeds, view] = await Promise.all([selectFeeds(c.get('ctx'), owner.id), viewOf(c)])
  const inside = <Manage view={view} owner={owner} feeds={feeds} typed={typed} error={error} />
  const page =
    'room' in owner ? (
      <SettingsFrame view={view} community={owner.room} title={view.t('feeds.settings')}>
        {inside}
      </SettingsFrame>
    ) : (
      <DeskFrame c={c} view={view} site={owner.site} title={view.t('sites.desk.feeds')}>
        {inside}
      </DeskFrame>
    )
  return c.html(page, (error?.status ?? 200) as 200)
}

const verbs = { pause: pauseFeed, resume: resumeFeed, remove: removeFeed } as const

function settingsAt(app: App, path: string, ownerOf: (c: Req) => Promise<Owner>): void {
  app.get(path, async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return toLogin(c)
    const owner = await ownerOf(c)
    await requireGoverning(c.get('ctx'), viewer, owner.id)
    return show(c, owner)
  })

  app.post(path, async (c) => {
    const viewer = personOf(c)
    limitRate(c, 'feeds', viewer.id, 60, 3600)
    const owner = await ownerOf(c)
    const typed = text(await readBody(c), 'url')
    try {
      await addFeed(c.get('ctx'), viewer, owner.id, typed)
    } catch (thrown) {
      return show(c, owner, typed, correctable(thrown))
    }
    return redirectWith(c, owner.path, 'feeds.added')
  })

  for (const [name, verb] of Object.entries(verbs)) {
    app.post(`${path}/:id{[0-9]+}/${name}`, async (c) => {
      const viewer = personOf(c)
      const owner = await ownerOf(c)
      await verb(c.get('ctx'), viewer, owner.id, c.req.param('id') ?? '')
      return redirectWith(c, owner.path, `feeds.${name}d`)
    })
  }
}

/** Where feeds are managed. */
export function feedSettings(app: App): void {
  settingsAt(app, '/xom/:handle/settings/feeds', ofCommunity)
  settingsAt(app, '/trang/:handle/quan-tri/nguon-ngoai', ofSite)
}
