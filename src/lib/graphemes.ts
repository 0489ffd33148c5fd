/** Text as people count it: by grapheme, never by code unit. Also usable in the browser. */

// Every character here is a grapheme of its own next to any other of them: no marks, joiners, emoji, jamo, CR.
const SIMPLE =
  /^[\t\n\x20-\u02ff\u0400-\u0482\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u3000-\u3029\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]*$/

let segmenter: Intl.Segmenter | null = null

function segments(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter('vi', { granularity: 'grapheme' })
  return segmenter.segment(text)
}

/** Number of graphemes; stops early and answers `limit + 1` once there are more than `limit`. */
export function countGraphemes(text: string, limit = Number.POSITIVE_INFINITY): number {
  if (SIMPLE.test(text)) return Math.min(text.length, limit + 1)
  let count = 0
  for (const _ of segments(text)) if (++count > limit) break
  return count
}

/** The first `max` graphemes. */
export function cutGraphemes(text: string, max: number): string {
  if (text.length <= max) return text
  if (SIMPLE.test(text)) return text.slice(0, max)
  let count = 0
  for (const { index } of segments(text)) if (count++ >= max) return text.slice(0, index)
  return text
}

/** At most `max` graphemes, ending in "…" at a word where one is near when something was cut. */
export function truncate(text: string, max: number): string {
  if (countGraphemes(text, max) <= max) return text
  const cut = cutGraphemes(text, Math.max(0, max - 1))
  const space = cut.lastIndexOf(' ')
  return `${(space > cut.length * 0.7 ? cut.slice(0, space) : cut).trimEnd()}…`
}

const PLAIN = /^[\t\n\x20-\x7eÀ-ÖØ-öø-ÿĂăĐđĨĩŨũƠơƯưẠ-ỹ“”‘’–—…]*$/
const BIDI = /[\u202a-\u202e\u2066-\u2069]/

/** Drops bidi controls without a partner on their line: they would turn the text around them. */
function dropUnpairedBidi(line: string): string {
  if (!BIDI.test(line)) return line
  const drop = new Set<number>()
  const open: number[] = []
  let isolates = 0
  for (let i = 0; i < line.length; i++) {
    const code = line.charCodeAt(i)
    if ((code >= 0x202a && code <= 0x202e && code !== 0x202c) || (code >= 0x2066 && code <= 0x2068)) {
      open.push(i)
      if (code >= 0x2066) isolates++
    } else if (code === 0x202c) {
      const top = open[open.length - 1]
      if (top !== undefined && line.charCodeAt(top) < 0x2066) open.pop()
      else drop.add(i)
    } else if (code === 0x2069) {
      if (isolates === 0) {
        drop.add(i)
        continue
      }
      // Closing an isolate also ends every embedding opened within it.
      for (let top = open.pop(); top !== undefined; top = open.pop()) {
        if (line.charCodeAt(top) >= 0x2066) break
        drop.add(top)
      }
      isolates--
    }
  }
  for (const i of open) drop.add(i)
  if (drop.size === 0) return line
  let kept = ''
  for (let i = 0; i < line.length; i++) if (!drop.has(i)) kept += line[i]
  return kept
}

/**
 * The author's text as it is stored: NFC, LF line ends, without control characters (tabs stay) and unpaired bidi
 * controls, lone surrogates as U+FFFD. Nothing else is changed. Idempotent.
 */
export function cleanText(input: string): string {
  if (PLAIN.test(input)) return input
  const kept = input
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
  const paired = BIDI.test(kept) ? kept.split('\n').map(dropUnpairedBidi).join('\n') : kept
  return paired.normalize('NFC')
}
