/**
 * The keys under which Vietnamese text is compared: index, query, tag and spam all use these and nothing else.
 * The author's text is never replaced by a key.
 */
import { parseSyllable, writeSyllable } from './syllables.ts'

// Text made only of these is its own NFKC form: ASCII, precomposed Vietnamese, and the usual punctuation.
const PLAIN = /^[\t\n\r\x20-\x7eÀ-ÖØ-öø-ÿĂăĐđĨĩŨũƠơƯưẠ-ỹ“”‘’–—]*$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is all of ASCII
const ASCII = /^[\x00-\x7f]*$/
const RAGGED_SPACE = /[^\S ]|\s\s/
/** Soft hyphen, zero-width, bidi controls and other characters that show nothing: spam hides behind them. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

/**
 * NFKC, invisible characters dropped, lower case, every run of white space one space. Idempotent; NFC and NFD
 * inputs agree. Two texts with the same `canon` read the same.
 */
export function canon(text: string): string {
  if (PLAIN.test(text)) {
    const lower = text.toLowerCase()
    return RAGGED_SPACE.test(lower) ? lower.replace(/\s+/g, ' ') : lower
  }
  // Lower-casing and dropping can each make new compositions (J + caron -> ǰ), so NFKC comes last as well.
  const once = text.normalize('NFKC').replace(INVISIBLE, '').normalize('NFC').toLowerCase()
  return once.normalize('NFKC').replace(/\s+/g, ' ')
}

function moveTone(word: string): string {
  const syllable = parseSyllable(word)
  return syllable === null || syllable.tone === 0 ? word : writeSyllable(syllable)
}

/** `canon` with one tone placement per syllable, the new style (hoà, thuỷ, quý, giá). Other words are left alone. */
export function tone(text: string): string {
  const plain = canon(text)
  return ASCII.test(plain) ? plain : plain.replace(/[\p{L}\p{M}]+/gu, moveTone)
}

const FINAL_I: Record<string, string> = { y: 'i', ỳ: 'ì', ỷ: 'ỉ', ỹ: 'ĩ', ý: 'í', ỵ: 'ị' }
const I_ONSETS = new Set(['h', 'k', 'l', 'm', 's', 't', 'v', 'qu'])

/** `tone`, where a lone final y after h k l m s t v qu is written i: kỹ = kĩ, Mỹ = Mĩ, quý = quí (never thúy = thúi). */
export function iy(text: string): string {
  return tone(text).replace(/[\p{L}\p{M}]+/gu, (word) => {
    const last = FINAL_I[word[word.length - 1]!]
    return last !== undefined && I_ONSETS.has(word.slice(0, -1)) ? word.slice(0, -1) + last : word
  })
}

// Letters of plain Vietnamese to their bare form, so that ordinary posts never pay for NFD.
const BARE = new Map<string, string>()
for (let code = 0xc0; code <= 0x1ef9; code++) {
  if (code === 0x250) code = 0x1ea0
  const char = String.fromCharCode(code)
  if (/\p{L}/u.test(char)) BARE.set(char, fold(char))
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đðɖ]/g, 'd')
    .normalize('NFC')
}

/** `canon` without any mark, đ ð ɖ as d: "Thời sự" -> "thoi su". Finds; never ranks alone. Idempotent. */
export function key(text: string): string {
  const plain = canon(text)
  if (ASCII.test(plain)) return plain
  if (PLAIN.test(plain)) return plain.replace(/[\u0080-\uffff]/g, (char) => BARE.get(char) ?? char)
  // A spacing accent folds to a space and may leave two.
  return canon(fold(plain))
}

/** True when the text carries a mark or đ, that is, when its author bothered to type accents. */
export function hasAccent(text: string): boolean {
  return canon(text) !== key(text)
}

const TAG = /^[\p{L}\p{Nd}_][\p{L}\p{M}\p{Nd}_]*$/u

/**
 * Identity of a tag, with or without its `#`: "#ThờiSự", "#thoisu" and "#thời_sự" are all "thoisu".
 * null when it is no tag (no letter, other characters, longer than 100 code units).
 */
export function tagKey(tag: string): string | null {
  const name = (tag.startsWith('#') ? tag.slice(1) : tag).normalize('NFC')
  if (name.length > 100 || !TAG.test(name) || !/\p{L}/u.test(name)) return null
  const identity = key(name).replace(/[^\p{L}\p{N}]+/gu, '')
  return identity === '' ? null : identity
}
