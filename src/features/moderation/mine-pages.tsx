import type { App } from '../../http/env.ts'
import { formatDateTime } from '../../lib/format/index.ts'
import { endOfIds, isId } from '../../lib/ids.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { toLogin } from '../auth/index.ts'
import { type OwnReport, selectOwnReports } from './mine-sql.ts'
import { withdrawReport } from './withdraw.ts'

/** What became of a report, in one word for the texts. */
function stateOf(row: OwnReport): 'waiting' | 'nothing' | 'undone' | 'handled' | 'withdrawn' {
  if (row.withdrawn_at && row.measure === null) return 'withdrawn'
  if (row.waiting || row.measure === null) return 'waiting'
  if (row.measure === 'none') return 'nothing'
  return row.undone ? 'undone' : 'handled'
}

function Line({ view, row }: { view: View; row: OwnReport }) {
  const state = stateOf(row)
  return (
    <li>
      <p>
        <strong>{view.t(`moderation.category.${row.category}`)}</strong>{' '}
        <span class="badge">{view.t(`moderation.mine.${state}`)}</span>
      </p>
      {row.comment ? (
        <p class="plain" dir="auto">
          {row.comment}
        </p>
      ) : null}
      <p class="hint">
        <time datetime={row.created_at.toISOString()}>{formatDateTime(row.created_at, view.locale)}</time>
        {row.username ? ` · @${row.username}${row.domain ? `@${row.domain}` : ''}` : ''}
        {row.community ? ` · ${view.t('moderation.in', { name: row.community })}` : ''}
      </p>
      {state !== 'waiting' && row.public_id ? (
        <p>
          <a href={`/ly-do/${row.public_id}`}>{view.t('moderation.mine.statement')}</a>
        </p>
      ) : null}
      {row.waiting && !row.withdrawn_at ? (
        <form method="post" action={`/report/mine/${row.id}/withdraw`}>
          <button type="submit" class="button small">
            {view.t('moderation.mine.withdraw')}
            <span class="visually-hidden"> {formatDateTime(row.created_at, view.locale)}</span>
          </button>
        </form>
      ) : null}
    </li>
  )
}

const PAGE = 20

/** What somebody reported, and what became of it. */
export function minePages(app: App): void {
  app.get('/report/mine', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return toLogin(c)
    const before = c.req.query('max_id')
    const [found, view] = await Promise.all([
      selectOwnReports(c.get('ctx'), viewer.id, isId(before) ? before : endOfIds, PAGE + 1),
      viewOf(c),
    ])
    const rows = found.slice(0, PAGE)
    const title = view.t('moderation.mine.title')
    c.header('Cache-Control', 'no-store')
    return c.html(
      <Page view={view} title={title}>
        <h1>{title}</h1>
        <p class="hint">{view.t('moderation.mine.lead')}</p>
        {rows.length === 0 ? <EmptyState icon="shield" text={view.t('moderation.mine.none')} /> : null}
        <ol class="desk">
          {rows.map((row) => (
            <Line view={view} row={row} />
          ))}
        </ol>
        <Pager view={view} next={found.length > PAGE ? `/report/mine?max_id=${rows.at(-1)!.id}` : null} />
      </Page>,
    )
  })
  app.post('/report/mine/:id{[0-9]{1,19}}/withdraw', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return toLogin(c)
    await withdrawReport(c.get('ctx'), viewer, c.req.param('id')!)
    return redirectWith(c, '/report/mine', 'moderation.mine.withdrawn_flash')
  })
}
