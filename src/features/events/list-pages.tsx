import type { App, Req } from '../../http/env.ts'
import { Page } from '../../ui/page.tsx'
import { sharedPage } from '../../ui/shared-page.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Icon } from '../../ui/widgets/icon.tsx'
import { nameOf, RoomPage, requireReader, roomOf, roomPathOf } from '../communities/index.ts'
import { listEvents, mayAnnounce, nameOfPlace, placeOf } from './events.ts'
import { askedOf, askedQuery, EventFilters, EventRow, EventsNav } from './parts.tsx'
import type { OccurrenceRow } from './sql.ts'

const perPage = 30

/** A list of events under headings of their months would repeat what the leaves say; it is one list. */
export function EventList({ view, rows, room }: { view: View; rows: OccurrenceRow[]; room?: boolean }) {
  return (
    <ol class="event-list">
      {rows.map((row) => (
        <EventRow view={view} row={row} room={room === true} />
      ))}
    </ol>
  )
}

function Further({
  view,
  rows,
  path,
  query,
}: {
  view: View
  rows: OccurrenceRow[]
  path: string
  query: (more: Record<string, string>) => string
}) {
  const last = rows.at(-1)
  if (!last || rows.length < perPage) return null
  return (
    <p class="pager">
      <a class="more-link" href={path + query({ sau: nameOfPlace(last) })} rel="next">
        {view.t('events.later')}
      </a>
    </p>
  )
}

async function agenda(c: Req, past: boolean) {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  const asked = askedOf(c)
  const after = placeOf(c.req.query('sau'))
  const [view, rows] = await Promise.all([
    viewOf(c),
    listEvents(ctx, viewer, { kind: asked.kind, place: asked.place, past, after, limit: perPage }),
  ])
  const path = past ? '/su-kien/da-qua' : '/su-kien'
  const filtered = asked.kind !== undefined || asked.place !== undefined || after !== null
  const nothing = filtered ? 'events.none_found' : past ? 'events.none_past' : 'events.none_coming'
  return (
    <Page
      view={view}
      title={view.t(past ? 'events.tab.past' : 'events.title')}
      description={view.t('events.about')}
    >
      <h1>{view.t('events.title')}</h1>
      <EventsNav view={view} current={past ? 'past' : 'coming'} />
      <EventFilters view={view} asked={asked} action={path} />
      {rows.length > 0 ? (
        <EventList view={view} rows={rows} />
      ) : (
        <EmptyState icon="calendar" text={view.t(nothing)} />
      )}
      <Further view={view} rows={rows} path={path} query={(more) => askedQuery(asked, more)} />
    </Page>
  )
}

async function ofRoom(c: Req) {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  const community = await roomOf(c)
  if (community.kind === 'site') return c.redirect(`/trang/${community.account.username}`, 303)
  await requireReader(ctx, viewer, community.id)
  const path = `${roomPathOf(community)}/su-kien`
  const past = c.req.query('xem') === 'da-qua'
  const [view, rows, may] = await Promise.all([
    viewOf(c),
    listEvents(ctx, viewer, {
      communityId: community.id,
      past,
      after: placeOf(c.req.query('sau')),
      limit: perPage,
    }),
    mayAnnounce(ctx, viewer, community.id),
  ])
  const title = view.t('events.title')
  const query = (more: Record<string, string>) =>
    `?${new URLSearchParams({ ...(past ? { xem: 'da-qua' } : {}), ...more })}`
  return (
    <RoomPage
      view={view}
      community={community}
      title={title}
      head={
        community.private || community.closed_at ? null : (
          <link
            rel="alternate"
            type="text/calendar"
            title={view.t('events.of_room', { name: nameOf(community) })}
            href={`${path}.ics`}
          />
        )
      }
    >
      <h1>{view.t('events.of_room', { name: nameOf(community) })}</h1>
      <nav class="chips" aria-label={view.t('events.views')}>
        <a class="chip" href={path} aria-current={past ? undefined : 'true'}>
          {view.t('events.tab.coming')}
        </a>
        <a class="chip" href={`${path}?xem=da-qua`} aria-current={past ? 'true' : undefined}>
          {view.t('events.tab.past')}
        </a>
      </nav>
      <p class="buttons events-new">
        {may ? (
          <a class="button primary" href={`/su-kien/moi?xom=${community.account.username}`}>
            <Icon name="plus" />
            {view.t('events.new_here')}
          </a>
        ) : null}
        <a class="button" href={`${path}.ics`} data-turbo="false">
          <Icon name="download" />
          {view.t('events.calendar_of_room')}
        </a>
      </p>
      {rows.length > 0 ? (
        <EventList view={view} rows={rows} room />
      ) : (
        <EmptyState icon="calendar" text={view.t(past ? 'events.none_past' : 'events.none_coming')} />
      )}
      <Further view={view} rows={rows} path={path} query={query} />
    </RoomPage>
  )
}

/** What is to come (or is over), on the network and in one community. */
export function listPages(app: App): void {
  app.get('/su-kien', (c) => sharedPage(c, () => agenda(c, false)))
  app.get('/su-kien/da-qua', (c) => sharedPage(c, () => agenda(c, true)))
  app.get('/xom/:handle/su-kien', (c) => sharedPage(c, () => ofRoom(c)))
}
