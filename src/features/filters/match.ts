import type { Id } from '../../context.ts'
import type { Filter, FilterResult } from './api.ts'
import type { Readable } from './readable.ts'
import { wordTest } from './words.ts'

/** A filter made ready for many posts. */
export interface Matcher {
  filter: FilterResult['filter']
  expiresAt: number | null
  words: { keyword: string; test: (text: Readable) => boolean }[]
  statusIds: Set<Id>
}

export function toMatcher(filter: Filter): Matcher {
  const { keywords, statuses, ...face } = filter
  return {
    filter: face,
    expiresAt: filter.expires_at === null ? null : Date.parse(filter.expires_at),
    words: keywords.map((word) => ({ keyword: word.keyword, test: wordTest(word) })),
    statusIds: new Set(statuses.map(({ status_id }) => status_id)),
  }
}

/**
 * What of `matchers` a post meets. `text` is everything readable in it, asked for only when there are words
 * to look for; `ids` are the post and, for a boost, what it boosts.
 */
export function filterResults(
  matchers: Matcher[],
  now: Date,
  ids: Id[],
  text: () => Readable,
): FilterResult[] {
  return matchers.flatMap((matcher): FilterResult[] => {
    if (matcher.expiresAt !== null && matcher.expiresAt <= now.getTime()) return []
    const words = matcher.words.filter(({ test }) => test(text())).map(({ keyword }) => keyword)
    const statuses = ids.filter((id) => matcher.statusIds.has(id))
    if (words.length === 0 && statuses.length === 0) return []
    return [
      {
        filter: matcher.filter,
        keyword_matches: words.length > 0 ? words : null,
        status_matches: statuses.length > 0 ? statuses : null,
      },
    ]
  })
}
