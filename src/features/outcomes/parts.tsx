import type { Child } from 'hono/jsx'
import { formatDate } from '../../lib/format/index.ts'
import { truncate } from '../../lib/graphemes.ts'
import { excerpt } from '../../lib/html/index.ts'
import { vietnamDayRange } from '../../lib/time.ts'
import type { View } from '../../ui/view.ts'
import { briefingPath, type CorrectionRow, type Session } from '../briefings/index.ts'
import type { FindingLink, Trend } from './api.ts'
import type { Conclusions } from './conclusions-read.ts'
import { eventPath, linksOf, planPath } from './links.ts'
import { actionPath, eventWhen, planState } from './present.ts'
import type * as read from './read-sql.ts'

export const dayText = (view: View, day: string): string =>
  formatDate(vietnamDayRange(day)?.from ?? new Date(day), view.locale)

/** What somebody wrote, with its lines. */
export const Words = ({ text }: { text: string }) => (
  <p class="plain" dir="auto">
    {text}
  </p>
)

function linkText(view: View, { kind, text }: FindingLink): string {
  if (kind === 'metric') {
    const key = `periods.word.${text}`
    const name = view.t(key)
    return view.t('outcomes.link.metric', { name: name === key ? text : name })
  }
  if (kind === 'statement') return view.t('outcomes.link.statement')
  if (kind === 'status') return view.t('outcomes.link.status', { text: truncate(excerpt(text, 80), 80) })
  if (kind === 'speech') return view.t('outcomes.link.speech', { name: text })
  return view.t('outcomes.link.question', { text: truncate(text, 80) })
}

export function Links({ view, row, session }: { view: View; row: read.FindingRow; session: Session }) {
  const links = linksOf(row, session)
  if (links.length === 0) return null
  return (
    <div class="outcome-links">
      <p class="hint">{view.t('outcomes.rests_on')}</p>
      <ul>
        {links.map((link) => (
          <li>
            <a href={link.url}>{linkText(view, link)}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What was changed in something published, and why. Before: empty for what was added later. */
export function Corrections({ view, rows }: { view: View; rows: CorrectionRow[] }) {
  if (rows.length === 0) return null
  return (
    <ul class="outcome-corrections" aria-label={view.t('outcomes.corrections')}>
      {rows.map((row) => (
        <li>
          <strong>
            {view.t(row.before === '' ? 'outcomes.added_on' : 'outcomes.corrected_on', {
              day: formatDate(row.created_at, view.locale),
            })}
          </strong>{' '}
          <span dir="auto">{row.note}</span>
          {row.before === '' ? null : (
            <details>
              <summary>{view.t('outcomes.before')}</summary>
              <Words text={row.before} />
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}

export const correctionsOf = (
  { corrections }: Conclusions,
  subject: CorrectionRow['subject'],
  id: string,
): CorrectionRow[] => corrections.filter((row) => row.subject === subject && row.subject_id === id)

interface DissentsProps {
  view: View
  session: Session
  rows: read.DissentRow[]
  runs: boolean
  print?: boolean
}

/** Whoever took part and sees it otherwise, beside what it is about. */
export function Dissents({ view, session, rows, runs, print }: DissentsProps) {
  if (rows.length === 0) return null
  const mine = (row: read.DissentRow) =>
    row.account_id === null ? runs : row.account_id === view.viewer?.id && !session.series.archived_at
  return (
    <ul class="outcome-dissents">
      {rows.map((row) => (
        <li id={`y-kien-${row.id}`}>
          <p>
            <strong>{view.t('outcomes.dissent_of')}</strong>{' '}
            {row.acct ? <a href={`/@${row.acct}`}>{row.name}</a> : row.name || view.t('outcomes.someone')}
          </p>
          <Words text={row.text} />
          {mine(row) && !print ? (
            <Edit view={view} session={session} part="dissent" id={row.id} name={row.text} />
          ) : null}
        </li>
      ))}
    </ul>
  )
}

interface EditProps {
  view: View
  session: Session
  part: string
  id: string
  name: string
}

export function Edit({ view, session, part, id, name }: EditProps) {
  return (
    <p>
      <a
        class="outcome-edit"
        href={`${briefingPath(session)}/ket-luan/${part}/${id}`}
        aria-label={view.t('outcomes.edit_named', { name: truncate(name, 60) })}
      >
        {view.t('outcomes.edit')}
      </a>
    </p>
  )
}

const marks: Record<Trend, string> = { better: '↗', same: '→', worse: '↘', unknown: '?' }

/** How it went from session to session: a line that rises where it gets better, and the same in words below it. */
export function TrendLine({ view, notes }: { view: View; notes: read.ConcernNoteRow[] }) {
  if (notes.length === 0) return <p class="hint">{view.t('outcomes.no_trend')}</p>
  const shown = notes.slice(-40)
  const step = 28
  let level = 0
  const points = shown.map((note, at) => {
    level += note.trend === 'better' ? 1 : note.trend === 'worse' ? -1 : 0
    return { x: 12 + at * step, level, note }
  })
  const levels = points.map((point) => point.level)
  const [low, high] = [Math.min(...levels), Math.max(...levels)]
  const y = (value: number) => 12 + ((high - value) / Math.max(high - low, 1)) * 40
  const width = 24 + (shown.length - 1) * step
  return (
    <div class="trend">
      {shown.length < 2 ? null : (
        <svg
          viewBox={`0 0 ${width} 64`}
          width={width}
          height={64}
          role="img"
          aria-label={view.t('outcomes.trend_line')}
        >
          <polyline
            points={points.map((point) => `${point.x},${y(point.level)}`).join(' ')}
            fill="none"
            stroke="currentColor"
            stroke-width="2"
          />
          {points.map((point) => (
            <circle
              cx={point.x}
              cy={y(point.level)}
              r="4.5"
              stroke="currentColor"
              stroke-width="2"
              class={point.note.trend === 'unknown' ? 'hollow' : 'full'}
            />
          ))}
        </svg>
      )}
      <ol class="trend-words">
        {shown.map((note) => (
          <li>
            <span aria-hidden="true">{marks[note.trend]}</span>{' '}
            <strong>{view.t('briefings.number', { number: note.number })}:</strong>{' '}
            {view.t(`outcomes.trend.${note.trend}`)}
            {note.text ? <Words text={note.text} /> : null}
          </li>
        ))}
      </ol>
    </div>
  )
}

/** The state of an item in a word or two. */
export function StateBadge({ view, row }: { view: View; row: read.ActionRow }) {
  if (row.overdue) return <span class="badge alert">{view.t(`outcomes.overdue.${row.overdue}`)}</span>
  return <span class="badge">{view.t(`outcomes.state.${row.state}`)}</span>
}

interface ActionLineProps {
  view: View
  row: read.ActionRow
  /** Names the session where it was promised. */
  from?: boolean
  children?: Child
}

/** One item in a list: number, title, owner, day, how far it is. */
export function ActionLine({ view, row, from, children }: ActionLineProps) {
  return (
    <li class="action" id={`viec-${row.number}`}>
      <p class="action-title">
        <a href={actionPath(row)}>
          <span class="action-number">{view.t('outcomes.nth_action', { number: row.number })}</span>{' '}
          {row.title}
        </a>{' '}
        <StateBadge view={view} row={row} />
      </p>
      <p class="hint">
        {[
          row.owner || view.t('outcomes.no_owner'),
          row.due_on ? view.t('outcomes.due', { day: dayText(view, row.due_on) }) : '',
          row.review_on ? view.t('outcomes.review', { day: dayText(view, row.review_on) }) : '',
          from ? view.t('outcomes.from_session', { number: row.from_number }) : '',
          from && row.state === 'open' && row.sessions > 0
            ? view.t('outcomes.through', { count: row.sessions })
            : '',
          row.carried_from ? view.t('outcomes.carried_from', { number: row.carried_from }) : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {row.state === 'open' ? (
        <p class="action-progress">
          <progress
            value={row.progress}
            max={100}
            aria-label={view.t('outcomes.progress_of', { number: row.number })}
          />{' '}
          {row.progress}%
        </p>
      ) : (
        <Evidence view={view} row={row} />
      )}
      {children}
    </li>
  )
}

/** How it was closed. */
export function Evidence({ view, row }: { view: View; row: read.ActionRow }) {
  if (row.state === 'open') return null
  return (
    <div class="evidence">
      <p class="hint">
        {view.t(`outcomes.closed_on.${row.state}`, {
          day: row.closed_at ? formatDate(row.closed_at, view.locale) : '',
        })}
      </p>
      <Words text={row.evidence} />
      {row.evidence_url ? (
        <p>
          <a href={row.evidence_url} rel="nofollow noopener">
            {row.evidence_url}
          </a>
        </p>
      ) : null}
    </div>
  )
}

export function CommitmentLine({
  view,
  row,
  children,
}: {
  view: View
  row: read.CommitmentRow
  children?: Child
}) {
  const plan = planState(row)
  return (
    <li class="outcome" id={`cam-ket-${row.id}`}>
      <Words text={row.text} />
      {row.event_id || row.plan_id ? (
        <p class="outcome-refs">
          {row.event_id ? (
            <span>
              <a href={eventPath(row.event_id)}>
                {row.event_title ?? view.t('outcomes.event', { id: row.event_id })}
              </a>{' '}
              <span class="hint">{eventWhen(row, view.locale)}</span>
              {row.event_cancelled ? <span class="badge">{view.t('outcomes.event_cancelled')}</span> : null}
            </span>
          ) : null}{' '}
          {row.plan_id ? (
            <span>
              <a href={planPath(row.plan_id)}>
                {view.t('outcomes.plan_named', { title: row.plan_title ?? row.plan_id })}
              </a>{' '}
              {plan ? <span class="badge">{view.t(`outcomes.plan_state.${plan}`)}</span> : null}
            </span>
          ) : null}
        </p>
      ) : null}
      {children}
    </li>
  )
}
