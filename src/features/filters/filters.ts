import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { notFound, unprocessable } from '../../errors.ts'
import { isId } from '../../lib/ids.ts'
import { visibleStatus } from '../visibility/index.ts'
import type { Filter, SaveKeyword, UpdateFilter } from './api.ts'
import { type Matcher, toMatcher } from './match.ts'
import * as sql from './sql.ts'

const present = (row: sql.FilterRow): Filter => ({
  id: row.id,
  title: row.title,
  context: row.contexts,
  expires_at: row.expires_at?.toISOString() ?? null,
  filter_action: row.action,
  keywords: row.keywords ?? [],
  statuses: row.statuses ?? [],
})

export async function listFilters(ctx: Context, viewer: { id: Id }): Promise<Filter[]> {
  return (await sql.selectFilters(ctx, viewer.id)).map(present)
}

/** One's own filter, or 404. */
export async function getFilter(ctx: Context, viewer: { id: Id }, id: Id): Promise<Filter> {
  if (!isId(id)) throw notFound()
  const [row] = await sql.selectFilters(ctx, viewer.id, id)
  if (!row) throw notFound()
  return present(row)
}

/** What the reader does not want to see, ready to be held against posts. Kept until she changes it. */
export async function matchersOf(ctx: Context, viewer: { id: Id }): Promise<Matcher[]> {
  const cache = ctx.cache.lru<Id, Matcher[]>('filters', { max: 2000 })
  const before = cache.get(viewer.id)
  if (before) return before
  const matchers = (await listFilters(ctx, viewer)).map(toMatcher)
  cache.set(viewer.id, matchers)
  return matchers
}

const forget = (ctx: Context, viewer: { id: Id }) => dropCached(ctx, 'filters', viewer.id)

/** The end of a filter: seconds from now; 0 and null mean never, undefined leaves it. */
const endOf = (ctx: Context, seconds: number | null | undefined): Date | null | undefined =>
  seconds === undefined ? undefined : seconds ? new Date(ctx.clock().getTime() + seconds * 1000) : null

const most = 500

/** Makes a filter with its words. 422 beyond 500 filters. */
export async function createFilter(
  ctx: Context,
  viewer: { id: Id },
  input: UpdateFilter & { title: string; context: Filter['context'] },
): Promise<Filter> {
  const id = await ctx.tx(async (ctx) => {
    if ((await sql.selectFilters(ctx, viewer.id)).length >= most) throw unprocessable('filters_limit')
    const made = await sql.insertFilter(ctx, viewer.id, {
      title: input.title,
      contexts: input.context,
      action: input.filter_action ?? 'warn',
      expires_at: endOf(ctx, input.expires_in) ?? null,
    })
    await changeKeywords(ctx, made, [], input.keywords_attributes ?? [])
    await forget(ctx, viewer)
    return made
  })
  return getFilter(ctx, viewer, id)
}

export async function updateFilter(
  ctx: Context,
  viewer: { id: Id },
  id: Id,
  input: UpdateFilter,
): Promise<Filter> {
  const before = await getFilter(ctx, viewer, id)
  await ctx.tx(async (ctx) => {
    const expiresAt = endOf(ctx, input.expires_in)
    await sql.updateFilter(ctx, id, {
      ...(input.title === undefined ? {} : { title: input.title }),
      ...(input.context === undefined ? {} : { contexts: input.context }),
      ...(input.filter_action ? { action: input.filter_action } : {}),
      ...(expiresAt === undefined ? {} : { expires_at: expiresAt }),
    })
    await changeKeywords(ctx, id, before.keywords, input.keywords_attributes ?? [])
    await forget(ctx, viewer)
  })
  return getFilter(ctx, viewer, id)
}

const newWord = (word: SaveKeyword) => ({
  keyword: word.keyword,
  whole_word: word.whole_word ?? true,
  exact_marks: word.exact_marks ?? false,
})

const changedWord = (word: Partial<SaveKeyword> | { keyword?: string | null | undefined }) => ({
  keyword: word.keyword ?? null,
  whole_word: ('whole_word' in word ? word.whole_word : null) ?? null,
  exact_marks: ('exact_marks' in word ? word.exact_marks : null) ?? null,
})

/** `keywords_attributes`: with an id changed or destroyed, without one new. Ids of other filters are 404. */
async function changeKeywords(
  ctx: Context,
  filterId: Id,
  own: Filter['keywords'],
  changes: NonNullable<UpdateFilter['keywords_attributes']>,
): Promise<void> {
  for (const change of changes) {
    if (!change.id) {
      if (change.keyword)
        await sql.insertKeyword(ctx, filterId, newWord({ ...change, keyword: change.keyword }))
      continue
    }
    if (!own.some(({ id }) => id === change.id)) throw notFound()
    if (change._destroy) await sql.deleteKeyword(ctx, change.id)
    else await sql.updateKeyword(ctx, change.id, changedWord(change))
  }
}

export async function deleteFilter(ctx: Context, viewer: { id: Id }, id: Id): Promise<void> {
  await getFilter(ctx, viewer, id)
  await ctx.tx(async (ctx) => {
    await sql.deleteFilter(ctx, id)
    await forget(ctx, viewer)
  })
}

/** The filter that one of one's own words is in, or 404. */
async function byKeyword(ctx: Context, viewer: { id: Id }, id: Id): Promise<Filter> {
  const found = (await listFilters(ctx, viewer)).find(({ keywords }) =>
    keywords.some((word) => word.id === id),
  )
  if (!found) throw notFound()
  return found
}

export async function getKeyword(ctx: Context, viewer: { id: Id }, id: Id) {
  const filter = await byKeyword(ctx, viewer, id)
  return { filter, keyword: filter.keywords.find((word) => word.id === id)! }
}

export async function addKeyword(
  ctx: Context,
  viewer: { id: Id },
  filterId: Id,
  input: SaveKeyword,
): Promise<Filter['keywords'][number]> {
  await getFilter(ctx, viewer, filterId)
  return ctx.tx(async (ctx) => {
    const word = newWord(input)
    const id = await sql.insertKeyword(ctx, filterId, word)
    await forget(ctx, viewer)
    return { id, ...word }
  })
}

export async function changeKeyword(
  ctx: Context,
  viewer: { id: Id },
  id: Id,
  input: SaveKeyword,
): Promise<Filter['keywords'][number]> {
  await byKeyword(ctx, viewer, id)
  await ctx.tx(async (ctx) => {
    await sql.updateKeyword(ctx, id, changedWord(input))
    await forget(ctx, viewer)
  })
  return (await getKeyword(ctx, viewer, id)).keyword
}

export async function removeKeyword(ctx: Context, viewer: { id: Id }, id: Id): Promise<void> {
  await byKeyword(ctx, viewer, id)
  await ctx.tx(async (ctx) => {
    await sql.deleteKeyword(ctx, id)
    await forget(ctx, viewer)
  })
}

/** A single post into a filter. 404 for what one cannot see. */
export async function addStatus(ctx: Context, viewer: { id: Id }, filterId: Id, statusId: Id) {
  await getFilter(ctx, viewer, filterId)
  const status = await visibleStatus(ctx, viewer, statusId)
  return ctx.tx(async (ctx) => {
    const id = await sql.insertFilterStatus(ctx, filterId, status.id)
    await forget(ctx, viewer)
    return { id, status_id: status.id }
  })
}

export async function getFilterStatus(ctx: Context, viewer: { id: Id }, id: Id) {
  for (const filter of await listFilters(ctx, viewer)) {
    const found = filter.statuses.find((one) => one.id === id)
    if (found) return found
  }
  throw notFound()
}

export async function removeStatus(ctx: Context, viewer: { id: Id }, id: Id): Promise<void> {
  await getFilterStatus(ctx, viewer, id)
  await ctx.tx(async (ctx) => {
    await sql.deleteFilterStatus(ctx, id)
    await forget(ctx, viewer)
  })
}
