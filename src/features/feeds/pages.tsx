import { raw } from 'hono/html'
import type { Id } from '../../context.ts'
import type { App, Req } from '../../http/env.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { frontPathOf, RoomPage, requireReader, roomOf } from '../communities/index.ts'
import { SitePage, siteOf } from '../sites/index.ts'
import { timeHtml } from '../statuses/index.ts'
import { itemsOf } from './feeds.ts'
import type { ItemRow } from './sql.ts'

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
        {item.author ? <> · {item.author}</> : null}
        {item.dated ? <> · {raw(timeHtml(view, item.published_at.toISOString()))}</> : null}
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

/** What was brought, with the way to older ones. Throws 403 for a reader who may not look inside. */
async function content(c: Req, ownerId: Id) {
  const ctx = c.get('ctx')
  await requireReader(ctx, c.get('viewer'), ownerId)
  const asked = Number(c.req.query('from') ?? 0)
  const offset = Number.isInteger(asked) && asked > 0 && asked <= deepest ? asked : 0
  const [{ items, more }, view] = await Promise.all([
    itemsOf(ctx, ownerId, { limit: perPage, offset }),
    viewOf(c),
  ])
  const title = view.t('feeds.title')
  const next = more && offset + perPage <= deepest ? `${view.path}?from=${offset + perPage}` : null
  const inside = (
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
  )
  return { view, title, inside }
}

/** For everybody who may read the community or site. */
export function feedPages(app: App): void {
  app.get('/xom/:handle/tu-noi-khac', async (c) => {
    const room = await roomOf(c)
    if (room.kind === 'site') return c.redirect(`${frontPathOf(room)}/tu-noi-khac`, 303)
    const { view, title, inside } = await content(c, room.id)
    return c.html(
      <RoomPage view={view} community={room} title={title}>
        {inside}
      </RoomPage>,
    )
  })

  app.get('/trang/:handle/tu-noi-khac', async (c) => {
    const site = await siteOf(c)
    const { view, title, inside } = await content(c, site.id)
    return c.html(
      <SitePage c={c} view={view} site={site} title={title}>
        {inside}
      </SitePage>,
    )
  })
}
