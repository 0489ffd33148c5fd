import { readBody } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { formatRelative } from '../../lib/format/index.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { text } from '../../ui/widgets/fields.tsx'
import { toLogin } from '../auth/index.ts'
import { EventList } from './list-pages.tsx'
import { EventsNav } from './parts.tsx'
import { endCalendar, newCalendar } from './rsvp.ts'
import type { OccurrenceRow } from './sql.ts'
import * as sql from './sql.ts'

const most = 100

function Calendar({ view, since, address }: { view: View; since: Date | null; address: string | null }) {
  return (
    <section class="sheet" aria-labelledby="lich">
      <h2 id="lich">{view.t('events.mine.calendar')}</h2>
      <p>{view.t('events.mine.calendar_about')}</p>
      {address ? (
        <>
          <p>
            <strong>{view.t('events.mine.calendar_once')}</strong>
          </p>
          <p class="event-secret">
            <code>{address}</code>
          </p>
        </>
      ) : since ? (
        <p class="hint">
          {view.t('events.mine.calendar_since', { time: formatRelative(since, view.now, view.locale) })}
        </p>
      ) : null}
      <p>
        <a href={`/@${view.viewer?.username}/su-kien.ics`} data-turbo="false">
          {view.t('events.mine.public')}
        </a>
      </p>
      <form class="buttons" method="post" action="/su-kien/cua-toi/lich" data-turbo="false">
        <button type="submit" class="button" name="do" value="new">
          {view.t(since ? 'events.mine.calendar_new' : 'events.mine.calendar_make')}
        </button>
        {since ? (
          <button type="submit" class="button" name="do" value="end">
            {view.t('events.mine.calendar_end')}
          </button>
        ) : null}
      </form>
    </section>
  )
}

function Part({
  view,
  title,
  rows,
  none,
}: {
  view: View
  title: string
  rows: OccurrenceRow[]
  none?: string
}) {
  if (rows.length === 0 && !none) return null
  return (
    <section>
      <h2 class="month-vague">{title}</h2>
      {rows.length > 0 ? (
        <EventList view={view} rows={rows} />
      ) : (
        <EmptyState icon="calendar" text={none ?? ''} />
      )}
    </section>
  )
}

async function show(c: Req, viewer: Viewer, address: string | null) {
  const ctx = c.get('ctx')
  const now = ctx.clock()
  const own = (answered: boolean, past: boolean) =>
    sql.selectOwn(ctx, viewer.id, { answered, past }, now, past ? 20 : most)
  const [view, going, made, past, [calendar]] = await Promise.all([
    viewOf(c),
    own(true, false),
    own(false, false),
    own(true, true),
    sql.hasCalendar(ctx, viewer.id),
  ])
  c.header('Cache-Control', 'no-store')
  return c.html(
    <Page view={view} title={view.t('events.tab.mine')}>
      <h1>{view.t('events.title')}</h1>
      <EventsNav view={view} current="mine" />
      <Part
        view={view}
        title={view.t('events.mine.going')}
        rows={going}
        none={view.t('events.mine.none_going')}
      />
      <Part
        view={view}
        title={view.t('events.mine.made')}
        rows={made}
        none={view.t('events.mine.none_made')}
      />
      <Part view={view} title={view.t('events.mine.past')} rows={past} />
      <Calendar view={view} since={calendar?.created_at ?? null} address={address} />
    </Page>,
  )
}

/** Where she goes, what she makes, and the address of her calendar. */
export function minePages(app: App): void {
  app.get('/su-kien/cua-toi', (c) => {
    const viewer = c.get('viewer')
    return viewer ? show(c, viewer, null) : toLogin(c)
  })

  // Shown in the answer itself: a secret goes through no redirect and no cookie.
  app.post('/su-kien/cua-toi/lich', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return toLogin(c)
    if (text(await readBody(c), 'do') === 'end') {
      await endCalendar(c.get('ctx'), viewer)
      return redirectWith(c, '/su-kien/cua-toi', 'events.mine.calendar_ended')
    }
    const token = await newCalendar(c.get('ctx'), viewer)
    return show(c, viewer, `${c.get('ctx').config.origin}/su-kien/lich/${token}.ics`)
  })
}
