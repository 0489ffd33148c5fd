import type { Context, Id } from '../src/context.ts'
import { createSession } from '../src/features/auth/index.ts'
import { issueToken } from '../src/features/oauth/index.ts'
import { renderPost } from '../src/lib/html/index.ts'
import { corpus } from './corpus.ts'
import type { Ask } from './load.ts'

/** 500 posts each: fifty threads of ten. A million posts are 2,000 communities. */
const postsPerRoom = 500
const members = 100
const longReplies = 2000
const openCases = 10_000

/** Communities with members, roles, rules and threads, one thread of 2,000 answers, and a queue of 10,000 open cases. */
export async function seedRooms(ctx: Context, posts: number): Promise<void> {
  const rooms = Math.max(1, Math.round(posts / postsPerRoom))
  await ctx.db`set statement_timeout = 0`
  const texts = corpus(2000).map((post) => ({
    text: post.text,
    html: renderPost(post.text, { mentions: new Map(), tagUrl: () => ctx.config.origin }).html,
  }))
  await ctx.db`create unlogged table bench_corpus (n integer primary key, text text, html text)`
  await ctx.db`
    insert into bench_corpus select * from unnest(${texts.map((_, n) => n)}::int[], ${texts.map((t) => t.text)}::text[],
      ${texts.map((t) => t.html)}::text[])`
  await ctx.db`create unlogged table bench_people as
    select id, (row_number() over (order by id) - 1)::int as n from accounts where domain is null`
  await ctx.db`create unique index on bench_people (n)`
  await seedCommunities(ctx, rooms)
  for (let room = 0; room < rooms; room += 200)
    await seedThreads(ctx, room, Math.min(rooms, room + 200), rooms)
  await seedLongThread(ctx)
  await countRooms(ctx)
  await seedCases(ctx)
  await ctx.db`drop table bench_corpus, bench_people, bench_rooms`
  await ctx.db`vacuum analyze`
}

async function seedCommunities({ db }: Context, rooms: number): Promise<void> {
  await db`create unlogged table bench_rooms (id bigint primary key, n integer unique)`
  await db`
    with made as (
      insert into accounts (username, display_name, search_key, note, discoverable, actor_type)
      select 'xom_' || i, 'Xóm số ' || i, 'xom so ' || i || ' xom_' || i, '<p>Chuyện trong ngõ, hỏi nhau và giúp nhau.</p>',
        true, 'Group'
      from generate_series(0, ${rooms - 1}::int) i returning id, username),
    kept as (insert into bench_rooms select id, split_part(username, '_', 2)::int from made)
    insert into account_counts (account_id, followers, last_status_at) select id, ${members}, now() from made`
  await db`
    insert into communities (account_id, place, place_key, welcome, welcome_html)
    select id, 'Hà Nội', 'ha noi', 'Chào bạn mới', '<p>Chào bạn mới</p>' from bench_rooms`
  await db`
    insert into follows (account_id, target_id)
    select p.id, r.id from bench_rooms r cross join generate_series(0, ${members - 1}::int) j
    join bench_people p on p.n = (r.n * 7 + j * 17) % 2000`
  await db`
    insert into community_roles (community_id, account_id, role)
    select r.id, p.id, case when j = 0 then 'founder' else 'moderator' end
    from bench_rooms r cross join generate_series(0, 2) j join bench_people p on p.n = (r.n * 7 + j * 17) % 2000`
  await db`insert into community_rule_versions (community_id, version) select id, 1 from bench_rooms`
  await db`
    insert into community_rules (community_id, version, number, text)
    select r.id, 1, k, 'Điều ' || k || ': nói với nhau như hàng xóm gặp nhau ngoài ngõ.'
    from bench_rooms r cross join generate_series(1, 5) k`
  await db`
    insert into community_sections (community_id, tag_key, name, position)
    select r.id, 'muc' || k, 'Mục ' || k, k from bench_rooms r cross join generate_series(1, 3) k`
}

/** Fifty threads of ten for each of these communities, spread over ninety days; ids are their times. */
async function seedThreads({ db }: Context, from: number, to: number, rooms: number): Promise<void> {
  await db`
    with planned as (
      select r.id as room, r.n * 10 as seed, t.n as thread, (t.n::bigint * ${rooms}::int + r.n) as at
      from bench_rooms r cross join generate_series(0, 49) t(n) where r.n >= ${from}::int and r.n < ${to}::int),
    timed as (
      select room, seed + thread as seed, k as number, at,
        (((extract(epoch from date_trunc('day', now())) * 1000)::bigint - 90::bigint * 86400000
          + at * 90 * 86400000 / (${rooms}::bigint * 50) + k * 60000) << 16) | ((at % 4096) * 16 + k) as id,
        (((extract(epoch from date_trunc('day', now())) * 1000)::bigint - 90::bigint * 86400000
          + at * 90 * 86400000 / (${rooms}::bigint * 50)) << 16) | ((at % 4096) * 16) as root
      from planned cross join generate_series(0, 9) k),
    written as (
      select t.*, p.id as author, c.text, c.html from timed t
      join bench_rooms r on r.id = t.room
      join bench_people p on p.n = (r.n * 7 + ((t.seed * 3 + t.number * 11) % ${members}) * 17) % 2000
      join bench_corpus c on c.n = (t.seed * 31 + t.number * 7) % 2000),
    made as (
      insert into statuses (id, account_id, thread_id, in_reply_to_id, in_reply_to_account_id, text, content, visibility,
        language, created_at, community_id, number)
      select w.id, w.author, w.root, case when w.number > 0 then w.root end, case when w.number > 0 then f.author end,
        w.text, w.html, 'public', 'vi', to_timestamp((w.id >> 16) / 1000.0), w.room, w.number
      from written w join written f on f.id = w.root
      returning id, account_id, thread_id, number, community_id),
    counted as (insert into status_counts (status_id, replies) select id, case when number = 0 then 9 else 0 end from made),
    threaded as (
      insert into threads (id, community_id, account_id, title, section, numbers, replies, participants, last_id, score)
      select m.thread_id, m.community_id, m.account_id, 'Chuyện số ' || m.thread_id % 1000, 'muc' || 1 + m.thread_id % 3, 10, 9, 10,
        l.id, (log(19) + ((m.id >> 16) / 1000.0 / 86400 - 16000) / 1.5)::real
      from made m join made l on l.thread_id = m.thread_id and l.number = 9 where m.number = 0 returning id)
    insert into thread_readers (account_id, thread_id, read_number, follows)
    select distinct on (account_id, thread_id) account_id, thread_id, number, true from made
    where exists (select from threaded) order by account_id, thread_id, number desc`
  await db`
    insert into statuses (account_id, thread_id, reblog_of_id, visibility)
    select t.community_id, t.id, t.id, 'public' from threads t join bench_rooms r on r.id = t.community_id
    where r.n >= ${from}::int and r.n < ${to}::int`
}

/** One thread of 2,000 answers, newest of all, in the first community. */
async function seedLongThread({ db }: Context): Promise<void> {
  await db`
    with room as (select r.id, p.id as author from bench_rooms r join bench_people p on p.n = 0 where r.n = 0),
    root as (
      insert into statuses (account_id, thread_id, text, content, visibility, language, community_id, number)
      select author, 0, 'Họp tổ dân phố', '<p>Họp tổ dân phố</p>', 'public', 'vi', id, 0 from room
      returning id, account_id, community_id)
    insert into threads (id, community_id, account_id, title, numbers, replies, participants, last_id)
    select id, community_id, account_id, 'Họp tổ dân phố', ${longReplies + 1}::int, ${longReplies}::int, ${members}::int, id from root`
  await db`update statuses set thread_id = id where thread_id = 0`
  await db`
    insert into statuses (account_id, thread_id, in_reply_to_id, in_reply_to_account_id, text, content, visibility, language,
      community_id, number)
    select p.id, t.id, t.id, t.account_id, c.text, c.html, 'public', 'vi', t.community_id, k
    from threads t cross join generate_series(1, ${longReplies}::int) k
    join bench_people p on p.n = ((k * 11) % ${members}) * 17 % 2000
    join bench_corpus c on c.n = k % 2000
    where t.title = 'Họp tổ dân phố' order by k`
  await db`
    insert into status_counts (status_id, replies)
    select s.id, case when s.number = 0 then ${longReplies}::int else 0 end from statuses s
    join threads t on t.id = s.thread_id where t.title = 'Họp tổ dân phố'`
  await db`
    update threads t set last_id = (select max(id) from statuses s where s.thread_id = t.id)
    where title = 'Họp tổ dân phố'`
}

async function countRooms({ db }: Context): Promise<void> {
  await db`
    insert into status_counts (status_id) select id from statuses where reblog_of_id is not null on conflict do nothing`
  await db`
    update status_counts c set reblogs = 1 from statuses s where s.reblog_of_id = c.status_id`
  await db`
    update account_counts c set statuses = n.statuses from (
      select s.account_id, count(*)::int as statuses from statuses s join bench_rooms r on r.id = s.account_id
      group by 1) n where n.account_id = c.account_id`
}

/** Ten thousand open cases on posts, each with two reports, of every kind and urgency. */
async function seedCases({ db }: Context): Promise<void> {
  await db`
    with picked as (
      select s.id, s.account_id, s.community_id, s.text, s.created_at, row_number() over (order by s.id desc) as n
      from statuses s where s.number > 0 order by s.id desc limit ${openCases}),
    made as (
      insert into cases (subject, community_id, account_id, status_id, category, urgency, state, content, reports, reporters, opened_at)
      select 'status:' || id, community_id, account_id, id,
        (array['fake_goods', 'self_harm', 'harassment', 'rumour', 'spam'])[1 + n % 5], (array[1, 0, 1, 2, 3])[1 + n % 5], 'open',
        jsonb_build_object('text', text, 'visibility', 'public', 'media', '[]'::jsonb, 'at', created_at), 2, 2,
        now() - n * interval '1 minute'
      from picked returning id, status_id)
    insert into reports (case_id, account_id, category, status_ids, comment)
    select m.id, p.id, 'spam', array[m.status_id], 'Bài này làm phiền cả ngõ.'
    from made m join lateral (select id from bench_people order by n limit 2) p on true`
  await db`update users set role = 'moderator' where account_id = (select id from bench_people where n = 0)`
}

/** What is asked of communities; `tokens` and `sessions` belong to the first 64 people, the first of them a moderator. */
export async function roomAsks(ctx: Context): Promise<Ask[]> {
  const people = await ctx.db<{ id: Id; rooms: { id: Id; username: string }[] }[]>`
    select p.id, (select json_agg(json_build_object('id', a.id::text, 'username', a.username)) from (
        select a.id, a.username from follows f join communities c on c.account_id = f.target_id
        join accounts a on a.id = c.account_id where f.account_id = p.id order by a.id limit 4) a) as rooms
    from (select id from accounts where domain is null and actor_type = 'Person' order by id limit 64) p order by p.id`
  const [long] = await ctx.db<{ id: Id; username: string; first: Id; community_id: Id }[]>`
    select t.id, a.username, t.community_id, (select min(s.id) from statuses s where s.thread_id = t.id) as first
    from threads t join accounts a on a.id = t.community_id where t.title = 'Họp tổ dân phố'`
  const inRoom = await ctx.db<{ id: Id }[]>`
    select f.account_id as id from follows f where f.target_id = ${long!.community_id} order by f.account_id limit 32`
  const some = await ctx.db<{ username: string; account_id: Id }[]>`
    select a.username, c.account_id from communities c join accounts a on a.id = c.account_id order by a.id limit 256`
  const session = async (id: Id) => `xom_session=${await createSession(ctx, id, 'bench')}`
  const member: Ask['requests'] = []
  const feed: Ask['requests'] = []
  const threads: Ask['requests'] = []
  for (const { id, rooms } of people.filter((person) => person.rooms)) {
    const cookie = await session(id)
    const authorization = `Bearer ${await issueToken(ctx, { accountId: id, scopes: ['read', 'write'] })}`
    for (const room of rooms) {
      member.push({ path: `/xom/${room.username}`, headers: { cookie } })
      feed.push({ path: `/api/v1/accounts/${room.id}/statuses?limit=20`, headers: { authorization } })
      threads.push({ path: `/api/v1/communities/${room.id}/threads?limit=20`, headers: { authorization } })
    }
  }
  const page = `/xom/${long!.username}/${long!.id}?page=40`
  const readers: Ask['requests'] = []
  for (const { id } of inRoom) readers.push({ path: page, headers: { cookie: await session(id) } })
  const desk = { cookie: await session(people[0]!.id) }
  const waiting = await ctx.db<{ urgency: number; id: Id }[]>`
    select urgency, id from cases where state = 'open' order by urgency, id offset 5000 limit 64`
  return [
    {
      name: 'HTML community (anonymous)',
      requests: some.map(({ username }) => ({ path: `/xom/${username}` })),
    },
    { name: 'HTML community (member)', requests: member },
    { name: 'feed of a community', requests: feed },
    { name: 'threads of a community', requests: threads },
    { name: 'HTML thread page 40 (anonymous)', requests: [{ path: page }] },
    { name: 'HTML thread page 40 (member)', requests: readers },
    { name: 'HTML desk (first page)', requests: [{ path: '/moderation', headers: desk }] },
    {
      name: 'HTML desk (in the middle)',
      requests: waiting.map(({ urgency, id }) => ({
        path: `/moderation?after=${urgency}-${id}`,
        headers: desk,
      })),
    },
  ]
}
