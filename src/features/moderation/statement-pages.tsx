import type { Child } from 'hono/jsx'
import { AppError } from '../../errors.ts'
import { readerOfStatement } from '../../http/auth.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { formatDate, formatDateTime } from '../../lib/format/index.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { shutOutBy } from '../auth/index.ts'
import { languageName } from '../statuses/index.ts'
import { appeal, getStatement, isConcerned, type Reader } from './appeal.ts'
import { Dialogue } from './case-parts.tsx'
import { speaksFor } from './conflict.ts'
import type { DecisionRow } from './decisions-sql.ts'
import { appealView, redacted, type Statement, statement, withNames } from './present.ts'

/**
 * By session (also of somebody who may not come in now), by the key of the letter, or by the one that the sign-in page
 * gave to somebody who was shut out. Who runs the community that was decided about reads (and appeals) for it.
 */
async function readerOf(c: Req, row: DecisionRow, given: unknown): Promise<Reader> {
  const ctx = c.get('ctx')
  const key = typeof given === 'string' && given !== '' ? given : null
  const id = readerOfStatement(c)?.id ?? (key === null ? null : await shutOutBy(ctx, key))
  return { id: await speaksFor(ctx, row, id), key }
}

type Line = [name: string, value: string | null]

/** What somebody wants to know first: what was done, by which rule, until when, by whom (by name for her alone). */
function firstLines(view: View, shown: Statement, decider: string | null): Line[] {
  const lasts = shown.measure !== 'none' && shown.measure !== 'reversal' && !shown.ended_at
  return [
    ['measure', view.t(`moderation.measure.${shown.measure}`)],
    ['target', shown.target],
    ['cited', shown.cited || null],
    ['end_date', lasts ? (dateOf(view, shown.end_date) ?? view.t('moderation.decision.for_good')) : null],
    ['decider', `${decider ? `@${decider}, ` : ''}${view.t(`moderation.decider.${shown.decider_role}`)}`],
    ['conflict', shown.conflict ? view.t(`moderation.conflict.${shown.conflict}`) : null],
  ]
}

function otherLines(view: View, shown: Statement): Line[] {
  return [
    ['ground', shown.ground === 'none' ? null : view.t(`moderation.ground.${shown.ground}`)],
    ['category', view.t(`moderation.category.${shown.category}`)],
    ['content_type', view.t(`moderation.content_type.${shown.content_type}`)],
    ['content_language', shown.content_language && languageName(view, shown.content_language)],
    ['content_date', dateOf(view, shown.content_date)],
    ['application_date', dateOf(view, shown.application_date)],
    ['ended_at', dateOf(view, shown.ended_at)],
    ['source', view.t(`moderation.source.${shown.source}`)],
    ['automated_detection', view.t(shown.automated_detection ? 'moderation.yes' : 'moderation.no')],
    ['automated_decision', view.t(`moderation.automated.${shown.automated_decision}`)],
    ['community', shown.community ? `@${shown.community}` : null],
  ]
}

/** A day stays a day: what is redacted has no minute. */
const dateOf = (view: View, iso: string | null): string | null =>
  iso ? (iso.length === 10 ? formatDate : formatDateTime)(new Date(iso), view.locale) : null

function Lines({ view, lines, children }: { view: View; lines: Line[]; children?: Child }) {
  return (
    <dl class="statement">
      {lines.map(([name, value]) =>
        value ? (
          <div>
            <dt>{view.t(`moderation.field.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
      {children}
    </dl>
  )
}

/** What became of it: said before anything else, for somebody who comes back to see. */
function Now({ view, shown }: { view: View; shown: Statement }) {
  const ended = dateOf(view, shown.ended_at)
  const outcome = shown.appeal?.outcome
  if (!ended && !shown.appeal) return null
  return (
    <p class="aside">
      {ended ? `${view.t('moderation.statement_ended', { date: ended })} ` : ''}
      {outcome ? (
        <a href="#appeal">{view.t(`moderation.outcome.${outcome}`)}</a>
      ) : shown.appeal ? (
        <a href="#appeal">{view.t('moderation.statement_appealed')}</a>
      ) : null}
    </p>
  )
}

/** The decisions before and after it: what was taken back by which, and what stands instead. */
export function Linked({ view, shown }: { view: View; shown: Statement }) {
  const links = (['reverses', 'reversed_by', 'replaces', 'replaced_by'] as const).filter(
    (name) => shown[name],
  )
  if (links.length === 0) return null
  return (
    <ul>
      {links.map((name) => (
        <li>
          <a href={`/ly-do/${shown[name]}`}>{view.t(`moderation.linked.${name}`)}</a>
        </li>
      ))}
    </ul>
  )
}

/** What came of the appeal, as everybody may read it. */
function Outcome({ view, appeal }: { view: View; appeal: NonNullable<Statement['appeal']> }) {
  const judged = dateOf(view, appeal.judged_at)
  return (
    <section class="sheet" id="appeal">
      <h2>{view.t('moderation.appeal.title')}</h2>
      <p>
        {appeal.outcome ? (
          <strong>{view.t(`moderation.outcome.${appeal.outcome}`)}</strong>
        ) : (
          view.t('moderation.statement_appealed')
        )}
      </p>
      {appeal.reasons ? (
        <p class="plain" dir="auto">
          {appeal.reasons}
        </p>
      ) : null}
      <p class="hint">
        {view.t('moderation.appeal.opened', { date: dateOf(view, appeal.opened_at) ?? '' })}
        {judged ? ` ${view.t('moderation.appeal.judged', { date: judged })}` : ''}
      </p>
    </section>
  )
}

function Details({ view, shown }: { view: View; shown: Statement }) {
  return (
    <details>
      <summary>{view.t('moderation.statement_more')}</summary>
      <Lines view={view} lines={otherLines(view, shown)}>
        {shown.authority_request_id ? (
          <div>
            <dt>{view.t('moderation.field.authority_request_id')}</dt>
            <dd>
              <a href={`/minh-bach/yeu-cau#r${shown.authority_request_id}`}>
                {view.t('moderation.request_link')}
              </a>
            </dd>
          </div>
        ) : null}
      </Lines>
    </details>
  )
}

type Shown = Awaited<ReturnType<typeof appealView>>

function AppealPart({
  view,
  id,
  appealed,
  secret,
  typed,
}: {
  view: View
  id: string
  appealed: Shown
  secret: string
  typed: string
}) {
  const messages = appealed.messages.map((one) => ({
    team: one.from === 'moderators',
    text: one.text,
    created_at: new Date(one.created_at),
  }))
  return (
    <section class="sheet" id="appeal">
      <h2>{view.t('moderation.appeal.title')}</h2>
      {appealed.opened_at ? (
        <>
          <Dialogue view={view} messages={messages} />
          {appealed.waits ? <p class="aside">{view.t('moderation.appeal.waits')}</p> : null}
        </>
      ) : (
        <p>
          {view.t('moderation.appeal.how', { date: formatDateTime(new Date(appealed.until), view.locale) })}
        </p>
      )}
      {appealed.outcome ? (
        <p>
          <strong>{view.t(`moderation.outcome.${appealed.outcome}`)}</strong> {appealed.reasons}
        </p>
      ) : null}
      {appealed.refusal ? (
        appealed.outcome ? null : (
          <p class="hint">{view.t(`errors.${appealed.refusal}`)}</p>
        )
      ) : (
        <form method="post" action={`/ly-do/${id}/appeal`}>
          {secret ? <input type="hidden" name="key" value={secret} /> : null}
          <div class="field">
            <label for="f-text">
              {view.t(appealed.opened_at ? 'moderation.appeal.more' : 'moderation.appeal.why')}
            </label>
            <textarea id="f-text" name="text" rows={5} required maxlength={5000} dir="auto">
              {typed}
            </textarea>
          </div>
          <p class="buttons">
            <button type="submit" class="button primary">
              {view.t(appealed.opened_at ? 'moderation.appeal.send' : 'moderation.appeal.open')}
            </button>
          </p>
        </form>
      )}
    </section>
  )
}

async function show(c: Req, key: unknown, typed = '', error: AppError | null = null): Promise<Response> {
  const ctx = c.get('ctx')
  const [row] = await withNames(ctx, [await getStatement(ctx, c.req.param('publicId') ?? '')])
  const own = isConcerned(row!, await readerOf(c, row!, key))
  const shown = own ? statement(ctx, row!) : redacted(ctx, row!)
  const appealed = own ? await appealView(ctx, row!) : null
  const view = await viewOf(c)
  const title = view.t('moderation.statement')
  if (own) c.header('Cache-Control', 'no-store')
  // The key in the address is nobody else's to learn.
  c.header('Referrer-Policy', 'no-referrer')
  return c.html(
    <Page view={view} title={title} head={<meta name="robots" content="noindex" />}>
      <section class="sheet">
        <h1>{title}</h1>
        {error ? (
          <p class="problem" role="alert">
            {view.t(`errors.${error.reason}`, error.params)}
          </p>
        ) : null}
        <p class="hint">{view.t(own ? 'moderation.statement_own' : 'moderation.statement_public')}</p>
        <Now view={view} shown={shown} />
        <Linked view={view} shown={shown} />
        <Lines view={view} lines={firstLines(view, shown, own ? row!.decider : null)} />
        {shown.facts ? (
          <>
            <h2>{view.t('moderation.field.facts')}</h2>
            <p class="plain" dir="auto">
              {shown.facts}
            </p>
          </>
        ) : null}
        <Details view={view} shown={shown} />
        {own && row!.status_id ? (
          <p>
            <a href={`/statuses/${row!.status_id}`}>{view.t('moderation.see_post')}</a>
          </p>
        ) : null}
        <p>
          <a href="/minh-bach">{view.t('moderation.record')}</a>
        </p>
      </section>
      {appealed ? (
        <AppealPart
          view={view}
          id={row!.public_id}
          appealed={appealed}
          secret={typeof key === 'string' ? key : ''}
          typed={typed}
        />
      ) : shown.appeal ? (
        <Outcome view={view} appeal={shown.appeal} />
      ) : null}
    </Page>,
    error ? 422 : 200,
  )
}

export function statementPages(app: App): void {
  app.get('/ly-do/:publicId', (c) => show(c, c.req.query('key')))

  app.post('/ly-do/:publicId/appeal', async (c) => {
    const body = await readBody(c)
    const publicId = c.req.param('publicId')
    try {
      const reader = await readerOf(c, await getStatement(c.get('ctx'), publicId), body['key'])
      await appeal(c.get('ctx'), reader, publicId, { text: body['text'] })
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 422) throw error
      return show(c, body['key'], String(body['text'] ?? ''), error)
    }
    const key =
      typeof body['key'] === 'string' && body['key'] !== '' ? `?key=${encodeURIComponent(body['key'])}` : ''
    return redirectWith(c, `/ly-do/${publicId}${key}#appeal`, 'moderation.flash.appealed')
  })
}
