import type { Context } from '../../context.ts'
import type { View } from '../../ui/view.ts'
import { Select } from '../../ui/widgets/fields.tsx'
import { Buttons, Field } from '../../ui/widgets/form.tsx'
import {
  type AgendaRow,
  briefingPath,
  mayRun,
  mayWriteMinutes,
  type Session,
  selectAgenda,
  selectParticipants,
} from '../briefings/index.ts'

interface Here {
  view: View
  session: Session
  items: AgendaRow[]
}

/** From item to item, without leaving the page. */
function Steps({ view, session, items }: Here) {
  const { t } = view
  return (
    <ol class="agenda">
      {items.map((item) => (
        <li>
          {item.title}{' '}
          {item.id === session.briefing.current_item_id ? (
            <strong>{t('proceedings.run.now')}</strong>
          ) : (
            <form method="post" action={`${briefingPath(session)}/chuong-trinh/${item.id}/bat-dau`}>
              <input type="hidden" name="back" value="truc-tiep" />
              <button type="submit" class="button small">
                {t('briefings.item.start')}
                <span class="visually-hidden"> {item.title}</span>
              </button>
            </form>
          )}
        </li>
      ))}
    </ol>
  )
}

/** A speech in three fields; the page of the minutes has the whole form, and shows what was refused. */
function QuickSpeech({ view, session, items, people }: Here & { people: { id: string; name: string }[] }) {
  const { t } = view
  return (
    <form class="form" method="post" action={`${briefingPath(session)}/bien-ban/loi`}>
      <h3>{t('briefings.speech.add')}</h3>
      <input type="hidden" name="back" value="truc-tiep" />
      <Field view={view} name="text" label={t('briefings.speech.text')} rows={3} required />
      {people.length === 0 ? null : (
        <Select
          name="participant_id"
          label={t('briefings.speech.participant')}
          value=""
          options={[
            ['', t('briefings.speech.other')] as const,
            ...people.map(({ id, name }) => [id, name] as const),
          ]}
        />
      )}
      <Field
        view={view}
        name="speaker"
        label={t('briefings.speech.speaker')}
        {...(people.length === 0 ? {} : { hint: t('briefings.speech.speaker_hint') })}
      />
      <Select
        name="item_id"
        label={t('briefings.speech.item')}
        value={session.briefing.current_item_id ?? ''}
        options={[
          ['', t('briefings.minutes.whole')] as const,
          ...items.map(({ id, title }) => [id, title] as const),
        ]}
      />
      <Buttons>
        <button type="submit" class="primary">
          {t('briefings.speech.add_do')}
        </button>
      </Buttons>
    </form>
  )
}

/** How the session is run from the live page: by chairs and the secretary, and by whoever writes its minutes. Else null. */
export async function RunHere({ ctx, view, session }: { ctx: Context; view: View; session: Session }) {
  const { briefing, series } = session
  if (!['session', 'draft'].includes(briefing.state)) return null
  if (!(await mayWriteMinutes(ctx, view.viewer, session))) return null
  const [items, people] = await Promise.all([
    selectAgenda(ctx, briefing.id),
    selectParticipants(ctx, briefing.id, 200),
  ])
  const { t } = view
  const current = briefing.current_item_id ? `?muc=${briefing.current_item_id}` : ''
  return (
    <section class="live-run" aria-labelledby="live-run-title">
      <h2 id="live-run-title">{t('proceedings.run.title')}</h2>
      {mayRun(series) && briefing.state === 'session' ? (
        <Steps view={view} session={session} items={items} />
      ) : null}
      <QuickSpeech view={view} session={session} items={items} people={people} />
      <p>
        <a class="button" href={`${briefingPath(session)}/bien-ban/viet${current}`}>
          {t('briefings.minutes.write')}
        </a>
      </p>
    </section>
  )
}
