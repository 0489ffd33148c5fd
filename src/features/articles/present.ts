import type { Context, Id } from '../../context.ts'
import { presentAccounts } from '../accounts/index.ts'
import { presentMedia } from '../media/index.ts'
import { getSite } from '../sites/index.ts'
import type { Article } from './api.ts'
import { articleUrl } from './publish.ts'
import type { ArticleRow, CorrectionRow } from './sql.ts'
import * as sql from './sql.ts'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** Path of an article on this server. */
export const articlePath = (row: { site_handle: string; slug: string }): string =>
  `/trang/${row.site_handle}/${row.slug}`

interface Around {
  accounts: Awaited<ReturnType<typeof presentAccounts>>
  media: Awaited<ReturnType<typeof presentMedia>>
  siteComments: Map<Id, Article['comments']>
}

function coverOf(row: ArticleRow, media: Around['media']): Article['cover'] {
  const picture = row.cover_id ? media.get(row.cover_id) : undefined
  if (!picture?.url) return null
  const size = picture.meta?.['original'] as { width?: number; height?: number } | undefined
  return {
    url: picture.url,
    preview_url: picture.preview_url ?? picture.url,
    width: size?.width ?? null,
    height: size?.height ?? null,
    description: picture.description ?? '',
    caption: row.cover_caption,
    credit: row.cover_credit,
    licence: row.cover_licence,
  }
}

function one(ctx: Context, row: ArticleRow, around: Around, corrections: CorrectionRow[]): Article {
  return {
    id: row.id,
    url: articleUrl(ctx, row),
    site_id: row.site_id,
    state: row.state,
    corrected: row.corrected_at !== null,
    kind: row.kind,
    slug: row.slug,
    headline: row.headline,
    lead: row.lead,
    section: row.section_slug ? { slug: row.section_slug, name: row.section_name ?? '' } : null,
    series: row.series_slug ? { slug: row.series_slug, title: row.series_title ?? '' } : null,
    tags: row.tags,
    language: row.language,
    authors: (row.authors ?? []).map(({ account_id, name }) => ({
      name,
      account: (account_id && around.accounts.get(account_id)) || null,
    })),
    cover: coverOf(row, around.media),
    source_of:
      row.kind === 'original'
        ? null
        : {
            publisher: row.source_publisher,
            author: row.source_author,
            url: row.source_url,
            published_at: iso(row.source_published_at),
            fetched_at: iso(row.source_fetched_at),
          },
    corrections: corrections.map(({ text, created_at }) => ({ text, created_at: created_at.toISOString() })),
    comments: row.comments ?? around.siteComments.get(row.site_id) ?? 'on',
    reading_minutes: row.reading_minutes,
    revision: row.revision,
    status_id: row.status_id,
    comments_count: row.replies,
    scheduled_at: iso(row.scheduled_at),
    published_at: iso(row.published_at),
    updated_at: row.updated_at.toISOString(),
  }
}

/** Rows -> entities, in their order; without texts. */
export async function presentArticles(ctx: Context, rows: ArticleRow[]): Promise<Article[]> {
  if (rows.length === 0) return []
  const accountIds = rows.flatMap((row) => (row.authors ?? []).flatMap(({ account_id }) => account_id ?? []))
  const [accounts, media, comments] = await Promise.all([
    presentAccounts(ctx, [...new Set(accountIds)]),
    presentMedia(
      ctx,
      rows.flatMap(({ cover_id }) => cover_id ?? []),
    ),
    sql.selectSiteComments(ctx, [...new Set(rows.map(({ site_id }) => site_id))]),
  ])
  const siteComments = new Map(comments.map((row) => [row.account_id, row.comments]))
  return rows.map((row) => one(ctx, row, { accounts, media, siteComments }, []))
}

/** One article whole; its Markdown is for the staff. */
export async function presentArticle(
  ctx: Context,
  viewer: { id: Id } | null,
  row: ArticleRow,
): Promise<Article> {
  const [[article], [text], corrections, site] = await Promise.all([
    presentArticles(ctx, [row]),
    sql.selectText(ctx, row.id),
    sql.selectCorrections(ctx, row.id),
    viewer ? getSite(ctx, viewer, row.site_id) : null,
  ])
  return {
    ...article!,
    corrections: corrections.map((one) => ({ text: one.text, created_at: one.created_at.toISOString() })),
    content: (text?.html ?? '').replace(/<!--post:(\d+)-->/g, (_, id: string) => {
      const url = `${ctx.config.origin}/statuses/${id}`
      return `<p><a href="${url}">${url}</a></p>`
    }),
    ...(site?.role ? { source: text?.body ?? '' } : {}),
  }
}
