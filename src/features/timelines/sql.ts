import type { Context, Id } from '../../context.ts'
import { bounds, type Page } from '../../http/paging.ts'
import { compareIds } from '../../lib/ids.ts'
import { outsideDomains } from '../blocks/index.ts'
import type { Picked, PickedRow } from '../statuses/index.ts'

/** The ids alone, newest first, where nothing is to be presented. */
export async function pickedIds(pick: Picked): Promise<Id[]> {
  return (await pick).map((row) => row.id).sort((x, y) => compareIds(y, x))
}

/**
 * One index range of the reader's own entries, however many she follows. Mutes and blocks are looked at on reading,
 * so that they work at once and backwards.
 */
export function pickHome(ctx: Context, viewer: { id: Id }, page: Page): Picked {
  const { below, above } = bounds(page)
  return ctx.db<PickedRow[]>`
    select h.status_id as id, h.reblog_of_id from home_entries h
    where h.account_id = ${viewer.id} and h.status_id < ${below} and h.status_id > ${above}
      and not exists (select from mutes m where m.account_id = ${viewer.id} and m.target_id = h.author_id
        and (m.expires_at is null or m.expires_at > now()))
      and not exists (select from blocks b where b.account_id = ${viewer.id} and b.target_id = h.author_id)
      and ${outsideDomains(ctx, viewer.id, 'h.author_id')}
      and (h.reblog_of_id is null or ${outsideDomains(ctx, viewer.id, '(select r.account_id from statuses r where r.id = h.reblog_of_id)')})
    order by ${page.minId ? ctx.db`h.status_id asc` : ctx.db`h.status_id desc`} limit ${page.limit}`
}

export function pickPublic(
  ctx: Context,
  viewer: { id: Id } | null,
  page: Page,
  options: { local?: boolean; remote?: boolean; onlyMedia?: boolean } = {},
): Picked {
  const { below, above } = bounds(page)
  return ctx.db<PickedRow[]>`
    select s.id, s.reblog_of_id from statuses s
    where s.visibility = 'public' and s.reblog_of_id is null and s.deleted_at is null
      and (s.in_reply_to_account_id is null or s.in_reply_to_account_id = s.account_id)
      ${options.local ? ctx.db`and s.local` : ctx.db``} ${options.remote ? ctx.db`and not s.local` : ctx.db``}
      ${options.onlyMedia ? ctx.db`and exists (select from status_media_index i where i.status_id = s.id)` : ctx.db``}
      and s.id < ${below} and s.id > ${above}
      and not exists (select from accounts a where a.id = s.account_id and (a.silenced_at is not null or a.suspended_at is not null))
      ${viewer ? withoutHidden(ctx, viewer.id) : ctx.db``}
    order by ${page.minId ? ctx.db`s.id asc` : ctx.db`s.id desc`} limit ${page.limit}`
}

const withoutHidden = (ctx: Context, viewerId: Id) => ctx.db`
  and not exists (select from mutes m where m.account_id = ${viewerId} and m.target_id = s.account_id
    and (m.expires_at is null or m.expires_at > now()))
  and not exists (select from blocks b where b.account_id = ${viewerId} and b.target_id = s.account_id)
  and not exists (select from blocks b where b.account_id = s.account_id and b.target_id = ${viewerId})
  and ${outsideDomains(ctx, viewerId, 's.account_id')}`

/** Public posts that carry the tag, by its Vietnamese key. */
export function pickTag(
  ctx: Context,
  viewer: { id: Id } | null,
  key: string,
  page: Page,
  options: { local?: boolean; onlyMedia?: boolean } = {},
): Picked {
  const { below, above } = bounds(page)
  return ctx.db<PickedRow[]>`
    select s.id, s.reblog_of_id from status_tags st
    join statuses s on s.id = st.status_id
    where st.tag_id = (select id from tags where key = ${key}) and st.listed
      and st.status_id < ${below} and st.status_id > ${above} and s.deleted_at is null
      ${options.local ? ctx.db`and s.local` : ctx.db``}
      ${options.onlyMedia ? ctx.db`and exists (select from status_media_index i where i.status_id = s.id)` : ctx.db``}
      ${viewer ? withoutHidden(ctx, viewer.id) : ctx.db``}
    order by ${page.minId ? ctx.db`st.status_id asc` : ctx.db`st.status_id desc`} limit ${page.limit}`
}

export interface AccountFilter {
  excludeReplies?: boolean
  excludeReblogs?: boolean
  onlyMedia?: boolean
  /** The key of a tag. */
  tagged?: string
}

/** The posts that the owner of a profile has pinned, the last one first; what of them a viewer sees is up to presenting. */
export async function pinnedIds(ctx: Context, accountId: Id, page: Page): Promise<Id[]> {
  const { below, above } = bounds(page)
  const rows = await ctx.db<{ id: Id }[]>`
    select p.status_id as id from pins p join statuses s on s.id = p.status_id
    where p.account_id = ${accountId} and s.deleted_at is null and p.status_id < ${below} and p.status_id > ${above}
    order by p.id desc limit ${page.limit}`
  return rows.map((row) => row.id)
}

/**
 * A profile's posts, as far as the viewer may see them. Hidden rows are skipped in the index, not after the page. The
 * filters are parameters and not pieces of the text, so that the database keeps one plan for all of them.
 */
export function pickAccount(
  ctx: Context,
  viewer: { id: Id } | null,
  accountId: Id,
  page: Page,
  filter: AccountFilter = {},
): Picked {
  const { below, above } = bounds(page)
  const viewerId = viewer?.id ?? null
  const own = viewerId === accountId
  return ctx.db<PickedRow[]>`
    select s.id, s.reblog_of_id from statuses s
    ${filter.onlyMedia ? ctx.db`join status_media_index i on i.status_id = s.id and i.account_id = ${accountId}` : ctx.db``}
    where s.account_id = ${accountId} and s.deleted_at is null and s.id < ${below} and s.id > ${above}
      and (not ${filter.excludeReplies ?? false}::bool or s.in_reply_to_account_id is null or s.in_reply_to_account_id = s.account_id)
      and (not ${filter.excludeReblogs || filter.onlyMedia || false}::bool or s.reblog_of_id is null)
      ${filter.tagged ? ctx.db`and exists (select from status_tags st join tags t on t.id = st.tag_id where st.status_id = s.id and t.key = ${filter.tagged})` : ctx.db``}
      and (${own}::bool or s.visibility in ('public', 'unlisted')
        or (s.visibility = 'private' and exists (select from follows f where f.account_id = ${viewerId}::bigint and f.target_id = ${accountId}))
        or (s.visibility in ('private', 'direct') and exists (select from status_mentions m where m.status_id = s.id and m.account_id = ${viewerId}::bigint)))
      and not exists (select from blocks b where b.account_id = ${accountId} and b.target_id = ${viewerId}::bigint)
    order by ${page.minId ? ctx.db`s.id asc` : ctx.db`s.id desc`} limit ${page.limit}`
}

/** How many entries newer than `sinceId` wait; counted up to `most`. */
export async function countNewer(
  ctx: Context,
  viewer: { id: Id } | null,
  timeline: 'home' | 'local',
  sinceId: Id,
  most = 40,
): Promise<number> {
  const page: Page = { limit: most, maxId: null, sinceId, minId: null }
  const pick =
    timeline === 'home' && viewer
      ? pickHome(ctx, viewer, page)
      : pickPublic(ctx, viewer, page, { local: true })
  return (await pick).length
}
