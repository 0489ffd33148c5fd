import { looksHardWrapped } from '../../lib/reflow.ts'
import type { View } from '../../ui/view.ts'
import type { MediaAttachment } from '../media/api.ts'
import { visibilities } from './api.ts'
import { NewcomerNote, Problem, ReplyPolicyField, RoomFields, wrongness } from './compose-fields.tsx'
import { type ComposeState, pollLifetimes } from './compose-form.ts'

/** Languages to choose from. */
export const languages: readonly string[] = [
  'vi',
  'en',
  'zh',
  'ja',
  'ko',
  'fr',
  'de',
  'es',
  'ru',
  'th',
  'lo',
  'km',
]
const languageNames = new Map<string, Intl.DisplayNames>()

/** What a language is called in the reader's. */
export function languageName(view: View, code: string): string {
  let names = languageNames.get(view.locale)
  if (!names) {
    names = new Intl.DisplayNames(view.locale, { type: 'language' })
    languageNames.set(view.locale, names)
  }
  return names.of(code) ?? code
}

interface ComposeProps {
  view: View
  state: ComposeState
  /** At most so many graphemes, and so many files. */
  limit: number
  maxMedia: number
  /** The small box on the home page, whose tools appear when one begins to write. */
  inline?: boolean
}

function Summary({ icon, text }: { icon: string; text: string }) {
  return (
    <summary class="compose-tool" title={text}>
      <span class={`i i-${icon}`} aria-hidden="true" />
      <span class="compose-tool-text">{text}</span>
    </summary>
  )
}

function lifetime(view: View, seconds: number): string {
  if (seconds < 3600) return view.t('statuses.compose.minutes', { count: seconds / 60 })
  if (seconds < 86_400) return view.t('statuses.compose.hours', { count: seconds / 3600 })
  return view.t('statuses.compose.days', { count: seconds / 86_400 })
}

function Attached({ view, state }: { view: View; state: ComposeState }) {
  if (state.media.length === 0) return null
  return (
    <ul class="compose-media">
      {state.media.map((media) => (
        <li>
          <input type="hidden" name="media_ids[]" value={media.id} />
          <Thumbnail view={view} media={media} />
          <div class="compose-alt">
            <label for={`alt-${media.id}`}>{view.t('statuses.compose.alt')}</label>
            <textarea id={`alt-${media.id}`} name={`alt[m${media.id}]`} rows={2} maxlength={1500} dir="auto">
              {state.form.media.find(({ id }) => id === media.id)?.description || media.description || ''}
            </textarea>
            <button
              type="submit"
              class="compose-remove"
              data-turbo="false"
              name="do"
              value={`remove:${media.id}`}
            >
              {view.t('statuses.compose.remove_media')}
            </button>
          </div>
        </li>
      ))}
    </ul>
  )
}

function Thumbnail({ view, media }: { view: View; media: MediaAttachment }) {
  const name = view.t(`statuses.media.${media.type}`)
  if (media.preview_url && !view.textOnly) {
    return (
      <img src={media.preview_url} alt={media.description || name} width={96} height={96} loading="lazy" />
    )
  }
  return <span class="compose-file">{name}</span>
}

function PollFields({ view, state }: { view: View; state: ComposeState }) {
  const { poll } = state.form
  const options = [...poll.options, '', '', '', ''].slice(0, Math.max(4, poll.options.length))
  return (
    <details open={poll.options.some((option) => option !== '')}>
      <Summary icon="poll" text={view.t('statuses.compose.poll')} />
      <div class="compose-panel">
        {options.map((option, at) => (
          <input
            name="poll[options][]"
            value={option}
            maxlength={200}
            dir="auto"
            autocomplete="off"
            {...wrongness(state, 'poll')}
            aria-label={view.t('statuses.compose.poll_option', { count: at + 1 })}
            placeholder={view.t('statuses.compose.poll_option', { count: at + 1 })}
          />
        ))}
        <Problem view={view} errors={state.errors} field="poll" />
        <label>
          {view.t('statuses.compose.poll_expires')}{' '}
          <select name="poll[expires_in]">
            {pollLifetimes.map((seconds) => (
              <option value={String(seconds)} selected={seconds === poll.expiresIn}>
                {lifetime(view, seconds)}
              </option>
            ))}
          </select>
        </label>
        <label class="compose-tick">
          <input type="checkbox" name="poll[multiple]" checked={poll.multiple} />{' '}
          {view.t('statuses.compose.poll_multiple')}
        </label>
        <label class="compose-tick">
          <input type="checkbox" name="poll[hide_totals]" checked={poll.hideTotals} />{' '}
          {view.t('statuses.compose.poll_hide_totals')}
        </label>
      </div>
    </details>
  )
}

function MediaFields({ view, state, maxMedia }: { view: View; state: ComposeState; maxMedia: number }) {
  if (state.media.length >= maxMedia) return null
  return (
    <details open={state.media.length > 0 || state.errors.some(({ field }) => field === 'media')}>
      <Summary icon="image" text={view.t('statuses.compose.media')} />
      <div class="compose-panel">
        <label class="compose-files">
          {view.t('statuses.compose.media')}
          <input
            type="file"
            name="media[]"
            multiple
            accept="image/*,video/*,audio/*"
            {...wrongness(state, 'media')}
          />
        </label>
        <p class="compose-hint">
          {view.t('statuses.compose.attach_hint')}{' '}
          {view.t('statuses.compose.media_hint', { count: maxMedia })}
        </p>
        <button type="submit" data-turbo="false" name="do" value="attach">
          {view.t('statuses.compose.attach')}
        </button>
        <label class="compose-tick">
          <input type="checkbox" name="sensitive" checked={state.form.sensitive} />{' '}
          {view.t('statuses.compose.sensitive')}
        </label>
      </div>
    </details>
  )
}

function WarningFields({ view, state }: { view: View; state: ComposeState }) {
  return (
    <details open={state.form.spoilerText !== ''}>
      <Summary icon="warning" text={view.t('statuses.compose.cw')} />
      <div class="compose-panel">
        <label>
          {view.t('statuses.compose.cw')}
          <input
            name="spoiler_text"
            value={state.form.spoilerText}
            maxlength={500}
            dir="auto"
            autocomplete="off"
          />
        </label>
        <p class="compose-hint">{view.t('statuses.compose.cw_hint')}</p>
      </div>
    </details>
  )
}

function MoreFields({ view, state }: { view: View; state: ComposeState }) {
  const { form } = state
  const known = languages.includes(form.language)
  return (
    <details
      open={
        form.scheduledAt !== '' ||
        form.replyPolicy !== '' ||
        state.errors.some(({ field }) => field === 'scheduled_at')
      }
    >
      <Summary icon="more" text={view.t('statuses.compose.more')} />
      <div class="compose-panel">
        <label>
          {view.t('statuses.compose.language')}{' '}
          <select name="language">
            {(known ? languages : [form.language, ...languages]).map((code) => (
              <option value={code} selected={code === form.language}>
                {languageName(view, code)}
              </option>
            ))}
          </select>
        </label>
        {form.editId ? null : (
          <>
            <ReplyPolicyField view={view} state={state} />
            <label>
              {view.t('statuses.compose.schedule')}{' '}
              <input
                type="datetime-local"
                name="scheduled_at"
                value={form.scheduledAt}
                aria-describedby="compose-schedule-hint"
                {...wrongness(state, 'scheduled_at')}
              />
            </label>
            <p class="compose-hint" id="compose-schedule-hint">
              {view.t('statuses.compose.schedule_hint')}
            </p>
            <Problem view={view} errors={state.errors} field="scheduled_at" />
          </>
        )}
        <button type="submit" data-turbo="false" name="do" value="reflow">
          {view.t('statuses.compose.reflow')}
        </button>
        {form.editId ? null : (
          <button
            type="submit"
            name="do"
            value="draft"
            formaction="/drafts"
            formenctype="application/x-www-form-urlencoded"
          >
            {view.t('statuses.compose.draft')}
          </button>
        )}
      </div>
    </details>
  )
}

/**
 * The form in which posts are written, answered, changed and redrafted. Every button works with scripts off: the
 * server gives the form back with what was typed. Buttons that do so bypass Turbo, which takes no page as the answer
 * to a form unless it says that something is wrong.
 */
export function Compose({ view, state, limit, maxMedia, inline = false }: ComposeProps) {
  const { form } = state
  const placeholder = view.t(
    form.replyId
      ? 'statuses.compose.placeholder_reply'
      : form.communityId
        ? 'statuses.compose.placeholder_thread'
        : 'statuses.compose.placeholder',
  )
  const submit = form.editId
    ? 'submit_edit'
    : form.replyId
      ? 'submit_reply'
      : form.communityId
        ? 'submit_thread'
        : 'submit'
  const hidden = {
    key: form.key,
    back: form.back,
    in_reply_to_id: form.replyId,
    edit: form.editId,
    redraft: form.redraftId,
    draft_id: form.draftId,
    community_id: form.communityId,
  }
  return (
    <form
      class={inline ? 'compose compose-inline' : 'compose'}
      method="post"
      action="/compose"
      enctype="multipart/form-data"
      data-compose
      data-limit={String(limit)}
    >
      {/* Enter in a one-line field presses the first button of a form: it must be one that posts. Nobody sees, hears or
          reaches this one; the real one is the last. */}
      <button type="submit" name="do" value="post" hidden />
      {Object.entries(hidden).map(([name, value]) =>
        value ? <input type="hidden" name={name} value={value} /> : null,
      )}
      {state.errors.length > 0 || state.problem ? (
        <p class="compose-problem" role="alert">
          {state.problem ? `${state.problem}. ` : ''}
          {view.t('statuses.compose.problem')}
        </p>
      ) : null}
      <NewcomerNote view={view} state={state} />
      <RoomFields view={view} state={state} />
      <label class="visually-hidden" for="compose-text">
        {view.t('statuses.compose.text')}
      </label>
      <textarea
        id="compose-text"
        name="status"
        rows={inline ? 2 : 6}
        dir="auto"
        lang={form.language}
        placeholder={placeholder}
        {...wrongness(state, 'text')}
        autofocus={!inline}
      >
        {/* A line end right after the opening tag would be swallowed. */}
        {form.text.startsWith('\n') ? `\n${form.text}` : form.text}
      </textarea>
      <Problem view={view} errors={state.errors} field="text" />
      {looksHardWrapped(form.text) ? (
        <p class="compose-offer">
          {view.t('statuses.compose.reflow_offer')}{' '}
          <button type="submit" data-turbo="false" name="do" value="reflow">
            {view.t('statuses.compose.reflow')}
          </button>
        </p>
      ) : null}
      <Attached view={view} state={state} />
      <Problem view={view} errors={state.errors} field="media" />
      <div class="compose-tools">
        <MediaFields view={view} state={state} maxMedia={maxMedia} />
        {form.editId ? null : <PollFields view={view} state={state} />}
        <WarningFields view={view} state={state} />
        <MoreFields view={view} state={state} />
      </div>
      <div class="compose-send">
        {form.editId || form.communityId ? null : (
          <label>
            <span class="visually-hidden">{view.t('statuses.compose.visibility')}</span>
            <select name="visibility" title={view.t('statuses.compose.visibility')}>
              {visibilities.map((name) => (
                <option value={name} selected={name === form.visibility}>
                  {view.t(`statuses.visibility.${name}`)}
                </option>
              ))}
            </select>
          </label>
        )}
        <output
          class="compose-count"
          for="compose-text"
          data-compose-count
          title={view.t('statuses.compose.limit', { count: limit })}
        />
        <button type="submit" class="button primary" name="do" value="post">
          {view.t(`statuses.compose.${submit}`)}
        </button>
      </div>
    </form>
  )
}
