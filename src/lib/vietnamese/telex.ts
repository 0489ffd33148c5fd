/** Undoes typing that reached us without an input method: "tieengs vieetj" (Telex), "tie61ng vie65t" (VNI). */
import { isSpeakable, parseSyllable, type ToneIndex, writeSyllable } from './syllables.ts'

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

/**
 * For "Ý bạn là ...?": what an ASCII query means when every word of it decodes into a syllable and at least one
 * changes; null otherwise. Only ever offered, never applied silently.
 */
export function suggestDecoding(query: string): string | null {
  if (!/^[\x20-\x7e]{1,200}$/.test(query)) return null
  const words = query.match(/[a-z][a-z0-9]*/gi)
  if (words === null) return null
  for (const stroke of [telexStroke, vniStroke]) {
    if (!words.every((word) => decodeWord(word, stroke) !== null)) continue
    const decoded = decode(query, stroke)
    if (decoded !== query) return decoded
  }
  return null
}
