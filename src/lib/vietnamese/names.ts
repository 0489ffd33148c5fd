/** Handles and display names: who may be called what. */
import { cleanText, countGraphemes } from '../graphemes.ts'
import { key } from './keys.ts'

export const HANDLE = /^[a-z0-9_]{3,30}$/

/** Words that speak for the server: refused in every disguise ("adm1n", "quan__tri"). */
const AUTHORITY = (
  'admin administrator administrators mod mods moderator moderators root system sysadmin webmaster postmaster ' +
  'hostmaster support helpdesk security abuse official staff xom banquantri bqt quantri quantrivien dieuhanh ' +
  'kiemduyet hotro chinhthuc congan chinhphu owner operator superuser noreply mailer_daemon'
).split(' ')

/** Words that our own addresses use, or may one day. */
const ROUTES = (
  'about account accounts actor activitypub api app apps articles assets auth authorize avatar blog bookmarks ' +
  'briefings cli collections communities community compose dang_ky dang_nhap domains download drafts edit emoji ' +
  'events everyone explore export favicon favourites feed feeds files filters follow followers following giao_ban ' +
  'health help home host hosts images import inbox index instance invite invites js lists local localhost login ' +
  'logout media me mentions messages metrics new news nodeinfo notifications null oauth outbox pages password ' +
  'poll polls post posts preferences privacy profile public register relay robots rss rules search session ' +
  'sessions settings setup share shared_inbox sign_in sign_up signin signout signup site sitemap sites static ' +
  'status statuses streaming tag tags terms test timeline timelines token trang_tin undefined unfollow uploads ' +
  'user username users verify well_known widget www here all'
).split(' ')

/** What a handle looks like at a glance: 0 is o, 1 and l are i, rn is m, vv is w, underscores do not count. */
export function handleSkeleton(handle: string): string {
  return handle
    .toLowerCase()
    .replace(/_/g, '')
    .replace(/0/g, 'o')
    .replace(/[1l]/g, 'i')
    .replace(/5/g, 's')
    .replace(/3/g, 'e')
    .replace(/4/g, 'a')
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
}

const RESERVED = new Set([...AUTHORITY, ...ROUTES])
const AUTHORITY_SKELETONS = new Set(AUTHORITY.map(handleSkeleton))

export type HandleProblem = 'too_short' | 'too_long' | 'characters' | 'reserved' | 'lookalike'

/** Letters of other scripts that pass for ASCII ones. */
const PASSES_FOR_ASCII = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u

/**
 * Checks a handle as typed: `[a-z0-9_]{3,30}` in any case, not reserved, not a look-alike of a word that speaks
 * for the server. Returns the problem, or null when the lower-cased handle may be used.
 */
export function handleProblem(handle: string): HandleProblem | null {
  if (!/^[a-z0-9_]*$/i.test(handle)) {
    if (handle.length > 200) return 'too_long'
    // "аdmin" with a Cyrillic а, "ａｄｍｉｎ", "admіn": someone wants to pass for somebody.
    const disguised =
      PASSES_FOR_ASCII.test(handle) || /^[a-z0-9_]+$/.test(handle.normalize('NFKC').toLowerCase())
    return disguised ? 'lookalike' : 'characters'
  }
  if (handle.length < 3) return 'too_short'
  if (handle.length > 30) return 'too_long'
  const lower = handle.toLowerCase()
  if (RESERVED.has(lower) || RESERVED.has(lower.replace(/^_+|_+$/g, ''))) return 'reserved'
  return AUTHORITY_SKELETONS.has(handleSkeleton(lower)) ? 'lookalike' : null
}

/**
 * A free handle for a person's name: "Nguyễn Văn A" -> "nguyen_van_a". `taken` (false for all by default) makes it
 * try _2, _3 ... Always passes {@link handleProblem}.
 */
export function handleSuggestion(name: string, taken: (handle: string) => boolean = () => false): string {
  let base = key(name)
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
  if (base.length > 26) {
    const cut = base.lastIndexOf('_', 26)
    base = base.slice(0, cut >= 3 ? cut : 26)
  }
  // Nothing Latin in the name: any neighbour.
  if (base === '') base = 'hang_xom'
  if (base.length < 3) base += '_xom'
  if (handleProblem(base) !== null) base = `ban_${base}`.slice(0, 26).replace(/_$/, '')
  if (!taken(base)) return base
  for (let n = 2; n < 1000; n++) if (!taken(`${base}_${n}`)) return `${base}_${n}`
  return `${base.slice(0, 16)}_${Math.random().toString(36).slice(2, 12)}`
}

export const DISPLAY_NAME_MAX = 50
const CONFUSABLE_SCRIPTS = ['Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Coptic', 'Lisu']
const EAST_ASIAN = ['Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo']
const OTHER_SCRIPTS = (
  'Arabic Hebrew Thai Lao Khmer Myanmar Devanagari Bengali Tamil Telugu Kannada Malayalam Gujarati Gurmukhi Sinhala ' +
  'Georgian Ethiopic Mongolian Tibetan Cham Tai_Viet Tai_Tham Javanese Balinese'
).split(' ')
const tests = (names: readonly string[]): RegExp[] =>
  names.map((script) => new RegExp(`\\p{Script=${script}}`, 'u'))
const CONFUSABLE = tests(CONFUSABLE_SCRIPTS)
const EAST = tests(EAST_ASIAN)
const OTHER = tests(OTHER_SCRIPTS)
const LATIN = /\p{Script=Latin}/u

/**
 * True when a name mixes scripts in a way that can deceive (UTS #39, moderately restrictive): Cyrillic or Greek
 * among Latin, or more than one other script. Latin with Han, Thai and so on is fine.
 */
export function mixesScripts(text: string): boolean {
  if (/^[\x20-\x7eÀ-ÿĂăĐđĨĩŨũƠơƯưẠ-ỹ]*$/.test(text)) return false
  const plain = text.normalize('NFKC')
  const count = (list: RegExp[]): number => list.filter((script) => script.test(plain)).length
  const confusable = count(CONFUSABLE)
  const others = confusable + count(OTHER) + (count(EAST) > 0 ? 1 : 0)
  return others > 1 || (confusable > 0 && LATIN.test(plain))
}

export type DisplayNameProblem = 'too_long' | 'mixed_scripts'

/**
 * The display name to store (NFC, one line, no control or invisible padding; may be '') or what is wrong with it.
 */
export function checkDisplayName(
  input: string,
): { ok: true; name: string } | { ok: false; problem: DisplayNameProblem } {
  // Code units first: fifty graphemes can carry a megabyte of stacked marks.
  if (input.length > 2000) return { ok: false, problem: 'too_long' }
  const name = cleanText(input).replace(/\s+/g, ' ').trim()
  if (!/[^\s\p{M}\p{C}]/u.test(name)) return { ok: true, name: '' }
  if (name.length > 1000 || countGraphemes(name) > DISPLAY_NAME_MAX) return { ok: false, problem: 'too_long' }
  if (mixesScripts(name)) return { ok: false, problem: 'mixed_scripts' }
  return { ok: true, name }
}
