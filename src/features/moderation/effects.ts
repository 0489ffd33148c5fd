import type { Context, Id } from '../../context.ts'
import { unprocessable } from '../../errors.ts'
import { silenceAccount, suspendAccount, unsuspendAccount } from '../accounts/index.ts'
import { freezeUser } from '../auth/index.ts'
import { closeCommunity, freezeCommunity, liftSanction, sanction } from '../communities/index.ts'
import { type Notice, setNotice, setRemoved } from '../statuses/index.ts'
import { lockThread } from '../threads/index.ts'
import { type DecisionRow, selectPerson, selectStanding } from './decisions-sql.ts'
import { closeGate, type GateOptions, openGate } from './gate-effects.ts'

const statusOf = (row: DecisionRow): Id => {
  if (row.status_id === null) throw unprocessable('case_no_status')
  return row.status_id
}
const accountOf = (row: DecisionRow): Id => {
  if (row.account_id === null) throw unprocessable('case_no_account')
  return row.account_id
}
const roomOf = (row: DecisionRow): Id => {
  if (row.community_id === null) throw unprocessable('case_no_community')
  return row.community_id
}

/** Carries a decision out, inside its transaction. 422 where there is nothing (left) to do it to. */
export async function takeEffect(
  ctx: Context,
  row: DecisionRow,
  words: string,
  options: GateOptions = {},
): Promise<void> {
  switch (row.measure) {
    case 'none':
    case 'warn':
    case 'reversal':
      return
    case 'remove':
      if (!(await setRemoved(ctx, statusOf(row), true))) throw unprocessable('case_no_status')
      return
    case 'hide':
    case 'label':
      if (!(await setNotice(ctx, statusOf(row), noticeOf(row, words)))) throw unprocessable('case_no_status')
      return
    case 'lock':
      if (!(await lockThread(ctx, await threadOf(ctx, statusOf(row)), row.decided_by, true)))
        throw unprocessable('case_no_thread')
      return
    case 'limit':
      return silenceAccount(ctx, accountOf(row), true)
    case 'freeze':
      return freezeUser(ctx, accountOf(row), true)
    case 'suspend':
      return suspendAccount(ctx, accountOf(row), 'local')
    case 'mute':
    case 'ban':
      return sanction(ctx, roomOf(row), accountOf(row), row.measure, row.ends_at)
    case 'room_freeze':
      if (!row.ends_at) throw unprocessable('decision_needs_end')
      return freezeCommunity(ctx, accountOf(row), row.ends_at)
    case 'room_close':
      return closeCommunity(ctx, accountOf(row), true)
    default:
      return closeGate(ctx, row, options)
  }
}

const noticeOf = (row: DecisionRow, words: string): Notice => ({
  kind: row.measure === 'hide' ? 'hidden' : 'label',
  text: words,
  decision: row.public_id,
})

async function threadOf(ctx: Context, statusId: Id): Promise<Id> {
  const rows = await ctx.db<{ thread_id: Id }[]>`select thread_id from statuses where id = ${statusId}`
  if (!rows[0]) throw unprocessable('case_no_status')
  return rows[0].thread_id
}

/** Takes an effect back, unless another decision that still stands asks for the same. Quiet about what is gone. */
export async function endEffect(ctx: Context, row: DecisionRow, actorId: Id | null): Promise<void> {
  const on = {
    remove: 'status',
    hide: 'status',
    label: 'status',
    lock: 'status',
    mute: 'community',
    ban: 'community',
  }
  const kind = (on[row.measure as keyof typeof on] ?? 'account') as 'status' | 'account' | 'community'
  if (row.measure === 'hide' || row.measure === 'label') return endNotice(ctx, row)
  if (row.target !== null) return openGate(ctx, row)
  const [other] = await selectStanding(ctx, row, [row.measure], kind)
  if (other) {
    // The one that ends may have been the longer one.
    if (row.measure === 'room_freeze') await freezeCommunity(ctx, accountOf(row), other.ends_at)
    return
  }
  switch (row.measure) {
    case 'remove':
      await setRemoved(ctx, statusOf(row), false)
      return
    case 'lock':
      await lockThread(ctx, await threadOf(ctx, statusOf(row)).catch(() => '0'), actorId, false)
      return
    case 'limit':
      return silenceAccount(ctx, accountOf(row), false)
    case 'freeze':
      return freezeUser(ctx, accountOf(row), false)
    case 'suspend':
      return liftSuspension(ctx, accountOf(row))
    case 'mute':
    case 'ban':
      return liftSanction(ctx, roomOf(row), accountOf(row), row.measure)
    case 'room_freeze':
      return freezeCommunity(ctx, accountOf(row), null)
    case 'room_close':
      return closeCommunity(ctx, accountOf(row), false)
    default:
      return
  }
}

/** A post carries one notice: when it goes, the one before it (if its decision still stands) comes back. */
async function endNotice(ctx: Context, row: DecisionRow): Promise<void> {
  const [other] = await selectStanding(ctx, row, ['hide', 'label'], 'status')
  const shown = await ctx.db<
    { notice: Notice | null }[]
  >`select notice from statuses where id = ${row.status_id}`
  if (shown[0]?.notice?.decision !== row.public_id) return
  await setNotice(ctx, statusOf(row), other ? noticeOf(other, shown[0].notice.text) : null)
}

/** Who asked to be deleted meanwhile stays hidden, by her own wish then and not by ours. */
export async function liftSuspension(ctx: Context, accountId: Id): Promise<void> {
  const [person] = await selectPerson(ctx, accountId)
  if (person?.leaving) await suspendAccount(ctx, accountId, 'self')
  else await unsuspendAccount(ctx, accountId)
}
