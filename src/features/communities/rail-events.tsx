import { formatDate, formatDateTime } from '../../lib/format/index.ts'
import type { View } from '../../ui/view.ts'

/** One of the next events of a community, as its pages are told of it. */
export interface NextEvent {
  id: string
  title: string
  starts_at: string
  precision: 'minute' | 'day' | 'ten-day' | 'month'
}

function whenOf(view: View, { starts_at, precision }: NextEvent): string {
  const at = new Date(starts_at)
  if (precision === 'minute') return formatDateTime(at, view.locale)
  if (precision === 'day') return formatDate(at, view.locale)
  const [day, month, year] = formatDate(at, 'vi').split('/').map(Number) as [number, number, number]
  const name = view.t('events.when.month', { month: String(month), year: String(year) })
  if (precision === 'month') return name
  return view.t(`events.when.${day < 11 ? 'first' : day < 21 ? 'second' : 'third'}`, { month: name })
}

/** Beside a community's pages: what is next, and the way to all of it. */
export function RailEvents({ view, path, events }: { view: View; path: string; events: NextEvent[] }) {
  if (events.length === 0) return null
  return (
    <section class="note">
      <h2>
        <a href={`${path}/su-kien`}>{view.t('events.box.title')}</a>
      </h2>
      <ul class="plain-list">
        {events.map((event) => (
          <li>
            <a href={`/su-kien/${event.id}`}>{event.title}</a>
            <p class="hint">{whenOf(view, event)}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The way to a community's giao ban. */
export function RailBriefings({ view, series }: { view: View; series: { slug: string; name: string }[] }) {
  if (series.length === 0) return null
  return (
    <section class="note">
      <h2>{view.t('briefings.title')}</h2>
      <ul class="plain-list">
        {series.map(({ slug, name }) => (
          <li>
            <a href={`/giao-ban/${slug}`}>{name}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}
