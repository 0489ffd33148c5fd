import type { Id } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { redirectWith } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { correctable, Select, wholeProblem } from '../../ui/widgets/fields.tsx'
import { Buttons, Field, FormProblem } from '../../ui/widgets/form.tsx'
import { personOf } from '../communities/index.ts'
import {
  type AgendaInput,
  addAgendaItem,
  documentLines,
  moveAgendaItem,
  readDocuments,
  removeAgendaItem,
  setCurrentItem,
  updateAgendaItem,
} from './agenda.ts'
import { NoteField, readNumber, type Typed, typedOf } from './form-parts.tsx'
import { BriefingFrame, briefingPath, seriesPath, sessionOf } from './frame.tsx'
import { Promised } from './overview.tsx'
import {
  type AgendaRow,
  type ParticipantRow,
  selectAgenda,
  selectAgendaItem,
  selectParticipants,
  selectPromised,
} from './read-sql.ts'
import { isPublished, mayRun, type Session } from './standing.ts'

const fields = [
  'title',
  'body',
  'presenter_id',
  'presenter',
  'minutes_planned',
  'documents',
  'question',
  'correction',
] as const

const blank: Typed = Object.fromEntries(fields.map((name) => [name, '']))

const formOf = (row: AgendaRow): Typed => ({
  title: row.title,
  body: row.body,
  presenter_id: row.presenter_id ?? '',
  presenter: row.presenter_id ? '' : row.presenter,
  minutes_planned: row.minutes_planned === null ? '' : String(row.minutes_planned),
  documents: documentLines(row.documents),
  question: row.question_number === null ? '' : String(row.question_number),
  correction: '',
})

const inputOf = (form: Typed): AgendaInput => ({
  title: form['title']!,
  body: form['body'],
  presenter_id: form['presenter_id'] || null,
  presenter: form['presenter'],
  minutes_planned: readNumber(form['minutes_planned']!),
  documents: readDocuments(form['documents']!),
  question: readNumber(form['question']!.replace(/^#/, '')),
  note: form['correction'],
})

function ItemForm({
  view,
  session,
  form,
  people,
  error,
  action,
  fresh,
}: {
  view: View
  session: Session
  form: Typed
  people: ParticipantRow[]
  error: AppError | null
  action: string
  fresh: boolean
}) {
  const { t } = view
  const field = (name: (typeof fields)[number], more: Record<string, unknown> = {}) => (
    <Field
      view={view}
      name={name}
      label={t(`briefings.item.${name}`)}
      value={form[name]}
      errors={error?.fields}
      {...more}
    />
  )
  return (
    <form class="form" method="post" action={action}>
      <h2>{t(fresh ? 'briefings.item.add' : 'briefings.item.change')}</h2>
      <FormProblem text={wholeProblem(view, error)} />
      {field('title', { required: true })}
      {field('body', { rows: 3 })}
      {people.length > 0 ? (
        <Select
          name="presenter_id"
          label={t('briefings.item.presenter_id')}
          value={form['presenter_id']!}
          options={[
            ['', t('briefings.item.no_presenter')] as const,
            ...people.map((one) => [one.id, one.name] as const),
          ]}
        />
      ) : null}
      {field('presenter', { hint: t('briefings.item.presenter_hint') })}
      {field('minutes_planned', { inputmode: 'numeric' })}
      {field('documents', { rows: 2, hint: t('briefings.item.documents_hint') })}
      {field('question', { inputmode: 'numeric', hint: t('briefings.item.question_hint') })}
      <NoteField
        view={view}
        briefing={session.briefing}
        value={form['correction'] ?? ''}
        errors={error?.fields}
      />
      <Buttons>
        <button type="submit" class="primary">
          {t(fresh ? 'briefings.item.add_do' : 'common.save')}
        </button>
      </Buttons>
    </form>
  )
}

/** Buttons of those who run the session, for one item. */
function Tools({
  view,
  session,
  item,
  at,
  of,
}: {
  view: View
  session: Session
  item: AgendaRow
  at: number
  of: number
}) {
  const { t } = view
  const path = `${briefingPath(session)}/chuong-trinh/${item.id}`
  const { briefing } = session
  return (
    <div class="thread-tools">
      {briefing.state === 'session' && briefing.current_item_id !== item.id ? (
        <form method="post" action={`${path}/bat-dau`}>
          <button type="submit" class="button small">
            {t('briefings.item.start')}
            <span class="visually-hidden"> {item.title}</span>
          </button>
        </form>
      ) : null}
      <a class="button small" href={path}>
        {t('briefings.item.change')}
        <span class="visually-hidden"> {item.title}</span>
      </a>
      {isPublished(briefing) ? null : (
        <form method="post" class="wiki-order">
          {(['len', 'xuong'] as const).map((way) => (
            <button
              type="submit"
              class="button small"
              formaction={`${path}/${way}`}
              disabled={at === (way === 'len' ? 0 : of - 1)}
              aria-label={t(`briefings.item.${way}`, { title: item.title })}
            >
              <span aria-hidden="true">{way === 'len' ? '↑' : '↓'}</span>
            </button>
          ))}
          <button type="submit" class="button small" formaction={`${path}/bo`}>
            {t('briefings.remove')}
            <span class="visually-hidden"> {item.title}</span>
          </button>
        </form>
      )}
    </div>
  )
}

/** The items, each with its anchor; the one spoken about now is marked. */
export function Agenda({
  view,
  session,
  items,
  tools = false,
}: {
  view: View
  session: Session
  items: AgendaRow[]
  tools?: boolean
}) {
  const { t } = view
  const path = briefingPath(session)
  return (
    <ol class="agenda">
      {items.map((item, at) => {
        const now = session.briefing.current_item_id === item.id
        return (
          <li
            id={`muc-${at + 1}`}
            class={now ? 'agenda-now' : item.done_at ? 'agenda-done' : undefined}
            aria-current={now ? 'step' : undefined}
          >
            <strong>{item.title}</strong> {now ? <span class="badge">{t('briefings.item.now')}</span> : null}
            {item.done_at && !now ? <span class="badge">{t('briefings.item.done')}</span> : null}
            <p class="hint">
              {[
                item.presenter,
                item.minutes_planned ? t('briefings.item.minutes', { count: item.minutes_planned }) : '',
              ]
                .filter(Boolean)
                .join(' · ')}
              {item.question_number ? (
                <>
                  {' · '}
                  <a href={`${path}/cau-hoi/${item.question_number}`}>
                    {t('briefings.item.about_question', { number: item.question_number })}
                  </a>
                </>
              ) : null}
            </p>
            {item.body ? <p class="plain">{item.body}</p> : null}
            {item.documents.length > 0 ? (
              <ul class="agenda-documents">
                {item.documents.map(({ title, url }) => (
                  <li>
                    <a href={url} rel="noopener nofollow">
                      {title || url}
                    </a>
                  </li>
                ))}
              </ul>
            ) : null}
            {tools ? <Tools view={view} session={session} item={item} at={at} of={items.length} /> : null}
          </li>
        )
      })}
    </ol>
  )
}

async function agendaPage(
  c: Req,
  form: Typed | null = null,
  error: AppError | null = null,
): Promise<Response> {
  const ctx = c.get('ctx')
  const session = await sessionOf(c)
  const { briefing, series } = session
  const run = mayRun(series)
  const [items, promised, people, view] = await Promise.all([
    selectAgenda(ctx, briefing.id),
    selectPromised(ctx, series.id, briefing.number, 50),
    run ? selectParticipants(ctx, briefing.id, 200) : [],
    viewOf(c),
  ])
  const { t } = view
  const title = t('briefings.tab.agenda')
  return c.html(
    <BriefingFrame view={view} session={session} title={title}>
      <h1>{title}</h1>
      {promised.length > 0 ? (
        <section class="agenda-promised">
          <h2>{t('briefings.promised')}</h2>
          <p class="hint">{t('briefings.promised_hint')}</p>
          <Promised view={view} items={promised} path={seriesPath(series)} />
        </section>
      ) : null}
      {items.length === 0 ? <EmptyState icon="text" text={t('briefings.no_agenda')} /> : null}
      <Agenda view={view} session={session} items={items} tools={run} />
      {run && briefing.state === 'session' && briefing.current_item_id ? (
        <form method="post" action={`${briefingPath(session)}/chuong-trinh/nghi`}>
          <button type="submit" class="button">
            {t('briefings.item.pause')}
          </button>
        </form>
      ) : null}
      {run ? (
        <ItemForm
          view={view}
          session={session}
          form={form ?? { ...blank, question: (c.req.query('cau-hoi') ?? '').slice(0, 9) }}
          people={people}
          error={error}
          action={`${briefingPath(session)}/chuong-trinh`}
          fresh
        />
      ) : null}
    </BriefingFrame>,
    (error?.status ?? 200) as 200,
  )
}

async function itemPage(c: Req, form: Typed | null = null, error: AppError | null = null): Promise<Response> {
  const ctx = c.get('ctx')
  const session = await sessionOf(c)
  const id = c.req.param('id') ?? '0'
  const [[item], people, view] = await Promise.all([
    selectAgendaItem(ctx, session.briefing.id, id),
    selectParticipants(ctx, session.briefing.id, 200),
    viewOf(c),
  ])
  if (!item) throw new AppError('not_found')
  if (!mayRun(session.series)) throw new AppError('forbidden', 'briefing_needs_role')
  return c.html(
    <BriefingFrame view={view} session={session} title={item.title} tab="chuong-trinh">
      <h1>{item.title}</h1>
      <ItemForm
        view={view}
        session={session}
        form={form ?? formOf(item)}
        people={people}
        error={error}
        action={`${briefingPath(session)}/chuong-trinh/${item.id}`}
        fresh={false}
      />
    </BriefingFrame>,
    (error?.status ?? 200) as 200,
  )
}

/** The agenda: what is talked about, in which order; what was promised stands first by itself. */
export function agendaPages(app: App): void {
  const path = '/giao-ban/:series/:number{[0-9]+}/chuong-trinh'
  const done = async (c: Req, work: (briefingId: Id) => Promise<unknown>) => {
    const session = await sessionOf(c)
    await work(session.briefing.id)
    return redirectWith(c, `${briefingPath(session)}/chuong-trinh`, 'common.saved')
  }
  app.get(path, (c) => agendaPage(c))
  app.post(path, async (c) => {
    const viewer = personOf(c)
    const session = await sessionOf(c)
    const form = typedOf(await readBody(c), fields)
    try {
      await addAgendaItem(c.get('ctx'), viewer, session.briefing.id, inputOf(form))
    } catch (thrown) {
      return agendaPage(c, form, correctable(thrown))
    }
    return redirectWith(c, `${briefingPath(session)}/chuong-trinh`, 'common.saved')
  })
  app.post(`${path}/nghi`, (c) => done(c, (id) => setCurrentItem(c.get('ctx'), personOf(c), id, null)))
  app.get(`${path}/:id{[0-9]+}`, (c) => itemPage(c))
  app.post(`${path}/:id{[0-9]+}`, async (c) => {
    const viewer = personOf(c)
    const session = await sessionOf(c)
    const form = typedOf(await readBody(c), fields)
    try {
      await updateAgendaItem(c.get('ctx'), viewer, session.briefing.id, c.req.param('id'), inputOf(form))
    } catch (thrown) {
      return itemPage(c, form, correctable(thrown))
    }
    return redirectWith(c, `${briefingPath(session)}/chuong-trinh`, 'common.saved')
  })
  app.post(`${path}/:id{[0-9]+}/bat-dau`, async (c) => {
    const session = await sessionOf(c)
    await setCurrentItem(c.get('ctx'), personOf(c), session.briefing.id, c.req.param('id'))
    // From the live page, and from nowhere else, one goes back there.
    const back = (await readBody(c))['back'] === 'truc-tiep' ? 'truc-tiep' : 'chuong-trinh'
    return redirectWith(c, `${briefingPath(session)}/${back}`, 'common.saved')
  })
  for (const [name, by] of [
    ['len', -1],
    ['xuong', 1],
  ] as const) {
    app.post(`${path}/:id{[0-9]+}/${name}`, (c) =>
      done(c, (id) => moveAgendaItem(c.get('ctx'), personOf(c), id, c.req.param('id'), by)),
    )
  }
  app.post(`${path}/:id{[0-9]+}/bo`, (c) =>
    done(c, (id) => removeAgendaItem(c.get('ctx'), personOf(c), id, c.req.param('id'))),
  )
}
