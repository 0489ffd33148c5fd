import type { Context, Id } from '../../context.ts'
import { idAt } from '../../lib/ids.ts'
import { DAY_MS, VIETNAM_OFFSET_MS, vietnamDayStart } from '../../lib/time.ts'
import type { PreviewCard } from '../links/api.ts'
import { articleCards, cleanAddress, hashOf, presentCards, selectByHash } from '../links/index.ts'
import type { Tag } from '../search/api.ts'
import { presentTags } from '../search/index.ts'
import type { Status } from '../statuses/api.ts'
import { presentStatuses } from '../statuses/index.ts'
import type { TrendLink } from './api.ts'
import * as sql from './sql.ts'

type Reader = { id: Id } | null

/** Job: counts anew (see formula.ts). One transaction, so that no reader finds an empty list. */
export async function refresh(ctx: Context): Promise<void> {
  await ctx.tx(async (ctx) => {
    await sql.refreshTags(ctx)
    await sql.refreshLinks(ctx)
    await sql.refreshStatuses(ctx)
  })
}

export async function trendingTags(ctx: Context, viewer: Reader, slice: sql.Slice): Promise<Tag[]> {
  return presentTags(ctx, viewer, await sql.selectTrendTags(ctx, slice))
}

export async function trendingStatuses(ctx: Context, viewer: Reader, slice: sql.Slice): Promise<Status[]> {
  const rows = await sql.selectTrendStatuses(ctx, viewer?.id ?? null, slice)
  return presentStatuses(
    ctx,
    viewer,
    rows.map((row) => row.id),
  )
}

const historyDays = 7

/** The use of links in the last seven Vietnamese days, newest first (Mastodon's Trends::Link). */
async function historyOf(ctx: Context, ids: Id[]): Promise<Map<Id, TrendLink['history']>> {
  const today = vietnamDayStart(ctx.clock())
  const use = await sql.selectLinkUse(ctx, ids, idAt(new Date(today.getTime() - (historyDays - 1) * DAY_MS)))
  const found = new Map(use.map((row) => [`${row.link_id} ${row.day}`, row]))
  const firstDay = Math.floor((today.getTime() + VIETNAM_OFFSET_MS) / DAY_MS)
  return new Map(
    ids.map((id) => [
      id,
      Array.from({ length: historyDays }, (_, back) => {
        const day = found.get(`${id} ${firstDay - back}`)
        return {
          day: String(Math.floor((today.getTime() - back * DAY_MS) / 1000)),
          uses: String(day?.uses ?? 0),
          accounts: String(day?.accounts ?? 0),
        }
      }),
    ]),
  )
}

export async function trendingLinks(ctx: Context, viewer: Reader, slice: sql.Slice): Promise<TrendLink[]> {
  const ids = (await sql.selectTrendLinks(ctx, slice)).map((row) => row.id)
  if (ids.length === 0) return []
  const [cards, history] = await Promise.all([presentCards(ctx, viewer, ids), historyOf(ctx, ids)])
  return ids.flatMap((id) => {
    const card = cards.get(id)
    return card ? [{ ...card, history: history.get(id) ?? [] }] : []
  })
}

/** The link that an address stands for here; null for one that nobody has posted. */
export async function linkOf(ctx: Context, address: string): Promise<Id | null> {
  const url = cleanAddress(address)
  const [row] = url ? await selectByHash(ctx, hashOf(url)) : []
  return row?.id ?? null
}

export interface NewsItem extends sql.NewsRow {
  card: PreviewCard
}

/** A page of news, in the order of `selectNews`; `more` says that another page may follow. */
export async function news(
  ctx: Context,
  viewer: Reader,
  hours: number,
  { limit, offset }: sql.Slice,
): Promise<{ items: NewsItem[]; more: boolean }> {
  const rows = await sql.selectNews(ctx, hours, { limit: limit + 1, offset })
  const of = (kind: sql.NewsRow['kind']) => rows.filter((row) => row.kind === kind).map((row) => row.id)
  const [links, articles] = await Promise.all([
    presentCards(ctx, viewer, of('link')),
    articleCards(ctx, of('article')),
  ])
  const items = rows.slice(0, limit).flatMap((row) => {
    const card = (row.kind === 'link' ? links : articles).get(row.id)
    return card ? [{ ...row, card }] : []
  })
  return { items, more: rows.length > limit }
}
