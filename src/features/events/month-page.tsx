import { notFound } from '../../errors.ts'
import type { App, Req } from '../../http/env.ts'
import { formatTime } from '../../lib/format/index.ts'
import { DAY_MS } from '../../lib/time.ts'
import { julianDay, type MonthDay, monthDays, type SolarDate, yearName } from '../../lib/vietnamese/index.ts'
import { Page } from '../../ui/page.tsx'
import { sharedPage } from '../../ui/shared-page.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { eventsBetween } from './events.ts'
import { askedOf, askedQuery, EventFilters, EventsNav, spanOf } from './parts.tsx'
import { eventPath } from './present.ts'
import type { OccurrenceRow } from './sql.ts'
import { dayOf, midnight } from './when.ts'
import { lunarDayWords, lunarMonthWords, whenWords } from './words.ts'

const most = 400

const two = (n: number): string => String(n).padStart(2, '0')
export const monthPath = (year: number, month: number): string => `/su-kien/thang/${year}-${two(month)}`

/** What takes this many days stands above the month, not on each of them. */
const longFrom = 8

const daysOf = (row: OccurrenceRow): number =>
  row.until ? Math.ceil((row.until.getTime() - midnight(dayOf(row.at)).getTime()) / DAY_MS) : 1

const vague = (row: OccurrenceRow): boolean =>
  row.start_precision === 'ten-day' || row.start_precision === 'month' || daysOf(row) >= longFrom

/** The events of each day of the month; one of several days stands on all of them. */
function byDay(days: MonthDay[], rows: OccurrenceRow[]): Map<number, OccurrenceRow[]> {
  const found = new Map<number, OccurrenceRow[]>()
  const first = julianDay(days[0]!.solar)
  for (const row of rows) {
    const from = julianDay(dayOf(row.at)) - first
    for (let n = from; n < from + daysOf(row); n++)
      if (n >= 0 && n < days.length) found.set(n + 1, [...(found.get(n + 1) ?? []), row])
  }
  return found
}

/** "15" within a month; with the month where it begins. */
const shortLunar = ({ lunar }: MonthDay, first: boolean): string =>
  lunar.day === 1 || first ? `${lunar.day}/${lunar.month}${lunar.leap ? 'n' : ''}` : String(lunar.day)

const fullLunar = ({ lunar }: MonthDay, view: View): string =>
  `${lunarDayWords(lunar.day, view.locale)} ${lunarMonthWords(lunar.month, lunar.leap, view.locale)}`

const dateOf = ({ day, month, year }: SolarDate): string => `${two(day)}/${two(month)}/${year}`

function Cell({ view, day, today, events }: { view: View; day: MonthDay; today: boolean; events: number }) {
  const off = day.holidays.some((one) => one.off)
  const moon = day.lunar.day === 1 || day.lunar.day === 15
  const names = day.holidays.map(({ name }) => view.t(`events.holiday.${name}`))
  const label = view.t('events.month.day', { date: dateOf(day.solar), lunar: fullLunar(day, view) })
  return (
    <td class={[today ? 'month-today' : '', off ? 'month-off' : ''].filter(Boolean).join(' ') || undefined}>
      <span class="month-day">
        <span class="month-solar" aria-hidden="true">
          {day.solar.day}
        </span>
        <span class={moon ? 'month-lunar month-moon' : 'month-lunar'} aria-hidden="true">
          {shortLunar(day, day.solar.day === 1)}
        </span>
        <span class="visually-hidden">
          {label}
          {today ? `, ${view.t('events.month.today')}` : ''}
          {off ? `, ${view.t('events.month.off')}` : ''}
        </span>
      </span>
      {names.length > 0 ? <span class="month-kept">{names.join(', ')}</span> : null}
      {events > 0 ? (
        <a class="month-has" href={`#ngay-${day.solar.day}`}>
          {events}
          <span class="visually-hidden"> {view.t('events.title')}</span>
        </a>
      ) : null}
    </td>
  )
}

function Table({
  view,
  days,
  events,
}: {
  view: View
  days: MonthDay[]
  events: Map<number, OccurrenceRow[]>
}) {
  const { year, month } = days[0]!.solar
  // Monday is 0.
  const lead = julianDay(days[0]!.solar) % 7
  const cells: (MonthDay | null)[] = [...Array.from({ length: lead }, () => null), ...days]
  while (cells.length % 7 !== 0) cells.push(null)
  const weeks = Array.from({ length: cells.length / 7 }, (_, n) => cells.slice(n * 7, n * 7 + 7))
  const now = dayOf(view.now)
  const today = now.year === year && now.month === month ? now.day : 0
  return (
    <table class="month">
      <caption>{view.t('events.month.caption', { month: String(month), year: String(year) })}</caption>
      <thead>
        <tr>
          {[0, 1, 2, 3, 4, 5, 6].map((n) => (
            <th scope="col">
              <abbr title={view.t(`events.month.weekday${n}`)}>{view.t(`events.month.short${n}`)}</abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr>
            {week.map((day) =>
              day === null ? (
                <td class="month-out" />
              ) : (
                <Cell
                  view={view}
                  day={day}
                  today={day.solar.day === today}
                  events={events.get(day.solar.day)?.length ?? 0}
                />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Line({ view, row, day }: { view: View; row: OccurrenceRow; day: SolarDate | null }) {
  const begins = day !== null && julianDay(dayOf(row.at)) === julianDay(day)
  const time = begins && row.start_precision === 'minute' ? `${formatTime(row.at, view.locale)} ` : ''
  return (
    <p class={row.cancelled_at ? 'event-off' : undefined}>
      {time}
      <a href={eventPath(row)}>
        <bdi>{row.title}</bdi>
      </a>
      {row.cancelled_at ? (
        <>
          {' '}
          <span class="badge alert">{view.t('events.cancelled')}</span>
        </>
      ) : null}
      {day === null ? <span class="hint"> {whenWords(spanOf(row), view.locale)}</span> : null}
      {row.place ? <span class="hint"> · {row.place}</span> : null}
    </p>
  )
}

/** Every day on which something is, in words: the table has room for numbers only. */
function Days({
  view,
  days,
  events,
}: {
  view: View
  days: MonthDay[]
  events: Map<number, OccurrenceRow[]>
}) {
  const weekday = (day: SolarDate) => view.t(`events.month.weekday${julianDay(day) % 7}`)
  const shown = days.filter((day) => {
    const moon = day.lunar.day === 1 || day.lunar.day === 15
    return moon || day.holidays.length > 0 || events.has(day.solar.day)
  })
  return (
    <ol class="month-list">
      {shown.map((day) => (
        <li id={`ngay-${day.solar.day}`}>
          <p class="month-date">
            <strong>
              {two(day.solar.day)}/{two(day.solar.month)}
            </strong>
            <small>{weekday(day.solar)}</small>
            <small>{fullLunar(day, view)}</small>
          </p>
          <div>
            {day.holidays.map(({ name, off }) => (
              <p>
                <strong>{view.t(`events.holiday.${name}`)}</strong>
                {off ? <span class="hint"> · {view.t('events.month.off')}</span> : null}
              </p>
            ))}
            {day.holidays.length === 0 && day.lunar.day === 15 ? <p>{view.t('events.holiday.ram')}</p> : null}
            {day.holidays.length === 0 && day.lunar.day === 1 ? (
              <p>{view.t('events.holiday.first')}</p>
            ) : null}
            {(events.get(day.solar.day) ?? []).map((row) => (
              <Line view={view} row={row} day={day.solar} />
            ))}
          </div>
        </li>
      ))}
    </ol>
  )
}

/** "tháng 10 năm Bính Ngọ – tháng 11 năm Bính Ngọ". */
function lunarMonths(days: MonthDay[], view: View): string {
  const names = days
    .filter((day, at) => at === 0 || day.lunar.day === 1)
    .map(({ lunar }) => `${lunarMonthWords(lunar.month, lunar.leap, view.locale)} ${yearName(lunar.year)}`)
  return view.t('events.month.lunar', { months: [...new Set(names)].join(' – ') })
}

async function month(c: Req) {
  const [year, number] = c.req.param('month')!.split('-').map(Number) as [number, number]
  if (year < 1900 || year > 2100 || number < 1 || number > 12) throw notFound()
  const days = monthDays(year, number)
  const asked = askedOf(c)
  const from = midnight(days[0]!.solar)
  const span = { from, to: new Date(from.getTime() + days.length * DAY_MS) }
  const [view, rows] = await Promise.all([
    viewOf(c),
    eventsBetween(c.get('ctx'), c.get('viewer'), span, { kind: asked.kind, place: asked.place, limit: most }),
  ])
  const events = byDay(
    days,
    rows.filter((row) => !vague(row)),
  )
  const wide = rows.filter(vague)
  const before = number === 1 ? monthPath(year - 1, 12) : monthPath(year, number - 1)
  const after = number === 12 ? monthPath(year + 1, 1) : monthPath(year, number + 1)
  const now = dayOf(view.now)
  const title = view.t('events.month.title', { month: String(number), year: String(year) })
  const query = askedQuery(asked)
  return (
    <Page view={view} title={`${title} · ${view.t('events.title')}`} description={view.t('events.about')}>
      <h1>{title}</h1>
      <p class="hint events-lunar">{lunarMonths(days, view)}</p>
      <EventsNav view={view} current="month" />
      <nav class="month-nav" aria-label={title}>
        {year > 1900 || number > 1 ? (
          <a class="chip" href={before + query} rel="prev">
            {view.t('events.month.before')}
          </a>
        ) : null}
        <a class="chip" href={monthPath(now.year, now.month) + query}>
          {view.t('events.month.this')}
        </a>
        {year < 2100 || number < 12 ? (
          <a class="chip" href={after + query} rel="next">
            {view.t('events.month.after')}
          </a>
        ) : null}
      </nav>
      <Table view={view} days={days} events={events} />
      {wide.length > 0 ? (
        <section class="month-vague" aria-labelledby="chua-ro">
          <h2 id="chua-ro">{view.t('events.month.vague')}</h2>
          {wide.map((row) => (
            <Line view={view} row={row} day={null} />
          ))}
        </section>
      ) : null}
      <h2 class="month-vague">{view.t('events.month.list')}</h2>
      {rows.length === most ? (
        <p class="hint month-vague">{view.t('events.month.more', { count: most })}</p>
      ) : null}
      {rows.length === 0 ? <p class="hint month-vague">{view.t('events.month.nothing')}</p> : null}
      <Days view={view} days={days} events={events} />
      <EventFilters view={view} asked={asked} action={monthPath(year, number)} />
    </Page>
  )
}

/** A month with its lunar dates, what Vietnam keeps in it, and the events. */
export function monthPages(app: App): void {
  app.get('/su-kien/thang', (c) => {
    const { year, month } = dayOf(c.get('ctx').clock())
    return c.redirect(monthPath(year, month), 303)
  })
  app.get('/su-kien/thang/:month{[0-9]{4}-[0-9]{2}}', (c) => sharedPage(c, () => month(c)))
}
