import { formatDateTime } from '../../lib/format/index.ts'
import type { View } from '../../ui/view.ts'
import { NumbersTable } from '../readiness/index.ts'
import type { HeldMeasureRow } from './read-sql.ts'

/** A measure that ended in the period: who took it and why, what was refused and counted, and what the review says. */
export function HeldMeasure({ view, row }: { view: View; row: HeldMeasureRow }) {
  const { t } = view
  const at = (when: Date) => formatDateTime(when, view.locale)
  const answers = (['what_happened', 'did_it_help', 'what_next'] as const).filter((name) => row[name])
  return (
    <li class="outcome" id={`bien-phap-${row.id}`}>
      <p>
        <a href={`/do-nong/bien-phap/${row.id}`}>
          <strong>{t(`measures.kind.${row.kind}`)}</strong>
        </a>
        : {row.reason}
      </p>
      <p class="hint">
        {t('outcomes.measure_held', {
          name: row.by,
          from: at(row.begins_at),
          to: at(row.ended_at ?? row.ends_at),
        })}
        {row.end_reason ? ` · ${row.end_reason}` : ''}
      </p>
      {row.written_at ? (
        <dl>
          {answers.map((name) => (
            <>
              <dt>{t(`readiness.review.${name}`)}</dt>
              <dd class="plain">{row[name]}</dd>
            </>
          ))}
        </dl>
      ) : (
        <p>
          <span class={row.due_at < view.now ? 'badge alert' : 'badge'}>
            {t(row.due_at < view.now ? 'outcomes.review_overdue' : 'outcomes.review_waits', {
              date: at(row.due_at),
            })}
          </span>
        </p>
      )}
      <NumbersTable view={view} review={row} />
    </li>
  )
}
