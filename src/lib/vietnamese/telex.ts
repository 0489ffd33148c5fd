/** Undoes typing that reached us without an input method: "tieengs vieetj" (Telex), "tie61ng vie65t" (VNI). */
import { isSpeakable, looksLikeSyllable, parseSyllable, type ToneIndex, writeSyllable } from './syllables.ts'

const TELEX_TONES: Record<string, ToneIndex> = { z: 0, f: 1, r: 2, x: 3, s: 4, j: 5 }
const VNI_TONES: Record<string, ToneIndex> = { '0': 0, '2': 1, '3': 2, '4': 3, '1': 4, '5': 5 }
const CIRCUMFLEX: Record<string, string> = { a: 'â', e: 'ê', o: 'ô' }

/** What has been typed of one word so far. */
interface Typed {
  letters: string[]
  tone: ToneIndex
}

function hasVowel(typed: Typed): boolean {
  return typed.letters.some((letter) => 'aăâeêioôơuưy'.includes(letter))
}

/** Replaces the last letter found in `table`; false when there is none. */
function change(typed: Typed, table: Record<string, string>): boolean {
  for (let i = typed.letters.length - 1; i >= 0; i--) {
    const to = table[typed.letters[i]!]
    if (to === undefined) continue
    typed.letters[i] = to
    return true
  }
  return false
}

/** The horn of "w" and "7": uo -> ươ, ua -> ưa, else the last u or o. After q the u belongs to the onset. */
function horn(typed: Typed): boolean {
  const { letters } = typed
  const word = letters.join('')
  const pair = word.search(/u[oơ]/)
  if (pair >= 0 && word[pair - 1] !== 'q') {
    letters[pair] = 'ư'
    letters[pair + 1] = 'ơ'
    return true
  }
  const uu = word.search(/u[au]/)
  if (uu >= 0 && word[uu - 1] !== 'q') {
    letters[uu] = 'ư'
    return true
  }
  return change(typed, { u: 'ư', o: 'ơ' })
}

function telexStroke(typed: Typed, char: string): void {
  const { letters } = typed
  if (char === 'd' && letters[0] === 'd' && (letters.length === 1 || hasVowel(typed))) {
    letters[0] = 'đ'
    return
  }
  const round = CIRCUMFLEX[char]
  if (round !== undefined && change(typed, { [char]: round })) return
  if (char === 'w') {
    const word = letters.join('')
    const breve = /a/.test(word) && (!/u/.test(word) || /^qu/.test(word))
    if (breve ? change(typed, { a: 'ă' }) : horn(typed)) return
  }
  const tone = TELEX_TONES[char]
  if (tone !== undefined && hasVowel(typed)) {
    typed.tone = tone
    return
  }
  letters.push(char)
}

function vniStroke(typed: Typed, char: string): void {
  const tone = VNI_TONES[char]
  if (tone !== undefined && hasVowel(typed)) typed.tone = tone
  else if (char === '6' && change(typed, CIRCUMFLEX)) return
  else if (char === '7' && horn(typed)) return
  else if (char === '8' && change(typed, { a: 'ă' })) return
  else if (char === '9' && typed.letters[0] === 'd') typed.letters[0] = 'đ'
  else typed.letters.push(char)
}

/** The decoded word, or null when the strokes do not end in one syllable that can be spoken. */
function decodeWord(word: string, stroke: (typed: Typed, char: string) => void): string | null {
  if (word.length > 14) return null
  const typed: Typed = { letters: [], tone: 0 }
  for (const char of word.toLowerCase()) stroke(typed, char)
  const syllable = parseSyllable(typed.letters.join(''))
  if (syllable === null) return null
  const whole = { ...syllable, tone: typed.tone }
  if (typed.tone !== 0 && !isSpeakable(whole)) return null
  const decoded = writeSyllable(whole)
  if (word === word.toUpperCase() && word.length > 1) return decoded.toUpperCase()
  return word[0] === word[0]!.toUpperCase() ? decoded[0]!.toUpperCase() + decoded.slice(1) : decoded
}

function decode(text: string, stroke: (typed: Typed, char: string) => void): string {
  return text.replace(/[a-z][a-z0-9]*/gi, (word) => decodeWord(word, stroke) ?? word)
}

/** Decodes Telex word by word; words that do not decode into a syllable stay. */
export function decodeTelex(text: string): string {
  return decode(text, telexStroke)
}

/** Decodes VNI word by word; words that do not decode into a syllable stay. */
export function decodeVni(text: string): string {
  return decode(text, vniStroke)
}

const WORDS = /[\p{L}\p{M}\p{N}]+/gu

/**
 * For "Ý bạn là ...?": what a query means whose words are left from an input method. Only the words that decode are
 * decoded; those beside them are syllables, with marks or without, and stay. null when a word is neither, or when
 * nothing changes. Only ever offered, never applied silently.
 */
export function suggestDecoding(query: string): string | null {
  if (query.length > 200) return null
  const text = query.normalize('NFC')
  if (!WORDS.test(text)) return null
  WORDS.lastIndex = 0
  for (const stroke of [telexStroke, vniStroke]) {
    let known = true
    const decoded = text.replace(WORDS, (word) => {
      const plain = /^[a-z][a-z0-9]*$/i.test(word) ? decodeWord(word, stroke) : null
      if (plain === null && !/^\p{N}+$/u.test(word) && !looksLikeSyllable(word.toLowerCase())) known = false
      return plain ?? word
    })
    if (known && decoded !== text) return decoded
  }
  return null
}
