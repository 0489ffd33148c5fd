import {
  hasAccent,
  parseQuery,
  phonesIn,
  type Query,
  type Token,
  tokens,
} from '../../lib/vietnamese/index.ts'

/**
 * Texts and questions as terms, and terms as numbers. A term begins with a letter for what it is:
 * k folded word or folded pair ("kthoi", "kthoisu"), t word with its tone, or a pair of them ("tthời sự"), c a word that
 * can be spelt in two ways as it is spelt (hòa, hoà), n phone number, e emoji, x beginning of a word (headlines only),
 * @ # and so on what can be filtered by. Before it stands the field: '' the whole text, h headline, l lead.
 */

/** 53 bits of a string (cyrb53, public domain): a safe integer, the same on every machine. */
export function numberOf(text: string): number {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return 4294967296 * (2097151 & b) + (a >>> 0)
}

export type Kind = 'post' | 'article' | 'event'
export type Field = '' | 'h' | 'l'

export const termNumbers = (kind: Kind, terms: Iterable<string>): number[] => [
  ...new Set([...terms].map((term) => numberOf(`${kind[0]}|${term}`))),
]

/** Syllables that are spelt in two ways: hoà and hòa, khoẻ and khỏe, thuý and thúy, Mĩ and Mỹ. */
const twoWays = /(?:oa|oe|uy)$|^(?:[hklmstv]|qu)i$/

const spelling = (word: Token): string | null =>
  word.canon !== word.tone || (twoWays.test(word.key) && hasAccent(word.canon)) ? `c${word.canon}` : null

const emojiPattern =
  /\p{Extended_Pictographic}(?:\u200d\p{Extended_Pictographic}|[\ufe0f\u{1f3fb}-\u{1f3ff}])*|\p{RI}\p{RI}/gu

/** Each emoji once, without the colours of skin and the marks of variants. */
export const emojiIn = (text: string): string[] => [
  ...new Set((text.match(emojiPattern) ?? []).map((one) => one.replace(/[\ufe0f\u{1f3fb}-\u{1f3ff}]/gu, ''))),
]

const pair = (a: Token, b: Token): string => `k${a.key}${b.key}`
const tonePair = (a: Token, b: Token): string => `t${a.tone} ${b.tone}`

/** The terms of one text. At most `most` words are read. */
export function textTerms(text: string, field: Field = '', most = 20_000): Set<string> {
  const terms = new Set<string>()
  const words = tokens(text.slice(0, most * 8))
  for (let i = 0; i < words.length && i < most; i++) {
    const word = words[i]!
    const next = words[i + 1]
    if (word.key.length > 60) continue
    terms.add(`${field}k${word.key}`)
    terms.add(`${field}t${word.tone}`)
    const spelt = spelling(word)
    if (spelt) terms.add(field + spelt)
    if (field === 'h')
      for (let n = 1; n <= Math.min(12, word.key.length); n++) terms.add(`x${word.key.slice(0, n)}`)
    if (!word.joined || next === undefined) continue
    terms.add(field + pair(word, next))
    terms.add(field + tonePair(word, next))
  }
  if (field !== '') return terms
  for (const phone of phonesIn(text)) terms.add(`n${phone}`)
  for (const emoji of emojiIn(text)) terms.add(`e${emoji}`)
  return terms
}

/** What is asked for, in several ways: each a list of terms that must all be there, best first. */
export interface Asked {
  query: Query
  emoji: string[]
  /** A quoted run of three words or more: pairs alone cannot tell whether it stands together. */
  verify: boolean
  tiers: string[][]
  /** Of each tier the looser one that holds everything that it holds, by its place; itself where there is none. */
  parents: number[]
  /** Terms of single words: a list of nothing else is held by scattered words. */
  singles: Set<string>
  /** For when nothing holds everything: all but one of the words. */
  loose: string[][]
}

const folded = (words: Token[]): string[] =>
  words.length === 1 ? [`k${words[0]!.key}`] : words.slice(1).map((word, i) => pair(words[i]!, word))

const toned = (words: Token[]): string[] =>
  words.length === 1 ? [`t${words[0]!.tone}`] : words.slice(1).map((word, i) => tonePair(words[i]!, word))

/** A word typed with accents must be there with them; one typed without is any. */
const typed = (words: Token[]): string[] =>
  words.every((word) => !hasAccent(word.canon))
    ? folded(words)
    : words.length === 1
      ? toned(words)
      : [...folded(words), ...words.flatMap((word) => (hasAccent(word.canon) ? [`t${word.tone}`] : []))]

/** At most eight words of a question are looked for; more make it slower and find nothing more. */
const mostWords = 12

export function ask(text: string): Asked {
  const query = parseQuery(text)
  const terms = query.terms.slice(0, mostWords)
  const words = query.words.slice(0, mostWords)
  const emoji = emojiIn(text).slice(0, 5)
  const marks = emoji.map((one) => `e${one}`)
  const tiers: string[][] = []
  const looser = new Map<string[], string[]>()
  const add = (list: string[], within?: string[]) => {
    const wanted = [...new Set([...list, ...marks])]
    if (
      wanted.length > 0 &&
      !tiers.some((tier) => tier.length === wanted.length && tier.every((t) => wanted.includes(t)))
    ) {
      tiers.push(wanted)
      if (within && terms.length > 2) looser.set(wanted, [...new Set([...within, ...marks])])
    }
  }
  if (query.phone !== null) add([`n${query.phone}`])
  if (terms.length === 0) add([])
  else {
    const spelt = words.flatMap((word) => spelling(word) ?? [])
    if (spelt.length > 0) add([...toned(words), ...spelt], folded(words))
    add(toned(words), folded(words))
    const plain = terms.map((term) => term.readings[0]!)
    if (query.accented) add(plain.flatMap(typed), plain.flatMap(folded))
    if (words.length > 1) add(folded(words))
    add(plain.flatMap(folded))
    for (const readings of otherReadings(terms)) {
      if (readings.flat().length > 1) add(folded(readings.flat()))
      add(readings.flatMap(folded))
    }
  }
  const loose =
    terms.length < 3 || terms.length > 8
      ? []
      : terms.map((_, out) =>
          terms.filter((_, at) => at !== out).flatMap((term) => folded(term.readings[0]!)),
        )
  const singles = new Set(
    [...words, ...terms.flatMap((term) => term.readings.flat())].flatMap((word) => [
      `k${word.key}`,
      `t${word.tone}`,
    ]),
  )
  const parents = tiers.map((tier, at) => {
    const within = looser.get(tier)?.join(' ')
    const found = tiers.findIndex((one) => one.join(' ') === within)
    return found < 0 ? at : found
  })
  return {
    query,
    emoji,
    tiers,
    parents,
    loose,
    singles,
    verify: terms.some((term) => term.readings[0]!.length > 2),
  }
}

/**
 * Three words and more, scattered: of common ones the index has long lists to go through, for texts that hold them by
 * chance. They are looked for in the newest first, and further back only when nothing else was found.
 */
export function isWide(asked: Asked, tier: string[]): boolean {
  const bare = tier.map((term) => term.replace(/^[hl](?=[ktc])/, ''))
  return bare.length > 2 && bare.every((term) => asked.singles.has(term))
}

/** The readings of chat spellings, each in turn in the place of what was typed, all at once first; at most six. */
function otherReadings(terms: Query['terms']): Token[][][] {
  const open = terms.flatMap((term, at) => (term.readings.length > 1 ? [at] : []))
  if (open.length === 0) return []
  const all = terms.map((term) => term.readings[1] ?? term.readings[0]!)
  const single = open.flatMap((at) =>
    terms[at]!.readings.slice(1).map((reading) =>
      terms.map((term, i) => (i === at ? reading : term.readings[0]!)),
    ),
  )
  return [all, ...single].slice(0, 6)
}
