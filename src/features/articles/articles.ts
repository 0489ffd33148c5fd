import type { Context, Id } from '../../context.ts'
import { AppError, forbidden, notFound } from '../../errors.ts'
import { bandsOf, similarity } from '../../lib/article/index.ts'
import { toPlainText } from '../../lib/html/index.ts'
import { isId } from '../../lib/ids.ts'
import { handOver } from '../media/index.ts'
import { getSite, reaches, requireSiteRole, type SiteRow } from '../sites/index.ts'
import type { ArticleState, SaveArticle } from './api.ts'
import { checkArticle, freeSlug, limits, line, lines } from './fields.ts'
import { retell } from './publish.ts'
import * as sql from './sql.ts'
import * as write from './write-sql.ts'

/** Whether she may change an article: editors all, a writer her own until it is published. */
const mayChange = (
  site: SiteRow,
  actor: { id: Id },
  row: { created_by: Id | null; state: ArticleState },
): boolean =>
  reaches(site.role, 'editor') ||
  (site.role === 'contributor' && row.created_by === actor.id && ['draft', 'review'].includes(row.state))

/** The row for those who may read it: published and archived ones everybody, the rest the staff. Else 404. */
export async function getArticle(
  ctx: Context,
  viewer: { id: Id } | null,
  id: string,
): Promise<sql.ArticleRow> {
  const [row] = isId(id) ? await sql.selectArticles(ctx, [id]) : []
  if (!row) throw notFound()
  const open = row.state === 'published' || row.state === 'archived'
  if (open && !row.removed) return row
  const site = viewer ? await getSite(ctx, viewer, row.site_id) : null
  if (!site?.role && !open) throw notFound()
  return row
}

/** The row and its site for somebody who may change it: 404, or 403. */
export async function changeable(ctx: Context, actor: { id: Id }, id: string) {
  const row = await getArticle(ctx, actor, id)
  const site = await requireSiteRole(ctx, actor, row.site_id, 'contributor')
  if (!mayChange(site, actor, row)) throw forbidden('article_not_yours')
  return { row, site }
}

export interface Saved {
  id: Id
  revision: number
}

/**
 * Writes a new article (as a draft) or the next revision of one. `revision` is the one that the writer began from: when
 * somebody else was faster, 409 `article_conflict`, and nothing is overwritten. A published article is changed at once
 * for its readers, with a note where `correction` says what was wrong; its old address leads to a new one. Contributors
 * write drafts of their own; the rest is for editors (403). One 422 names every wrong field.
 */
export async function saveArticle(
  ctx: Context,
  actor: { id: Id },
  siteId: Id,
  id: Id | null,
  input: SaveArticle,
): Promise<Saved> {
  const site = id
    ? (await changeable(ctx, actor, id)).site
    : await requireSiteRole(ctx, actor, siteId, 'contributor')
  const checked = await checkArticle(ctx, site, input)
  return ctx.tx(async (ctx) => {
    const before = id ? (await write.lockArticle(ctx, id))[0] : null
    if (id && !before) throw notFound()
    if (before && input.revision !== undefined && input.revision !== before.revision)
      throw new AppError('conflict', 'article_conflict')
    await handOver(ctx, actor.id, site.account_id, checked.mediaIds)
    const saved = before
      ? await rewrite(ctx, before, checked)
      : { id: await begin(ctx, actor, site, checked), revision: 1 }
    await keep(ctx, actor, saved, checked, input)
    const published = before?.state === 'published' || before?.state === 'archived'
    if (published && input.correction.trim() !== '') {
      await write.insertCorrection(
        ctx,
        saved.id,
        lines(input.correction, 'correction', limits.correction),
        saved.revision,
        actor.id,
      )
      await write.updateArticle(ctx, saved.id, { corrected_at: ctx.clock() })
    }
    if (published) await retell(ctx, saved.id)
    return saved
  })
}

type Checked = Awaited<ReturnType<typeof checkArticle>>

async function begin(ctx: Context, actor: { id: Id }, site: SiteRow, checked: Checked): Promise<Id> {
  const wanted = checked.wantedSlug || checked.fields.headline
  const slug = await freeSlug(ctx, site.account_id, wanted, null)
  return write.insertArticle(ctx, site.account_id, actor.id, { ...checked.fields, slug })
}

async function rewrite(ctx: Context, before: write.LockedRow, checked: Checked): Promise<Saved> {
  // A draft follows its headline; what has an address keeps it until somebody asks for another.
  const wanted = checked.wantedSlug || (before.published_at ? before.slug : checked.fields.headline)
  const slug = wanted === before.slug ? before.slug : await freeSlug(ctx, before.site_id, wanted, before.id)
  if (slug !== before.slug && before.published_at)
    await write.redirect(ctx, before.site_id, before.id, before.slug, slug)
  await write.updateArticle(ctx, before.id, { ...checked.fields, slug, revision: before.revision + 1 })
  return { id: before.id, revision: before.revision + 1 }
}

/** Authors, pictures, and the revision as it was saved. */
async function keep(
  ctx: Context,
  actor: { id: Id },
  saved: Saved,
  checked: Checked,
  input: SaveArticle,
): Promise<void> {
  await write.replaceAuthors(ctx, saved.id, checked.authors)
  await write.replaceMedia(ctx, saved.id, checked.mediaIds)
  const { headline, lead, body, revision: _, comment, correction: __, ...rest } = input
  await write.insertRevision(ctx, {
    article_id: saved.id,
    revision: saved.revision,
    headline: checked.fields.headline,
    lead: checked.fields.lead,
    body: checked.fields.body,
    rest,
    comment: line(comment, 'comment', limits.comment),
    account_id: actor.id,
  })
}

/** Deletes what was never published; 422 for the rest, which is archived instead. */
export async function deleteArticle(ctx: Context, actor: { id: Id }, id: string): Promise<void> {
  const { row } = await changeable(ctx, actor, id)
  if (row.published_at) throw new AppError('unprocessable', 'article_was_published')
  await ctx.tx(async (ctx) => {
    await write.replaceMedia(ctx, row.id, [])
    await write.markDeleted(ctx, row.id)
  })
}

/** The newest revisions, for the staff. `below` pages on. */
export async function listRevisions(
  ctx: Context,
  actor: { id: Id },
  id: string,
  below: number | null,
  limit = 30,
) {
  const row = await getArticle(ctx, actor, id)
  await requireSiteRole(ctx, actor, row.site_id, 'contributor')
  return sql.selectRevisions(ctx, row.id, below, limit)
}

/** A revision and the one before it (null for the first), for the staff; 404 for none. */
export async function getRevision(ctx: Context, actor: { id: Id }, id: string, revision: number) {
  const row = await getArticle(ctx, actor, id)
  await requireSiteRole(ctx, actor, row.site_id, 'contributor')
  if (!Number.isInteger(revision) || revision < 1 || revision > 2_000_000_000) throw notFound()
  const found = await sql.selectRevisionTexts(ctx, row.id, [revision - 1, revision])
  const now = found.find((one) => one.revision === revision)
  if (!now) throw notFound()
  return { now, before: found.find((one) => one.revision === revision - 1) ?? null }
}

export interface Near {
  id: Id
  headline: string
  path: string
  /** 0 to 1, of the shingles that they share. */
  similarity: number
}

/** Below this two texts only share a subject. */
const nearFrom = 0.35

/** Articles here that are nearly the same as a text, the nearest first: what an editor should see before publishing. */
export async function nearDuplicates(
  ctx: Context,
  text: { headline: string; lead: string; body: string },
  exceptId: Id | null,
): Promise<Near[]> {
  const whole = `${text.headline}\n${text.lead}\n${text.body}`
  const rows = await sql.selectNear(ctx, bandsOf(whole), exceptId)
  return rows
    .map((row) => ({
      id: row.id,
      headline: row.headline,
      path: `/trang/${row.site_handle}/${row.slug}`,
      similarity: similarity(`${text.lead}\n${text.body}`, toPlainText(row.html)),
    }))
    .filter((one) => one.similarity >= nearFrom)
    .sort((a, b) => b.similarity - a.similarity)
}
