import { type AppError, invalid } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { readPage } from '../../http/paging.ts'
import { readUpload } from '../../http/upload.ts'
import { formatDateTime } from '../../lib/format/index.ts'
import { endOfIds } from '../../lib/ids.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { correctable, text, wholeProblem } from '../../ui/widgets/fields.tsx'
import { Buttons, Field, FormProblem, fieldProblem } from '../../ui/widgets/form.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { personOf } from '../communities/index.ts'
import { DeskFrame, type SiteView, siteOf } from '../sites/index.ts'
import { MOST_FILE } from './api.ts'
import { listImports, startFeedImport, startImport } from './imports.ts'
import type { ImportRow } from './sql.ts'

/** Of one person a day. */
const MOST_A_DAY = 30

interface Form {
  feed: string
  error: AppError | null
}

function FileForm({ view, path, error }: { view: View; path: string; error: AppError | null }) {
  const { t } = view
  const problem = fieldProblem(view, error?.fields, 'file')
  return (
    <form class="form" method="post" action={path} enctype="multipart/form-data">
      <h2>{t('imports.file.title')}</h2>
      <div class={`field${problem ? ' field-wrong' : ''}`}>
        <label for="f-file">{t('imports.file.label')}</label>
        <p class="hint" id="f-file-hint">
          {t('imports.file.hint', { limit: MOST_FILE / 1024 / 1024 })}
        </p>
        <input
          type="file"
          id="f-file"
          name="file"
          required
          accept=".zip,.xml,.atom,.gz,.rss,.json"
          aria-describedby={problem ? 'f-file-hint f-file-error' : 'f-file-hint'}
          aria-invalid={problem ? 'true' : undefined}
        />
        {problem ? (
          <p class="field-error" id="f-file-error">
            {problem}
          </p>
        ) : null}
      </div>
      <Buttons>
        <button type="submit" class="primary">
          {t('imports.file.send')}
        </button>
      </Buttons>
    </form>
  )
}

function FeedForm({ view, path, form }: { view: View; path: string; form: Form }) {
  const { t } = view
  return (
    <form class="form" method="post" action={`${path}/tu-dia-chi`}>
      <h2>{t('imports.feed.title')}</h2>
      <Field
        view={view}
        name="feed"
        label={t('imports.feed.label')}
        hint={t('imports.feed.hint')}
        value={form.feed}
        errors={form.error?.fields}
        inputmode="url"
        maxlength={2000}
        required
        autocapitalize="none"
        spellcheck="false"
      />
      <Buttons>
        <button type="submit">{t('imports.feed.send')}</button>
      </Buttons>
    </form>
  )
}

function Imports({ view, path, rows }: { view: View; path: string; rows: ImportRow[] }) {
  if (rows.length === 0) return null
  return (
    <section>
      <h2>{view.t('imports.list')}</h2>
      <ul class="import-list">
        {rows.map((row) => (
          <li>
            <a href={`${path}/${row.id}`}>
              <bdi>{row.title || row.source}</bdi>
            </a>
            <p class="hint">
              {view.t(row.stopped_at ? 'imports.phase.stopped' : `imports.phase.${row.phase}`)} ·{' '}
              <time datetime={row.created_at.toISOString()}>
                {formatDateTime(row.created_at, view.locale)}
              </time>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

async function show(c: Req, site: SiteView, form: Form): Promise<Response> {
  const viewer = personOf(c)
  const page = readPage(c, 20, 20)
  const [rows, view] = await Promise.all([
    listImports(c.get('ctx'), viewer, site.id, page.maxId ?? endOfIds, page.limit + 1),
    viewOf(c),
  ])
  const shown = rows.slice(0, page.limit)
  const path = `${site.path}/quan-tri/nhap`
  const title = view.t('imports.title')
  return c.html(
    <DeskFrame c={c} view={view} site={site} title={title}>
      <p>{view.t('imports.about')}</p>
      <details>
        <summary>{view.t('imports.how')}</summary>
        <ul>
          {['blogger', 'wordpress', 'other'].map((kind) => (
            <li>{view.t(`imports.how.${kind}`)}</li>
          ))}
        </ul>
      </details>
      <FormProblem
        text={form.error && form.error.fields.length === 0 ? wholeProblem(view, form.error) : null}
      />
      <FileForm view={view} path={path} error={form.error} />
      <FeedForm view={view} path={path} form={form} />
      <Imports view={view} path={path} rows={shown} />
      <Pager view={view} next={rows.length > shown.length ? `${path}?max_id=${shown.at(-1)!.id}` : null} />
    </DeskFrame>,
    (form.error?.status ?? 200) as 200,
  )
}

const limit = (c: Req): void => {
  if (c.get('ctx').config.production) limitRate(c, 'import', personOf(c).id, MOST_A_DAY, 24 * 3600)
}

async function sendFile(c: Req): Promise<Response> {
  const viewer = personOf(c)
  const site = await siteOf(c)
  limit(c)
  try {
    const sent = await readUpload(c, { files: 1, file: MOST_FILE, total: MOST_FILE, keepFields: true })
    if (sent.tooLarge.length > 0)
      throw invalid({ field: 'file', code: 'file_too_big', params: { limit: MOST_FILE / 1024 / 1024 } })
    const file = sent.files.find(({ field }) => field === 'file')
    if (!file) throw invalid({ field: 'file', code: 'blank' })
    const id = await startImport(c.get('ctx'), viewer, site.id, file)
    return c.redirect(`${site.path}/quan-tri/nhap/${id}`, 303)
  } catch (error) {
    return show(c, site, { feed: '', error: correctable(error) })
  }
}

async function sendFeed(c: Req): Promise<Response> {
  const viewer = personOf(c)
  const site = await siteOf(c)
  limit(c)
  const feed = text(await readBody(c), 'feed')
  try {
    const id = await startFeedImport(c.get('ctx'), viewer, site.id, feed)
    return c.redirect(`${site.path}/quan-tri/nhap/${id}`, 303)
  } catch (error) {
    return show(c, site, { feed, error: correctable(error) })
  }
}

/** Where an old blog is sent in, and what was brought in before. */
export function uploadPages(app: App): void {
  app.get('/trang/:handle/quan-tri/nhap', async (c) => {
    if (!c.get('viewer')) return c.redirect(`/login?next=${encodeURIComponent(c.req.path)}`, 303)
    return show(c, await siteOf(c), { feed: '', error: null })
  })
  app.post('/trang/:handle/quan-tri/nhap', sendFile)
  app.post('/trang/:handle/quan-tri/nhap/tu-dia-chi', sendFeed)
}
