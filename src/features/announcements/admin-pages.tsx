import { AppError, notFound, unauthorized } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { formatDateTime } from '../../lib/format/index.ts'
import { excerpt } from '../../lib/html/index.ts'
import { VIETNAM_OFFSET_MS } from '../../lib/time.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { AdminNav } from '../../ui/widgets/admin-nav.tsx'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Field, FormProblem } from '../../ui/widgets/form.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { requireOperator, save, standingOf, withdraw } from './announcements.ts'
import { MAX_LENGTH } from './api.ts'
import { type AnnouncementRow, selectAll, selectOne } from './sql.ts'

const base = '/admin/announcements'

/** 404 for who need not know that there is a page. */
function operatorOf(c: Req): Viewer {
  const viewer = c.get('viewer')
  if (!viewer) throw unauthorized()
  if (viewer.role === 'user') throw notFound()
  requireOperator(viewer)
  c.header('Cache-Control', 'no-store')
  return viewer
}

/** A stored row as the form sends it. */
function typedOf(row: AnnouncementRow): Record<string, string> {
  const parts = (at: Date | null): [string, string] => {
    if (!at) return ['', '']
    const local = new Date(at.getTime() + VIETNAM_OFFSET_MS).toISOString()
    return [local.slice(0, 10), local.slice(11, 16)]
  }
  const [starts_on, starts_time] = parts(row.starts_at)
  const [ends_on, ends_time] = parts(row.ends_at)
  const [publish_on, publish_time] = parts(row.published_at)
  const times: Record<string, string> = row.all_day ? {} : { starts_time, ends_time }
  return { text: row.text, starts_on, ends_on, publish_on, publish_time, ...times }
}

interface FormProps {
  view: View
  row: AnnouncementRow | null
  typed: Record<string, unknown>
  error?: AppError
}

function AnnouncementForm({ view, row, typed, error }: FormProps) {
  const t = (key: string) => view.t(`announcements.form.${key}`)
  const value = (name: string) => (typeof typed[name] === 'string' ? (typed[name] as string) : '')
  const field = (name: string, type: string, hint?: string) => (
    <Field
      view={view}
      name={name}
      type={type}
      label={t(name)}
      value={value(name)}
      errors={error?.fields}
      {...(hint ? { hint } : {})}
    />
  )
  const standing = row ? standingOf(row, view.now) : 'draft'
  const out = standing === 'shown' || standing === 'ended' || standing === 'planned'
  const act = (name: string, primary = false) => (
    <button type="submit" class={primary ? 'button primary' : 'button'} name="act" value={name}>
      {t(`act.${name}`)}
    </button>
  )
  return (
    <form class="sheet" method="post" action={row ? `${base}/${row.id}` : base}>
      <FormProblem text={error ? view.t(`errors.${error.reason}`, error.params) : null} />
      <Field
        view={view}
        name="text"
        label={t('text')}
        hint={t('text_hint')}
        value={value('text')}
        errors={error?.fields}
        rows={5}
        required
        maxlength={MAX_LENGTH}
      />
      <fieldset class="choices">
        <legend>{t('days')}</legend>
        <p class="hint">{t('days_hint')}</p>
        {field('starts_on', 'date')}
        {field('starts_time', 'time')}
        {field('ends_on', 'date', t('ends_hint'))}
        {field('ends_time', 'time')}
      </fieldset>
      {out ? null : (
        <fieldset class="choices">
          <legend>{t('publish')}</legend>
          <p class="hint">{t('publish_hint')}</p>
          {field('publish_on', 'date')}
          {field('publish_time', 'time')}
        </fieldset>
      )}
      <p class="buttons">
        {out ? act('save', true) : act('now', true)}
        {out ? null : act('later')}
        {out ? null : act('draft')}
        {out ? (
          <button type="submit" class="button" formaction={`${base}/${row!.id}/withdraw`}>
            {t('act.withdraw')}
          </button>
        ) : null}
      </p>
    </form>
  )
}

function List({ view, rows, next }: { view: View; rows: AnnouncementRow[]; next: string | null }) {
  return (
    <>
      <h2>{view.t('announcements.written')}</h2>
      {rows.length === 0 ? <EmptyState icon="bell" text={view.t('announcements.none')} /> : null}
      <ul class="desk">
        {rows.map((row) => (
          <li>
            <p>
              <a href={`${base}/${row.id}`}>{excerpt(row.content, 120)}</a>{' '}
              <span class="badge">{view.t(`announcements.standing.${standingOf(row, view.now)}`)}</span>
            </p>
            {row.published_at ? <p class="hint">{formatDateTime(row.published_at, view.locale)}</p> : null}
          </li>
        ))}
      </ul>
      <Pager view={view} next={next} />
    </>
  )
}

async function show(c: Req, id: string | null, typed: Record<string, unknown>, error?: AppError) {
  const ctx = c.get('ctx')
  const page = Math.min(Math.max(Math.trunc(Number(c.req.query('page'))) || 1, 1), 1000)
  const [[row], rows, view] = await Promise.all([
    id === null ? [] : selectOne(ctx, id),
    id === null ? selectAll(ctx, 21, (page - 1) * 20) : [],
    viewOf(c),
  ])
  if (id !== null && !row) throw notFound()
  const title = view.t(id === null ? 'admin.announcements' : 'announcements.edit')
  return c.html(
    <Page view={view} title={title}>
      <AdminNav view={view} />
      <h1>{title}</h1>
      <p class="hint">{view.t('announcements.lead')}</p>
      <AnnouncementForm
        view={view}
        row={row ?? null}
        typed={error ? typed : row ? typedOf(row) : typed}
        {...(error ? { error } : {})}
      />
      {id === null ? (
        <List
          view={view}
          rows={rows.slice(0, 20)}
          next={rows.length > 20 ? `${base}?page=${page + 1}` : null}
        />
      ) : null}
    </Page>,
    error ? 422 : 200,
  )
}

async function submit(c: Req, id: string | null): Promise<Response> {
  const viewer = operatorOf(c)
  const body = await readBody(c)
  try {
    await save(c.get('ctx'), viewer, id, body)
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 422) throw error
    return show(c, id, body, error)
  }
  return redirectWith(c, base, 'common.saved')
}

export function adminPages(app: App): void {
  app.get(base, (c) => {
    operatorOf(c)
    return show(c, null, {})
  })
  app.post(base, (c) => submit(c, null))
  app.get(`${base}/:id{[0-9]+}`, (c) => {
    operatorOf(c)
    return show(c, c.req.param('id'), {})
  })
  app.post(`${base}/:id{[0-9]+}`, (c) => submit(c, c.req.param('id')))
  app.post(`${base}/:id{[0-9]+}/withdraw`, async (c) => {
    const viewer = operatorOf(c)
    await readBody(c)
    await withdraw(c.get('ctx'), viewer, c.req.param('id'))
    return redirectWith(c, base, 'announcements.withdrawn')
  })
}
