import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Context, Id } from '../../context.ts'
import { formatNumber, formatTime } from '../../lib/format/index.ts'
import { truncate } from '../../lib/graphemes.ts'
import { type Locale, t as translate } from '../../ui/i18n/index.ts'
import {
  type AgendaRow,
  type BriefingRow,
  type PartRow,
  selectAgenda,
  selectLive,
  selectParts,
} from '../briefings/index.ts'
import type { LiveParts } from './hub.ts'
import {
  type LiveQuestion,
  type LiveSpeech,
  selectNewestQuestions,
  selectNewestSpeeches,
} from './live-sql.ts'

type Words = (key: string, params?: Record<string, string | number>) => string

interface Live {
  t: Words
  locale: Locale
  path: string
  briefing: BriefingRow
}

function AgendaPart({ live, items }: { live: Live; items: AgendaRow[] }) {
  const { t, briefing } = live
  const current = items.find(({ id }) => id === briefing.current_item_id)
  return (
    <>
      <p class="live-state">
        {t(`briefings.state.${briefing.state}`)}
        {current ? (
          <>
            {': '}
            <strong class="live-now">{current.title}</strong>
          </>
        ) : null}
      </p>
      <ol class="agenda live-agenda">
        {items.map((item) => (
          <li
            class={item === current ? 'agenda-now' : item.done_at ? 'agenda-done' : undefined}
            aria-current={item === current ? 'step' : undefined}
          >
            {item.title}
            {item.presenter ? <span class="hint"> · {item.presenter}</span> : null}
            {item.done_at && item !== current ? <span class="badge"> {t('briefings.item.done')}</span> : null}
          </li>
        ))}
      </ol>
    </>
  )
}

function QuestionsPart({ live, questions }: { live: Live; questions: LiveQuestion[] }) {
  const { t, locale } = live
  if (questions.length === 0) return <p class="hint">{t('proceedings.live.no_questions')}</p>
  return (
    <ol class="live-questions" reversed>
      {questions.map((one) => (
        <li value={one.number}>
          <a href={`${live.path}/cau-hoi/${one.number}`}>{one.text}</a>
          <p class="hint">
            {t('proceedings.live.votes', {
              agree: formatNumber(one.agree, locale),
              disagree: formatNumber(one.disagree, locale),
              pass: formatNumber(one.pass, locale),
            })}
            {one.apart > 0
              ? ` · ${t('questions.count.apart', { count: formatNumber(one.apart, locale) })}`
              : ''}
            {one.answered ? ` · ${t('proceedings.live.answered')}` : ''}
          </p>
        </li>
      ))}
    </ol>
  )
}

/** Graphemes of a speech that stand here; the whole of it is in the minutes. */
const mostOfSpeech = 400

function SpeechHere({ live, speech, item }: { live: Live; speech: LiveSpeech; item: string }) {
  const { t, locale, path } = live
  const text = truncate(speech.text, mostOfSpeech)
  const address = `${path}/bien-ban#loi-${speech.number}`
  const time = formatTime(speech.said_at ?? speech.created_at, locale)
  return (
    <li>
      <figure class="speech">
        <figcaption>
          <bdi>{speech.speaker}</bdi>
          <span class="hint">
            {item ? ` · ${item}` : ''}
            {` · ${speech.said_at ? time : t('proceedings.live.noted_at', { time })} · `}
            <a href={address} aria-label={t('briefings.speech.link', { number: speech.number })}>
              #{speech.number}
            </a>
          </span>
        </figcaption>
        <blockquote class="plain" dir="auto">
          {text}
        </blockquote>
        {text === speech.text ? null : (
          <p>
            <a href={address}>{t('proceedings.live.whole_speech', { number: speech.number })}</a>
          </p>
        )}
      </figure>
    </li>
  )
}

interface Said {
  live: Live
  items: AgendaRow[]
  parts: PartRow[]
  /** Newest first. */
  speeches: LiveSpeech[]
}

/** What was said last, in the order in which it was said (a wall turns it round), then what was written down. */
function MinutesPart({ live, items, parts, speeches }: Said) {
  const { t } = live
  const written = parts.filter(({ html }) => html !== '')
  if (written.length === 0 && speeches.length === 0)
    return <p class="hint">{t('proceedings.live.no_minutes')}</p>
  const titles = new Map(items.map(({ id, title }) => [id, title]))
  return (
    <>
      {speeches.length === 0 ? null : (
        <>
          <h3>{t('proceedings.live.speeches')}</h3>
          {speeches.at(-1)!.number > 1 ? (
            <p class="hint">
              <a href={`${live.path}/bien-ban`}>{t('proceedings.live.earlier')}</a>
            </p>
          ) : null}
          <ol class="live-speeches">
            {speeches.toReversed().map((one) => (
              <SpeechHere live={live} speech={one} item={titles.get(one.item_id ?? '') ?? ''} />
            ))}
          </ol>
        </>
      )}
      {written.map((part) => (
        <section>
          <h3>{part.title || t('briefings.minutes.whole')}</h3>
          <div class="content prose">{raw(part.html)}</div>
        </section>
      ))}
    </>
  )
}

const html = (node: Child): string => String(node)

/** What the live page of a session shows, in one language: the same for everybody. Five queries. */
export async function render(ctx: Context, briefingId: Id, locale: Locale): Promise<LiveParts> {
  const [[found], items, parts, questions, speeches] = await Promise.all([
    selectLive(ctx, briefingId),
    selectAgenda(ctx, briefingId),
    selectParts(ctx, briefingId),
    selectNewestQuestions(ctx, briefingId, 12),
    selectNewestSpeeches(ctx, briefingId, 8),
  ])
  if (!found) return {}
  const live: Live = {
    t: (key, params) => translate(locale, key, params),
    locale,
    path: `/giao-ban/${found.slug}/${found.number}`,
    briefing: found,
  }
  return {
    agenda: html(<AgendaPart live={live} items={items} />),
    questions: html(<QuestionsPart live={live} questions={questions} />),
    minutes: html(<MinutesPart live={live} items={items} parts={parts} speeches={speeches} />),
  }
}
