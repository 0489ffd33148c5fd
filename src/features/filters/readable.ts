import { canon, key } from '../../lib/vietnamese/index.ts'

/** What stands between two words: something that parts them, white space, only signs, or signs and spaces. */
export const GAP = { wall: 0, space: 1, tight: 2, loose: 3 } as const

/** A text made ready for many keywords: its words one after the other, where each begins, and what stands before it. */
export interface Readable {
  /** The words' letters without marks; `written` has the same letters with their marks, place for place. */
  letters: string
  written: string
  /** `letters` with disguised ones undone, to look in first. */
  folded: string
  starts: number[]
  gaps: number[]
  /** The whole text as it reads, and without marks, for keywords that have signs in them. */
  canon: string
  key: string
}

/** What stands for a letter in a dodge. */
export const DISGUISED: Record<string, string> = { '@': 'a', '0': 'o', '1': 'li', '3': 'e', $: 's' }
export const foldDisguised = (text: string): string =>
  text.replace(/[@013$l]/g, (char) => (char === 'l' ? 'i' : DISGUISED[char]!.at(-1)!))

// Letters that look Latin, for words that mix the scripts.
const LOOK_ALIKES = new Map(
  Object.entries({
    ...{
      а: 'a',
      в: 'b',
      с: 'c',
      ԁ: 'd',
      е: 'e',
      һ: 'h',
      і: 'i',
      ј: 'j',
      к: 'k',
      ӏ: 'l',
      м: 'm',
      н: 'h',
      о: 'o',
    },
    ...{ р: 'p', ѕ: 's', т: 't', у: 'y', х: 'x', ѵ: 'v', ԛ: 'q', ԝ: 'w' },
    ...{ α: 'a', ο: 'o', ι: 'i', κ: 'k', ν: 'v', ρ: 'p', τ: 't', υ: 'u', χ: 'x' },
  }),
)
const FOREIGN = /[\p{Script=Cyrillic}\p{Script=Greek}]/u
const LATIN = /\p{Script=Latin}/u

const WORD = /[\p{L}\p{N}$](?:[\p{L}\p{M}\p{N}@$])*/gu
const SPACE = /^\s+$/
/** Signs that people put inside a word to hide it, rather than those that end a clause. */
const TIGHT = /^[^\s,;:!?()[\]{}"“”/\\<>&#@]{1,3}$/u
const LOOSE = /^[^,;:!?()[\]{}"“”/\\<>&#@]{1,5}$/u

function gapOf(between: string): number {
  if (SPACE.test(between)) return GAP.space
  if (TIGHT.test(between)) return GAP.tight
  return LOOSE.test(between) ? GAP.loose : GAP.wall
}

const latin = (text: string): string =>
  text.replace(/./gu, (char) => LOOK_ALIKES.get(char) ?? char).normalize('NFC')

/** Takes a text apart once; linear in its length. */
export function readable(text: string): Readable {
  const plain = canon(text)
  // A letter on its own has no script to mix with: its neighbours say.
  const mixes = FOREIGN.test(plain) && LATIN.test(plain)
  const letters: string[] = []
  const written: string[] = []
  const starts: number[] = []
  const gaps: number[] = []
  let [end, length] = [0, 0]
  for (const { 0: found, index } of plain.matchAll(WORD)) {
    const foreign =
      mixes && FOREIGN.test(found) && (LATIN.test(found) || [...found].every((one) => LOOK_ALIKES.has(one)))
    const word = foreign ? latin(found) : found
    const bare = key(word)
    letters.push(bare)
    // Marks that no letter takes are no way to write the word: as if it had none.
    written.push(word.length === bare.length ? word : bare)
    starts.push(length)
    gaps.push(gapOf(plain.slice(end, index)))
    length += bare.length
    end = index + found.length
  }
  const joined = letters.join('')
  return {
    letters: joined,
    written: written.join(''),
    folded: foldDisguised(joined),
    starts,
    gaps,
    canon: plain,
    key: key(plain),
  }
}
