import { readQuery } from '../../http/body.ts'
import type { App } from '../../http/env.ts'
import { formatDate } from '../../lib/format/index.ts'
import { viewOf } from '../../ui/view.ts'
import { Pager } from '../../ui/widgets/pager.tsx'
import { getSeries, seriesPath } from '../briefings/index.ts'
import { TrendLine, Words } from './parts.tsx'
import * as read from './read-sql.ts'
import { SeriesPage } from './series-frame.tsx'

const pageSize = 30

/** The worries of a series, open ones first, each with how it went from session to session. */
export function concernPages(app: App): void {
  app.get('/giao-ban/:series/tran-tro', async (c) => {
    const ctx = c.get('ctx')
    const series = await getSeries(ctx, c.get('viewer'), c.req.param('series'))
    const typed = readQuery(c)['trang']
    const at = typeof typed === 'string' && /^[1-9]\d{0,3}$/.test(typed) ? Number(typed) : 1
    const rows = await read.selectConcerns(ctx, series.id, (at - 1) * pageSize, pageSize + 1)
    const shown = rows.slice(0, pageSize)
    const ids = shown.map(({ id }) => id)
    const notes = ids.length === 0 ? [] : await read.selectConcernNotes(ctx, ids)
    const view = await viewOf(c)
    const base = `${seriesPath(series)}/tran-tro`
    return c.html(
      <SeriesPage view={view} series={series} title={view.t('outcomes.concerns')}>
        <p class="hint">{view.t('outcomes.concerns_lead')}</p>
        {shown.length === 0 ? <p class="hint">{view.t('outcomes.none')}</p> : null}
        <ul class="outcomes">
          {shown.map((row) => (
            <li class="outcome" id={`tran-tro-${row.id}`}>
              <h2 dir="auto">{row.title}</h2>
              <p class="hint">
                {[row.raised_by, view.t('outcomes.since_session', { number: row.from_number })]
                  .filter(Boolean)
                  .join(' · ')}{' '}
                {row.closed_at ? (
                  <span class="badge">
                    {view.t('outcomes.closed_day', { day: formatDate(row.closed_at, view.locale) })}
                  </span>
                ) : (
                  <span class="badge">{view.t('outcomes.still_open')}</span>
                )}
              </p>
              {row.body ? <Words text={row.body} /> : null}
              <TrendLine view={view} notes={notes.filter((note) => note.concern_id === row.id)} />
              {row.closed_note ? <Words text={row.closed_note} /> : null}
            </li>
          ))}
        </ul>
        <Pager view={view} next={rows.length > pageSize ? `${base}?trang=${at + 1}` : null} />
      </SeriesPage>,
    )
  })
}
