import type { Child } from 'hono/jsx'
import { AppError, notFound, unauthorized } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { formatDate, formatDateTime, formatNumber } from '../../lib/format/index.ts'
import { isId } from '../../lib/ids.ts'
import { VIETNAM_OFFSET_MS } from '../../lib/time.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Field, FormProblem } from '../../ui/widgets/form.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { saveDataRequest, saveIncident } from './incidents.ts'
import { dataKinds, dataOutcomes, incidentKinds } from './registers-api.ts'
import * as sql from './registers-sql.ts'
import { operatorOnly } from './report-pages.tsx'
import { numberText } from './report-text.ts'
import { tabs } from './tabs.tsx'

const base = '/minh-bach/su-co'
const dataBase = '/minh-bach/quyen-du-lieu'
const size = 30

type Typed = Record<string, unknown>

/** A stored entry as the form would have sent it, by Vietnam's clock. */
const typedOf = (row: object, days: boolean): Typed =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Date
        ? new Date(value.getTime() + VIETNAM_OFFSET_MS).toISOString().slice(0, days ? 10 : 16)
        : String(value ?? ''),
    ]),
  )

interface FormProps {
  view: View
  title: string
  action: string
  typed: Typed
  error: AppError | null
  /** name, its words or its options. */
  parts: (
    field: (name: string, more?: object) => Child,
    select: (name: string, options: readonly string[]) => Child,
  ) => Child
}

function EntryForm({ view, title, action, typed, error, parts }: FormProps) {
  const value = (name: string) => (typeof typed[name] === 'string' ? (typed[name] as string) : '')
  const field = (name: string, more: object = {}) => (
    <Field
      view={view}
      name={name}
      label={view.t(`periods.entry.${name}`)}
      value={value(name)}
      errors={error?.fields}
      {...more}
    />
  )
  const select = (name: string, options: readonly string[]) => (
    <div class="field">
      <label for={`f-${name}`}>{view.t(`periods.entry.${name}`)}</label>
      <select id={`f-${name}`} name={name}>
        {options.map((one) => (
          <option value={one} selected={value(name) === one}>
            {view.t(`periods.${name}.${one}`)}
          </option>
        ))}
      </select>
    </div>
  )
  return (
    <Page view={view} title={title}>
      <h1>{title}</h1>
      <form class="sheet" method="post" action={action}>
        <FormProblem text={error ? view.t(`errors.${error.reason}`, error.params) : null} />
        {parts(field, select)}
        <p class="buttons">
          <button type="submit" class="button">
            {view.t('common.save')}
          </button>
        </p>
      </form>
    </Page>
  )
}

const pageOf = (c: Req): number => Math.min(Math.max(Math.trunc(Number(c.req.query('page'))) || 1, 1), 10_000)

async function listPage(c: Req): Promise<Response> {
  const page = pageOf(c)
  const [found, view] = await Promise.all([
    sql.selectIncidentPage(c.get('ctx'), size + 1, (page - 1) * size),
    viewOf(c),
  ])
  const rows = found.slice(0, size)
  const operator = view.viewer !== null && view.viewer.role !== 'user'
  const title = view.t('periods.incidents')
  const time = (at: Date) => formatDateTime(at, view.locale)
  return c.html(
    <Page view={view} title={title}>
      {tabs(view)}
      <h1>{title}</h1>
      <p class="hint">{view.t('periods.incidents_lead')}</p>
      {operator ? (
        <p class="chips">
          <a class="chip" href={`${base}/moi`}>
            {view.t('periods.incident_add')}
          </a>
          <a class="chip" href={dataBase}>
            {view.t('periods.data_requests')}
          </a>
        </p>
      ) : null}
      {rows.length === 0 ? <EmptyState icon="check" text={view.t('periods.incidents_none')} /> : null}
      <ol class="desk">
        {rows.map((row) => (
          <li>
            <p>
              <strong>{view.t(`periods.kind.${row.kind}`)}</strong>{' '}
              <span class="badge">{view.t(`periods.noticed.${row.source}`)}</span>
            </p>
            {row.summary ? (
              <p class="plain" dir="auto">
                {row.summary}
              </p>
            ) : null}
            <p class="hint">
              {time(row.began_at)}
              {row.ended_at
                ? ` – ${time(row.ended_at)} (${numberText(view, 'minutes', (row.ended_at.getTime() - row.began_at.getTime()) / 60_000)})`
                : ` · ${view.t('periods.lasts')}`}
              {row.affected > 0
                ? ` · ${view.t('periods.affected', { count: formatNumber(row.affected, view.locale) })}`
                : ''}
              {row.kind === 'breach'
                ? ` · ${row.told_at ? view.t('periods.told', { at: time(row.told_at) }) : view.t('periods.not_told')}`
                : ''}
            </p>
            {operator ? (
              <p>
                <a href={`${base}/${row.id}`}>{view.t('periods.entry_edit')}</a>
              </p>
            ) : null}
          </li>
        ))}
      </ol>
      <Pager view={view} next={found.length > size ? `${base}?page=${page + 1}` : null} />
    </Page>,
  )
}

const incidentForm = (view: View, id: string | null, typed: Typed, error: AppError | null) => (
  <EntryForm
    view={view}
    title={view.t(id ? 'periods.incident_edit' : 'periods.incident_add')}
    action={`${base}/${id ?? 'moi'}`}
    typed={typed}
    error={error}
    parts={(field, select) => (
      <>
        {select('kind', incidentKinds)}
        {field('began_at', {
          type: 'datetime-local',
          required: true,
          hint: view.t('periods.entry.began_hint'),
        })}
        {field('ended_at', { type: 'datetime-local', hint: view.t('periods.entry.ended_hint') })}
        {field('summary', {
          rows: 3,
          required: true,
          maxlength: 1000,
          hint: view.t('periods.entry.summary_hint'),
        })}
        {field('affected', { inputmode: 'numeric' })}
        {field('told_at', { type: 'datetime-local', hint: view.t('periods.entry.told_hint') })}
      </>
    )}
  />
)

const dataForm = (view: View, id: string | null, typed: Typed, error: AppError | null) => (
  <EntryForm
    view={view}
    title={view.t(id ? 'periods.data_edit' : 'periods.data_add')}
    action={`${dataBase}/${id ?? 'moi'}`}
    typed={typed}
    error={error}
    parts={(field, select) => (
      <>
        <div class="field">
          <label for="f-kind">{view.t('periods.entry.kind')}</label>
          <select id="f-kind" name="kind">
            {dataKinds.map((one) => (
              <option value={one} selected={typed['kind'] === one}>
                {view.t(`periods.right.${one}`)}
              </option>
            ))}
          </select>
        </div>
        {field('received_at', { type: 'date', required: true })}
        {field('deadline_at', { type: 'date', required: true })}
        {select('outcome', dataOutcomes)}
        {field('done_at', { type: 'date' })}
        {field('note', { rows: 2, maxlength: 500, hint: view.t('periods.entry.note_hint') })}
      </>
    )}
  />
)

async function dataPage(c: Req): Promise<Response> {
  operatorOnly(c)
  const page = pageOf(c)
  const [found, view] = await Promise.all([
    sql.selectDataRequestPage(c.get('ctx'), size + 1, (page - 1) * size),
    viewOf(c),
  ])
  const title = view.t('periods.data_requests')
  const day = (at: Date) => formatDate(at, view.locale)
  return c.html(
    <Page view={view} title={title}>
      {tabs(view, base)}
      <h1>{title}</h1>
      <p class="hint">{view.t('periods.data_lead')}</p>
      <p class="chips">
        <a class="chip" href={`${dataBase}/moi`}>
          {view.t('periods.data_add')}
        </a>
      </p>
      <ol class="desk">
        {found.slice(0, size).map((row) => (
          <li>
            <p>
              <strong>{view.t(`periods.right.${row.kind}`)}</strong>{' '}
              <span class="badge">{view.t(`periods.outcome.${row.outcome}`)}</span>
            </p>
            {row.note ? <p dir="auto">{row.note}</p> : null}
            <p class="hint">
              {view.t('periods.data_line', {
                received: day(row.received_at),
                deadline: day(row.deadline_at),
              })}
              {row.done_at ? ` · ${view.t('periods.data_done', { at: day(row.done_at) })}` : ''}
            </p>
            <p>
              <a href={`${dataBase}/${row.id}`}>{view.t('periods.entry_edit')}</a>
            </p>
          </li>
        ))}
      </ol>
      <Pager view={view} next={found.length > size ? `${dataBase}?page=${page + 1}` : null} />
    </Page>,
  )
}

interface Register {
  base: string
  form: typeof incidentForm
  find(c: Req, id: string): Promise<Typed | undefined>
  save: typeof saveIncident
}

/** New, and one of them: the same for both registers. */
function registerRoutes(app: App, { base, form, find, save }: Register): void {
  const keep = async (c: Req, id: string | null) => {
    const viewer = c.get('viewer')
    if (!viewer) throw unauthorized()
    const body = await readBody(c)
    try {
      await save(c.get('ctx'), viewer, id, body)
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 422) throw error
      return c.html(form(await viewOf(c), id, body, error), 422)
    }
    return redirectWith(c, base, 'common.saved')
  }
  app.get(`${base}/moi`, async (c) => {
    operatorOnly(c)
    return c.html(form(await viewOf(c), null, {}, null))
  })
  app.post(`${base}/moi`, (c) => keep(c, null))
  app.get(`${base}/:id{[0-9]{1,19}}`, async (c) => {
    operatorOnly(c)
    const id = c.req.param('id')!
    const typed = isId(id) ? await find(c, id) : undefined
    if (!typed) throw notFound()
    return c.html(form(await viewOf(c), id, typed, null))
  })
  app.post(`${base}/:id{[0-9]{1,19}}`, (c) => {
    const id = c.req.param('id')!
    if (!isId(id)) throw notFound()
    return keep(c, id)
  })
}

export function incidentsPages(app: App): void {
  app.get(base, listPage)
  app.get(dataBase, dataPage)
  registerRoutes(app, {
    base,
    form: incidentForm,
    save: saveIncident,
    find: async (c, id) => {
      const [row] = await sql.selectIncident(c.get('ctx'), id)
      return row && typedOf(row, false)
    },
  })
  registerRoutes(app, {
    base: dataBase,
    form: dataForm,
    save: saveDataRequest,
    find: async (c, id) => {
      const [row] = await sql.selectDataRequest(c.get('ctx'), id)
      return row && typedOf(row, true)
    },
  })
}
