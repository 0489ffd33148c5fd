import type { Context, Id } from '../../context.ts'
import { unprocessable } from '../../errors.ts'
import { t } from '../../ui/i18n/index.ts'
import { silenceAccount } from '../accounts/index.ts'
import { freezeUser } from '../auth/index.ts'
import { selectHolding } from './admin-sql.ts'
import { categories, type Measure } from './api.ts'
import { decide, reverse } from './decide.ts'
import { insertLog, selectPerson } from './decisions-sql.ts'
import { liftSuspension } from './effects.ts'
import { openOwnCase } from './report.ts'
import { readSource } from './sources.ts'
import type { Actor } from './who.ts'

/** Mastodon's words for what to do with an account. */
export const actionMeasures = {
  none: 'warn',
  sensitive: 'hide',
  disable: 'freeze',
  silence: 'limit',
  suspend: 'suspend',
} as const satisfies Record<string, Measure>
export type Action = keyof typeof actionMeasures

/**
 * POST /api/v1/admin/accounts/:id/action. A decision as every other: on the report's case, or on one that the moderator
 * opens herself. Mastodon's clients have no field for the rule, so the statement names the rules as a whole; the text is
 * the facts, and without one a standard sentence stands there.
 */
export async function actOn(
  ctx: Context,
  actor: Actor,
  accountId: Id,
  input: { type: Action; reportId: Id | null; text: string },
): Promise<void> {
  const caseId = input.reportId ?? (await openOwnCase(ctx, actor, { accountId, category: 'rule' }))
  const [row] = await ctx.db<{ account_id: Id | null; locale: 'vi' | 'en'; group: boolean }[]>`
    select c.account_id, case when u.locale = 'en' then 'en' else 'vi' end as locale,
      (select true from communities k where k.account_id = c.account_id) is not null as group
    from cases c left join users u on u.account_id = c.account_id where c.id = ${caseId}`
  if (row?.account_id !== accountId) throw unprocessable('case_other_account')
  await decide(ctx, actor, caseId, {
    measure: row.group && input.type === 'suspend' ? 'room_close' : actionMeasures[input.type],
    ground: 'rules',
    cited: t(row.locale, 'moderation.cited.network'),
    facts: input.text || t(row.locale, 'moderation.facts.none_given'),
  })
}

/**
 * A decision on an account that nobody reported: a case of its own (or the open one about her) and the decision in one
 * transaction. `input` is what the form sends (readReasons). Throws as `decide` does.
 */
export async function decideOnAccount(
  ctx: Context,
  actor: Actor,
  accountId: Id,
  measure: Measure,
  input: Record<string, unknown>,
): Promise<void> {
  const { source, requestId } = await readSource(ctx, input)
  const category = categories.find((one) => one === input['category']) ?? 'rule'
  await ctx.tx(async (ctx) => {
    const caseId = await openOwnCase(ctx, actor, { accountId, category, source, requestId })
    await decide(ctx, actor, caseId, { ...input, measure, category })
  })
}

/** Takes back every decision that still holds; an effect that no decision stands behind is ended and logged alone. */
export async function lift(
  ctx: Context,
  actor: Actor,
  accountId: Id,
  measure: 'freeze' | 'limit' | 'suspend' | 'room_close',
): Promise<void> {
  const [holding, [person]] = await Promise.all([
    selectHolding(ctx, accountId, measure),
    selectPerson(ctx, accountId),
  ])
  await ctx.tx(async (ctx) => {
    for (const { id } of holding)
      await reverse(ctx, actor, id, t(person?.locale ?? 'vi', 'moderation.facts.lifted'))
    if (holding.length > 0) return
    if (measure === 'freeze') await freezeUser(ctx, accountId, false)
    else if (measure === 'limit') await silenceAccount(ctx, accountId, false)
    else if (measure === 'room_close') return
    else await liftSuspension(ctx, accountId)
    await insertLog(ctx, { actorId: actor.id, act: 'lift', targetId: accountId, detail: { measure } })
  })
}
