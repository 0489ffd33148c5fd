import type { Context, Id } from '../../context.ts'

export const commentOrders = ['old', 'new', 'best'] as const
export type CommentOrder = (typeof commentOrders)[number]

export interface CommentPlace {
  id: Id
  number: number
  parent_number: number | null
  parent_name: string | null
}

/** A page of the comments of a thread, each by itself, the newest or the most liked first. */
export const selectComments = (
  ctx: Context,
  threadId: Id,
  order: 'new' | 'best',
  limit: number,
  offset: number,
) => ctx.db<CommentPlace[]>`
  select s.id, coalesce(s.number, 0) as number, p.number as parent_number, p.name as parent_name from (
    select s.id, s.number, s.in_reply_to_id, coalesce(c.favourites, 0) as favourites from statuses s
    left join status_counts c on c.status_id = s.id
    where s.thread_id = ${threadId} and s.number > 0 and s.deleted_at is null and s.removed_at is null
    order by ${order === 'best' ? ctx.db`favourites desc, s.number` : ctx.db`s.number desc`}
    limit ${limit} offset ${offset}) s
  left join lateral (
    select p.number, coalesce(nullif(a.display_name, ''), a.username) as name
    from statuses p join accounts a on a.id = p.account_id
    where p.id = s.in_reply_to_id and p.number > 0 and p.deleted_at is null limit 1) p on true
  order by ${order === 'best' ? ctx.db`s.favourites desc, s.number` : ctx.db`s.number desc`}`

export const selectNumberOf = (ctx: Context, statusId: Id) =>
  ctx.db<{ number: number | null }[]>`select number from statuses where id = ${statusId}`

export interface HeldRow {
  id: Id
  article_id: Id
  account_id: Id
  in_reply_to_id: Id | null
  text: string
  created_at: Date
  headline: string
  slug: string
}

export async function insertHeld(
  ctx: Context,
  row: { article_id: Id; account_id: Id; in_reply_to_id: Id | null; text: string },
): Promise<Id> {
  const [made] = await ctx.db<{ id: Id }[]>`
    insert into held_comments ${ctx.db({ ...row, created_at: ctx.clock() } as never)} returning id`
  return made!.id
}

/** What waits on a site, the oldest first. */
export const selectHeld = (ctx: Context, siteId: Id, afterId: Id | null, limit: number) => ctx.db<HeldRow[]>`
  select h.id, h.article_id, h.account_id, h.in_reply_to_id, h.text, h.created_at, a.headline, a.slug
  from articles a join held_comments h on h.article_id = a.id and h.decided_at is null
  where a.site_id = ${siteId} and a.deleted_at is null ${afterId ? ctx.db`and h.id > ${afterId}` : ctx.db``}
  order by h.id limit ${limit}`

/** Her own that wait below an article, and those that were refused lately with the reason. */
export const selectOwnHeld = (ctx: Context, articleId: Id, accountId: Id) => ctx.db<
  { id: Id; text: string; created_at: Date; refusal: string; decided_at: Date | null }[]
>`
  select id, text, created_at, refusal, decided_at from held_comments
  where account_id = ${accountId} and article_id = ${articleId} and status_id is null
    and (decided_at is null or decided_at > ${new Date(ctx.clock().getTime() - 30 * 86_400_000)})
  order by id desc limit 20`

export const lockHeld = (ctx: Context, id: Id) => ctx.db<
  (Omit<HeldRow, 'headline' | 'slug' | 'created_at'> & { site_id: Id; thread_id: Id | null })[]
>`
  select h.id, h.article_id, h.account_id, h.in_reply_to_id, h.text, a.site_id, a.status_id as thread_id
  from held_comments h join articles a on a.id = h.article_id
  where h.id = ${id} and h.decided_at is null for update of h`

export const decideHeld = (
  ctx: Context,
  id: Id,
  by: Id,
  outcome: { statusId: Id | null; refusal: string },
) => ctx.db`
  update held_comments set decided_at = ${ctx.clock()}, decided_by = ${by}, status_id = ${outcome.statusId},
    refusal = ${outcome.refusal}
  where id = ${id}`
