import { AppError } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { problemsOf } from '../../http/gather.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { correctable, Tick, ticked, wholeProblem } from '../../ui/widgets/fields.tsx'
import { Buttons, Field, FormProblem } from '../../ui/widgets/form.tsx'
import { toLogin } from '../auth/index.ts'
import { personOf } from '../communities/index.ts'
import {
  dayValue,
  lastDayValue,
  momentValue,
  NoteField,
  readDay,
  readLastDay,
  readMoment,
  readNumber,
  type Typed,
  typedOf,
} from './form-parts.tsx'
import { BriefingFrame, briefingPath, seriesPath, sessionOf } from './frame.tsx'
import type { BriefingRow } from './read-sql.ts'
import { createBriefing, nextSession, type SessionInput, updateBriefing } from './sessions.ts'
import { getSeries, mayRun } from './standing.ts'

const fields = [
  'number',
  'title',
  'purpose',
  'period_from',
  'period_to',
  'ahead_to',
  'starts_at',
  'ends_at',
  'place',
  'stream_url',
  'questions_until',
  'questions_live',
  'correction',
] as const

const formOf = (row: SessionInput): Typed => ({
  number: row.number ? String(row.number) : '',
  title: row.title ?? '',
  purpose: row.purpose ?? '',
  period_from: dayValue(row.period_from),
  period_to: lastDayValue(row.period_to),
  ahead_to: lastDayValue(row.ahead_to),
  starts_at: momentValue(row.starts_at),
  ends_at: momentValue(row.ends_at),
  place: row.place ?? '',
  stream_url: row.stream_url ?? '',
  questions_until: momentValue(row.questions_until),
  questions_live: (row.questions_live ?? true) ? '1' : '',
  correction: '',
})

/** What was typed, read; `wrong` names the fields that are no dates. */
async function inputOf(
  form: Typed,
): Promise<{ input: SessionInput & { note: string }; wrong: AppError | null }> {
  const found: Record<string, Date | null> = {}
  const problems = await Promise.all(
    (
      [
        ['period_from', readDay],
        ['period_to', readLastDay],
        ['ahead_to', readLastDay],
        ['starts_at', readMoment],
        ['ends_at', readMoment],
        ['questions_until', readMoment],
      ] as const
    ).map(([name, read]) =>
      problemsOf(() => {
        found[name] = read(form[name]!, name)
      }),
    ),
  )
  const wrong = problems.flat()
  return {
    wrong: wrong.length > 0 ? new AppError('unprocessable', 'validation_failed', { fields: wrong }) : null,
    input: {
      number: readNumber(form['number']!),
      title: form['title'],
      purpose: form['purpose'],
      period_from: found['period_from'] ?? null,
      period_to: found['period_to'] ?? null,
      ahead_to: found['ahead_to'] ?? null,
      starts_at: found['starts_at'] ?? null,
      ends_at: found['ends_at'] ?? null,
      place: form['place'],
      stream_url: form['stream_url'],
      questions_until: found['questions_until'] ?? null,
      questions_live: form['questions_live'] === '1',
      note: form['correction']!,
    },
  }
}

function SessionForm({
  view,
  form,
  error,
  action,
  briefing,
}: {
  view: View
  form: Typed
  error: AppError | null
  action: string
  briefing: BriefingRow | null
}) {
  const { t } = view
  const errors = error?.fields
  const field = (
    name: (typeof fields)[number],
    more: {
      type?: string
      rows?: number
      hint?: string
      required?: boolean
      inputmode?: 'numeric' | 'url'
    } = {},
  ) => (
    <Field
      view={view}
      name={name}
      label={t(`briefings.form.${name}`)}
      value={form[name]}
      errors={errors}
      {...more}
    />
  )
  return (
    <form class="form" method="post" action={action}>
      <FormProblem text={wholeProblem(view, error)} />
      {field('number', { inputmode: 'numeric', required: true, hint: t('briefings.form.number_hint') })}
      {field('title', { hint: t('briefings.form.title_hint') })}
      {field('purpose', { rows: 4, hint: t('briefings.form.purpose_hint') })}
      <fieldset class="dates">
        <legend>{t('briefings.form.period')}</legend>
        {field('period_from', { type: 'date', required: true })}
        {field('period_to', { type: 'date', required: true })}
        {field('ahead_to', { type: 'date', required: true })}
      </fieldset>
      <fieldset class="dates">
        <legend>{t('briefings.form.held')}</legend>
        {field('starts_at', { type: 'datetime-local' })}
        {field('ends_at', { type: 'datetime-local' })}
      </fieldset>
      {field('place')}
      {field('stream_url', { inputmode: 'url', hint: t('briefings.form.stream_hint') })}
      {field('questions_until', { type: 'datetime-local', hint: t('briefings.form.questions_until_hint') })}
      <Tick
        name="questions_live"
        label={t('briefings.form.questions_live')}
        checked={form['questions_live'] === '1'}
      />
      {briefing ? (
        <NoteField view={view} briefing={briefing} value={form['correction'] ?? ''} errors={errors} />
      ) : null}
      <Buttons>
        <button type="submit" class="primary">
          {t(briefing ? 'common.save' : 'briefings.form.open_session')}
        </button>
      </Buttons>
    </form>
  )
}

async function newPage(c: Req, form: Typed | null, error: AppError | null): Promise<Response> {
  const ctx = c.get('ctx')
  const series = await getSeries(ctx, c.get('viewer'), c.req.param('series') ?? '')
  if (!mayRun(series)) throw new AppError('forbidden', 'briefing_needs_role')
  const [view, next] = await Promise.all([viewOf(c), form ? null : nextSession(ctx, series)])
  const path = seriesPath(series)
  return c.html(
    <Page view={view} title={`${view.t('briefings.new_session')} · ${series.name}`}>
      <p class="briefing-series">
        <a href={path}>{series.name}</a>
      </p>
      <h1>{view.t('briefings.new_session')}</h1>
      <SessionForm
        view={view}
        form={form ?? formOf(next!)}
        error={error}
        action={`${path}/ky-moi`}
        briefing={null}
      />
    </Page>,
    (error?.status ?? 200) as 200,
  )
}

async function open(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = personOf(c)
  const series = await getSeries(ctx, viewer, c.req.param('series') ?? '')
  const form = await formFrom(c)
  const { input, wrong } = await inputOf(form)
  try {
    if (wrong) throw wrong
    const number = await createBriefing(ctx, viewer, series.id, input)
    return redirectWith(c, `${seriesPath(series)}/${number}`, 'briefings.flash.opened')
  } catch (thrown) {
    return newPage(c, form, correctable(thrown))
  }
}

async function formFrom(c: Req): Promise<Typed> {
  const body = await readBody(c)
  return { ...typedOf(body, fields), questions_live: ticked(body, 'questions_live') ? '1' : '' }
}

async function editPage(c: Req, form: Typed | null, error: AppError | null): Promise<Response> {
  const session = await sessionOf(c)
  if (!mayRun(session.series)) throw new AppError('forbidden', 'briefing_needs_role')
  const view = await viewOf(c)
  const title = view.t('briefings.edit')
  return c.html(
    <BriefingFrame view={view} session={session} title={title} tab="sua">
      <h1>{title}</h1>
      <SessionForm
        view={view}
        form={form ?? formOf(session.briefing)}
        error={error}
        action={`${briefingPath(session)}/sua`}
        briefing={session.briefing}
      />
    </BriefingFrame>,
    (error?.status ?? 200) as 200,
  )
}

async function save(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = personOf(c)
  const session = await sessionOf(c)
  const form = await formFrom(c)
  const { input, wrong } = await inputOf(form)
  try {
    if (wrong) throw wrong
    const number = await updateBriefing(ctx, viewer, session.briefing.id, input)
    return redirectWith(c, `${seriesPath(session.series)}/${number}`, 'common.saved')
  } catch (thrown) {
    return editPage(c, form, correctable(thrown))
  }
}

/** Opening a session, and changing what it says of itself. */
export function sessionPages(app: App): void {
  app.get('/giao-ban/:series/ky-moi', (c) => (c.get('viewer') ? newPage(c, null, null) : toLogin(c)))
  app.post('/giao-ban/:series/ky-moi', open)
  app.get('/giao-ban/:series/:number{[0-9]+}/sua', (c) =>
    c.get('viewer') ? editPage(c, null, null) : toLogin(c),
  )
  app.post('/giao-ban/:series/:number{[0-9]+}/sua', save)
}
