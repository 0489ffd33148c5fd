import type { Context, Id } from '../../context.ts'
import { AppError, forbidden, notFound } from '../../errors.ts'
import { isId } from '../../lib/ids.ts'
import { getStanding, may } from '../communities/index.ts'
import { accountMeasures, type Measure } from './api.ts'
import { type CaseRow, hasReported, selectCase } from './cases-sql.ts'
import { selectDecisionsOfCase, selectPerson } from './decisions-sql.ts'

/** Whoever acts: the role is that of the whole network. */
export interface Actor {
  id: Id
  role: 'user' | 'moderator' | 'admin'
}

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
  if (communityId === null) return false
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
  if (row.account_id === actor.id) throw forbidden('case_conflict_concerned')
  return row
}

export type Conflict = 'concerned' | 'reporter' | 'party'

/** Why this moderator must leave the case to another one; null: she need not. */
export async function conflictOf(ctx: Context, actor: { id: Id }, row: CaseRow): Promise<Conflict | null> {
  if (row.account_id === actor.id) return 'concerned'
  if (row.answers_id === actor.id) return 'party'
  return (await hasReported(ctx, row.id, actor.id)) ? 'reporter' : null
}

export async function requireNoConflict(ctx: Context, actor: { id: Id }, row: CaseRow): Promise<void> {
  const conflict = await conflictOf(ctx, actor, row)
  if (conflict) throw forbidden(`case_conflict_${conflict}`)
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
  if (measure === 'warn' || !(accountMeasures as readonly string[]).includes(measure)) return
  if (!isOperator(actor)) throw forbidden('case_needs_operator')
  const [person] = row.account_id === null ? [] : await selectPerson(ctx, row.account_id)
  if (!person) throw new AppError('unprocessable', 'case_no_account')
  if (actor.role !== 'admin' && person.role !== null && person.role !== 'user')
    throw forbidden('case_needs_admin')
}
