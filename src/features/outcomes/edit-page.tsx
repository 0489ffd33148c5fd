import { AppError, forbidden, notFound } from '../../errors.ts'
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
  sessionOf,
} from '../briefings/index.ts'
import { personOf } from '../communities/index.ts'
import { removeAction, saveAction } from './actions.ts'
import { type Part, parts } from './api.ts'
import { closeConcern, removeConcern, reopenConcern, saveConcern } from './concerns.ts'
import { removeConclusion, saveCommitment, saveDissent, saveFinding, saveSolution } from './conclusions.ts'
import { type Conclusions, conclusionsOf, withChoices } from './conclusions-read.ts'
import {
  chosenEvent,
  type FormName,
  formNames,
  OutcomeForm,
  type Refused,
  type Typed,
  typedOf,
} from './forms.tsx'
import { typedGrounds } from './links.ts'
import type * as read from './read-sql.ts'
import { limitWrites } from './routes.ts'

interface Subject {
  /** What stands in the form at first. */
  values: Typed
  concern?: read.ConcernRow
}

const find = <T extends { id: string }>(rows: T[], id: string): T => {
  const row = rows.find((one) => one.id === id)
  if (!row) throw notFound()
  return row
}

/** The thing that is changed, as its form holds it; 404 for none, 403 for whoever may not change it. */
function subjectOf(session: Session, has: Conclusions, part: Part, id: string, viewerId: string): Subject {
  const runs = mayRun(session.series)
  if (part === 'dissent') {
    const row = find(has.dissents, id)
    if (row.account_id === null ? !runs : row.account_id !== viewerId) throw forbidden('outcome_not_yours')
    const about = row.finding_id
      ? `finding:${row.finding_id}`
      : row.solution_id
        ? `solution:${row.solution_id}`
        : ''
    return { values: { about, text: row.text, name: row.account_id ? '' : row.name } }
  }
  if (!runs) throw forbidden('briefing_needs_role')
  switch (part) {
    case 'finding': {
      const row = find(has.findings, id)
      return { values: { kind: row.kind, text: row.text, links: typedGrounds(row) } }
    }
    case 'solution': {
      const row = find(has.solutions, id)
      return { values: { text: row.text, finding_id: row.finding_id ?? '' } }
    }
    case 'action': {
      const row = find(has.actions, id)
      return {
        values: {
          title: row.title,
          body: row.body,
          owner: row.owner_acct ? `@${row.owner_acct}` : row.owner,
          due_on: row.due_on ?? '',
          review_on: row.review_on ?? '',
          solution_id: row.solution_id ?? '',
          carried_from: row.carried_from === null ? '' : String(row.carried_from),
        },
      }
    }
    case 'concern': {
      const row = find(has.concerns, id)
      return { values: { title: row.title, body: row.body, raised_by: row.raised_by }, concern: row }
    }
    default: {
      const row = find(has.commitments, id)
      return { values: { text: row.text, event: row.event_id ?? '', plan: row.plan_id ?? '' } }
    }
  }
}

interface EditProps {
  view: View
  session: Session
  has: Conclusions
  part: Part
  subject: Subject
  refused: Refused | null
  action: string
}

/** A concern is closed at a session, or worries again. */
function ConcernState({ view, session, subject, refused, action }: EditProps) {
  const { concern } = subject
  if (!concern) return null
  const note = isPublished(session.briefing)
  return concern.closed_at ? (
    <section>
      <h2>{view.t('outcomes.reopen_concern')}</h2>
      <OutcomeForm
        view={view}
        form="reopen_concern"
        action={action}
        refused={refused}
        note={note}
        submit={view.t('outcomes.reopen_concern')}
      />
    </section>
  ) : (
    <section>
      <h2>{view.t('outcomes.close_concern')}</h2>
      <OutcomeForm
        view={view}
        form="close_concern"
        action={action}
        refused={refused}
        note={note}
        submit={view.t('outcomes.close_concern')}
      />
    </section>
  )
}

function EditBody(props: EditProps) {
  const { view, session, has, part, subject, refused, action } = props
  const published = isPublished(session.briefing)
  // A concern of an earlier session keeps its words.
  const own = !subject.concern || subject.concern.briefing_id === session.briefing.id
  return (
    <>
      {own ? (
        <OutcomeForm
          view={view}
          form={part === 'dissent' && subject.values['name'] ? 'dissent_for' : part}
          action={action}
          has={has}
          values={subject.values}
          refused={refused}
          note={published}
          submit={view.t('outcomes.save')}
        />
      ) : null}
      <ConcernState {...props} />
      {published ? (
        <p class="hint">{view.t('outcomes.stays')}</p>
      ) : own ? (
        <form method="post" action={action} class="outcome-remove">
          <input type="hidden" name="form" value="remove" />
          <button type="submit" class="danger">
            {view.t('outcomes.remove')}
          </button>
        </form>
      ) : null}
    </>
  )
}

const partOf = (c: Req): Part => {
  const part = parts.find((name) => name === c.req.param('part'))
  if (!part) throw notFound()
  return part
}

async function page(c: Req, session: Session, refused: Refused | null): Promise<Response> {
  const viewer = personOf(c)
  const part = partOf(c)
  const id = c.req.param('id')!
  const ctx = c.get('ctx')
  const has = await withChoices(ctx, session, await conclusionsOf(ctx, session))
  const subject = subjectOf(session, has, part, id, viewer.id)
  const view = await viewOf(c)
  const title = view.t(`outcomes.edit.${part}`)
  const path = `${briefingPath(session)}/ket-luan`
  return c.html(
    <BriefingFrame view={view} session={session} title={title} tab="ket-luan">
      <h1>{title}</h1>
      <EditBody
        view={view}
        session={session}
        has={has}
        part={part}
        subject={subject}
        refused={refused}
        action={`${path}/${part}/${id}`}
      />
      <p>
        <a href={path}>{view.t('outcomes.back')}</a>
      </p>
    </BriefingFrame>,
    (refused?.error.status ?? 200) as 200,
  )
}

const savers = {
  finding: saveFinding,
  solution: saveSolution,
  action: saveAction,
  concern: saveConcern,
  commitment: saveCommitment,
  dissent: saveDissent,
}

async function change(c: Req, session: Session, form: FormName, typed: Typed): Promise<void> {
  const ctx = c.get('ctx')
  const viewer = personOf(c)
  limitWrites(c, viewer)
  const part = partOf(c)
  const id = c.req.param('id')!
  const { id: briefingId } = session.briefing
  if (form === 'close_concern') await closeConcern(ctx, viewer, briefingId, id, typed)
  else if (form === 'reopen_concern') await reopenConcern(ctx, viewer, briefingId, id, typed)
  else await savers[part](ctx, viewer, briefingId, id, chosenEvent(typed))
}

async function remove(c: Req, session: Session): Promise<void> {
  const ctx = c.get('ctx')
  const viewer = personOf(c)
  const part = partOf(c)
  const id = c.req.param('id')!
  const { id: briefingId } = session.briefing
  if (part === 'action') await removeAction(ctx, viewer, briefingId, id)
  else if (part === 'concern') await removeConcern(ctx, viewer, briefingId, id)
  else await removeConclusion(ctx, viewer, briefingId, part, id)
}

/** One thing of the conclusions: its form, and the way to take it away while nothing is published. */
export function editPages(app: App): void {
  const path = '/giao-ban/:series/:number{[0-9]+}/ket-luan/:part/:id{[0-9]+}'
  app.get(path, async (c) => page(c, await sessionOf(c), null))

  app.post(path, async (c) => {
    const session = await sessionOf(c)
    const back = `${briefingPath(session)}/ket-luan`
    const body = await readBody(c)
    if (body['form'] === 'remove') {
      await remove(c, session)
      return redirectWith(c, back, 'outcomes.flash.removed')
    }
    const form = formNames.find((name) => name === body['form'])
    if (!form) throw new AppError('bad_request')
    const typed = typedOf(body, form)
    try {
      await change(c, session, form, typed)
      return redirectWith(c, back, 'outcomes.flash.saved')
    } catch (thrown) {
      return page(c, session, { form, typed, error: correctable(thrown) })
    }
  })
}
