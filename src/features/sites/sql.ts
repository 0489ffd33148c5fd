import type { Context, Id } from '../../context.ts'
import type { CommentPolicy } from '../visibility/index.ts'
import type { Look, OwnerKind, SiteRole } from './api.ts'

/** Why a host name is not served: nobody answers there, somebody else does, or another site has it. */
export type HostProblem = 'unreachable' | 'elsewhere' | 'taken'

export interface SectionRow {
  id: Id
  slug: string
  name: string
  description: string
}

/** A row of `sites` with what its pages say around it. */
export interface SiteRow {
  account_id: Id
  owner_kind: OwnerKind
  owner_id: Id | null
  /** Of the community, or of the person who founded it. */
  owner_name: string | null
  owner_handle: string | null
  organisation: string
  /** The host name that it wants. */
  host: string | null
  /** The same, once it is known to lead here. */
  served_host: string | null
  host_problem: HostProblem | null
  about: string
  about_html: string
  contact: string
  masthead: string
  look: Look
  comments: CommentPolicy
  source_required: boolean
  sources: string[]
  reprint_delay: number
  licence: string
  sections: SectionRow[] | null
  /** Of the viewer. */
  role: SiteRole | null
  /** Comments that wait, counted up to 100; 0 for whoever may not read them. */
  held: number
}

/** Sites with how the viewer stands to each. The founder is the owner; other roles count while she belongs to it. */
export const selectSites = (ctx: Context, viewerId: Id | null, ids: Id[]) => ctx.db<SiteRow[]>`
  select s.account_id, s.owner_kind, s.owner_id, s.organisation, s.host, s.served_host, s.host_problem, s.about, s.about_html, s.contact, s.masthead, s.look,
    s.comments, s.source_required, s.sources, s.reprint_delay, s.licence, coalesce(nullif(o.display_name, ''), o.username) as owner_name,
    o.username as owner_handle,
    (select json_agg(json_build_object('id', x.id::text, 'slug', x.slug, 'name', x.name, 'description', x.description)
      order by x.position, x.id) from site_sections x where x.site_id = s.account_id) as sections,
    v.role, case when v.role in ('owner', 'editor') then (select count(*)::int from (
      select from held_comments h join articles a on a.id = h.article_id
      where a.site_id = s.account_id and h.decided_at is null limit 100) h) else 0 end as held
  from sites s
  left join accounts o on o.deleted_at is null and o.id = case when s.owner_kind = 'community' then s.owner_id
    else (select r.account_id from community_roles r where r.community_id = s.account_id and r.role = 'founder' limit 1) end
  left join lateral (
    select case when exists (select from community_roles r where r.community_id = s.account_id
        and r.account_id = ${viewerId}::bigint and r.role = 'founder') then 'owner'
      else (select t.role from site_staff t where t.site_id = s.account_id and t.account_id = ${viewerId}::bigint) end as role
    ) v on true
  where s.account_id = any(${ids}::bigint[])`

export interface NewSite {
  account_id: Id
  owner_kind: OwnerKind
  owner_id: Id | null
  organisation: string
  masthead: string
}

export const insertSite = (ctx: Context, row: NewSite) =>
  ctx.db`insert into sites ${ctx.db({ ...row, created_at: ctx.clock() } as never)}`

export type SiteChange = Partial<
  NewSite & {
    host: string | null
    host_confirmed_at: Date | null
    host_token: string | null
    host_problem: HostProblem | null
    about: string
    about_html: string
    contact: string
    look: Look
    comments: CommentPolicy
    source_required: boolean
    sources: string[]
    reprint_delay: number
    licence: string
  }
>

export async function updateSiteRow(ctx: Context, id: Id, change: SiteChange): Promise<void> {
  if (Object.keys(change).length === 0) return
  await ctx.db`update sites set ${ctx.db(change as never)} where account_id = ${id}`
}

/** Sites that can be found, the one that published last first. */
export const selectDirectory = (ctx: Context, limit: number, offset: number) => ctx.db<
  { id: Id; last: Date | null }[]
>`
  select s.account_id as id, n.last_status_at as last from sites s
  join communities c on c.account_id = s.account_id and c.closed_at is null and c.archived_at is null
  join accounts a on a.id = s.account_id and a.suspended_at is null and a.deleted_at is null and a.discoverable is not false
  left join account_counts n on n.account_id = s.account_id
  order by n.last_status_at desc nulls last, s.account_id desc limit ${limit} offset ${offset}`

/** Sites where somebody has a role. */
export const selectMine = (ctx: Context, accountId: Id) => ctx.db<{ id: Id }[]>`
  select s.account_id as id from sites s
  where s.account_id in (
    select r.community_id from community_roles r where r.account_id = ${accountId} and r.role = 'founder'
    union select t.site_id from site_staff t where t.account_id = ${accountId})
  order by s.account_id desc limit 100`

/** Which site answers at a host name. */
export const selectHosts = (ctx: Context) => ctx.db<{ host: string; handle: string }[]>`
  select coalesce(s.served_host, '') as host, a.username as handle from sites s
  join accounts a on a.id = s.account_id and a.suspended_at is null and a.deleted_at is null
  where s.served_host is not null limit 10000`

/** By what this server is known at a host name that sites wait for. */
export const selectWaitingTokens = (ctx: Context, host: string) => ctx.db<{ host_token: string | null }[]>`
  select host_token from sites
  where host = ${host} and host_confirmed_at is null and host_token is not null limit 100`

export const selectHostToken = (ctx: Context, id: Id) =>
  ctx.db<
    { host: string | null; host_token: string | null; host_confirmed_at: Date | null }[]
  >`select host, host_token, host_confirmed_at from sites where account_id = ${id}`

/** Only while it still wants that host name: it may have been changed during the look. */
export const confirmHostRow = (ctx: Context, id: Id, host: string) => ctx.db`
  update sites set host_confirmed_at = ${ctx.clock()}, host_token = null, host_problem = null
  where account_id = ${id} and host = ${host} and host_confirmed_at is null`

export const setHostProblem = (ctx: Context, id: Id, host: string, problem: HostProblem) => ctx.db`
  update sites set host_problem = ${problem}
  where account_id = ${id} and host = ${host} and host_confirmed_at is null`

/** An operator gives the name to another site: whoever had it waits again. */
export const releaseHost = (ctx: Context, host: string, except: Id) => ctx.db`
  update sites set host_confirmed_at = null, host_problem = 'taken'
  where served_host = ${host} and account_id <> ${except}`

export interface SectionInput {
  id: Id | null
  slug: string
  name: string
  description: string
}

/** Replaces the sections; one that keeps its id keeps its articles. Articles of one that is gone have none. */
export async function replaceSections(ctx: Context, siteId: Id, sections: SectionInput[]): Promise<void> {
  const kept = sections.flatMap(({ id }) => id ?? [])
  await ctx.db`delete from site_sections where site_id = ${siteId} and not (id = any(${kept}::bigint[]))`
  // Two sections may swap their names.
  await ctx.db`update site_sections set slug = '-' || id where site_id = ${siteId}`
  await ctx.db`
    update site_sections x set slug = n.slug, name = n.name, description = n.description, position = n.position
    from unnest(${sections.map((s) => s.id)}::bigint[], ${sections.map((s) => s.slug)}::text[],
      ${sections.map((s) => s.name)}::text[], ${sections.map((s) => s.description)}::text[])
      with ordinality as n (id, slug, name, description, position)
    where x.id = n.id and x.site_id = ${siteId}`
  await ctx.db`
    insert into site_sections (site_id, slug, name, description, position)
    select ${siteId}, n.slug, n.name, n.description, n.position
    from unnest(${sections.map((s) => s.id)}::bigint[], ${sections.map((s) => s.slug)}::text[],
      ${sections.map((s) => s.name)}::text[], ${sections.map((s) => s.description)}::text[])
      with ordinality as n (id, slug, name, description, position)
    where n.id is null`
}

export interface StaffRow {
  account_id: Id
  role: SiteRole
  title: string
}

/** The owner, then editors, then contributors, who came first before. */
export const selectStaff = (ctx: Context, siteId: Id) => ctx.db<StaffRow[]>`
  select m.account_id, m.role, m.title from (
    select r.account_id, 'owner' as role, coalesce(t.title, '') as title, r.created_at from community_roles r
    left join site_staff t on t.site_id = r.community_id and t.account_id = r.account_id
    where r.community_id = ${siteId} and r.role = 'founder'
    union all
    select t.account_id, t.role, t.title, t.created_at from site_staff t
    where t.site_id = ${siteId} and not exists (select from community_roles r
      where r.community_id = t.site_id and r.account_id = t.account_id and r.role = 'founder')) m
  join accounts a on a.id = m.account_id and a.suspended_at is null and a.deleted_at is null
  order by m.role = 'owner' desc, m.role = 'editor' desc, m.created_at limit 200`

export const upsertStaff = (
  ctx: Context,
  siteId: Id,
  accountId: Id,
  role: 'editor' | 'contributor',
  title: string,
) => ctx.db`
  insert into site_staff (site_id, account_id, role, title, created_at)
  values (${siteId}, ${accountId}, ${role}, ${title}, ${ctx.clock()})
  on conflict (site_id, account_id) do update set role = excluded.role, title = excluded.title`

export async function deleteStaff(ctx: Context, siteId: Id, accountId: Id): Promise<boolean> {
  const rows = await ctx.db`
    delete from site_staff where site_id = ${siteId} and account_id = ${accountId} returning 1`
  return rows.length > 0
}

export interface SeriesRow {
  id: Id
  slug: string
  title: string
  description: string
}

export const selectSeries = (ctx: Context, siteId: Id) => ctx.db<SeriesRow[]>`
  select id, slug, title, description from site_series where site_id = ${siteId} order by id desc limit 200`

export async function insertSeries(ctx: Context, siteId: Id, row: Omit<SeriesRow, 'id'>): Promise<Id | null> {
  const rows = await ctx.db<{ id: Id }[]>`
    insert into site_series (site_id, slug, title, description, created_at)
    values (${siteId}, ${row.slug}, ${row.title}, ${row.description}, ${ctx.clock()})
    on conflict (site_id, slug) do nothing returning id`
  return rows[0]?.id ?? null
}

export const deleteSeries = (ctx: Context, siteId: Id, id: Id) =>
  ctx.db`delete from site_series where id = ${id} and site_id = ${siteId}`

/** Whether somebody is founder or moderator of a community (a site is none). */
export async function governs(ctx: Context, accountId: Id, communityId: Id): Promise<boolean> {
  const rows = await ctx.db`
    select 1 from communities c
    join community_roles r on r.community_id = c.account_id and r.account_id = ${accountId}
    where c.account_id = ${communityId} and c.kind = 'community'`
  return rows.length > 0
}
