import { notFound } from '../../errors.ts'
import type { Req } from '../../http/env.ts'
import { absolute, type FeedItem, feedResponse } from '../../http/feeds.ts'
import { truncate } from '../../lib/graphemes.ts'
import { escapeHtml, excerpt } from '../../lib/html/index.ts'
import { type Locale, t } from '../../ui/i18n/index.ts'
import { getSeries } from '../briefings/index.ts'
import { getSettings } from '../instance/index.ts'
import { htmlOf } from './activity.ts'
import type { Publication } from './publication.ts'
import { type FeedRow, selectNewestBodies, selectNews } from './publication-sql.ts'

const most = 20

/** A publication, or what was corrected in one. `html`: of the publication. */
function itemOf(origin: string, locale: Locale, row: FeedRow, html: string): FeedItem {
  const page = `${origin}/giao-ban/${row.slug}/${row.number}`
  const name = t(locale, 'briefings.nth', { name: row.series, number: row.number })
  const title = row.title ? `${name}: ${row.title}` : name
  const shared = { published: row.at, updated: row.at, authors: [row.series], tags: [] }
  if (row.correction_id !== null) {
    const note = row.note ?? ''
    return {
      ...shared,
      url: `${page}/phien-ban#sua-${row.correction_id}`,
      title: t(locale, 'proceedings.feed.corrected', { title }),
      summary: note,
      html: `<p>${escapeHtml(note)}</p>`,
    }
  }
  const summary = truncate(row.purpose || excerpt(html, 300), 300)
  return { ...shared, url: page, title, summary, html: absolute(html, origin) }
}

async function answer(c: Req, rows: FeedRow[], title: string, description: string, path: string) {
  const ctx = c.get('ctx')
  const { origin } = ctx.config
  const { locale } = await getSettings(ctx)
  const ids = rows.filter((row) => row.correction_id === null).map((row) => row.briefing_id)
  const bodies = await selectNewestBodies(ctx, ids)
  const html = new Map(
    bodies.map((row) => [
      row.briefing_id,
      htmlOf(locale, JSON.parse(row.body.toString('utf8')) as Publication),
    ]),
  )
  const items = rows.map((row) => itemOf(origin, locale, row, html.get(row.briefing_id) ?? ''))
  const url = `${origin}${path}`
  return feedResponse(c, 'atom', { title, description, url, base: url, language: locale, items })
}

/** Atom of all that was published or corrected in series that everybody may read. */
export async function allFeed(c: Req): Promise<Response> {
  const { locale, name } = await getSettings(c.get('ctx'))
  const title = `${t(locale, 'briefings.title')} · ${name}`
  const rows = await selectNews(c.get('ctx'), null, most)
  return answer(c, rows, title, t(locale, 'proceedings.feed.all'), '/giao-ban')
}

/** The same of one series; 404 for a private community's, for a feed asks without a name. */
export async function seriesFeed(c: Req): Promise<Response> {
  const series = await getSeries(c.get('ctx'), c.get('viewer'), c.req.param('series')!)
  if (series.private) throw notFound()
  const rows = await selectNews(c.get('ctx'), series.id, most)
  return answer(c, rows, series.name, series.description, `/giao-ban/${series.slug}`)
}
