import type { Req } from '../../http/env.ts'
import { key } from '../../lib/vietnamese/index.ts'
import type { View } from '../../ui/view.ts'
import { oneOf } from '../../ui/widgets/fields.tsx'
import { Icon } from '../../ui/widgets/icon.tsx'
import { Tabs } from '../../ui/widgets/tabs.tsx'
import { type EventKind, eventKinds } from './api.ts'
import { eventPath } from './present.ts'
import type { OccurrenceRow } from './sql.ts'
import { dayOf } from './when.ts'
import { whenWords } from './words.ts'

/** The time of one row of a list: what is known of its beginning is known of every one that repeats it. */
export const spanOf = (row: OccurrenceRow) => ({ ...row, starts_at: row.at, ends_at: row.until })

const two = (n: number): string => String(n).padStart(2, '0')

/** Day and month in a box, as on a calendar's leaf; of a vague time the month alone. */
function Leaf({ row }: { row: OccurrenceRow }) {
  const { year, month, day } = dayOf(row.at)
  const exact = row.start_precision === 'minute' || row.start_precision === 'day'
  return (
    <p class="event-leaf" aria-hidden="true">
      <span class="event-leaf-day">{exact ? two(day) : '…'}</span>
      <span class="event-leaf-month">
        {two(month)}/{String(year)}
      </span>
    </p>
  )
}

/** One event of a list: when, what, where, whose. `room`: its page needs not say of which community it is. */
export function EventRow({ view, row, room = false }: { view: View; row: OccurrenceRow; room?: boolean }) {
  const running = row.at <= view.now && (row.until === null || row.until > view.now)
  const exact = row.start_precision === 'minute' || row.start_precision === 'day'
  return (
    <li class={row.cancelled_at ? 'event-row event-off' : 'event-row'}>
      <Leaf row={row} />
      <div class="event-words">
        <p class="event-title">
          <a href={eventPath(row)}>
            <bdi>{row.title}</bdi>
          </a>{' '}
          {row.cancelled_at ? <span class="badge alert">{view.t('events.cancelled')}</span> : null}
          {running && exact && !row.cancelled_at ? <span class="badge">{view.t('events.now')}</span> : null}
        </p>
        <p class="event-when">{whenWords(spanOf(row), view.locale)}</p>
        <p class="event-facts">
          <span>{view.t(`events.kind.${row.kind}`)}</span>
          {row.place ? <span>{row.place}</span> : null}
          {row.online_url ? <span>{view.t('events.online')}</span> : null}
          {!room && row.community_handle ? (
            <a href={`/xom/${row.community_handle}/su-kien`}>{row.community_name}</a>
          ) : null}
          {row.repeat === 'none' ? null : (
            <span>
              <Icon name="clock" /> {view.t(`events.form.repeat.${row.repeat}`)}
            </span>
          )}
          {row.going > 0 ? <span>{view.t('events.going', { count: row.going })}</span> : null}
        </p>
      </div>
    </li>
  )
}

/** The views of all events, and the way to a new one. */
export function EventsNav({ view, current }: { view: View; current: string }) {
  const { year, month } = dayOf(view.now)
  const past = current === 'past'
  return (
    <>
      <Tabs
        label={view.t('events.views')}
        current={past ? '/su-kien/da-qua' : current === 'month' ? '/su-kien/thang' : view.path}
        tabs={[
          { href: '/su-kien', text: view.t('events.tab.coming') },
          {
            href: `/su-kien/thang/${year}-${two(month)}`,
            text: view.t('events.tab.month'),
          },
          { href: '/su-kien/da-qua', text: view.t('events.tab.past') },
          ...(view.viewer ? [{ href: '/su-kien/cua-toi', text: view.t('events.tab.mine') }] : []),
        ]}
      />
      <p class="buttons events-new">
        <a class="button primary" href={view.viewer ? '/su-kien/moi' : '/login?next=%2Fsu-kien%2Fmoi'}>
          <Icon name="plus" />
          {view.t('events.new')}
        </a>
      </p>
    </>
  )
}

export interface Asked {
  kind: EventKind | undefined
  /** As it was typed, and folded. */
  placeText: string
  place: string | undefined
}

export function askedOf(c: Req): Asked {
  const placeText = (c.req.query('noi') ?? '').trim().slice(0, 100)
  const kind = oneOf(c.req.query('loai') ?? '', ['', ...eventKinds], '')
  return { kind: kind || undefined, placeText, place: key(placeText).trim() || undefined }
}

/** What was asked for as the query of another address. */
export function askedQuery(asked: Asked, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    ...(asked.kind ? { loai: asked.kind } : {}),
    ...(asked.placeText ? { noi: asked.placeText } : {}),
    ...more,
  }).toString()
  return query ? `?${query}` : ''
}

export function EventFilters({ view, asked, action }: { view: View; asked: Asked; action: string }) {
  return (
    <form class="event-filters" method="get" action={action}>
      <p>
        <label for="f-loai">{view.t('events.filter_kind')}</label>
        <select id="f-loai" name="loai">
          <option value="">{view.t('events.all_kinds')}</option>
          {eventKinds.map((kind) => (
            <option value={kind} selected={kind === asked.kind}>
              {view.t(`events.kind.${kind}`)}
            </option>
          ))}
        </select>
      </p>
      <p>
        <label for="f-noi">{view.t('events.filter_place')}</label>
        <input id="f-noi" name="noi" value={asked.placeText} maxlength={100} dir="auto" />
      </p>
      <button type="submit" class="button">
        {view.t('events.filter')}
      </button>
    </form>
  )
}
