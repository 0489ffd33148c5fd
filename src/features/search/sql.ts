import type { Context, Id } from '../../context.ts'

export interface AccountHit {
  id: Id
  username: string
  domain: string | null
  display_name: string
  followers: number
  followed: boolean
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (char) => `\\${char}`)

/** Words that start like each word asked for; from three letters on also inside words (both use the trigram index). */
function matching(ctx: Context, column: string, words: string[]) {
  const name = ctx.db.unsafe(column)
  return words.map(escapeLike).map((word) => {
    const starts = ctx.db`${name} like ${`${word}%`} or ${name} like ${`% ${word}%`}`
    return word.length >= 3 ? ctx.db`and (${starts} or ${name} like ${`%${word}%`})` : ctx.db`and (${starts})`
  })
}

/**
 * People whose search key holds every word: those the viewer follows (all), and others up to a bound, so that a
 * query for a very common name stays cheap. Ranking is done by the caller.
 */
export async function selectAccountHits(
  ctx: Context,
  viewerId: Id | null,
  words: string[],
  onlyFollowed: boolean,
): Promise<AccountHit[]> {
  if (words.length === 0) return []
  const { db } = ctx
  const match = matching(ctx, 'a.search_key', words)
  const open = db`a.suspended_at is null and a.deleted_at is null`
  return db<AccountHit[]>`
    with found as (
      (select a.id, true as followed from follows f join accounts a on a.id = f.target_id
       where f.account_id = ${viewerId}::bigint and ${open} ${match} limit 200)
      ${
        onlyFollowed
          ? db``
          : db`union all
      (select a.id, false as followed from accounts a where ${open} and a.discoverable is distinct from false ${match} limit 500)`
      }),
    best as (select id, bool_or(followed) as followed from found group by id)
    select a.id, a.username, a.domain, a.display_name, coalesce(c.followers, 0) as followers, b.followed
    from best b join accounts a on a.id = b.id left join account_counts c on c.account_id = a.id
    where not exists (select from users u where u.account_id = a.id and u.approved_at is null)
      and not exists (select from blocks k where k.account_id = a.id and k.target_id = ${viewerId}::bigint)`
}

export interface TagRow {
  id: Id
  key: string
  name: string
}

/** Tags in public use whose key starts with (from three letters on: holds) `key`. */
export async function selectTagHits(ctx: Context, key: string): Promise<TagRow[]> {
  const inside = key.length >= 3 ? ctx.db`or t.key like ${`%${key}%`}` : ctx.db``
  return ctx.db<TagRow[]>`
    select t.id, t.key, t.name from tags t
    where (t.key like ${`${key}%`} ${inside})
      and exists (select from status_tags st where st.tag_id = t.id and st.listed)
    order by t.key = ${key} desc, t.key like ${`${key}%`} desc limit 200`
}

export async function selectTag(ctx: Context, key: string): Promise<TagRow | null> {
  const rows = await ctx.db<TagRow[]>`select id, key, name from tags where key = ${key}`
  return rows[0] ?? null
}

/** Uses of each tag since an id, by Vietnamese day (number of days since 1970). */
export async function selectTagUse(ctx: Context, ids: Id[], sinceId: Id) {
  return ctx.db<{ tag_id: Id; day: number; uses: number; accounts: number }[]>`
    select st.tag_id, (((st.status_id >> 16) + 25200000) / 86400000)::int as day,
      count(*)::int as uses, count(distinct s.account_id)::int as accounts
    from status_tags st join statuses s on s.id = st.status_id
    where st.tag_id = any(${ids}::bigint[]) and st.listed and st.status_id >= ${sinceId} and s.deleted_at is null
    group by 1, 2`
}

export async function findStatusByUri(ctx: Context, uri: string): Promise<Id | null> {
  const rows = await ctx.db<{ id: Id }[]>`select id from statuses where uri = ${uri} and deleted_at is null`
  return rows[0]?.id ?? null
}

export async function findAccountByUri(ctx: Context, uri: string): Promise<Id | null> {
  const rows = await ctx.db<{ id: Id }[]>`
    select id from accounts where uri = ${uri} and deleted_at is null and suspended_at is null`
  return rows[0]?.id ?? null
}

/**
 * The newest posts that link to a page, of those that the viewer may find: her own, and what is public by people who
 * agreed to be searched.
 */
export const selectLinking = (ctx: Context, viewerId: Id | null, linkId: Id) => ctx.db<{ id: Id }[]>`
  select s.id from status_links l join statuses s on s.id = l.status_id join accounts a on a.id = s.account_id
  where l.link_id = ${linkId} and s.deleted_at is null and a.suspended_at is null
    and (s.account_id = ${viewerId}::bigint or (s.visibility = 'public' and (a.indexable or exists (
      select from communities c where c.account_id = a.id and c.kind = 'site'))))
  order by l.status_id desc limit 200`

/** The post of a published article. */
export const selectArticlePost = (ctx: Context, site: string, slug: string) => ctx.db<{ id: Id }[]>`
  select s.id from articles r join accounts a on a.id = r.site_id join statuses s on s.id = r.status_id
  where lower(a.username) = ${site} and a.domain is null and a.suspended_at is null and a.deleted_at is null
    and r.slug = ${slug} and r.state = 'published' and r.deleted_at is null and s.deleted_at is null`

/** A private community that the viewer is no member of. */
export async function isHiddenRoom(ctx: Context, viewerId: Id | null, id: Id): Promise<boolean> {
  const rows = await ctx.db`
    select from communities c where c.account_id = ${id} and c.private
      and not exists (select from follows f where f.account_id = ${viewerId}::bigint and f.target_id = ${id})`
  return rows.length > 0
}

/** Which of these communities are private. */
export const selectPrivate = (ctx: Context, ids: Id[]) => ctx.db<{ id: Id }[]>`
  select account_id as id from communities where account_id = any(${ids}::bigint[]) and private`
