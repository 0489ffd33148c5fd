import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { isUniqueViolation } from '../../db/sql.ts'
import { AppError } from '../../errors.ts'
import type { BlockKind } from './names.ts'
import * as sql from './sql.ts'

export const ipCache = 'ip-blocks'

/** What goes on a list with a decision of features/moderation, which has decided who may and cleaned the target. */
export type NewBlock = {
  decisionId: Id
  target: string
  /** Of a row that is changed: it keeps its number. */
  id?: Id
} & (
  | ({ kind: 'domain'; severity: sql.DomainSeverity } & sql.DomainOptions)
  | { kind: 'link' }
  | { kind: 'media' }
  | { kind: 'email'; allow_with_approval: boolean }
  | { kind: 'ip'; severity: sql.IpSeverity; comment: string; expires_at: Date | null }
)

/** In the decision's transaction. Throws 409 `block_exists` for what is on the list already. */
export async function putBlock(ctx: Context, block: NewBlock): Promise<void> {
  try {
    await put(ctx, block)
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError('conflict', 'block_exists')
    throw error
  }
}

async function put(ctx: Context, block: NewBlock): Promise<void> {
  const { decisionId: decision_id, target } = block
  const numbered = block.id ? { id: block.id } : {}
  switch (block.kind) {
    case 'domain': {
      const { severity, reject_media, reject_reports, obfuscate, private_comment, public_comment } = block
      const options = { reject_media, reject_reports, obfuscate, private_comment, public_comment }
      await sql.insertDomainBlock(ctx, { ...numbered, domain: target, severity, ...options, decision_id })
      return reapply(ctx, target)
    }
    case 'link':
      return void (await sql.insertLinkBlock(ctx, target, decision_id))
    case 'media':
      return void (await sql.insertMediaBlock(ctx, Buffer.from(target, 'hex'), decision_id))
    case 'email': {
      const { allow_with_approval } = block
      return void (await sql.insertEmailBlock(ctx, { domain: target, allow_with_approval, decision_id }))
    }
    case 'ip': {
      const { severity, comment, expires_at } = block
      await sql.insertIpBlock(ctx, { ...numbered, ip: target, severity, comment, expires_at, decision_id })
      return dropCached(ctx, ipCache, 'all')
    }
  }
}

/** Takes what a decision put on a list off it again. */
export async function dropBlock(
  ctx: Context,
  block: { decisionId: Id; kind: BlockKind; target: string },
): Promise<void> {
  const { decisionId } = block
  switch (block.kind) {
    case 'domain':
      await sql.deleteDomainBlock(ctx, decisionId)
      return reapply(ctx, block.target)
    case 'link':
      return void (await sql.deleteLinkBlock(ctx, decisionId))
    case 'media':
      return void (await sql.deleteMediaBlock(ctx, decisionId))
    case 'email':
      return void (await sql.deleteEmailBlock(ctx, decisionId))
    case 'ip':
      await sql.deleteIpBlock(ctx, decisionId)
      return dropCached(ctx, ipCache, 'all')
  }
}

/** A job marks (or unmarks) the accounts of that server, so that reading posts needs no look at the list. */
const reapply = (ctx: Context, domain: string): Promise<void> =>
  ctx.enqueue('accounts.applyDomain', { domain, afterId: '0' })

const lists = {
  domain: sql.listDomains,
  link: sql.listLinks,
  email: sql.listEmails,
  ip: sql.listIps,
  media: sql.listMedia,
}

/** A page of a list with the decision behind each row. */
export const listBlocks = (ctx: Context, kind: BlockKind, page: sql.Range): Promise<sql.Listed[]> =>
  lists[kind](ctx, page).then((rows) => [...rows])
