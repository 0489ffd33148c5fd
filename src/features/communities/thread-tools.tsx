import type { Child } from 'hono/jsx'
import type { AppError } from '../../errors.ts'
import type { View } from '../../ui/view.ts'
import { wholeProblem } from '../../ui/widgets/fields.tsx'
import { FormProblem, fieldProblem } from '../../ui/widgets/form.tsx'
import { Icon } from '../../ui/widgets/icon.tsx'
import type { Room, ThreadView } from './present.ts'
import { mayIn } from './room.tsx'

function Do({ action, children }: { action: string; children: Child }) {
  return (
    <form method="post" action={action}>
      <button type="submit" class="button small">
        {children}
      </button>
    </form>
  )
}

/** A form of this page that could not be taken as it was: what was typed, and why not. */
export interface Refused {
  form: 'summary' | 'move' | 'split' | 'merge'
  given: Record<string, string>
  error: AppError
}

interface ToolsProps {
  refused: Refused | null
  view: View
  community: Room
  thread: ThreadView
  path: string
  targets: { id: string; name: string }[]
}

/** A box of one line with its error beside it, read out with it. The first thing to see: the fold is far down a phone. */
function Line({
  view,
  refused,
  form,
  name,
  label,
  ...rest
}: {
  view: View
  refused: Refused | null
  form: Refused['form']
  name: string
  label: string
  type?: string
  min?: string
  maxlength?: number
  placeholder?: string
}) {
  const mine = refused?.form === form ? refused : null
  const problem = fieldProblem(view, mine?.error.fields, name)
  const id = `thread-${form}-${name}-error`
  return (
    <div>
      <label>
        {label}{' '}
        <input
          name={name}
          value={mine?.given[name]}
          required
          aria-invalid={problem ? 'true' : undefined}
          aria-describedby={problem ? id : undefined}
          autofocus={problem !== null}
          {...rest}
        />
      </label>
      {problem ? (
        <p class="field-error" id={id}>
          {problem}
        </p>
      ) : null}
    </div>
  )
}

/** What is wrong with one of these forms and with none of its boxes. */
function Problem({ view, refused, form }: { view: View; refused: Refused | null; form: Refused['form'] }) {
  if (refused?.form !== form || refused.error.fields.length > 0) return null
  return <FormProblem text={wholeProblem(view, refused.error)} />
}

function Moderation({ view, thread, path, targets, refused }: ToolsProps) {
  const t = (key: string) => view.t(`communities.thread.${key}`)
  const said = { view, refused }
  return (
    <details class="thread-moderation" open={refused !== null && refused.form !== 'summary'}>
      <summary class="button small">
        <Icon name="shield" /> {t('moderate')}
      </summary>
      <div class="compose-panel">
        <div class="thread-tools">
          <Do action={`${path}/${thread.locked ? 'unlock' : 'lock'}`}>
            {t(thread.locked ? 'unlock' : 'lock')}
          </Do>
          <Do action={`${path}/${thread.pinned ? 'unpin' : 'pin'}`}>{t(thread.pinned ? 'unpin' : 'pin')}</Do>
        </div>
        {targets.length > 0 ? (
          <form class="thread-form" method="post" action={`${path}/move`}>
            <Problem {...said} form="move" />
            <label>
              {t('move')}{' '}
              <select name="to">
                {targets.map(({ id, name }) => (
                  <option value={id} selected={refused?.form === 'move' && refused.given['to'] === id}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <button type="submit">{t('move_do')}</button>
          </form>
        ) : null}
        <form class="thread-form" method="post" action={`${path}/split`}>
          <Problem {...said} form="split" />
          <Line {...said} form="split" name="number" label={t('split_from')} type="number" min="1" />
          <Line {...said} form="split" name="title" label={t('split_title')} maxlength={300} />
          <button type="submit">{t('split_do')}</button>
        </form>
        <form class="thread-form" method="post" action={`${path}/merge`}>
          <Problem {...said} form="merge" />
          <Line {...said} form="merge" name="into" label={t('merge')} placeholder={t('merge_hint')} />
          <button type="submit">{t('merge_do')}</button>
        </form>
      </div>
    </details>
  )
}

function Summary({ view, thread, path, refused }: ToolsProps) {
  const mine = refused?.form === 'summary' ? refused : null
  const problem = fieldProblem(view, mine?.error.fields, 'summary')
  return (
    <details class="thread-moderation" open={mine !== null}>
      <summary class="button small">
        {view.t(thread.summary ? 'communities.thread.summary_edit' : 'communities.thread.summary_add')}
      </summary>
      <form class="compose-panel" method="post" action={`${path}/summary`}>
        <Problem view={view} refused={refused} form="summary" />
        <label>
          {view.t('communities.thread.summary_label')}
          <textarea
            name="summary"
            rows={4}
            maxlength={4000}
            dir="auto"
            aria-invalid={problem ? 'true' : undefined}
            aria-describedby={problem ? 'thread-summary-error' : undefined}
            autofocus={problem !== null}
          >
            {mine ? mine.given['summary'] : thread.summary}
          </textarea>
        </label>
        {problem ? (
          <p class="field-error" id="thread-summary-error">
            {problem}
          </p>
        ) : null}
        <button type="submit">{view.t('common.save')}</button>
      </form>
    </details>
  )
}

/** What is wanted now and then: behind one button, or the posts would begin below the first screen of a phone. */
function More(props: ToolsProps) {
  const { view, community, thread, path, refused } = props
  const governs = mayIn(community, 'posts')
  const own = thread.accountId === view.viewer?.id
  const takes = !community.private && thread.first !== null
  if (!governs && !own && !takes) return null
  return (
    <details class="thread-moderation thread-more" open={refused !== null}>
      <summary class="button small">
        <Icon name="more" /> {view.t('communities.thread.more')}
      </summary>
      <div class="thread-tools">
        {takes ? (
          <a class="button small" href={`${path}/crosspost`}>
            <Icon name="lane" /> {view.t('communities.crosspost.title')}
          </a>
        ) : null}
        {(own && community.mayReply) || governs ? (
          <a class="button small" href={`${path}/edit`}>
            <Icon name="pen" /> {view.t('communities.thread.edit')}
          </a>
        ) : null}
        {own || governs ? <Summary {...props} /> : null}
        {governs ? <Moderation {...props} /> : null}
      </div>
    </details>
  )
}

/** What a reader, the author and the moderators may do with the thread as a whole. */
export function ThreadTools(props: ToolsProps) {
  const { view, thread, path } = props
  if (!view.viewer) return null
  return (
    <div class="thread-tools">
      <Do action={`${path}/${thread.follows ? 'unfollow' : 'follow'}`}>
        <Icon name="bell" />{' '}
        {view.t(thread.follows ? 'communities.thread.unfollow' : 'communities.thread.follow')}
      </Do>
      {thread.unread ? (
        <Do action={`${path}/read`}>
          <Icon name="check" /> {view.t('communities.thread.mark_read')}
        </Do>
      ) : null}
      <More {...props} />
    </div>
  )
}
