import type { Context, Id } from '../../context.ts'
import { isId } from '../../lib/ids.ts'
import { findByAcct } from '../accounts/index.ts'
import { cleanAddress, hashOf, selectByHash } from '../links/index.ts'
import * as sql from './sql.ts'

/** What a pasted address names: one thing kept here, or the posts that link to a page elsewhere. */
export interface Addressed {
  account?: Id
  statuses: Id[]
  tag?: string
}

/** null: no address, words to look for. Nothing is fetched. */
export async function addressed(
  ctx: Context,
  viewer: { id: Id } | null,
  text: string,
): Promise<Addressed | null> {
  if (!/^https?:\/\/\S+$/i.test(text) || !URL.canParse(text)) return null
  const url = new URL(text)
  if (url.origin === ctx.config.origin) return own(ctx, viewer, url.pathname.replace(/\/+$/, ''))
  const status = await sql.findStatusByUri(ctx, text)
  if (status) return { statuses: [status] }
  const account = await sql.findAccountByUri(ctx, text)
  if (account) return { account, statuses: [] }
  const clean = cleanAddress(text)
  const [link] = clean ? await selectByHash(ctx, hashOf(clean)) : []
  if (!link) return { statuses: [] }
  const linking = await sql.selectLinking(ctx, viewer?.id ?? null, link.id)
  return { statuses: linking.map(({ id }) => id) }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

async function own(ctx: Context, viewer: { id: Id } | null, path: string): Promise<Addressed> {
  const status = /^\/(?:@[^/]+|users\/[^/]+\/statuses|statuses|xom\/[^/]+)\/(\d{1,19})$/.exec(path)
  if (status) return { statuses: isId(status[1]!) ? [status[1]!] : [] }
  const tag = /^\/tags\/([^/]+)$/.exec(path)
  if (tag) return { statuses: [], tag: decoded(tag[1]!) }
  const article = /^\/trang\/(\w+)\/([^/]+)$/.exec(path)
  if (article) {
    const [row] = await sql.selectArticlePost(ctx, article[1]!.toLowerCase(), decoded(article[2]!))
    return { statuses: row ? [row.id] : [] }
  }
  const name = /^\/(?:@|users\/|xom\/|trang\/)([\w.@-]+)$/.exec(path)
  const row = name ? await findByAcct(ctx, name[1]!) : null
  if (!row || row.suspended_at || row.deleted_at) return { statuses: [] }
  const hidden = await sql.isHiddenRoom(ctx, viewer?.id ?? null, row.id)
  return hidden ? { statuses: [] } : { account: row.id, statuses: [] }
}
