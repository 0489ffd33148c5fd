import type { FieldError } from '../../errors.ts'
import { formatDateTime } from '../../lib/format/index.ts'
import type { View } from '../../ui/view.ts'
import { replyPolicies } from '../visibility/index.ts'
import type { ComposeState } from './compose-form.ts'

/** What is wrong with one field of the composer. */
export function Problem({ view, errors, field }: { view: View; errors: FieldError[]; field: string }) {
  const found = errors.filter((error) => error.field === field || error.field.startsWith(`${field}.`))
  if (found.length === 0) return null
  return (
    <p class="field-error" id={`compose-${field}-error`} role="alert">
      {found
        .map(
          (error) =>
            `${view.t(`fields.${field}`)} ${view.t(`fields.errors.${error.code}`, error.params ?? {})}`,
        )
        .join('. ')}
    </p>
  )
}

/** Ties a field to what is wrong with it, for those who hear the page. */
export function wrongness({ errors }: ComposeState, field: string): object {
  const wrong = errors.some((error) => error.field === field || error.field.startsWith(`${field}.`))
  return wrong ? { 'aria-invalid': 'true', 'aria-describedby': `compose-${field}-error` } : {}
}

/** Where it will stand; of a new thread also its title and section. */
export function RoomFields({ view, state }: { view: View; state: ComposeState }) {
  const { room, form } = state
  if (!room) return null
  return (
    <>
      <p class="compose-room">
        <span class="i i-lane" aria-hidden="true" /> {view.t('statuses.compose.room', { name: room.name })}
        {room.private ? ` · ${view.t('statuses.compose.room_private')}` : ''}
      </p>
      {form.communityId ? (
        <>
          <input
            name="title"
            value={form.title}
            maxlength={300}
            dir="auto"
            autocomplete="off"
            aria-label={view.t('statuses.compose.thread_title')}
            placeholder={view.t('statuses.compose.thread_title')}
            {...wrongness(state, 'title')}
          />
          <Problem view={view} errors={state.errors} field="title" />
          {room.sections?.length ? (
            <label>
              {view.t('statuses.compose.section')}{' '}
              <select name="section">
                <option value="">{view.t('statuses.compose.no_section')}</option>
                {room.sections.map((section) => (
                  <option value={section.tag} selected={section.tag === form.section}>
                    {section.name}
                  </option>
                ))}
              </select>
            </label>
          ) : null}
        </>
      ) : null}
    </>
  )
}

/** The choices of who may answer; empty: as in the author's settings. */
export const policyOptions = (view: View, chosen: string) =>
  (['', ...replyPolicies] as const).map((name) => (
    <option value={name} selected={name === chosen}>
      {view.t(`statuses.reply_policy.${name || 'settings'}`)}
    </option>
  ))

/** Who may answer this post; a direct message is answered by those who got it. */
export function ReplyPolicyField({ view, state }: { view: View; state: ComposeState }) {
  const { form } = state
  return (
    <label>
      {view.t('statuses.reply_policy.label')}{' '}
      <select name="reply_policy">{policyOptions(view, form.replyPolicy)}</select>
    </label>
  )
}

/** The limits of somebody's first days, each in words, with their end and their reason. */
export function NewcomerNote({ view, state }: { view: View; state: ComposeState }) {
  const { newcomer } = state
  if (!newcomer) return null
  const { until, ...limits } = newcomer
  const said = Object.entries(limits).filter(([, count]) => count > 0)
  if (said.length === 0) return null
  return (
    <div class="compose-newcomer">
      <p>{view.t('statuses.newcomer.intro', { until: formatDateTime(until, view.locale) })}</p>
      <ul>
        {said.map(([name, count]) => (
          <li>{view.t(`statuses.newcomer.${name}`, { count })}</li>
        ))}
      </ul>
      <p>{view.t('statuses.newcomer.why')}</p>
    </div>
  )
}
