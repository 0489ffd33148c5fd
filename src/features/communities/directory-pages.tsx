import type { AppError } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { gather } from '../../http/gather.ts'
import { limitRate } from '../../http/guard.ts'
import { excerpt } from '../../lib/html/index.ts'
import { key } from '../../lib/vietnamese/index.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { correctable, oneOf, Tick, text, ticked, wholeProblem } from '../../ui/widgets/fields.tsx'
import { Buttons, Choices, Field, FormProblem } from '../../ui/widgets/form.tsx'
import { Icon } from '../../ui/widgets/icon.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { Tabs } from '../../ui/widgets/tabs.tsx'
import { suggestHandle, toLogin } from '../auth/index.ts'
import { type Community, joinings } from './api.ts'
import { checkCommunity, createCommunity } from './communities.ts'
import { LanguageField, languageOf, requireName } from './face-fields.tsx'
import { presentCommunities } from './present.ts'
import { nameOf, personOf, roomPathOf } from './room.tsx'
import { selectDirectory, selectMineUnread } from './sql.ts'

const perPage = 20

function RoomRow({ view, community, unread = 0 }: { view: View; community: Community; unread?: number }) {
  const line = excerpt(community.description, 140)
  return (
    <li class="room-row">
      <a href={roomPathOf(community)}>
        {view.textOnly ? null : (
          <img
            class="avatar"
            src={community.account.avatar_static}
            alt=""
            width="48"
            height="48"
            loading="lazy"
          />
        )}
        <span class="room-row-words">
          <strong>
            <bdi>{nameOf(community)}</bdi> {community.private ? <Icon name="lock" /> : null}
          </strong>
          <span class="hint">
            {community.place ? `${community.place} · ` : ''}
            {view.t('communities.members_count', { count: community.members_count })}
          </span>
          {line ? <span class="room-row-line">{line}</span> : null}
        </span>
        {unread > 0 ? (
          <span class="unread" title={view.t('communities.unread_threads', { count: unread })}>
            <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
            <span class="visually-hidden">{view.t('communities.unread_threads', { count: unread })}</span>
          </span>
        ) : null}
      </a>
    </li>
  )
}

function Search({ view, q, place }: { view: View; q: string; place: string }) {
  return (
    <form class="room-search" method="get" action="/xom">
      <input
        type="search"
        name="q"
        value={q}
        maxlength={200}
        aria-label={view.t('communities.search_name')}
        placeholder={view.t('communities.search_name')}
      />
      <input
        type="search"
        name="noi"
        value={place}
        maxlength={200}
        aria-label={view.t('communities.search_place')}
        placeholder={view.t('communities.search_place')}
      />
      <button type="submit" class="button">
        {view.t('common.search')}
      </button>
    </form>
  )
}

async function directory(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  const q = (c.req.query('q') ?? '').slice(0, 200)
  const place = (c.req.query('noi') ?? c.req.query('place') ?? '').slice(0, 200)
  const asked = Number(c.req.query('from') ?? 0)
  const offset = Number.isInteger(asked) && asked > 0 && asked <= 10_000 ? asked : 0
  const searching = q !== '' || place !== ''
  const [rows, mine, view] = await Promise.all([
    selectDirectory(ctx, { name: key(q), place: key(place), limit: perPage, offset }),
    viewer && !searching && offset === 0 ? selectMineUnread(ctx, viewer.id, 50) : [],
    viewOf(c),
  ])
  const found = await presentCommunities(ctx, [...new Set([...mine, ...rows].map(({ id }) => id))])
  const byId = new Map(found.map((community) => [community.id, community]))
  const own = new Map(mine.map((row) => [row.id, row.unread]))
  const others = rows.filter(({ id }) => !own.has(id)).flatMap(({ id }) => byId.get(id) ?? [])
  const query = new URLSearchParams({ ...(q ? { q } : {}), ...(place ? { noi: place } : {}) })
  query.set('from', String(offset + perPage))
  const title = view.t('communities.title')
  return c.html(
    <Page view={view} title={title} description={view.t('communities.intro')}>
      <h1 class="visually-hidden">{title}</h1>
      <Tabs
        label={view.t('timelines.tabs')}
        current="/xom"
        tabs={[
          { href: '/xom', text: title },
          { href: '/local', text: view.t('timelines.local') },
        ]}
      />
      <nav class="chips room-ways" aria-label={view.t('news.ways')}>
        <a class="chip" href="/trang">
          {view.t('sites.title')}
        </a>
        <a class="chip" href="/tin">
          {view.t('news.title')}
        </a>
      </nav>
      <Search view={view} q={q} place={place} />
      {own.size > 0 ? (
        <section>
          <h2 class="room-list-title">{view.t('communities.mine')}</h2>
          <ul class="room-list">
            {[...own].map(([id, unread]) => {
              const community = byId.get(id)
              return community ? <RoomRow view={view} community={community} unread={unread} /> : null
            })}
          </ul>
        </section>
      ) : null}
      <section>
        <h2 class="room-list-title">{view.t(searching ? 'communities.found' : 'communities.all')}</h2>
        {others.length > 0 ? (
          <ul class="room-list">
            {others.map((community) => (
              <RoomRow view={view} community={community} />
            ))}
          </ul>
        ) : (
          <EmptyState
            icon="lane"
            text={view.t(searching ? 'communities.none_found' : 'communities.none_other')}
          />
        )}
        <Pager view={view} next={rows.length === perPage ? `/xom?${query}` : null} />
      </section>
      <p class="room-new">
        <a class="button primary" href="/xom/new">
          <Icon name="plus" /> {view.t('communities.new')}
        </a>
      </p>
    </Page>,
  )
}

type Form = Record<
  'display_name' | 'username' | 'note' | 'place' | 'language' | 'joining' | 'rules',
  string
> & {
  private: boolean
}

const emptyForm: Form = {
  display_name: '',
  username: '',
  note: '',
  place: '',
  language: 'vi',
  joining: 'open',
  rules: '',
  private: false,
}

function NewPage({ view, form, error }: { view: View; form: Form; error: AppError | null }) {
  const { t } = view
  const errors = error?.fields ?? []
  const title = t('communities.new')
  return (
    <Page view={view} title={title}>
      <h1>{title}</h1>
      <form class="form" method="post" action="/xom/new">
        <FormProblem text={wholeProblem(view, error)} />
        <Field
          view={view}
          name="display_name"
          label={t('communities.form.name')}
          value={form.display_name}
          errors={errors}
          maxlength={200}
          required
        />
        <Field
          view={view}
          name="username"
          label={t('communities.form.handle')}
          hint={t('communities.form.handle_hint')}
          value={form.username}
          errors={errors}
          prefix="@"
          suffix={`@${view.domain}`}
          autocapitalize="none"
          spellcheck="false"
          autocomplete="off"
        />
        <Field
          view={view}
          name="note"
          label={t('communities.form.description')}
          value={form.note}
          errors={errors}
          rows={3}
        />
        <Field
          view={view}
          name="place"
          label={t('communities.form.place')}
          hint={t('communities.form.place_hint')}
          value={form.place}
          errors={errors}
        />
        <LanguageField view={view} value={form.language} />
        <Choices
          legend={t('communities.form.joining')}
          name="joining"
          value={form.joining}
          options={joinings.map((value) => ({
            value,
            label: t(`communities.joining.${value}`),
            hint: t(`communities.joining_hint.${value}`),
          }))}
        />
        <Tick
          name="private"
          label={t('communities.form.private')}
          hint={t('communities.form.private_hint')}
          checked={form.private}
        />
        <Field
          view={view}
          name="rules"
          label={t('communities.form.rules')}
          hint={t('communities.form.rules_hint')}
          value={form.rules}
          errors={errors}
          rows={5}
        />
        <Buttons>
          <button type="submit" class="primary">
            {t('communities.form.open')}
          </button>
        </Buttons>
      </form>
    </Page>
  )
}

export const linesOf = (value: string): string[] =>
  value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

async function open(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = personOf(c)
  const body = await readBody(c)
  const form: Form = {
    display_name: text(body, 'display_name'),
    username: text(body, 'username').trim().replace(/^@/, ''),
    note: text(body, 'note').replaceAll('\r\n', '\n'),
    place: text(body, 'place'),
    language: languageOf(body),
    joining: oneOf(text(body, 'joining'), joinings, 'open'),
    rules: text(body, 'rules').replaceAll('\r\n', '\n'),
    private: ticked(body, 'private'),
  }
  try {
    const input = {
      ...form,
      joining: oneOf(form.joining, joinings, 'open'),
      username: form.username || (await suggestHandle(ctx, form.display_name)),
      rules: linesOf(form.rules),
    }
    await gather(
      () => requireName(form),
      () => checkCommunity(ctx, input),
    )
    limitRate(c, 'new_community', viewer.id, ctx.config.production ? 10 : 1_000_000, 24 * 3600)
    const id = await createCommunity(ctx, viewer, input)
    const [community] = await presentCommunities(ctx, [id])
    return redirectWith(c, roomPathOf(community!), 'communities.flash.opened')
  } catch (thrown) {
    const error = correctable(thrown)
    return c.html(<NewPage view={await viewOf(c)} form={form} error={error} />, error.status as 422)
  }
}

/** The directory, and the form that opens a community. */
export function directoryPages(app: App): void {
  app.get('/xom', directory)
  app.get('/xom/new', async (c) => {
    if (!c.get('viewer')) return toLogin(c)
    return c.html(<NewPage view={await viewOf(c)} form={emptyForm} error={null} />)
  })
  app.post('/xom/new', open)
}
