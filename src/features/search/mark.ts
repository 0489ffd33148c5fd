import { escapeHtml, unescapeHtml } from '../../lib/html/index.ts'
import { highlights } from '../../lib/vietnamese/index.ts'

/** A piece of text, and whether it was asked for. */
export interface Piece {
  text: string
  hit: boolean
}

/** The accented original, cut at what the question found in it. */
export function pieces(query: string, text: string): Piece[] {
  const cut: Piece[] = []
  let at = 0
  for (const [start, end] of highlights(query, text)) {
    if (start > at) cut.push({ text: text.slice(at, start), hit: false })
    cut.push({ text: text.slice(start, end), hit: true })
    at = end
  }
  if (at < text.length) cut.push({ text: text.slice(at), hit: false })
  return cut
}

/** Clean HTML with <mark> around what was found: only ever inside text, never inside a tag. */
export function markHtml(query: string, html: string): string {
  return html.replace(/(<[^>]*>)|([^<]+)/g, (_, tag: string | undefined, text: string | undefined) => {
    if (tag !== undefined) return tag
    const found = pieces(query, unescapeHtml(text!))
    if (!found.some(({ hit }) => hit)) return text!
    return found
      .map((one) => (one.hit ? `<mark>${escapeHtml(one.text)}</mark>` : escapeHtml(one.text)))
      .join('')
  })
}

/** About `length` characters of a text around the first thing found in it, cut between words. */
export function snippet(query: string, text: string, length = 220): string {
  const flat = text.replace(/\s+/g, ' ').trim()
  if (flat.length <= length) return flat
  const [first] = highlights(query, flat)
  const want = Math.max(0, (first?.[0] ?? 0) - Math.round(length / 4))
  const start = want === 0 ? 0 : flat.indexOf(' ', want) + 1
  const space = flat.lastIndexOf(' ', start + length)
  const end = start + length >= flat.length || space <= start ? Math.min(flat.length, start + length) : space
  return `${start > 0 ? '… ' : ''}${flat.slice(start, end)}${end < flat.length ? ' …' : ''}`
}
