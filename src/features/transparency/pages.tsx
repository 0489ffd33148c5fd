import { AppError, forbidden, notFound, unauthorized } from '../../errors.ts'
import { readBody, readQuery } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { formatDate, formatNumber } from '../../lib/format/index.ts'
import { isId } from '../../lib/ids.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { Linked, measures, type Statement } from '../moderation/index.ts'
import {
  addRequest,
  changeRequest,
  listRecord,
  listRequests,
  type PublicRequest,
  type ReadFilter,
  readFilter,
} from './record.ts'
import { RequestForm, typedOf } from './request-form.tsx'
import { type Figures, selectFigures, selectRequest } from './sql.ts'
import { tabs } from './tabs.tsx'

/** Days from the second one on, hours below, and never a zero for something that took time. */
const durationText = (view: View, hours: number): string => {
  if (hours < 1) return view.t('transparency.under_hour')
  return hours < 48
    ? view.t('transparency.hours', { count: Math.floor(hours) })
    : view.t('transparency.days', { count: Math.floor(hours / 24) })
}

function Numbers({ view, figures }: { view: View; figures: Figures }) {
  const number = (value: number) => formatNumber(value, view.locale)
  const age = figures.oldest_open
    ? durationText(view, (view.now.getTime() - figures.oldest_open.getTime()) / 3_600_000)
    : '—'
  const shown: [string, string][] = [
    ['reports', number(figures.reports)],
    ['decided', number(figures.decisions)],
    ['median', figures.median_hours === null ? '—' : durationText(view, figures.median_hours)],
    ['appeals', number(figures.appeals)],
    ['overturned', number(figures.overturned)],
    ['corrections', number(figures.corrections)],
    ['open', number(figures.open)],
    ['oldest', age],
    ['authority', view.t('transparency.count', { count: figures.requests })],
  ]
  return (
    <section class="sheet">
      <h2>{view.t('transparency.figures')}</h2>
      <dl class="figures">
        {shown.map(([name, value]) => (
          <div>
            <dt>{view.t(`transparency.figure.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>
        <a href="/minh-bach/so-lieu">{view.t('transparency.all_numbers')}</a>
      </p>
    </section>
  )
}

interface FiltersProps {
  view: View
  query: Record<string, unknown>
  problems: ReadFilter['problems']
}

function Filters({ view, query, problems }: FiltersProps) {
  const value = (name: string) => (typeof query[name] === 'string' ? (query[name] as string) : '')
  const select = (name: string, options: [string, string][]) => (
    <div class="field">
      <label for={`q-${name}`}>{view.t(`transparency.filter.${name}`)}</label>
      <select id={`q-${name}`} name={name}>
        <option value="">{view.t('transparency.filter.all')}</option>
        {options.map(([key, text]) => (
          <option value={key} selected={value(name) === key}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
  const input = (name: 'from' | 'to' | 'community', type: string) => {
    const problem = problems[name]
    return (
      <div class={problem ? 'field field-wrong' : 'field'}>
        <label for={`q-${name}`}>{view.t(`transparency.filter.${name}`)}</label>
        <input
          id={`q-${name}`}
          name={name}
          type={type}
          value={value(name)}
          aria-invalid={problem ? 'true' : undefined}
          aria-describedby={problem ? `q-${name}-error` : undefined}
        />
        {problem ? (
          <p class="problem" id={`q-${name}-error`}>
            {view.t(`transparency.filter.${problem}`, { typed: value(name) })}
          </p>
        ) : null}
      </div>
    )
  }
  return (
    <details class="sheet" open={Object.keys(query).some((name) => name !== 'max_id' && value(name) !== '')}>
      <summary>{view.t('transparency.filter.title')}</summary>
      <form method="get" action="/minh-bach">
        {input('from', 'date')}
        {input('to', 'date')}
        {select(
          'ground',
          ['rules', 'law'].map((one) => [one, view.t(`moderation.ground.${one}`)]),
        )}
        {select(
          'measure',
          [...measures, 'reversal'].map((one) => [one, view.t(`moderation.measure.${one}`)]),
        )}
        {input('community', 'text')}
        <p class="buttons">
          <button type="submit" class="button">
            {view.t('transparency.filter.show')}
          </button>
        </p>
      </form>
    </details>
  )
}

function Line({ view, one }: { view: View; one: Statement }) {
  return (
    <li>
      <p>
        <a href={new URL(one.url).pathname}>{view.t(`moderation.measure.${one.measure}`)}</a>{' '}
        <span class="badge">{view.t(`moderation.category.${one.category}`)}</span>
        {one.ended_at ? <span class="badge">{view.t('moderation.ended')}</span> : null}
        {one.target ? <strong class="block-target"> {one.target}</strong> : null}
      </p>
      {one.conflict ? <p class="hint">{view.t(`moderation.conflict.${one.conflict}`)}</p> : null}
      {one.cited ? <p>{one.cited}</p> : null}
      {one.facts ? (
        <p class="plain" dir="auto">
          {one.facts}
        </p>
      ) : null}
      {one.appeal ? (
        <p>
          <a href={`${new URL(one.url).pathname}#appeal`}>{view.t('moderation.appeal.title')}</a>:{' '}
          {view.t(
            one.appeal.outcome ? `moderation.outcome.${one.appeal.outcome}` : 'transparency.appeal_waits',
          )}{' '}
          <span dir="auto">{one.appeal.reasons}</span>
        </p>
      ) : null}
      <Linked view={view} shown={one} />
      <p class="hint">
        <time datetime={one.application_date}>{formatDate(new Date(one.application_date), view.locale)}</time>
        {one.community ? ` · ${view.t('moderation.in', { name: one.community })}` : ''}
        {' · '}
        {view.t(`moderation.source.${one.source}`)}
        {' · '}
        {view.t(`moderation.decider.${one.decider_role}`)}
      </p>
    </li>
  )
}

const HALF_YEAR = 182 * 86_400_000

async function recordPage(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const query = readQuery(c)
  const now = ctx.clock()
  const { filter, problems } = await readFilter(ctx, query)
  // Nothing was decided in a community that is not there; the other filters stay as they were typed.
  const none = problems.community !== undefined
  const [{ statements, next }, figures, view] = await Promise.all([
    none ? { statements: [], next: null } : listRecord(ctx, filter, c.req.query('max_id'), 20),
    selectFigures(ctx, new Date(now.getTime() - HALF_YEAR), now),
    viewOf(c),
  ])
  const rest = new URLSearchParams(
    Object.entries(query).filter(
      (pair): pair is [string, string] =>
        typeof pair[1] === 'string' && pair[1] !== '' && pair[0] !== 'max_id',
    ),
  )
  const more = new URLSearchParams(rest)
  if (next) more.set('max_id', next)
  const title = view.t('transparency.title')
  return c.html(
    <Page
      view={view}
      title={title}
      description={view.t('transparency.lead')}
      head={<link rel="alternate" type="application/atom+xml" href="/minh-bach.atom" title={title} />}
    >
      {tabs(view)}
      <h1>{title}</h1>
      <p class="hint">{view.t('transparency.lead')}</p>
      <Numbers view={view} figures={figures} />
      <Filters view={view} query={query} problems={problems} />
      <p class="chips">
        {['json', 'csv', 'atom'].map((kind) => (
          <a class="chip" href={`/minh-bach.${kind}?${rest}`} data-turbo="false">
            {kind.toUpperCase()}
          </a>
        ))}
      </p>
      {statements.length === 0 && !none ? (
        <EmptyState icon="shield" text={view.t('transparency.none')} />
      ) : null}
      <ol class="desk">
        {statements.map((one) => (
          <Line view={view} one={one} />
        ))}
      </ol>
      <Pager view={view} next={next ? `/minh-bach?${more}` : null} />
    </Page>,
    none ? 404 : 200,
  )
}

function RequestLine({ view, one, operator }: { view: View; one: PublicRequest; operator: boolean }) {
  const date = (iso: string | null | undefined) => (iso ? formatDate(new Date(iso), view.locale) : null)
  const edit = operator ? (
    <p>
      <a href={`/minh-bach/yeu-cau/${one.id}`}>{view.t('transparency.request.edit')}</a>
    </p>
  ) : null
  if (one.delayed)
    return (
      <li id={`r${one.id}`}>
        <p>{view.t('transparency.request.delayed', { date: date(one.delayed_until) ?? '' })}</p>
        <p class="hint">{one.delay_reason}</p>
        {edit}
      </li>
    )
  return (
    <li id={`r${one.id}`}>
      <p>
        <strong>{one.authority}</strong> <span class="badge">{view.t(`transparency.kind.${one.kind}`)}</span>{' '}
        <span class="badge">{view.t(`transparency.outcome.${one.outcome}`)}</span>
      </p>
      {one.legal_basis ? <p>{one.legal_basis}</p> : null}
      {one.named ? <p>{one.named}</p> : null}
      <p class="hint">
        {view.t(`transparency.level.${one.level}`)} · {view.t(`transparency.form.${one.form}`)} ·{' '}
        {view.t('transparency.request.received', { date: date(one.received_at) ?? '' })}
        {one.closed_at
          ? ` · ${view.t('transparency.request.closed', { date: date(one.closed_at) ?? '' })}`
          : ''}
        {' · '}
        {view.t('transparency.request.affected', { count: one.affected })} ·{' '}
        {view.t(`transparency.told.${one.told}`)}
      </p>
      {edit}
    </li>
  )
}

async function requestsPage(c: Req): Promise<Response> {
  const page = Math.min(Math.max(Number(c.req.query('page')) || 1, 1), 10_000)
  const [{ total, requests }, view] = await Promise.all([listRequests(c.get('ctx'), page, 30), viewOf(c)])
  const operator = view.viewer !== null && view.viewer.role !== 'user'
  const title = view.t('transparency.requests')
  return c.html(
    <Page view={view} title={title}>
      {tabs(view)}
      <h1>{title}</h1>
      <p class="request-count">{view.t('transparency.count', { count: total })}</p>
      <p class="hint">{view.t('transparency.requests_lead')}</p>
      <p class="chips">
        {['json', 'csv'].map((kind) => (
          <a class="chip" href={`/minh-bach/yeu-cau.${kind}`} data-turbo="false">
            {kind.toUpperCase()}
          </a>
        ))}
        {operator ? (
          <a class="chip" href="/minh-bach/yeu-cau/moi">
            {view.t('transparency.request.add')}
          </a>
        ) : null}
      </p>
      <ol class="desk">
        {requests.map((one) => (
          <RequestLine view={view} one={one} operator={operator} />
        ))}
      </ol>
      <Pager view={view} next={page * 30 < total ? `/minh-bach/yeu-cau?page=${page + 1}` : null} />
    </Page>,
  )
}

function operatorOf(c: Req): Viewer {
  const viewer = c.get('viewer')
  if (!viewer) throw unauthorized()
  if (viewer.role === 'user') throw forbidden()
  c.header('Cache-Control', 'no-store')
  return viewer
}

const idOf = (c: Req) => {
  const id = c.req.param('id') ?? ''
  if (!isId(id)) throw notFound()
  return id
}

/** Saves, or shows the form again with what is wrong. */
async function save(c: Req, id: string | null): Promise<Response> {
  const viewer = operatorOf(c)
  const body = await readBody(c)
  try {
    if (id) await changeRequest(c.get('ctx'), viewer, id, body)
    else await addRequest(c.get('ctx'), viewer, body)
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 422) throw error
    return c.html(<RequestForm view={await viewOf(c)} id={id} typed={body} error={error} />, 422)
  }
  return redirectWith(c, '/minh-bach/yeu-cau', 'common.saved')
}

export function transparencyPages(app: App): void {
  app.get('/minh-bach', recordPage)
  app.get('/minh-bach/yeu-cau', requestsPage)
  app.get('/minh-bach/yeu-cau/moi', async (c) => {
    operatorOf(c)
    return c.html(<RequestForm view={await viewOf(c)} id={null} typed={{}} error={null} />)
  })
  app.post('/minh-bach/yeu-cau/moi', (c) => save(c, null))
  app.get('/minh-bach/yeu-cau/:id{[0-9]+}', async (c) => {
    operatorOf(c)
    const [row] = await selectRequest(c.get('ctx'), idOf(c))
    if (!row) throw notFound()
    return c.html(<RequestForm view={await viewOf(c)} id={row.id} typed={typedOf(row)} error={null} />)
  })
  app.post('/minh-bach/yeu-cau/:id{[0-9]+}', (c) => save(c, idOf(c)))
}
