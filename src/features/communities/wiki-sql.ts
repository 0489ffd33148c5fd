import type { Context, Id } from '../../context.ts'

export interface WikiPageRow {
  id: Id
  slug: string
  title: string
  text: string
  content: string
  revision: number
  locked: boolean
  created_at: Date
  updated_at: Date
}

export const selectWikiPages = (ctx: Context, communityId: Id, limit: number) => ctx.db<
  Pick<WikiPageRow, 'id' | 'slug' | 'title' | 'revision' | 'locked' | 'updated_at'>[]
>`
  select id, slug, title, revision, locked, updated_at from community_wiki_pages
  where community_id = ${communityId} and deleted_at is null order by position, title, id limit ${limit}`

export const selectWikiPage = (ctx: Context, communityId: Id, slug: string) => ctx.db<WikiPageRow[]>`
  select id, slug, title, text, content, revision, locked, created_at, updated_at from community_wiki_pages
  where community_id = ${communityId} and slug = ${slug} and deleted_at is null`

/** Addresses that begin alike, also of pages that were deleted: an address never comes to mean something else. */
export const selectSlugs = (ctx: Context, communityId: Id, start: string) => ctx.db<{ slug: string }[]>`
  select slug from community_wiki_pages where community_id = ${communityId} and slug like ${start} || '%'`

interface Written {
  title: string
  text: string
  content: string
}

export async function insertWikiPage(
  ctx: Context,
  communityId: Id,
  page: Written & { slug: string },
): Promise<Id> {
  const rows = await ctx.db<{ id: Id }[]>`
    insert into community_wiki_pages (community_id, slug, title, text, content, position, created_at, updated_at)
    select ${communityId}, ${page.slug}, ${page.title}, ${page.text}, ${page.content}, coalesce(max(position), 0) + 1,
      ${ctx.clock()}, ${ctx.clock()}
    from community_wiki_pages where community_id = ${communityId}
    returning id`
  return rows[0]!.id
}

/** Gives the pages the places of this order, from 1. */
export const updateWikiOrder = (ctx: Context, communityId: Id, ids: Id[]) => ctx.db`
  update community_wiki_pages p set position = o.at
  from unnest(${ids}::bigint[]) with ordinality as o (id, at)
  where p.id = o.id and p.community_id = ${communityId} and p.position is distinct from o.at`

/** The next revision, when nobody else wrote one since `from`; false otherwise. */
export async function updateWikiPage(ctx: Context, id: Id, from: number, page: Written): Promise<boolean> {
  const rows = await ctx.db`
    update community_wiki_pages set title = ${page.title}, text = ${page.text}, content = ${page.content},
      revision = revision + 1, updated_at = ${ctx.clock()}
    where id = ${id} and revision = ${from} and deleted_at is null returning 1`
  return rows.length > 0
}

export const insertWikiRevision = (
  ctx: Context,
  row: { page_id: Id; revision: number; title: string; text: string; comment: string; account_id: Id },
) => ctx.db`insert into community_wiki_revisions ${ctx.db({ ...row, created_at: ctx.clock() } as never)}`

export interface WikiRevisionRow {
  revision: number
  title: string
  text: string
  comment: string
  account_id: Id | null
  created_at: Date
}

export const selectWikiRevisions = (ctx: Context, pageId: Id, before: number, limit: number) => ctx.db<
  Omit<WikiRevisionRow, 'text'>[]
>`
  select revision, title, comment, account_id, created_at from community_wiki_revisions
  where page_id = ${pageId} and revision < ${before} order by revision desc limit ${limit}`

export const selectWikiTexts = (ctx: Context, pageId: Id, revisions: number[]) => ctx.db<WikiRevisionRow[]>`
  select revision, title, text, comment, account_id, created_at from community_wiki_revisions
  where page_id = ${pageId} and revision = any(${revisions}::int[]) order by revision`

export const updateWikiLock = (ctx: Context, id: Id, locked: boolean) => ctx.db`
  update community_wiki_pages set locked = ${locked} where id = ${id}`

export const markWikiDeleted = (ctx: Context, id: Id) => ctx.db`
  update community_wiki_pages set deleted_at = ${ctx.clock()} where id = ${id}`
