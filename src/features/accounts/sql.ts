import type { Context, Id } from '../../context.ts'

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
  memorial: boolean
  also_known_as: string[]
  moved_to_id: Id | null
  version: number
  silenced_at: Date | null
  suspended_at: Date | null
  suspension_origin: string | null
  deleted_at: Date | null
  created_at: Date
  /** Of local people; null for remote accounts and for emptied ones. */
  role: 'user' | 'moderator' | 'admin' | null
}

const columns = (ctx: Context) => ctx.db`
  a.id, a.username, a.domain, a.uri, a.url, a.display_name, a.note, a.note_source, a.fields, a.avatar_media,
  a.header_media, a.avatar_remote_url, a.header_remote_url, a.actor_type, a.locked, a.discoverable, a.indexable,
  a.hide_collections, a.memorial, a.also_known_as, a.moved_to_id, a.version, a.silenced_at, a.suspended_at,
  a.suspension_origin, a.deleted_at, a.created_at, u.role`

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

export const bumpVersion = (ctx: Context, id: Id) => ctx.db`
  update accounts set version = version + 1 where id = ${id}`
