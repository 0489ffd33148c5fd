import { formatDateTime } from '../../lib/format/index.ts'
import type { View } from '../../ui/view.ts'
import type { WholeMeasure } from './api.ts'
import { measurePath, NumbersTable } from './measure-parts.tsx'

export interface WholeProps {
  view: View
  measure: WholeMeasure
  serves: boolean
}

/** Verified updates, those that were taken down, too. */
export function Updates({ view, measure, serves }: WholeProps) {
  if (measure.updates.length === 0) return null
  const { t } = view
  return (
    <section class="sheet">
      <h2>{t('readiness.update.list')}</h2>
      <ul class="plain-list">
        {measure.updates.map((one) => (
          <li>
            <p>
              {one.removed_at ? <s>{one.title}</s> : <a href={one.url}>{one.title}</a>} ({one.source})
            </p>
            <p class="hint">
              @{one.added_by} · {formatDateTime(new Date(one.created_at), view.locale)}
              {one.removed_at ? ` · ${t('readiness.update.removed')}` : ''}
            </p>
            {serves && !one.removed_at ? (
              <form method="post" action={`${measurePath(measure)}/updates/${one.id}/remove`}>
                <button
                  type="submit"
                  class="button small"
                  aria-label={t('readiness.update.remove_one', { title: one.title })}
                >
                  {t('readiness.update.remove')}
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Labelled posts, each with its reason. */
export function Labels({ view, measure, serves }: WholeProps) {
  if (measure.labels.length === 0) return null
  const { t } = view
  return (
    <section class="sheet">
      <h2>{t('readiness.label.list')}</h2>
      <ul class="plain-list">
        {measure.labels.map((one, at) => (
          <li>
            <p dir="auto">
              <a href={`/statuses/${one.status_id}`}>{t('readiness.label.post', { number: at + 1 })}</a>:{' '}
              {one.why}
            </p>
            <p class="hint">
              @{one.marked_by} · {formatDateTime(new Date(one.created_at), view.locale)}
              {one.removed_at ? ` · ${t('readiness.label.removed')}` : ''}
            </p>
            {serves && !one.removed_at ? (
              <form method="post" action={`${measurePath(measure)}/labels/${one.status_id}/remove`}>
                <button
                  type="submit"
                  class="button small"
                  aria-label={t('readiness.label.remove_one', { number: at + 1 })}
                >
                  {t('readiness.label.remove')}
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The after-review, or by when it is due, with the system's numbers. */
export function ReviewPart({ view, measure }: { view: View; measure: WholeMeasure }) {
  const { review } = measure
  if (!review) return null
  const { t } = view
  return (
    <section class="sheet">
      <h2>{t('readiness.review.heading')}</h2>
      {review.written_at ? (
        <>
          {(['what_happened', 'did_it_help', 'what_next'] as const).map((name) => (
            <>
              <h3>{t(`readiness.review.${name}`)}</h3>
              <p class="plain" dir="auto">
                {review[name]}
              </p>
            </>
          ))}
          <p class="hint">
            @{review.written_by} · {formatDateTime(new Date(review.written_at), view.locale)}
          </p>
        </>
      ) : (
        <p class={review.overdue ? 'aside' : 'hint'}>
          {t(review.overdue ? 'readiness.review.overdue' : 'readiness.review.due', {
            time: formatDateTime(new Date(review.due_at), view.locale),
          })}
        </p>
      )}
      <NumbersTable view={view} review={review} />
    </section>
  )
}
