/** What single elements of strangers' HTML mean. */
import type { Style } from './inline.ts'
import { type Element, findBelow, rawText } from './tree.ts'

const DROPPED = new Set(
  'script style link meta title head noscript template iframe frame frameset object embed applet video audio canvas svg math input select textarea button map xml base'.split(
    ' ',
  ),
)

/** Left out with all that is below. A form around a whole page, as some old systems write it, is none. */
export function isDropped(node: Element): boolean {
  if (node.name === 'form') return rawText(node).replace(/\s+/g, ' ').length < 300
  return DROPPED.has(node.name)
}

const BOLD = /font-weight:\s*(?:bold|[6-9]00)/i
const NOT_BOLD = /font-weight:\s*(?:normal|[1-5]00)/i

export function styleOf({ name, attributes }: Element, style: Style): Style {
  const css = attributes.style ?? ''
  let { bold, italic, strike, code } = style
  if (name === 'b' || name === 'strong') bold = true
  else if (name === 'i' || name === 'em' || name === 'cite' || name === 'dfn' || name === 'var') italic = true
  else if (name === 's' || name === 'del' || name === 'strike') strike = true
  else if (name === 'code' || name === 'tt' || name === 'kbd' || name === 'samp') code = true
  if (css !== '') {
    if (BOLD.test(css)) bold = true
    else if (NOT_BOLD.test(css) && (name === 'b' || name === 'span')) bold = false
    if (/font-style:\s*italic/i.test(css)) italic = true
    if (/text-decoration[\w-]*:[^;]*line-through/i.test(css)) strike = true
  }
  if (bold === style.bold && italic === style.italic && strike === style.strike && code === style.code)
    return style
  return { ...style, bold, italic, strike, code }
}

const ADDRESS_MAX = 4096

function resolve(address: string, base: string | undefined): URL | null {
  const plain = address.trim()
  if (plain === '' || plain.length > ADDRESS_MAX) return null
  if (plain.startsWith('//')) return resolve(`https:${plain}`, base)
  if (URL.canParse(plain)) return new URL(plain)
  return base !== undefined && URL.canParse(plain, base) ? new URL(plain, base) : null
}

/** An address that a link may lead to, without the detour over a search engine's or a network's counter. */
export function webAddress(address: string, base: string | undefined): string | null {
  const url = resolve(address, base)
  if (url === null)
    return base === undefined && /^\/(?![/\\])[^\s\\]*$/.test(address.trim()) ? address.trim() : null
  if (url.protocol === 'mailto:') return url.href
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  const isDetour =
    (/^(?:www\.)?google\.[a-z.]+$/.test(url.hostname) && url.pathname === '/url') ||
    (/^lm?\.facebook\.com$/.test(url.hostname) && url.pathname === '/l.php')
  const behind = isDetour
    ? (url.searchParams.get('q') ?? url.searchParams.get('url') ?? url.searchParams.get('u'))
    : null
  return behind !== null && /^https?:\/\//i.test(behind) && URL.canParse(behind)
    ? new URL(behind).href
    : url.href
}

/** The picture of an element: pages that load late keep its address elsewhere. */
export function pictureSource({ attributes }: Element, base: string | undefined): string | null {
  for (const name of ['data-original', 'data-lazy-src', 'data-src', 'src']) {
    const given = attributes[name]?.trim()
    if (!given) continue
    const url = resolve(given, base)
    if (url !== null && (url.protocol === 'http:' || url.protocol === 'https:')) return url.href
    // The own store, when our own HTML comes back.
    if (base === undefined && /^\/(?![/\\])[^\s\\]*$/.test(given)) return given
  }
  return null
}

/** Does an address lead to a picture rather than to a page? */
export function isPictureFile(href: string): boolean {
  if (!URL.canParse(href)) return false
  const { hostname, pathname } = new URL(href)
  return (
    /\.(?:jpe?g|png|gif|webp|bmp|avif)$/i.test(pathname) ||
    /(?:^|\.)(?:bp\.blogspot\.com|ggpht\.com|blogger\.googleusercontent\.com)$/i.test(hostname)
  )
}

/** The page that a frame or a player shows, for a link in its place. */
export function embedAddress(node: Element, base: string | undefined): string | null {
  const inner = findBelow(node, (element) => element.name === 'source' || element.name === 'embed')
  const given =
    node.attributes.src ?? node.attributes['data-src'] ?? node.attributes.data ?? inner?.attributes.src ?? ''
  const url = resolve(given, base)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null
  const host = url.hostname.replace(/^www\./, '')
  const video = /^\/(?:embed|v)\/([\w-]{6,20})/.exec(url.pathname)?.[1]
  if (/^(?:youtube|youtube-nocookie)\.com$/.test(host) && video !== undefined)
    return `https://www.youtube.com/watch?v=${video}`
  const vimeo = host === 'player.vimeo.com' ? /^\/video\/(\d+)/.exec(url.pathname)?.[1] : undefined
  if (vimeo !== undefined) return `https://vimeo.com/${vimeo}`
  const shown =
    host === 'facebook.com' && url.pathname.startsWith('/plugins/') ? url.searchParams.get('href') : null
  const page = shown !== null && URL.canParse(shown) ? new URL(shown) : url
  return /^https?:$/.test(page.protocol) ? page.href.replace(/[<>]/g, encodeURIComponent) : null
}

/** Text as HTML shows it; in articles of WordPress line ends mean something. */
export const flat = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
export const bareText = (text: string): string =>
  text.replace(/[^\S\n]+/g, ' ').replace(/[\u00ad\u200b\u2060\ufeff\r]/g, '')

const RAISED: Record<string, string> = {
  sup: '⁰¹²³⁴⁵⁶⁷⁸⁹',
  sub: '₀₁₂₃₄₅₆₇₈₉',
}

/** "m<sup>2</sup>" is m². */
export function raised({ name, children }: Element): string | null {
  const text = children.length === 1 ? children[0]! : ''
  if (typeof text !== 'string' || !/^\d{1,6}$/.test(text)) return null
  return text.replace(/\d/g, (digit) => RAISED[name]![Number(digit)]!)
}

/** A picture of one point that counts visitors. */
export const isTracker = ({ attributes }: Element): boolean =>
  /^[01](?:px)?$/.test(attributes.width ?? '') && /^[01](?:px)?$/.test(attributes.height ?? '')

/** "IMG_2041.JPG" describes nothing. */
export const nameless = (alt: string): string =>
  /^[\w\s.()%-]+\.(?:jpe?g|png|gif|webp)$/i.test(alt.trim()) ? '' : alt
