import type { AppError } from '../../errors.ts'
import { fieldName } from '../../http/errors.tsx'
import { formatDateTime } from '../../lib/format/index.ts'
import type { View } from '../../ui/view.ts'
import { RelativeTime } from '../../ui/widgets/time.tsx'
import { outcomes } from './api.ts'
import type { CaseRow, ContextRow, ReportRow } from './cases-sql.ts'
import { measuresFor } from './decision-form.tsx'
import type { AppealRow, DecisionRow, MessageRow } from './decisions-sql.ts'

/** The wrong fields by the names that they have in the forms, or what is wrong as a whole. */
export function problemOf(view: View, error: AppError): string {
  const wrong = error.fields.map((one) => {
    const key = `moderation.decision.${one.field}`
    const named = view.t(key)
    const name = named === key ? fieldName(view.locale, one.field) : named
    return `${name === one.field ? '' : `${name}: `}${view.t(`fields.errors.${one.code}`, one.params ?? {})}`
  })
  return wrong.length > 0 ? wrong.join('; ') : view.t(`errors.${error.reason}`, error.params)
}

/** Ways on from the top of a case; the keys d and n follow them. */
export function Jumps({ view, next, decides }: { view: View; next: string | null; decides: boolean }) {
  return (
    <p class="hint">
      {decides ? (
        <>
          <a href="#decide" data-key="d">
            {view.t('moderation.to_decision')}
          </a>
          {' · '}
        </>
      ) : null}
      {next ? (
        <>
          <a href={`/moderation/cases/${next}`} data-key="n">
            {view.t('moderation.next_case')}
          </a>
          {' · '}
        </>
      ) : null}
      {view.t('moderation.case_keys')}
    </p>
  )
}

/** What a reported answer answers: its thread and the posts right before it. */
export function Before({ view, context }: { view: View; context: ContextRow }) {
  const { title, thread_id, room, before } = context
  if (!room && !before) return null
  return (
    <section class="sheet">
      <h2>{view.t('moderation.before')}</h2>
      {room && thread_id ? (
        <p>
          <a href={`/xom/${room}/${thread_id}`}>{title || view.t('moderation.thread')}</a> ·{' '}
          {view.t('moderation.in', { name: room })}
        </p>
      ) : null}
      {(before ?? []).map((post) => (
        <>
          <p class="hint">
            <a href={`/statuses/${post.id}`}>@{post.username}</a>
          </p>
          <blockquote class="plain" dir="auto">
            {post.text}
          </blockquote>
        </>
      ))}
    </section>
  )
}

/** What was reported, as it read then. */
export function Content({ view, row }: { view: View; row: CaseRow }) {
  const { content } = row
  return (
    <section class="sheet">
      <h2>{view.t('moderation.content')}</h2>
      {content.title ? (
        <p>
          <strong>{content.title}</strong>
        </p>
      ) : null}
      {content.display_name ? <p dir="auto">{content.display_name}</p> : null}
      {content.spoiler_text ? <p dir="auto">{content.spoiler_text}</p> : null}
      {content.text || content.note ? (
        <blockquote class="plain" dir="auto">
          {content.text || content.note}
        </blockquote>
      ) : null}
      {content.media?.map((media) => (
        <p class="hint">
          {view.t(`moderation.content_type.${media.type}`)}
          {media.description ? `: ${media.description}` : ''}
        </p>
      ))}
      {row.automated && content.status_ids?.length ? (
        <p>
          {view.t('moderation.repeats', { count: content.status_ids.length })}{' '}
          {content.status_ids.map((id, at) => (
            <>
              <a href={`/statuses/${id}`}>{at + 1}</a>{' '}
            </>
          ))}
        </p>
      ) : null}
      {row.status_id && content.visibility !== 'direct' ? (
        <p>
          <a href={`/statuses/${row.status_id}`}>{view.t('moderation.see_post')}</a>
        </p>
      ) : null}
    </section>
  )
}

export function Reports({
  view,
  row,
  reports,
  rules,
}: {
  view: View
  row: CaseRow
  reports: ReportRow[]
  rules: Map<string, string>
}) {
  if (row.reports === 0) return null
  return (
    <section class="sheet">
      <h2>{view.t('moderation.reports', { count: row.reports, people: row.reporters })}</h2>
      <p class={row.young_reporters * 2 >= row.reporters && row.reporters >= 5 ? 'problem' : 'hint'}>
        {view.t('moderation.young', { count: row.young_reporters, people: row.reporters })}
      </p>
      <ul class="desk">
        {reports.map((report) => (
          <li>
            <p>
              <a href={`/@${report.username}`}>@{report.username}</a> ·{' '}
              {view.t(`moderation.category.${report.category}`)} ·{' '}
              <RelativeTime view={view} at={report.created_at} />
            </p>
            {report.comment ? <blockquote dir="auto">{report.comment}</blockquote> : null}
            {report.rule_ids.map((id) => (
              <p class="hint">{rules.get(id)}</p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** One decision in a line; with a way to take it back while it holds. */
export function DecisionLine({
  view,
  row,
  mayReverse,
}: {
  view: View
  row: DecisionRow & { decider?: string }
  mayReverse: boolean
}) {
  const holds = row.ended_at === null && row.measure !== 'none' && row.measure !== 'reversal'
  return (
    <li>
      <p>
        <a href={`/ly-do/${row.public_id}`}>{view.t(`moderation.measure.${row.measure}`)}</a>{' '}
        {holds ? null : row.measure === 'none' || row.measure === 'reversal' ? null : (
          <span class="badge">{view.t('moderation.ended')}</span>
        )}{' '}
        {row.conflict ? <span class="badge">{view.t('moderation.conflict.badge')}</span> : null}
        <br />
        <span class="hint">
          {row.decider ? `@${row.decider} · ` : ''}
          {row.cited ? `${row.cited} · ` : ''}
          <RelativeTime view={view} at={row.created_at} />
          {row.ends_at
            ? ` · ${view.t('moderation.blocks.until', { date: formatDateTime(row.ends_at, view.locale) })}`
            : ''}
        </span>
      </p>
      {/* Whoever judges an appeal reads here what it is against. */}
      {row.facts ? (
        <p class="plain" dir="auto">
          {row.facts}
        </p>
      ) : null}
      {holds && mayReverse ? (
        <form method="post" action={`/moderation/decisions/${row.id}/reverse`} class="case-inline">
          <label for={`r-${row.id}`}>{view.t('moderation.reverse_why')}</label>
          <input id={`r-${row.id}`} name="facts" required maxlength={5000} />
          <button type="submit" class="button small">
            {view.t('moderation.reverse')}
          </button>
        </form>
      ) : null}
    </li>
  )
}

interface AppealProps {
  view: View
  row: CaseRow
  appeal: AppealRow
  messages: MessageRow[]
  mayJudge: boolean
  /** There is nobody at all who could. */
  nobody: boolean
  conflict: boolean
  operator: boolean
}

export function Dialogue({
  view,
  messages,
}: {
  view: View
  messages: { team: boolean; text: string; created_at: Date }[]
}) {
  return (
    <ol class="dialogue">
      {messages.map((message) => (
        <li class={message.team ? 'from-team' : 'from-person'}>
          <p class="hint">
            {view.t(message.team ? 'moderation.from_team' : 'moderation.from_person')} ·{' '}
            <RelativeTime view={view} at={message.created_at} />
          </p>
          <p class="plain" dir="auto">
            {message.text}
          </p>
        </li>
      ))}
    </ol>
  )
}

export function AppealCard({
  view,
  row,
  appeal,
  messages,
  mayJudge,
  nobody,
  conflict,
  operator,
}: AppealProps) {
  return (
    <section class="sheet">
      <h2>{view.t('moderation.appeal.title')}</h2>
      <Dialogue view={view} messages={messages} />
      {appeal.outcome ? (
        <p>
          <strong>{view.t(`moderation.outcome.${appeal.outcome}`)}</strong> {appeal.reasons}
        </p>
      ) : null}
      {appeal.outcome || conflict ? null : (
        <form method="post" action={`/moderation/appeals/${appeal.id}/messages`}>
          <div class="field">
            <label for={`m-${appeal.id}`}>{view.t('moderation.appeal.answer')}</label>
            <textarea id={`m-${appeal.id}`} name="text" rows={3} required maxlength={5000} dir="auto" />
          </div>
          <p class="buttons">
            <button type="submit" class="button">
              {view.t('moderation.appeal.send')}
            </button>
          </p>
        </form>
      )}
      {appeal.outcome ? null : mayJudge ? (
        <Judge view={view} row={row} appeal={appeal} operator={operator} />
      ) : (
        <>
          <p class="hint">{view.t('moderation.appeal.not_you')}</p>
          {nobody ? (
            <p class="problem">
              {view.t('moderation.appeal.waits_desk')}{' '}
              {view.viewer?.role === 'admin' ? (
                <a href="/admin/people">{view.t('moderation.appeal.name_second')}</a>
              ) : null}
            </p>
          ) : null}
        </>
      )}
    </section>
  )
}

function Judge({
  view,
  row,
  appeal,
  operator,
}: {
  view: View
  row: CaseRow
  appeal: AppealRow
  operator: boolean
}) {
  return (
    <form method="post" action={`/moderation/appeals/${appeal.id}/judge`}>
      <fieldset class="choices">
        <legend>{view.t('moderation.appeal.judge')}</legend>
        {outcomes.map((outcome) => (
          <div class="choice">
            <input type="radio" id={`o-${appeal.id}-${outcome}`} name="outcome" value={outcome} required />
            <label for={`o-${appeal.id}-${outcome}`}>{view.t(`moderation.outcome.${outcome}`)}</label>
          </div>
        ))}
      </fieldset>
      <div class="field">
        <label for={`p-${appeal.id}`}>{view.t('moderation.appeal.instead')}</label>
        <select id={`p-${appeal.id}`} name="measure">
          {measuresFor(row, operator).map((measure) => (
            <option value={measure}>{view.t(`moderation.measure.${measure}`)}</option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for={`w-${appeal.id}`}>{view.t('moderation.appeal.reasons')}</label>
        <textarea id={`w-${appeal.id}`} name="reasons" rows={4} required maxlength={5000} dir="auto" />
      </div>
      <p class="buttons">
        <button type="submit" class="button primary">
          {view.t('moderation.appeal.do')}
        </button>
      </p>
    </form>
  )
}
