import { parseJsonFeed } from 'feedsmith'
import { escapeHtml } from '../html/index.ts'
import { nameIn, oldPath, webAddress } from './addresses.ts'
import { articleOf, note, type Reading, unique } from './reading.ts'
import { ExportError, type ExportRecord } from './records.ts'
import { MOST_RECORD } from './xml.ts'

/** It has to be read as a whole. Characters. */
const MOST_JSON = 20 * 1024 * 1024

/** A JSON Feed (1.0 and 1.1). Throws {@link ExportError} for JSON that is none. */
export async function* jsonFeed(text: AsyncIterable<string>, reading: Reading): AsyncGenerator<ExportRecord> {
  const feed = parsed(await wholeOf(text))
  reading.base = webAddress(feed.home_page_url ?? '')
  yield { kind: 'site', format: 'json', title: feed.title ?? '', url: reading.base }
  for (const item of feed.items ?? []) {
    const url = webAddress(item.url ?? '', reading.base)
    const key = item.id || url
    const title = (item.title ?? '').replace(/\s+/g, ' ').trim()
    if (!key) {
      yield note('no_key', title)
      continue
    }
    const publishedAt = reading.date(String(item.date_published ?? ''))
    if (!publishedAt) yield note('no_date', title || key)
    for (const file of item.attachments ?? []) yield note('enclosure', title || key, file.url ?? '')
    const html = item.content_html ?? (item.content_text ? `<p>${escapeHtml(item.content_text)}</p>` : '')
    if (html.length > MOST_RECORD) yield note('cut', title || key)
    const path = oldPath(url)
    yield articleOf({
      key,
      title,
      html: html.slice(0, MOST_RECORD),
      excerpt: item.summary ?? '',
      authors: unique((item.authors ?? []).map((author) => author.name ?? '')),
      labels: unique(item.tags ?? []),
      publishedAt,
      updatedAt: reading.date(String(item.date_modified ?? '')),
      url,
      paths: unique([path ?? '']),
      name: nameIn(path),
    })
  }
}

async function wholeOf(text: AsyncIterable<string>): Promise<string> {
  let whole = ''
  try {
    for await (const chunk of text) {
      whole += chunk
      if (whole.length > MOST_JSON) throw new ExportError('too_large')
    }
  } catch (cause) {
    throw cause instanceof ExportError ? cause : new ExportError('not_an_export', { cause })
  }
  return whole
}

function parsed(text: string): ReturnType<typeof parseJsonFeed> {
  try {
    return parseJsonFeed(text)
  } catch (cause) {
    throw new ExportError('not_an_export', { cause })
  }
}
