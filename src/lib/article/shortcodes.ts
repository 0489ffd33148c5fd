/** WordPress writes some things in square brackets, and paragraphs as blank lines. */
import type { Lost } from './convert.ts'

const attribute = (text: string, name: string): string =>
  new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s\\]"']+))`)
    .exec(text)
    ?.slice(1)
    .find(Boolean) ?? ''

const attributeSafe = (value: string): string => value.replace(/[<>"&]/g, (c) => `&#${c.charCodeAt(0)};`)

const link = (address: string): string => {
  const href = attributeSafe(address.trim())
  return href === '' ? '' : `\n\n<div><a href="${href}">${href}</a></div>\n\n`
}

const NAMES = /\[(caption|wp_caption|gallery|embed|youtube|vimeo|audio|video|playlist)\b([^\]\n]{0,2000})\]/g

/** Turns the shortcodes of WordPress itself into HTML; those of plug-ins stay as they stand. */
export function expandShortcodes(html: string, lost: (what: Lost['what'], detail: string) => void): string {
  if (!html.includes('[')) return html
  let out = ''
  let from = 0
  const lower = html.toLowerCase()
  const lastClosing = new Map<string, number>()
  for (const found of html.matchAll(NAMES)) {
    if (found.index < from) continue
    const [whole, name, attributes] = [found[0], found[1]!, found[2]!]
    const start = found.index + whole.length
    const closing = `[/${name}]`
    if (!lastClosing.has(name)) lastClosing.set(name, lower.lastIndexOf(closing))
    const next = lastClosing.get(name)! >= start ? lower.indexOf(closing, start) : -1
    // A gallery or a player that is never closed stands alone.
    const end = next - start > (name.endsWith('caption') ? 100_000 : 2_000) ? -1 : next
    const inner = end < 0 ? '' : html.slice(start, end)
    let made: string
    if (name === 'caption' || name === 'wp_caption') {
      if (end < 0) continue
      made = captioned(inner, attribute(attributes, 'caption'))
    } else {
      const address =
        inner.trim() ||
        ['src', 'mp4', 'mp3', 'url', 'm4a', 'webm', 'ogg']
          .map((key) => attribute(attributes, key))
          .find(Boolean) ||
        /https?:\/\/[^\s"'\]]+/.exec(attributes)?.[0] ||
        ''
      if (name !== 'embed' || address === '') lost('embed', address || whole.slice(0, 200))
      made = /^https?:\/\/[^\s<>"]+$/.test(address.trim()) ? link(address) : ''
    }
    out += html.slice(from, found.index) + made
    from = end < 0 ? start : end + closing.length
  }
  return out + html.slice(from)
}

/** The picture (and the link around it) comes first, the caption behind it. */
function captioned(inner: string, caption: string): string {
  const image = /^\s*(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*<\/a>)?/i.exec(inner)?.[0]
  if (image === undefined) return inner
  const text = caption === '' ? inner.slice(image.length) : attributeSafe(caption)
  return `\n\n<figure>${image}<figcaption>${text}</figcaption></figure>\n\n`
}

/** Does a blank line begin a paragraph there, as WordPress stores articles? */
export function hasBareParagraphs(html: string): boolean {
  return /\n[ \t\r]*\n/.test(html.trim()) && !/<(?:p|br)[\s/>]|<!-- wp:/i.test(html)
}
