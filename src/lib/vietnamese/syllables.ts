/** The shape of a Vietnamese syllable: onset + rime, with one tone. Used by `tone`, `iy` and the Telex/VNI decoders. */

/** Index of a tone in {@link TONED}: ngang, huyền, hỏi, ngã, sắc, nặng (the order of the dictionary). */
export type ToneIndex = 0 | 1 | 2 | 3 | 4 | 5

/** Every vowel in its six tones, in dictionary order. */
const TONED = [
  'aàảãáạ',
  'ăằẳẵắặ',
  'âầẩẫấậ',
  'eèẻẽéẹ',
  'êềểễếệ',
  'iìỉĩíị',
  'oòỏõóọ',
  'ôồổỗốộ',
  'ơờởỡớợ',
  'uùủũúụ',
  'ưừửữứự',
  'yỳỷỹýỵ',
]

const TONE_OF = new Map<string, { base: string; tone: ToneIndex }>()
const WITH_TONE = new Map<string, string>()
for (const row of TONED) {
  for (let tone = 0; tone < 6; tone++) {
    TONE_OF.set(row[tone]!, { base: row[0]!, tone: tone as ToneIndex })
    WITH_TONE.set(row[0]!, row)
  }
}

const ONSETS = new Set(
  'b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x'.split(' ').concat(''),
)

const RIMES = (
  'a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây ' +
  'e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu ' +
  'i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu ' +
  'o oc oi om on ong op ot oong ooc oa oac oach oai oam oan oang oanh oao oap oat oay ' +
  'oăc oăm oăn oăng oăt oe oem oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt ' +
  'u ua uc ui um un ung up ut uân uâng uât uây uê uêch uên uênh uơ uôc uôi uôm uôn uông uôt ' +
  'uy uya uych uyn uynh uyp uyt uyu uyên uyêt ' +
  'ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu yn ynh yt ych yp'
).split(' ')

const VOWELS = 'aăâeêioôơuưy'

/** Where the tone mark sits in a rime, new style: on ê ô ơ â ă ư, else on the vowel before a lone last vowel... */
function markPosition(rime: string): number {
  let end = 0
  while (end < rime.length && VOWELS.includes(rime[end]!)) end++
  const nucleus = rime.slice(0, end)
  const horn = nucleus.indexOf('ươ')
  if (horn >= 0) return horn + 1
  for (let i = 0; i < end; i++) if ('ăâêôơư'.includes(nucleus[i]!)) return i
  if (end === 3) return 1
  if (end === 1) return 0
  // Two plain vowels: the second when a consonant closes the syllable or the first is a glide (oa, oe, uy).
  return end < rime.length || nucleus === 'oa' || nucleus === 'oe' || nucleus === 'uy' ? 1 : 0
}

const MARK_AT = new Map(RIMES.map((rime) => [rime, markPosition(rime)]))

/** A lower-case syllable taken apart; `rime` carries no tone. */
export interface Syllable {
  onset: string
  rime: string
  tone: ToneIndex
}

/** Splits toneless letters; the longest onset that leaves a rime wins (gi+à, qu+ý, but g+ì). */
function split(bare: string): { onset: string; rime: string } | null {
  for (let length = Math.min(3, bare.length - 1); length >= 0; length--) {
    const onset = bare.slice(0, length)
    if (!ONSETS.has(onset)) continue
    const rime = bare.slice(length)
    if (!MARK_AT.has(rime)) continue
    // "qu" is an onset before any vowel it can take; "q" alone is none.
    if (onset === 'qu' && !'aăâeêiyôơ'.includes(rime[0]!)) continue
    return { onset, rime }
  }
  return null
}

/** Parses one lower-case NFC word; null when it is no Vietnamese syllable or carries two tone marks. */
export function parseSyllable(word: string): Syllable | null {
  if (word.length > 7) return null
  let bare = ''
  let tone: ToneIndex = 0
  for (const char of word) {
    const vowel = TONE_OF.get(char)
    if (vowel === undefined) {
      bare += char
      continue
    }
    if (vowel.tone !== 0) {
      if (tone !== 0) return null
      tone = vowel.tone
    }
    bare += vowel.base
  }
  const parts = split(bare)
  return parts === null ? null : { ...parts, tone }
}

/** Writes a syllable with its tone mark in the new-style place. */
export function writeSyllable(syllable: Syllable): string {
  const { onset, rime, tone } = syllable
  if (tone === 0) return onset + rime
  const at = MARK_AT.get(rime) ?? 0
  const marked = WITH_TONE.get(rime[at]!)?.[tone] ?? rime[at]!
  return onset + rime.slice(0, at) + marked + rime.slice(at + 1)
}

/** True when the tone can be spoken: syllables closed by p, t, c, ch take only sắc and nặng (or, unaccented, none). */
export function isSpeakable(syllable: Syllable): boolean {
  return !/(?:[ptc]|ch)$/.test(syllable.rime) || syllable.tone >= 4
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd')
const PLAIN_ONSETS = new Set([...ONSETS].map(plain))
const PLAIN_RIMES = new Set(RIMES.map(plain))

/** A lower-case word that is a syllable, also one typed without its marks: "nuoc", "duong". */
export function looksLikeSyllable(word: string): boolean {
  if (parseSyllable(word) !== null) return true
  if (word.length > 7) return false
  return [3, 2, 1, 0].some((n) => PLAIN_ONSETS.has(word.slice(0, n)) && PLAIN_RIMES.has(word.slice(n)))
}
