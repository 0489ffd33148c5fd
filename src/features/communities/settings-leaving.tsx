import type { AppError } from '../../errors.ts'
import type { Req } from '../../http/env.ts'
import type { View } from '../../ui/view.ts'
import { Tick, wholeProblem } from '../../ui/widgets/fields.tsx'
import { Buttons, FormProblem } from '../../ui/widgets/form.tsx'
import { type Account, presentAccounts } from '../accounts/index.ts'
import type { Community } from './api.ts'
import { nextInLine } from './members.ts'
import { personOf, roomPathOf } from './room.tsx'

/** Who becomes founder when the one who reads this leaves. */
export interface Heir {
  account: Account
  moderates: boolean
}

export async function heirOf(c: Req, community: Community): Promise<Heir | null> {
  if (community.me?.role !== 'founder') return null
  const next = await nextInLine(c.get('ctx'), personOf(c), community.id)
  const account = next && (await presentAccounts(c.get('ctx'), [next.account_id])).get(next.account_id)
  return account ? { account, moderates: next.moderates } : null
}

/** The community as a file (features/archives): the founder's at any time. */
export function TakeAlong({ view, community }: { view: View; community: Community }) {
  return (
    <section class="form">
      <h2>{view.t('communities.settings.take')}</h2>
      <p class="hint">{view.t('communities.settings.take_hint')}</p>
      <Buttons>
        <a class="button" href={`${roomPathOf(community)}/archive.tar.gz`} data-turbo="false" download>
          {view.t('communities.settings.take_do')}
        </a>
      </Buttons>
    </section>
  )
}

/** The founder goes, and hears first who is next in line. */
export function LeaveForm({
  view,
  community,
  heir,
  error,
}: {
  view: View
  community: Community
  heir: Heir | null
  error: AppError | null
}) {
  const { t } = view
  if (!heir) {
    return (
      <section class="form">
        <h2>{t('communities.settings.leave')}</h2>
        <FormProblem text={wholeProblem(view, error)} />
        <p class="hint">{t('communities.settings.leave_nobody')}</p>
      </section>
    )
  }
  const name = heir.account.display_name || heir.account.username
  const key = heir.moderates ? 'leave_next_moderator' : 'leave_next_member'
  return (
    <form class="form" method="post" action={`${roomPathOf(community)}/settings/leave`}>
      <h2>{t('communities.settings.leave')}</h2>
      <FormProblem text={wholeProblem(view, error)} />
      <p>{t(`communities.settings.${key}`, { name, handle: `@${heir.account.acct}` })}</p>
      <p class="hint">{t('communities.settings.leave_else')}</p>
      <input type="hidden" name="heir" value={heir.account.id} />
      <Tick name="sure" label={t('communities.settings.leave_sure', { name })} checked={false} />
      <Buttons>
        <button type="submit" class="button danger">
          {t('communities.leave')}
        </button>
      </Buttons>
    </form>
  )
}
