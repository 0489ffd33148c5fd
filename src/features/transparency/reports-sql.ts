import type { Context, Id } from '../../context.ts'

export interface ReportRow {
  id: Id
  source: 'own' | 'submitted' | 'fetched'
  network: string
  title: string
  from_at: Date
  to_at: Date
  state: 'waiting' | 'counting' | 'ready' | 'failed'
  progress: number
  complete: boolean
  problem: string
  sha256: string | null
  source_url: string | null
  overlaps_id: Id | null
  /** Whom the operators gave the token to with which it came. */
  invited: string | null
  created_at: Date
  ready_at: Date | null
}

const columns = (ctx: Context) => ctx.db`
  r.id, r.source, r.network, r.title, r.from_at, r.to_at, r.state, r.progress, r.complete, r.problem, r.sha256, r.source_url,
  r.overlaps_id, (select i.name from report_invites i where i.id = r.invite_id) as invited, r.created_at, r.ready_at`

/** Newest first, by id. */
export const selectReports = (ctx: Context, below: Id, above: Id, limit: number) => ctx.db<ReportRow[]>`
  select ${columns(ctx)} from period_reports r where r.id < ${below} and r.id > ${above} order by r.id desc limit ${limit}`

export const selectReportsById = (ctx: Context, ids: readonly Id[]) => ctx.db<ReportRow[]>`
  select ${columns(ctx)} from period_reports r where r.id = any(${ids as Id[]}::bigint[])`

/** The bytes of those that are ready. */
export const selectBodies = (ctx: Context, ids: readonly Id[]) => ctx.db<{ id: Id; body: Buffer }[]>`
  select id, body from period_reports where id = any(${ids as Id[]}::bigint[]) and body is not null`

/** Ours whose period meets this one, newest first. */
export const selectMeeting = (ctx: Context, from: Date, to: Date) => ctx.db<ReportRow[]>`
  select ${columns(ctx)} from period_reports r
  where r.source = 'own' and r.state <> 'failed' and r.from_at < ${to} and r.to_at > ${from} order by r.id desc limit 200`

/** Of others, about a time that this one shares; newest first. */
export const selectOthers = (ctx: Context, from: Date, to: Date, limit: number) => ctx.db<ReportRow[]>`
  select distinct on (r.network, r.from_at, r.to_at) ${columns(ctx)} from period_reports r
  where r.source <> 'own' and r.state = 'ready' and r.from_at < ${to} and r.to_at > ${from}
  order by r.network, r.from_at, r.to_at, r.id desc limit ${limit}`

export interface NewReport {
  source: ReportRow['source']
  network: string
  title: string
  from_at: Date
  to_at: Date
  state: 'waiting' | 'ready'
  complete: boolean
  body: Buffer | null
  sha256: string | null
  source_url: string | null
  overlaps_id: Id | null
  created_by: Id | null
  invite_id: Id | null
  ready_at: Date | null
}

/** Null when the same one is being made already. */
export async function insertReport(ctx: Context, row: NewReport): Promise<Id | null> {
  const rows = await ctx.db<{ id: Id }[]>`
    insert into period_reports ${ctx.db({ ...row, progress: row.state === 'ready' ? 100 : 0, created_at: ctx.clock() } as never)}
    on conflict do nothing returning id`
  return rows[0]?.id ?? null
}

export const saveProgress = (ctx: Context, id: Id, progress: number) => ctx.db`
  update period_reports set state = 'counting', progress = ${progress}, problem = ''
  where id = ${id} and state in ('waiting', 'counting')`

export const saveProblem = (ctx: Context, id: Id, problem: string) => ctx.db`
  update period_reports set problem = ${problem} where id = ${id} and state in ('waiting', 'counting')`

/** Frozen: nothing changes it any more. */
export const saveReady = (
  ctx: Context,
  id: Id,
  row: { body: Buffer; sha256: string; complete: boolean },
) => ctx.db`
  update period_reports set state = 'ready', progress = 100, problem = '', body = ${row.body}, sha256 = ${row.sha256},
    complete = ${row.complete}, ready_at = ${ctx.clock()}
  where id = ${id} and state in ('waiting', 'counting')`

// ------------------------------------------------------------------ who may send one

export interface InviteRow {
  id: Id
  name: string
  created_at: Date
  expires_at: Date
  revoked_at: Date | null
  last_used_at: Date | null
  reports: number
}

export const selectInvites = (ctx: Context) => ctx.db<InviteRow[]>`
  select i.id, i.name, i.created_at, i.expires_at, i.revoked_at, i.last_used_at,
    (select count(*)::int from period_reports r where r.invite_id = i.id) as reports
  from report_invites i order by i.id desc limit 100`

export async function insertInvite(
  ctx: Context,
  row: { token_hash: Buffer; name: string; created_by: Id; expires_at: Date },
): Promise<Id> {
  const rows = await ctx.db<{ id: Id }[]>`
    insert into report_invites ${ctx.db({ ...row, created_at: ctx.clock() } as never)} returning id`
  return rows[0]!.id
}

export const revokeInvite = (ctx: Context, id: Id) => ctx.db`
  update report_invites set revoked_at = ${ctx.clock()} where id = ${id} and revoked_at is null`

/** The invitation of a token that holds, marked as used. */
export async function useInvite(ctx: Context, hash: Buffer): Promise<Id | null> {
  const rows = await ctx.db<{ id: Id }[]>`
    update report_invites set last_used_at = ${ctx.clock()}
    where token_hash = ${hash} and revoked_at is null and expires_at > ${ctx.clock()} returning id`
  return rows[0]?.id ?? null
}

export async function findInvite(ctx: Context, hash: Buffer): Promise<{ id: Id; name: string } | null> {
  const rows = await ctx.db<{ id: Id; name: string }[]>`
    select id, name from report_invites
    where token_hash = ${hash} and revoked_at is null and expires_at > ${ctx.clock()}`
  return rows[0] ?? null
}

/** Chairs and secretaries of a giao ban may have a period counted. */
export async function runsBriefings(ctx: Context, accountId: Id): Promise<boolean> {
  const rows = await ctx.db`select 1 from briefing_roles where account_id = ${accountId} limit 1`
  return rows.length > 0
}
