import type { Child } from 'hono/jsx'
import type { View } from '../../ui/view.ts'
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

interface ToolsProps {
  view: View
  community: Room
  thread: ThreadView
  path: string
  targets: { id: string; name: string }[]
}

function Moderation({ view, thread, path, targets }: ToolsProps) {
  const t = (key: string) => view.t(`communities.thread.${key}`)
  return (
    <details class="thread-moderation">
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
            <label>
              {t('move')}{' '}
              <select name="to">
                {targets.map(({ id, name }) => (
                  <option value={id}>{name}</option>
                ))}
              </select>
            </label>
            <button type="submit">{t('move_do')}</button>
          </form>
        ) : null}
        <form class="thread-form" method="post" action={`${path}/split`}>
          <label>
            {t('split_from')} <input name="number" type="number" min="1" required />
          </label>
          <label>
            {t('split_title')} <input name="title" maxlength={300} required />
          </label>
          <button type="submit">{t('split_do')}</button>
        </form>
        <form class="thread-form" method="post" action={`${path}/merge`}>
          <label>
            {t('merge')} <input name="into" required placeholder={t('merge_hint')} />
          </label>
          <button type="submit">{t('merge_do')}</button>
        </form>
      </div>
    </details>
  )
}

function Summary({ view, thread, path }: ToolsProps) {
  return (
    <details class="thread-moderation">
      <summary class="button small">
        {view.t(thread.summary ? 'communities.thread.summary_edit' : 'communities.thread.summary_add')}
      </summary>
      <form class="compose-panel" method="post" action={`${path}/summary`}>
        <label>
          {view.t('communities.thread.summary_label')}
          <textarea name="summary" rows={4} maxlength={4000} dir="auto">
            {thread.summary}
          </textarea>
        </label>
        <button type="submit">{view.t('common.save')}</button>
      </form>
    </details>
  )
}

/** What a reader, the author and the moderators may do with the thread as a whole. */
export function ThreadTools(props: ToolsProps) {
  const { view, community, thread, path } = props
  if (!view.viewer) return null
  const governs = mayIn(community, 'posts')
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
      {community.private || !thread.first ? null : (
        <a class="button small" href={`${path}/crosspost`}>
          <Icon name="lane" /> {view.t('communities.crosspost.title')}
        </a>
      )}
      {(thread.accountId === view.viewer.id && community.mayReply) || governs ? (
        <a class="button small" href={`${path}/edit`}>
          <Icon name="pen" /> {view.t('communities.thread.edit')}
        </a>
      ) : null}
      {thread.accountId === view.viewer.id || governs ? <Summary {...props} /> : null}
      {governs ? <Moderation {...props} /> : null}
    </div>
  )
}
