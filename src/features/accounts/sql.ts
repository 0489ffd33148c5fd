import type { Context, Id } from '../../context.ts'
import type { Circle } from '../visibility/index.ts'

/** One profile field as stored: what was typed, the HTML made of it, and since when its link is proven. */
export interface StoredField {
  name: string
  source: string
  value: string
  verified_at: string | null
}

/** A row of `accounts`. `domain` is null for people who live here. */
export interface AccountRow {
  id: Id
  username: string
  domain: string | null
  uri: string | null
  url: string | null
  display_name: string
  note: string
  note_source: string
  fields: StoredField[]
  avatar_media: string | null
  header_media: string | null
  avatar_remote_url: string | null
  header_remote_url: string | null
  actor_type: string
  locked: boolean
  discoverable: boolean | null
  indexable: boolean
  hide_collections: boolean
  /** Who may answer her, name her and write to her. */
  replies_from: Circle
  mentions_from: Circle
  messages_from: Circle
  memorial: boolean
  also_known_as: string[]
  /** Hosts whose pages may name her as their author. */
  attribution_domains: string[]
  moved_to_id: Id | null
  version: number
  silenced_at: Date | null
  suspended_at: Date | null
  suspension_origin: string | null
  media_rejected: boolean
  deleted_at: Date | null
  created_at: Date
  /** Of local people; null for remote accounts and for emptied ones. */
  role: 'user' | 'moderator' | 'admin' | null
  /** Waits for approval: nobody may see it yet. */
  pending: boolean
}

const columns = (ctx: Context) => ctx.db`
  a.id, a.username, a.domain, a.uri, a.url, a.display_name, a.note, a.note_source, a.fields, a.avatar_media,
  a.header_media, a.avatar_remote_url, a.header_remote_url, a.actor_type, a.locked, a.discoverable, a.indexable,
  a.hide_collections, a.replies_from, a.mentions_from, a.messages_from, a.memorial, a.also_known_as, a.attribution_domains, a.moved_to_id, a.version, a.silenced_at, a.suspended_at,
  a.suspension_origin, a.media_rejected, a.deleted_at, a.created_at, u.role,
  (u.account_id is not null and u.approved_at is null) as pending`

export const selectAccounts = (ctx: Context, ids: Id[]) => ctx.db<AccountRow[]>`
  select ${columns(ctx)} from accounts a left join users u on u.account_id = a.id where a.id = any(${ids}::bigint[])`

export const selectByHandle = (ctx: Context, username: string, domain: string | null) => ctx.db<AccountRow[]>`
  select ${columns(ctx)} from accounts a left join users u on u.account_id = a.id
  where lower(a.username) = ${username.toLowerCase()}
    and coalesce(lower(a.domain), '') = ${domain?.toLowerCase() ?? ''} and a.deleted_at is null`

/** What changes often: the version names a cached presentation, the counts are laid over it. */
export interface Skeleton {
  id: Id
  version: number
  followers: number
  following: number
  statuses: number
  last_status_at: Date | null
}

export const selectSkeletons = (ctx: Context, ids: Id[]) => ctx.db<Skeleton[]>`
  select a.id, a.version, coalesce(c.followers, 0) as followers, coalesce(c.following, 0) as following,
    coalesce(c.statuses, 0) as statuses, c.last_status_at
  from accounts a left join account_counts c on c.account_id = a.id where a.id = any(${ids}::bigint[])`

/** Answers the new id, or null when the handle is taken (also by somebody who left). */
export async function insertLocalAccount(
  ctx: Context,
  row: { username: string; displayName: string; searchKey: string },
): Promise<Id | null> {
  const [made] = await ctx.db<{ id: Id }[]>`
    with made as (
      insert into accounts (username, display_name, search_key, created_at)
      values (${row.username}, ${row.displayName}, ${row.searchKey}, ${ctx.clock()})
      on conflict do nothing returning id)
    insert into account_counts (account_id) select id from made returning account_id as id`
  return made?.id ?? null
}

export const makeGroup = (ctx: Context, id: Id) => ctx.db`
  update accounts set actor_type = 'Group', version = version + 1 where id = ${id}`

export interface CountChange {
  followers?: number
  following?: number
  statuses?: number
  /** Only ever moves forward. */
  lastStatusAt?: Date
}

export const updateCounts = (ctx: Context, id: Id, change: CountChange) => ctx.db`
  update account_counts set
    followers = followers + ${change.followers ?? 0}::int,
    following = following + ${change.following ?? 0}::int,
    statuses = statuses + ${change.statuses ?? 0}::int,
    last_status_at = greatest(last_status_at, ${change.lastStatusAt ?? null}::timestamptz)
  where account_id = ${id}`

/** Locks the counters of many in one order, so that two transactions cannot wait for each other. */
export const lockCounts = (ctx: Context, ids: Id[]) => ctx.db`
  select 1 from account_counts where account_id = any(${ids}::bigint[]) order by account_id for update`

/** The same change for many accounts (lock them first). */
export const updateCountsOfMany = (ctx: Context, ids: Id[], change: CountChange) => ctx.db`
  update account_counts set
    followers = followers + ${change.followers ?? 0}::int,
    following = following + ${change.following ?? 0}::int,
    statuses = statuses + ${change.statuses ?? 0}::int
  where account_id = any(${ids}::bigint[])`

export const bumpVersion = (ctx: Context, id: Id) => ctx.db`
  update accounts set version = version + 1 where id = ${id}`

export const selectPublicIds = (ctx: Context, ids: Id[]) => ctx.db<{ id: Id }[]>`
  select a.id from accounts a left join users u on u.account_id = a.id
  where a.id = any(${ids}::bigint[]) and a.deleted_at is null and (u.account_id is null or u.approved_at is not null)`

export const selectOwn = (ctx: Context, id: Id) => ctx.db<
  { preferences: Record<string, unknown>; locale: string; requests: number }[]
>`
  select u.preferences, u.locale,
    (select count(*)::int from follow_requests r where r.target_id = u.account_id) as requests
  from users u where u.account_id = ${id}`

export interface ProfileRow {
  display_name: string
  search_key: string
  note: string
  note_source: string
  fields: StoredField[]
  locked: boolean
  actor_type: string
  discoverable: boolean | null
  indexable: boolean
  hide_collections: boolean
  replies_from: Circle
  mentions_from: Circle
  messages_from: Circle
  attribution_domains: string[]
  avatar_media: string | null
  header_media: string | null
}

export const lockAccount = (ctx: Context, id: Id) =>
  ctx.db`select 1 from accounts where id = ${id} for update`

export async function updateProfileRow(ctx: Context, id: Id, row: Partial<ProfileRow>): Promise<void> {
  const { fields, ...plain } = row
  const values = { ...plain, ...(fields ? { fields: ctx.db.json(fields as never) } : {}) }
  if (Object.keys(values).length === 0) return
  await ctx.db`update accounts set ${ctx.db(values as never)}, version = version + 1 where id = ${id}`
}

export const setSuspended = (ctx: Context, id: Id, at: Date | null, origin: string | null) => ctx.db`
  update accounts set suspended_at = ${at}, suspension_origin = ${origin}, version = version + 1
  where id = ${id} and deleted_at is null`

export const setSilenced = (ctx: Context, id: Id, at: Date | null) => ctx.db`
  update accounts set silenced_at = ${at}, silenced_by_domain = false, version = version + 1 where id = ${id} and deleted_at is null`

/** Accounts of a server and of what is below its name, in the order of their ids. */
export const selectOfDomain = (ctx: Context, domain: string, afterId: Id, limit: number) => ctx.db<
  { id: Id; domain: string | null }[]
>`
  select a.id, a.domain from accounts a
  where a.domain is not null and a.id > ${afterId} and a.deleted_at is null
    and (reverse(a.domain) = reverse(${domain}) or reverse(a.domain) like reverse(${domain}) || '.%')
  order by a.id limit ${limit}`

/** What a decision on their server says of an account. */
export interface DomainMark {
  suspended: boolean
  silenced: boolean
  mediaRejected: boolean
}

/** Leaves alone what was decided about an account itself; touches no row that is as it should be. */
export const markOfDomain = (ctx: Context, ids: Id[], mark: DomainMark) => ctx.db`
  update accounts set
    suspended_at = case when ${mark.suspended} then coalesce(suspended_at, ${ctx.clock()}::timestamptz)
      when suspension_origin = 'domain' then null else suspended_at end,
    suspension_origin = case when ${mark.suspended} then case when suspended_at is null then 'domain' else suspension_origin end
      when suspension_origin = 'domain' then null else suspension_origin end,
    silenced_at = case when ${mark.silenced} then coalesce(silenced_at, ${ctx.clock()}::timestamptz)
      when silenced_by_domain then null else silenced_at end,
    silenced_by_domain = ${mark.silenced} and (silenced_at is null or silenced_by_domain),
    media_rejected = ${mark.mediaRejected},
    version = version + 1
  where id = any(${ids}::bigint[]) and (
    ${mark.suspended} <> (suspended_at is not null) and (${mark.suspended} or suspension_origin = 'domain')
    or ${mark.silenced} <> (silenced_at is not null) and (${mark.silenced} or silenced_by_domain)
    or media_rejected <> ${mark.mediaRejected})`

/** Of handles in lower case, those that are known: what a bio's mentions link to. */
export const selectByAccts = (ctx: Context, accts: string[]) => ctx.db<
  Pick<AccountRow, 'username' | 'domain' | 'url' | 'uri'>[]
>`
  select username, domain, url, uri from accounts
  where deleted_at is null and (lower(username), coalesce(lower(domain), '')) in (
    select split_part(acct, '@', 1), split_part(acct, '@', 2) from unnest(${accts}::text[]) as acct)`

/** Empties the row: only the handle stays, taken. */
export const emptyAccount = (ctx: Context, id: Id) => ctx.db`
  with counts as (
    update account_counts set followers = 0, following = 0, statuses = 0, last_status_at = null where account_id = ${id})
  update accounts set display_name = '', note = '', note_source = '', fields = '[]', avatar_media = null,
    header_media = null, avatar_remote_url = null, header_remote_url = null, search_key = '', discoverable = false,
    indexable = false, also_known_as = '{}', attribution_domains = '{}', moved_to_id = null, public_key = null, private_key = null,
    deleted_at = ${ctx.clock()}, version = version + 1
  where id = ${id} and deleted_at is null`
