import type { Context, Id } from '../../context.ts'
import type { OwnKind } from './address.ts'

export type LinkState = 'waiting' | 'ready' | 'plain' | 'failed' | 'own'

/** What is known of an address that people link to. */
export interface LinkRow {
  id: Id
  url: string
  host: string
  state: LinkState
  own_kind: OwnKind | null
  own_id: Id | null
  canonical_id: Id | null
  type: 'link' | 'photo' | 'video' | 'rich'
  title: string
  description: string
  provider_name: string
  author_name: string
  author_url: string
  author_id: Id | null
  image_url: string | null
  image: string | null
  image_description: string
  width: number | null
  height: number | null
  blurhash: string | null
  language: string | null
  published_at: Date | null
  etag: string | null
  failures: number
}

const columns = (ctx: Context) => ctx.db`
  l.id, l.url, l.host, l.state, l.own_kind, l.own_id, l.canonical_id, l.type, l.title, l.description, l.provider_name,
  l.author_name, l.author_url, l.author_id, l.image_url, l.image, l.image_description, l.width, l.height, l.blurhash,
  l.language, l.published_at, l.etag, l.failures`

export const selectLink = (ctx: Context, id: Id) => ctx.db<LinkRow[]>`
  select ${columns(ctx)} from links l where l.id = ${id}`

export interface NewLink {
  url: string
  hash: Buffer
  host: string
  own: { kind: OwnKind; id: Id } | null
}

/** The row of an address, or of the page that it is; made when there is none. */
export async function putLink(ctx: Context, link: NewLink): Promise<Id> {
  const { db } = ctx
  const rows = await db<{ id: Id }[]>`
    insert into links (url, url_hash, host, state, own_kind, own_id, created_at)
    values (${link.url}, ${link.hash}, ${link.host}, ${link.own ? 'own' : 'waiting'}, ${link.own?.kind ?? null},
      ${link.own?.id ?? null}, ${ctx.clock()})
    on conflict (url_hash) do nothing returning id`
  if (rows[0]) return rows[0].id
  const [known] = await selectByHash(ctx, link.hash)
  return known!.id
}

export const putStatusLink = (ctx: Context, statusId: Id, linkId: Id, listed: boolean) => ctx.db`
  insert into status_links (status_id, link_id, listed)
  values (${statusId}, ${linkId}, ${listed})
  on conflict (status_id) do update set link_id = excluded.link_id, listed = excluded.listed`

export const deleteStatusLink = (ctx: Context, statusId: Id) =>
  ctx.db`delete from status_links where status_id = ${statusId}`

/** Claims the next look at a link for whoever asks first: true for her alone, until `until`. */
export async function claimLook(ctx: Context, id: Id, until: Date): Promise<boolean> {
  const rows = await ctx.db`
    update links set next_at = ${until}
    where id = ${id} and state <> 'own' and (next_at is null or next_at <= ${ctx.clock()}) returning 1`
  return rows.length > 0
}

export interface Seen {
  type: LinkRow['type']
  title: string
  description: string
  provider_name: string
  author_name: string
  author_url: string
  author_id: Id | null
  image_url: string | null
  image_description: string
  language: string | null
  published_at: Date | null
  etag: string | null
}

/** What a page said; a picture from another address than before is forgotten (its key is answered by `selectLink`). */
export const saveSeen = (ctx: Context, id: Id, seen: Seen, next: Date) => ctx.db`
  update links set ${ctx.db(seen)}, state = 'ready', failures = 0, error = '', fetched_at = ${ctx.clock()}, next_at = ${next}
  where id = ${id} and state <> 'own'`

export const clearImage = (ctx: Context, id: Id) => ctx.db`
  update links set image = null, width = null, height = null, blurhash = null where id = ${id}`

export const saveImage = (
  ctx: Context,
  id: Id,
  image: { image: string; width: number; height: number; blurhash: string },
) => ctx.db`update links set ${ctx.db(image)} where id = ${id}`

/** It is as it was. */
export const saveSame = (ctx: Context, id: Id, next: Date) => ctx.db`
  update links set fetched_at = ${ctx.clock()}, next_at = ${next}, failures = 0 where id = ${id}`

/** Nothing to show, or it did not answer: what was shown before stays. */
export const saveNothing = (
  ctx: Context,
  id: Id,
  state: 'plain' | 'failed',
  error: string,
  next: Date,
) => ctx.db`
  update links set state = case when state = 'ready' then state else ${state} end, error = ${error},
    failures = failures + case when ${state} = 'failed' then 1 else 0 end, fetched_at = ${ctx.clock()}, next_at = ${next}
  where id = ${id} and state <> 'own'`

/** The page at `id` is the one at `canonicalId`; false where that would make a chain. */
export async function joinCanonical(ctx: Context, id: Id, canonicalId: Id): Promise<boolean> {
  const rows = await ctx.db`
    update links l set canonical_id = ${canonicalId}
    where l.id = ${id} and not exists (select from links o where o.canonical_id = l.id)
      and exists (select from links c where c.id = ${canonicalId} and c.canonical_id is null and c.state <> 'own')
    returning 1`
  if (rows.length === 0) return false
  await ctx.db`update status_links set link_id = ${canonicalId} where link_id = ${id}`
  return true
}

/** What is shown for links: that of their canonical page, where they have one. */
export const selectShown = (ctx: Context, ids: Id[]) => ctx.db<(LinkRow & { asked: Id })[]>`
  select o.id as asked, ${columns(ctx)}
  from links o join links l on l.id = coalesce(o.canonical_id, o.id)
  where o.id = any(${ids}::bigint[])`

export const selectByHash = (ctx: Context, hash: Buffer) => ctx.db<{ id: Id }[]>`
  select coalesce(canonical_id, id) as id from links where url_hash = ${hash}`

export interface AuthorRow {
  id: Id
  attribution_domains: string[]
}

export const selectAuthors = (ctx: Context, ids: Id[]) => ctx.db<AuthorRow[]>`
  select a.id, a.attribution_domains from accounts a
  where a.id = any(${ids}::bigint[]) and a.suspended_at is null and a.deleted_at is null`

/** The site that is read under a host name of its own. */
export const selectSiteByHost = (ctx: Context, host: string) => ctx.db<{ username: string }[]>`
  select a.username from sites s join accounts a on a.id = s.account_id where s.served_host = ${host}`

export const selectArticleId = (ctx: Context, site: string, slug: string) => ctx.db<{ id: Id }[]>`
  select r.id from articles r join accounts a on a.id = r.site_id
  where lower(a.username) = ${site.toLowerCase()} and a.domain is null and r.slug = ${slug}
    and r.state = 'published' and r.deleted_at is null`

export const selectStatusId = (ctx: Context, id: Id) => ctx.db<{ id: Id }[]>`
  select id from statuses where id = ${id} and reblog_of_id is null and deleted_at is null
    and visibility in ('public', 'unlisted')`

export interface OwnArticle {
  id: Id
  slug: string
  headline: string
  lead: string
  language: string
  published_at: Date | null
  site: string
  site_name: string
  authors: { id: Id | null; name: string }[] | null
  cover_caption: string
  thumbnail: string | null
  blurhash: string | null
  meta: Record<string, unknown> | null
}

/** Articles that everybody may read, with what a card shows of them. */
export const selectOwnArticles = (ctx: Context, ids: Id[]) => ctx.db<OwnArticle[]>`
  select r.id, r.slug, r.headline, r.lead, r.language, r.published_at, r.cover_caption, a.username as site,
    coalesce(nullif(a.display_name, ''), a.username) as site_name, m.thumbnail, m.blurhash, m.meta,
    (select json_agg(json_build_object('id', w.account_id::text, 'name', w.name) order by w.position)
       from article_authors w where w.article_id = r.id) as authors
  from articles r
  join accounts a on a.id = r.site_id and a.suspended_at is null and a.deleted_at is null
  join communities c on c.account_id = r.site_id and not c.private and c.closed_at is null
  left join statuses s on s.id = r.status_id
  left join media m on m.id = r.cover_id and m.state = 'ready'
  where r.id = any(${ids}::bigint[]) and r.state = 'published' and r.deleted_at is null
    and s.removed_at is null and s.deleted_at is null`

export interface OwnStatus {
  id: Id
  account_id: Id
  content: string
  spoiler_text: string
  language: string | null
  created_at: Date
  title: string | null
}

/** Posts that everybody may read. */
export const selectOwnStatuses = (ctx: Context, ids: Id[]) => ctx.db<OwnStatus[]>`
  select s.id, s.account_id, s.content, s.spoiler_text, s.language, s.created_at,
    case when s.community_id is null then null else (select t.title from threads t where t.id = s.id) end as title
  from statuses s join accounts a on a.id = s.account_id and a.suspended_at is null and a.deleted_at is null
  where s.id = any(${ids}::bigint[]) and s.deleted_at is null and s.removed_at is null
    and s.visibility in ('public', 'unlisted')
    and (s.community_id is null or exists (
      select from communities c where c.account_id = s.community_id and not c.private and c.closed_at is null))`

export const selectOpenAccounts = (ctx: Context, ids: Id[]) => ctx.db<{ id: Id }[]>`
  select a.id from accounts a left join users u on u.account_id = a.id
  where a.id = any(${ids}::bigint[]) and a.suspended_at is null and a.deleted_at is null
    and (u.account_id is null or u.approved_at is not null)`
