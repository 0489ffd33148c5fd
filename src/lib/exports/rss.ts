import { nameIn, oldPath, webAddress } from './addresses.ts'
import { articleOf, keyOf, note, type Reading, unique } from './reading.ts'
import type { ExportedArticle, ExportRecord } from './records.ts'
import { paragraphs } from './wordpress-text.ts'
import { child, children, textIn, textOf, type XmlNode } from './xml.ts'

/** RSS 2.0 and RDF, and what WordPress puts in for its own export (WXR 1.2). */

const many = (node: XmlNode, name: string): string[] => children(node, name).map((one) => textOf(one))

const titleOf = (item: XmlNode): string => textOf(child(item, 'title')).replace(/\s+/g, ' ').trim()

function* feedItem(item: XmlNode, line: number, reading: Reading): Generator<ExportRecord> {
  const title = titleOf(item)
  const guid = textIn(item, 'guid')
  const url =
    webAddress(textIn(item, 'link'), reading.base) ??
    webAddress(guid) ??
    webAddress(item.attributes['about'] ?? '')
  const html = textIn(item, 'content:encoded') || textIn(item, 'description')
  if (!(guid || url || item.attributes['about'] || title || html))
    return yield note('no_key', title, '', line)
  const publishedAt = reading.date(
    textIn(item, 'pubDate'),
    textIn(item, 'dc:date'),
    textIn(item, 'atom:published'),
  )
  const key = guid || url || item.attributes['about'] || keyOf(title, publishedAt?.toISOString() ?? '', html)
  if (!publishedAt) yield note('no_date', title || key, '', line)
  const enclosure = child(item, 'enclosure')?.attributes
  if (enclosure && !enclosure['type']?.startsWith('image/'))
    yield note('enclosure', title || key, enclosure['url'] ?? '', line)
  const path = oldPath(url)
  yield articleOf({
    key,
    title,
    html,
    authors: unique([...many(item, 'dc:creator'), ...many(item, 'author')].map(nameOfMail)).slice(0, 10),
    labels: unique([...many(item, 'category'), ...many(item, 'dc:subject')]),
    publishedAt,
    updatedAt: reading.date(textIn(item, 'atom:updated')),
    url,
    paths: unique([path ?? '']),
    name: nameIn(path),
  })
}

/** `lan@example.vn (Trần Thị Lan)`: the name alone; an address is nobody's byline. */
function nameOfMail(text: string): string {
  const inside = /\(([^)]+)\)/.exec(text)?.[1]
  return (inside ?? text).includes('@') ? '' : (inside ?? text)
}

/** `/?p=12`, and the address itself with and without the slash at its end. */
function pathsOf(item: XmlNode, url: string | null): string[] {
  const id = textIn(item, 'wp:post_id')
  const path = oldPath(url)
  const guid = oldPath(webAddress(textIn(item, 'guid')))
  const page = textIn(item, 'wp:post_type') === 'page'
  return unique([
    path ?? '',
    path && /[^/]\/$/.test(path) ? path.slice(0, -1) : '',
    guid ?? '',
    /^\d+$/.test(id) ? `/?${page ? 'page_id' : 'p'}=${id}` : '',
  ])
}

function* comments(item: XmlNode, articleKey: string, reading: Reading): Generator<ExportRecord> {
  for (const node of children(item, 'wp:comment')) {
    const type = textIn(node, 'wp:comment_type')
    const approved = textIn(node, 'wp:comment_approved')
    if (type === 'pingback' || type === 'trackback') reading.count('pingback')
    else if (approved === 'spam') reading.count('spam')
    else if (approved === 'trash' || approved === 'post-trashed') reading.count('trashed')
    else if (approved === '0') reading.count('unapproved')
    else {
      const parent = textIn(node, 'wp:comment_parent')
      const id = textIn(node, 'wp:comment_id')
      yield {
        kind: 'comment',
        key: `${articleKey}#comment-${id}`,
        articleKey,
        replyTo: parent && parent !== '0' ? `${articleKey}#comment-${parent}` : null,
        author: textIn(node, 'wp:comment_author'),
        authorUrl: webAddress(textIn(node, 'wp:comment_author_url')),
        html: paragraphs(textIn(node, 'wp:comment_content')),
        createdAt: dateOf(node, 'wp:comment_date', reading),
      }
    }
  }
}

/** The time in UTC where it is good; a draft has zeros there. */
function dateOf(node: XmlNode, name: string, reading: Reading): Date | null {
  const utc = textIn(node, `${name}_gmt`)
  const good = utc && !utc.startsWith('0000') ? reading.date(`${utc.replace(' ', 'T')}Z`) : null
  return good ?? reading.date(textIn(node, name).replace(/^0000.*/, ''), textIn(node, 'pubDate'))
}

const stateOf: Record<string, 'published' | 'draft'> = {
  publish: 'published',
  '': 'published',
  draft: 'draft',
  pending: 'draft',
  future: 'draft',
  private: 'draft',
  'auto-draft': 'draft',
}

function articleIn(item: XmlNode, reading: Reading): ExportedArticle {
  const id = textIn(item, 'wp:post_id')
  const url = webAddress(textIn(item, 'link'), reading.base)
  const terms = (domain: (name: string) => boolean) =>
    children(item, 'category')
      .filter((one) => domain(one.attributes['domain'] ?? 'category'))
      .map(textOf)
  const paths = pathsOf(item, url)
  const categories = terms((domain) => domain === 'category')
  return articleOf({
    key: textIn(item, 'guid') || `${reading.base ?? ''}?p=${id}`,
    page: textIn(item, 'wp:post_type') === 'page',
    draft: stateOf[textIn(item, 'wp:status')] !== 'published' || textIn(item, 'wp:post_password') !== '',
    title: titleOf(item),
    html: textOf(child(item, 'content:encoded')),
    excerpt: textIn(item, 'excerpt:encoded'),
    authors: unique(many(item, 'dc:creator')),
    labels: unique(terms((domain) => domain === 'post_tag')),
    // The category that WordPress gives to what has none.
    categories: unique(categories).filter((name) => !/^(uncategorized|chưa (được )?phân loại)$/i.test(name)),
    publishedAt: dateOf(item, 'wp:post_date', reading),
    updatedAt: dateOf(item, 'wp:post_modified', reading),
    url,
    paths,
    name: textIn(item, 'wp:post_name') || nameIn(paths[0] ?? null),
  })
}

function* wordpressItem(item: XmlNode, line: number, reading: Reading): Generator<ExportRecord> {
  const type = textIn(item, 'wp:post_type')
  const status = textIn(item, 'wp:status')
  if (type === 'attachment') {
    const url = webAddress(textIn(item, 'wp:attachment_url')) ?? webAddress(textIn(item, 'guid'))
    const caption = textIn(item, 'excerpt:encoded')
    if (url && caption) yield { kind: 'picture', url, caption }
    return
  }
  if (type !== 'post' && type !== 'page') return reading.count('other_type')
  if (status === 'trash') return reading.count('trashed')
  // Nothing was written into it.
  if (status === 'auto-draft' && !textIn(item, 'content:encoded')) return
  const article = articleIn(item, reading)
  const where = article.title || article.url || article.key
  if (status === 'private') yield note('private', where, '', line)
  if (textIn(item, 'wp:post_password')) yield note('protected', where, '', line)
  if (!article.publishedAt && !article.draft) yield note('no_date', where, '', line)
  yield article
  yield* comments(item, article.key, reading)
}

/** One item of a feed or of WordPress' export. */
export const rssItem = (item: XmlNode, line: number, reading: Reading): Generator<ExportRecord> =>
  child(item, 'wp:post_type') ? wordpressItem(item, line, reading) : feedItem(item, line, reading)

/** The blog's address among what stands at the head of a channel. */
export function rssHead(node: XmlNode, reading: Reading): void {
  if (node.name === 'wp:base_blog_url') reading.base = webAddress(textOf(node)) ?? reading.base
  if (node.name === 'link') reading.base ??= webAddress(textOf(node))
}
