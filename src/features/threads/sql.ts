import type { Context, Id } from '../../context.ts'

export interface NewThread {
  id: Id
  community_id: Id
  account_id: Id
  title: string
  section: string | null
  /** Keys of the tags in the first post: the first that is a section counts where none was chosen. */
  tags?: string[]
}

export const insertThread = (ctx: Context, row: NewThread) => ctx.db`
  insert into threads (id, community_id, account_id, title, section, last_id, score)
  values (${row.id}, ${row.community_id}, ${row.account_id}, ${row.title},
    (select x.tag_key from community_sections x where x.community_id = ${row.community_id}
      and (x.tag_key = ${row.section} or x.tag_key = any(${row.tags ?? []}::text[]))
      order by x.tag_key = ${row.section} desc nulls last, x.position limit 1),
    ${row.id}, ${score(ctx, row.id, ctx.db`0`, ctx.db`0`)})`

/** Threads that an import brings along: each has its first post alone. */
export const insertPastThreads = (ctx: Context, communityId: Id, rows: { id: Id; title: string }[]) => ctx.db`
  insert into threads (id, community_id, account_id, title, last_id, score)
  select r.id, ${communityId}, ${communityId}, r.title, r.id,
    ((r.id >> 16) / 1000.0 / 86400 - 16000)::real / 1.5
  from json_to_recordset(${ctx.db.json(rows as never)}::json) as r (id bigint, title text)`

/**
 * "Best", the formula that /about names: ten times the likes and answers are worth a day and a half of age. It only
 * changes when somebody likes or answers, so that an index can keep the order.
 */
const score = (
  ctx: Context,
  id: Id,
  likes: ReturnType<Context['db']>,
  replies: ReturnType<Context['db']>,
) => ctx.db`
  (log(1 + ${likes} + 2 * ${replies}) + ((${id}::bigint >> 16) / 1000.0 / 86400 - 16000) / 1.5)::real`

/** Gives the next number and counts the answer; null when there is no such thread. Locks the row for the transaction. */
export async function takeNumber(
  ctx: Context,
  threadId: Id,
  statusId: Id,
  accountId: Id,
): Promise<number | null> {
  const rows = await ctx.db<{ number: number }[]>`
    update threads t set numbers = numbers + 1, replies = replies + 1, last_id = greatest(last_id, ${statusId}::bigint),
      participants = participants + case when t.account_id = ${accountId} or exists (
        select from statuses s where s.thread_id = t.id and s.account_id = ${accountId} and s.number is not null) then 0 else 1 end
    where id = ${threadId} returning numbers - 1 as number`
  return rows[0]?.number ?? null
}

export const updateScore = (ctx: Context, threadId: Id) => ctx.db`
  update threads t set score = ${score(ctx, threadId, ctx.db`coalesce(c.favourites, 0)`, ctx.db`t.replies`)}
  from status_counts c where t.id = ${threadId} and c.status_id = t.id`

export const countOut = (ctx: Context, threadId: Id) => ctx.db`
  update threads set replies = greatest(0, replies - 1) where id = ${threadId}`

export const markDeletedIfAlone = (ctx: Context, threadId: Id) => ctx.db`
  update threads set deleted_at = ${ctx.clock()} where id = ${threadId} and deleted_at is null and replies = 0`

export const updateTitle = (ctx: Context, threadId: Id, title: string) => ctx.db`
  update threads set title = ${title} where id = ${threadId}`

export const updateSection = (ctx: Context, threadId: Id, section: string | null) => ctx.db`
  update threads set section = ${section} where id = ${threadId}`

/** Who writes has read what stands before, and hears of what comes after. */
export const upsertReader = (ctx: Context, accountId: Id, threadId: Id, number: number) => ctx.db`
  insert into thread_readers (account_id, thread_id, read_number, follows)
  select ${accountId}, ${threadId}, ${number}, true from users where account_id = ${accountId}
  on conflict (account_id, thread_id) do update set
    read_number = greatest(thread_readers.read_number, excluded.read_number), updated_at = now()`

/** She has read up to this number; never back. */
export const upsertRead = (ctx: Context, accountId: Id, threadId: Id, number: number) => ctx.db`
  insert into thread_readers (account_id, thread_id, read_number, updated_at)
  values (${accountId}, ${threadId}, ${number}, ${ctx.clock()})
  on conflict (account_id, thread_id) do update set
    read_number = excluded.read_number, updated_at = excluded.updated_at
  where thread_readers.read_number < excluded.read_number`

/** Marks every thread of a community as read that is newer than the given id. */
export const upsertAllRead = (ctx: Context, accountId: Id, communityId: Id, afterId: Id) => ctx.db`
  insert into thread_readers (account_id, thread_id, read_number, updated_at)
  select ${accountId}, t.id, t.numbers - 1, ${ctx.clock()} from threads t
  where t.community_id = ${communityId} and t.deleted_at is null and t.merged_into is null and t.last_id > ${afterId}
  on conflict (account_id, thread_id) do update set
    read_number = excluded.read_number, updated_at = excluded.updated_at
  where thread_readers.read_number < excluded.read_number`

export const upsertFollow = (ctx: Context, accountId: Id, threadId: Id, follows: boolean) => ctx.db`
  insert into thread_readers (account_id, thread_id, follows, updated_at)
  values (${accountId}, ${threadId}, ${follows}, ${ctx.clock()})
  on conflict (account_id, thread_id) do update set follows = excluded.follows, updated_at = excluded.updated_at`

/** Those of these people who have an account here hear of the thread from now on. */
export const upsertFollowers = (ctx: Context, threadId: Id, accountIds: Id[]) => ctx.db`
  insert into thread_readers (account_id, thread_id, follows, updated_at)
  select account_id, ${threadId}, true, ${ctx.clock()} from users where account_id = any(${accountIds}::bigint[])
  on conflict (account_id, thread_id) do update set follows = true`

/** Followers who were told of nothing since they last read; marks them as told, in the caller's transaction. */
export const takeUntold = (ctx: Context, threadId: Id, number: number) => ctx.db<{ account_id: Id }[]>`
  update thread_readers set told_number = ${number}
  where thread_id = ${threadId} and follows and told_number <= read_number and read_number < ${number}
  returning account_id`

export async function updateLocked(ctx: Context, threadId: Id, locked: boolean): Promise<boolean> {
  const rows = await ctx.db`
    update threads set locked_at = ${locked ? ctx.clock() : null}
    where id = ${threadId} and (locked_at is not null) <> ${locked} returning 1`
  return rows.length > 0
}

export const updatePinned = (ctx: Context, threadId: Id, pinned: boolean) => ctx.db`
  update threads set pinned_at = ${pinned ? ctx.clock() : null} where id = ${threadId}`

export const updateSummary = (ctx: Context, threadId: Id, summary: string) => ctx.db`
  update threads set summary = ${summary} where id = ${threadId}`

/** Where its original stands, or was taken before, it is a cross-post no more. */
export const updateCommunity = (ctx: Context, threadId: Id, communityId: Id) => ctx.db`
  update threads t set community_id = ${communityId}, section = null, pinned_at = null,
    crosspost_of = case when exists (select from threads o where o.community_id = ${communityId} and o.deleted_at is null
      and (o.id = t.crosspost_of or o.crosspost_of = t.crosspost_of)) then null else t.crosspost_of end
  where t.id = ${threadId}`

/** The thread shows the first post of another, in another community. */
export const updateCrosspost = (ctx: Context, threadId: Id, originId: Id) => ctx.db`
  update threads set crosspost_of = ${originId} where id = ${threadId}`

export const updateMerged = (ctx: Context, threadId: Id, into: Id) => ctx.db`
  update threads set merged_into = ${into}, pinned_at = null where id = ${threadId}`

/** Who followed the one follows the other. */
export const copyFollowers = (ctx: Context, from: Id, to: Id) => ctx.db`
  insert into thread_readers (account_id, thread_id, follows)
  select account_id, ${to}, true from thread_readers where thread_id = ${from} and follows
  on conflict (account_id, thread_id) do update set follows = true`

/** Locks both rows, in the order of ids. */
export const lockThreads = (ctx: Context, ids: Id[]) => ctx.db<{ id: Id; numbers: number }[]>`
  select id, numbers from threads where id = any(${ids}::bigint[]) and deleted_at is null and merged_into is null
  order by id for update`

/** Counts again after posts came or went. Numbers that were given stay given. */
export const recount = (ctx: Context, threadId: Id) => ctx.db`
  update threads t set replies = n.replies, participants = n.people, last_id = coalesce(n.last, t.last_id),
    numbers = greatest(t.numbers, n.most + 1)
  from (select count(*) filter (where s.number > 0 and s.deleted_at is null)::int as replies,
      greatest(1, count(distinct s.account_id) filter (where s.deleted_at is null))::int as people,
      max(s.id) filter (where s.deleted_at is null) as last, coalesce(max(s.number), 0) as most
    from statuses s where s.thread_id = ${threadId} and s.number is not null) n
  where t.id = ${threadId}`

export type NoteKind = 'moved' | 'split' | 'merged' | 'locked' | 'unlocked' | 'renamed' | 'resectioned'

export interface NewNote {
  thread_id: Id
  after_number: number
  kind: NoteKind
  account_id: Id
  other_thread_id?: Id | null
  text?: string
}

export const insertNote = (ctx: Context, note: NewNote) =>
  ctx.db`insert into thread_notes ${ctx.db({ ...note, created_at: ctx.clock() } as never)}`

export interface NoteRow {
  id: Id
  after_number: number
  kind: NoteKind
  account_id: Id | null
  other_thread_id: Id | null
  other_title: string | null
  text: string
  created_at: Date
}

/** Notes after the posts of one page. */
export const selectNotes = (ctx: Context, threadId: Id, from: number, to: number) => ctx.db<NoteRow[]>`
  select n.id, n.after_number, n.kind, n.account_id, n.other_thread_id, o.title as other_title, n.text, n.created_at
  from thread_notes n left join threads o on o.id = n.other_thread_id
  where n.thread_id = ${threadId} and n.after_number >= ${from} and n.after_number < ${to}
  order by n.after_number, n.id limit 200`

export const insertLockNote = (
  ctx: Context,
  threadId: Id,
  accountId: Id | null,
  kind: 'locked' | 'unlocked',
) => ctx.db`
  insert into thread_notes (thread_id, after_number, kind, account_id, created_at)
  select id, numbers - 1, ${kind}, ${accountId}, ${ctx.clock()} from threads where id = ${threadId}`
