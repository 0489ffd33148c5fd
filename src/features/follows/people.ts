import type { Context, Id } from '../../context.ts'
import type { Page } from '../../http/paging.ts'
import type { AccountRow } from '../accounts/index.ts'
import { type Entry, isBlockedEitherWay, selectPeople } from './sql.ts'

/**
 * Who follows an account, or whom it follows, newest first. Empty for others when the owner hides it, and for
 * people between whom there is a block.
 */
export async function followList(
  ctx: Context,
  viewer: { id: Id } | null,
  account: Pick<AccountRow, 'id' | 'hide_collections' | 'suspended_at'>,
  list: 'followers' | 'following',
  page: Page,
): Promise<Entry[]> {
  const own = viewer?.id === account.id
  if (account.suspended_at) return []
  if (!own && account.hide_collections) return []
  if (!own && viewer && (await isBlockedEitherWay(ctx, account.id, viewer.id))) return []
  return selectPeople(ctx, list, account.id, viewer?.id ?? null, page)
}

/** Who waits to be let in. */
export const requestList = (ctx: Context, viewer: { id: Id }, page: Page): Promise<Entry[]> =>
  selectPeople(ctx, 'requests', viewer.id, viewer.id, page)
