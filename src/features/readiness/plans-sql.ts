import type { Context, Id } from '../../context.ts'
import type { SubjectKind } from '../heat/index.ts'

export interface PlanRow {
  id: Id
  event_id: Id | null
  community_id: Id | null
  room: string | null
  room_name: string | null
  title: string
  summary: string
  owner_id: Id
  owner: string
  owner_name: string
  expected_level: number
  starts_at: Date
  ends_at: Date
  closed_at: Date | null
  updated_at: Date
  tasks_done: number
  tasks_total: number
}

const columns = (ctx: Context) => ctx.db`
  p.id, p.event_id, p.community_id, r.username as room, coalesce(nullif(r.display_name, ''), r.username) as room_name,
  p.title, p.summary, p.owner_id, o.username as owner, coalesce(nullif(o.display_name, ''), o.username) as owner_name,
  p.expected_level, p.starts_at, p.ends_at, p.closed_at, p.updated_at,
  (select count(*)::int from readiness_tasks t where t.plan_id = p.id and t.done_at is not null) as tasks_done,
  (select count(*)::int from readiness_tasks t where t.plan_id = p.id) as tasks_total
  from readiness_plans p join accounts o on o.id = p.owner_id
  left join accounts r on r.id = p.community_id left join communities c on c.account_id = p.community_id`

export const selectPlan = (ctx: Context, id: Id) => ctx.db<PlanRow[]>`
  select ${columns(ctx)} where p.id = ${id}`

export const selectPlanScope = (ctx: Context, id: Id) => ctx.db<{ community_id: Id | null }[]>`
  select community_id from readiness_plans where id = ${id}`

/** Plans that everybody may read and that are not over, the next one first. */
export const selectComing = (ctx: Context, limit: number) => ctx.db<PlanRow[]>`
  select ${columns(ctx)}
  where p.closed_at is null and p.ends_at > ${ctx.clock()}
    and (p.community_id is null or (not c.private and c.closed_at is null))
  order by p.starts_at, p.id limit ${limit}`

export interface PlanRange {
  below: Id
  above: Id
  limit: number
  upward: boolean
}

/** All plans that everybody may read, newest first. */
export const selectPlans = (ctx: Context, range: PlanRange) => ctx.db<PlanRow[]>`
  select ${columns(ctx)}
  where p.id < ${range.below} and p.id > ${range.above}
    and (p.community_id is null or (not c.private and c.closed_at is null))
  order by p.id ${range.upward ? ctx.db`asc` : ctx.db`desc`} limit ${range.limit}`

export interface NewPlan {
  event_id: Id | null
  title: string
  summary: string
  owner_id: Id
  expected_level: number
  starts_at: Date
  ends_at: Date
}

export async function insertPlan(
  ctx: Context,
  plan: NewPlan & { community_id: Id | null; created_by: Id },
): Promise<Id> {
  const row = { ...plan, created_at: ctx.clock(), updated_at: ctx.clock() }
  const rows = await ctx.db<{ id: Id }[]>`
    insert into readiness_plans ${ctx.db(row as never)} returning id`
  return rows[0]!.id
}

export const updatePlan = (ctx: Context, id: Id, plan: NewPlan) => ctx.db`
  update readiness_plans set event_id = ${plan.event_id}, title = ${plan.title}, summary = ${plan.summary},
    owner_id = ${plan.owner_id}, expected_level = ${plan.expected_level}, starts_at = ${plan.starts_at},
    ends_at = ${plan.ends_at}, updated_at = ${ctx.clock()}
  where id = ${id}`

export const closePlanRow = (ctx: Context, id: Id) => ctx.db`
  update readiness_plans set closed_at = ${ctx.clock()}, updated_at = ${ctx.clock()} where id = ${id}`

export interface TaskRow {
  id: Id
  text: string
  done_at: Date | null
  username: string | null
}

export const selectTasks = (ctx: Context, planId: Id) => ctx.db<TaskRow[]>`
  select t.id, t.text, t.done_at, a.username from readiness_tasks t left join accounts a on a.id = t.done_by
  where t.plan_id = ${planId} order by t.id limit 200`

/** Those whose words stay keep their tick; the rest goes, new ones come. */
export async function replaceTasks(ctx: Context, planId: Id, texts: string[]): Promise<void> {
  await ctx.db`delete from readiness_tasks where plan_id = ${planId} and not (text = any(${texts}::text[]))`
  await ctx.db`
    insert into readiness_tasks (plan_id, text)
    select ${planId}, n.text from unnest(${texts}::text[]) with ordinality as n (text, place)
    where not exists (select from readiness_tasks t where t.plan_id = ${planId} and t.text = n.text) order by n.place`
}

/** Answers the words of the task, null when there is none or it stands so already. */
export async function tickTask(
  ctx: Context,
  planId: Id,
  taskId: Id,
  by: Id,
  done: boolean,
): Promise<string | null> {
  const rows = await ctx.db<{ text: string }[]>`
    update readiness_tasks set done_at = ${done ? ctx.clock() : null}::timestamptz, done_by = ${done ? by : null}::bigint
    where id = ${taskId} and plan_id = ${planId} and (done_at is not null) <> ${done} returning text`
  return rows[0]?.text ?? null
}

export interface PersonRow {
  id: Id
  username: string
  display_name: string
}

export const selectPeople = (ctx: Context, planId: Id) => ctx.db<PersonRow[]>`
  select a.id, a.username, coalesce(nullif(a.display_name, ''), a.username) as display_name
  from readiness_people p join accounts a on a.id = p.account_id where p.plan_id = ${planId} order by a.username`

export const selectNeighbours = (ctx: Context, names: string[]) => ctx.db<PersonRow[]>`
  select a.id, a.username, coalesce(nullif(a.display_name, ''), a.username) as display_name
  from accounts a join users u on u.account_id = a.id
  where lower(a.username) = any(${names}::text[]) and coalesce(lower(a.domain), '') = ''
    and a.suspended_at is null and a.deleted_at is null`

export async function replacePeople(ctx: Context, planId: Id, ids: Id[]): Promise<void> {
  await ctx.db`delete from readiness_people where plan_id = ${planId} and not (account_id = any(${ids}::bigint[]))`
  await ctx.db`
    insert into readiness_people (plan_id, account_id) select ${planId}, unnest(${ids}::bigint[]) on conflict do nothing`
}

export interface SourceRow {
  id: Id
  title: string
  url: string
  source: string
}

export const selectSources = (ctx: Context, planId: Id) => ctx.db<SourceRow[]>`
  select id, title, url, source from readiness_sources where plan_id = ${planId} order by id limit 100`

export async function replaceSources(
  ctx: Context,
  planId: Id,
  sources: Omit<SourceRow, 'id'>[],
): Promise<void> {
  await ctx.db`delete from readiness_sources where plan_id = ${planId}`
  const part = (name: 'title' | 'url' | 'source') => sources.map((one) => one[name])
  await ctx.db`
    insert into readiness_sources (plan_id, title, url, source)
    select ${planId}, * from unnest(${part('title')}::text[], ${part('url')}::text[], ${part('source')}::text[])`
}

export interface ThresholdRow {
  id: Id
  plan_id: Id
  kind: SubjectKind
  subject_id: Id
  level: number
  told_at: Date | null
  reached_at: Date | null
  /** How it is written: "#tag", "@community", an address; empty for the network. */
  subject: string
}

const thresholds = (ctx: Context) => ctx.db`
  h.id, h.plan_id, h.kind, h.subject_id, h.level, h.told_at, h.reached_at,
    coalesce(case h.kind when 'tag' then (select '#' || t.name from tags t where t.id = h.subject_id)
      when 'community' then (select '@' || a.username from accounts a where a.id = h.subject_id)
      when 'link' then (select l.url from links l where l.id = h.subject_id) end, '') as subject
  from readiness_thresholds h`

export const selectThresholds = (ctx: Context, planId: Id) => ctx.db<ThresholdRow[]>`
  select ${thresholds(ctx)} where h.plan_id = ${planId} order by h.id limit 50`

/** Of plans whose days these are. */
export const selectWatched = (ctx: Context) => ctx.db<ThresholdRow[]>`
  select ${thresholds(ctx)} join readiness_plans p on p.id = h.plan_id
  where p.closed_at is null and p.ends_at > ${ctx.clock()} and p.starts_at <= ${ctx.clock()} order by h.id limit 500`

export async function replaceThresholds(
  ctx: Context,
  planId: Id,
  rows: Pick<ThresholdRow, 'kind' | 'subject_id' | 'level'>[],
): Promise<void> {
  const kinds = rows.map((row) => row.kind)
  const ids = rows.map((row) => row.subject_id)
  await ctx.db`
    delete from readiness_thresholds h where h.plan_id = ${planId} and not exists (
      select from unnest(${kinds}::text[], ${ids}::bigint[]) as n (kind, id) where n.kind = h.kind and n.id = h.subject_id)`
  await ctx.db`
    insert into readiness_thresholds (plan_id, kind, subject_id, level)
    select ${planId}, * from unnest(${kinds}::text[], ${ids}::bigint[], ${rows.map((row) => row.level)}::int[])
    on conflict (plan_id, kind, subject_id) do update set level = excluded.level`
}

export const markReached = (ctx: Context, id: Id) => ctx.db`
  update readiness_thresholds set told_at = ${ctx.clock()}, reached_at = ${ctx.clock()} where id = ${id}`
export const markCooled = (ctx: Context, id: Id) =>
  ctx.db`update readiness_thresholds set told_at = null where id = ${id}`

/** One process watches at a time. */
export async function tryWatch(ctx: Context): Promise<boolean> {
  const [row] = await ctx.db<{ free: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended('readiness.watch', 0)) as free`
  return row!.free
}

export interface ChangeRow {
  what: string
  detail: string
  username: string | null
  created_at: Date
}

export const selectChanges = (ctx: Context, planId: Id) => ctx.db<ChangeRow[]>`
  select c.what, c.detail, a.username, c.created_at from readiness_changes c left join accounts a on a.id = c.account_id
  where c.plan_id = ${planId} order by c.id desc limit 50`

export const insertChange = (
  ctx: Context,
  planId: Id,
  change: { by: Id | null; what: string; detail?: string },
) => ctx.db`
  insert into readiness_changes (plan_id, account_id, what, detail, created_at)
  values (${planId}, ${change.by}, ${change.what}, ${change.detail ?? ''}, ${ctx.clock()})`

/** A community that everybody may read, or the one of the plan. */
export const selectOpenRoom = (ctx: Context, handle: string, own: Id | null) => ctx.db<{ id: Id }[]>`
  select a.id from accounts a join communities c on c.account_id = a.id
  where lower(a.username) = ${handle.toLowerCase()} and coalesce(lower(a.domain), '') = ''
    and (a.id = ${own}::bigint or (not c.private and c.closed_at is null))`
