import type { Context, Id } from '../../context.ts'
import { vietnamDay } from '../../lib/time.ts'
import { presentAccounts } from '../accounts/index.ts'
import {
  accountMeasures,
  allGateMeasures,
  communityMeasures,
  type Outcome,
  roomMeasures,
  statusMeasures,
} from './api.ts'
import { appealEnds, appealRefusal } from './appeal.ts'
import { type CaseRow, selectCase } from './cases-sql.ts'
import { hasJudge } from './conflict.ts'
import * as sql from './decisions-sql.ts'
import type { Case, Statement } from './entities.ts'
import { redact } from './redact.ts'
import { targetOf } from './targets.ts'

const within = (list: readonly string[], measure: string): string | null =>
  list.includes(measure) ? measure : null

export type { Statement } from './entities.ts'

interface Extra {
  reverses_public: string | null
  measure_reversed: string | null
  reversed_by_public: string | null
  replaces_public: string | null
  replaced_by_public: string | null
  appeal_opened: Date | null
  appeal_outcome: Outcome | null
  appeal_reasons: string | null
  appeal_judged: Date | null
  decider: string
  decider_role: 'community' | 'network'
  community: string | null
  private: boolean
}

export type StatementRow = sql.DecisionRow & Extra

/** What a statement says to anybody: without the person, the content and whatever names somebody. */
export function redacted(ctx: Context, row: StatementRow): Statement {
  const whole = statement(ctx, row)
  return {
    ...whole,
    // What happens in a private community stays there, as far as words go.
    facts: row.private ? '' : redact(withoutTarget(whole.facts, row)),
    // An article of law is everybody's; only the community's own rules are its own.
    cited: row.private && row.ground !== 'law' ? '' : redact(whole.cited),
    appeal: whole.appeal && {
      ...whole.appeal,
      reasons: row.private ? '' : redact(withoutTarget(whole.appeal.reasons, row)),
    },
    community: row.private ? null : whole.community,
    target: row.target_public,
    // To the day: the minute would lead to the post.
    content_date: row.content_created_at && vietnamDay(row.content_created_at),
  }
}

/** What is named only half in public is not named whole in the words below. */
function withoutTarget(text: string, row: StatementRow): string {
  const target = targetOf(row.target)
  return target && row.target_public !== null && target.value !== row.target_public
    ? text.replaceAll(target.value, row.target_public)
    : text
}

export function statement(ctx: Context, row: StatementRow): Statement {
  const acts = row.measure_reversed ?? row.measure
  return {
    id: row.public_id,
    url: `${ctx.config.origin}/ly-do/${row.public_id}`,
    measure: row.measure,
    decision_visibility: within(statusMeasures, acts),
    decision_account: within(accountMeasures, acts),
    decision_community: within([...communityMeasures, ...roomMeasures], acts),
    decision_other: within(allGateMeasures, acts),
    reverses: row.reverses_public,
    reversed_by: row.reversed_by_public,
    replaces: row.replaces_public,
    replaced_by: row.replaced_by_public,
    decider_role: row.decider_role,
    ground: row.ground,
    cited: row.cited,
    category: row.category,
    content_type: row.content_type,
    content_language: row.content_language,
    content_date: row.content_created_at?.toISOString() ?? null,
    application_date: row.created_at.toISOString(),
    end_date: row.ends_at?.toISOString() ?? null,
    ended_at: row.ended_at?.toISOString() ?? null,
    source: row.source,
    automated_detection: row.automated_detection,
    automated_decision: row.automated_decision,
    facts: row.facts,
    community: row.community,
    target: targetOf(row.target)?.value ?? null,
    conflict: row.conflict,
    authority_request_id: row.authority_request_id,
    appeal: row.appeal_opened && {
      opened_at: row.appeal_opened.toISOString(),
      outcome: row.appeal_outcome,
      reasons: row.appeal_reasons ?? '',
      judged_at: row.appeal_judged?.toISOString() ?? null,
    },
  }
}

/** The person concerned reads, moreover, who decided, and the whole dialogue of her appeal. */
export const ownStatement = async (ctx: Context, row: StatementRow) => ({
  ...statement(ctx, row),
  decider: row.decider,
  appeal: await appealView(ctx, row),
})

/** What a statement needs beyond its own row. */
export async function withNames(ctx: Context, rows: sql.DecisionRow[]): Promise<StatementRow[]> {
  if (rows.length === 0) return []
  const extras = await ctx.db<(Extra & { id: Id })[]>`
    select d.id, r.public_id as reverses_public, r.measure as measure_reversed, b.public_id as reversed_by_public,
      p.public_id as replaces_public, q.public_id as replaced_by_public, o.created_at as appeal_opened,
      o.outcome as appeal_outcome, o.reasons as appeal_reasons, o.judged_at as appeal_judged, w.username as decider,
      case when d.community_id is null or (u.role <> 'user' and not exists (select from community_roles m
        where m.community_id = d.community_id and m.account_id = d.decided_by)) then 'network' else 'community' end as decider_role,
      a.username as community, coalesce(c.private, false) as private
    from decisions d
    join accounts w on w.id = d.decided_by
    left join users u on u.account_id = d.decided_by
    left join decisions r on r.id = d.reverses_id
    left join decisions b on b.reverses_id = d.id
    left join decisions p on p.id = d.replaces_id
    left join lateral (select n.public_id from decisions n where n.replaces_id = d.id order by n.id limit 1) q on true
    left join appeals o on o.decision_id = d.id
    left join communities g on g.account_id = d.account_id
    left join accounts a on a.id = coalesce(d.community_id, g.account_id)
    left join communities c on c.account_id = a.id
    where d.id = any(${rows.map((row) => row.id)}::bigint[])`
  const byId = new Map(extras.map((row) => [row.id, row]))
  return rows.map((row) => ({ ...row, ...byId.get(row.id)! }))
}

/** The dialogue and outcome of an appeal, as the person concerned reads it: without the moderators' names. */
export async function appealView(ctx: Context, row: sql.DecisionRow) {
  const [appeal] = await sql.selectAppeal(ctx, row.id)
  const [messages, [open]] = await Promise.all([
    appeal ? sql.selectMessages(ctx, [appeal.id]) : [],
    appeal && !appeal.outcome ? selectCase(ctx, appeal.case_id) : [],
  ])
  return {
    refusal: appeal ? (appeal.outcome ? 'appeal_judged' : null) : appealRefusal(ctx, row),
    until: appealEnds(row).toISOString(),
    opened_at: appeal?.created_at.toISOString() ?? null,
    outcome: appeal?.outcome ?? null,
    reasons: appeal?.reasons ?? '',
    /** Nobody is there who could judge it. */
    waits: open ? !(await hasJudge(ctx, open)) : false,
    judged_at: appeal?.judged_at?.toISOString() ?? null,
    messages: messages.map(({ id, team, text, created_at }) => ({
      id,
      from: team ? ('moderators' as const) : ('person' as const),
      text,
      created_at: created_at.toISOString(),
    })),
  }
}

/** Cases as our API and nobody else's shows them (docs/api.md). */
export async function presentCases(ctx: Context, rows: CaseRow[]): Promise<Case[]> {
  const accounts = await presentAccounts(
    ctx,
    rows.flatMap((row) => [row.account_id, row.assignee_id].filter((id) => id !== null)),
  )
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    category: row.category,
    urgency: row.urgency,
    source: row.source,
    flagged: row.flagged,
    authority_request_id: row.authority_request_id,
    target: targetOf(row.subject) ? row.subject : null,
    community_id: row.community_id,
    status_id: row.status_id,
    account: row.account_id ? (accounts.get(row.account_id) ?? null) : null,
    assignee: row.assignee_id ? (accounts.get(row.assignee_id) ?? null) : null,
    content: { ...row.content },
    reports: row.reports,
    reporters: row.reporters,
    young_reporters: row.young_reporters,
    opened_at: row.opened_at.toISOString(),
    decided_at: row.decided_at?.toISOString() ?? null,
  }))
}

/** Redacted statements in the order of `ids`; for the public record. */
export async function publicStatements(ctx: Context, ids: Id[]): Promise<Statement[]> {
  const rows = await withNames(ctx, await sql.selectDecisions(ctx, ids))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row ? [redacted(ctx, row)] : []
  })
}
