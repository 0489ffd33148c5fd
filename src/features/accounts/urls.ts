import type { Context } from '../../context.ts'
import { missingAvatar } from '../../lib/faces.ts'
import type { AccountRow } from './sql.ts'

type Named = Pick<AccountRow, 'username' | 'domain'>

/** The handle as Mastodon's `acct`: `lan`, or `lan@elsewhere.example`. */
export const acctOf = (account: Named): string =>
  account.domain === null ? account.username : `${account.username}@${account.domain}`

/** Where a person reads this account: our own page for neighbours, the home server's page for others. */
export const publicUrl = (ctx: Context, account: Named & Pick<AccountRow, 'url' | 'uri'>): string =>
  account.domain === null ? `${ctx.config.origin}/@${account.username}` : (account.url ?? account.uri ?? '')

/** The ActivityPub id; computed for neighbours, so that a changed origin needs no migration. */
export const uriOf = (ctx: Context, account: Named & Pick<AccountRow, 'uri'>): string =>
  account.domain === null ? `${ctx.config.origin}/users/${account.username}` : (account.uri ?? '')

/** The address of a stored file. */
export const mediaUrl = (ctx: Context, key: string): string => `${ctx.config.origin}/media/${key}`

export const missingHeader = '/headers/missing.png'

/** The picture of an account: the local copy, the remote one, or the drawing for people without one. */
export const avatarUrl = (
  ctx: Context,
  account: Pick<AccountRow, 'avatar_media' | 'avatar_remote_url'> & { media_rejected?: boolean },
): string =>
  account.avatar_media
    ? mediaUrl(ctx, account.avatar_media)
    : ((account.media_rejected ? null : account.avatar_remote_url) ?? ctx.config.origin + missingAvatar)

export const headerUrl = (
  ctx: Context,
  account: Pick<AccountRow, 'header_media' | 'header_remote_url'> & { media_rejected?: boolean },
): string =>
  account.header_media
    ? mediaUrl(ctx, account.header_media)
    : ((account.media_rejected ? null : account.header_remote_url) ?? ctx.config.origin + missingHeader)
