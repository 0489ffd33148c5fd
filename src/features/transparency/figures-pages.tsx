import { AppError, forbidden, notFound, unauthorized } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { formatDate } from '../../lib/format/index.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { Field, FormProblem } from '../../ui/widgets/form.tsx'
import { csv, open } from './csv.ts'
import { selectBeginnings } from './figures-sql.ts'
import { inOrder, periodName, Tables } from './figures-table.tsx'
import {
  correct,
  FREEZE_AFTER_DAYS,
  frozenBody,
  getPeriod,
  type Published,
  publishedFigures,
} from './freeze.ts'
import { Method } from './method.tsx'
import { type Period, parsePeriod, periodAfter, periodAt, periodBefore, periodKinds } from './periods.ts'
import { tabs } from './tabs.tsx'

const base = '/minh-bach/so-lieu'

function Choice({ view, period, first }: { view: View; period: Period; first: Date }) {
  const [before, after] = [periodBefore(period), periodAfter(period)]
  return (
    <nav class="chips figure-choice" aria-label={view.t('transparency.choose')}>
      {periodKinds.map((kind) => (
        <a
          class="chip"
          href={`${base}/${periodAt(kind, view.now).id}`}
          aria-current={kind === period.kind ? 'true' : undefined}
        >
          {view.t(`transparency.kind_of_period.${kind}`)}
        </a>
      ))}
      {before.to > first ? (
        <a class="chip" href={`${base}/${before.id}`} rel="prev">
          ← {periodName(view, before)}
        </a>
      ) : null}
      {after.from <= view.now ? (
        <a class="chip" href={`${base}/${after.id}`} rel="next">
          {periodName(view, after)} →
        </a>
      ) : null}
    </nav>
  )
}

function Standing({ view, published }: { view: View; published: Published }) {
  const { figures, versions, period } = published
  const day = (at: Date) => formatDate(at, view.locale)
  if (versions.length === 0)
    return (
      <p class="hint">
        {view.t(figures.complete ? 'transparency.not_frozen' : 'transparency.incomplete', {
          date: day(new Date(figures.computed_at)),
          days: FREEZE_AFTER_DAYS,
        })}
      </p>
    )
  return (
    <section class="sheet">
      <h2>{view.t('transparency.frozen')}</h2>
      <p>{view.t('transparency.frozen_text')}</p>
      <ul>
        {versions.map((row) => (
          <li>
            <a href={`${base}/${period.id}/v${row.version}.json`} data-turbo="false">
              {view.t('transparency.version', { number: row.version, date: day(row.created_at) })}
            </a>
            {row.note ? <p>{row.note}</p> : null}
            <p class="hint">
              SHA-256 <code class="hash">{row.sha256}</code>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function CorrectForm({
  view,
  id,
  typed,
  error,
}: {
  view: View
  id: string
  typed: string
  error?: AppError
}) {
  return (
    <details class="sheet" open={error !== undefined}>
      <summary>{view.t('transparency.correct')}</summary>
      <form method="post" action={`${base}/${id}/sua`}>
        <FormProblem text={error ? view.t(`errors.${error.reason}`, error.params) : null} />
        <Field
          view={view}
          name="note"
          label={view.t('transparency.correct_note')}
          hint={view.t('transparency.correct_hint')}
          value={typed}
          errors={error?.fields}
          rows={2}
          required
          maxlength={500}
        />
        <p class="buttons">
          <button type="submit" class="button">
            {view.t('transparency.correct')}
          </button>
        </p>
      </form>
    </details>
  )
}

async function figuresPage(c: Req, id: string | null, typed = '', error?: AppError): Promise<Response> {
  const ctx = c.get('ctx')
  const period = await getPeriod(ctx, id ?? periodAt('month', ctx.clock()).id)
  const { network: first } = await selectBeginnings(ctx)
  const earlier = periodBefore(period)
  const [published, before, view] = await Promise.all([
    publishedFigures(ctx, period),
    earlier.to > first ? publishedFigures(ctx, earlier) : null,
    viewOf(c),
  ])
  const { figures, versions } = published
  const title = view.t('transparency.numbers')
  const name = periodName(view, period)
  const headings: [string, string] = [
    figures.complete ? name : view.t('transparency.so_far', { period: name }),
    periodName(view, earlier),
  ]
  const operator = view.viewer !== null && view.viewer.role !== 'user'
  return c.html(
    <Page view={view} title={`${title}: ${name}`}>
      {tabs(view, base)}
      <h1>
        {title}: {name}
      </h1>
      <Choice view={view} period={period} first={first} />
      <Standing view={view} published={published} />
      <p class="chips">
        {['json', 'csv'].map((kind) => (
          <a class="chip" href={`${base}/${period.id}.${kind}`} data-turbo="false">
            {kind.toUpperCase()}
          </a>
        ))}
      </p>
      <Tables view={view} now={figures} before={before?.figures ?? null} headings={headings} />
      <Method view={view} />
      {operator && versions.length > 0 ? (
        <CorrectForm view={view} id={period.id} typed={typed} {...(error ? { error } : {})} />
      ) : null}
    </Page>,
    error ? 422 : 200,
  )
}

/** Frozen bytes as they are, so that a reader can hash what she got; else the numbers as they stand. */
async function figuresFile(c: Req, file: string): Promise<Response> {
  const ctx = c.get('ctx')
  const [id, kind] = file.split('.') as [string, string]
  const period = await getPeriod(ctx, id)
  open(c)
  const { figures } = await publishedFigures(ctx, period)
  if (kind === 'json') {
    const frozen = figures.version === null ? null : await frozenBody(ctx, id, null)
    c.header('Content-Type', 'application/json; charset=utf-8')
    return frozen ? bytes(c, frozen.body) : c.json(figures)
  }
  const rows = inOrder(Object.keys(figures.metrics)).flatMap(([, names]) =>
    names.map((metric) => ({ period: id, metric, value: figures.metrics[metric] })),
  )
  c.header('Content-Type', 'text/csv; charset=utf-8')
  return c.body(csv(rows, ['period', 'metric', 'value']))
}

const bytes = (c: Req, body: Buffer): Response => c.body(new Uint8Array(body))

export function figuresPages(app: App): void {
  app.get(base, (c) => figuresPage(c, null))
  app.get(`${base}/:file{20[0-9]{2}-[QH0-9]+\\.(?:json|csv)}`, (c) => figuresFile(c, c.req.param('file')!))
  app.get(`${base}/:period/:file{v[0-9]{1,6}\\.json}`, async (c) => {
    const id = c.req.param('period') ?? ''
    if (!parsePeriod(id)) throw notFound()
    const row = await frozenBody(c.get('ctx'), id, Number(/\d+/.exec(c.req.param('file') ?? '')![0]))
    open(c)
    // It never changes.
    c.header('Cache-Control', 'public, max-age=31536000, immutable')
    c.header('Content-Type', 'application/json; charset=utf-8')
    c.header('ETag', `"${row.sha256}"`)
    return bytes(c, row.body)
  })
  app.get(`${base}/:period{20[0-9]{2}-[QH0-9]+}`, (c) => figuresPage(c, c.req.param('period')!))
  app.post(`${base}/:period{20[0-9]{2}-[QH0-9]+}/sua`, async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) throw unauthorized()
    if (viewer.role === 'user') throw forbidden()
    const id = c.req.param('period')!
    const body = await readBody(c)
    try {
      await correct(c.get('ctx'), viewer, id, body)
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 422) throw error
      return figuresPage(c, id, String(body['note'] ?? ''), error)
    }
    return redirectWith(c, `${base}/${id}`, 'common.saved')
  })
}
