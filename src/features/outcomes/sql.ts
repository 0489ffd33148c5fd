import type { Context, Id } from '../../context.ts'
import type { FindingKind, Trend } from './api.ts'

export interface FindingFields {
  kind: FindingKind
  text: string
  metric: string | null
  statement_id: string | null
  status_id: Id | null
  question_id: Id | null
  speech_id: Id | null
}

/** Waits until nobody else numbers action items of the series. */
export const lockSeries = (ctx: Context, id: Id) =>
  ctx.db`select 1 from briefing_series where id = ${id} for update`

/** One item for whoever changes its state next. */
export const lockAction = (ctx: Context, id: Id) =>
  ctx.db`select 1 from action_items where id = ${id} for update`

export async function insertFinding(ctx: Context, briefingId: Id, by: Id, row: FindingFields): Promise<Id> {
  const rows = await ctx.db<{ id: Id }[]>`
    insert into findings (briefing_id, kind, text, position, metric, statement_id, status_id, question_id, speech_id,
      created_by, created_at)
    select ${briefingId}, ${row.kind}, ${row.text}, coalesce(max(position), 0) + 1, ${row.metric}, ${row.statement_id},
      ${row.status_id}, ${row.question_id}, ${row.speech_id}, ${by}, ${ctx.clock()}
    from findings where briefing_id = ${briefingId} returning id`
  return rows[0]!.id
}

export const updateFinding = (ctx: Context, id: Id, row: FindingFields) => ctx.db`
  update findings set ${ctx.db(row as never)} where id = ${id}`

export const deleteFinding = (ctx: Context, id: Id) => ctx.db`delete from findings where id = ${id}`

export async function insertSolution(
  ctx: Context,
  briefingId: Id,
  by: Id,
  row: { text: string; finding_id: Id | null },
): Promise<Id> {
  const rows = await ctx.db<{ id: Id }[]>`
    insert into solutions (briefing_id, finding_id, text, position, created_by, created_at)
    select ${briefingId}, ${row.finding_id}, ${row.text}, coalesce(max(position), 0) + 1, ${by}, ${ctx.clock()}
    from solutions where briefing_id = ${briefingId} returning id`
  return rows[0]!.id
}

export const updateSolution = (ctx: Context, id: Id, row: { text: string; finding_id: Id | null }) => ctx.db`
  update solutions set ${ctx.db(row as never)} where id = ${id}`

export const deleteSolution = (ctx: Context, id: Id) => ctx.db`delete from solutions where id = ${id}`

export interface DissentFields {
  finding_id: Id | null
  solution_id: Id | null
  account_id: Id | null
  name: string
  text: string
}

export async function insertDissent(ctx: Context, briefingId: Id, row: DissentFields): Promise<Id> {
  const rows = await ctx.db<{ id: Id }[]>`
    insert into dissents ${ctx.db({ ...row, briefing_id: briefingId, created_at: ctx.clock() } as never)} returning id`
  return rows[0]!.id
}

export const updateDissent = (ctx: Context, id: Id, row: Omit<DissentFields, 'account_id'>) => ctx.db`
  update dissents set ${ctx.db(row as never)} where id = ${id}`

export const deleteDissent = (ctx: Context, id: Id) => ctx.db`delete from dissents where id = ${id}`

export interface ActionFields {
  title: string
  body: string
  owner_id: Id | null
  owner_name: string
  due_on: string | null
  review_on: string | null
  solution_id: Id | null
  carried_from: Id | null
}

/** Call it with the series locked. */
export async function insertAction(
  ctx: Context,
  briefing: { id: Id; series_id: Id },
  by: Id,
  row: ActionFields,
): Promise<{ id: Id; number: number }> {
  const rows = await ctx.db<{ id: Id; number: number }[]>`
    insert into action_items (series_id, briefing_id, number, title, body, owner_id, owner_name, due_on, review_on, solution_id,
      carried_from, created_by, created_at, updated_at)
    select ${briefing.series_id}, ${briefing.id}, coalesce(max(number), 0) + 1, ${row.title}, ${row.body}, ${row.owner_id},
      ${row.owner_name}, ${row.due_on}::date, ${row.review_on}::date, ${row.solution_id}, ${row.carried_from}, ${by},
      ${ctx.clock()}, ${ctx.clock()}
    from action_items where series_id = ${briefing.series_id} returning id, number`
  return rows[0]!
}

export const updateAction = (ctx: Context, id: Id, row: Omit<ActionFields, 'carried_from'>) => ctx.db`
  update action_items set ${ctx.db(row as never)} where id = ${id}`

export const deleteAction = (ctx: Context, id: Id) => ctx.db`delete from action_items where id = ${id}`

export async function insertUpdate(
  ctx: Context,
  actionId: Id,
  by: Id,
  row: { text: string; progress: number },
): Promise<Id> {
  const rows = await ctx.db<{ id: Id }[]>`
    insert into action_updates (action_id, account_id, text, progress, created_at)
    values (${actionId}, ${by}, ${row.text}, ${row.progress}, ${ctx.clock()}) returning id`
  await ctx.db`
    update action_items set progress = ${row.progress}, updated_at = ${ctx.clock()} where id = ${actionId}`
  return rows[0]!.id
}

/** Open, and only once; false when it was closed meanwhile. */
export async function closeItem(
  ctx: Context,
  id: Id,
  to: { state: 'done' | 'dropped'; evidence: string; evidence_url: string; by: Id },
): Promise<boolean> {
  const rows = await ctx.db`
    update action_items set state = ${to.state}, evidence = ${to.evidence}, evidence_url = ${to.evidence_url},
      closed_by = ${to.by}, closed_at = ${ctx.clock()}, updated_at = ${ctx.clock()},
      progress = case when ${to.state} = 'done' then 100 else progress end
    where id = ${id} and state = 'open' returning 1`
  return rows.length > 0
}

export async function reopenItem(ctx: Context, id: Id): Promise<boolean> {
  const rows = await ctx.db`
    update action_items set state = 'open', evidence = '', evidence_url = '', closed_by = null, closed_at = null,
      updated_at = ${ctx.clock()}, progress = least(progress, 99)
    where id = ${id} and state <> 'open' returning 1`
  return rows.length > 0
}

/**
 * Marks some of the open items that are overdue, and whose owner was not reminded for 30 days, as reminded now. One
 * statement: two workers never take the same.
 */
export const takeOverdue = (ctx: Context, limit: number) => ctx.db<{ id: Id }[]>`
  update action_items t set reminded_at = ${ctx.clock()}
  from (
    select i.id from action_items i
    join users u on u.account_id = i.owner_id and u.delete_after is null
    join briefing_series r on r.id = i.series_id and r.archived_at is null
    left join communities k on k.account_id = r.community_id
    where i.state = 'open' and (i.reminded_at is null or i.reminded_at <= ${ctx.clock()}::timestamptz - interval '30 days')
      and (i.due_on < (${ctx.clock()}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date
        or i.review_on < (${ctx.clock()}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date
        or i.updated_at < ${ctx.clock()}::timestamptz - interval '90 days')
      and (k.account_id is null or (k.closed_at is null and (not k.private or exists (
        select from follows f where f.account_id = i.owner_id and f.target_id = k.account_id))))
    order by i.id limit ${limit} for update of i skip locked) due
  where t.id = due.id returning t.id`

export interface ConcernFields {
  title: string
  body: string
  raised_by: string
}

export async function insertConcern(
  ctx: Context,
  briefing: { id: Id; series_id: Id },
  by: Id,
  row: ConcernFields,
): Promise<Id> {
  const rows = await ctx.db<{ id: Id }[]>`
    insert into concerns ${ctx.db({
      ...row,
      series_id: briefing.series_id,
      briefing_id: briefing.id,
      created_by: by,
      created_at: ctx.clock(),
    } as never)} returning id`
  return rows[0]!.id
}

export const updateConcern = (ctx: Context, id: Id, row: ConcernFields) => ctx.db`
  update concerns set ${ctx.db(row as never)} where id = ${id}`

export const deleteConcern = (ctx: Context, id: Id) => ctx.db`delete from concerns where id = ${id}`

export async function setConcernClosed(ctx: Context, id: Id, note: string | null): Promise<boolean> {
  const rows = await ctx.db`
    update concerns set closed_at = ${note === null ? null : ctx.clock()}, closed_note = ${note ?? ''}
    where id = ${id} and closed_at is ${note === null ? ctx.db`not null` : ctx.db`null`} returning 1`
  return rows.length > 0
}

export const upsertConcernNote = (
  ctx: Context,
  row: { concern_id: Id; briefing_id: Id; trend: Trend; text: string; account_id: Id },
) => ctx.db`
  insert into concern_notes ${ctx.db({ ...row, created_at: ctx.clock() } as never)}
  on conflict (concern_id, briefing_id) do update
    set trend = excluded.trend, text = excluded.text, account_id = excluded.account_id, created_at = excluded.created_at`

export interface CommitmentFields {
  text: string
  event_id: Id | null
  plan_id: Id | null
}

export async function insertCommitment(
  ctx: Context,
  briefingId: Id,
  by: Id,
  row: CommitmentFields,
): Promise<Id> {
  const rows = await ctx.db<{ id: Id }[]>`
    insert into commitments (briefing_id, text, event_id, plan_id, position, created_by, created_at)
    select ${briefingId}, ${row.text}, ${row.event_id}, ${row.plan_id}, coalesce(max(position), 0) + 1, ${by}, ${ctx.clock()}
    from commitments where briefing_id = ${briefingId} returning id`
  return rows[0]!.id
}

export const updateCommitment = (ctx: Context, id: Id, row: CommitmentFields) => ctx.db`
  update commitments set ${ctx.db(row as never)} where id = ${id}`

export const deleteCommitment = (ctx: Context, id: Id) => ctx.db`delete from commitments where id = ${id}`
