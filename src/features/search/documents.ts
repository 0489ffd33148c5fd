import type { Context, Id } from '../../context.ts'
import { toPlainText } from '../../lib/html/index.ts'
import { idAt } from '../../lib/ids.ts'
import {
  type ArticleRow,
  type EventRow,
  type PostRow,
  selectArticles,
  selectEvents,
  selectPosts,
} from './index-sql.ts'
import { postgresIndex } from './postgres.ts'
import type { Document } from './search-index.ts'
import type { Kind } from './terms.ts'

/** Posts, articles and events as documents of the index. */
export const index = postgresIndex

const linked = /https?:\/\/\S+/

/**
 * Who may find a post. Everybody: what is public, by somebody who agreed to be searched. The members of a private
 * community: what she wrote there, if she agreed. And always she herself and those she names.
 */
function reachOf(row: PostRow): string[] {
  const own = [row.account_id, ...row.mentioned].map((id) => `L:${id}`)
  if (!row.indexable && !row.site) return own
  if (row.members_only) return [...own, `R:${row.community_id}`]
  return row.visibility === 'public' ? [...own, '*'] : own
}

export function postDocument(row: PostRow): Document {
  const words = row.words || toPlainText(row.content)
  const marks = [`@${row.account_id}`]
  if (row.community_id) marks.push(`#${row.community_id}`)
  if (row.language) marks.push(`~${row.language}`)
  if (row.in_reply_to_id) marks.push('+reply')
  if (row.spoiler_text) marks.push('+sensitive')
  if (row.options) marks.push('+poll')
  if (linked.test(words)) marks.push('+link')
  if (row.media.length > 0) marks.push('+media', ...new Set(row.media.map((type) => `+${type}`)))
  // The post of an article is found as the article where articles are shown.
  if (row.site && row.number === 0) marks.push('+article')
  const options = (row.options ?? []).map(({ title }) => title)
  return {
    kind: 'post',
    id: row.id,
    sort: row.id,
    headline: row.title,
    lead: '',
    text: [row.spoiler_text, words, ...options, row.descriptions].filter(Boolean).join('\n'),
    marks,
    reach: reachOf(row),
  }
}

export function articleDocument(row: ArticleRow): Document {
  return {
    kind: 'article',
    id: row.id,
    // Two articles of one millisecond stay apart.
    sort: (BigInt(idAt(row.published_at)) + (BigInt(row.id) & 65535n)).toString(),
    headline: row.headline,
    lead: row.lead,
    text: [toPlainText(row.html), row.tags.map((tag) => `#${tag.replace(/\s+/g, '')}`).join(' ')].join('\n'),
    marks: [
      `#${row.site_id}`,
      `~${row.language}`,
      ...(row.cover || /<img/.test(row.html) ? ['+media', '+image'] : []),
    ],
    reach: ['*'],
  }
}

/** By its first time; the place stands where an article has its lead. Only what everybody may read. */
export function eventDocument(row: EventRow): Document {
  const at = new Date(Math.max(row.starts_at.getTime(), 0))
  return {
    kind: 'event',
    id: row.id,
    sort: (BigInt(idAt(at)) + (BigInt(row.id) & 65535n)).toString(),
    headline: row.title,
    lead: row.place,
    text: row.description,
    marks: [`@${row.account_id}`, ...(row.community_id ? [`#${row.community_id}`] : []), `~${row.language}`],
    reach: ['*'],
  }
}

async function documentsOf(ctx: Context, kind: Kind, ids: Id[]): Promise<Document[]> {
  if (kind === 'post') return (await selectPosts(ctx, ids)).map(postDocument)
  if (kind === 'event') return (await selectEvents(ctx, ids)).map(eventDocument)
  return (await selectArticles(ctx, ids)).map(articleDocument)
}

/** Brings the index up to what the tables say of these: stored, replaced, or taken out. */
export async function putAll(ctx: Context, kind: Kind, ids: Id[]): Promise<void> {
  if (ids.length === 0) return
  const documents = await documentsOf(ctx, kind, ids)
  const found = new Set(documents.map(({ id }) => id))
  await ctx.tx(async (ctx) => {
    await index.put(ctx, documents)
    await index.remove(
      ctx,
      kind,
      ids.filter((id) => !found.has(id)),
    )
  })
}
