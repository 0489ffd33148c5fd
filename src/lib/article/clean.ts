/** The last look at an article's HTML, and its text. */
import { Parser } from 'htmlparser2'
import sanitizeHtml from 'sanitize-html'
import { mayLink } from './links.ts'

type Attributes = Record<string, string>

const TAGS =
  'p br hr h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong s a sup small span div section figure figcaption img table thead tbody tr th td'

const CLASSES: Record<string, (string | RegExp)[]> = {
  a: ['footnote-back', 'tag'],
  code: [/^language-[\w+#-]{1,40}$/],
  div: ['table-scroll', 'gallery'],
  section: ['footnotes'],
  span: ['caption', 'credit', 'licence', 'picture-gone'],
  sup: ['footnote-ref'],
  td: [/^align-(?:left|right|center)$/],
  th: [/^align-(?:left|right|center)$/],
}

const ID = /^(?:muc-[a-z0-9-]{1,100}|fn(?:ref)?-\d+(?:-\d+)?)$/

/** Keeps what the renderer may write and nothing else: a slip in a rule or plug-in must not reach a reader. */
export function cleanArticle(html: string, shown: ReadonlySet<string>): string {
  const withId = (tagName: string, attribs: Attributes): { tagName: string; attribs: Attributes } => {
    if (attribs.id !== undefined && !ID.test(attribs.id)) delete attribs.id
    return { tagName, attribs }
  }
  return sanitizeHtml(html, {
    allowedTags: TAGS.split(' '),
    allowedAttributes: {
      a: ['href', 'rel', 'class', 'id', 'aria-label', 'title'],
      code: ['class'],
      div: ['class', 'role', 'tabindex', 'aria-label'],
      section: ['class', 'aria-label'],
      span: ['class'],
      sup: ['class'],
      td: ['class'],
      th: ['class', 'scope'],
      li: ['id'],
      ol: ['start'],
      hr: ['data-post'],
      img: ['src', 'alt', 'width', 'height', 'loading', 'decoding'],
      h2: ['id'],
      h3: ['id'],
      h4: ['id'],
      h5: ['id'],
      h6: ['id'],
    },
    // The library asks for one list of names or patterns.
    allowedClasses: CLASSES as Record<string, string[]>,
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    transformTags: {
      a: (tagName, attribs) => {
        if (attribs.href !== undefined && !mayLink(attribs.href)) delete attribs.href
        return withId(tagName, attribs)
      },
      li: withId,
      h2: withId,
      h3: withId,
      h4: withId,
      h5: withId,
      h6: withId,
    },
    exclusiveFilter: (frame) => frame.tag === 'img' && !shown.has(frame.attribs.src ?? ''),
  })
}

const BLOCKS = new Set(
  'p h2 h3 h4 h5 h6 ul ol blockquote pre div section figure figcaption table hr'.split(' '),
)
const LINES = new Set(['br', 'li', 'tr', 'thead', 'tbody'])

/** What a person reads of {@link cleanArticle}'s HTML; notes stand at the end, without their marks. */
export function articleText(html: string): string {
  const parts: string[] = []
  // The element whose text nobody reads: the mark of a note, the way back from it.
  let muted: string | null = null
  let code = false
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name === 'pre') code = true
      if (name === 'sup' || attributes.class === 'footnote-back') muted ??= name
      if (BLOCKS.has(name)) parts.push('\n\n')
      else if (LINES.has(name)) parts.push('\n')
      else if (name === 'td' || name === 'th') parts.push(' ')
    },
    onclosetag: (name) => {
      if (name === 'pre') code = false
      if (muted === name) muted = null
      if (BLOCKS.has(name)) parts.push('\n\n')
      else if (LINES.has(name) && name !== 'br') parts.push('\n')
    },
    ontext: (part) => {
      if (muted === null) parts.push(code ? part : part.replace(/\n/g, ' '))
    },
  })
  parser.end(html)
  return parts
    .join('')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
