import { raw } from 'hono/html'
import { AppError, unauthorized } from '../../errors.ts'
import { check, readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { formatDateTime, formatRelative } from '../../lib/format/index.ts'
import { excerpt } from '../../lib/html/index.ts'
import { solarToLunar } from '../../lib/vietnamese/index.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { sharedPage } from '../../ui/shared-page.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { Select, Tick } from '../../ui/widgets/fields.tsx'
import { Choices, FormProblem } from '../../ui/widgets/form.tsx'
import { Icon } from '../../ui/widgets/icon.tsx'
import { type Account, PersonRow } from '../accounts/index.ts'
import { reportPath } from '../communities/index.ts'
import { answers, type Event, type Precision, Rsvp, reminderChoices } from './api.ts'
import { getEvent } from './events.ts'
import { EventMeta } from './meta.tsx'
import { around, eventPath } from './present.ts'
import { setRsvp } from './rsvp.ts'
import type { ChangeRow, EventRow } from './sql.ts'
import { dayOf } from './when.ts'
import { lunarWords, repeatWords, whenWords } from './words.ts'

type Around = Awaited<ReturnType<typeof around>>

const nameOf = (account: Account): string => account.display_name || account.username

/** When, where, how often: what people come for. */
function Facts({
  view,
  row,
  event,
  times,
}: {
  view: View
  row: EventRow
  event: Event
  times: Around['times']
}) {
  const at = new Date(event.occurrence.starts_at)
  const until = event.occurrence.ends_at ? new Date(event.occurrence.ends_at) : null
  const exact = row.start_precision === 'minute' || row.start_precision === 'day'
  const words = whenWords({ ...row, starts_at: at, ends_at: until }, view.locale)
  const typed = [row.start_text, row.end_text].filter(Boolean).join(' – ')
  return (
    <dl class="event-details">
      <dt>{view.t('events.when')}</dt>
      <dd>
        <time datetime={at.toISOString()}>
          <strong>{words}</strong>
        </time>
        {exact ? (
          <p class="hint">
            {view.t('events.lunar_date', { date: lunarWords(solarToLunar(dayOf(at)), view.locale) })}
          </p>
        ) : null}
        <p class="hint">{view.t('events.typed', { text: typed })}</p>
      </dd>
      {row.repeat === 'none' ? null : (
        <>
          <dt>{view.t('events.repeat')}</dt>
          <dd>
            {repeatWords(row, view.locale)}
            {times.length > 1 && !row.cancelled_at ? (
              <details>
                <summary>{view.t('events.next_times')}</summary>
                <ul class="plain-list">
                  {times.map((time) => (
                    <li>{whenWords({ ...row, ...time }, view.locale)}</li>
                  ))}
                </ul>
              </details>
            ) : null}
          </dd>
        </>
      )}
      {row.place || row.online_url ? (
        <>
          <dt>{view.t('events.where')}</dt>
          <dd>
            {row.place ? <p>{row.place}</p> : null}
            {row.online_url ? (
              <p>
                <a href={row.online_url} rel="nofollow noopener">
                  {view.t('events.online')}: {new URL(row.online_url).host}
                </a>
              </p>
            ) : null}
          </dd>
        </>
      ) : null}
    </dl>
  )
}

function Answer({ view, event, error }: { view: View; event: Event; error: AppError | null }) {
  const path = eventPath(event)
  if (event.cancelled_at) return null
  if (!event.me) {
    return (
      <p class="buttons">
        <a class="button primary" href={`/login?next=${encodeURIComponent(path)}`} rel="nofollow">
          {view.t('events.sign_in_to_answer')}
        </a>
      </p>
    )
  }
  const { answer, named, reminder, by_mail } = event.me
  const minutes = [...new Set([...reminderChoices, ...(reminder === null ? [] : [reminder])])].sort(
    (a, b) => a - b,
  )
  const known: readonly number[] = reminderChoices
  const words = (count: number) =>
    known.includes(count) ? view.t(`events.reminder.${count}`) : view.t('events.reminder.other', { count })
  return (
    <form class="sheet event-answer" method="post" action={`${path}/tra-loi`} id="tra-loi">
      <FormProblem text={error ? view.t(`errors.${error.reason}`, error.params) : null} />
      <Choices
        legend={view.t('events.answer')}
        name="answer"
        value={answer ?? ''}
        options={[
          ...answers.map((one) => ({ value: one, label: view.t(`events.answer.${one}`) })),
          { value: '', label: view.t('events.answer.none') },
        ]}
      />
      {event.repeat === 'none' ? null : <p class="hint">{view.t('events.answer_all')}</p>}
      <Tick name="named" label={view.t('events.named')} hint={view.t('events.named_hint')} checked={named} />
      <Select
        name="reminder"
        label={view.t('events.reminder')}
        value={reminder === null ? '' : String(reminder)}
        options={[
          ['', view.t('events.reminder.none')],
          ...minutes.map((count) => [String(count), words(count)] as const),
        ]}
      />
      <Tick name="by_mail" label={view.t('events.by_mail')} checked={by_mail} />
      <p class="buttons">
        <button type="submit" class="button primary">
          {view.t('events.save_answer')}
        </button>
      </p>
    </form>
  )
}

function Guests({ view, event, guests }: { view: View; event: Event; guests: Around['guests'] }) {
  const full = event.capacity !== null && event.going_count >= event.capacity
  return (
    <section class="event-guests" aria-labelledby="nguoi-den">
      <h2 id="nguoi-den">{view.t('events.who')}</h2>
      <p>
        {view.t('events.going', { count: event.going_count })}
        {' · '}
        {view.t('events.maybe', { count: event.maybe_count })}
        {event.capacity === null ? null : <> · {view.t('events.capacity', { count: event.capacity })}</>}
        {full ? (
          <>
            {' '}
            <span class="badge alert">{view.t('events.full')}</span>
          </>
        ) : null}
      </p>
      {guests.length > 0 ? (
        <>
          <p class="hint">{view.t('events.named_here')}</p>
          <ul class="plain-list">
            {guests.map(({ account, answer }) => (
              <PersonRow view={view} account={account} bio={false}>
                <span class="badge">{view.t(`events.answer.${answer}`)}</span>
              </PersonRow>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
}

/** What stood there before, newest change first: nothing that was announced changes in silence. */
function Changes({ view, changes }: { view: View; changes: ChangeRow[] }) {
  if (changes.length === 0) return null
  const words = ({ before }: ChangeRow): string[] => {
    const lines = ['title', 'place', 'online_url'].flatMap((name) =>
      name in before
        ? [view.t(`events.before.${name}`, { text: before[name] || view.t('events.before.nothing') })]
        : [],
    )
    if (!before['starts_at']) return lines
    const span = {
      starts_at: new Date(before['starts_at']),
      ends_at: before['ends_at'] ? new Date(before['ends_at']) : null,
      start_precision: (before['start_precision'] ?? 'day') as Precision,
      end_precision: (before['end_precision'] || null) as Precision | null,
    }
    return [...lines, view.t('events.before.time', { text: whenWords(span, view.locale) })]
  }
  return (
    <details class="event-changes">
      <summary>{view.t('events.changes')}</summary>
      <ul class="plain-list">
        {changes.map((change) => (
          <li>
            {view.t('events.changed_at', { time: formatDateTime(change.created_at, view.locale) })}
            {words(change).map((line) => (
              <p class="hint">{line}</p>
            ))}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Whose({ view, row, event }: { view: View; row: EventRow; event: Event }) {
  return (
    <p class="event-facts">
      <span>{view.t(`events.kind.${row.kind}`)}</span>
      {row.community_handle ? (
        <a href={`/xom/${row.community_handle}/su-kien`}>
          <bdi>{row.community_name}</bdi>
        </a>
      ) : null}
      {event.organizer ? (
        <a href={`/@${event.organizer.acct}`}>{view.t('events.by', { name: nameOf(event.organizer) })}</a>
      ) : null}
    </p>
  )
}

async function show(c: Req, error: AppError | null = null) {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  const row = await getEvent(ctx, viewer, c.req.param('id')!)
  const [view, found] = await Promise.all([viewOf(c), around(ctx, viewer, row)])
  const { event } = found
  const path = eventPath(row)
  return (
    <Page
      view={view}
      title={row.title}
      description={`${whenWords(row, view.locale)}. ${excerpt(row.html, 140)}`}
      head={<EventMeta view={view} row={row} event={event} />}
    >
      <article class="event" lang={row.language === view.locale ? undefined : row.language}>
        <header class="event-head">
          <h1>
            <bdi>{row.title}</bdi>
          </h1>
          <Whose view={view} row={row} event={event} />
          {row.cancelled_at ? (
            <p class="aside">
              {view.t('events.cancelled_why', {
                time: formatRelative(row.cancelled_at, view.now, view.locale),
                reason: row.cancel_reason,
              })}
            </p>
          ) : null}
        </header>
        <Facts view={view} row={row} event={event} times={found.times} />
        {row.html ? <div class="content event-content">{raw(row.html)}</div> : null}
      </article>
      <p class="buttons">
        <a class="button" href={`${path}.ics`} data-turbo="false">
          <Icon name="download" />
          {view.t('events.in_calendar')}
        </a>
        {found.mayEdit && !row.cancelled_at ? (
          <a class="button" href={`${path}/sua`}>
            {view.t('events.edit')}
          </a>
        ) : null}
        {found.mayCancel && !row.cancelled_at ? (
          <a class="button" href={`${path}/huy`}>
            {view.t('events.cancel')}
          </a>
        ) : null}
        {viewer && viewer.role !== 'user' ? (
          <a class="button" href={`/do-nong/ke-hoach/moi?su-kien=${row.id}`} rel="nofollow">
            {view.t('events.plan')}
          </a>
        ) : null}
        {viewer && event.organizer && event.organizer.id !== viewer.id ? (
          <a class="button" href={reportPath(event.organizer.acct)} rel="nofollow">
            {view.t('events.report')}
          </a>
        ) : null}
      </p>
      {found.over && !event.cancelled_at ? (
        <p class="hint">{view.t('errors.event_over')}</p>
      ) : (
        <Answer view={view} event={event} error={error} />
      )}
      <Guests view={view} event={event} guests={found.guests} />
      <Changes view={view} changes={found.changes} />
    </Page>
  )
}

/** One event: read by everybody who may, answered by those who have an account. */
export function eventPages(app: App): void {
  app.get('/su-kien/:id{[0-9]+}', (c) => sharedPage(c, () => show(c)))

  app.post('/su-kien/:id{[0-9]+}/tra-loi', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) throw unauthorized()
    limitRate(c, 'rsvp', viewer.id, 300, 3600)
    const input = check(Rsvp, await readBody(c))
    try {
      await setRsvp(c.get('ctx'), viewer, c.req.param('id'), input)
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.status !== 422) throw thrown
      c.status(422)
      return c.html(await show(c, thrown))
    }
    return redirectWith(c, `/su-kien/${c.req.param('id')}`, 'events.answered')
  })
}
