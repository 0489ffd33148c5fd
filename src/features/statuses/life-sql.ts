import type { Context, Id } from '../../context.ts'
import type { ReplyPolicy } from '../visibility/index.ts'
import type { Notice } from './sql.ts'

/** Rows that change after a post was written: its earlier forms, its end, and who may not post it twice. */

export interface OwnStatus {
  id: Id
  text: string
  spoiler_text: string
  visibility: 'public' | 'unlisted' | 'private' | 'direct'
  sensitive: boolean
  language: string | null
  content: string
  created_at: Date
  edited_at: Date | null
  poll_id: Id | null
  in_reply_to_id: Id | null
  media: { id: Id; description: string }[] | null
  poll_options: { title: string }[] | null
  poll_multiple: boolean | null
  poll_hide_totals: boolean | null
  poll_expires_at: Date | null
  community_id: Id | null
  thread_id: Id
  title: string | null
  /** Whom it names. */
  mentioned: Id[] | null
}

/** The author's own post with its source. */
export const selectOwn = (ctx: Context, accountId: Id, id: Id) => ctx.db<OwnStatus[]>`
  select s.id, s.text, s.spoiler_text, s.visibility, s.sensitive, s.language, s.content, s.created_at, s.edited_at, s.poll_id,
    s.in_reply_to_id, s.community_id, s.thread_id, (select t.title from threads t where t.id = s.id) as title,
    (select json_agg(json_build_object('id', m.id::text, 'description', m.description) order by m.position, m.id)
       from media m where m.status_id = s.id) as media,
    (select array_agg(m.account_id) from status_mentions m where m.status_id = s.id) as mentioned,
    p.options as poll_options, p.multiple as poll_multiple, p.hide_totals as poll_hide_totals,
    p.expires_at as poll_expires_at
  from statuses s left join polls p on p.id = s.poll_id
  where s.id = ${id} and s.account_id = ${accountId} and s.deleted_at is null and s.reblog_of_id is null`

/** Keeps the form that an edit is about to replace. */
export const insertEdit = (ctx: Context, before: OwnStatus) => ctx.db`
  insert into status_edits (status_id, text, content, spoiler_text, sensitive, language, media, poll_options, created_at)
  values (${before.id}, ${before.text}, ${before.content}, ${before.spoiler_text}, ${before.sensitive}, ${before.language},
    ${ctx.db.json((before.media ?? []) as never)}, ${before.poll_options ? ctx.db.json(before.poll_options as never) : null},
    ${before.edited_at ?? before.created_at})`

export interface EditedStatus {
  text: string
  content: string
  spoilerText: string
  sensitive: boolean
  language: string | null
  pollId: Id | null
}

export const updateStatus = (ctx: Context, id: Id, row: EditedStatus) => ctx.db`
  update statuses set text = ${row.text}, content = ${row.content}, spoiler_text = ${row.spoilerText},
    sensitive = ${row.sensitive}, language = ${row.language}, poll_id = ${row.pollId}, edited_at = ${ctx.clock()},
    version = version + 1
  where id = ${id}`

/** Not an edit: only how it is presented is stale. */
export const updateReplyPolicy = (ctx: Context, id: Id, policy: ReplyPolicy | null) => ctx.db`
  update statuses set reply_policy = ${policy}, version = version + 1 where id = ${id}`

export interface EditRow {
  content: string
  spoiler_text: string
  sensitive: boolean
  created_at: Date
  media: { id: Id; description: string }[]
  poll_options: { title: string }[] | null
}

/** At most 200 earlier forms, oldest first, and the present one. */
export const selectEdits = (ctx: Context, id: Id) => ctx.db<EditRow[]>`
  select content, spoiler_text, sensitive, created_at, media, poll_options from (
    (select content, spoiler_text, sensitive, created_at, media, poll_options, id as at from status_edits
      where status_id = ${id} order by id limit 200)
    union all
    (select s.content, s.spoiler_text, s.sensitive, coalesce(s.edited_at, s.created_at),
      coalesce((select jsonb_agg(jsonb_build_object('id', m.id::text, 'description', m.description) order by m.position, m.id)
        from media m where m.status_id = s.id), '[]'),
      (select options from polls p where p.id = s.poll_id), 9223372036854775807
      from statuses s where s.id = ${id})) as forms
  order by at`

/** Whether the post stands on its author's "media" tab. */
export async function indexMedia(ctx: Context, accountId: Id, id: Id, has: boolean): Promise<void> {
  if (has)
    await ctx.db`
      insert into status_media_index (account_id, status_id) values (${accountId}, ${id}) on conflict do nothing`
  else await ctx.db`delete from status_media_index where status_id = ${id}`
}

export interface Removed {
  id: Id
  account_id: Id
  reblog_of_id: Id | null
  in_reply_to_id: Id | null
  visibility: 'public' | 'unlisted' | 'private' | 'direct'
  thread_id: Id
  /** In a thread of a community; else null. */
  number: number | null
}

/** Marks a post as gone, off every list of its own; null when it was already. */
export async function markDeleted(ctx: Context, id: Id): Promise<Removed | null> {
  const rows = await ctx.db<Removed[]>`
    update statuses set deleted_at = ${ctx.clock()}, version = version + 1
    where id = ${id} and deleted_at is null
    returning id, account_id, reblog_of_id, in_reply_to_id, visibility, thread_id, number`
  if (!rows[0]) return null
  await ctx.db`delete from status_media_index where status_id = ${id}`
  await ctx.db`update status_tags set listed = false where status_id = ${id}`
  return rows[0]
}

/** The boosts of a post go with it; answers whose they were. */
export async function markBoostsDeleted(ctx: Context, id: Id): Promise<Id[]> {
  const rows = await ctx.db<{ account_id: Id }[]>`
    update statuses set deleted_at = ${ctx.clock()} where reblog_of_id = ${id} and deleted_at is null returning account_id`
  return rows.map((row) => row.account_id)
}

/**
 * The row itself, once nothing is left to say of it; what points at it (pins, notifications) goes along. That there was
 * a public post in that month stays counted: the public record counts what was published.
 */
export const deleteGone = (ctx: Context, id: Id) => ctx.db`
  with gone as (
    delete from statuses where (id = ${id} or reblog_of_id = ${id}) and deleted_at is not null
    returning reblog_of_id, visibility, local, in_reply_to_account_id, community_id, created_at)
  insert into purged_posts (month, kind, posts)
  select to_char(created_at at time zone 'Asia/Ho_Chi_Minh', 'YYYYMM')::int,
    case when in_reply_to_account_id is not null then 'answer' when community_id is not null then 'thread' else 'post' end, 1
  from gone where reblog_of_id is null and visibility = 'public' and local
  on conflict (month, kind) do update set posts = purged_posts.posts + 1`

export async function updateRemoved(ctx: Context, id: Id, at: Date | null): Promise<boolean> {
  const rows = await ctx.db`
    update statuses set removed_at = ${at}, version = version + 1 where id = ${id} and deleted_at is null returning 1`
  return rows.length > 0
}

export async function updateNotice(ctx: Context, id: Id, notice: Notice | null): Promise<boolean> {
  const rows = await ctx.db`
    update statuses set notice = ${notice ? ctx.db.json(notice as never) : null}, version = version + 1
    where id = ${id} and deleted_at is null returning 1`
  return rows.length > 0
}

export const eraseMentions = (ctx: Context, accountId: Id) => ctx.db`
  delete from status_mentions where account_id = ${accountId}`

// ------------------------------------------------------------------ Idempotency-Key

/** True for the first; a second one waits for the transaction of the first. */
export async function insertKey(ctx: Context, accountId: Id, hash: Buffer): Promise<boolean> {
  const rows = await ctx.db`
    insert into idempotency_keys (account_id, key_hash) values (${accountId}, ${hash})
    on conflict (account_id, key_hash) do nothing returning 1`
  return rows.length > 0
}

export interface KeyRow {
  status_id: Id | null
  scheduled: boolean
}

export const selectKey = (ctx: Context, accountId: Id, hash: Buffer) => ctx.db<KeyRow[]>`
  select status_id, scheduled from idempotency_keys where account_id = ${accountId} and key_hash = ${hash}`

export const updateKey = (
  ctx: Context,
  accountId: Id,
  hash: Buffer,
  result: { id: Id; scheduled: boolean },
) =>
  ctx.db`
  update idempotency_keys set status_id = ${result.id}, scheduled = ${result.scheduled}
  where account_id = ${accountId} and key_hash = ${hash}`

export async function deleteOldKeys(ctx: Context): Promise<void> {
  await ctx.db`delete from idempotency_keys where created_at < now() - interval '1 day'`
}
