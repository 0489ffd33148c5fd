import { AppError } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { formatTime } from '../../lib/format/index.ts'
import { redirectWith } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { correctable, Select, wholeProblem } from '../../ui/widgets/fields.tsx'
import { Buttons, Field, FormProblem } from '../../ui/widgets/form.tsx'
import { personOf } from '../communities/index.ts'
import { momentValue, NoteField, readMoment, type Typed, typedOf } from './form-parts.tsx'
import { BriefingFrame, briefingPath, sessionOf } from './frame.tsx'
import {
  type AgendaRow,
  type ParticipantRow,
  type SpeechRow,
  selectAgenda,
  selectParticipants,
  selectSpeech,
} from './read-sql.ts'
import { removeSpeech, type SpeechInput, updateSpeech } from './speeches.ts'
import { isPublished, mayRun, type Session } from './standing.ts'

export const speechFields = ['item_id', 'participant_id', 'speaker', 'text', 'said_at', 'correction'] as const

/** What somebody said, with the anchor by which it is quoted. */
export function Speech({
  view,
  session,
  speech,
  edit,
}: {
  view: View
  session: Session
  speech: SpeechRow
  edit: boolean
}) {
  const path = `${briefingPath(session)}/bien-ban`
  return (
    <figure class="speech" id={`loi-${speech.number}`}>
      <blockquote class="plain">{speech.text}</blockquote>
      <figcaption>
        <bdi>{speech.speaker}</bdi>
        {speech.said_at ? `, ${formatTime(speech.said_at, view.locale)}` : ''}{' '}
        <a
          class="hint"
          href={`${path}#loi-${speech.number}`}
          aria-label={view.t('briefings.speech.link', { number: speech.number })}
        >
          #{speech.number}
        </a>
        {edit ? (
          <a class="button small" href={`${path}/loi/${speech.number}`}>
            {view.t('briefings.speech.change')}
            <span class="visually-hidden"> #{speech.number}</span>
          </a>
        ) : null}
      </figcaption>
    </figure>
  )
}

/** What somebody said, to be noted or changed. */
export function SpeechForm({
  view,
  session,
  items,
  people,
  form,
  error,
  action,
  fresh,
}: {
  view: View
  session: Session
  items: AgendaRow[]
  people: ParticipantRow[]
  form: Typed
  error: AppError | null
  action: string
  fresh: boolean
}) {
  const { t } = view
  const errors = error?.fields
  return (
    <form class="form" method="post" action={action}>
      <h2>{t(fresh ? 'briefings.speech.add' : 'briefings.speech.change')}</h2>
      <FormProblem text={wholeProblem(view, error)} />
      <Field
        view={view}
        name="text"
        label={t('briefings.speech.text')}
        value={form['text']}
        errors={errors}
        rows={5}
        required
      />
      {people.length > 0 ? (
        <Select
          name="participant_id"
          label={t('briefings.speech.participant')}
          value={form['participant_id']!}
          options={[
            ['', t('briefings.speech.other')] as const,
            ...people.map((one) => [one.id, one.name] as const),
          ]}
        />
      ) : null}
      <Field
        view={view}
        name="speaker"
        label={t('briefings.speech.speaker')}
        hint={t('briefings.speech.speaker_hint')}
        value={form['speaker']}
        errors={errors}
      />
      <Select
        name="item_id"
        label={t('briefings.speech.item')}
        value={form['item_id']!}
        options={[
          ['', t('briefings.minutes.whole')] as const,
          ...items.map((item) => [item.id, item.title] as const),
        ]}
      />
      <Field
        view={view}
        name="said_at"
        label={t('briefings.speech.said_at')}
        type="datetime-local"
        value={form['said_at']}
        errors={errors}
      />
      <NoteField view={view} briefing={session.briefing} value={form['correction'] ?? ''} errors={errors} />
      <Buttons>
        <button type="submit" class="primary">
          {t(fresh ? 'briefings.speech.add_do' : 'common.save')}
        </button>
      </Buttons>
    </form>
  )
}

/** What the form says. Throws 422 for a time that is none. */
export const speechInput = (form: Typed): SpeechInput => ({
  item_id: form['item_id'] || null,
  participant_id: form['participant_id'] || null,
  speaker: form['speaker'],
  text: form['text']!,
  said_at: readMoment(form['said_at']!, 'said_at'),
  note: form['correction'],
})

async function speechPage(
  c: Req,
  form: Typed | null = null,
  error: AppError | null = null,
): Promise<Response> {
  const ctx = c.get('ctx')
  const session = await sessionOf(c)
  if (!mayRun(session.series)) throw new AppError('forbidden', 'briefing_needs_role')
  const [[speech], items, people, view] = await Promise.all([
    selectSpeech(ctx, session.briefing.id, Number(c.req.param('speech'))),
    selectAgenda(ctx, session.briefing.id),
    selectParticipants(ctx, session.briefing.id, 200),
    viewOf(c),
  ])
  if (!speech) throw new AppError('not_found')
  const path = `${briefingPath(session)}/bien-ban/loi/${speech.number}`
  const title = `#${speech.number}`
  const filled: Typed = {
    item_id: speech.item_id ?? '',
    participant_id: speech.participant_id ?? '',
    speaker: speech.participant_id ? '' : speech.speaker,
    text: speech.text,
    said_at: momentValue(speech.said_at),
    correction: '',
  }
  return c.html(
    <BriefingFrame view={view} session={session} title={title} tab="bien-ban">
      <h1>{view.t('briefings.speech.nth', { number: speech.number })}</h1>
      <SpeechForm
        view={view}
        session={session}
        items={items}
        people={people}
        form={form ?? filled}
        error={error}
        action={path}
        fresh={false}
      />
      {isPublished(session.briefing) ? null : (
        <form class="form" method="post" action={`${path}/bo`}>
          <button type="submit" class="button">
            {view.t('briefings.speech.remove')}
          </button>
        </form>
      )}
    </BriefingFrame>,
    (error?.status ?? 200) as 200,
  )
}

/** One speech, to be corrected. */
export function speechPages(app: App): void {
  const path = '/giao-ban/:series/:number{[0-9]+}/bien-ban'
  app.get(`${path}/loi/:speech{[0-9]+}`, (c) => speechPage(c))
  app.post(`${path}/loi/:speech{[0-9]+}`, async (c) => {
    const viewer = personOf(c)
    const session = await sessionOf(c)
    const form = typedOf(await readBody(c), speechFields)
    const number = Number(c.req.param('speech'))
    try {
      await updateSpeech(c.get('ctx'), viewer, session.briefing.id, number, speechInput(form))
      return redirectWith(c, `${briefingPath(session)}/bien-ban#loi-${number}`, 'common.saved')
    } catch (thrown) {
      return speechPage(c, form, correctable(thrown))
    }
  })
  app.post(`${path}/loi/:speech{[0-9]+}/bo`, async (c) => {
    const viewer = personOf(c)
    const session = await sessionOf(c)
    await removeSpeech(c.get('ctx'), viewer, session.briefing.id, Number(c.req.param('speech')))
    return redirectWith(c, `${briefingPath(session)}/bien-ban`, 'common.saved')
  })
}
