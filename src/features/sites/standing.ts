import type { Context, Id } from '../../context.ts'
import { forbidden, notFound } from '../../errors.ts'
import { isId } from '../../lib/ids.ts'
import { getStanding } from '../communities/index.ts'
import type { SiteRole } from './api.ts'
import { type SiteRow, selectSites } from './sql.ts'

const order: Record<SiteRole, number> = { contributor: 1, editor: 2, owner: 3 }

/** Whether a role reaches at least another: an owner may all that an editor may. */
export const reaches = (role: SiteRole | null, wanted: SiteRole): boolean =>
  role !== null && order[role] >= order[wanted]

/** The site's row with the actor's role, or 404. */
export async function getSite(ctx: Context, actor: { id: Id } | null, siteId: Id): Promise<SiteRow> {
  if (!isId(siteId)) throw notFound()
  const [row] = await selectSites(ctx, actor?.id ?? null, [siteId])
  if (!row) throw notFound()
  return row
}

/**
 * The site for whoever has at least this role there. 404 for no site; 403 for everybody else, and for all in a site that a
 * decision has closed or frozen.
 */
export async function requireSiteRole(
  ctx: Context,
  actor: { id: Id },
  siteId: Id,
  wanted: SiteRole,
): Promise<SiteRow> {
  const [site, standing] = await Promise.all([getSite(ctx, actor, siteId), getStanding(ctx, actor, siteId)])
  if (!reaches(site.role, wanted)) throw forbidden('site_needs_role')
  if (standing.closed) throw forbidden('community_closed')
  if (standing.frozen) throw forbidden('community_frozen')
  return site
}
