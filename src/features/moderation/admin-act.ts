import type { Context, Id } from '../../context.ts'
import { unprocessable } from '../../errors.ts'
import { t } from '../../ui/i18n/index.ts'
import { silenceAccount, unsuspendAccount } from '../accounts/index.ts'
import { freezeUser } from '../auth/index.ts'
import { selectHolding } from './admin-sql.ts'
import type { Measure } from './api.ts'
import { decide, reverse } from './decide.ts'
import { insertLog } from './decisions-sql.ts'
import { openOwnCase } from './report.ts'
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
  const [row] = await ctx.db<{ account_id: Id | null; locale: 'vi' | 'en' }[]>`
    select c.account_id, case when u.locale = 'en' then 'en' else 'vi' end as locale
    from cases c left join users u on u.account_id = c.account_id where c.id = ${caseId}`
  if (row?.account_id !== accountId) throw unprocessable('case_other_account')
  await decide(ctx, actor, caseId, {
    measure: actionMeasures[input.type],
    ground: 'rules',
    cited: t(row.locale, 'moderation.cited.network'),
    facts: input.text || t(row.locale, 'moderation.facts.none_given'),
  })
}

/** Takes back every decision that still holds; an effect that no decision stands behind is ended and logged alone. */
export async function lift(
  ctx: Context,
  actor: Actor,
  accountId: Id,
  measure: 'freeze' | 'limit' | 'suspend',
): Promise<void> {
  const holding = await selectHolding(ctx, accountId, measure)
  await ctx.tx(async (ctx) => {
    for (const { id } of holding) await reverse(ctx, actor, id, t('vi', 'moderation.facts.lifted'))
    if (holding.length > 0) return
    if (measure === 'freeze') await freezeUser(ctx, accountId, false)
    else if (measure === 'limit') await silenceAccount(ctx, accountId, false)
    else await unsuspendAccount(ctx, accountId)
    await insertLog(ctx, { actorId: actor.id, act: 'lift', targetId: accountId, detail: { measure } })
  })
}
