import { AppError } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { clientAddress, limitRate } from '../../http/guard.ts'
import { formatDate } from '../../lib/format/index.ts'
import { maskIdentifier } from '../../lib/identifiers.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { Tick } from '../../ui/widgets/fields.tsx'
import { Field, FormProblem } from '../../ui/widgets/form.tsx'
import { Entry } from './entry.tsx'
import { dispute, getEntry, lookUp } from './scams.ts'
import type { DisputeRow } from './sql.ts'

type Found = Awaited<ReturnType<typeof lookUp>>

/** So many look-ups in ten minutes: enough for a person, too few to try numbers one by one. */
export function limitLookUps(c: Req): void {
  limitRate(c, 'scams', c.get('viewer')?.id ?? clientAddress(c), 30, 600)
}

function Form({ view, typed, error }: { view: View; typed: string; error: AppError | null }) {
  return (
    <search>
      {/* Sent as a body: a number must not stand in addresses, which histories and servers on the way keep. */}
      <form method="post" action="/lua-dao" class="sheet" data-turbo="false">
        <FormProblem text={error ? view.t(`errors.${error.reason}`, error.params) : null} />
        <div class="field">
          <label for="f-q">{view.t('scams.label')}</label>
          <p class="hint" id="f-q-hint">
            {view.t('scams.label_hint')}
          </p>
          <input
            id="f-q"
            name="q"
            value={typed}
            required
            maxlength={2048}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            dir="auto"
            aria-describedby="f-q-hint"
          />
        </div>
        <p class="buttons">
          <button type="submit" class="button primary">
            {view.t('scams.look')}
          </button>
        </p>
      </form>
    </search>
  )
}

function Answer({ view, found }: { view: View; found: Found }) {
  if (!found.known)
    return (
      <section class="sheet" aria-live="polite">
        <h2>{view.t('scams.unknown')}</h2>
        <p>
          <strong>{view.t('scams.unknown_means')}</strong>
        </p>
        <p>{view.t('scams.advice')}</p>
      </section>
    )
  return (
    <section aria-live="polite" aria-label={view.t('scams.known')}>
      {found.entries.map((entry) => (
        <Entry view={view} entry={entry} name={entry.value}>
          <p>
            <strong>{view.t('scams.advice')}</strong>
          </p>
          <p>
            <a href={`/lua-dao/${entry.id}`}>{view.t('scams.object')}</a>
          </p>
        </Entry>
      ))}
    </section>
  )
}

interface Shown {
  typed?: string
  error?: AppError
  found?: Found
}

async function lookUpPage(c: Req, { typed = '', error, found }: Shown): Promise<Response> {
  const view = await viewOf(c)
  const title = view.t('scams.title')
  c.header('Cache-Control', 'no-store')
  return c.html(
    <Page view={view} title={title} description={view.t('scams.lead')}>
      <h1>{title}</h1>
      <p>{view.t('scams.lead')}</p>
      <Form view={view} typed={typed} error={error ?? null} />
      {found ? <Answer view={view} found={found} /> : null}
      <p class="hint">{view.t('scams.private')}</p>
    </Page>,
    error ? error.status : 200,
  )
}

function Own({ view, own }: { view: View; own: DisputeRow[] }) {
  return (
    <>
      {own.map((one) => (
        <section class="sheet">
          <h2>{view.t(one.outcome ? `scams.outcome.${one.outcome}` : 'scams.waiting')}</h2>
          <p class="plain" dir="auto">
            {one.text}
          </p>
          {one.answer ? (
            <blockquote class="plain" dir="auto">
              {one.answer}
            </blockquote>
          ) : null}
          <p class="hint">{formatDate(one.answered_at ?? one.created_at, view.locale)}</p>
        </section>
      ))}
    </>
  )
}

interface DisputeProps {
  view: View
  id: string
  typed: Record<string, unknown>
  error: AppError | null
}

function DisputeForm({ view, id, typed, error }: DisputeProps) {
  const text = (name: string) => (typeof typed[name] === 'string' ? (typed[name] as string) : '')
  const whole = error && error.fields.length === 0 ? view.t(`errors.${error.reason}`, error.params) : null
  return (
    <form class="sheet" method="post" action={`/lua-dao/${id}`}>
      <h2>{view.t('scams.object_title')}</h2>
      <p>{view.t('scams.object_lead')}</p>
      <FormProblem text={whole} />
      <Field
        view={view}
        name="text"
        label={view.t('scams.object_text')}
        value={text('text')}
        errors={error?.fields}
        rows={5}
        maxlength={2000}
        required
      />
      {view.viewer ? null : (
        <Field
          view={view}
          name="contact"
          label={view.t('scams.object_contact')}
          hint={view.t('scams.object_contact_hint')}
          value={text('contact')}
          errors={error?.fields}
          maxlength={200}
          required
          autocomplete="email"
        />
      )}
      <Tick
        name="public"
        label={view.t('scams.object_public')}
        hint={view.t('scams.object_public_hint')}
        checked={text('public') === '1'}
      />
      <p class="buttons">
        <button type="submit" class="button primary">
          {view.t('scams.object_send')}
        </button>
      </p>
    </form>
  )
}

async function entryPage(c: Req, typed: Record<string, unknown> = {}, error: AppError | null = null) {
  const id = c.req.param('id')!
  const viewer = c.get('viewer')
  const { entry, own } = await getEntry(c.get('ctx'), viewer, id)
  const view = await viewOf(c)
  const title = view.t('scams.entry')
  c.header('Cache-Control', 'no-store')
  return c.html(
    <Page view={view} title={title} head={<meta name="robots" content="noindex" />}>
      <h1>{title}</h1>
      {entry ? (
        <>
          <p class="hint">{view.t('scams.masked')}</p>
          <Entry view={view} entry={entry} name={maskIdentifier(entry)} />
        </>
      ) : (
        <p>{view.t('scams.gone')}</p>
      )}
      <Own view={view} own={own} />
      {entry ? <DisputeForm view={view} id={id} typed={typed} error={error} /> : null}
    </Page>,
    error ? error.status : 200,
  )
}

/** What a person can put right comes back with her form; anything else goes on to the error page. */
function formError(error: unknown): AppError {
  if (error instanceof AppError && (error.status === 422 || error.status === 429)) return error
  throw error
}

export function scamPages(app: App): void {
  app.get('/lua-dao', (c) => lookUpPage(c, {}))

  app.post('/lua-dao', async (c) => {
    const body = await readBody(c)
    const typed = typeof body['q'] === 'string' ? body['q'].slice(0, 2048) : ''
    try {
      limitLookUps(c)
      return await lookUpPage(c, { typed, found: await lookUp(c.get('ctx'), typed) })
    } catch (error) {
      return lookUpPage(c, { typed, error: formError(error) })
    }
  })

  app.get('/lua-dao/:id', (c) => entryPage(c))

  app.post('/lua-dao/:id', async (c) => {
    const body = await readBody(c)
    const viewer = c.get('viewer')
    const id = c.req.param('id')
    try {
      limitRate(c, 'scam-disputes', viewer?.id ?? clientAddress(c), 10, 86_400)
      await dispute(c.get('ctx'), viewer, id, body)
    } catch (error) {
      return entryPage(c, body, formError(error))
    }
    return redirectWith(c, `/lua-dao/${id}`, 'scams.flash.sent')
  })
}
