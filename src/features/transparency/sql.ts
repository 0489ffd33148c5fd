import type { Context, Id } from '../../context.ts'
import type { Request } from './api.ts'

export interface RecordFilter {
  from: Date | null
  to: Date | null
  ground: string | null
  measure: string | null
  communityId: Id | null
}

/** Decisions newest first: a range of `decisions_public`, or of the index of what is filtered by. */
export const selectRecordIds = (ctx: Context, filter: RecordFilter, before: Id, limit: number) => ctx.db<
  { id: Id }[]
>`
  select d.id from decisions d where d.id < ${before}
    ${filter.from === null ? ctx.db`` : ctx.db`and d.created_at >= ${filter.from}`}
    ${filter.to === null ? ctx.db`` : ctx.db`and d.created_at < ${filter.to}`}
    ${filter.ground === null ? ctx.db`` : ctx.db`and d.ground = ${filter.ground}`}
    ${filter.measure === null ? ctx.db`` : ctx.db`and d.measure = ${filter.measure}`}
    ${filter.communityId === null ? ctx.db`` : ctx.db`and d.community_id = ${filter.communityId}`}
  order by d.id desc limit ${limit}`

export interface Figures {
  reports: number
  cases: number
  decisions: number
  appeals: number
  overturned: number
  corrections: number
  open: number
  oldest_open: Date | null
  median_hours: number | null
  requests: number
}

/** The figures of a period (half open) and what is open now. */
export async function selectFigures(ctx: Context, from: Date, to: Date): Promise<Figures> {
  const rows = await ctx.db<Figures[]>`
    select
      (select coalesce(sum(times), 0)::int from reports where created_at >= ${from} and created_at < ${to}) as reports,
      (select count(*)::int from cases where opened_at >= ${from} and opened_at < ${to}) as cases,
      (select count(*)::int from decisions where created_at >= ${from} and created_at < ${to} and measure <> 'reversal') as decisions,
      (select count(*)::int from appeals where created_at >= ${from} and created_at < ${to}) as appeals,
      (select count(*)::int from appeals where judged_at >= ${from} and judged_at < ${to} and outcome <> 'upheld') as overturned,
      (select count(*)::int from decisions d where d.created_at >= ${from} and d.created_at < ${to} and d.measure = 'reversal'
        and not exists (select from appeals a where a.decision_id = d.reverses_id and a.outcome <> 'upheld')) as corrections,
      (select count(*)::int from cases where state in ('open', 'assessing', 'appealed')) as open,
      (select min(opened_at) from cases where state in ('open', 'assessing', 'appealed')) as oldest_open,
      (select percentile_cont(0.5) within group (order by extract(epoch from decided_at - opened_at)::float8 / 3600)
        from cases where decided_at >= ${from} and decided_at < ${to}) as median_hours,
      (select count(*)::int from authority_requests) as requests`
  return rows[0]!
}

export async function findCommunity(ctx: Context, username: string): Promise<Id | null> {
  const rows = await ctx.db<{ id: Id }[]>`
    select a.id from accounts a join communities c on c.account_id = a.id
    where lower(a.username) = lower(${username}) and a.domain is null`
  return rows[0]?.id ?? null
}

export interface RequestRow extends Request {
  id: Id
  created_at: Date
  updated_at: Date
}

const columns = (ctx: Context) => ctx.db`
  id, authority, level, kind, legal_basis, form, received_at, acknowledged_at, deadline_at, closed_at, outcome, named,
  affected, told, told_at, delay_reason, delayed_until, created_at, updated_at`

export const selectRequests = (ctx: Context, limit: number, offset: number) => ctx.db<RequestRow[]>`
  select ${columns(ctx)} from authority_requests order by received_at desc, id desc limit ${limit} offset ${offset}`

export const selectRequest = (ctx: Context, id: Id) => ctx.db<RequestRow[]>`
  select ${columns(ctx)} from authority_requests where id = ${id}`

/** Exact and public at once, whatever waits. */
export async function countRequests(ctx: Context): Promise<number> {
  const rows = await ctx.db<{ n: number }[]>`select count(*)::int as n from authority_requests`
  return rows[0]!.n
}

export async function insertRequest(ctx: Context, row: Request, createdBy: Id): Promise<Id> {
  const now = ctx.clock()
  const rows = await ctx.db<{ id: Id }[]>`
    insert into authority_requests ${ctx.db({ ...row, created_by: createdBy, created_at: now, updated_at: now } as never)}
    returning id`
  return rows[0]!.id
}

export async function updateRequest(ctx: Context, id: Id, row: Request): Promise<boolean> {
  const rows = await ctx.db`
    update authority_requests set ${ctx.db({ ...row, updated_at: ctx.clock() } as never)} where id = ${id} returning 1`
  return rows.length > 0
}

/** That somebody took her data along; in which month, and not who. */
export const countExport = (ctx: Context, month: number) => ctx.db`
  insert into right_uses (month, kind, uses) values (${month}, 'export', 1)
  on conflict (month, kind) do update set uses = right_uses.uses + 1`

export interface FrozenRow {
  period: string
  version: number
  body: Buffer
  sha256: string
  note: string
  created_at: Date
}

/** Every version of a period's numbers, newest first. */
export const selectFrozen = (ctx: Context, period: string) => ctx.db<FrozenRow[]>`
  select period, version, body, sha256, note, created_at from frozen_figures
  where period = ${period} order by version desc limit 100`

export async function selectFrozenNames(ctx: Context, periods: string[]): Promise<Set<string>> {
  const rows = await ctx.db<{ period: string }[]>`
    select distinct period from frozen_figures where period = any(${periods})`
  return new Set(rows.map((row) => row.period))
}

/** False when another process was faster. */
export async function insertFrozen(
  ctx: Context,
  row: { period: string; version: number; body: Buffer; sha256: string; note: string; created_by: Id | null },
): Promise<boolean> {
  const rows = await ctx.db`
    insert into frozen_figures ${ctx.db({ ...row, created_at: ctx.clock() } as never)} on conflict do nothing returning 1`
  return rows.length > 0
}
