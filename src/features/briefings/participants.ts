import type { Context, Id } from '../../context.ts'
import { AppError, conflictOf, forbidden, invalid, notFound } from '../../errors.ts'
import { gather } from '../../http/gather.ts'
import { isId } from '../../lib/ids.ts'
import { parseIso } from '../../lib/time.ts'
import { findByAcct } from '../accounts/index.ts'
import { type ParticipantKind, type ParticipantStatus, type Seat, seats } from './api.ts'
import { type ParticipantRow, selectParticipant, selectParticipants, selectSeatOf } from './read-sql.ts'
import { tellInvited } from './reminders.ts'
import * as sql from './sql.ts'
import { type Actor, briefingById, optionalLine, recordChange, requireRunner, touch } from './standing.ts'

/** Graphemes. */
export const participantLimits = { name: 120, role: 160, affiliation: 200 }
const most = 1000

export interface ParticipantInput {
  kind?: ParticipantKind | undefined
  /** Handle of somebody here or on another server (`name@server`); empty for who has no account. */
  acct?: string | undefined
  name?: string | undefined
  seat: Seat
  role?: string | undefined
  affiliation?: string | undefined
  /** Days, YYYY-MM-DD. */
  affiliated_from?: string | null | undefined
  affiliated_to?: string | null | undefined
  /** Of `unnamed`: how many; null where nobody counted. */
  headcount?: number | null | undefined
  status?: ParticipantStatus | undefined
  note?: string | undefined
}

const remote = /^[\w.-]+@[\w-]+(\.[\w-]+)+(:\d+)?$/

function day(text: string | null | undefined, field: string): string | null {
  const wanted = (text ?? '').trim()
  if (wanted === '') return null
  if (!/^\d{4}-\d\d-\d\d$/.test(wanted) || !parseIso(wanted)) throw invalid({ field, code: 'not_a_date' })
  return wanted
}

/** Who it is: somebody known here, or the address of one who is not. Throws 422 for a handle of nobody. */
async function accountOf(
  ctx: Context,
  acct: string | undefined,
): Promise<{ id: Id | null; address: string }> {
  const wanted = (acct ?? '').trim().replace(/^@/, '')
  if (wanted === '') return { id: null, address: '' }
  const found = await findByAcct(ctx, wanted)
  if (found) return { id: found.id, address: '' }
  if (!remote.test(wanted)) throw invalid({ field: 'acct', code: 'no_such_person' })
  return { id: null, address: wanted }
}

async function check(ctx: Context, input: ParticipantInput): Promise<sql.ParticipantFields> {
  const kind = input.kind ?? 'person'
  await gather(
    () => accountOf(ctx, input.acct),
    () => {
      if (!seats.includes(input.seat)) throw invalid({ field: 'seat', code: 'unknown_choice' })
    },
    () => optionalLine(input.name ?? '', 'name', participantLimits.name),
    () => optionalLine(input.role ?? '', 'role', participantLimits.role),
    () => optionalLine(input.affiliation ?? '', 'affiliation', participantLimits.affiliation),
    () => {
      if (!input.name?.trim() && (kind !== 'person' || !input.acct?.trim()))
        throw invalid({ field: 'name', code: 'blank' })
    },
    () => {
      const from = day(input.affiliated_from, 'affiliated_from')
      const to = day(input.affiliated_to, 'affiliated_to')
      if (from && to && to < from) throw invalid({ field: 'affiliated_to', code: 'before_affiliation' })
    },
    () => {
      const count = input.headcount
      if (count == null) return
      if (!Number.isInteger(count) || count < 1 || count > 100_000)
        throw invalid({ field: 'headcount', code: 'out_of_range', params: { low: 1, high: 100_000 } })
    },
  )
  const { id, address } = await accountOf(ctx, input.acct)
  const unnamed = kind === 'unnamed'
  return {
    kind,
    account_id: unnamed ? null : id,
    address: unnamed ? '' : address,
    name: optionalLine(input.name ?? '', 'name', participantLimits.name),
    seat: input.seat,
    role: optionalLine(input.role ?? '', 'role', participantLimits.role),
    affiliation: optionalLine(input.affiliation ?? '', 'affiliation', participantLimits.affiliation),
    affiliated_from: day(input.affiliated_from, 'affiliated_from'),
    affiliated_to: day(input.affiliated_to, 'affiliated_to'),
    headcount: unnamed ? (input.headcount ?? null) : 1,
    status: input.status ?? 'invited',
  }
}

const tell = ({ name, seat, role, affiliation, status }: ParticipantRow): string =>
  [name, seat, role, affiliation, status].filter(Boolean).join(' · ')

/** Gives a seat; somebody who lives here is told. Runners (403); 422 names wrong fields, 409 for who has one already. */
export async function addParticipant(
  ctx: Context,
  actor: Actor,
  briefingId: Id,
  input: ParticipantInput,
): Promise<Id> {
  const { briefing } = await requireRunner(ctx, actor, briefingId)
  const fields = await check(ctx, input)
  return ctx.tx(async (ctx) => {
    if ((await selectParticipants(ctx, briefingId, most + 1)).length >= most)
      throw invalid({ field: 'name', code: 'too_many_people', params: { limit: most } })
    const id = await sql.insertParticipant(ctx, briefingId, fields)
    if (!id) throw new AppError('conflict', 'briefing_has_seat')
    await recordChange(ctx, actor, briefing, {
      subject: 'participant',
      subjectId: id,
      before: '',
      note: input.note,
    })
    if (fields.account_id && fields.status === 'invited')
      await tellInvited(ctx, briefingId, fields.account_id)
    await touch(ctx, briefingId)
    return id
  })
}

async function participantOf(ctx: Context, briefingId: Id, id: Id): Promise<ParticipantRow> {
  const [row] = isId(id) ? await selectParticipant(ctx, briefingId, id) : []
  if (!row) throw notFound()
  return row
}

export async function updateParticipant(
  ctx: Context,
  actor: Actor,
  briefingId: Id,
  id: Id,
  input: ParticipantInput,
): Promise<void> {
  const { briefing } = await requireRunner(ctx, actor, briefingId)
  const before = await participantOf(ctx, briefingId, id)
  const fields = await check(ctx, input)
  await ctx.tx(async (ctx) => {
    if (fields.account_id && fields.account_id !== before.account_id) {
      const [there] = await selectSeatOf(ctx, briefingId, fields.account_id)
      if (there) throw new AppError('conflict', 'briefing_has_seat')
    }
    await recordChange(ctx, actor, briefing, {
      subject: 'participant',
      subjectId: id,
      before: tell(before),
      note: input.note,
    })
    await sql.updateParticipant(ctx, id, fields)
    await touch(ctx, briefingId)
  })
}

/** Takes a seat away before anything is published; afterwards it is corrected (409). */
export async function removeParticipant(ctx: Context, actor: Actor, briefingId: Id, id: Id): Promise<void> {
  const { briefing } = await requireRunner(ctx, actor, briefingId)
  await participantOf(ctx, briefingId, id)
  conflictOf(briefing.state === 'published' || briefing.state === 'follow_up', 'briefing_is_published')
  await sql.deleteParticipant(ctx, briefingId, id)
  await touch(ctx, briefingId)
}

/** She takes or declines her own seat. 403 for who was not given one, 409 once the session is over. */
export async function answerInvitation(
  ctx: Context,
  actor: Actor,
  briefingId: Id,
  accepts: boolean,
): Promise<void> {
  const { briefing } = await briefingById(ctx, actor, briefingId)
  const [seat] = await selectSeatOf(ctx, briefingId, actor.id)
  if (!seat) throw forbidden('briefing_no_seat')
  conflictOf(!['call', 'agenda', 'session'].includes(briefing.state), 'briefing_is_over')
  await sql.updateParticipantStatus(ctx, seat.id, accepts ? 'accepted' : 'declined')
  await touch(ctx, briefingId)
}

/** Marks who came, in one step: every named seat in the list attended, the other named ones were absent. */
export async function markAttendance(ctx: Context, actor: Actor, briefingId: Id, came: Id[]): Promise<void> {
  const { briefing } = await requireRunner(ctx, actor, briefingId)
  conflictOf(briefing.state === 'call', 'briefing_not_begun')
  conflictOf(briefing.state === 'published' || briefing.state === 'follow_up', 'briefing_is_published')
  const here = new Set(came)
  const rows = await selectParticipants(ctx, briefingId, most)
  await ctx.tx(async (ctx) => {
    await sql.updateAttendance(
      ctx,
      briefingId,
      rows.flatMap(({ id }) => (here.has(id) ? [id] : [])),
    )
    await touch(ctx, briefingId)
  })
}
