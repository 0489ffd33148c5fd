import type { AppError } from '../../errors.ts'
import { check, readBody, readQuery } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { formatNumber } from '../../lib/format/index.ts'
import { isId } from '../../lib/ids.ts'
import { redirectWith } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { correctable, text } from '../../ui/widgets/fields.tsx'
import { Buttons } from '../../ui/widgets/form.tsx'
import { personOf } from '../communities/index.ts'
import { DeskFrame, type SiteView, siteOf } from '../sites/index.ts'
import { Confirm, isWorking } from './api.ts'
import { ConfirmForm, FoundList } from './confirm-form.tsx'
import { confirmImport, getImport, giveUp, setStopped } from './imports.ts'
import { ReportView, reportCsv, reportOf } from './report.tsx'
import { countPictures, type ImportRow } from './sql.ts'

/** How far the phase is: its part and the whole, where that is known. */
interface Progress {
  value: number
  max: number
}

async function progressOf(c: Req, row: ImportRow): Promise<Progress | null> {
  const { found } = row
  if (row.phase === 'articles' || row.phase === 'showing')
    return { value: row.position, max: found.articles + found.pages }
  if (row.phase === 'comments') return { value: row.position, max: found.comments }
  if (row.phase !== 'pictures') return null
  const [count] = await countPictures(c.get('ctx'), row.id)
  return { value: count!.total - count!.waiting, max: count!.total }
}

/** Why nothing came of it; of a broken file with its line (`broken:12`). */
function refusalText(view: View, refusal: string): string {
  const [code, line] = refusal.split(':')
  return view.t(`imports.refusal.${code}`, { line: formatNumber(Number(line ?? 0), view.locale) })
}

/** What was brought in so far. */
function Counts({ view, row }: { view: View; row: ImportRow }) {
  const lines = (
    ['articles', 'articles_known', 'comments', 'comments_known', 'pictures', 'pictures_lost'] as const
  ).filter((name) => row[name] > 0 || name === 'articles')
  return (
    <dl class="import-facts">
      {lines.map((name) => (
        <div>
          <dt>{view.t(`imports.count.${name}`)}</dt>
          <dd>{formatNumber(row[name], view.locale)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Bar({ view, row, progress }: { view: View; row: ImportRow; progress: Progress | null }) {
  const label = view.t(row.stopped_at ? 'imports.phase.stopped' : `imports.phase.${row.phase}`)
  return (
    <div class="import-bar">
      <label for="import-progress">{label}</label>
      {progress && progress.max > 0 ? (
        <>
          <progress id="import-progress" value={progress.value} max={progress.max} />
          <p class="hint">
            {view.t('imports.progress', {
              value: formatNumber(progress.value, view.locale),
              max: formatNumber(progress.max, view.locale),
            })}
          </p>
        </>
      ) : (
        <progress id="import-progress" />
      )}
    </div>
  )
}

function Way({ view, path, word, kind }: { view: View; path: string; word: string; kind: string }) {
  return (
    <form method="post" action={`${path}/${word}`}>
      <button type="submit" class="button">
        {view.t(`imports.${kind}`)}
      </button>
    </form>
  )
}

async function Working({ c, view, row, path }: { c: Req; view: View; row: ImportRow; path: string }) {
  const progress = await progressOf(c, row)
  return (
    <>
      <import-progress phase={row.stopped_at ? 'stopped' : row.phase}>
        <Bar view={view} row={row} progress={progress} />
        {row.phase === 'reading' ? null : <Counts view={view} row={row} />}
      </import-progress>
      {row.stopped_at ? null : <p class="hint">{view.t('imports.may_leave')}</p>}
      <div class="buttons">
        <a class="button" href={path}>
          {view.t('imports.look_again')}
        </a>
        {row.stopped_at ? (
          <>
            <Way view={view} path={path} word="tiep" kind="resume" />
            <Way view={view} path={path} word="bo" kind="give_up" />
          </>
        ) : (
          <Way view={view} path={path} word="dung" kind="stop" />
        )}
      </div>
    </>
  )
}

function Done({ view, site, row }: { view: View; site: SiteView; row: ImportRow }) {
  return (
    <>
      <p role="status">{view.t('imports.done')}</p>
      <Counts view={view} row={row} />
      <h2>{view.t('imports.found.title')}</h2>
      <FoundList view={view} row={row} />
      <Buttons>
        <a class="button primary" href={site.path || '/'}>
          {view.t('imports.see_site')}
        </a>
      </Buttons>
    </>
  )
}

async function show(
  c: Req,
  site: SiteView,
  row: ImportRow,
  form: { address: string; error: AppError } | null = null,
): Promise<Response> {
  const query = readQuery(c)
  const kind = text(query, 'loai') || null
  const after = isId(query['sau']) ? query['sau'] : '0'
  const [view, report] = await Promise.all([viewOf(c), reportOf(c.get('ctx'), row.id, kind, after)])
  const path = `${site.path}/quan-tri/nhap/${row.id}`
  const title = view.t('imports.one', { name: row.title || row.source })
  return c.html(
    <DeskFrame c={c} view={view} site={site} title={title}>
      {row.phase === 'refused' ? (
        <>
          <p class="problem" role="alert">
            {refusalText(view, row.refusal)}
          </p>
          <p>
            <a href={`${site.path}/quan-tri/nhap`}>{view.t('imports.try_again')}</a>
          </p>
        </>
      ) : null}
      {row.phase === 'waiting' ? (
        <>
          <ConfirmForm
            view={view}
            site={site}
            row={row}
            path={path}
            address={form?.address ?? row.old_address}
            error={form?.error ?? null}
          />
          <Way view={view} path={path} word="bo" kind="give_up" />
        </>
      ) : null}
      {isWorking(row.phase) ? await Working({ c, view, row, path }) : null}
      {row.phase === 'done' ? <Done view={view} site={site} row={row} /> : null}
      <ReportView view={view} report={report} path={path} />
    </DeskFrame>,
    form ? 422 : 200,
  )
}

async function confirm(c: Req): Promise<Response> {
  const viewer = personOf(c)
  const ctx = c.get('ctx')
  const site = await siteOf(c)
  const id = c.req.param('id')!
  const body = await readBody(c)
  try {
    await confirmImport(ctx, viewer, site.id, id, check(Confirm, body))
  } catch (thrown) {
    const error = correctable(thrown)
    return show(c, site, await getImport(ctx, viewer, site.id, id), {
      address: text(body, 'old_address'),
      error,
    })
  }
  return c.redirect(`${site.path}/quan-tri/nhap/${id}`, 303)
}

const base = '/trang/:handle/quan-tri/nhap/:id{[0-9]+}'

/** One import: what is in it, how far it is, what could not be kept. */
export function importPages(app: App): void {
  app.get(base, async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return c.redirect(`/login?next=${encodeURIComponent(c.req.path)}`, 303)
    const site = await siteOf(c)
    return show(c, site, await getImport(c.get('ctx'), viewer, site.id, c.req.param('id')))
  })

  app.post(base, confirm)

  for (const [word, stopped] of [
    ['dung', true],
    ['tiep', false],
  ] as const) {
    app.post(`${base}/${word}`, async (c) => {
      const site = await siteOf(c)
      const id = c.req.param('id')!
      await setStopped(c.get('ctx'), personOf(c), site.id, id, stopped)
      return redirectWith(
        c,
        `${site.path}/quan-tri/nhap/${id}`,
        stopped ? 'imports.was_stopped' : 'imports.goes_on',
      )
    })
  }

  app.post(`${base}/bo`, async (c) => {
    const site = await siteOf(c)
    await giveUp(c.get('ctx'), personOf(c), site.id, c.req.param('id')!)
    return redirectWith(c, `${site.path}/quan-tri/nhap`, 'imports.given_up')
  })

  app.get(`${base}/bao-cao.csv`, async (c) => {
    const site = await siteOf(c)
    const row = await getImport(c.get('ctx'), personOf(c), site.id, c.req.param('id')!)
    c.header('Content-Type', 'text/csv; charset=utf-8')
    c.header('Content-Disposition', `attachment; filename="nhap-${row.id}.csv"`)
    c.header('Cache-Control', 'private, no-store')
    return c.body(await reportCsv(c.get('ctx'), await viewOf(c), row))
  })
}
