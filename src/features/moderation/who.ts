import type { Context, Id } from '../../context.ts'
import { AppError, forbidden, notFound } from '../../errors.ts'
import { isId } from '../../lib/ids.ts'
import { getStanding, may } from '../communities/index.ts'
import { isOnShift } from '../measures/index.ts'
import { accountMeasures, allGateMeasures, type Measure, roomMeasures, statusMeasures } from './api.ts'
import { type CaseRow, selectCase } from './cases-sql.ts'
import { conflictOf, disclosureOf, isOfRoom } from './conflict.ts'
import { selectDecisionsOfCase, selectPerson } from './decisions-sql.ts'
import { measuresOf, targetOf } from './targets.ts'

/** Whoever acts: the role is that of the whole network. */
export interface Actor {
  id: Id
  role: 'user' | 'moderator' | 'admin'
}

export { type Conflict, conflictOf, disclosureOf, hasJudge } from './conflict.ts'

export const isOperator = (actor: { role: string }): boolean => actor.role !== 'user'

/** Communities in which she is trusted with cases. */
export async function deskCommunities(ctx: Context, actor: Actor): Promise<{ id: Id; username: string }[]> {
  return ctx.db<{ id: Id; username: string }[]>`
    select a.id, a.username from community_roles r
    join accounts a on a.id = r.community_id and a.deleted_at is null
    join follows f on f.account_id = r.account_id and f.target_id = r.community_id
    where r.account_id = ${actor.id} and (r.role = 'founder' or 'cases' = any(r.permissions))
    order by a.username limit 200`
}

/** May work on cases of this community (null: of the network). */
export async function mayHandle(ctx: Context, actor: Actor, communityId: Id | null): Promise<boolean> {
  if (isOperator(actor)) return true
  // Called to an extra shift: the network's cases, as long as it lasts.
  if (communityId === null) return isOnShift(ctx, actor.id)
  const standing = await getStanding(ctx, actor, communityId).catch(() => null)
  return standing !== null && may(standing, 'cases')
}

/**
 * The case, for somebody who may work on it; for everybody else there is none. 403 for a moderator whom it concerns: the
 * page names those who reported her.
 */
export async function getCase(ctx: Context, actor: Actor, id: Id): Promise<CaseRow> {
  if (!isId(id)) throw notFound()
  const [row] = await selectCase(ctx, id)
  if (!row || !(await mayHandle(ctx, actor, row.community_id))) throw notFound()
  if (row.account_id === actor.id || (await isOfRoom(ctx, actor, row)))
    throw forbidden('case_conflict_concerned')
  return row
}

/**
 * Throws 403 for somebody with a part in the case. A party or a reporter may decide all the same when nobody else could
 * (see disclosureOf); her part is then said in the statement.
 */
export async function requireNoConflict(ctx: Context, actor: { id: Id }, row: CaseRow): Promise<void> {
  const conflict = await conflictOf(ctx, actor, row)
  if (conflict && !(await disclosureOf(ctx, actor, row))) throw forbidden(`case_conflict_${conflict}`)
}

/** An appeal is judged by somebody who decided nothing in the case. */
export async function requireOtherJudge(ctx: Context, actor: { id: Id }, row: CaseRow): Promise<void> {
  await requireNoConflict(ctx, actor, row)
  const decisions = await selectDecisionsOfCase(ctx, row.id)
  if (decisions.some((decision) => decision.decided_by === actor.id)) throw forbidden('appeal_own_decision')
}

/**
 * Which measures somebody may take. What touches a whole account is the operators'; among those, moderators act on
 * users and admins on everybody. In a community nobody sanctions the founder, and only the founder a moderator.
 */
export async function requirePower(
  ctx: Context,
  actor: Actor,
  row: CaseRow,
  measure: Measure,
): Promise<void> {
  if (measure === 'mute' || measure === 'ban') {
    if (row.community_id === null || row.account_id === null)
      throw new AppError('unprocessable', 'case_no_community')
    if (isOperator(actor)) return
    const [own, target] = await Promise.all([
      getStanding(ctx, actor, row.community_id),
      getStanding(ctx, { id: row.account_id }, row.community_id),
    ])
    if (target.role === 'founder' || (target.role && own.role !== 'founder'))
      throw forbidden('community_needs_founder')
    return
  }
  requireFit(row, measure)
  const wide: readonly string[] = [...roomMeasures, ...allGateMeasures]
  if (wide.includes(measure) && !isOperator(actor)) throw forbidden('case_needs_operator')
  if (measure === 'warn' || !(accountMeasures as readonly string[]).includes(measure)) return
  if (!isOperator(actor)) throw forbidden('case_needs_operator')
  const [person] = row.account_id === null ? [] : await selectPerson(ctx, row.account_id)
  if (!person) throw new AppError('unprocessable', 'case_no_account')
  if (actor.role !== 'admin' && person.role !== null && person.role !== 'user')
    throw forbidden('case_needs_admin')
}

/** A measure fits what the case is about: a community, something that comes in, or a person and her posts. */
function requireFit(row: CaseRow, measure: Measure): void {
  if (measure === 'none') return
  const target = targetOf(row.subject)
  const gate = (allGateMeasures as readonly string[]).includes(measure)
  const room = (roomMeasures as readonly string[]).includes(measure)
  const fits = target
    ? measuresOf(target.kind).includes(measure)
    : !gate &&
      (room
        ? row.of_community
        : !row.of_community ||
          measure === 'warn' ||
          measure === 'limit' ||
          // A post of its own: an article of a site.
          (row.status_id !== null && (statusMeasures as readonly string[]).includes(measure)))
  if (!fits) throw new AppError('unprocessable', 'case_wrong_measure')
}
