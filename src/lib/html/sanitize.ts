/** HTML from other servers: an allow list as Mastodon's, and plain text made from it. */
import { LRUCache } from 'lru-cache'
import sanitizeHtml from 'sanitize-html'
import { truncate } from '../graphemes.ts'
import { unescapeHtml } from './escape.ts'

const INLINE = ['br', 'a', 'span', 'em', 'strong', 'del', 'u', 's', 'code', 'ruby', 'rt', 'rp']
const BLOCKS = ['p', 'pre', 'blockquote', 'ul', 'ol', 'li']
const CLASSES = ['mention', 'hashtag', 'h-card', 'u-url', 'invisible', 'ellipsis', 'quote-inline']
// The text inside these is nothing a person wrote.
const SWALLOWED = [
  'script',
  'style',
  'textarea',
  'option',
  'noscript',
  'template',
  'iframe',
  'object',
  'svg',
  'math',
]
/** Longer input is cut before it is parsed: no post needs more. Code units. */
const INPUT_MAX = 150_000
const NESTING_MAX = 40

type Attributes = Record<string, string>

function isWebAddress(href: string | undefined): href is string {
  if (href === undefined || href.length > 4096 || !URL.canParse(href)) return false
  const { protocol } = new URL(href)
  return protocol === 'https:' || protocol === 'http:'
}

function anchor(_: string, attributes: Attributes): { tagName: string; attribs: Attributes } {
  const href = attributes.href?.trim()
  // A link to anything but the web keeps its text only.
  if (!isWebAddress(href)) return { tagName: 'span', attribs: {} }
  const isTag = /(?:^|\s)tag(?:\s|$)/.test(attributes.rel ?? '')
  return {
    tagName: 'a',
    attribs: {
      href: new URL(href).href,
      ...(attributes.class === undefined ? {} : { class: attributes.class }),
      rel: isTag ? 'tag nofollow noopener' : 'nofollow noopener',
      target: '_blank',
      ...(attributes.translate === 'no' ? { translate: 'no' } : {}),
    },
  }
}

const renamed = (tagName: string): sanitizeHtml.Transformer =>
  sanitizeHtml.simpleTransform(tagName, {}, false)

const options: sanitizeHtml.IOptions = {
  allowedTags: [...INLINE, ...BLOCKS, 'h1'],
  allowedAttributes: {
    a: ['href', 'class', 'rel', 'target', 'translate'],
    span: ['class', { name: 'translate', values: ['no'] }],
    p: ['class'],
    ol: ['start', 'reversed'],
    li: ['value'],
  },
  allowedClasses: { a: CLASSES, span: CLASSES, p: CLASSES },
  allowedSchemes: ['http', 'https'],
  allowProtocolRelative: false,
  nonTextTags: SWALLOWED,
  nestingLimit: NESTING_MAX,
  transformTags: {
    a: anchor,
    b: renamed('strong'),
    i: renamed('em'),
    strike: renamed('del'),
    h2: renamed('h1'),
    h3: renamed('h1'),
    h4: renamed('h1'),
    h5: renamed('h1'),
    h6: renamed('h1'),
  },
}

/**
 * Cleans HTML that another server sent. Headings become strong paragraphs, links open in a new page with
 * `rel="nofollow noopener"`, styles, images, scripts and every address but http(s) are gone.
 */
export function sanitizeRemote(html: string): string {
  const clean = sanitizeHtml(html.slice(0, INPUT_MAX), options)
  // In the cleaner's own output "<h1>" can only be a bare heading: text and attribute values are escaped.
  return clean
    .replaceAll('<h1>', '<p><strong>')
    .replaceAll('</h1>', '</strong></p>')
    .replaceAll('<br />', '<br>')
}

const BREAKING = ['p', 'br', 'pre', 'blockquote', 'ul', 'ol', 'li', 'div', 'h1', 'tr']

const textOptions: sanitizeHtml.IOptions = {
  allowedTags: BREAKING,
  allowedAttributes: {},
  nonTextTags: SWALLOWED,
  nestingLimit: NESTING_MAX,
  transformTags: options.transformTags,
}

/** What a person would read: paragraphs parted by a blank line, line breaks and list items on lines of their own. */
export function toPlainText(html: string): string {
  if (!/[<&]/.test(html)) return html.trim()
  // Line ends in the source of HTML are spaces; only elements break lines.
  const bare = sanitizeHtml(html.slice(0, INPUT_MAX).replace(/[\r\n\t]+/g, ' '), textOptions)
  const text = bare
    .replace(/ *<br \/> */g, '\n')
    .replace(/<li>/g, '\n- ')
    .replace(/<\/?(?:li|div|tr)>/g, '\n')
    .replace(/<\/?[a-z0-9]+>/g, '\n\n')
  return unescapeHtml(text)
    .replace(/\n(?:[^\S\n]*\n)+/g, '\n\n')
    .replace(/\n\n(?=- )/g, '\n')
    .trim()
}

/** Lists show the same beginnings again and again; parsing one costs more than the rest of its line. */
const excerpts = new LRUCache<string, string>({ max: 2000 })

/** The first `graphemes` of the text on one line, with "…" when something was cut. For previews and titles. */
export function excerpt(html: string, graphemes: number): string {
  const key = `${graphemes} ${html}`
  let text = excerpts.get(key)
  if (text === undefined) {
    text = truncate(toPlainText(html).replace(/\s+/g, ' '), graphemes)
    if (html.length < 10_000) excerpts.set(key, text)
  }
  return text
}
