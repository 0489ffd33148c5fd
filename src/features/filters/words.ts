import { canon, hasAccent, isSpeakable, iy, key, parseSyllable } from '../../lib/vietnamese/index.ts'
import { DISGUISED, foldDisguised, GAP, type Readable } from './readable.ts'

export interface Keyword {
  keyword: string
  whole_word: boolean
  /** Only the very marks that were typed. */
  exact_marks: boolean
}

const OF_WORDS = /^[\p{L}\p{M}\p{N} ]+$/u
const letter = /[\p{L}\p{N}_]/u

/** A word that is written as Vietnamese is: then its marks mean something, and it is no scrambled other word. */
function isWell(word: string): boolean {
  const syllable = parseSyllable(word)
  return syllable !== null && isSpeakable(syllable)
}

/**
 * Whether `written` is a way to write `wanted` (the same letters): with the same marks (wherever the tone was put), with
 * none at all, or with marks that make no Vietnamese word. "bạn" is no way to write "bán".
 */
function sameMarks(written: string, wanted: string, exact: boolean): boolean {
  if (written === wanted || iy(written) === iy(wanted)) return true
  if (exact) return false
  return !hasAccent(written) || !isWell(written)
}

/**
 * Finds a keyword in a text. Typed without marks it is found with any; typed with marks, as {@link sameMarks} says. Signs,
 * spaces between single letters, a missing space and disguised letters (@ 0 1 3 $) do not hide it (VIETNAMESE.md rules 2
 * and 15). `whole_word` asks for a word's limits on both sides.
 */
export function wordTest(word: Keyword): (text: Readable) => boolean {
  const wanted = canon(word.keyword).trim()
  if (key(wanted).trim() === '') return () => false
  return OF_WORDS.test(wanted) ? inWords(wanted, word) : inSigns(wanted, word)
}

/** Where in a text's words a hit lies. */
interface Place {
  from: number
  to: number
}

function inWords(
  wanted: string,
  { whole_word: whole, exact_marks: exact }: Keyword,
): (text: Readable) => boolean {
  const words = wanted.split(' ').map((one) => (key(one).length === one.length ? one : key(one)))
  const letters = key(words.join(''))
  const folded = foldDisguised(letters)
  const anyMarks = !exact && !hasAccent(wanted)
  // Where in the letters a further word begins; and whether the two may stand without a space ("lừađảo", not "to án").
  const limits = new Map<number, boolean>()
  let at = 0
  for (const [index, one] of words.entries()) {
    if (index > 0) limits.set(at, parseSyllable(key(words[index - 1]! + one)) === null)
    at += one.length
  }

  const marksFit = (text: Readable, { from }: Place): boolean => {
    if (anyMarks) return true
    let here = from
    return words.every((one) => {
      const [bare, written] = [text.letters, text.written].map((all) => all.slice(here, here + one.length))
      here += one.length
      return bare === key(one) ? sameMarks(written!, one, exact) : !exact
    })
  }

  return (text) => {
    for (let from = text.folded.indexOf(folded); from !== -1; from = text.folded.indexOf(folded, from + 1)) {
      const place = { from, to: from + letters.length }
      if (whole && !isWhole(text, place)) continue
      if (lettersFit(text, place, letters) && limitsFit(text, place, limits) && marksFit(text, place))
        return true
    }
    return false
  }
}

/** The word that the letter at `at` is in. */
function wordAt(starts: number[], at: number): number {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= at) low = middle
    else high = middle - 1
  }
  return low
}

const beginsWord = (text: Readable, at: number): boolean =>
  at >= text.letters.length || text.starts[wordAt(text.starts, at)] === at

const isWhole = (text: Readable, { from, to }: Place): boolean =>
  beginsWord(text, from) && beginsWord(text, to)

/** Whether the letter at `at` is in a number of several digits, which is no disguised word. */
function inNumber({ letters, starts }: Readable, at: number): boolean {
  const word = wordAt(starts, at)
  const whole = letters.slice(starts[word]!, starts[word + 1])
  return whole.length > 1 && /^\d+$/.test(whole)
}

/** Letter for letter the same; disguised ones only in three letters or more, and never more of them than true ones. */
function lettersFit(text: Readable, { from }: Place, letters: string): boolean {
  let disguised = 0
  for (let at = 0; at < letters.length; at++) {
    const char = text.letters[from + at]!
    if (char === letters[at]) continue
    if (!DISGUISED[char]?.includes(letters[at]!) || inNumber(text, from + at)) return false
    disguised += 1
  }
  return disguised === 0 || (letters.length >= 3 && disguised * 2 <= letters.length)
}

/**
 * Whether the text's words end where the keyword's do. Signs may stand anywhere between letters; a space inside a word only
 * between single letters ("l ừ a", never "đá o").
 */
function limitsFit(text: Readable, { from, to }: Place, limits: Map<number, boolean>): boolean {
  const { starts, gaps } = text
  const lengthOf = (word: number) => (starts[word + 1] ?? text.letters.length) - starts[word]!
  const met = new Set<number>()
  for (let word = wordAt(starts, from) + 1; word < starts.length && starts[word]! < to; word++) {
    const at = starts[word]! - from
    const gap = gaps[word]!
    const singles = to - from >= 3 && lengthOf(word) === 1 && lengthOf(word - 1) === 1
    const fits = gap === GAP.tight || (gap === GAP.space && limits.has(at)) || (singles && gap !== GAP.wall)
    if (!fits) return false
    met.add(at)
  }
  return [...limits].every(([at, joins]) => met.has(at) || joins)
}

/** A keyword with signs in it ("#an", "c++") is found as it is, by its key, with the marks of its words. */
function inSigns(
  wanted: string,
  { whole_word: whole, exact_marks: exact }: Keyword,
): (text: Readable) => boolean {
  const bare = key(wanted)
  const anyMarks = !exact && !hasAccent(wanted)
  const first = [...bare][0]!
  const last = [...bare].at(-1)!
  const parts = (text: string) => text.match(/[\p{L}\p{M}]+/gu) ?? []
  return ({ key: text, canon: written }) => {
    for (let at = text.indexOf(bare); at !== -1; at = text.indexOf(bare, at + 1)) {
      const before = [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? ''
      const after = [...text.slice(at + bare.length, at + bare.length + 2)][0] ?? ''
      const opens = !whole || !letter.test(first) || !letter.test(before)
      const closes = !whole || !letter.test(last) || !letter.test(after)
      if (!opens || !closes) continue
      // Where marks stand that no letter takes, the two texts do not run side by side: the key must do.
      if (anyMarks || written.length !== text.length || wanted.length !== bare.length) return true
      const found = parts(written.slice(at, at + bare.length))
      if (parts(wanted).every((one, index) => sameMarks(found[index] ?? '', one, exact))) return true
    }
    return false
  }
}
