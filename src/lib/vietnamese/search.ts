/**
 * Finding and ranking by Vietnamese keys: fold to find, accents to rank. Pure; the database stores `indexTerms`
 * and narrows with them, `rank` orders what it found.
 */
import { canon, hasAccent, iy, key } from './keys.ts'
import { normalizePhone, parsePrice } from './lookups.ts'
import { expandTeencode } from './teencode.ts'

/** One word of a text in the three spellings it is compared by, and where it stands (code units). */
export interface Token {
  canon: string
  tone: string
  key: string
  start: number
  end: number
  /** True when only a space, or one of . - _ / ' stands between this word and the next. */
  joined: boolean
}

const WORD = /[\p{L}\p{M}\p{N}\u00ad\u200b-\u200f\u2060\ufeff]+/gu
const JOINT = /^(?:\s+|[.\-_/'’])$/

/** Splits into words. Zero-width characters do not split; everything that is no letter, mark or digit does. */
export function tokens(text: string): Token[] {
  const found: Token[] = []
  for (const match of text.matchAll(WORD)) {
    const spelt = iy(match[0])
    const folded = key(spelt)
    if (!/[\p{L}\p{N}]/u.test(folded)) continue
    const end = match.index + match[0].length
    const previous = found[found.length - 1]
    if (previous !== undefined) previous.joined = JOINT.test(text.slice(previous.end, match.index))
    found.push({
      canon: canon(match[0]),
      tone: spelt,
      key: folded,
      start: match.index,
      end,
      joined: false,
    })
  }
  return found
}

/** What is stored for a text: folded syllables in order, joined pairs ("thoisu"), and phone numbers in E.164. */
export function indexTerms(text: string): { term: string; position: number }[] {
  const words = tokens(text)
  const terms: { term: string; position: number }[] = []
  words.forEach((word, position) => {
    terms.push({ term: word.key, position })
    const next = words[position + 1]
    if (word.joined && next !== undefined) {
      terms.push({ term: word.key + next.key, position })
      // "kỹ thuật" is also looked for as #kỹthuật, where nobody can tell a lone y.
      const whole = key(word.canon + next.canon)
      if (whole !== word.key + next.key) terms.push({ term: whole, position })
    }
  })
  for (const phone of phonesIn(text)) terms.push({ term: phone, position: words.length })
  return terms
}

export function phonesIn(text: string): string[] {
  const found = new Set<string>()
  for (const match of text.matchAll(/(?<![\p{L}\p{N}])\+?\d(?:[\s.-]?\d){8,14}(?![\p{L}\p{N}])/gu)) {
    const phone = normalizePhone(match[0])
    if (phone !== null) found.add(phone)
  }
  return [...found]
}

/** One thing asked for. `readings` are alternatives, each a run of words that must stand together. */
export interface Term {
  readings: Token[][]
}

export interface Query {
  terms: Term[]
  /** All words in order, phrases included: the whole query as one phrase. */
  words: Token[]
  accented: boolean
  phone: string | null
}

/** Reads a query: "quoted phrases" stand together, chat spellings gain their readings, a phone number is one. */
export function parseQuery(text: string): Query {
  const query = text.slice(0, 500)
  const phone = normalizePhone(query)
  const terms: Term[] = []
  for (const match of query.matchAll(/["“]([^"“”]*)["”]|[^"“”]+|["“”]/g)) {
    if (match[1] !== undefined) {
      const phrase = tokens(match[1])
      if (phrase.length > 0) terms.push({ readings: [phrase] })
      continue
    }
    for (const part of pricesApart(match[0])) {
      if (part.value !== null) {
        terms.push({ readings: priceReadings(part.text, part.value) })
        continue
      }
      for (const word of tokens(part.text)) {
        terms.push({ readings: [[word], ...expandTeencode(word.key).map(tokens)] })
      }
    }
  }
  return { terms, words: tokens(query), accented: hasAccent(query), phone }
}

/** A price as it is typed; "giá" before it says what it is, and need not be in the text. */
const PRICE =
  /(?<![\p{L}\p{N}.,])(?:gi[aá]\s+)?(\d[\d.,]*(?:\s*(?:k|nghìn|nghin|ngàn|ngan|triệu|trieu|tr|tỷ|tỉ|ty|ti)\d{0,3})?(?:\s*(?:đồng|đ|₫|vnđ|vnd))?)(?![\p{L}\p{N}])/giu

function pricesApart(text: string): { text: string; value: number | null }[] {
  const parts: { text: string; value: number | null }[] = []
  let at = 0
  for (const match of text.matchAll(PRICE)) {
    const own = match[1]!.replace(/[.,]+$/, '')
    const value = parsePrice(own)
    // A number that is nothing but a number is a price only when it is a round one.
    if (value === null || value < 1000 || (/^[\d.,]+$/.test(own) && value % 1000 !== 0)) continue
    // 2000 and 1000 are years and counts.
    if (/^\d{1,4}$/.test(own)) continue
    if (match.index > at) parts.push({ text: text.slice(at, match.index), value: null })
    parts.push({ text: own, value })
    at = match.index + match[0].length
  }
  if (at < text.length) parts.push({ text: text.slice(at), value: null })
  return parts
}

/** A price in the ways in which people write it, as it was typed first. */
function priceReadings(typed: string, value: number): Token[][] {
  const digits = String(value)
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, '.')
  const short =
    value >= 1e6 && value % 1e5 === 0 ? [`${Math.floor(value / 1e6)}tr${(value % 1e6) / 1e5 || ''}`] : []
  const long =
    value % 1e6 === 0
      ? [`${value / 1e6} triệu`]
      : value < 1e6 && value % 1000 === 0
        ? [`${value / 1000}k`, `${value / 1000} nghìn`, `${value / 1000} ngàn`]
        : []
  const seen = new Set<string>()
  return [typed, `${grouped}đ`, grouped, ...short, ...long, digits].map(tokens).filter((reading) => {
    const keys = reading.map((word) => word.key).join(' ')
    return !seen.has(keys) && seen.add(keys)
  })
}

type Same = (asked: Token, found: Token) => boolean
const sameCanon: Same = (asked, found) => asked.canon === found.canon
const sameTone: Same = (asked, found) => asked.tone === found.tone
const sameKey: Same = (asked, found) => asked.key === found.key
/** A word typed with accents must match with them; one typed without matches any. */
const sameTyped: Same = (asked, found) =>
  hasAccent(asked.canon) ? asked.tone === found.tone : asked.key === found.key

function hasPhrase(text: Token[], phrase: Token[], same: Same): boolean {
  if (phrase.length === 0) return false
  for (let i = 0; i + phrase.length <= text.length; i++) {
    let j = 0
    while (j < phrase.length && same(phrase[j]!, text[i + j]!) && (j === 0 || text[i + j - 1]!.joined)) j++
    if (j === phrase.length) return true
  }
  return false
}

interface Text {
  words: Token[]
  terms: Set<string>
  phones: string[]
}

function hasReading(text: Text, reading: Token[], same: Same): boolean {
  if (hasPhrase(text.words, reading, same)) return true
  // "thoisu" finds "thời sự", and "thời sự" finds "#thoisu": only ever by key.
  return same === sameKey && reading.length <= 2 && text.terms.has(reading.map((word) => word.key).join(''))
}

function hasAll(text: Text, query: Query, same: Same): boolean {
  const { terms } = query
  for (let i = 0; i < terms.length; i++) {
    if (terms[i]!.readings.some((reading) => hasReading(text, reading, same))) continue
    // Two words of the query may stand as one in the text.
    const [here] = terms[i]!.readings
    const [next] = terms[i + 1]?.readings ?? []
    const pair = same === sameKey && here?.length === 1 && next?.length === 1
    if (!pair || !text.terms.has(here[0]!.key + next[0]!.key)) return false
    i++
  }
  return terms.length > 0
}

/** Ranking tiers, best first is highest. */
export const TIER = { canonPhrase: 5, tonePhrase: 4, toneWords: 3, keyPhrase: 2, keyWords: 1 } as const
export type Tier = (typeof TIER)[keyof typeof TIER]

/**
 * How well a text answers a query, or null when it does not. When the query has any accent, hits by key alone
 * come last: "đường" puts "Đường phố" before "Dương Phố", and still finds both.
 */
export function rank(query: Query | string, text: string): Tier | null {
  const asked = typeof query === 'string' ? parseQuery(query) : query
  const words = tokens(text)
  const subject: Text = {
    words,
    terms: new Set(indexTerms(text).map((entry) => entry.term)),
    phones: phonesIn(text),
  }
  if (asked.phone !== null && subject.phones.includes(asked.phone)) return TIER.canonPhrase
  if (!hasAll(subject, asked, sameKey)) return null
  if (hasPhrase(words, asked.words, sameCanon)) return TIER.canonPhrase
  if (hasPhrase(words, asked.words, sameTone)) return TIER.tonePhrase
  if (asked.accented && hasAll(subject, asked, sameTyped)) return TIER.toneWords
  return hasPhrase(words, asked.words, sameKey) ? TIER.keyPhrase : TIER.keyWords
}

/** True when the text answers the query at any tier. */
export function matches(query: string, text: string): boolean {
  return rank(query, text) !== null
}

/** Where the query's words stand in the accented original, for highlighting: `[start, end)` in code units. */
export function highlights(query: string, text: string): [start: number, end: number][] {
  const asked = new Set<string>()
  for (const term of parseQuery(query).terms) {
    for (const reading of term.readings) for (const word of reading) asked.add(word.key)
  }
  const words = tokens(text)
  return words
    .filter((word, i) => {
      const [before, after] = [words[i - 1], words[i + 1]]
      return (
        asked.has(word.key) ||
        (before?.joined === true && asked.has(before.key + word.key)) ||
        (word.joined && after !== undefined && asked.has(word.key + after.key))
      )
    })
    .map((word) => [word.start, word.end])
}
