import type { AppError } from '../../errors.ts'
import { type Params, readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { formatNumber } from '../../lib/format/index.ts'
import { redirectWith } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { correctable, oneOf, Select, wholeProblem } from '../../ui/widgets/fields.tsx'
import { Buttons, Field, FormProblem } from '../../ui/widgets/form.tsx'
import { personOf } from '../communities/index.ts'
import { participantKinds, participantStatuses, type Seat, seats } from './api.ts'
import { NoteField, readNumber, type Typed, typedOf } from './form-parts.tsx'
import { BriefingFrame, briefingPath, sessionOf } from './frame.tsx'
import {
  addParticipant,
  answerInvitation,
  markAttendance,
  type ParticipantInput,
  removeParticipant,
  updateParticipant,
} from './participants.ts'
import { type ParticipantRow, selectParticipant, selectParticipants } from './read-sql.ts'
import { isPublished, mayRun, type Session } from './standing.ts'

const fields = [
  'kind',
  'acct',
  'name',
  'seat',
  'role',
  'affiliation',
  'affiliated_from',
  'affiliated_to',
  'headcount',
  'status',
  'correction',
] as const

const blank: Typed = {
  ...Object.fromEntries(fields.map((name) => [name, ''])),
  kind: 'person',
  seat: 'member',
  status: 'invited',
}

const formOf = (row: ParticipantRow): Typed => ({
  kind: row.kind,
  acct: row.acct ?? row.address,
  name: row.name,
  seat: row.seat,
  role: row.role,
  affiliation: row.affiliation,
  affiliated_from: row.affiliated_from ?? '',
  affiliated_to: row.affiliated_to ?? '',
  headcount: row.headcount === null ? '' : String(row.headcount),
  status: row.status,
  correction: '',
})

const inputOf = (form: Typed): ParticipantInput => ({
  kind: oneOf(form['kind']!, participantKinds, 'person'),
  acct: form['acct'],
  name: form['name'],
  seat: form['seat'] as Seat,
  role: form['role'],
  affiliation: form['affiliation'],
  affiliated_from: form['affiliated_from'],
  affiliated_to: form['affiliated_to'],
  headcount: readNumber(form['headcount']!),
  status: oneOf(form['status']!, participantStatuses, 'invited'),
  note: form['correction'],
})

function PersonForm({
  view,
  session,
  form,
  error,
  action,
  fresh,
}: {
  view: View
  session: Session
  form: Typed
  error: AppError | null
  action: string
  fresh: boolean
}) {
  const { t } = view
  const errors = error?.fields
  const field = (name: (typeof fields)[number], more: Record<string, unknown> = {}) => (
    <Field
      view={view}
      name={name}
      label={t(`briefings.person.${name}`)}
      value={form[name]}
      errors={errors}
      {...more}
    />
  )
  const select = (name: 'kind' | 'seat' | 'status', values: readonly string[]) => (
    <Select
      name={name}
      label={t(`briefings.person.${name}`)}
      value={form[name]!}
      options={values.map((value) => [value, t(`briefings.${name}.${value}`)] as const)}
    />
  )
  return (
    <form class="form" method="post" action={action}>
      <h2>{t(fresh ? 'briefings.person.add' : 'briefings.person.change')}</h2>
      <FormProblem text={wholeProblem(view, error)} />
      {select('kind', participantKinds)}
      {field('name', { hint: t('briefings.person.name_hint') })}
      {field('acct', {
        hint: t('briefings.person.acct_hint'),
        prefix: '@',
        autocapitalize: 'none',
        spellcheck: 'false',
      })}
      {select('seat', seats)}
      {field('role', { hint: t('briefings.person.role_hint') })}
      {field('affiliation')}
      <details open={Boolean(form['affiliated_from'] || form['affiliated_to'] || form['headcount'])}>
        <summary>{t('briefings.person.more')}</summary>
        {field('affiliated_from', { type: 'date' })}
        {field('affiliated_to', { type: 'date' })}
        {field('headcount', { inputmode: 'numeric', hint: t('briefings.person.headcount_hint') })}
      </details>
      {select('status', participantStatuses)}
      <NoteField view={view} briefing={session.briefing} value={form['correction'] ?? ''} errors={errors} />
      <Buttons>
        <button type="submit" class="primary">
          {t(fresh ? 'briefings.person.add_do' : 'common.save')}
        </button>
      </Buttons>
    </form>
  )
}

/** Who she is: her name with her account, her role, whose she is. */
export function Who({ view, row }: { view: View; row: ParticipantRow }) {
  return (
    <>
      {row.acct ? (
        <a href={`/@${row.acct}`}>
          <bdi>{row.name}</bdi>
        </a>
      ) : (
        <bdi>{row.name}</bdi>
      )}
      {row.kind === 'unnamed' ? (
        <span class="hint">
          {' '}
          {row.headcount === null
            ? view.t('briefings.uncounted')
            : view.t('briefings.headcount', { count: formatNumber(row.headcount, view.locale) })}
        </span>
      ) : null}
      {row.role ? <span class="hint"> · {row.role}</span> : null}
      {row.affiliation ? (
        <span class="hint">
          {' · '}
          {row.affiliation}
          {row.affiliated_from || row.affiliated_to
            ? ` (${[row.affiliated_from, row.affiliated_to].map((day) => day?.split('-').reverse().join('/') ?? '…').join(' – ')})`
            : ''}
        </span>
      ) : null}
      {row.address ? <span class="hint"> · @{row.address}</span> : null}
    </>
  )
}

function List({
  view,
  session,
  rows,
  run,
}: {
  view: View
  session: Session
  rows: ParticipantRow[]
  run: boolean
}) {
  const path = `${briefingPath(session)}/thanh-phan`
  const { t } = view
  return (
    <>
      {seats.map((seat) => {
        const here = rows.filter((row) => row.seat === seat)
        if (here.length === 0) return null
        return (
          <section>
            <h2>{t(`briefings.seat.${seat}`)}</h2>
            <ul class="settings-list">
              {here.map((row) => (
                <li>
                  <Who view={view} row={row} />{' '}
                  <span class="badge">{t(`briefings.status.${row.status}`)}</span>
                  {run ? (
                    <div class="thread-tools">
                      <a class="button small" href={`${path}/${row.id}`}>
                        {t('briefings.person.change')}
                        <span class="visually-hidden"> {row.name}</span>
                      </a>
                      {isPublished(session.briefing) ? null : (
                        <form method="post" action={`${path}/${row.id}/bo`}>
                          <button type="submit" class="button small">
                            {t('briefings.remove')}
                            <span class="visually-hidden"> {row.name}</span>
                          </button>
                        </form>
                      )}
                    </div>
                  ) : null}
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </>
  )
}

/** One form for who came: a tick for each named seat. */
function Attendance({ view, session, rows }: { view: View; session: Session; rows: ParticipantRow[] }) {
  const { state } = session.briefing
  const named = rows.filter((row) => row.status !== 'declined')
  if (!['agenda', 'session', 'draft'].includes(state) || named.length === 0) return null
  return (
    <form class="form" method="post" action={`${briefingPath(session)}/thanh-phan/diem-danh`}>
      <h2>{view.t('briefings.attendance')}</h2>
      {named.map((row) => (
        <div class="choice">
          <input
            type="checkbox"
            id={`came-${row.id}`}
            name="came[]"
            value={row.id}
            checked={row.status === 'attended'}
          />
          <label for={`came-${row.id}`}>{row.name}</label>
        </div>
      ))}
      <Buttons>
        <button type="submit" class="primary">
          {view.t('briefings.attendance_do')}
        </button>
      </Buttons>
    </form>
  )
}

async function peoplePage(
  c: Req,
  form: Typed | null = null,
  error: AppError | null = null,
): Promise<Response> {
  const ctx = c.get('ctx')
  const session = await sessionOf(c)
  const [rows, view] = await Promise.all([selectParticipants(ctx, session.briefing.id), viewOf(c)])
  const { t } = view
  const title = t('briefings.tab.participants')
  const run = mayRun(session.series)
  return c.html(
    <BriefingFrame view={view} session={session} title={title}>
      <h1>{title}</h1>
      {rows.length === 0 ? <EmptyState icon="people" text={t('briefings.nobody')} /> : null}
      <List view={view} session={session} rows={rows} run={run} />
      {run ? <Attendance view={view} session={session} rows={rows} /> : null}
      {run ? (
        <PersonForm
          view={view}
          session={session}
          form={form ?? blank}
          error={error}
          action={`${briefingPath(session)}/thanh-phan`}
          fresh
        />
      ) : null}
    </BriefingFrame>,
    (error?.status ?? 200) as 200,
  )
}

async function add(c: Req): Promise<Response> {
  const viewer = personOf(c)
  const session = await sessionOf(c)
  const form = typedOf(await readBody(c), fields)
  try {
    await addParticipant(c.get('ctx'), viewer, session.briefing.id, inputOf(form))
  } catch (thrown) {
    return peoplePage(c, form, correctable(thrown))
  }
  return redirectWith(c, `${briefingPath(session)}/thanh-phan`, 'common.saved')
}

async function personPage(
  c: Req,
  form: Typed | null = null,
  error: AppError | null = null,
): Promise<Response> {
  const ctx = c.get('ctx')
  const session = await sessionOf(c)
  const [row] = await selectParticipant(ctx, session.briefing.id, c.req.param('id') ?? '0')
  if (!row || !mayRun(session.series)) return c.notFound() as Response
  const view = await viewOf(c)
  return c.html(
    <BriefingFrame view={view} session={session} title={row.name} tab="thanh-phan">
      <h1>{row.name}</h1>
      <PersonForm
        view={view}
        session={session}
        form={form ?? formOf(row)}
        error={error}
        action={`${briefingPath(session)}/thanh-phan/${row.id}`}
        fresh={false}
      />
    </BriefingFrame>,
    (error?.status ?? 200) as 200,
  )
}

async function change(c: Req): Promise<Response> {
  const viewer = personOf(c)
  const session = await sessionOf(c)
  const form = typedOf(await readBody(c), fields)
  try {
    await updateParticipant(c.get('ctx'), viewer, session.briefing.id, c.req.param('id') ?? '', inputOf(form))
  } catch (thrown) {
    return personPage(c, form, correctable(thrown))
  }
  return redirectWith(c, `${briefingPath(session)}/thanh-phan`, 'common.saved')
}

function cameOf(body: Params): string[] {
  const value = body['came']
  const ids = Array.isArray(value) ? value : [value]
  return ids.filter((id): id is string => typeof id === 'string')
}

/** Who takes part, and in which seat. */
export function peoplePages(app: App): void {
  const path = '/giao-ban/:series/:number{[0-9]+}'
  app.get(`${path}/thanh-phan`, (c) => peoplePage(c))
  app.post(`${path}/thanh-phan`, add)
  app.post(`${path}/thanh-phan/diem-danh`, async (c) => {
    const viewer = personOf(c)
    const session = await sessionOf(c)
    await markAttendance(c.get('ctx'), viewer, session.briefing.id, cameOf(await readBody(c)))
    return redirectWith(c, `${briefingPath(session)}/thanh-phan`, 'common.saved')
  })
  app.get(`${path}/thanh-phan/:id{[0-9]+}`, (c) => personPage(c))
  app.post(`${path}/thanh-phan/:id{[0-9]+}`, change)
  app.post(`${path}/thanh-phan/:id{[0-9]+}/bo`, async (c) => {
    const viewer = personOf(c)
    const session = await sessionOf(c)
    await removeParticipant(c.get('ctx'), viewer, session.briefing.id, c.req.param('id'))
    return redirectWith(c, `${briefingPath(session)}/thanh-phan`, 'common.saved')
  })
  for (const [name, accepts] of [
    ['nhan-loi', true],
    ['tu-choi', false],
  ] as const) {
    app.post(`${path}/${name}`, async (c) => {
      const viewer = personOf(c)
      const session = await sessionOf(c)
      await answerInvitation(c.get('ctx'), viewer, session.briefing.id, accepts)
      return redirectWith(c, briefingPath(session), 'common.saved')
    })
  }
}
