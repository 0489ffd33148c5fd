/**
 * The past of the sample lane. Verbs write the present: who joined, liked and followed "now". These queries move
 * that into the sixty days that the posts tell of, and put down the news of them at the time they happened (the jobs
 * that the verbs left behind find it there, and add nothing).
 */
import type { Context, Id } from '../context.ts'

/** Sets when people came, and that they were here today. */
export async function backdateAccounts(ctx: Context, joined: { id: Id; at: Date }[]): Promise<void> {
  const ids = joined.map((person) => person.id)
  const times = joined.map((person) => person.at.toISOString())
  await ctx.db`
    update accounts a set created_at = j.at, version = a.version + 1
    from unnest(${ids}::bigint[], ${times}::text[]::timestamptz[]) as j (id, at) where a.id = j.id`
  await ctx.db`
    update communities c set created_at = j.at
    from unnest(${ids}::bigint[], ${times}::text[]::timestamptz[]) as j (id, at) where c.account_id = j.id`
  await ctx.db`
    update community_rule_versions v set created_at = j.at, effective_at = j.at
    from unnest(${ids}::bigint[], ${times}::text[]::timestamptz[]) as j (id, at) where v.community_id = j.id`
  await ctx.db`
    update users u set created_at = j.at
    from unnest(${ids}::bigint[], ${times}::text[]::timestamptz[]) as j (id, at) where u.account_id = j.id`
}

/** Likes, edits and follows come some minutes or days after what they answer, never later than now. */
export async function backdateDeeds(ctx: Context, now: Date, edits: { id: Id; at: Date }[]): Promise<void> {
  await ctx.db`
    update favourites f set created_at = least(${now}, s.created_at + make_interval(mins => (2 + (f.account_id * 7 + s.id / 65536) % 400)::int))
    from statuses s where s.id = f.status_id`
  await ctx.db`
    update follows f set created_at = greatest(a.created_at, b.created_at) + make_interval(hours => ((f.account_id + f.target_id) / 65536 % 96)::int)
    from accounts a, accounts b where a.id = f.account_id and b.id = f.target_id`
  await ctx.db`
    update statuses s set edited_at = least(${now}, e.at), version = s.version + 1
    from unnest(${edits.map((edit) => edit.id)}::bigint[], ${edits.map((edit) => edit.at.toISOString())}::text[]::timestamptz[]) as e (id, at)
    where s.id = e.id and s.edited_at is not null`
}

/** One row for each mention, answer in a community, like, boost and follow, with the id and time of the deed. */
export async function tellThePast(ctx: Context): Promise<void> {
  const told = ctx.db`
    select m.account_id as receiver, s.account_id as sender, 'mention' as type, s.id as status, s.created_at as at
      from status_mentions m join statuses s on s.id = m.status_id where m.account_id <> s.account_id
    union all select s.in_reply_to_account_id, s.account_id, 'mention', s.id, s.created_at
      from statuses s where s.number > 0 and s.in_reply_to_account_id <> s.account_id and s.deleted_at is null
        and (s.visibility <> 'private' or exists (
          select from follows f where f.account_id = s.in_reply_to_account_id and f.target_id = s.community_id))
    union all select s.account_id, f.account_id, 'favourite', s.id, f.created_at
      from favourites f join statuses s on s.id = f.status_id where s.account_id <> f.account_id
    union all select s.account_id, b.account_id, 'reblog', s.id, b.created_at
      from statuses b join statuses s on s.id = b.reblog_of_id where s.account_id <> b.account_id
        and not exists (select from communities c where c.account_id = b.account_id)
    union all select f.target_id, f.account_id, 'follow', null, f.created_at from follows f
      where not exists (select from communities c where c.account_id = f.target_id)`
  await ctx.db`
    insert into notifications (id, account_id, from_account_id, type, status_id, created_at)
    select ((extract(epoch from t.at) * 1000)::bigint << 16) | (nextval('id_sequence') & 65535),
      t.receiver, t.sender, t.type, t.status, t.at
    from (${told}) as t join users u on u.account_id = t.receiver
    on conflict do nothing`
}

/** Everybody has read what is older than `since`. */
export async function markRead(ctx: Context, since: Date): Promise<void> {
  await ctx.db`
    insert into markers (account_id, timeline, last_read_id, updated_at)
    select n.account_id, 'notifications', max(n.id), max(n.created_at) from notifications n
    where n.created_at < ${since} group by n.account_id
    on conflict do nothing`
}

/** Somebody who is none of the sample people. */
export async function hasStrangers(ctx: Context, mailHost: string): Promise<boolean> {
  const rows = await ctx.db`select 1 from users where email not like ${`%@${mailHost}`} limit 1`
  return rows.length > 0
}

/** Every table but the list of migrations, and the jobs that wait. */
export async function emptyEverything(ctx: Context): Promise<void> {
  const tables = await ctx.db<{ name: string }[]>`
    select format('public.%I', tablename) as name from pg_tables where schemaname = 'public' and tablename <> 'schema_migrations'`
  await ctx.db`select 1 from graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`
  // The marker goes with the settings and comes back with the next line of the filling, in its own time: until then
  // the network is empty, and an empty one may be filled.
  // The moderation log's own guard refuses even this: nothing in a sample has been decided by anybody. One simple
  // query is one transaction, so that the guard is back whatever happens.
  await ctx.db.unsafe(`
    alter table moderation_log disable trigger user;
    truncate ${tables.map(({ name }) => name).join(', ')};
    alter table moderation_log enable trigger user`)
}
