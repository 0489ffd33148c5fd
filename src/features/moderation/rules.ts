import type { Context, Id } from '../../context.ts'

export interface CitedRule {
  id: Id
  text: string
}

/** The rules somebody can be held to: the community's in force and the network's. */
export async function rulesFor(ctx: Context, communityId: Id | null): Promise<CitedRule[]> {
  return ctx.db<CitedRule[]>`
    (select r.id, r.number || '. ' || r.text as text from community_rules r
      where r.community_id = ${communityId}::bigint and r.version = (
        select max(v.version) from community_rule_versions v
        where v.community_id = ${communityId}::bigint and v.effective_at <= ${ctx.clock()})
      order by r.number)
    union all
    (select r.id, row_number() over (order by r.position, r.id) || '. ' || r.text as text from rules r
      where r.deleted_at is null order by r.position, r.id)`
}

/** The wording of rules that reports name, whichever version they were of. */
export async function rulesByIds(ctx: Context, ids: Id[]): Promise<Map<Id, string>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db<CitedRule[]>`
    select r.id, r.number || '. ' || r.text as text from community_rules r where r.id = any(${ids}::bigint[])
    union all select r.id, r.text from rules r where r.id = any(${ids}::bigint[])`
  return new Map(rows.map((row) => [row.id, row.text]))
}
