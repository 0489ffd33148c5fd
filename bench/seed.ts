import type { Context, Id } from '../src/context.ts'
import { createSession } from '../src/features/auth/index.ts'
import { issueToken } from '../src/features/oauth/index.ts'
import { renderPost } from '../src/lib/html/index.ts'
import { tagKey } from '../src/lib/vietnamese/index.ts'
import { corpus } from './corpus.ts'

export interface Seeded {
  tokens: string[]
  sessions: string[]
  accountIds: Id[]
  statusIds: Id[]
  usernames: string[]
  /** The first post of a thread of 50. */
  threadId: Id
  threadUser: string
}

/** 2,000 people who follow 200 each, and `posts` posts over 90 days. Set-based SQL: a minute, not an hour. */
export async function seed(ctx: Context, posts: number): Promise<void> {
  const people = 2000
  const db = ctx.db
  await db`set statement_timeout = 0`
  await db`
    with made as (
      insert into accounts (id, username, display_name, search_key, note, discoverable, indexable)
      select ((extract(epoch from now() - interval '100 days') * 1000)::bigint << 16) | i, 'nguoi_' || i, 'Người số ' || i, 'nguoi so ' || i || ' nguoi_' || i, '<p>Một người hàng xóm.</p>', true, true
      from generate_series(1, ${people}) i returning id, username),
    counted as (insert into account_counts (account_id, followers, following) select id, 200, 200 from made)
    insert into users (account_id, email, email_confirmed_at, approved_at, home_built_at)
    select id, username || '@bench.invalid', now(), now(), now() from made`
  await db`
    with p as (select id, row_number() over (order by id) - 1 as n from accounts where domain is null)
    insert into follows (account_id, target_id)
    select a.id, b.id from p a cross join generate_series(1, 200) k join p b on b.n = (a.n + k * 7) % ${people}`
  const texts = corpus(2000).map((post) => ({
    ...post,
    html: renderPost(post.text, {
      mentions: new Map(),
      tagUrl: (_, display) => `${ctx.config.origin}/tags/${encodeURIComponent(display)}`,
    }).html,
  }))
  await db`create unlogged table if not exists bench_corpus (n integer primary key, text text, html text, tag text)`
  await db`
    insert into bench_corpus select * from unnest(${texts.map((_, n) => n)}::int[], ${texts.map((t) => t.text)}::text[],
      ${texts.map((t) => t.html)}::text[], ${texts.map((t) => t.tag) as string[]}::text[]) on conflict do nothing`
  await db`
    insert into tags (key, name) select * from unnest(${texts.flatMap((t) => (t.tag ? [tagKey(`#${t.tag}`)!] : []))}::text[],
      ${texts.flatMap((t) => (t.tag ? [t.tag] : []))}::text[]) on conflict do nothing`
  const batch = 100_000
  for (let from = 0; from < posts; from += batch) {
    await db`
      with p as (select array_agg(id order by id) as ids from accounts where domain is null),
      fresh as (
        select i, (((extract(epoch from now()) * 1000)::bigint - 90::bigint * 86400000 + i::bigint * 90 * 86400000 / ${posts}) << 16) | (i & 65535) as id
        from generate_series(${from}::int, ${Math.min(from + batch, posts) - 1}::int) i),
      made as (
        insert into statuses (id, account_id, thread_id, text, content, visibility, language, created_at)
        select f.id, p.ids[1 + (f.i::bigint * 7919) % ${people}], f.id, c.text, c.html, case when f.i % 20 = 0 then 'unlisted' else 'public' end,
          'vi', to_timestamp((f.id >> 16) / 1000.0)
        from fresh f cross join p join bench_corpus c on c.n = (f.i::bigint * 31) % 2000
        returning id),
      tagged as (
        insert into status_tags (tag_id, status_id, name, listed)
        select t.id, f.id, c.tag, f.i % 20 <> 0 from fresh f join bench_corpus c on c.n = (f.i::bigint * 31) % 2000
        join tags t on t.name = c.tag)
      insert into status_counts (status_id) select id from made`
  }
  await seedThread(ctx)
  await db`
    insert into favourites (account_id, status_id)
    select a.id, s.id from (select id, row_number() over (order by id) n from accounts where domain is null) a
    join (select id, row_number() over (order by id desc) n from statuses limit 4000) s on (s.n * 13) % ${people} between a.n and a.n + 19
    on conflict do nothing`
  await seedReactions(ctx)
  await db`update status_counts c set favourites = f.n from (select status_id, count(*)::int n from favourites group by 1) f where f.status_id = c.status_id`
  await db`
    insert into home_entries (account_id, status_id, author_id)
    select f.account_id, s.id, s.account_id
    from (select id, account_id from statuses order by id desc limit 8000) s join follows f on f.target_id = s.account_id
    on conflict do nothing`
  await db`
    update account_counts c set statuses = s.n, last_status_at = s.at
    from (select account_id, count(*)::int n, max(created_at) at from statuses group by 1) s where s.account_id = c.account_id`
  await db`drop table bench_corpus`
  await db`vacuum analyze`
}

/** What favourites leave behind, and thirty bookmarks each: lists as long as those of people who come every day. */
async function seedReactions({ db }: Context): Promise<void> {
  await db`
    insert into notifications (account_id, from_account_id, type, status_id, created_at)
    select s.account_id, f.account_id, 'favourite', s.id, now() from favourites f join statuses s on s.id = f.status_id
    where f.account_id <> s.account_id on conflict do nothing`
  await db`
    insert into bookmarks (account_id, status_id)
    select a.id, s.id from (select id, row_number() over (order by id) n from accounts where domain is null) a
    cross join generate_series(1, 30) k
    join (select id, row_number() over (order by id desc) n from statuses limit 4000) s on s.n = 1 + (a.n * 17 + k * 131) % 4000
    on conflict do nothing`
}

async function seedThread(ctx: Context): Promise<void> {
  await ctx.db`
    with root as (select id, account_id from statuses where visibility = 'public' order by id desc offset 500 limit 1),
    p as (select array_agg(id order by id) as ids from accounts where domain is null),
    made as (
      insert into statuses (account_id, thread_id, in_reply_to_id, in_reply_to_account_id, text, content, visibility, language)
      select p.ids[i * 3], root.id, root.id, root.account_id, 'Mình cũng thấy vậy, cảm ơn bạn ' || i, '<p>Mình cũng thấy vậy, cảm ơn bạn ' || i || '</p>', 'public', 'vi'
      from root cross join p cross join generate_series(1, 50) i returning id),
    counted as (insert into status_counts (status_id) select id from made)
    update status_counts set replies = 50 where status_id = (select id from root)`
}

/** Fresh tokens and the ids to ask for. */
export async function targets(ctx: Context): Promise<Seeded> {
  const accounts = await ctx.db<
    { id: Id; username: string }[]
  >`select id, username from accounts where domain is null order by id limit 64`
  const tokens: string[] = []
  const sessions: string[] = []
  for (const account of accounts) {
    tokens.push(await issueToken(ctx, { accountId: account.id, scopes: ['read', 'write', 'follow', 'push'] }))
    sessions.push(await createSession(ctx, account.id, 'bench'))
  }
  const statuses = await ctx.db<
    { id: Id }[]
  >`select id from statuses where visibility = 'public' order by id desc limit 2000`
  const [thread] = await ctx.db<{ id: Id; username: string }[]>`
    select s.id, a.username from status_counts c join statuses s on s.id = c.status_id join accounts a on a.id = s.account_id
    where c.replies = 50 order by s.id desc limit 1`
  return {
    tokens,
    sessions,
    accountIds: accounts.map((account) => account.id),
    usernames: accounts.map((account) => account.username),
    statusIds: statuses.map((status) => status.id),
    threadId: thread!.id,
    threadUser: thread!.username,
  }
}
