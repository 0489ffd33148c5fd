import type { Id } from '../context.ts'
import { AppError } from '../errors.ts'
import { endOfIds, isId } from '../lib/ids.ts'
import { readQuery } from './body.ts'
import type { Req } from './env.ts'

/**
 * Mastodon's paging: newest first below `max_id`, above `since_id` from the top, or the ones right above `min_id`.
 * `limit` is never refused: see `readLimit`.
 */
export interface Page {
  limit: number
  maxId: Id | null
  sinceId: Id | null
  minId: Id | null
}

const boundary = (value: unknown): Id | null => {
  if (value === undefined || value === '') return null
  if (isId(value)) return value
  // A huge or negative id names nothing; as a boundary it is the end of the list.
  if (typeof value === 'string' && /^\d+$/.test(value)) return endOfIds
  if (typeof value === 'string' && /^-\d+$/.test(value)) return '0'
  throw new AppError('bad_request', 'bad_page')
}

/** How many are asked for: without a sign, as Mastodon reads it, and from 1 to `most`; `standard` for no number. */
export function readLimit(value: unknown, standard: number, most: number): number {
  if (typeof value !== 'string' || !/^[+-]?\d{1,15}$/.test(value)) return standard
  return Math.min(Math.max(Math.abs(Number(value)), 1), most)
}

export function readPage(c: Req, standard = 20, most = 40): Page {
  const query = readQuery(c)
  return {
    limit: readLimit(query['limit'], standard, most),
    maxId: boundary(query['max_id']),
    sinceId: boundary(query['since_id']),
    minId: boundary(query['min_id']),
  }
}

/** Between which ids a page lies, both exclusive: for `id < below and id > above`. */
export const bounds = (page: Page): { below: Id; above: Id } => ({
  below: page.maxId ?? endOfIds,
  above: page.minId ?? page.sinceId ?? '0',
})

/** `min_id` is read upward from the boundary (order by id asc); the answer is newest first all the same. */
export const newestFirst = <T>(page: Page, rows: readonly T[]): T[] =>
  page.minId ? [...rows].reverse() : [...rows]

/**
 * Sets the `Link` header (RFC 8288) from the ids at both ends of what is answered. `cursor` ids may differ from
 * the ids of the items (favourites are paged by the favourite's id).
 */
export function linkHeader(
  c: Req,
  page: Page,
  first: Id | undefined,
  last: Id | undefined,
  count: number,
): void {
  if (first === undefined || last === undefined) return
  const ctx = c.get('ctx')
  const url = new URL(c.req.url)
  const make = (name: string, id: Id) => {
    const query = new URLSearchParams(url.search)
    for (const key of ['max_id', 'since_id', 'min_id']) query.delete(key)
    query.set(name, id)
    return `${ctx.config.origin}${url.pathname}?${query}`
  }
  const links = []
  if (count > 0 && count >= Math.min(page.limit, 1)) links.push(`<${make('max_id', last)}>; rel="next"`)
  links.push(`<${make('min_id', first)}>; rel="prev"`)
  c.header('Link', links.join(', '))
}
