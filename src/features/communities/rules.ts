import type { Context, Id } from '../../context.ts'
import { type FieldError, invalid } from '../../errors.ts'
import { cleanText, countGraphemes } from '../../lib/graphemes.ts'
import { t } from '../../ui/i18n/index.ts'
import { createStatus } from '../statuses/index.ts'
import { lockCommunity } from './members-sql.ts'
import { insertVersion, selectVersions, setVersionThread } from './rules-sql.ts'
import { selectCommunities } from './sql.ts'
import { requirePermission } from './standing.ts'

/** Rules a community may have, and graphemes of one and of its explanation. */
export const ruleLimits = { count: 30, text: 300, hint: 1000, note: 500 }

interface RulesInput {
  rules: (string | { text: string; hint?: string | undefined })[]
  /** Why they change. */
  note?: string | undefined
  effectiveAt?: Date | undefined
}

export function cleanRules(input: RulesInput): { text: string; hint: string }[] {
  const wrong: FieldError[] = []
  const rules = input.rules
    .map((rule) =>
      typeof rule === 'string' ? { text: rule, hint: '' } : { text: rule.text, hint: rule.hint ?? '' },
    )
    .map(({ text, hint }) => ({ text: cleanText(text).trim(), hint: cleanText(hint).trim() }))
    .filter(({ text }) => text !== '')
  if (rules.length > ruleLimits.count)
    wrong.push({ field: 'rules', code: 'too_many', params: { limit: ruleLimits.count } })
  for (const part of ['text', 'hint'] as const) {
    if (rules.some((rule) => countGraphemes(rule[part], ruleLimits[part]) > ruleLimits[part]))
      wrong.push({ field: 'rules', code: 'too_big', params: { limit: ruleLimits[part] } })
  }
  if (wrong.length > 0) throw invalid(...wrong)
  return rules
}

/**
 * Replaces the rules by a new version; old ones stay readable, for people were judged by them. From the second version
 * on the change is announced as a thread of the community, where it can be talked about. Takes the permission `rules`.
 */
export async function saveRules(
  ctx: Context,
  actor: { id: Id },
  communityId: Id,
  input: RulesInput,
): Promise<number> {
  await requirePermission(ctx, actor, communityId, 'rules')
  const rules = cleanRules(input)
  const note = cleanText(input.note ?? '')
    .trim()
    .slice(0, ruleLimits.note)
  const now = ctx.clock()
  const effectiveAt = input.effectiveAt && input.effectiveAt > now ? input.effectiveAt : now
  return ctx.tx(async (ctx) => {
    await lockCommunity(ctx, communityId)
    const version = await insertVersion(ctx, communityId, { note, by: actor.id, effectiveAt, rules })
    if (version > 1) {
      const lines = rules.map(({ text, hint }, at) => `${at + 1}. ${text}${hint ? `\n${hint}` : ''}`)
      const locale = (await selectCommunities(ctx, [communityId]))[0]?.language === 'en' ? 'en' : 'vi'
      const threadId = await createStatus(ctx, actor, {
        communityId,
        title: t(locale, 'communities.rules_changed', { version }),
        text: [note, ...lines].filter(Boolean).join('\n\n'),
        language: locale,
      })
      await setVersionThread(ctx, communityId, version, threadId)
    }
    return version
  })
}

/** The newest first. */
export const ruleVersions = (ctx: Context, communityId: Id, limit = 50) =>
  selectVersions(ctx, communityId, limit)
