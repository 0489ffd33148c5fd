import type { Context, Id } from '../../context.ts'

/** What waits on a site, and what became of it. On our own page only, as with communities. */

/**
 * Tells the owner and the editors that something waits: a comment below an article (`held`), or an article (`review`).
 * Several that wait below one article are one notice, the newest.
 */
export async function tellEditors(
  ctx: Context,
  siteId: Id,
  what: 'held' | 'review',
  articleId: Id,
  exceptId: Id | null = null,
): Promise<void> {
  const type = `site.${what}`
  await ctx.db`delete from notifications where from_account_id = ${siteId} and type = ${type} and cause_id = ${articleId}`
  await ctx.db`
    insert into notifications (account_id, from_account_id, type, cause_id, created_at)
    select u.account_id, ${siteId}, ${type}, ${articleId}, ${ctx.clock()}
    from (
      select r.account_id from community_roles r where r.community_id = ${siteId} and r.role = 'founder'
      union select t.account_id from site_staff t where t.site_id = ${siteId} and t.role = 'editor') e
    join users u on u.account_id = e.account_id and u.delete_after is null
    where u.account_id is distinct from ${exceptId}::bigint
    on conflict do nothing`
}

/** Tells whoever wrote a comment that waited. `statusId`: the comment, or the article's post where it was refused. */
export const tellCommenter = (
  ctx: Context,
  accountId: Id,
  siteId: Id,
  what: 'admitted' | 'refused',
  heldId: Id,
  statusId: Id,
) => ctx.db`
  insert into notifications (account_id, from_account_id, type, status_id, cause_id, created_at)
  select u.account_id, ${siteId}, ${`site.${what}`}, ${statusId}, ${heldId}, ${ctx.clock()}
  from users u where u.account_id = ${accountId} on conflict do nothing`
