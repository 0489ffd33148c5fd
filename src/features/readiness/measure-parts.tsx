import { formatDateTime, formatNumber } from '../../lib/format/index.ts'
import type { View } from '../../ui/view.ts'
import { measureSentence } from '../../ui/widgets/measures.tsx'
import { acts } from '../heat/index.ts'
import type { Measure, Review } from './api.ts'

export const measurePath = (measure: { id: string }): string => `/do-nong/bien-phap/${measure.id}`

const when = (view: View, iso: string): string => formatDateTime(new Date(iso), view.locale)

/** What it is, in a few words: its kind, and where. */
export function nameOf(view: View, measure: Measure): string {
  const kind = view.t(`measures.kind.${measure.kind}`)
  return measure.community ? view.t('measures.in_room', { room: measure.community.name, what: kind }) : kind
}

/** Whether it holds, and when it ended. */
export function stateLine(view: View, measure: Measure): string {
  const { t } = view
  if (measure.state === 'planned')
    return t('readiness.state.planned', { time: when(view, measure.begins_at) })
  if (measure.state === 'in_force')
    return t('readiness.state.in_force', { time: when(view, measure.ends_at) })
  const time = when(view, measure.ended_at ?? measure.ends_at)
  return measure.ended_by
    ? t('readiness.state.ended_by', { time, name: `@${measure.ended_by}` })
    : t('readiness.state.ended', { time })
}

function reviewWord(view: View, review: Review | null): string {
  if (!review) return ''
  if (review.written_at) return view.t('readiness.review.there')
  const time = when(view, review.due_at)
  return view.t(review.overdue ? 'readiness.review.overdue' : 'readiness.review.due', { time })
}

/** The public log: one entry each, the newest first. */
export function MeasureList({ view, measures }: { view: View; measures: Measure[] }) {
  return (
    <ol class="measure-list">
      {measures.map((measure) => {
        const review = reviewWord(view, measure.review)
        return (
          <li>
            <p>
              <a href={measurePath(measure)}>
                <strong>{nameOf(view, measure)}</strong>
              </a>{' '}
              {measure.renews ? <span class="badge">{view.t('readiness.renewal')}</span> : null}{' '}
              {measure.review?.overdue ? <span class="badge alert">{review}</span> : null}
            </p>
            <p dir="auto">{measure.reason}</p>
            <p class="hint">
              @{measure.begun_by.acct} · {when(view, measure.begins_at)} · {stateLine(view, measure)}
              {review && !measure.review?.overdue ? ` · ${review}` : ''}
            </p>
          </li>
        )
      })}
    </ol>
  )
}

/** The facts of one measure. */
export function MeasureFacts({ view, measure }: { view: View; measure: Measure }) {
  const { t } = view
  const options = measure.options as Record<string, string | number>
  return (
    <dl class="facts">
      <dt>{t('readiness.fact.state')}</dt>
      <dd>{stateLine(view, measure)}</dd>
      <dt>{t('readiness.fact.what')}</dt>
      <dd>
        {measureSentence(view, measure.kind, options)} {t(`measures.what.${measure.kind}`, options)}
      </dd>
      <dt>{t('readiness.fact.reason')}</dt>
      <dd dir="auto">{measure.reason}</dd>
      <dt>{t('readiness.fact.by')}</dt>
      <dd>
        <a href={`/@${measure.begun_by.acct}`}>
          <bdi>{measure.begun_by.display_name}</bdi> @{measure.begun_by.acct}
        </a>
      </dd>
      <dt>{t('readiness.fact.from')}</dt>
      <dd>{when(view, measure.begins_at)}</dd>
      <dt>{t('readiness.fact.until')}</dt>
      <dd>{when(view, measure.ends_at)}</dd>
      {measure.end_reason ? (
        <>
          <dt>{t('readiness.fact.end_reason')}</dt>
          <dd dir="auto">{measure.end_reason}</dd>
        </>
      ) : null}
      <dt>{t('readiness.fact.refused')}</dt>
      <dd>{formatNumber(measure.refused, view.locale)}</dd>
    </dl>
  )
}

type Counts = Record<string, number | null>
const countsIn = (value: unknown): Counts | null =>
  typeof value === 'object' && value !== null ? (value as Counts) : null

/** "40 giây", "15 phút", "2,5 giờ". */
function spanWords(view: View, seconds: number): string {
  const unit = seconds < 60 ? 'second' : seconds < 3600 ? 'minute' : 'hour'
  const count =
    unit === 'second'
      ? seconds
      : unit === 'minute'
        ? Math.round(seconds / 60)
        : Math.round(seconds / 360) / 10
  return view.t(`readiness.span.${unit}`, { count, number: formatNumber(count, view.locale) })
}

/** Events by the hour before, during and after; the same acts as in the gauge. */
export function NumbersTable({ view, review }: { view: View; review: Pick<Review, 'numbers'> }) {
  const { t } = view
  const { numbers } = review
  const spans = (['before', 'during', 'after'] as const).map((name) => {
    const seconds = Number(numbers[name === 'during' ? 'seconds' : 'seconds_around'] ?? 0)
    return { name, counts: countsIn(numbers[name]), seconds }
  })
  const gauge = (name: string) => {
    const found = numbers[name] as { heat?: number } | undefined
    return found?.heat === undefined ? t('readiness.numbers.none') : formatNumber(found.heat, view.locale)
  }
  const cell = (span: (typeof spans)[number], act: string) => {
    if (!span.counts || span.seconds === 0) return t('readiness.numbers.none')
    const count = span.counts[act]
    return count == null ? t('heat.fewer', { count: 5 }) : formatNumber(count, view.locale)
  }
  return (
    <section class="figure-table" tabindex={0} aria-label={t('readiness.numbers.title')}>
      <table class="heat-table">
        <caption>{t('readiness.numbers.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('heat.column.act')}</th>
            {spans.map((span) => (
              <th scope="col">
                {t(`readiness.numbers.${span.name}`, { span: spanWords(view, span.seconds) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {acts.map((act) => (
            <tr>
              <th scope="row">{t(`heat.act.${act}`)}</th>
              {spans.map((span) => (
                <td>{cell(span, act)}</td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{t('readiness.numbers.heat')}</th>
            <td>{gauge('gauge_at_begin')}</td>
            <td>{gauge('gauge_at_end')}</td>
            <td>{gauge('gauge_after')}</td>
          </tr>
          <tr>
            <th scope="row">{t('readiness.fact.refused')}</th>
            <td />
            <td>{formatNumber(Number(numbers['refused'] ?? 0), view.locale)}</td>
            <td />
          </tr>
        </tbody>
      </table>
    </section>
  )
}
