import type { Context, Id } from '../../context.ts'
import { invalid, notFound } from '../../errors.ts'
import { compareIds, isId } from '../../lib/ids.ts'
import { checkDisplayName, handleProblem, key } from '../../lib/vietnamese/index.ts'
import {
  type AccountRow,
  bumpVersion,
  type CountChange,
  insertLocalAccount,
  lockCounts,
  makeGroup,
  selectAccounts,
  selectByHandle,
  updateCounts,
  updateCountsOfMany,
} from './sql.ts'

/** What people are found by: the keys of the display name and of the handle. */
export const searchKey = (displayName: string, username: string): string =>
  `${key(displayName)} ${key(username)}`.trim()

export interface NewAccount {
  username: string
  displayName?: string
  /** For the operator's own hand only: takes 'admin' and other words that speak for the server. */
  allowReserved?: boolean
}

/**
 * Makes the public face of a neighbour; the handle is kept in lower case. Throws 422 with field `username` and
 * code 'invalid', 'reserved' or 'taken', or with field `display_name`.
 */
export async function createLocalAccount(ctx: Context, params: NewAccount): Promise<AccountRow> {
  const problem = handleProblem(params.username)
  if (problem === 'reserved' || problem === 'lookalike') {
    if (!params.allowReserved || !/^[a-z0-9_]{3,30}$/i.test(params.username)) {
      throw invalid({ field: 'username', code: 'reserved' })
    }
  } else if (problem) throw invalid({ field: 'username', code: 'invalid' })
  const username = params.username.toLowerCase()
  const displayName = cleanDisplayName(params.displayName ?? '')
  const id = await insertLocalAccount(ctx, {
    username,
    displayName,
    searchKey: searchKey(displayName, username),
  })
  if (!id) throw invalid({ field: 'username', code: 'taken' })
  return getAccount(ctx, id)
}

/** The public face of a community (ActivityStreams Group). Handles are one space for people and communities. */
export async function createGroupAccount(ctx: Context, params: NewAccount): Promise<AccountRow> {
  const account = await createLocalAccount(ctx, params)
  await makeGroup(ctx, account.id)
  return { ...account, actor_type: 'Group' }
}

/** NFC on one line, or 422 with field `display_name`. */
export function cleanDisplayName(text: string): string {
  const name = checkDisplayName(text)
  if (name.ok) return name.name
  throw invalid(
    name.problem === 'too_long'
      ? { field: 'display_name', code: 'too_big', params: { limit: 50 } }
      : { field: 'display_name', code: 'mixed_scripts' },
  )
}

/** The row, or 404; an emptied account (`deleted_at`) is not found. */
export async function getAccount(ctx: Context, id: Id): Promise<AccountRow> {
  if (!isId(id)) throw notFound()
  const [row] = await selectAccounts(ctx, [id])
  if (!row || row.deleted_at) throw notFound()
  return row
}

/** The row also of somebody who left; null for nobody. */
export async function findAnyAccount(ctx: Context, id: Id): Promise<AccountRow | null> {
  const [row] = await selectAccounts(ctx, [id])
  return row ?? null
}

/** For other people's eyes: like getAccount, and somebody who still waits for approval is not found either. */
export async function getPublicAccount(ctx: Context, id: Id): Promise<AccountRow> {
  const row = await getAccount(ctx, id)
  if (row.pending) throw notFound()
  return row
}

export async function findLocalByUsername(ctx: Context, username: string): Promise<AccountRow | null> {
  const [row] = await selectByHandle(ctx, username, null)
  return row ?? null
}

/** By `user` or `user@domain`, with or without a leading @; our own domain means a neighbour. */
export async function findByAcct(ctx: Context, acct: string): Promise<AccountRow | null> {
  const [username = '', domain, ...rest] = acct.replace(/^@/, '').split('@')
  if (username === '' || username.length > 300 || rest.length > 0) return null
  const foreign = domain && domain.toLowerCase() !== ctx.config.domain.toLowerCase() ? domain : null
  const [row] = await selectByHandle(ctx, username, foreign)
  return row ?? null
}

/** The only writer of the counters. Call inside the transaction that changed what is counted. */
export async function changeCounts(ctx: Context, id: Id, change: CountChange): Promise<void> {
  await updateCounts(ctx, id, change)
}

/**
 * Several accounts' counters in one transaction: always in the order of ids, so that two transactions that touch the
 * same people cannot wait for each other. Call it last.
 */
export async function changeCountsOf(ctx: Context, changes: Iterable<[Id, CountChange]>): Promise<void> {
  const sum = new Map<Id, { followers: number; following: number; statuses: number }>()
  for (const [id, change] of changes) {
    const total = sum.get(id) ?? { followers: 0, following: 0, statuses: 0 }
    total.followers += change.followers ?? 0
    total.following += change.following ?? 0
    total.statuses += change.statuses ?? 0
    sum.set(id, total)
  }
  for (const id of [...sum.keys()].sort(compareIds)) await updateCounts(ctx, id, sum.get(id)!)
}

/** The same change for many accounts, in two statements. */
export async function changeCountsOfMany(ctx: Context, ids: Id[], change: CountChange): Promise<void> {
  if (ids.length === 0) return
  await lockCounts(ctx, ids)
  await updateCountsOfMany(ctx, ids, change)
}

/** Makes every cached presentation of the account stale. */
export async function touchAccount(ctx: Context, id: Id): Promise<void> {
  await bumpVersion(ctx, id)
}
