import type { Id } from '../../context.ts'
import { key } from '../../lib/vietnamese/index.ts'
import type { Filter, FilterResult } from './api.ts'

/** A filter made ready for many posts. */
export interface Matcher {
  filter: FilterResult['filter']
  expiresAt: number | null
  words: { keyword: string; test: (text: string) => boolean }[]
  statusIds: Set<Id>
}

/** A syllable ends where no letter, digit or underscore follows; keys are ASCII but for other scripts. */
const letter = /[\p{L}\p{N}_]/u

/**
 * Finds a word by its Vietnamese key, so that scrambled marks, zero-width characters and mathematical letters do not
 * slip by (VIETNAMESE.md rules 2 and 15). `whole` asks for a boundary where the word itself begins or ends with one.
 */
export function wordTest(keyword: string, whole: boolean): (text: string) => boolean {
  const wanted = key(keyword).trim()
  if (wanted === '') return () => false
  const first = [...wanted][0]!
  const last = [...wanted].at(-1)!
  return (text) => {
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
      if (!whole) return true
      const before = [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? ''
      const after = [...text.slice(at + wanted.length, at + wanted.length + 2)][0] ?? ''
      const opens = !letter.test(first) || !letter.test(before)
      const closes = !letter.test(last) || !letter.test(after)
      if (opens && closes) return true
    }
    return false
  }
}

export function toMatcher(filter: Filter): Matcher {
  const { keywords, statuses, ...face } = filter
  return {
    filter: face,
    expiresAt: filter.expires_at === null ? null : Date.parse(filter.expires_at),
    words: keywords.map(({ keyword, whole_word }) => ({ keyword, test: wordTest(keyword, whole_word) })),
    statusIds: new Set(statuses.map(({ status_id }) => status_id)),
  }
}

/**
 * What of `matchers` a post meets. `text` is the key of everything readable in it, asked for only when there are words
 * to look for; `ids` are the post and, for a boost, what it boosts.
 */
export function filterResults(matchers: Matcher[], now: Date, ids: Id[], text: () => string): FilterResult[] {
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
