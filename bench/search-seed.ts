import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context, Id } from '../src/context.ts'
import { indexVersion } from '../src/features/search/jobs.ts'
import { blockSize, mark, termsOf } from '../src/features/search/postgres.ts'
import type { Kind } from '../src/features/search/terms.ts'
import { chain, generator } from './corpus.ts'

const root = process.cwd()

/** Our own Vietnamese: the words of the interface and of the neighbourhood of --demo. */
function ownTexts(): string[] {
  const files = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? files(join(folder, entry.name)) : [join(root, folder, entry.name)],
    )
  return ['src/ui/i18n/vi', 'src/demo']
    .flatMap(files)
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/'((?:[^'\\\n]|\\.)*)'|`([^`]*)`/g)]
        .map((match) => (match[1] ?? match[2] ?? '').replace(/\{[^}]*\}|\$\{[^}]*\}|\\n/g, ' '))
        .filter((text) => /[àáảãạăâđêôơưế]/i.test(text)),
    )
}

const bare = { headline: '', lead: '', marks: [], reach: ['*'], sort: '0' }

interface Made {
  headline: string
  lead: string
  text: string
}

function texts(kind: Kind, count: number): Made[] {
  const random = generator(kind === 'post' ? 1945 : 1975)
  const write = chain(ownTexts(), random)
  return Array.from({ length: count }, () =>
    kind === 'post'
      ? { headline: '', lead: '', text: write(8 + Math.floor(random() ** 2 * 60)) }
      : {
          headline: write(6 + Math.floor(random() * 8)),
          lead: write(25),
          text: write(80 + Math.floor(random() * 200)),
        },
  )
}

async function store(ctx: Context, kind: Kind, count: number): Promise<void> {
  await ctx.db`create unlogged table if not exists bench_texts (kind text, n integer, headline text, lead text, text text, terms bigint[], primary key (kind, n))`
  const made = texts(kind, count)
  for (let from = 0; from < made.length; from += 1000) {
    const part = made.slice(from, from + 1000)
    const terms = part.map((one) => `{${termsOf({ ...bare, ...one, kind, id: '0' }).join(',')}}`)
    await ctx.db`
      insert into bench_texts select ${kind}, n, h, l, t, terms::bigint[] from unnest(
        ${part.map((_, i) => from + i)}::int[], ${part.map((one) => one.headline)}::text[], ${part.map((one) => one.lead)}::text[],
        ${part.map((one) => one.text)}::text[], ${terms}::text[]) as w (n, h, l, t, terms) on conflict do nothing`
  }
}

/** The terms of where a document stands in time, as the index writes them. */
const blockTerms = (ctx: Context, kind: Kind, i: string) =>
  ctx.db.unsafe(
    [0, 1, 2, 3]
      .map(
        (level) =>
          `-(${kind === 'post' ? 0 : '1000000000000'} + (((${i})/${blockSize}) >> ${4 * level})::bigint * 4 + ${level} + 1)`,
      )
      .join(', '),
  )

async function seedPeople(ctx: Context): Promise<void> {
  await ctx.db`
    with made as (
      insert into accounts (username, display_name, search_key, discoverable, indexable)
      select 'nguoi_' || i, 'Người số ' || i, 'nguoi so ' || i || ' nguoi_' || i, true, true
      from generate_series(1, 2000) i returning id, username),
    counted as (insert into account_counts (account_id) select id from made)
    insert into users (account_id, email, email_confirmed_at, approved_at, home_built_at)
    select id, username || '@bench.invalid', now(), now(), now() from made`
}

/** `posts` posts over two years by 2,000 people, and `articles` articles of twenty sites. */
export async function seedSearch(ctx: Context, posts: number, articles: number): Promise<void> {
  const { db } = ctx
  await seedPeople(ctx)
  await db`delete from search_documents`
  await db`delete from search_blocks`
  await db`drop index search_documents_terms`
  await store(ctx, 'post', Math.min(posts, 200_000))
  await store(ctx, 'article', Math.min(articles, 20_000))
  const people = await db<
    { id: Id }[]
  >`select id from accounts where domain is null and actor_type = 'Person' order by id`
  await db`create unlogged table if not exists bench_people (n integer primary key, id bigint, marks bigint[])`
  const marks = people.map(
    ({ id }) => `{${[`@${id}`, `L:${id}`, '~vi'].map((text) => mark('post', text)).join(',')}}`,
  )
  await db`
    insert into bench_people select n - 1, id, marks::bigint[] from unnest(${people.map(({ id }) => id)}::bigint[], ${marks}::text[])
      with ordinality as w (id, marks, n) on conflict do nothing`
  const step = 50_000
  for (let from = 0; from < posts; from += step) {
    await db`
      with fresh as (
        select i, t.n, p.id as author, p.marks, (((extract(epoch from now()) * 1000)::bigint - 730::bigint * 86400000
          + (i::bigint + 1) * 640 * 86400000 / ${posts}) << 16) | (i & 65535) as id
        from generate_series(${from}::int, ${Math.min(from + step, posts) - 1}::int) i
        join bench_people p on p.n = (i::bigint * 7919) % ${people.length}
        join bench_texts t on t.kind = 'post' and t.n = (i::bigint * 31) % ${Math.min(posts, 200_000)}),
      made as (
        insert into statuses (id, account_id, thread_id, text, content, visibility, language, created_at)
        select f.id, f.author, f.id, t.text, '<p>' || t.text || '</p>', 'public', 'vi', to_timestamp((f.id >> 16) / 1000.0)
        from fresh f join bench_texts t on t.kind = 'post' and t.n = f.n),
      counted as (insert into status_counts (status_id) select id from fresh)
      insert into search_documents (kind, id, sort, reach, terms)
      select 'post', f.id, f.id, array[${mark('post', '*')}]::bigint[] || f.marks[2:2], t.terms || f.marks || array[${blockTerms(ctx, 'post', 'f.i')}]::bigint[]
      from fresh f join bench_texts t on t.kind = 'post' and t.n = f.n order by f.i`
  }
  await seedArticles(ctx, articles)
  await db`
    insert into search_blocks (kind, block, from_sort, to_sort, n)
    select kind, n, case when n = 0 then 0 else low end, high, count from (
      select kind, (r / ${blockSize})::int as n, min(sort) as low, max(sort) as high, count(*)::int as count
      from (select kind, sort, row_number() over (partition by kind order by sort) - 1 as r from search_documents) d group by 1, 2) b`
  await db`create index search_documents_terms on search_documents using gin (terms) with (fastupdate = off)`
  await db`
    insert into search_progress (kind, version, done_at) select k, ${indexVersion}, now() from unnest(array['post', 'article']) k
    on conflict (kind) do update set done_at = now()`
  await db`vacuum analyze`
}

async function seedArticles(ctx: Context, articles: number): Promise<void> {
  const { db } = ctx
  await db`
    with made as (
      insert into accounts (username, display_name, search_key, actor_type, discoverable)
      select 'trang_' || i, 'Trang tin số ' || i, 'trang tin so ' || i || ' trang_' || i, 'Group', true from generate_series(1, 20) i returning id),
    counted as (insert into account_counts (account_id) select id from made),
    rooms as (insert into communities (account_id, kind) select id, 'site' from made)
    select 1 from made`
  await db`insert into sites (account_id) select account_id from communities where kind = 'site'`
  for (let from = 0; from < articles; from += 10_000) {
    await db`
      with s as (select array_agg(account_id order by account_id) as ids from sites),
      fresh as (
        select i, t.n, s.ids[1 + i % 20] as site, now() - interval '700 days' + i * interval '699 days' / ${articles}::int as at,
          ((extract(epoch from now() - interval '700 days' + i * interval '699 days' / ${articles}::int) * 1000)::bigint << 16) | (i & 65535) as id
        from generate_series(${from}::int, ${Math.min(from + 10_000, articles) - 1}::int) i
        join bench_texts t on t.kind = 'article' and t.n = i % ${Math.min(articles, 20_000)} cross join s),
      made as (
        insert into articles (id, site_id, state, slug, headline, lead, html, published_at)
        select f.id, f.site, 'published', 'bai-' || f.i, t.headline, t.lead, '<p>' || t.text || '</p>', f.at
        from fresh f join bench_texts t on t.kind = 'article' and t.n = f.n)
      insert into search_documents (kind, id, sort, reach, terms)
      select 'article', f.id, f.id, array[${mark('article', '*')}]::bigint[], t.terms || array[${blockTerms(ctx, 'article', 'f.i')}]::bigint[]
      from fresh f join bench_texts t on t.kind = 'article' and t.n = f.n order by f.i`
  }
}
