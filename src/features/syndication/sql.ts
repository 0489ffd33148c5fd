import type { Context, Id } from '../../context.ts'
import type { Picked, PickedRow } from '../statuses/index.ts'

/** The newest public posts of somebody, answers to others left out. */
export const pickOfPerson = (ctx: Context, accountId: Id, limit: number): Picked => ctx.db<PickedRow[]>`
  select s.id, s.reblog_of_id from statuses s
  where s.account_id = ${accountId} and s.deleted_at is null and s.visibility = 'public' and s.reblog_of_id is null
    and (s.in_reply_to_account_id is null or s.in_reply_to_account_id = s.account_id)
  order by s.id desc limit ${limit}`

/** The newest public posts with a tag. */
export const pickOfTag = (ctx: Context, key: string, limit: number): Picked => ctx.db<PickedRow[]>`
  select t.status_id as id, null::bigint as reblog_of_id from status_tags t
  where t.tag_id = (select id from tags where key = ${key}) and t.listed order by t.status_id desc limit ${limit}`

/** The newest threads of a community that everybody may read. */
export const pickOfCommunity = (ctx: Context, communityId: Id, limit: number): Picked => ctx.db<PickedRow[]>`
  select t.id, null::bigint as reblog_of_id from threads t
  where t.community_id = ${communityId} and t.deleted_at is null and t.merged_into is null
    and exists (select from communities c where c.account_id = t.community_id and not c.private and c.closed_at is null)
  order by t.id desc limit ${limit}`

/** The community, while everybody may read it. */
export const selectOpen = (ctx: Context, communityId: Id) => ctx.db<{ account_id: Id }[]>`
  select account_id from communities where account_id = ${communityId} and not private and closed_at is null`

export interface SitemapRow {
  slug: string
  updated_at: Date
}

/** Addresses of a site for search engines; a sitemap holds 50,000 at most (sitemaps.org). */
export const selectSitemap = (ctx: Context, siteId: Id) => ctx.db<SitemapRow[]>`
  select a.slug, a.updated_at from articles a
  where a.site_id = ${siteId} and a.state = 'published' and a.deleted_at is null and a.kind <> 'reprint'
  order by a.published_at desc, a.id desc limit 50000`

export const selectSitesWithMaps = (ctx: Context) => ctx.db<{ handle: string; host: string | null }[]>`
  select a.username as handle, s.served_host as host from sites s
  join communities c on c.account_id = s.account_id and c.closed_at is null
  join accounts a on a.id = s.account_id and a.suspended_at is null and a.deleted_at is null and a.discoverable is not false
  order by s.account_id limit 10000`
