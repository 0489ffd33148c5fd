import { AppError, notFound } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { type IdentifierKind, identifierKinds } from '../../lib/identifiers.ts'
import { isId } from '../../lib/ids.ts'
import { redirectWith } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { FormProblem, fieldProblem } from '../../ui/widgets/form.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { RelativeTime } from '../../ui/widgets/time.tsx'
import { DeskPage, deskViewer } from '../moderation/index.ts'
import { disputeOutcomes } from './api.ts'
import { answerDispute, confirmIdentifiers, namedIn, openDisputes, withdrawIdentifier } from './scams.ts'
import type { ConfirmedRow, DeskDisputeRow } from './sql.ts'

interface TypedRow {
  ticked: boolean
  kind: IdentifierKind
  value: string
  bank: string
}

const emptyRow: TypedRow = { ticked: false, kind: 'phone', value: '', bank: '' }

/** The form's rows, `rows[0][value]` and so on; a row counts when it is ticked. */
function readRows(body: Record<string, unknown>): TypedRow[] {
  const rows = Object.values((body['rows'] ?? {}) as object) as unknown[]
  return rows.slice(0, 60).map((row) => {
    const fields = (typeof row === 'object' && row !== null ? row : {}) as Record<string, unknown>
    const text = (name: string) => (typeof fields[name] === 'string' ? (fields[name] as string) : '')
    return {
      ticked: text('ticked') === '1',
      kind: identifierKinds.find((kind) => kind === text('kind')) ?? 'phone',
      value: text('value'),
      bank: text('bank'),
    }
  })
}

function Row({ view, row, at, error }: { view: View; row: TypedRow; at: number; error: AppError | null }) {
  const problem = ['value', 'bank']
    .map((name) => fieldProblem(view, error?.fields, `rows.${at}.${name}`))
    .filter(Boolean)
    .join('; ')
  const wrong = problem ? { 'aria-invalid': 'true', 'aria-describedby': `row-${at}-error` } : {}
  const number = at + 1
  return (
    <fieldset class="scam-row">
      <legend>{view.t('scams.row', { number })}</legend>
      <div class="choice">
        <input type="checkbox" id={`row-${at}`} name={`rows[${at}][ticked]`} value="1" checked={row.ticked} />
        <label for={`row-${at}`}>{view.t('scams.row_confirm')}</label>
      </div>
      <select name={`rows[${at}][kind]`} aria-label={view.t('scams.row_kind', { number })}>
        {identifierKinds.map((kind) => (
          <option value={kind} selected={kind === row.kind}>
            {view.t(`scams.kind.${kind}`)}
          </option>
        ))}
      </select>
      <input
        name={`rows[${at}][value]`}
        value={row.value}
        maxlength={500}
        autocomplete="off"
        aria-label={view.t('scams.row_value', { number })}
        placeholder={view.t('scams.row_value_hint')}
        {...wrong}
      />
      <input
        name={`rows[${at}][bank]`}
        value={row.bank}
        maxlength={60}
        aria-label={view.t('scams.row_bank', { number })}
        placeholder={view.t('scams.row_bank_hint')}
      />
      {problem ? (
        <p class="field-error" id={`row-${at}-error`}>
          {problem}
        </p>
      ) : null}
    </fieldset>
  )
}

function Standing({ view, caseId, rows }: { view: View; caseId: string; rows: ConfirmedRow[] }) {
  return (
    <section class="sheet">
      <h2>{view.t('scams.confirmed')}</h2>
      {rows.length === 0 ? <p class="hint">{view.t('scams.confirmed_none')}</p> : null}
      <ul class="desk">
        {rows.map((one) => (
          <li>
            <form method="post" action={`/moderation/${caseId}/identifiers/withdraw`} class="case-inline">
              <span>
                {view.t(`scams.kind.${one.kind}`)}{' '}
                <strong class="scam-name" translate="no">
                  {one.value}
                </strong>{' '}
                {one.bank}
              </span>
              <input type="hidden" name="entry" value={one.id} />
              <button
                type="submit"
                class="button small"
                aria-label={view.t('scams.withdraw_one', { value: one.value })}
              >
                {view.t('scams.withdraw')}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}

async function identifiersPage(c: Req, typed: TypedRow[] | null = null, error: AppError | null = null) {
  const viewer = deskViewer(c)
  const id = caseIdOf(c)
  const { decision, confirmed, proposed } = await namedIn(c.get('ctx'), viewer, id)
  const rows = typed ?? [
    ...proposed.slice(0, 27).map((one) => ({ ticked: false, ...one })),
    ...Array<TypedRow>(3).fill(emptyRow),
  ]
  const view = await viewOf(c)
  return c.html(
    <DeskPage view={view} title={view.t('scams.identifiers')}>
      <p>
        <a href={`/moderation/cases/${id}`}>{view.t('scams.back_to_case')}</a>
      </p>
      {decision ? (
        <>
          <Standing view={view} caseId={id} rows={confirmed} />
          <form class="sheet" method="post" action={`/moderation/${id}/identifiers`}>
            <h2>{view.t('scams.confirm_title')}</h2>
            <p class="hint">{view.t('scams.confirm_hint')}</p>
            <FormProblem text={error ? view.t(`errors.${error.reason}`, error.params) : null} />
            {rows.map((row, at) => (
              <Row view={view} row={row} at={at} error={error} />
            ))}
            <p class="buttons">
              <button type="submit" class="button primary">
                {view.t('scams.confirm')}
              </button>
            </p>
          </form>
        </>
      ) : (
        <EmptyState icon="shield" text={view.t('errors.scam_no_decision')} />
      )}
    </DeskPage>,
    error ? error.status : 200,
  )
}

function caseIdOf(c: Req): string {
  const id = c.req.param('id') ?? ''
  if (!isId(id)) throw notFound()
  return id
}

function Waiting({ view, row, error }: { view: View; row: DeskDisputeRow; error: AppError | null }) {
  return (
    <li>
      <p>
        <a href={`/lua-dao/${row.public_id}`}>
          {view.t(`scams.kind.${row.kind}`)}{' '}
          <span class="scam-name" translate="no">
            {row.value}
          </span>{' '}
          {row.bank}
        </a>
      </p>
      <blockquote class="plain" dir="auto">
        {row.text}
      </blockquote>
      <p class="hint">
        {row.username ? `@${row.username}` : `${view.t('scams.object_contact')}: ${row.contact}`} ·{' '}
        {view.t(row.public ? 'scams.may_publish' : 'scams.may_not_publish')} ·{' '}
        <RelativeTime view={view} at={row.created_at} />
      </p>
      <form method="post" action={`/moderation/lua-dao/${row.id}`}>
        <FormProblem text={error ? view.t(`errors.${error.reason}`, error.params) : null} />
        <div class="field">
          <label for={`a-${row.id}`}>{view.t('scams.answer')}</label>
          <textarea id={`a-${row.id}`} name="answer" rows={3} required maxlength={2000} dir="auto" />
        </div>
        <p class="buttons">
          {disputeOutcomes
            .filter((outcome) => outcome !== 'published' || row.public)
            .map((outcome) => (
              <button type="submit" class="button" name="outcome" value={outcome}>
                {view.t(`scams.do.${outcome}`)}
              </button>
            ))}
        </p>
      </form>
    </li>
  )
}

const pageSize = 20

async function disputesPage(c: Req, wrong: { id: string; error: AppError } | null = null) {
  const viewer = deskViewer(c)
  const after = c.req.query('after') ?? '0'
  const rows = await openDisputes(c.get('ctx'), viewer, isId(after) ? after : '0', pageSize)
  const view = await viewOf(c)
  return c.html(
    <DeskPage view={view} title={view.t('scams.disputes')}>
      <p class="hint">{view.t('scams.disputes_hint')}</p>
      {rows.length === 0 ? <EmptyState icon="check" text={view.t('scams.disputes_none')} /> : null}
      <ol class="desk">
        {rows.map((row) => (
          <Waiting view={view} row={row} error={wrong?.id === row.id ? wrong.error : null} />
        ))}
      </ol>
      <Pager
        view={view}
        next={rows.length === pageSize ? `/moderation/lua-dao?after=${rows.at(-1)!.id}` : null}
      />
    </DeskPage>,
    wrong ? wrong.error.status : 200,
  )
}

export function scamDesk(app: App): void {
  app.get('/moderation/lua-dao', (c) => disputesPage(c))

  app.post('/moderation/lua-dao/:id{[0-9]+}', async (c) => {
    const viewer = deskViewer(c)
    const id = caseIdOf(c)
    try {
      await answerDispute(c.get('ctx'), viewer, id, await readBody(c))
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 422) throw error
      return disputesPage(c, { id, error })
    }
    return redirectWith(c, '/moderation/lua-dao', 'scams.flash.answered')
  })

  app.get('/moderation/:id{[0-9]+}/identifiers', (c) => identifiersPage(c))

  app.post('/moderation/:id{[0-9]+}/identifiers', async (c) => {
    const viewer = deskViewer(c)
    const id = caseIdOf(c)
    const typed = readRows(await readBody(c))
    // Only what is ticked is sent on; a fault is shown in the row where it was typed.
    const places = typed.flatMap((row, at) => (row.ticked ? [at] : []))
    try {
      const rows = places.map((at) => typed[at])
      await confirmIdentifiers(c.get('ctx'), viewer, id, rows)
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 422) throw error
      const fields = error.fields.map((one) => ({
        ...one,
        field: one.field.replace(/^rows\.(\d+)/, (_, at: string) => `rows.${places[Number(at)]}`),
      }))
      return identifiersPage(c, typed, new AppError('unprocessable', error.reason, { fields }))
    }
    return redirectWith(c, `/moderation/${id}/identifiers`, 'scams.flash.confirmed')
  })

  app.post('/moderation/:id{[0-9]+}/identifiers/withdraw', async (c) => {
    const viewer = deskViewer(c)
    const id = caseIdOf(c)
    const { entry } = await readBody(c)
    if (!isId(entry)) throw notFound()
    await withdrawIdentifier(c.get('ctx'), viewer, id, entry)
    return redirectWith(c, `/moderation/${id}/identifiers`, 'scams.flash.withdrawn')
  })
}
