import type { Context, Id } from '../../context.ts'

export type MediaType = 'image' | 'gifv' | 'video' | 'audio' | 'unknown'

/** A row of `media`. */
export interface MediaRow {
  id: Id
  account_id: Id
  status_id: Id | null
  scheduled_id: Id | null
  position: number
  type: MediaType
  state: 'processing' | 'ready' | 'failed'
  file: string | null
  file_type: string | null
  /** Bytes, as the driver gives 64-bit numbers. */
  file_size: string | null
  thumbnail: string | null
  remote_url: string | null
  remote_thumbnail_url: string | null
  description: string
  blurhash: string | null
  focus_x: number
  focus_y: number
  meta: Record<string, unknown>
  created_at: Date
  /** Of a server whose files a decision keeps out. */
  rejected: boolean
}

const columns = (ctx: Context) => ctx.db`
  id, account_id, status_id, scheduled_id, position, type, state, file, file_type, file_size, thumbnail, remote_url,
  remote_thumbnail_url, description, blurhash, focus_x, focus_y, meta, created_at,
  case when remote_url is null then false
    else coalesce((select a.media_rejected from accounts a where a.id = media.account_id), false) end as rejected`

export const selectMedia = (ctx: Context, ids: Id[]) => ctx.db<MediaRow[]>`
  select ${columns(ctx)} from media where id = any(${ids}::bigint[])`

/** Locks the rows until the end of the transaction, in one order for everybody. */
export const lockMedia = (ctx: Context, ids: Id[]) => ctx.db<MediaRow[]>`
  select ${columns(ctx)} from media where id = any(${ids}::bigint[]) order by id for update`

/** What the work on a file found out. */
export interface Prepared {
  type: MediaType
  state: MediaRow['state']
  file: string | null
  file_type: string | null
  file_size: number | null
  thumbnail: string | null
  blurhash: string | null
  meta: Record<string, unknown>
}

export interface NewMedia extends Prepared {
  account_id: Id
  description: string
  focus_x: number
  focus_y: number
  /** Of the bytes as they came. */
  sha256: Buffer
}

export async function insertMedia(ctx: Context, row: NewMedia): Promise<Id> {
  const [made] = await ctx.db<{ id: Id }[]>`
    insert into media ${ctx.db({ ...row, meta: ctx.db.json(row.meta as never), created_at: ctx.clock() })} returning id`
  return made!.id
}

/** Stores the outcome of a job; false when the media was deleted meanwhile or is no longer waiting. */
export async function finishMedia(ctx: Context, id: Id, row: Prepared): Promise<boolean> {
  const changed = await ctx.db`
    update media set type = ${row.type}, state = ${row.state}, file = ${row.file}, file_type = ${row.file_type},
      file_size = ${row.file_size}, thumbnail = coalesce(thumbnail, ${row.thumbnail}),
      blurhash = coalesce(blurhash, ${row.blurhash}), meta = ${ctx.db.json(row.meta as never)}
    where id = ${id} and state = 'processing'`
  return changed.count > 0
}

export interface MediaChange {
  description?: string
  focus_x?: number
  focus_y?: number
  thumbnail?: string
  blurhash?: string
}

export const changeMedia = (ctx: Context, id: Id, change: MediaChange) => ctx.db`
  update media set ${ctx.db(change as Record<string, string | number>)} where id = ${id}`

export const placeMedia = (ctx: Context, statusId: Id, ids: Id[]) => ctx.db`
  update media m set status_id = ${statusId}, scheduled_id = null, position = p.position - 1
  from unnest(${ids}::bigint[]) with ordinality as p (id, position) where m.id = p.id`

export interface Files {
  id: Id
  file: string | null
  thumbnail: string | null
}

export const deleteMedia = (ctx: Context, id: Id) => ctx.db<Files[]>`
  delete from media where id = ${id} and status_id is null and scheduled_id is null
    and not exists (select from article_media x where x.media_id = media.id) returning id, file, thumbnail`

/** Takes up to 500 files that nobody posted; what a draft still shows stays. */
export const deleteUnattached = (ctx: Context, before: Date) => ctx.db<Files[]>`
  delete from media where id in (
    select m.id from media m
    where m.status_id is null and m.scheduled_id is null and m.created_at < ${before}
      and not exists (select from article_media x where x.media_id = m.id)
      and not exists (
        select 1 from drafts d where d.account_id = m.account_id and d.params::text like '%"' || m.id || '"%')
    order by m.created_at limit 500)
  returning id, file, thumbnail`

/** The columns that hold storage keys; a file that none of them names belongs to nobody. */
export const keyColumns = [
  'media.file',
  'media.thumbnail',
  'accounts.avatar_media',
  'accounts.header_media',
  'links.image',
  'site_imports.file',
]

/** Those of the keys that no row names. One query, through the indexes on {@link keyColumns}. */
export async function selectOrphans(ctx: Context, keys: string[]): Promise<string[]> {
  const rows = await ctx.db<{ key: string }[]>`
    select key from unnest(${keys}::text[]) as key
    where not exists (select from media m where m.file = key)
      and not exists (select from media m where m.thumbnail = key)
      and not exists (select from accounts a where a.avatar_media = key)
      and not exists (select from accounts a where a.header_media = key)
      and not exists (select from links l where l.image = key)
      and not exists (select from site_imports i where i.file = key)`
  return rows.map((row) => row.key)
}

export interface FileAccess {
  /** It belongs to somebody who is suspended or leaves. */
  hidden: boolean
  /** The community whose members alone may have it, and who sent it. */
  community_id: Id | null
  account_id: Id | null
}

/** Who may have a file. Through the indexes on {@link keyColumns}. */
export async function selectAccess(ctx: Context, key: string): Promise<FileAccess> {
  const [room] = await ctx.db<{ community_id: Id; account_id: Id }[]>`
    select c.account_id as community_id, m.account_id from (
      select status_id, account_id from media where file = ${key}
      union all select status_id, account_id from media where thumbnail = ${key}) m
    join statuses s on s.id = m.status_id
    join communities c on c.account_id = s.community_id
    where s.visibility = 'private' or c.private or c.closed_at is not null or s.removed_at is not null limit 1`
  return {
    hidden: await selectHidden(ctx, key),
    community_id: room?.community_id ?? null,
    account_id: room?.account_id ?? null,
  }
}

/** Whether a file belongs to somebody who is suspended or leaves. Through the indexes on {@link keyColumns}. */
export async function selectHidden(ctx: Context, key: string): Promise<boolean> {
  const [found] = await ctx.db<{ hidden: boolean }[]>`
    select exists (
      select from accounts a
      where (a.suspended_at is not null or a.deleted_at is not null) and a.id in (
        select m.account_id from media m where m.file = ${key}
        union all select m.account_id from media m where m.thumbnail = ${key}
        union all select o.id from accounts o where o.avatar_media = ${key}
        union all select o.id from accounts o where o.header_media = ${key})) as hidden`
  return found!.hidden
}

/** Takes up to `limit` files of somebody who leaves. */
export const deleteMediaOf = (ctx: Context, accountId: Id, limit: number) => ctx.db<Files[]>`
  delete from media where id in (select id from media where account_id = ${accountId} order by id limit ${limit})
  returning id, file, thumbnail`

/** Only of a post that is deleted already. */
export const deleteMediaOfStatus = (ctx: Context, statusId: Id) => ctx.db<Files[]>`
  delete from media where status_id in (select id from statuses where id = ${statusId} and deleted_at is not null)
  returning id, file, thumbnail`

export const clearStatus = (ctx: Context, accountId: Id, ids: Id[]) => ctx.db`
  update media set status_id = null where id = any(${ids}::bigint[]) and account_id = ${accountId}`

/** As if they had been uploaded just now: the day until the sweep begins anew. */
export const freeMedia = (ctx: Context, statusId: Id) => ctx.db`
  update media set status_id = null, created_at = ${ctx.clock()} where status_id = ${statusId}`

export const setDescriptions = (ctx: Context, statusId: Id, ids: Id[], descriptions: string[]) => ctx.db`
  update media m set description = d.description
  from unnest(${ids}::bigint[], ${descriptions}::text[]) as d (id, description)
  where m.id = d.id and m.status_id = ${statusId}`

export const setScheduled = (ctx: Context, accountId: Id, ids: Id[], scheduledId: Id | null) => ctx.db`
  update media set scheduled_id = ${scheduledId}
  where id = any(${ids}::bigint[]) and account_id = ${accountId} and status_id is null`

export const changeOwner = (ctx: Context, ids: Id[], accountId: Id) => ctx.db`
  update media set account_id = ${accountId} where id = any(${ids}::bigint[])`
