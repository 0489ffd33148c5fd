import type { Child } from 'hono/jsx'
import { AppError } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { redirectWith } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { correctable } from '../../ui/widgets/fields.tsx'
import {
  BriefingFrame,
  briefingPath,
  isPublished,
  mayRun,
  type Session,
  seriesPath,
  sessionOf,
} from '../briefings/index.ts'
import { personOf } from '../communities/index.ts'
import { saveAction } from './actions.ts'
import { noteConcern, saveConcern } from './concerns.ts'
import { mayDissent, saveCommitment, saveDissent, saveFinding, saveSolution } from './conclusions.ts'
import { type Conclusions, conclusionsOf, promisedBefore, withChoices } from './conclusions-read.ts'
import {
  chosenEvent,
  Folded,
  type FormName,
  formNames,
  OutcomeForm,
  type Refused,
  type Typed,
  typedOf,
} from './forms.tsx'
import { HeldMeasure } from './measures-part.tsx'
import {
  ActionLine,
  CommitmentLine,
  Corrections,
  correctionsOf,
  Dissents,
  Edit,
  Links,
  TrendLine,
  Words,
} from './parts.tsx'
import { limitWrites } from './routes.ts'

interface Shown {
  view: View
  session: Session
  has: Conclusions
  runs: boolean
  dissents: boolean
  refused: Refused | null
  /** On paper: no forms, no links to them. */
  print?: boolean
}

/** The form below a part, for the chairs and the secretary. */
function Add({ shown, form, values }: { shown: Shown; form: FormName; values?: Typed }) {
  const { view, session, has, refused } = shown
  if (shown.print) return null
  return (
    <Folded title={view.t(`outcomes.add.${form}`)} open={refused?.form === form}>
      <OutcomeForm
        view={view}
        form={form}
        action={`${briefingPath(session)}/ket-luan#form-${form}`}
        has={has}
        {...(values ? { values } : {})}
        refused={refused}
        note={isPublished(session.briefing) && !form.startsWith('dissent')}
        submit={view.t('outcomes.save')}
      />
    </Folded>
  )
}

function Part({
  view,
  id,
  title,
  count,
  children,
}: {
  view: View
  id: string
  title: string
  count: number
  children: Child
}) {
  return (
    <section class="outcome-part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {count === 0 ? <p class="hint">{view.t('outcomes.none')}</p> : null}
      {children}
    </section>
  )
}

function Findings({ shown, kind }: { shown: Shown; kind: 'strength' | 'limit' }) {
  const { view, session, has, runs, print } = shown
  const rows = has.findings.filter((row) => row.kind === kind)
  const id = kind === 'strength' ? 'mat-duoc' : 'han-che'
  return (
    <Part view={view} id={id} title={view.t(`outcomes.kind.${kind}`)} count={rows.length}>
      <ol class="outcomes">
        {rows.map((row) => (
          <li class="outcome" id={`nhan-dinh-${row.id}`}>
            <Words text={row.text} />
            <Links view={view} row={row} session={session} />
            <Dissents
              view={view}
              session={session}
              runs={runs}
              rows={has.dissents.filter((one) => one.finding_id === row.id)}
              {...(print ? { print } : {})}
            />
            <Corrections view={view} rows={correctionsOf(has, 'finding', row.id)} />
            {runs && !print ? (
              <Edit view={view} session={session} part="finding" id={row.id} name={row.text} />
            ) : null}
          </li>
        ))}
      </ol>
    </Part>
  )
}

function Solutions({ shown }: { shown: Shown }) {
  const { view, session, has, runs, print } = shown
  return (
    <Part view={view} id="giai-phap" title={view.t('outcomes.solutions')} count={has.solutions.length}>
      <ol class="outcomes">
        {has.solutions.map((row) => {
          const finding = has.findings.find((one) => one.id === row.finding_id)
          return (
            <li class="outcome" id={`giai-phap-${row.id}`}>
              <Words text={row.text} />
              {finding ? (
                <p class="hint">
                  {view.t('outcomes.answers')}{' '}
                  <a href={`#nhan-dinh-${finding.id}`}>{finding.text.slice(0, 80)}</a>
                </p>
              ) : null}
              <Dissents
                view={view}
                session={session}
                runs={runs}
                rows={has.dissents.filter((one) => one.solution_id === row.id)}
                {...(print ? { print } : {})}
              />
              <Corrections view={view} rows={correctionsOf(has, 'solution', row.id)} />
              {runs && !print ? (
                <Edit view={view} session={session} part="solution" id={row.id} name={row.text} />
              ) : null}
            </li>
          )
        })}
      </ol>
      {runs ? <Add shown={shown} form="solution" /> : null}
    </Part>
  )
}

function Actions({ shown }: { shown: Shown }) {
  const { view, session, has, runs, print } = shown
  return (
    <Part view={view} id="viec-can-lam" title={view.t('outcomes.actions')} count={has.actions.length}>
      <ol class="outcomes">
        {has.actions.map((row) => (
          <ActionLine view={view} row={row}>
            <Corrections view={view} rows={correctionsOf(has, 'action', row.id)} />
            {runs && !print ? (
              <Edit view={view} session={session} part="action" id={row.id} name={row.title} />
            ) : null}
          </ActionLine>
        ))}
      </ol>
      {print ? null : (
        <p>
          <a href={`${seriesPath(session.series)}/viec`}>{view.t('outcomes.all_actions')}</a>
        </p>
      )}
      {runs ? <Add shown={shown} form="action" /> : null}
    </Part>
  )
}

function Concerns({ shown }: { shown: Shown }) {
  const { view, session, has, runs, print } = shown
  const { number } = session.briefing
  return (
    <Part view={view} id="tran-tro" title={view.t('outcomes.concerns')} count={has.concerns.length}>
      <ul class="outcomes">
        {has.concerns.map((row) => (
          <li class="outcome" id={`tran-tro-${row.id}`}>
            <h3 dir="auto">{row.title}</h3>
            <p class="hint">
              {[row.raised_by, view.t('outcomes.since_session', { number: row.from_number })]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {row.body ? <Words text={row.body} /> : null}
            <TrendLine
              view={view}
              notes={has.notes.filter((note) => note.concern_id === row.id && note.number <= number)}
            />
            {row.closed_at ? (
              <p class="hint">{view.t('outcomes.concern_closed', { note: row.closed_note })}</p>
            ) : null}
            <Corrections view={view} rows={correctionsOf(has, 'concern', row.id)} />
            {runs && !print ? (
              <Edit view={view} session={session} part="concern" id={row.id} name={row.title} />
            ) : null}
          </li>
        ))}
      </ul>
      {print ? null : (
        <p>
          <a href={`${seriesPath(session.series)}/tran-tro`}>{view.t('outcomes.all_concerns')}</a>
        </p>
      )}
      {runs && has.concerns.length > 0 ? <Add shown={shown} form="note" values={{ trend: 'same' }} /> : null}
      {runs ? <Add shown={shown} form="concern" /> : null}
    </Part>
  )
}

function Commitments({ shown }: { shown: Shown }) {
  const { view, session, has, runs, print } = shown
  return (
    <Part view={view} id="cam-ket" title={view.t('outcomes.commitments')} count={has.commitments.length}>
      <ol class="outcomes">
        {has.commitments.map((row) => (
          <CommitmentLine view={view} row={row}>
            <Corrections view={view} rows={correctionsOf(has, 'commitment', row.id)} />
            {runs && !print ? (
              <Edit view={view} session={session} part="commitment" id={row.id} name={row.text} />
            ) : null}
          </CommitmentLine>
        ))}
      </ol>
      {runs ? <Add shown={shown} form="commitment" /> : null}
    </Part>
  )
}

/** What was taken while the network was hot, and how it went: nobody copies it here. */
function Measures({ shown: { view, has } }: { shown: Shown }) {
  if (has.measures.length === 0) return null
  return (
    <Part view={view} id="bien-phap" title={view.t('outcomes.measures')} count={has.measures.length}>
      <ol class="outcomes">
        {has.measures.map((row) => (
          <HeldMeasure view={view} row={row} />
        ))}
      </ol>
    </Part>
  )
}

/** Dissent from the whole, and the form of those who took part. */
function Whole({ shown }: { shown: Shown }) {
  const { view, session, has, runs, print } = shown
  const rows = has.dissents.filter((one) => !one.finding_id && !one.solution_id)
  if (rows.length === 0 && (!shown.dissents || print)) return null
  return (
    <Part view={view} id="y-kien-khac" title={view.t('outcomes.dissents')} count={rows.length}>
      <Dissents view={view} session={session} runs={runs} rows={rows} {...(print ? { print } : {})} />
      {shown.dissents ? <Add shown={shown} form="dissent" /> : null}
      {runs ? <Add shown={shown} form="dissent_for" /> : null}
    </Part>
  )
}

/** All parts, as the page and the print show them. */
export function AllParts({ shown }: { shown: Shown }) {
  return (
    <>
      <Findings shown={shown} kind="strength" />
      <Findings shown={shown} kind="limit" />
      {shown.runs ? <Add shown={shown} form="finding" /> : null}
      <Solutions shown={shown} />
      <Actions shown={shown} />
      <Concerns shown={shown} />
      <Commitments shown={shown} />
      <Measures shown={shown} />
      <Whole shown={shown} />
    </>
  )
}

/** What the last session promised for this one, to be held against what was done. Written there, not here. */
function PromisedBefore({
  view,
  session,
  before,
}: {
  view: View
  session: Session
  before: NonNullable<Awaited<ReturnType<typeof promisedBefore>>>
}) {
  const { number } = before
  return (
    <section class="outcome-part" aria-labelledby="da-cam-ket">
      <h2 id="da-cam-ket">{view.t('outcomes.promised_at', { number })}</h2>
      <ol class="outcomes">
        {before.rows.map((row) => (
          <CommitmentLine view={view} row={row} />
        ))}
      </ol>
      <p>
        <a href={`${seriesPath(session.series)}/${number}/ket-luan#cam-ket`}>
          {view.t('outcomes.promised_there', { number })}
        </a>
      </p>
    </section>
  )
}

async function page(c: Req, session: Session, refused: Refused | null): Promise<Response> {
  const ctx = c.get('ctx')
  const runs = mayRun(session.series)
  const [view, has, dissents, before] = await Promise.all([
    viewOf(c),
    conclusionsOf(ctx, session).then((has) => (runs ? withChoices(ctx, session, has) : has)),
    mayDissent(ctx, c.get('viewer'), session),
    promisedBefore(ctx, session),
  ])
  const title = view.t('outcomes.title')
  const shown = { view, session, has, runs, dissents, refused }
  return c.html(
    <BriefingFrame view={view} session={session} title={title} tab="ket-luan">
      <h1>{title}</h1>
      {isPublished(session.briefing) ? null : <p class="hint">{view.t('outcomes.not_published')}</p>}
      {before ? <PromisedBefore view={view} session={session} before={before} /> : null}
      <AllParts shown={shown} />
      <p class="outcome-files">
        <a href={`${briefingPath(session)}/phien-ban`}>{view.t('outcomes.files')}</a>
      </p>
    </BriefingFrame>,
    (refused?.error.status ?? 200) as 200,
  )
}

type Saved = [anchor: string, id: string]

/** What each form of the page does. */
async function save(c: Req, session: Session, form: FormName, typed: Typed): Promise<Saved> {
  const ctx = c.get('ctx')
  const viewer = personOf(c)
  limitWrites(c, viewer)
  const { id } = session.briefing
  switch (form) {
    case 'finding':
      return ['nhan-dinh', await saveFinding(ctx, viewer, id, null, typed)]
    case 'solution':
      return ['giai-phap', await saveSolution(ctx, viewer, id, null, typed)]
    case 'action':
      await saveAction(ctx, viewer, id, null, typed)
      return ['viec-can-lam', '']
    case 'concern':
      return ['tran-tro', await saveConcern(ctx, viewer, id, null, typed)]
    case 'note':
      return ['tran-tro', await noteConcern(ctx, viewer, id, typed['concern'] ?? '', typed)]
    case 'commitment':
      return ['cam-ket', await saveCommitment(ctx, viewer, id, null, chosenEvent(typed))]
    case 'dissent':
    case 'dissent_for':
      return ['y-kien', await saveDissent(ctx, viewer, id, null, typed)]
    default:
      throw new AppError('bad_request')
  }
}

export function conclusionPages(app: App): void {
  const path = '/giao-ban/:series/:number{[0-9]+}/ket-luan'
  app.get(path, async (c) => page(c, await sessionOf(c), null))

  app.post(path, async (c) => {
    const session = await sessionOf(c)
    const body = await readBody(c)
    const form = formNames.find((name) => name === body['form'])
    if (!form) throw new AppError('bad_request')
    const typed = typedOf(body, form)
    try {
      const [anchor, id] = await save(c, session, form, typed)
      const at = id ? `${anchor}-${id}` : anchor
      return redirectWith(c, `${briefingPath(session)}/ket-luan#${at}`, 'outcomes.flash.saved')
    } catch (thrown) {
      return page(c, session, { form, typed, error: correctable(thrown) })
    }
  })
}
