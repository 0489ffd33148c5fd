import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { AppError, type FieldError, forbidden, invalid, notFound } from '../../errors.ts'
import { formatDate, formatTime } from '../../lib/format/index.ts'
import { cutGraphemes } from '../../lib/graphemes.ts'
import { excerpt } from '../../lib/html/index.ts'
import { parseIso } from '../../lib/time.ts'
import { tellEditors } from '../notifications/index.ts'
import { getSite, reaches, requireSiteRole, type SiteRow, siteUrl } from '../sites/index.ts'
import { createStatus, editStatus } from '../statuses/index.ts'
import { lockThread, upsertFollowers } from '../threads/index.ts'
import type { ArticleState } from './api.ts'
import * as sql from './sql.ts'
import * as write from './write-sql.ts'

/** The thread's title is shorter than a headline may be. */
const titleLimit = 150

export const articleUrl = (
  ctx: Context,
  row: { site_handle: string; site_host: string | null; slug: string },
): string => `${siteUrl(ctx.config.origin, row.site_handle, row.site_host)}/${row.slug}`

/** The earliest time at which a reprint may stand here, by the site's rule; null for none. */
export const earliest = (
  site: SiteRow,
  row: Pick<sql.ArticleRow, 'kind' | 'source_published_at'>,
): Date | null =>
  row.kind === 'original' || site.reprint_delay === 0 || !row.source_published_at
    ? null
    : new Date(row.source_published_at.getTime() + site.reprint_delay * 60_000)

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : '')

const allowed = (sources: string[], url: string): boolean =>
  sources.length === 0 || sources.some((one) => hostOf(url) === one || hostOf(url).endsWith(`.${one}`))

/** What stands in the way of publishing at a moment, field by field. */
export function publishProblems(
  site: SiteRow,
  row: sql.ArticleRow,
  text: { body: string },
  at: Date,
): FieldError[] {
  const wrong: FieldError[] = []
  if (text.body.trim() === '' && row.lead === '') wrong.push({ field: 'body', code: 'blank' })
  if (row.kind !== 'original' && site.source_required) {
    const needed = {
      source_publisher: row.source_publisher,
      source_author: row.source_author,
      source_url: row.source_url,
      source_published_at: row.source_published_at,
      source_fetched_at: row.source_fetched_at,
    }
    for (const [field, value] of Object.entries(needed))
      if (!value) wrong.push({ field, code: 'source_needed' })
  }
  if (row.kind !== 'original' && row.source_url && !allowed(site.sources, row.source_url))
    wrong.push({ field: 'source_url', code: 'source_not_allowed' })
  const first = earliest(site, row)
  if (first && at < first) {
    const time = `${formatTime(first, 'vi')} ${formatDate(first, 'vi')}`
    wrong.push({ field: 'scheduled_at', code: 'too_early', params: { time } })
  }
  return wrong
}

/** What the post of an article says: read in every client, and on every server. */
function postOf(ctx: Context, row: sql.ArticleRow, html: string) {
  const words = row.lead || excerpt(html, 300)
  const tags = row.tags.map((tag) => `#${tag.replace(/[^\p{L}\p{M}\p{N}_]+/gu, '')}`).join(' ')
  return {
    text: [words, articleUrl(ctx, row), tags].filter(Boolean).join('\n\n'),
    title: cutGraphemes(row.headline, titleLimit),
    language: row.language,
  }
}

async function rowOf(ctx: Context, id: Id) {
  const [[row], [text]] = await Promise.all([sql.selectArticles(ctx, [id]), sql.selectText(ctx, id)])
  if (!row || !text) throw notFound()
  return { row, text }
}

/** After a published article was saved: its post says the same. Inside the transaction of the save. */
export async function retell(ctx: Context, id: Id): Promise<void> {
  const { row, text } = await rowOf(ctx, id)
  if (row.status_id) await editStatus(ctx, { id: row.site_id }, row.status_id, postOf(ctx, row, text.html))
  await ctx.enqueue('articleChanged', { articleId: id })
  await dropCached(ctx, 'anonymous', '*')
}

/** Makes it public now. Inside a transaction that holds the row. */
async function appear(ctx: Context, row: sql.ArticleRow, html: string): Promise<void> {
  let statusId = row.status_id
  const post = postOf(ctx, row, html)
  if (!statusId) {
    statusId = await createStatus(
      ctx,
      { id: row.site_id },
      { ...post, communityId: row.site_id, url: articleUrl(ctx, row), replyPolicy: 'everyone' },
    )
    // Whoever wrote it hears of the comments.
    const writers = [row.created_by, ...(row.authors ?? []).map((one) => one.account_id)]
    await upsertFollowers(
      ctx,
      statusId,
      writers.flatMap((one) => one ?? []),
    )
  } else {
    await editStatus(ctx, { id: row.site_id }, statusId, post)
    await lockThread(ctx, statusId, null, false)
  }
  await write.updateArticle(ctx, row.id, {
    state: 'published',
    status_id: statusId,
    published_at: row.published_at ?? ctx.clock(),
    scheduled_at: null,
    archived_at: null,
  })
  await ctx.enqueue('articlePublished', { articleId: row.id })
  await dropCached(ctx, 'anonymous', '*')
}

/** Where an article may go from where it is, and who may send it there. */
const ways: Record<ArticleState, ArticleState[]> = {
  draft: ['review', 'scheduled', 'published'],
  review: ['draft', 'scheduled', 'published'],
  scheduled: ['draft', 'scheduled', 'published'],
  published: ['archived'],
  archived: ['published'],
}

export interface StateChange {
  state: ArticleState
  /** ISO 8601, for `scheduled`. */
  at?: string
  /** Said to the writer when it goes back to draft. */
  note?: string
}

/**
 * Moves an article on: draft -> review -> scheduled -> published -> archived, and back where that makes sense. A
 * contributor may offer her own for review and take it back; the rest is an editor's (403). 422 names what is missing
 * before it may be published: words, the source of a reprint, a time that the site's delay allows.
 */
export async function setArticleState(
  ctx: Context,
  actor: { id: Id },
  id: Id,
  change: StateChange,
): Promise<void> {
  const [known] = await sql.selectArticles(ctx, [id])
  if (!known) throw notFound()
  const site = await requireSiteRole(ctx, actor, known.site_id, 'contributor')
  const editor = reaches(site.role, 'editor')
  const own = known.created_by === actor.id
  if (
    !editor &&
    !(own && ['draft', 'review'].includes(change.state) && ['draft', 'review'].includes(known.state))
  )
    throw forbidden('article_needs_editor')
  await ctx.tx(async (ctx) => {
    const [locked] = await write.lockArticle(ctx, id)
    if (!locked) throw notFound()
    if (locked.state === change.state && change.state !== 'scheduled') return
    if (!ways[locked.state].includes(change.state)) throw new AppError('unprocessable', 'article_no_such_way')
    const { row, text } = await rowOf(ctx, id)
    switch (change.state) {
      case 'published': {
        const wrong = publishProblems(site, row, text, ctx.clock())
        if (wrong.length > 0) throw invalid(...wrong)
        return appear(ctx, row, text.html)
      }
      case 'scheduled':
        return schedule(ctx, site, row, text, change.at ?? '')
      case 'archived':
        await write.updateArticle(ctx, id, { state: 'archived', archived_at: ctx.clock() })
        if (row.status_id) await lockThread(ctx, row.status_id, actor.id, true)
        await ctx.enqueue('articleRemoved', { articleId: id })
        return dropCached(ctx, 'anonymous', '*')
      default:
        await write.updateArticle(ctx, id, {
          state: change.state,
          scheduled_at: null,
          note: change.state === 'draft' ? (change.note ?? '').trim().slice(0, 1000) : '',
        })
        if (change.state === 'review') await tellEditors(ctx, row.site_id, 'review', id, actor.id)
    }
  })
}

async function schedule(
  ctx: Context,
  site: SiteRow,
  row: sql.ArticleRow,
  text: { body: string },
  given: string,
): Promise<void> {
  const at = parseIso(given)
  if (!at) throw invalid({ field: 'scheduled_at', code: given.trim() === '' ? 'blank' : 'not_a_date' })
  if (at.getTime() < ctx.clock().getTime() + 30_000)
    throw invalid({ field: 'scheduled_at', code: 'in_the_past' })
  const wrong = publishProblems(site, row, text, at)
  if (wrong.length > 0) throw invalid(...wrong)
  await write.updateArticle(ctx, row.id, { state: 'scheduled', scheduled_at: at })
  await ctx.enqueue('articles.publish', { articleId: row.id }, { runAt: at, key: `article:${row.id}` })
}

/** Job: publishes what is due. What is no longer fit (its source was taken out, its site is closed) waits as a draft, with the reason. */
export async function publishDue(ctx: Context, { articleId }: { articleId: Id }): Promise<void> {
  await ctx.tx(async (ctx) => {
    const [locked] = await write.lockArticle(ctx, articleId)
    if (locked?.state !== 'scheduled' || !locked.scheduled_at) return
    // Put off meanwhile: that time has a job of its own.
    if (locked.scheduled_at.getTime() > ctx.clock().getTime() + 1000) return
    const { row, text } = await rowOf(ctx, articleId)
    const site = await getSite(ctx, null, row.site_id)
    const wrong = publishProblems(site, row, text, ctx.clock())
    if (wrong.length === 0) return appear(ctx, row, text.html)
    const fields = wrong.map(({ field }) => field).join(', ')
    await write.updateArticle(ctx, articleId, { state: 'draft', scheduled_at: null, note: fields })
  })
}
