import type { Context, Id } from '../../context.ts'
import type { Page } from '../../http/paging.ts'
import { bounds } from '../../http/paging.ts'
import { idAt } from '../../lib/ids.ts'
import { outsideDomains } from '../blocks/index.ts'
import type { Picked, PickedRow } from '../statuses/index.ts'
import { formula } from './formula.ts'

/** Account `a` is one of those who count: a person, neither suspended nor silenced. Nothing else is asked of anybody. */
const counts = (ctx: Context) => ctx.db`
  a.suspended_at is null and a.silenced_at is null and a.deleted_at is null and a.actor_type = 'Person'`

/** Post `s` of account `a` is for everybody, and its author may be suggested to others (privacy settings). */
const isOpen = (ctx: Context) => ctx.db`
  s.visibility = 'public' and s.reblog_of_id is null and s.deleted_at is null and s.removed_at is null
  and a.suspended_at is null and a.silenced_at is null and a.deleted_at is null and a.discoverable is distinct from false
  and (s.community_id is null or exists (
    select from communities c where c.account_id = s.community_id and not c.private and c.closed_at is null))`

/** Link `l` leads to no listed domain. */
const isAllowed = (ctx: Context) => ctx.db`
  not exists (select from link_domain_blocks b where l.host = b.domain or l.host like '%.' || b.domain)`

const sinceId = (ctx: Context, hours: number): Id => idAt(new Date(ctx.clock().getTime() - hours * 3_600_000))

/** What one person counts for: 1 now, half after `halfLife` hours. `one.at` is when she last did something. */
const weight = (ctx: Context, halfLife: number) => ctx.db`
  sum(power(0.5, greatest(0, extract(epoch from ${ctx.clock()}::timestamptz - one.at)) / 3600 / ${halfLife}::float8))::real`

export async function refreshTags(ctx: Context): Promise<void> {
  await ctx.db`delete from trend_tags`
  await ctx.db`
    insert into trend_tags (tag_id, place, people, score)
    select tag_id, (row_number() over (order by score desc, tag_id desc))::int, people, score from (
      select one.tag_id, count(*)::int as people, ${weight(ctx, formula.halfLife.tags)} as score
      from (
        select st.tag_id, s.account_id, max(s.created_at) as at
        from statuses s join status_tags st on st.status_id = s.id and st.listed join accounts a on a.id = s.account_id
        where s.id >= ${sinceId(ctx, formula.window)} and ${isOpen(ctx)} and ${counts(ctx)}
        group by st.tag_id, s.account_id) one
      group by one.tag_id having count(*) >= ${formula.people.tags}
      order by score desc, one.tag_id desc limit ${formula.most}) best`
}

export async function refreshLinks(ctx: Context): Promise<void> {
  await ctx.db`delete from trend_links`
  await ctx.db`
    insert into trend_links (link_id, place, people, score)
    select link_id, (row_number() over (order by score desc, link_id desc))::int, people, score from (
      select one.link_id, count(*)::int as people, ${weight(ctx, formula.halfLife.links)} as score
      from (
        select sl.link_id, s.account_id, max(s.created_at) as at
        from status_links sl join statuses s on s.id = sl.status_id join accounts a on a.id = s.account_id
        where sl.listed and sl.status_id >= ${sinceId(ctx, formula.window)} and ${isOpen(ctx)} and ${counts(ctx)}
        group by sl.link_id, s.account_id) one
      join links l on l.id = one.link_id and (l.state = 'ready' or l.own_kind = 'article') and ${isAllowed(ctx)}
      group by one.link_id having count(*) >= ${formula.people.links}
      order by score desc, one.link_id desc limit ${formula.most}) best`
}

/** First posts only, without a warning, at most one of each author: who liked, shared or answered it. */
export async function refreshStatuses(ctx: Context): Promise<void> {
  await ctx.db`delete from trend_statuses`
  await ctx.db`
    with posts as materialized (
      select s.id, s.account_id from statuses s join accounts a on a.id = s.account_id
      where s.id >= ${sinceId(ctx, formula.window)} and s.in_reply_to_id is null and not s.sensitive
        and s.spoiler_text = '' and ${isOpen(ctx)}),
    acts as (
      select p.id, f.account_id, f.created_at as at from posts p join favourites f on f.status_id = p.id
      union all
      select p.id, r.account_id, r.created_at from posts p join statuses r on r.reblog_of_id = p.id and r.deleted_at is null
      union all
      select p.id, r.account_id, r.created_at from posts p
        join statuses r on r.in_reply_to_id = p.id and r.deleted_at is null and r.removed_at is null
          and r.visibility in ('public', 'unlisted')),
    scored as (
      select one.id, one.author_id, count(*)::int as people, ${weight(ctx, formula.halfLife.statuses)} as score
      from (
        select p.id, p.account_id as author_id, x.account_id, max(x.at) as at
        from acts x join posts p on p.id = x.id join accounts a on a.id = x.account_id
        where x.account_id <> p.account_id and ${counts(ctx)}
        group by p.id, p.account_id, x.account_id) one
      group by one.id, one.author_id having count(*) >= ${formula.people.statuses}),
    best as (select distinct on (author_id) id, people, score from scored order by author_id, score desc, id desc)
    insert into trend_statuses (status_id, place, people, score)
    select id, (row_number() over (order by score desc, id desc))::int, people, score from best
    order by score desc, id desc limit ${formula.most}`
}

export interface Slice {
  limit: number
  offset: number
}

export const selectTrendTags = (ctx: Context, { limit, offset }: Slice) => ctx.db<
  { id: Id; key: string; name: string }[]
>`
  select t.id, t.key, t.name from trend_tags x join tags t on t.id = x.tag_id
  order by x.place limit ${limit} offset ${offset}`

/** Whom the viewer mutes or blocks, or who blocks her, she does not meet. */
const withoutHidden = (ctx: Context, viewerId: Id | null) =>
  viewerId === null
    ? ctx.db``
    : ctx.db`
  and not exists (select from mutes m where m.account_id = ${viewerId} and m.target_id = s.account_id
    and (m.expires_at is null or m.expires_at > now()))
  and not exists (select from blocks b where b.account_id = ${viewerId} and b.target_id = s.account_id)
  and not exists (select from blocks b where b.account_id = s.account_id and b.target_id = ${viewerId})
  and ${outsideDomains(ctx, viewerId, 's.account_id')}`

export const selectTrendStatuses = (ctx: Context, viewerId: Id | null, { limit, offset }: Slice) => ctx.db<
  { id: Id }[]
>`
  select s.id from trend_statuses x join statuses s on s.id = x.status_id join accounts a on a.id = s.account_id
  where ${isOpen(ctx)} ${withoutHidden(ctx, viewerId)}
  order by x.place limit ${limit} offset ${offset}`

export const selectTrendLinks = (ctx: Context, { limit, offset }: Slice) => ctx.db<{ id: Id }[]>`
  select x.link_id as id from trend_links x order by x.place limit ${limit} offset ${offset}`

/** Uses of links since an id, by Vietnamese day (number of days since 1970). */
export const selectLinkUse = (ctx: Context, ids: Id[], since: Id) => ctx.db<
  { link_id: Id; day: number; uses: number; accounts: number }[]
>`
  select sl.link_id, (((sl.status_id >> 16) + 25200000) / 86400000)::int as day,
    count(*)::int as uses, count(distinct s.account_id)::int as accounts
  from status_links sl join statuses s on s.id = sl.status_id
  where sl.link_id = any(${ids}::bigint[]) and sl.listed and sl.status_id >= ${since} and s.deleted_at is null
  group by 1, 2`

/** Public posts with a link, of people who may be suggested to others. */
export function pickLink(ctx: Context, viewer: { id: Id } | null, linkId: Id, page: Page): Picked {
  const { below, above } = bounds(page)
  return ctx.db<PickedRow[]>`
    select s.id, s.reblog_of_id from status_links sl
    join statuses s on s.id = sl.status_id join accounts a on a.id = s.account_id
    where sl.link_id = ${linkId} and sl.listed and sl.status_id < ${below} and sl.status_id > ${above}
      and ${isOpen(ctx)} ${withoutHidden(ctx, viewer?.id ?? null)}
    order by ${page.minId ? ctx.db`sl.status_id asc` : ctx.db`sl.status_id desc`} limit ${page.limit}`
}

export interface LinkFacts {
  people: number
  posts: number
}

/** How many shared a link in public, ever; no row for a link that nobody may know of. */
export const selectLinkFacts = (ctx: Context, linkId: Id) => ctx.db<LinkFacts[]>`
  select count(distinct s.account_id)::int as people, count(*)::int as posts
  from status_links sl join statuses s on s.id = sl.status_id join accounts a on a.id = s.account_id
  join links l on l.id = sl.link_id
  where sl.link_id = ${linkId} and sl.listed and ${isOpen(ctx)} and ${isAllowed(ctx)}
  having count(*) > 0`

export interface NewsRow {
  kind: 'link' | 'article'
  id: Id
  people: number
  comments: number
}

/**
 * The news of some hours: pages from elsewhere that several people shared, and the articles of our sites; those that
 * most people shared first, the newest first among equals.
 */
export const selectNews = (ctx: Context, hours: number, { limit, offset }: Slice) => ctx.db<NewsRow[]>`
  with shares as (
    select sl.link_id, s.account_id, s.id
    from status_links sl join statuses s on s.id = sl.status_id join accounts a on a.id = s.account_id
    where sl.listed and sl.status_id >= ${sinceId(ctx, hours)} and ${isOpen(ctx)} and ${counts(ctx)}),
  outside as (
    select l.id, count(distinct x.account_id)::int as people, coalesce(sum(c.replies), 0)::int as comments, max(x.id) as last
    from shares x join links l on l.id = x.link_id and l.state = 'ready' and ${isAllowed(ctx)}
    left join status_counts c on c.status_id = x.id
    group by l.id having count(distinct x.account_id) >= ${formula.newsPeople}),
  inside as (
    select r.id, coalesce(c.replies, 0) as comments, coalesce(r.status_id, r.id) as last,
      (select count(distinct who.account_id)::int from (
        select x.account_id from shares x join links l on l.id = x.link_id where l.own_kind = 'article' and l.own_id = r.id
        union all
        select b.account_id from statuses b join accounts a on a.id = b.account_id
        where b.reblog_of_id = r.status_id and b.deleted_at is null and ${counts(ctx)}) who) as people
    from articles r
    join accounts g on g.id = r.site_id and g.suspended_at is null and g.silenced_at is null and g.deleted_at is null
    join communities m on m.account_id = r.site_id and not m.private and m.closed_at is null
    left join statuses p on p.id = r.status_id
    left join status_counts c on c.status_id = r.status_id
    where r.state = 'published' and r.deleted_at is null and p.removed_at is null and p.deleted_at is null
      and r.published_at >= ${new Date(ctx.clock().getTime() - hours * 3_600_000)})
  select kind, id, people, comments from (
    select 'link' as kind, id, people, comments, last from outside
    union all select 'article', id, people, comments, last from inside) news
  order by people desc, last desc limit ${limit} offset ${offset}`
