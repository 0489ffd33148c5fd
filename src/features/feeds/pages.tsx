import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { notFound } from '../../errors.ts'
import type { App, Req } from '../../http/env.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { type Room, RoomPage, requireReader, roomOf } from '../communities/index.ts'
import { timeHtml } from '../statuses/index.ts'
import { itemsOf } from './feeds.ts'
import { type ItemRow, type OwnerRow, selectOwner } from './sql.ts'

/** Where a community and a site stand: each keeps its own kind of address. */
export const bases = { community: '/xom', site: '/trang' } as const

export interface Owner {
  room: Room
  kind: OwnerRow['kind']
  staff: OwnerRow['staff']
  path: string
}

/** The community or site of an address, with how the reader stands to it; 404 for the other kind. */
export async function ownerOf(c: Req, kind: OwnerRow['kind']): Promise<Owner> {
  const room = await roomOf(c)
  const [row] = await selectOwner(c.get('ctx'), room.id, c.get('viewer')?.id ?? null)
  if (row?.kind !== kind) throw notFound()
  return { room, kind, staff: row.staff, path: `${bases[kind]}/${room.account.username}` }
}

/** Around a page: the community's own frame, or a plain one that names the site. */
export function OwnerPage({
  view,
  owner,
  title,
  children,
}: {
  view: View
  owner: Owner
  title: string
  children?: Child
}) {
  const { room, path } = owner
  if (owner.kind === 'community') {
    return (
      <RoomPage view={view} community={room} title={title}>
        {children}
      </RoomPage>
    )
  }
  const name = room.account.display_name || room.account.username
  return (
    <Page view={view} title={`${title} · ${name}`}>
      <p>
        <a href={path}>
          <bdi>{name}</bdi>
        </a>
      </p>
      {children}
    </Page>
  )
}

function Item({ view, item }: { view: View; item: ItemRow }) {
  const source = item.feed_title || new URL(item.feed_url).host
  return (
    <li>
      <a href={item.url} target="_blank" rel="nofollow noopener" dir="auto">
        <strong>{item.title}</strong>
      </a>
      {item.excerpt ? (
        <p class="plain" dir="auto">
          {item.excerpt}
        </p>
      ) : null}
      <p class="hint">
        {item.site_url ? (
          <a href={item.site_url} target="_blank" rel="nofollow noopener">
            <bdi>{source}</bdi>
          </a>
        ) : (
          <bdi>{source}</bdi>
        )}
        {item.author ? <> · {item.author}</> : null} · {raw(timeHtml(view, item.published_at.toISOString()))}
      </p>
    </li>
  )
}

/** The newest of an owner's feeds, for a box beside something else. */
export function OutsideItems({ view, items }: { view: View; items: ItemRow[] }) {
  return (
    <ul class="settings-list">
      {items.map((item) => (
        <Item view={view} item={item} />
      ))}
    </ul>
  )
}

const perPage = 30
const deepest = 2000

async function itemsPage(c: Req, kind: OwnerRow['kind']): Promise<Response> {
  const ctx = c.get('ctx')
  const owner = await ownerOf(c, kind)
  await requireReader(ctx, c.get('viewer'), owner.room.id)
  const asked = Number(c.req.query('from') ?? 0)
  const offset = Number.isInteger(asked) && asked > 0 && asked <= deepest ? asked : 0
  const [{ items, more }, view] = await Promise.all([
    itemsOf(ctx, owner.room.id, { limit: perPage, offset }),
    viewOf(c),
  ])
  const title = view.t('feeds.title')
  const next = more && offset + perPage <= deepest ? `${view.path}?from=${offset + perPage}` : null
  return c.html(
    <OwnerPage view={view} owner={owner} title={title}>
      <div class="room-settings">
        <h1>{title}</h1>
        <p class="hint">{view.t('feeds.about')}</p>
        {items.length > 0 ? (
          <OutsideItems view={view} items={items} />
        ) : (
          <EmptyState icon="globe" text={view.t('feeds.none')} />
        )}
        <Pager view={view} next={next} />
      </div>
    </OwnerPage>,
  )
}

export function feedPages(app: App): void {
  app.get('/xom/:handle/tu-noi-khac', (c) => itemsPage(c, 'community'))
  app.get('/trang/:handle/tu-noi-khac', (c) => itemsPage(c, 'site'))
}
