import type { Context, Id } from '../../context.ts'

export interface PastPost {
  n: number
  text: string
  content: string
  visibility: 'public' | 'private'
  language: string
  url: string
  /** ISO 8601. */
  at: string
}

/** First posts with ids of their time; answers them in the order of `n`. */
export async function insertPast(ctx: Context, communityId: Id, rows: PastPost[]): Promise<Id[]> {
  const made = await ctx.db<{ id: Id; n: number }[]>`
    with given as (
      select r.*, ((extract(epoch from r.at) * 1000)::bigint << 16) | (nextval('id_sequence') & 65535) as id
      from json_to_recordset(${ctx.db.json(rows as never)}::json)
        as r (n int, text text, content text, visibility text, language text, url text, at timestamptz)),
    made as (
      insert into statuses (id, account_id, thread_id, number, text, content, visibility, language, community_id, reply_policy,
        url, created_at)
      select id, ${communityId}, id, 0, text, content, visibility, language, ${communityId}, 'everyone', url, at
      from given returning id),
    counted as (insert into status_counts (status_id) select id from made)
    select g.id, g.n from given g order by g.n`
  return made.map((row) => row.id)
}

export async function tagPast(
  ctx: Context,
  rows: { status_id: Id; key: string; name: string; listed: boolean }[],
): Promise<void> {
  if (rows.length === 0) return
  const given = ctx.db.json(rows as never)
  await ctx.db`
    insert into tags (key, name)
    select distinct on (t.key) t.key, t.name from json_to_recordset(${given}::json) as t (key text, name text) order by t.key
    on conflict (key) do nothing`
  await ctx.db`
    insert into status_tags (tag_id, status_id, name, listed)
    select g.id, t.status_id, t.name, t.listed
    from json_to_recordset(${given}::json) as t (status_id bigint, key text, name text, listed boolean)
    join tags g on g.key = t.key on conflict do nothing`
}
