import type { FieldError } from '../../errors.ts'
import type { View } from '../../ui/view.ts'
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
