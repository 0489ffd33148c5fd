import type { Context, Id } from '../../context.ts'
import { AppError, notFound } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { isId } from '../../lib/ids.ts'
import { redirectWith } from '../../ui/flash.ts'
import type { View } from '../../ui/view.ts'
import { viewOf } from '../../ui/view.ts'
import { RelativeTime } from '../../ui/widgets/time.tsx'
import { scams } from './api.ts'
import { answerAppeal, judgeAppeal, mayJudge } from './appeal.ts'
import { BlockMore, blockable } from './block-more.tsx'
import { caseTitle, isWaiting } from './case-line.ts'
import { AppealCard, Before, Content, DecisionLine, Jumps, problemOf, Reports } from './case-parts.tsx'
import { addNote, giveBack, nextCase, reopenCase, takeCase } from './cases.ts'
import { type CaseRow, selectContext, selectNotes, selectReports } from './cases-sql.ts'
import { decide, reverse } from './decide.ts'
import { DecisionForm, readDecision } from './decision-form.tsx'
import * as sql from './decisions-sql.ts'
import { DeskPage, deskViewer } from './desk-pages.tsx'
import { rulesByIds, rulesFor } from './rules.ts'
import { targetOf } from './targets.ts'
import { conflictOf, disclosureOf, getCase, hasJudge, isOperator } from './who.ts'

const idOf = (c: Req): Id => {
  const value = c.req.param('id') ?? ''
  if (!isId(value)) throw notFound()
  return value
}

/** Everything that the page of a case shows, in few queries. */
async function gather(ctx: Context, viewer: Viewer, id: Id) {
  const row = await getCase(ctx, viewer, id)
  const [
    conflict,
    disclosed,
    reports,
    notes,
    decisions,
    appeals,
    rules,
    people,
    history,
    judge,
    judged,
    more,
    context,
    next,
  ] = await Promise.all([
    conflictOf(ctx, viewer, row),
    disclosureOf(ctx, viewer, row),
    selectReports(ctx, id, 50),
    selectNotes(ctx, id),
    sql.selectDecisionsOfCase(ctx, id),
    sql.selectAppealsOfCase(ctx, id),
    rulesFor(ctx, row.community_id),
    namesOf(ctx, row),
    row.account_id ? sql.selectHistory(ctx, row.account_id, 10) : [],
    mayJudge(ctx, viewer, id),
    row.state === 'appealed' ? hasJudge(ctx, row) : true,
    isOperator(viewer) ? blockable(ctx, row) : null,
    row.status_id ? selectContext(ctx, row.status_id, row.community_id) : [],
    nextCase(ctx, viewer, row),
  ])
  const [messages, named] = await Promise.all([
    sql.selectMessages(
      ctx,
      appeals.map((one) => one.id),
    ),
    rulesByIds(
      ctx,
      reports.flatMap((report) => report.rule_ids),
    ),
  ])
  const earlier = history.filter((one) => one.case_id !== id)
  const shown = {
    reports,
    notes,
    decisions,
    appeals,
    rules,
    people,
    earlier,
    messages,
    named,
    more,
    context: context[0] ?? null,
    next,
  }
  return { row, conflict, disclosed, ...shown, judge, judged }
}

async function namesOf(ctx: Context, row: CaseRow): Promise<Map<Id, string>> {
  const ids = [row.account_id, row.community_id, row.assignee_id].filter((id) => id !== null)
  const rows = await ctx.db<{ id: Id; username: string }[]>`
    select id, username from accounts where id = any(${ids}::bigint[])`
  return new Map(rows.map(({ id, username }) => [id, username]))
}

type Gathered = Awaited<ReturnType<typeof gather>>

function Head({ view, whole }: { view: View; whole: Gathered }) {
  const { row, people, conflict, disclosed } = whole
  const who = row.account_id ? people.get(row.account_id) : null
  const room = row.community_id ? people.get(row.community_id) : null
  const holder = row.assignee_id ? people.get(row.assignee_id) : null
  const base = `/moderation/cases/${row.id}`
  const waits = row.state === 'open' || row.state === 'assessing'
  return (
    <>
      <p>
        <span class={row.urgency === 0 ? 'badge alert' : 'badge'}>
          {view.t(`moderation.urgency.${row.urgency}`)}
        </span>{' '}
        <span class="badge">{view.t(`moderation.state.${row.state}`)}</span>{' '}
        {row.flagged ? <span class="badge">{view.t('moderation.flagger.badge')}</span> : null}{' '}
        {targetOf(row.subject) ? <strong>{targetOf(row.subject)!.value}</strong> : null}
        {who ? <a href={`/@${who}`}>@{who}</a> : null}
        {room ? ` · ${view.t('moderation.in', { name: room })}` : ''} ·{' '}
        <RelativeTime view={view} at={row.opened_at} />
        {holder && isWaiting(row) ? ` · ${view.t('moderation.with', { name: holder })}` : ''}
        {row.source === 'report' ? '' : ` · ${view.t(`moderation.source.${row.source}`)}`}
        {row.authority_request_id ? (
          <>
            {' · '}
            <a href={`/minh-bach/yeu-cau#r${row.authority_request_id}`}>
              {view.t('moderation.request_link')}
            </a>
          </>
        ) : null}
      </p>
      {conflict ? (
        <p class="problem" role="alert">
          {view.t(disclosed ? `moderation.conflict.${disclosed}_before` : `errors.case_conflict_${conflict}`)}
        </p>
      ) : null}
      <form method="post" class="buttons" action={`${base}/take`}>
        {waits && row.assignee_id !== view.viewer?.id ? (
          <button type="submit" class="button" accesskey="t" data-key="t">
            {view.t('moderation.take')}
          </button>
        ) : null}
        {waits && row.assignee_id ? (
          <button type="submit" class="button" formaction={`${base}/give_back`}>
            {view.t('moderation.give_back')}
          </button>
        ) : null}
        {row.state === 'decided' || row.state === 'closed' ? (
          <button type="submit" class="button" formaction={`${base}/reopen`}>
            {view.t('moderation.reopen')}
          </button>
        ) : null}
      </form>
    </>
  )
}

function Notes({ view, whole }: { view: View; whole: Gathered }) {
  return (
    <section class="sheet">
      <h2>{view.t('moderation.notes')}</h2>
      <ul class="desk">
        {whole.notes.map((note) => (
          <li>
            <p class="plain" dir="auto">
              {note.text}
            </p>
            <p class="hint">
              @{note.username} · <RelativeTime view={view} at={note.created_at} />
            </p>
          </li>
        ))}
      </ul>
      <form method="post" action={`/moderation/cases/${whole.row.id}/notes`}>
        <div class="field">
          <label for="f-note">{view.t('moderation.note')}</label>
          <textarea id="f-note" name="text" rows={2} required maxlength={5000} dir="auto" />
        </div>
        <p class="buttons">
          <button type="submit" class="button">
            {view.t('moderation.note_add')}
          </button>
        </p>
      </form>
    </section>
  )
}

function Decisions({ view, whole }: { view: View; whole: Gathered }) {
  const { decisions, earlier, conflict, disclosed } = whole
  return (
    <>
      {decisions.length > 0 ? (
        <section class="sheet">
          <h2>{view.t('moderation.decisions')}</h2>
          <ul class="desk">
            {decisions.map((one) => (
              <DecisionLine view={view} row={one} mayReverse={conflict === null || disclosed !== null} />
            ))}
          </ul>
          {view.viewer?.role !== 'user' && decisions.some((one) => scams.includes(one.category)) ? (
            <p>
              <a href={`/moderation/${whole.row.id}/identifiers`}>{view.t('scams.identifiers')}</a>
            </p>
          ) : null}
        </section>
      ) : null}
      <section class="sheet">
        <h2>{view.t('moderation.history')}</h2>
        {earlier.length === 0 ? <p class="hint">{view.t('moderation.history_none')}</p> : null}
        <ul class="desk">
          {earlier.map((one) => (
            <DecisionLine view={view} row={one} mayReverse={false} />
          ))}
        </ul>
      </section>
    </>
  )
}

async function show(c: Req, id: Id, typed: Record<string, unknown> = {}, error: AppError | null = null) {
  const viewer = deskViewer(c)
  const whole = await gather(c.get('ctx'), viewer, id)
  const view = await viewOf(c)
  const { row, appeals, messages, rules, named, reports, judge, judged, more, next } = whole
  const mayAct = whole.conflict === null || whole.disclosed !== null
  const decides = mayAct && (row.state === 'open' || row.state === 'assessing')
  const operator = isOperator(viewer)
  return c.html(
    <DeskPage view={view} title={caseTitle(view, row)}>
      {error ? (
        <p class="problem" role="alert">
          {problemOf(view, error)}
        </p>
      ) : null}
      <Head view={view} whole={whole} />
      <Jumps view={view} next={next} decides={decides} />
      {whole.context ? <Before view={view} context={whole.context} /> : null}
      <Content view={view} row={row} />
      {appeals.map((appeal) => (
        <AppealCard
          view={view}
          row={row}
          appeal={appeal}
          messages={messages.filter((one) => one.appeal_id === appeal.id)}
          mayJudge={judge}
          nobody={!judged}
          conflict={!mayAct}
          operator={operator}
        />
      ))}
      <Reports view={view} row={row} reports={reports} rules={named} />
      <Decisions view={view} whole={whole} />
      <Notes view={view} whole={whole} />
      {more ? <BlockMore view={view} row={row} more={more} /> : null}
      {decides ? (
        <DecisionForm view={view} row={row} operator={operator} rules={rules} typed={typed} />
      ) : null}
    </DeskPage>,
    error ? (error.status === 409 ? 409 : 422) : 200,
  )
}

/** In which language the person concerned reads. */
async function languageOf(ctx: Context, viewer: Viewer, id: Id): Promise<'vi' | 'en'> {
  const row = await getCase(ctx, viewer, id)
  const [person] = row.account_id ? await sql.selectPerson(ctx, row.account_id) : []
  return person?.locale === 'en' ? 'en' : 'vi'
}

type Body = Record<string, unknown>

/** A form of a case: does its work, says so, and comes back to the case; what is refused is shown there. */
function form(
  app: App,
  path: string,
  flash: string,
  caseOf: (ctx: Context, id: Id) => Promise<Id>,
  work: (ctx: Context, viewer: Viewer, id: Id, body: Body) => Promise<unknown>,
): void {
  app.post(path, async (c) => {
    const viewer = deskViewer(c)
    const ctx = c.get('ctx')
    const [id, body] = [idOf(c), await readBody(c)]
    const caseId = await caseOf(ctx, id)
    try {
      await work(ctx, viewer, id, body)
    } catch (error) {
      if (!(error instanceof AppError) || ![409, 422].includes(error.status)) throw error
      return show(c, caseId, body, error)
    }
    return redirectWith(c, `/moderation/cases/${caseId}`, flash)
  })
}

const itself = async (_ctx: Context, id: Id): Promise<Id> => id

async function caseOfDecision(ctx: Context, id: Id): Promise<Id> {
  const [row] = await sql.selectDecision(ctx, id)
  if (!row) throw notFound()
  return row.case_id
}

async function caseOfAppeal(ctx: Context, id: Id): Promise<Id> {
  const [row] = await ctx.db<{ case_id: Id }[]>`select case_id from appeals where id = ${id}`
  if (!row) throw notFound()
  return row.case_id
}

export function casePages(app: App): void {
  app.get('/moderation/cases/:id', (c) => show(c, idOf(c)))
  const of = '/moderation/cases/:id'
  form(app, `${of}/take`, 'moderation.flash.taken', itself, takeCase)
  form(app, `${of}/give_back`, 'moderation.flash.given_back', itself, giveBack)
  form(app, `${of}/reopen`, 'moderation.flash.reopened', itself, reopenCase)
  form(app, `${of}/notes`, 'moderation.flash.noted', itself, addNote)
  form(app, `${of}/decide`, 'moderation.flash.decided', itself, async (ctx, viewer, id, body) =>
    decide(ctx, viewer, id, readDecision(body, await languageOf(ctx, viewer, id))),
  )
  form(
    app,
    '/moderation/decisions/:id/reverse',
    'moderation.flash.reversed',
    caseOfDecision,
    (ctx, viewer, id, body) =>
      reverse(ctx, viewer, id, typeof body['facts'] === 'string' ? body['facts'].trim().slice(0, 5000) : ''),
  )
  form(app, '/moderation/appeals/:id/messages', 'moderation.flash.answered', caseOfAppeal, answerAppeal)
  form(app, '/moderation/appeals/:id/judge', 'moderation.flash.judged', caseOfAppeal, judgeAppeal)
}
