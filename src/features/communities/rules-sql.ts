import type { Context, Id } from '../../context.ts'

export interface RuleVersionRow {
  version: number
  note: string
  thread_id: Id | null
  created_by: Id | null
  created_at: Date
  effective_at: Date
  rules: { number: number; text: string; hint: string }[] | null
}

/** All versions, the newest first. */
export const selectVersions = (ctx: Context, communityId: Id, limit: number) => ctx.db<RuleVersionRow[]>`
  select v.version, v.note, v.thread_id, v.created_by, v.created_at, v.effective_at,
    (select json_agg(json_build_object('number', r.number, 'text', r.text, 'hint', r.hint) order by r.number)
       from community_rules r where r.community_id = v.community_id and r.version = v.version) as rules
  from community_rule_versions v where v.community_id = ${communityId} order by v.version desc limit ${limit}`

/** Stores a whole new version; answers its number. The community's row is locked by the caller. */
export async function insertVersion(
  ctx: Context,
  communityId: Id,
  version: { note: string; by: Id; effectiveAt: Date; rules: { text: string; hint: string }[] },
): Promise<number> {
  const rows = await ctx.db<{ version: number }[]>`
    insert into community_rule_versions (community_id, version, note, created_by, created_at, effective_at)
    select ${communityId}, coalesce(max(version), 0) + 1, ${version.note}, ${version.by}, ${ctx.clock()}, ${version.effectiveAt}
    from community_rule_versions where community_id = ${communityId} returning version`
  const number = rows[0]!.version
  await ctx.db`
    insert into community_rules (community_id, version, number, text, hint)
    select ${communityId}, ${number}, r.n, r.text, r.hint
    from unnest(${version.rules.map((rule) => rule.text)}::text[], ${version.rules.map((rule) => rule.hint)}::text[])
      with ordinality as r (text, hint, n)`
  return number
}

export const setVersionThread = (ctx: Context, communityId: Id, version: number, threadId: Id) => ctx.db`
  update community_rule_versions set thread_id = ${threadId} where community_id = ${communityId} and version = ${version}`
