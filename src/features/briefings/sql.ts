import type { Context, Id } from '../../context.ts'
import type { BriefingState, CorrectedSubject, ParticipantStatus, RunningRole } from './api.ts'

export async function insertSeries(
  ctx: Context,
  row: {
    slug: string
    name: string
    description: string
    cadence_months: number
    community_id: Id | null
    created_by: Id
  },
): Promise<Id> {
  const rows = await ctx.db<{ id: Id }[]>`
    insert into briefing_series ${ctx.db({ ...row, created_at: ctx.clock() } as never)} returning id`
  return rows[0]!.id
}

export const updateSeries = (
  ctx: Context,
  id: Id,
  row: { name: string; description: string; cadence_months: number },
) => ctx.db`update briefing_series set ${ctx.db(row)} where id = ${id}`

export const updateSeriesArchived = (ctx: Context, id: Id, at: Date | null) => ctx.db`
  update briefing_series set archived_at = ${at} where id = ${id}`

/** Waits until nobody else numbers sessions, questions or actions of the series. */
export const lockSeries = (ctx: Context, id: Id) =>
  ctx.db`select 1 from briefing_series where id = ${id} for update`

export const upsertRole = (ctx: Context, seriesId: Id, accountId: Id, role: RunningRole) => ctx.db`
  insert into briefing_roles (series_id, account_id, role, created_at)
  values (${seriesId}, ${accountId}, ${role}, ${ctx.clock()})
  on conflict (series_id, account_id) do update set role = ${role}`

export const deleteRole = (ctx: Context, seriesId: Id, accountId: Id) => ctx.db`
  delete from briefing_roles where series_id = ${seriesId} and account_id = ${accountId}`

export interface BriefingFields {
  number: number
  title: string
  purpose: string
  period_from: Date
  period_to: Date
  ahead_to: Date
  starts_at: Date | null
  ends_at: Date | null
  place: string
  stream_url: string
  questions_until: Date | null
  questions_live: boolean
}

export async function insertBriefing(
  ctx: Context,
  seriesId: Id,
  createdBy: Id,
  row: BriefingFields,
): Promise<Id> {
  const at = ctx.clock()
  const rows = await ctx.db<{ id: Id }[]>`
    insert into briefings ${ctx.db({ ...row, series_id: seriesId, created_by: createdBy, created_at: at, updated_at: at } as never)}
    returning id`
  return rows[0]!.id
}

export const updateBriefing = (ctx: Context, id: Id, row: BriefingFields) => ctx.db`
  update briefings set ${ctx.db(row as never)}, updated_at = ${ctx.clock()} where id = ${id}`

/** From one state to another, once; false when it was moved meanwhile. */
export async function updateState(
  ctx: Context,
  id: Id,
  from: BriefingState,
  to: BriefingState,
  by: { accountId: Id | null; note: string },
): Promise<boolean> {
  const rows = await ctx.db`
    update briefings set state = ${to}, updated_at = ${ctx.clock()},
      published_at = case when ${to} = 'published' then coalesce(published_at, ${ctx.clock()}) else published_at end,
      current_item_id = case when ${to} = 'session' then current_item_id end,
      ends_at = case when ${to} = 'draft' and ends_at is null and starts_at < ${ctx.clock()}
        and starts_at > ${ctx.clock()}::timestamptz - interval '24 hours' then ${ctx.clock()} else ends_at end
    where id = ${id} and state = ${from} returning 1`
  if (rows.length === 0) return false
  await ctx.db`
    insert into briefing_steps (briefing_id, state, account_id, note, created_at)
    values (${id}, ${to}, ${by.accountId}, ${by.note}, ${ctx.clock()})`
  return true
}

export const updateReport = (ctx: Context, id: Id, reportId: Id) => ctx.db`
  update briefings set report_id = ${reportId}, updated_at = ${ctx.clock()} where id = ${id}`

export const insertReport = (ctx: Context, briefingId: Id, reportId: Id, participantId: Id | null) => ctx.db`
  insert into briefing_reports (briefing_id, report_id, participant_id, created_at)
  values (${briefingId}, ${reportId}, ${participantId}, ${ctx.clock()}) on conflict do nothing`

export const deleteReport = (ctx: Context, briefingId: Id, reportId: Id) => ctx.db`
  delete from briefing_reports where briefing_id = ${briefingId} and report_id = ${reportId}`

export interface ParticipantFields {
  kind: 'person' | 'organisation' | 'unnamed'
  account_id: Id | null
  address: string
  name: string
  seat: string
  role: string
  affiliation: string
  affiliated_from: string | null
  affiliated_to: string | null
  headcount: number | null
  status: ParticipantStatus
}

export async function insertParticipant(
  ctx: Context,
  briefingId: Id,
  row: ParticipantFields,
): Promise<Id | null> {
  const rows = await ctx.db<{ id: Id }[]>`
    insert into briefing_participants (briefing_id, kind, account_id, address, name, seat, role, affiliation,
      affiliated_from, affiliated_to, headcount, status, position, created_at)
    select ${briefingId}, ${row.kind}, ${row.account_id}, ${row.address}, ${row.name}, ${row.seat}, ${row.role},
      ${row.affiliation}, ${row.affiliated_from}::date, ${row.affiliated_to}::date, ${row.headcount}, ${row.status},
      coalesce(max(position), 0) + 1, ${ctx.clock()}
    from briefing_participants where briefing_id = ${briefingId}
    on conflict (briefing_id, account_id) do nothing returning id`
  return rows[0]?.id ?? null
}

export const updateParticipant = (ctx: Context, id: Id, row: ParticipantFields) => ctx.db`
  update briefing_participants set ${ctx.db(row as never)} where id = ${id}`

export const updateParticipantStatus = (ctx: Context, id: Id, status: ParticipantStatus) => ctx.db`
  update briefing_participants set status = ${status} where id = ${id}`

export const deleteParticipant = (ctx: Context, briefingId: Id, id: Id) => ctx.db`
  delete from briefing_participants where briefing_id = ${briefingId} and id = ${id}`

export interface AgendaFields {
  title: string
  body: string
  presenter_id: Id | null
  presenter: string
  minutes_planned: number | null
  documents: { title: string; url: string }[]
  question_id: Id | null
}

export async function insertAgendaItem(ctx: Context, briefingId: Id, row: AgendaFields): Promise<Id> {
  const rows = await ctx.db<{ id: Id }[]>`
    insert into agenda_items (briefing_id, position, title, body, presenter_id, presenter, minutes_planned, documents,
      question_id, created_at)
    select ${briefingId}, coalesce(max(position), 0) + 1, ${row.title}, ${row.body}, ${row.presenter_id}, ${row.presenter},
      ${row.minutes_planned}, ${ctx.db.json(row.documents)}, ${row.question_id}, ${ctx.clock()}
    from agenda_items where briefing_id = ${briefingId} returning id`
  return rows[0]!.id
}

export const updateAgendaItem = (ctx: Context, id: Id, row: AgendaFields) => ctx.db`
  update agenda_items set title = ${row.title}, body = ${row.body}, presenter_id = ${row.presenter_id},
    presenter = ${row.presenter}, minutes_planned = ${row.minutes_planned}, documents = ${ctx.db.json(row.documents)},
    question_id = ${row.question_id}
  where id = ${id}`

export const updateAgendaOrder = (ctx: Context, briefingId: Id, ids: Id[]) => ctx.db`
  update agenda_items i set position = o.at
  from unnest(${ids}::bigint[]) with ordinality as o (id, at)
  where i.id = o.id and i.briefing_id = ${briefingId} and i.position is distinct from o.at`

export const deleteAgendaItem = (ctx: Context, briefingId: Id, id: Id) => ctx.db`
  delete from agenda_items where briefing_id = ${briefingId} and id = ${id}`

/** The item that is spoken about now; the one before it is done. Null: none is. */
export async function updateCurrent(ctx: Context, briefingId: Id, itemId: Id | null): Promise<void> {
  await ctx.db`
    update agenda_items set done_at = ${ctx.clock()}
    where id = (select current_item_id from briefings where id = ${briefingId}) and done_at is null
      and id is distinct from ${itemId}::bigint`
  await ctx.db`
    update agenda_items set started_at = coalesce(started_at, ${ctx.clock()}), done_at = null
    where id = ${itemId}::bigint and briefing_id = ${briefingId}`
  await ctx.db`
    update briefings set current_item_id = ${itemId}, updated_at = ${ctx.clock()} where id = ${briefingId}`
}

export interface SpeechFields {
  item_id: Id | null
  participant_id: Id | null
  speaker: string
  text: string
  said_at: Date | null
}

export async function insertSpeech(ctx: Context, briefingId: Id, by: Id, row: SpeechFields): Promise<number> {
  const rows = await ctx.db<{ number: number }[]>`
    insert into speeches (briefing_id, number, item_id, participant_id, speaker, text, said_at, created_by, created_at, updated_at)
    select ${briefingId}, coalesce(max(number), 0) + 1, ${row.item_id}, ${row.participant_id}, ${row.speaker}, ${row.text},
      ${row.said_at}, ${by}, ${ctx.clock()}, ${ctx.clock()}
    from speeches where briefing_id = ${briefingId} returning number`
  return rows[0]!.number
}

export const updateSpeech = (ctx: Context, id: Id, row: SpeechFields) => ctx.db`
  update speeches set ${ctx.db(row as never)}, updated_at = ${ctx.clock()} where id = ${id}`

export const deleteSpeech = (ctx: Context, briefingId: Id, number: number) => ctx.db`
  delete from speeches where briefing_id = ${briefingId} and number = ${number}`

/** The part of the minutes for an agenda item (null: the whole), made when it is asked for first. */
export async function ensurePart(ctx: Context, briefingId: Id, itemId: Id | null): Promise<Id> {
  await ctx.db`
    insert into minutes_parts (briefing_id, item_id, updated_at) values (${briefingId}, ${itemId}, ${ctx.clock()})
    on conflict do nothing`
  const rows = await ctx.db<{ id: Id }[]>`
    select id from minutes_parts where briefing_id = ${briefingId} and item_id is not distinct from ${itemId}::bigint
    order by id limit 1`
  return rows[0]!.id
}

/** Keeps the words of an agenda item that is taken away under its name. */
export const keepPartOf = (ctx: Context, itemId: Id, title: string) => ctx.db`
  update minutes_parts set title = ${title}, item_id = null where item_id = ${itemId}`

export const lockPart = (ctx: Context, id: Id) => ctx.db<{ revision: number; body: string }[]>`
  select revision, body from minutes_parts where id = ${id} for update`

export async function updatePart(
  ctx: Context,
  id: Id,
  row: { revision: number; base: number; body: string; html: string; accountId: Id; note: string },
): Promise<void> {
  await ctx.db`
    update minutes_parts set revision = ${row.revision}, body = ${row.body}, html = ${row.html},
      updated_by = ${row.accountId}, updated_at = ${ctx.clock()} where id = ${id}`
  await ctx.db`
    insert into minutes_revisions (part_id, revision, body, base, account_id, note, created_at)
    values (${id}, ${row.revision}, ${row.body}, ${row.base}, ${row.accountId}, ${row.note}, ${ctx.clock()})`
}

export const insertCorrection = (
  ctx: Context,
  row: {
    briefing_id: Id
    subject: CorrectedSubject
    subject_id: Id
    before: string
    note: string
    account_id: Id
  },
) => ctx.db`insert into briefing_corrections ${ctx.db({ ...row, created_at: ctx.clock() } as never)}`

/** These attended; of the others, who had not declined was absent. */
export const updateAttendance = (ctx: Context, briefingId: Id, came: Id[]) => ctx.db`
  update briefing_participants set status = case when id = any(${came}::bigint[]) then 'attended' else 'absent' end
  where briefing_id = ${briefingId} and (id = any(${came}::bigint[]) or status not in ('declined', 'absent'))`
