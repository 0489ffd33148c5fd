import { formatDateTime } from '../../lib/format/index.ts'
import type { View } from '../../ui/view.ts'
import type { Account, Relationship } from '../accounts/index.ts'
import { NOTE_MAX } from '../follows/index.ts'

interface Props {
  view: View
  account: Account
  relationship: Relationship
  back: string
}

const Back = ({ back }: { back: string }) => <input type="hidden" name="back" value={back} />

/** Mute for an hour, a day, a week, for ever; in seconds. */
const durations = [0, 3600, 86_400, 604_800, 2_592_000]

/** The one big button: follow, take the request back, unfollow, unblock. */
export function RelationButtons({
  view,
  account,
  relationship,
  back,
}: Omit<Props, 'relationship'> & { relationship: Relationship | null }) {
  if (!relationship) {
    return (
      <a
        class="button primary"
        href={`/login?next=${encodeURIComponent(`/@${account.acct}`)}`}
        rel="nofollow"
      >
        {view.t('accounts.follow')}
      </a>
    )
  }
  const verb = relationship.blocking
    ? 'unblock'
    : relationship.following || relationship.requested
      ? 'unfollow'
      : 'follow'
  const words = relationship.requested ? 'cancel_request' : verb === 'follow' && account.locked ? 'ask' : verb
  if (relationship.blocked_by && verb === 'follow') return null
  return (
    <form method="post" action={`/accounts/${account.id}/${verb}`} class="follow-form">
      <Back back={back} />
      <button type="submit" class={verb === 'follow' ? 'button primary' : 'button'}>
        {view.t(`accounts.${words}`)}
      </button>
    </form>
  )
}

function MuteForm({ view, account, relationship, back }: Props) {
  if (relationship.muting) {
    return (
      <form method="post" action={`/accounts/${account.id}/unmute`}>
        <Back back={back} />
        <button type="submit" class="relation-plain">
          {view.t('accounts.unmute')}
        </button>
        {relationship.muting_expires_at ? (
          <p class="hint">
            {view.t('accounts.muted_until', {
              time: formatDateTime(new Date(relationship.muting_expires_at), view.locale),
            })}
          </p>
        ) : null}
      </form>
    )
  }
  return (
    <details>
      <summary>{view.t('accounts.mute')}</summary>
      <form method="post" action={`/accounts/${account.id}/mute`}>
        <Back back={back} />
        <label>
          {view.t('accounts.mute_for')}{' '}
          <select name="duration">
            {durations.map((seconds) => (
              <option value={String(seconds)}>{view.t(`accounts.mute.${seconds}`)}</option>
            ))}
          </select>
        </label>
        <label class="relation-check">
          <input type="checkbox" name="notifications" value="1" checked />{' '}
          {view.t('accounts.mute_notifications')}
        </label>
        <button type="submit" class="button small">
          {view.t('accounts.mute')}
        </button>
      </form>
    </details>
  )
}

/** Everything else one can do with a person, behind "…": options of the follow, note, mute, block. */
export function RelationMenu({ view, account, relationship, back }: Props) {
  const button = (verb: string, danger = false) => (
    <form method="post" action={`/accounts/${account.id}/${verb}`}>
      <Back back={back} />
      <button type="submit" class={danger ? 'relation-plain danger' : 'relation-plain'}>
        {view.t(`accounts.${verb.replace('-', '_')}`)}
      </button>
    </form>
  )
  const option = (name: 'reblogs' | 'notify', on: boolean) => (
    <form method="post" action={`/accounts/${account.id}/follow`}>
      <Back back={back} />
      <input type="hidden" name={name} value={on ? '0' : '1'} />
      <button type="submit" class="relation-plain">
        {view.t(`accounts.${name}_${on ? 'off' : 'on'}`)}
      </button>
    </form>
  )
  const label = view.t('accounts.more')
  return (
    <details class="menu relation-menu">
      <summary class="act" aria-label={label} title={label}>
        <span class="i i-more" aria-hidden="true" />
      </summary>
      <div class="menu-list">
        <a href={`/compose?text=${encodeURIComponent(`@${account.acct} `)}`}>{view.t('accounts.mention')}</a>
        {relationship.following ? (
          <>
            {option('reblogs', relationship.showing_reblogs)}
            {option('notify', relationship.notifying)}
          </>
        ) : null}
        <details>
          <summary>{view.t('accounts.note_label')}</summary>
          <form method="post" action={`/accounts/${account.id}/note`}>
            <Back back={back} />
            <textarea name="comment" rows={3} maxlength={NOTE_MAX} aria-label={view.t('accounts.note_label')}>
              {relationship.note}
            </textarea>
            <button type="submit" class="button small">
              {view.t('accounts.note_save')}
            </button>
          </form>
        </details>
        <MuteForm view={view} account={account} relationship={relationship} back={back} />
        {relationship.followed_by ? button('remove-follower') : null}
        {relationship.blocking ? button('unblock') : button('block', true)}
        <a href={`/report?account=${account.acct}`}>{view.t('moderation.report.account')}</a>
      </div>
    </details>
  )
}
