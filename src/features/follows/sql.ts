import type { Context, Id } from '../../context.ts'
import { bounds, newestFirst, type Page } from '../../http/paging.ts'

export interface FollowOptions {
  /** Show her boosts in the home timeline. */
  reblogs?: boolean | undefined
  /** A notification for each of her posts. */
  notify?: boolean | undefined
  /** ISO 639-1 codes; empty or null means all. */
  languages?: string[] | null | undefined
}

/** Two people's dealings one after the other: a block and a follow cannot slip past each other. */
export const lockPair = (ctx: Context, a: Id, b: Id) => ctx.db`
  select pg_advisory_xact_lock(hashtextextended(
    least(${a}::bigint, ${b}::bigint) || ':' || greatest(${a}::bigint, ${b}::bigint), 0))`

export async function isBlockedEitherWay(ctx: Context, a: Id, b: Id): Promise<boolean> {
  const rows = await ctx.db`
    select 1 from blocks where (account_id = ${a} and target_id = ${b}) or (account_id = ${b} and target_id = ${a}) limit 1`
  return rows.length > 0
}

export async function isFollowing(ctx: Context, accountId: Id, targetId: Id): Promise<boolean> {
  return (
    (await ctx.db`select 1 from follows where account_id = ${accountId} and target_id = ${targetId}`).length >
    0
  )
}

/** A community that one joins with an invitation only. */
export async function isByInvitation(ctx: Context, targetId: Id): Promise<boolean> {
  const rows = await ctx.db`select 1 from communities where account_id = ${targetId} and joining = 'invite'`
  return rows.length > 0
}

/** True when the row is new; an existing one only takes the options that were given. */
async function upsert(
  ctx: Context,
  table: 'follows' | 'follow_requests',
  accountId: Id,
  targetId: Id,
  options: FollowOptions,
) {
  const languages =
    options.languages === undefined ? undefined : options.languages?.length ? options.languages : null
  const rows = await ctx.db<{ made: boolean }[]>`
    insert into ${ctx.db(table)} as f (account_id, target_id, show_reblogs, notify, languages, created_at)
    values (${accountId}, ${targetId}, ${options.reblogs ?? true}, ${options.notify ?? false}, ${languages ?? null}::text[],
      ${ctx.clock()})
    on conflict (account_id, target_id) do update set
      show_reblogs = coalesce(${options.reblogs ?? null}::boolean, f.show_reblogs),
      notify = coalesce(${options.notify ?? null}::boolean, f.notify),
      languages = ${languages === undefined ? ctx.db`f.languages` : ctx.db`excluded.languages`}
    returning xmax = 0 as made`
  return rows[0]!.made
}

export const insertFollow = (ctx: Context, accountId: Id, targetId: Id, options: FollowOptions = {}) =>
  upsert(ctx, 'follows', accountId, targetId, options)

export const insertRequest = (ctx: Context, accountId: Id, targetId: Id, options: FollowOptions = {}) =>
  upsert(ctx, 'follow_requests', accountId, targetId, options)

/** True when there was one. */
export async function deleteFollow(ctx: Context, accountId: Id, targetId: Id): Promise<boolean> {
  const rows = await ctx.db`
    delete from follows where account_id = ${accountId} and target_id = ${targetId} returning 1`
  return rows.length > 0
}

export interface RequestRow {
  account_id: Id
  target_id: Id
  show_reblogs: boolean
  notify: boolean
  languages: string[] | null
}

export async function deleteRequest(ctx: Context, accountId: Id, targetId: Id): Promise<RequestRow | null> {
  const [row] = await ctx.db<RequestRow[]>`
    delete from follow_requests where account_id = ${accountId} and target_id = ${targetId}
    returning account_id, target_id, show_reblogs, notify, languages`
  return row ?? null
}

export const selectRequesters = (ctx: Context, targetId: Id, limit: number) => ctx.db<{ account_id: Id }[]>`
  select account_id from follow_requests where target_id = ${targetId} order by id limit ${limit}`

/** A place in a list of people: `id` is the row's own, by which the list is paged. */
export interface Entry {
  id: Id
  account_id: Id
}

/** Lists of people: who follows, who is followed, who asks. Newest first; `min_id` reads upward. */
export async function selectPeople(
  ctx: Context,
  list: 'followers' | 'following' | 'requests',
  accountId: Id,
  viewerId: Id | null,
  page: Page,
): Promise<Entry[]> {
  const { below, above } = bounds(page)
  const table = ctx.db(list === 'requests' ? 'follow_requests' : 'follows')
  const [mine, other] = list === 'following' ? ['account_id', 'target_id'] : ['target_id', 'account_id']
  const rows = await ctx.db<Entry[]>`
    select f.id, f.${ctx.db(other!)} as account_id from ${table} f
    join accounts a on a.id = f.${ctx.db(other!)}
    where f.${ctx.db(mine!)} = ${accountId} and a.suspended_at is null and a.deleted_at is null
      and f.id < ${below} and f.id > ${above}
      ${
        viewerId && viewerId !== accountId
          ? ctx.db`and not exists (select from blocks b where (b.account_id = a.id and b.target_id = ${viewerId})
              or (b.account_id = ${viewerId} and b.target_id = a.id))`
          : ctx.db``
      }
    order by ${page.minId ? ctx.db`f.id asc` : ctx.db`f.id desc`} limit ${page.limit}`
  return newestFirst(page, rows)
}

export const upsertNote = (ctx: Context, accountId: Id, targetId: Id, comment: string) =>
  comment === ''
    ? ctx.db`delete from account_notes where account_id = ${accountId} and target_id = ${targetId}`
    : ctx.db`
        insert into account_notes (account_id, target_id, comment) values (${accountId}, ${targetId}, ${comment})
        on conflict (account_id, target_id) do update set comment = excluded.comment`

export interface RelationRow {
  id: Id
  following: boolean
  requested: boolean
  showing_reblogs: boolean
  notifying: boolean
  languages: string[] | null
  followed_by: boolean
  requested_by: boolean
  blocking: boolean
  blocked_by: boolean
  muting: boolean
  muting_notifications: boolean
  muting_expires_at: Date | null
  domain_blocking: boolean
  note: string
}

/** How one person stands to each of many, in one query. */
export const selectRelations = (ctx: Context, viewerId: Id, ids: Id[], withSuspended: boolean) => ctx.db<
  RelationRow[]
>`
  select a.id, f.id is not null as following, r.id is not null as requested,
    coalesce(f.show_reblogs, r.show_reblogs, false) as showing_reblogs,
    coalesce(f.notify, r.notify, false) as notifying, coalesce(f.languages, r.languages) as languages,
    fb.id is not null as followed_by, rb.id is not null as requested_by,
    b.id is not null as blocking, bb.id is not null as blocked_by,
    m.id is not null as muting, coalesce(m.notifications, false) as muting_notifications,
    m.expires_at as muting_expires_at, d.id is not null as domain_blocking, coalesce(n.comment, '') as note
  from accounts a
  left join follows f on f.account_id = ${viewerId} and f.target_id = a.id
  left join follow_requests r on r.account_id = ${viewerId} and r.target_id = a.id
  left join follows fb on fb.account_id = a.id and fb.target_id = ${viewerId}
  left join follow_requests rb on rb.account_id = a.id and rb.target_id = ${viewerId}
  left join blocks b on b.account_id = ${viewerId} and b.target_id = a.id
  left join blocks bb on bb.account_id = a.id and bb.target_id = ${viewerId}
  left join mutes m on m.account_id = ${viewerId} and m.target_id = a.id
    and (m.expires_at is null or m.expires_at > ${ctx.clock()})
  left join account_domain_blocks d on d.account_id = ${viewerId} and d.domain = lower(a.domain)
  left join account_notes n on n.account_id = ${viewerId} and n.target_id = a.id
  where a.id = any(${ids}::bigint[]) ${withSuspended ? ctx.db`` : ctx.db`and a.suspended_at is null`}`

/** Up to `limit` ties of somebody who leaves, in either direction. */
export const takeFollows = (ctx: Context, accountId: Id, side: 'following' | 'followers', limit: number) => {
  const [mine, other] = side === 'following' ? ['account_id', 'target_id'] : ['target_id', 'account_id']
  return ctx.db<{ id: Id }[]>`
    delete from follows where (account_id, target_id) in (
      select account_id, target_id from follows where ${ctx.db(mine!)} = ${accountId} order by id limit ${limit})
    returning ${ctx.db(other!)} as id`
}

export const deleteTies = (ctx: Context, accountId: Id) => ctx.db`
  with notes as (delete from account_notes where account_id = ${accountId} or target_id = ${accountId})
  delete from follow_requests where account_id = ${accountId} or target_id = ${accountId}`
