import { AppError, forbidden, unauthorized } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { fieldName } from '../../http/errors.tsx'
import { formatDate } from '../../lib/format/index.ts'
import { isId } from '../../lib/ids.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { Field, FormProblem } from '../../ui/widgets/form.tsx'
import { fetchReport, inviteReporter, revokeReporter } from './report-fetch.ts'
import { LARGEST, tooLarge } from './report-format.ts'
import { base, mayCount, operatorOnly, schemaPath } from './report-pages.tsx'
import { reportPath } from './report-parts.tsx'
import { requestReport, submitReport } from './reports.ts'
import { selectInvites } from './reports-sql.ts'
import { tabs } from './tabs.tsx'

type Typed = Record<string, unknown>
const text = (typed: Typed, name: string): string =>
  typeof typed[name] === 'string' ? (typed[name] as string) : ''

/** What is wrong, each with its place: "metrics.appeal_hours.p90: ...". */
function Problems({ view, error, except = [] }: { view: View; error: AppError | null; except?: string[] }) {
  if (!error) return null
  const named = error.fields.filter(({ field }) => !except.includes(field))
  return (
    <>
      <FormProblem text={view.t(`errors.${error.reason}`, error.params)} />
      {named.length > 0 ? (
        <ul class="problem report-problems">
          {named.map(({ field, code, params }) => (
            <li>
              <code>{fieldName(view.locale, field)}</code>: {view.t(`fields.errors.${code}`, params ?? {})}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}

const status = (error: AppError | null) => (error ? (error.status as 422) : 200)

/** Shows the form again for what can be mended in it; everything else is a page of its own. */
function again(error: unknown): AppError {
  if (!(error instanceof AppError) || ![400, 403, 409, 413, 422].includes(error.status)) throw error
  return error
}

async function makePage(c: Req, typed: Typed = {}, error: AppError | null = null): Promise<Response> {
  if (!c.get('viewer')) throw unauthorized()
  if (!(await mayCount(c))) throw forbidden()
  c.header('Cache-Control', 'no-store')
  const view = await viewOf(c)
  const title = view.t('periods.make')
  const crossed = error?.reason === 'report_overlaps' ? String(error.params['id']) : null
  return c.html(
    <Page view={view} title={title}>
      {tabs(view, base)}
      <h1>{title}</h1>
      <form class="sheet" method="post" action={`${base}/moi`}>
        <Problems view={view} error={error} except={['from', 'to']} />
        <p>{view.t('periods.make_text')}</p>
        <Field
          view={view}
          name="from"
          label={view.t('periods.from')}
          type="date"
          value={text(typed, 'from')}
          errors={error?.fields}
          required
        />
        <Field
          view={view}
          name="to"
          label={view.t('periods.to')}
          hint={view.t('periods.to_hint')}
          type="date"
          value={text(typed, 'to')}
          errors={error?.fields}
          required
        />
        {crossed ? (
          <>
            <p>
              <a href={reportPath(crossed)}>{view.t('periods.the_other')}</a>
            </p>
            <p class="field">
              <label>
                <input type="checkbox" name="overlap" value="1" /> {view.t('periods.overlap_anyway')}
              </label>
            </p>
          </>
        ) : null}
        <p class="buttons">
          <button type="submit" class="button">
            {view.t('periods.count')}
          </button>
        </p>
      </form>
    </Page>,
    status(error),
  )
}

async function make(c: Req): Promise<Response> {
  const viewer = c.get('viewer')
  if (!viewer) throw unauthorized()
  const body = await readBody(c)
  try {
    const id = await requestReport(c.get('ctx'), viewer, {
      from: body['from'],
      to: body['to'],
      overlap: body['overlap'] === '1',
    })
    return c.redirect(reportPath(id), 303)
  } catch (error) {
    if (error instanceof AppError && error.status === 403) throw error
    return makePage(c, body, again(error))
  }
}

async function sendPage(c: Req, typed: Typed = {}, error: AppError | null = null): Promise<Response> {
  const view = await viewOf(c)
  const title = view.t('periods.send')
  const operator = view.viewer !== null && view.viewer.role !== 'user'
  const byAddress = typed['url'] !== undefined
  return c.html(
    <Page view={view} title={title}>
      {tabs(view, base)}
      <h1>{title}</h1>
      <form class="sheet" method="post" action={`${base}/gui`} enctype="multipart/form-data">
        {byAddress ? null : <Problems view={view} error={error} />}
        <p>{view.t('periods.send_text')}</p>
        <p>
          <a href={`${base}/cach-tinh`}>{view.t('periods.format')}</a> ·{' '}
          <a href={schemaPath}>{view.t('periods.schema')}</a>
        </p>
        {operator ? null : (
          <Field
            view={view}
            name="token"
            label={view.t('periods.token')}
            hint={view.t('periods.token_hint')}
            value={text(typed, 'token')}
            autocomplete="off"
            autocapitalize="none"
            required
          />
        )}
        <Field
          view={view}
          name="report"
          label={view.t('periods.pasted')}
          value={text(typed, 'report')}
          rows={8}
          spellcheck="false"
        />
        <div class="field">
          <label for="f-file">{view.t('periods.file')}</label>
          <input id="f-file" name="file" type="file" accept="application/json,.json" />
        </div>
        <p class="buttons">
          <button type="submit" class="button">
            {view.t('periods.send_button')}
          </button>
        </p>
      </form>
      {operator ? (
        <form class="sheet" method="post" action={`${base}/lay`}>
          <h2>{view.t('periods.fetch')}</h2>
          {byAddress ? <Problems view={view} error={error} except={['url']} /> : null}
          <Field
            view={view}
            name="url"
            label={view.t('periods.address')}
            hint={view.t('periods.address_hint')}
            type="url"
            inputmode="url"
            value={text(typed, 'url')}
            errors={byAddress ? error?.fields : []}
            required
          />
          <p class="buttons">
            <button type="submit" class="button">
              {view.t('periods.fetch_button')}
            </button>
          </p>
        </form>
      ) : null}
    </Page>,
    status(error),
  )
}

/** Read and thrown away, so that who pasted too much is told so on a page; whoever sends even more is cut off. */
const PATIENCE = 16 * 1024 * 1024

/** The body's beginning; what is over a megabyte is not kept. */
async function beginning(c: Req): Promise<{ bytes: Uint8Array; cut: boolean }> {
  const chunks: Uint8Array[] = []
  let [size, kept] = [0, 0]
  for await (const chunk of (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > PATIENCE) throw new AppError('too_large')
    const part = chunk.subarray(0, 4 * LARGEST - kept)
    kept += part.byteLength
    if (part.byteLength > 0) chunks.push(part)
  }
  return { bytes: Buffer.concat(chunks), cut: size > kept }
}

/** The form's fields, and the file's bytes just as they are: what is wrong with them is for the format to say. */
async function readSent(c: Req): Promise<{ typed: Typed; bytes: Uint8Array }> {
  const type = c.req.header('content-type') ?? ''
  const { bytes: body, cut } = await beginning(c)
  const boundary = /boundary="?([^";]+)/i.exec(type)?.[1]
  // The token stands before the report: closed where it was cut off, the form still tells it.
  const whole = cut && boundary ? Buffer.concat([body, Buffer.from(`\r\n--${boundary}--\r\n`)]) : body
  let form: FormData
  try {
    form = await new Response(whole as never, { headers: { 'content-type': type } }).formData()
  } catch (cause) {
    throw new AppError('malformed_body', 'malformed_body', { cause })
  }
  const typed = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'))
  const file = form.get('file')
  const bytes = cut
    ? body
    : file instanceof File && file.size > 0
      ? new Uint8Array(await file.arrayBuffer())
      : new TextEncoder().encode(text(typed, 'report'))
  return { typed: bytes.byteLength > LARGEST ? { ...typed, report: '' } : typed, bytes }
}

async function send(c: Req): Promise<Response> {
  const { typed, bytes } = await readSent(c)
  if (bytes.byteLength > LARGEST) return sendPage(c, typed, tooLarge())
  try {
    const sender = { actor: c.get('viewer'), token: text(typed, 'token').trim() || null }
    const id = await submitReport(c.get('ctx'), sender, bytes)
    return redirectWith(c, reportPath(id), 'periods.taken')
  } catch (error) {
    return sendPage(c, typed, again(error))
  }
}

async function fetchIt(c: Req): Promise<Response> {
  const viewer = operatorOnly(c)
  const body = await readBody(c)
  try {
    const id = await fetchReport(c.get('ctx'), viewer, body['url'])
    return redirectWith(c, reportPath(id), 'periods.taken')
  } catch (error) {
    return sendPage(c, { url: text(body, 'url') }, again(error))
  }
}

interface Tokens {
  error?: AppError
  typed?: string
  token?: string
}

/** Tokens for networks that are invited to send; a new one is shown once. */
async function tokensPage(c: Req, { error, typed = '', token }: Tokens = {}): Promise<Response> {
  operatorOnly(c)
  const [rows, view] = await Promise.all([selectInvites(c.get('ctx')), viewOf(c)])
  const title = view.t('periods.tokens')
  const day = (at: Date) => formatDate(at, view.locale)
  return c.html(
    <Page view={view} title={title}>
      {tabs(view, base)}
      <h1>{title}</h1>
      {token ? (
        <section class="sheet" role="status">
          <p>{view.t('periods.token_once')}</p>
          <p>
            <code class="hash">{token}</code>
          </p>
        </section>
      ) : null}
      <form class="sheet" method="post" action={`${base}/ma`}>
        <Problems view={view} error={error ?? null} except={['name']} />
        <p>{view.t('periods.tokens_text')}</p>
        <Field
          view={view}
          name="name"
          label={view.t('periods.token_for')}
          value={typed}
          errors={error?.fields}
          maxlength={100}
          required
        />
        <p class="buttons">
          <button type="submit" class="button">
            {view.t('periods.token_make')}
          </button>
        </p>
      </form>
      <ol class="desk">
        {rows.map((row) => (
          <li>
            <p>
              <strong dir="auto">{row.name}</strong>
              {row.revoked_at ? <span class="badge"> {view.t('periods.token_revoked')}</span> : null}
            </p>
            <p class="hint">
              {view.t('periods.token_line', {
                made: day(row.created_at),
                until: day(row.expires_at),
                count: row.reports,
              })}
            </p>
            {row.revoked_at ? null : (
              <form method="post" action={`${base}/ma/${row.id}/thu-hoi`}>
                <button type="submit" class="button-quiet">
                  {view.t('periods.token_revoke')}
                </button>
              </form>
            )}
          </li>
        ))}
      </ol>
    </Page>,
    error ? 422 : 200,
  )
}

export function reportForms(app: App): void {
  app.get(`${base}/moi`, (c) => makePage(c))
  app.post(`${base}/moi`, make)
  app.get(`${base}/gui`, (c) => sendPage(c))
  app.post(`${base}/gui`, send)
  app.post(`${base}/lay`, fetchIt)
  app.get(`${base}/ma`, (c) => tokensPage(c))
  app.post(`${base}/ma`, async (c) => {
    const viewer = operatorOnly(c)
    const body = await readBody(c)
    try {
      return tokensPage(c, { token: await inviteReporter(c.get('ctx'), viewer, body) })
    } catch (error) {
      return tokensPage(c, { error: again(error), typed: text(body, 'name') })
    }
  })
  app.post(`${base}/ma/:id{[0-9]{1,19}}/thu-hoi`, async (c) => {
    const id = c.req.param('id')!
    if (isId(id)) await revokeReporter(c.get('ctx'), operatorOnly(c), id)
    return redirectWith(c, `${base}/ma`, 'common.saved')
  })
}
