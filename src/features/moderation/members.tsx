import { z } from 'zod'
import type { Context, Id } from '../../context.ts'
import { AppError, forbidden, unprocessable } from '../../errors.ts'
import { requireViewer } from '../../http/auth.ts'
import { check, id as idSchema, readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { redirectWith } from '../../ui/flash.ts'
import { viewOf } from '../../ui/view.ts'
import { getPublicAccount } from '../accounts/index.ts'
import {
  forThose,
  getStanding,
  mayIn,
  personOf,
  type Room,
  roomOf,
  roomPathOf,
  SettingsFrame,
} from '../communities/index.ts'
import { categories, communityMeasures } from './api.ts'
import { problemOf } from './case-parts.tsx'
import { decide } from './decide.ts'
import type { DecisionRow } from './decisions-sql.ts'
import { Days, Reasons, readReasons, type Typed } from './gates-form.tsx'
import { statement, withNames } from './present.ts'
import { openOwnCase } from './report.ts'
import { rulesFor } from './rules.ts'
import { type Actor, mayHandle } from './who.ts'

const What = z.object({
  measure: z.enum(communityMeasures).default('ban'),
  category: z.enum(categories).default('rule'),
})

/**
 * A member is silenced or put out: a case of the community's own (or the open one about her) and its decision in one
 * transaction, for nobody leaves by another's hand without reasons. `input` as CreateDecision, the measure `ban` unless
 * told. Throws 403 for those who do not handle the community's cases, 422 for no member and without reasons.
 */
export async function decideOnMember(
  ctx: Context,
  actor: Actor,
  communityId: Id,
  accountId: Id,
  input: Typed,
): Promise<DecisionRow> {
  if (!(await mayHandle(ctx, actor, communityId))) throw forbidden('community_needs_role')
  const { measure, category } = check(What, input)
  if (!(await getStanding(ctx, { id: accountId }, communityId)).member)
    throw unprocessable('community_not_a_member')
  return ctx.tx(async (ctx) => {
    const caseId = await openOwnCase(ctx, actor, { accountId, communityId, category })
    return decide(ctx, actor, caseId, { ...input, measure, category })
  })
}

async function form(
  c: Req,
  community: Room,
  typed: Typed = {},
  error: AppError | null = null,
): Promise<Response> {
  const ctx = c.get('ctx')
  const [person, rules, view] = await Promise.all([
    getPublicAccount(ctx, check(idSchema, c.req.param('account'))),
    rulesFor(ctx, community.id),
    viewOf(c),
  ])
  const { t } = view
  const chosen = communityMeasures.find((one) => one === typed['measure']) ?? 'ban'
  const title = t('moderation.member.title', { name: person.display_name || person.username })
  return c.html(
    <SettingsFrame view={view} community={community} title={title}>
      <p class="hint">{t('moderation.member.lead')}</p>
      {error ? (
        <p class="problem" role="alert">
          {problemOf(view, error)}
        </p>
      ) : null}
      <form
        class="sheet"
        method="post"
        action={`${roomPathOf(community)}/settings/members/${person.id}/remove`}
      >
        <fieldset class="choices">
          <legend>{t('moderation.decision.measure')}</legend>
          {communityMeasures.map((one) => (
            <div class="choice">
              <input
                type="radio"
                id={`f-measure-${one}`}
                name="measure"
                value={one}
                checked={one === chosen}
              />
              <label for={`f-measure-${one}`}>{t(`moderation.measure.${one}`)}</label>
            </div>
          ))}
        </fieldset>
        <Days view={view} typed={typed} />
        <Reasons view={view} typed={typed} rules={rules} />
        <p class="buttons">
          <button type="submit" class="button danger">
            {t('moderation.member.do')}
          </button>
        </p>
      </form>
    </SettingsFrame>,
    error ? (error.status === 409 ? 409 : 422) : 200,
  )
}

/** The way from a community's member list to a decision. Here, because communities know nothing of cases. */
export function memberRoutes(app: App): void {
  const path = '/xom/:handle/settings/members/:account/remove'
  const mayDecide = (community: Room) => mayIn(community, 'cases')

  app.get(path, (c) => forThose(c, mayDecide, (community) => form(c, community)))

  app.post(path, async (c) => {
    const viewer = personOf(c)
    const community = await roomOf(c)
    const body = await readBody(c)
    const account = check(idSchema, c.req.param('account'))
    try {
      await decideOnMember(c.get('ctx'), viewer, community.id, account, readReasons(body))
    } catch (error) {
      if (!(error instanceof AppError) || ![409, 422].includes(error.status)) throw error
      return form(c, community, body, error)
    }
    return redirectWith(c, `${roomPathOf(community)}/settings/members`, 'moderation.flash.decided')
  })

  app.post('/api/v1/communities/:id/members/:account/remove', async (c) => {
    const ctx = c.get('ctx')
    const viewer = requireViewer(c, 'admin:write:reports')
    const [communityId, account] = ['id', 'account'].map((name) => check(idSchema, c.req.param(name)))
    const row = await decideOnMember(ctx, viewer, communityId!, account!, await readBody(c))
    const [named] = await withNames(ctx, [row])
    return c.json({ ...statement(ctx, named!), decision_id: row.id })
  })
}
