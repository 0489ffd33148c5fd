import { truncate } from '../../lib/graphemes.ts'
import { escapeHtml } from '../../lib/html/index.ts'
import type { View } from '../../ui/view.ts'
import { timeHtml } from '../statuses/index.ts'
import type { QueueRow } from './cases-sql.ts'
import { targetOf } from './targets.ts'

export const caseTitle = (view: View, row: { category: string }): string =>
  view.t(`moderation.category.${row.category}`)

/** Half of five or more reporters came this week: somebody may have called them together. */
const isRing = (row: QueueRow): boolean => row.reporters >= 5 && row.young_reporters * 2 >= row.reporters

const badge = (text: string, alert = false): string =>
  `<span class="${alert ? 'badge alert' : 'badge'}">${escapeHtml(text)}</span>`

function facts(view: View, row: QueueRow): string {
  const parts = [
    ...(row.username ? [`@${escapeHtml(row.username)}`] : []),
    ...(row.community ? [escapeHtml(view.t('moderation.in', { name: row.community }))] : []),
    escapeHtml(view.t('moderation.reports', { count: row.reports, people: row.reporters })),
    timeHtml(view, row.opened_at.toISOString()),
    ...(row.assignee ? [escapeHtml(view.t('moderation.with', { name: row.assignee }))] : []),
    ...(isRing(row)
      ? [`<strong>${escapeHtml(view.t('moderation.ring', { count: row.young_reporters }))}</strong>`]
      : []),
  ]
  return `<p class="hint">${parts.join(' · ')}</p>`
}

/** A case on the desk: what kind, how harmful, what it says, who reported it and how many. Plain strings, as cards are. */
export function caseLine(view: View, row: QueueRow, choose: boolean): string {
  const subject = targetOf(row.subject)?.value ?? ''
  const text = row.content.text || row.content.note || row.content.display_name || subject
  const title = escapeHtml(caseTitle(view, row))
  const name = `${caseTitle(view, row)}, ${row.id}`
  const box = choose
    ? `<input type="checkbox" name="case[]" value="${row.id}" form="bulk" aria-label="${escapeHtml(view.t('moderation.choose', { name }))}">`
    : ''
  const badges = [
    badge(view.t(`moderation.urgency.${row.urgency}`), row.urgency === 0),
    ...(row.state === 'open' ? [] : [badge(view.t(`moderation.state.${row.state}`))]),
    ...(row.flagged ? [badge(view.t('moderation.flagger.badge'))] : []),
  ]
  return (
    `<li class="case-line urgency-${row.urgency}" data-item>${box}<div>` +
    `<p class="case-head"><a href="/moderation/cases/${row.id}" data-open>${title}</a> ${badges.join(' ')}</p>` +
    `<p class="case-text" dir="auto">${escapeHtml(truncate(text, 160))}</p>${facts(view, row)}</div></li>`
  )
}
