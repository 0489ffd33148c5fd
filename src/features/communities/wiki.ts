import type { Context, Id } from '../../context.ts'
import { AppError, type FieldError, forbidden, invalid, notFound } from '../../errors.ts'
import { cleanText, countGraphemes } from '../../lib/graphemes.ts'
import { escapeHtml, renderPost } from '../../lib/html/index.ts'
import { slug } from '../../lib/vietnamese/index.ts'
import { lockCommunity } from './members-sql.ts'
import { may, requireMemberOr, requirePermission, requireReader } from './standing.ts'
import * as sql from './wiki-sql.ts'

/** Graphemes. */
export const wikiLimits = { title: 120, text: 50_000, comment: 200 }

/** What a page may not be called: these are addresses of their own. */
const reserved = new Set(['new'])

/**
 * As a post is rendered, and lines that begin with "#" or "##" as headings. A page's own title is the first heading, so
 * these are the second and the third.
 */
export function renderWiki(ctx: Context, text: string): string {
  const options = {
    mentions: new Map(),
    tagUrl: (_: string, display: string) => `${ctx.config.origin}/tags/${encodeURIComponent(display)}`,
  }
  return text
    .split(/^(#{1,2} .*)$/m)
    .map((part) => {
      const heading = /^(#{1,2}) (.*)$/.exec(part)
      if (!heading) return renderPost(part, options).html
      const level = heading[1]!.length + 1
      return `<h${level}>${escapeHtml(heading[2]!.trim())}</h${level}>`
    })
    .join('')
}

interface WikiInput {
  title: string
  text: string
  comment?: string | undefined
}

function cleanPage(input: WikiInput) {
  const page = {
    title: cleanText(input.title).replace(/\s+/g, ' ').trim(),
    text: cleanText(input.text).trim(),
    comment: cleanText(input.comment ?? '')
      .replace(/\s+/g, ' ')
      .trim(),
  }
  const wrong: FieldError[] = []
  for (const field of ['title', 'text', 'comment'] as const) {
    if (countGraphemes(page[field], wikiLimits[field]) > wikiLimits[field])
      wrong.push({ field, code: 'too_big', params: { limit: wikiLimits[field] } })
    else if (page[field] === '' && field !== 'comment') wrong.push({ field, code: 'blank' })
  }
  if (wrong.length > 0) throw invalid(...wrong)
  return page
}

export async function listWiki(ctx: Context, viewer: { id: Id } | null, communityId: Id) {
  await requireReader(ctx, viewer, communityId)
  return sql.selectWikiPages(ctx, communityId, 500)
}

/** The page for whoever may read its community, or 404. */
export async function getWikiPage(
  ctx: Context,
  viewer: { id: Id } | null,
  communityId: Id,
  name: string,
): Promise<sql.WikiPageRow> {
  await requireReader(ctx, viewer, communityId)
  const [page] = await sql.selectWikiPage(ctx, communityId, name)
  if (!page) throw notFound()
  return page
}

async function freeSlug(ctx: Context, communityId: Id, title: string): Promise<string> {
  const base = slug(title) || 'trang'
  const taken = new Set((await sql.selectSlugs(ctx, communityId, base)).map((row) => row.slug))
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? base : `${base}-${n}`
    if (!taken.has(name) && !reserved.has(name)) return name
  }
}

/** Writes a new page; answers its address. Members where it is open to them, else those trusted with `wiki`. */
export async function createWikiPage(
  ctx: Context,
  actor: { id: Id },
  communityId: Id,
  input: WikiInput,
): Promise<string> {
  const standing = await requireMemberOr(ctx, actor, communityId, 'wiki')
  if (standing.archived) throw forbidden('community_archived')
  const { comment, ...page } = cleanPage(input)
  return ctx.tx(async (ctx) => {
    const name = await freeSlug(ctx, communityId, page.title)
    const id = await sql.insertWikiPage(ctx, communityId, {
      ...page,
      content: renderWiki(ctx, page.text),
      slug: name,
    })
    await sql.insertWikiRevision(ctx, { page_id: id, revision: 1, ...page, comment, account_id: actor.id })
    return name
  })
}

/**
 * Writes the next revision. `revision` is the one that the writer began from: when somebody else was faster, 409
 * `wiki_conflict`, and nothing is overwritten. A locked page is for those trusted with `wiki`.
 */
export async function editWikiPage(
  ctx: Context,
  actor: { id: Id },
  communityId: Id,
  name: string,
  input: WikiInput & { revision: number },
): Promise<void> {
  const standing = await requireMemberOr(ctx, actor, communityId, 'wiki')
  if (standing.archived) throw forbidden('community_archived')
  const before = await getWikiPage(ctx, actor, communityId, name)
  if (before.locked && !may(standing, 'wiki')) throw forbidden('wiki_locked')
  const { comment, ...page } = cleanPage(input)
  await ctx.tx(async (ctx) => {
    const content = renderWiki(ctx, page.text)
    if (!(await sql.updateWikiPage(ctx, before.id, input.revision, { ...page, content })))
      throw new AppError('conflict', 'wiki_conflict')
    await sql.insertWikiRevision(ctx, {
      page_id: before.id,
      revision: input.revision + 1,
      ...page,
      comment,
      account_id: actor.id,
    })
  })
}

/**
 * Writes an old revision again as the newest, with the comment given. As an edit: 403 where the page is locked, 404 for
 * no such revision, 409 when somebody wrote since `from`.
 */
export async function restoreWikiPage(
  ctx: Context,
  actor: { id: Id },
  communityId: Id,
  name: string,
  restore: { revision: number; from: number; comment: string },
): Promise<void> {
  const page = await getWikiPage(ctx, actor, communityId, name)
  const [old] = await sql.selectWikiTexts(ctx, page.id, [restore.revision])
  if (!old) throw notFound()
  const { title, text } = old
  await editWikiPage(ctx, actor, communityId, name, {
    title,
    text,
    comment: restore.comment,
    revision: restore.from,
  })
}

/** Moves a page one place up or down in the list. Takes the permission `wiki`; at either end nothing happens. */
export async function moveWikiPage(
  ctx: Context,
  actor: { id: Id },
  communityId: Id,
  name: string,
  by: -1 | 1,
): Promise<void> {
  await requirePermission(ctx, actor, communityId, 'wiki')
  await ctx.tx(async (ctx) => {
    await lockCommunity(ctx, communityId)
    const pages = await sql.selectWikiPages(ctx, communityId, 500)
    const at = pages.findIndex(({ slug }) => slug === name)
    if (at < 0) throw notFound()
    const ids = pages.map(({ id }) => id)
    const other = at + by
    if (other < 0 || other >= ids.length) return
    ids.splice(other, 0, ...ids.splice(at, 1))
    await sql.updateWikiOrder(ctx, communityId, ids)
  })
}

export async function setWikiLocked(
  ctx: Context,
  actor: { id: Id },
  communityId: Id,
  name: string,
  locked: boolean,
): Promise<void> {
  await requirePermission(ctx, actor, communityId, 'wiki')
  const page = await getWikiPage(ctx, actor, communityId, name)
  await sql.updateWikiLock(ctx, page.id, locked)
}

/** Takes a page away; its address stays empty. */
export async function deleteWikiPage(
  ctx: Context,
  actor: { id: Id },
  communityId: Id,
  name: string,
): Promise<void> {
  await requirePermission(ctx, actor, communityId, 'wiki')
  const page = await getWikiPage(ctx, actor, communityId, name)
  await sql.markWikiDeleted(ctx, page.id)
}
