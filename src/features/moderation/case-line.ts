import { truncate } from '../../lib/graphemes.ts'
import { escapeHtml } from '../../lib/html/index.ts'
import type { View } from '../../ui/view.ts'
import { timeHtml } from '../statuses/index.ts'
import type { QueueRow } from './cases-sql.ts'
import { targetOf } from './targets.ts'

export const caseTitle = (view: View, row: { category: string }): string =>
  view.t(`moderation.category.${row.category}`)

/** Nobody is looking at what is decided. */
export const isWaiting = (row: { state: string }): boolean =>
  row.state !== 'decided' && row.state !== 'closed'

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
    ...(row.assignee && isWaiting(row)
      ? [escapeHtml(view.t('moderation.with', { name: row.assignee }))]
      : []),
    ...(isRing(row)
      ? [`<strong>${escapeHtml(view.t('moderation.ring', { count: row.young_reporters }))}</strong>`]
      : []),
  ]
  return `<p class="hint">${parts.join(' · ')}</p>`
}

/** What the keys t and d do: takes the case, opens it at the form. */
function acts(view: View, row: QueueRow): string {
  const path = `/moderation/cases/${row.id}`
  const take =
    row.state === 'appealed' || row.assignee_id === view.viewer?.id
      ? ''
      : `<button class="button small" form="take" formaction="${path}/take" data-key="t">${escapeHtml(view.t('moderation.take'))}` +
        `<span class="visually-hidden"> ${escapeHtml(`${caseTitle(view, row)}, ${row.id}`)}</span></button>`
  return `${take}<a href="${path}#decide" data-key="d" hidden></a>`
}

/** A case on the desk: `chosen` is null where cases are not chosen and taken. What kind, how harmful, what it says, who reported it and how many. Plain strings, as cards are. */
export function caseLine(view: View, row: QueueRow, chosen: boolean | null): string {
  const subject = targetOf(row.subject)?.value ?? ''
  const text = row.content.text || row.content.note || row.content.display_name || subject
  const title = escapeHtml(caseTitle(view, row))
  const name = `${caseTitle(view, row)}, ${row.id}`
  const box =
    chosen !== null
      ? `<input type="checkbox" name="case[]" value="${row.id}" form="bulk"${chosen ? ' checked' : ''} aria-label="${escapeHtml(view.t('moderation.choose', { name }))}">`
      : ''
  const badges = [
    badge(view.t(`moderation.urgency.${row.urgency}`), row.urgency === 0),
    ...(row.state === 'open' ? [] : [badge(view.t(`moderation.state.${row.state}`))]),
    ...(row.flagged ? [badge(view.t('moderation.flagger.badge'))] : []),
  ]
  return (
    `<li class="case-line urgency-${row.urgency}" data-item>${box}<div>` +
    `<p class="case-head"><a href="/moderation/cases/${row.id}" data-open>${title}</a> ${badges.join(' ')}</p>` +
    `<p class="case-text" dir="auto">${escapeHtml(truncate(text, 160))}</p>${facts(view, row)}${chosen === null ? '' : acts(view, row)}</div></li>`
  )
}
