import { escapeHtml } from '../html/index.ts'
import { nameIn, oldPath, webAddress } from './addresses.ts'
import { articleOf, keyOf, note, type Reading, unique } from './reading.ts'
import type { ExportedComment, ExportRecord } from './records.ts'
import { child, children, textIn, textOf, type XmlNode } from './xml.ts'

/**
 * Atom (RFC 4287), and what Blogger puts in: the old export tells kinds by a category and drafts by app:control, that of
 * Google Takeout by blogger:type and blogger:status.
 */

const KIND = 'http://schemas.google.com/g/2005#kind'

const linkOf = (node: XmlNode, rel: string): string =>
  children(node, 'link').find((link) => (link.attributes['rel'] ?? 'alternate') === rel)?.attributes[
    'href'
  ] ?? ''

const voids = new Set(['br', 'img', 'hr', 'source', 'track', 'wbr', 'input', 'col', 'area', 'embed'])

/** Elements back into the HTML that they were: `type="xhtml"`. */
export function markupOf(node: XmlNode): string {
  return node.parts
    .map((part) => {
      if (typeof part === 'string') return escapeHtml(part)
      const name = part.name.replace(/^.*:/, '')
      const attributes = Object.entries(part.attributes).map(
        ([key, value]) => ` ${key}="${escapeHtml(value)}"`,
      )
      const inner = voids.has(name) ? '' : `${markupOf(part)}</${name}>`
      return `<${name}${attributes.join('')}>${inner}`
    })
    .join('')
}

function htmlOf(node: XmlNode | undefined): string {
  if (!node) return ''
  const type = node.attributes['type'] ?? 'text'
  if (type === 'xhtml') return markupOf(child(node, 'xhtml:div') ?? node)
  return type === 'text' ? escapeHtml(textOf(node)) : textOf(node)
}

/** post, page, comment, settings, template; null where the entry does not say. */
function kindOf(entry: XmlNode): string | null {
  const takeout = textIn(entry, 'blogger:type').toLowerCase()
  if (takeout) return takeout
  const term = children(entry, 'category').find((one) => one.attributes['scheme'] === KIND)?.attributes[
    'term'
  ]
  return term ? term.replace(/^.*#/, '') : null
}

const labelsOf = (entry: XmlNode): string[] =>
  children(entry, 'category')
    .filter((one) => one.attributes['scheme'] !== KIND)
    .map((one) => one.attributes['label'] ?? one.attributes['term'] ?? '')

const authorsOf = (entry: XmlNode): string[] => children(entry, 'author').map((one) => textIn(one, 'name'))

/** The comment that a comment answers: Takeout names it, the old export links to its feed. */
function answeredBy(entry: XmlNode, key: string): string | null {
  const named = textIn(entry, 'blogger:inReplyTo')
  if (named) return named
  const id = /\/comments\/default\/(\d+)/.exec(linkOf(entry, 'related'))?.[1]
  return id && /\.post-\d+$/.test(key) ? key.replace(/\.post-\d+$/, `.post-${id}`) : null
}

function comment(entry: XmlNode, reading: Reading): ExportedComment | null {
  const status = textIn(entry, 'blogger:status').toUpperCase()
  if (/SPAM/.test(status)) reading.count('spam')
  else if (/PENDING|GHOST/.test(status)) reading.count('unapproved')
  else if (/EMPTIED|DELETED|TRASH/.test(status) || textIn(entry, 'blogger:trashed')) reading.count('trashed')
  else {
    const key = textIn(entry, 'id')
    const articleKey =
      textIn(entry, 'blogger:parent') || (child(entry, 'thr:in-reply-to')?.attributes['ref'] ?? '')
    const author = child(entry, 'author')
    return {
      kind: 'comment',
      key,
      articleKey,
      replyTo: answeredBy(entry, key),
      author: author ? textIn(author, 'name') : '',
      authorUrl: webAddress(author ? textIn(author, 'uri') : ''),
      html: htmlOf(child(entry, 'content')),
      createdAt: reading.date(
        textIn(entry, 'published'),
        textIn(entry, 'blogger:created'),
        textIn(entry, 'updated'),
      ),
    }
  }
  return null
}

function draftOf(entry: XmlNode): boolean {
  const control = child(entry, 'app:control')
  if (control && textIn(control, 'app:draft') === 'yes') return true
  return /^(DRAFT|SCHEDULED)$/i.test(textIn(entry, 'blogger:status'))
}

/** One entry of a feed. */
export function* atomEntry(entry: XmlNode, line: number, reading: Reading): Generator<ExportRecord> {
  const kind = kindOf(entry)
  const key = textIn(entry, 'id')
  const title = textOf(child(entry, 'title')).replace(/\s+/g, ' ').trim()
  if (kind === 'comment') {
    const found = comment(entry, reading)
    if (found && !(found.key && found.articleKey)) yield note('no_key', found.author, '', line)
    else if (found) yield found
    return
  }
  if (kind === 'settings') return
  if (kind === 'template') return reading.count('template')
  if (kind !== null && kind !== 'post' && kind !== 'page') return reading.count('other_type')
  if (/TRASH|DELETED/i.test(textIn(entry, 'blogger:status')) || textIn(entry, 'blogger:trashed'))
    return reading.count('trashed')

  const url = webAddress(linkOf(entry, 'alternate'), reading.base)
  const html = htmlOf(child(entry, 'content') ?? child(entry, 'summary'))
  if (!(key || url || title || html.trim())) return yield note('no_key', title, '', line)
  const filename = textIn(entry, 'blogger:filename')
  const path = filename.startsWith('/') ? filename : oldPath(url)
  const draft = draftOf(entry)
  const publishedAt = reading.date(
    textIn(entry, 'published'),
    textIn(entry, 'issued'),
    textIn(entry, 'updated'),
  )
  if (!publishedAt && !draft) yield note('no_date', title || key, '', line)
  if (linkOf(entry, 'enclosure')) yield note('enclosure', title || key, linkOf(entry, 'enclosure'), line)
  yield articleOf({
    key: key || url || keyOf(title, publishedAt?.toISOString() ?? '', html),
    page: kind === 'page',
    draft,
    title,
    html,
    excerpt: textIn(entry, 'blogger:metaDescription'),
    authors: unique(authorsOf(entry)),
    labels: unique(labelsOf(entry)),
    publishedAt,
    updatedAt: reading.date(textIn(entry, 'updated'), textIn(entry, 'modified')),
    url: url ?? webAddress(filename, reading.base),
    paths: unique([path ?? '']),
    name: nameIn(path),
  })
}

/** The blog's address among what stands at the head of a feed. */
export function atomHead(node: XmlNode, reading: Reading): void {
  if (node.name !== 'link' || (node.attributes['rel'] ?? 'alternate') !== 'alternate') return
  reading.base ??= webAddress(node.attributes['href'] ?? '')
}
