import type { Context } from '../src/context.ts'

interface Size {
  posts: number
  people: number
  cases: number
}

/** A year of a network, 2025-07 to 2026-06: the period reported on and the one before it. Set-based SQL. */
export async function seedReport(ctx: Context, { posts, people, cases }: Size): Promise<void> {
  const { db } = ctx
  const start = "timestamptz '2025-07-01 00:00+07'"
  const year = 365 * 86_400
  await db.unsafe(`select setseed(0.5)`)
  await db.unsafe(`
    insert into accounts (id, username, display_name, search_key, actor_type, created_at)
    select ((extract(epoch from ${start}) * 1000)::bigint << 16) | i, 'xom_' || i, 'Xóm ' || i, 'xom', 'Group', ${start}
    from generate_series(1, 200) i`)
  await db.unsafe(`insert into communities (account_id) select id from accounts where actor_type = 'Group'`)
  await db.unsafe(`
    insert into accounts (id, username, display_name, search_key, created_at)
    select ((extract(epoch from ${start}) * 1000 + i::bigint * ${year} * 900 / ${people})::bigint << 16) | (i & 65535),
      'nguoi_' || i, 'Người ' || i, 'nguoi', ${start} + make_interval(secs => i::float8 * ${year} * 0.9 / ${people})
    from generate_series(1, ${people}) i`)
  await db.unsafe(`
    insert into users (account_id, email, email_confirmed_at, approved_at, created_at)
    select id, username || '@bench.invalid', now(), now(), created_at from accounts where actor_type = 'Person'`)
  await db.unsafe(`create unlogged table bench_people as
    select (row_number() over (order by id))::int as n, id from accounts where actor_type = 'Person'`)
  await db.unsafe(`create unlogged table bench_rooms as
    select (row_number() over (order by id))::int as n, id from accounts where actor_type = 'Group'`)
  await db.unsafe(`create unique index on bench_people (n)`)
  // As people are: few write much. Who is not here yet does not write.
  await db.unsafe(`
    insert into statuses (id, account_id, thread_id, visibility, community_id, created_at)
    select f.id, p.id, f.id, 'public', r.id, to_timestamp((f.id >> 16) / 1000.0)
    from (select i, ((extract(epoch from ${start}) * 1000 + i::bigint * ${year} * 1000 / ${posts})::bigint << 16) | (i & 65535) as id,
        least(${people}, 1 + floor(power(random(), 2) * (10 + ${people}::float8 * i / ${posts})))::int as who, (i * 7) % 400 as room
      from generate_series(1, ${posts}) i) f
    join bench_people p on p.n = f.who left join bench_rooms r on r.n = f.room`)
  // Two of five answer a post shortly before.
  await db.unsafe(`create unlogged table bench_posts as
    select (row_number() over (order by id))::int as n, id, account_id, community_id from statuses`)
  await db.unsafe(`create unique index on bench_posts (n)`)
  await db.unsafe(`
    update statuses s set in_reply_to_id = t.id, in_reply_to_account_id = t.account_id, thread_id = t.id, community_id = t.community_id
    from bench_posts m join bench_posts t on t.n = m.n - 1 - (m.n % 60)
    where s.id = m.id and m.n % 5 < 2`)
  await db.unsafe(`
    insert into cases (subject, account_id, community_id, category, urgency, state, reports, reporters, opened_at, decided_at)
    select 'status:' || i, (select id from bench_people where n = 1 + i % ${people}), case when i % 3 = 0 then r.id end,
      (array['spam', 'rumour', 'prize', 'phishing', 'rule'])[1 + i % 5], 2, case when i % 25 = 0 then 'open' else 'decided' end, 3, 3,
      ${start} + make_interval(secs => i::float8 * ${year} / ${cases}),
      case when i % 25 > 0 then ${start} + make_interval(secs => i::float8 * ${year} / ${cases} + 3600 * (1 + (i * 13) % 90)) end
    from generate_series(1, ${cases}) i left join bench_rooms r on r.n = i % 200`)
  await db.unsafe(`
    insert into reports (case_id, account_id, category, created_at)
    select c.id, (select id from bench_people where n = 1 + (c.rank * 7 + k * 31) % ${people}), c.category, c.opened_at + make_interval(hours => k)
    from (select *, row_number() over (order by id) as rank from cases) c cross join generate_series(0, 2) k`)
  await db.unsafe(`
    insert into decisions (public_id, key_hash, case_id, community_id, account_id, decided_by, measure, ground, category, content_type,
      facts, source, told_at, created_at, ends_at)
    select 'd' || c.id, 'k', c.id, c.community_id, c.account_id, (select id from bench_people where n = 1 + c.rank % 40),
      (array['none', 'hide', 'remove', 'warn', 'limit'])[1 + c.rank % 5], case when c.rank % 9 = 0 then 'law' else 'rules' end, c.category, 'text',
      'Vì thế', 'report', c.decided_at, c.decided_at, c.decided_at + interval '7 days'
    from (select *, row_number() over (order by id) as rank from cases) c where c.decided_at is not null`)
  await db.unsafe(`
    insert into appeals (decision_id, case_id, account_id, created_at, judged_by, outcome, judged_at)
    select d.id, d.case_id, d.account_id, d.created_at + interval '1 day', d.decided_by, 'upheld', d.created_at + interval '3 days'
    from decisions d where d.measure <> 'none' and d.id % 8 = 0`)
  await db.unsafe(`
    insert into active_months (month, account_id)
    select distinct (to_char(s.created_at at time zone 'Asia/Ho_Chi_Minh', 'YYYYMM'))::int, s.account_id from statuses s`)
  await db.unsafe(`drop table bench_posts, bench_people, bench_rooms`)
  await db.unsafe(`analyze`)
}
