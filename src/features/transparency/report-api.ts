import { z } from 'zod'
import { notFound } from '../../errors.ts'
import { requireViewer } from '../../http/auth.ts'
import { check, limitedBody, readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { bounds, linkHeader, newestFirst, readPage } from '../../http/paging.ts'
import { isId } from '../../lib/ids.ts'
import { vietnamDay } from '../../lib/time.ts'
import { fetchReport } from './report-fetch.ts'
import { LARGEST } from './report-format.ts'
import { getReport, listReports, requestReport, type Shown, submitReport } from './reports.ts'
import type { ReportRow } from './reports-sql.ts'

export const NewPeriodReport = z.object({
  from: z.string().describe('The first day, by the calendar of Vietnam (YYYY-MM-DD).'),
  to: z.string().describe('The first day that belongs to it no more.'),
  overlap: z.boolean().default(false).describe('That it crosses another report of this network is known.'),
})

/** Without its numbers, as it stands in lists. */
export function presentReport(origin: string, row: ReportRow) {
  return {
    id: row.id,
    source: row.source,
    network: row.network,
    title: row.title,
    /** Of others: what they say of themselves, checked by nobody. */
    verified: row.source === 'own',
    period: { from: vietnamDay(row.from_at), to: vietnamDay(row.to_at) },
    complete: row.complete,
    state: row.state,
    progress: row.progress,
    sha256: row.sha256,
    source_url: row.source_url,
    overlaps_id: row.overlaps_id,
    created_at: row.created_at.toISOString(),
    ready_at: row.ready_at?.toISOString() ?? null,
    url: `${origin}/minh-bach/bao-cao/${row.id}`,
    json_url: row.state === 'ready' ? `${origin}/minh-bach/bao-cao/${row.id}.json` : null,
    csv_url: row.state === 'ready' ? `${origin}/minh-bach/bao-cao/${row.id}.csv` : null,
  }
}

const whole = (origin: string, { row, report }: Shown) => ({ ...presentReport(origin, row), report })

const idOf = (c: Req) => {
  const id = c.req.param('id') ?? ''
  if (!isId(id)) throw notFound()
  return id
}

export function reportApi(app: App): void {
  const path = '/api/v1/period_reports'
  const answer = async (c: Req, id: string) =>
    c.json(whole(c.get('ctx').config.origin, await getReport(c.get('ctx'), id)))

  app.get(path, async (c) => {
    const page = readPage(c)
    const { below, above } = bounds(page)
    const rows = newestFirst(
      { ...page, minId: null },
      await listReports(c.get('ctx'), below, above, page.limit),
    )
    linkHeader(c, page, rows[0]?.id, rows.at(-1)?.id, rows.length)
    return c.json(rows.map((row) => presentReport(c.get('ctx').config.origin, row)))
  })

  app.post(path, async (c) => {
    const viewer = requireViewer(c, 'write')
    const input = check(NewPeriodReport, await readBody(c))
    return answer(c, await requestReport(c.get('ctx'), viewer, input))
  })

  app.post(`${path}/submit`, async (c) => {
    const viewer = c.get('viewer') ? requireViewer(c, 'write') : null
    const token = c.req.header('report-token')?.trim() || null
    // One byte more than may be, so that the sentence about it is the format's.
    const bytes = await limitedBody(c, 4 * LARGEST)
    return answer(c, await submitReport(c.get('ctx'), { actor: viewer, token }, bytes))
  })

  app.post(`${path}/fetch`, async (c) => {
    const viewer = requireViewer(c, 'write')
    const body = await readBody(c)
    return answer(c, await fetchReport(c.get('ctx'), viewer, body['url']))
  })

  app.get(`${path}/:id`, (c) => answer(c, idOf(c)))
}
