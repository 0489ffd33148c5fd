import type { Context, Id } from '../../context.ts'
import type { Identifier, IdentifierKind } from '../../lib/identifiers.ts'
import type { DisputeOutcome } from './api.ts'

export interface EntryRow {
  id: Id
  public_id: string
  kind: IdentifierKind
  value: string
  bank: string
  /** Of the decisions that stand: what was taken back counts no more. */
  cases: number
  first_at: Date
  last_at: Date
  categories: string[]
  /** Public ids of at most twenty, newest first. */
  statements: string[]
}

const standing = (ctx: Context) => ctx.db`
  v.withdrawn_at is null and not exists (select from decisions r where r.reverses_id = d.id)`

const entry = (ctx: Context) => ctx.db`
  e.id, e.public_id, e.kind, e.value, e.bank, count(distinct d.case_id)::int as cases,
  min(d.created_at) as first_at, max(d.created_at) as last_at, array_agg(distinct d.category) as categories,
  (array_agg(d.public_id order by d.id desc))[1:20] as statements`

/** The entries under any of these names, with what stands of them. */
export const selectEntries = (ctx: Context, names: Pick<Identifier, 'kind' | 'value'>[]) => ctx.db<
  EntryRow[]
>`
  select ${entry(ctx)}
  from unnest(${names.map((one) => one.kind)}::text[], ${names.map((one) => one.value)}::text[]) as w (kind, value)
  join scam_entries e on e.value = w.value and e.kind = w.kind
  join scam_evidence v on v.entry_id = e.id
  join decisions d on d.id = v.decision_id
  where ${standing(ctx)}
  group by e.id order by max(d.created_at) desc limit 20`

export const selectEntry = (ctx: Context, publicId: string) => ctx.db<EntryRow[]>`
  select ${entry(ctx)}
  from scam_entries e join scam_evidence v on v.entry_id = e.id join decisions d on d.id = v.decision_id
  where e.public_id = ${publicId} and ${standing(ctx)}
  group by e.id`

/** The entry of an identifier, made when there is none. */
export async function upsertEntry(ctx: Context, one: Identifier, publicId: string): Promise<Id> {
  const rows = await ctx.db<{ id: Id }[]>`
    insert into scam_entries (public_id, kind, value, bank, created_at)
    values (${publicId}, ${one.kind}, ${one.value}, ${one.bank}, ${ctx.clock()})
    on conflict (value, kind, bank) do update set bank = excluded.bank returning id`
  return rows[0]!.id
}

export const upsertEvidence = (ctx: Context, entryId: Id, decisionId: Id, accountId: Id) => ctx.db`
  insert into scam_evidence (entry_id, decision_id, confirmed_by, created_at)
  values (${entryId}, ${decisionId}, ${accountId}, ${ctx.clock()})
  on conflict (entry_id, decision_id) do update set withdrawn_at = null, confirmed_by = excluded.confirmed_by`

/** Takes an entry out: all that stands of it, or what one decision says. */
export const withdrawEvidence = (ctx: Context, entryId: Id, decisionId: Id | null) => ctx.db`
  update scam_evidence set withdrawn_at = ${ctx.clock()}
  where entry_id = ${entryId} and withdrawn_at is null
    ${decisionId === null ? ctx.db`` : ctx.db`and decision_id = ${decisionId}`}`

export interface ConfirmedRow extends Identifier {
  id: Id
  public_id: string
}

/** What a decision names and still stands. */
export const selectConfirmed = (ctx: Context, decisionId: Id) => ctx.db<ConfirmedRow[]>`
  select e.id, e.public_id, e.kind, e.value, e.bank from scam_evidence v join scam_entries e on e.id = v.entry_id
  where v.decision_id = ${decisionId} and v.withdrawn_at is null order by v.created_at, e.id limit 100`

// ------------------------------------------------------------------ right of reply

export interface DisputeRow {
  id: Id
  entry_id: Id
  account_id: Id | null
  contact: string
  text: string
  public: boolean
  outcome: DisputeOutcome | null
  answer: string
  answered_at: Date | null
  created_at: Date
}

const dispute = (ctx: Context) => ctx.db`
  p.id, p.entry_id, p.account_id, p.contact, p.text, p.public, p.outcome, p.answer, p.answered_at, p.created_at`

export const insertDispute = (
  ctx: Context,
  row: { entryId: Id; accountId: Id | null; contact: string; text: string; public: boolean },
) => ctx.db`
  insert into scam_disputes (entry_id, account_id, contact, text, public, created_at)
  values (${row.entryId}, ${row.accountId}, ${row.contact}, ${row.text}, ${row.public}, ${ctx.clock()})`

/** How many wait for an answer on one entry. */
export async function countOpen(ctx: Context, entryId: Id): Promise<number> {
  const rows = await ctx.db<{ count: number }[]>`
    select count(*)::int as count from scam_disputes where entry_id = ${entryId} and outcome is null`
  return rows[0]!.count
}

/** Replies that may be read by everybody, oldest first. */
export const selectReplies = (ctx: Context, entryIds: Id[]) => ctx.db<
  Pick<DisputeRow, 'entry_id' | 'text' | 'created_at'>[]
>`
  select p.entry_id, p.text, p.created_at from scam_disputes p
  where p.entry_id = any(${entryIds}::bigint[]) and p.outcome = 'published' and p.public
  order by p.id limit 100`

/** Her own on one entry, newest first. */
export const selectOwnDisputes = (ctx: Context, publicId: string, accountId: Id) => ctx.db<DisputeRow[]>`
  select ${dispute(ctx)} from scam_disputes p join scam_entries e on e.id = p.entry_id
  where e.public_id = ${publicId} and p.account_id = ${accountId} order by p.id desc limit 10`

export interface DeskDisputeRow extends DisputeRow {
  public_id: string
  kind: IdentifierKind
  value: string
  bank: string
  username: string | null
}

/** What waits for the desk, oldest first; paged by id. */
export const selectOpenDisputes = (ctx: Context, after: Id, limit: number) => ctx.db<DeskDisputeRow[]>`
  select ${dispute(ctx)}, e.public_id, e.kind, e.value, e.bank, a.username
  from scam_disputes p join scam_entries e on e.id = p.entry_id left join accounts a on a.id = p.account_id
  where p.outcome is null and p.id > ${after} order by p.id limit ${limit}`

/** Locks it; answers nothing for one that is answered or was never there. */
export const lockDispute = (ctx: Context, id: Id) => ctx.db<DisputeRow[]>`
  select ${dispute(ctx)} from scam_disputes p where p.id = ${id} and p.outcome is null for update`

/** Answered: from now on nobody needs to know how to reach her. */
export const answerDisputeRow = (
  ctx: Context,
  id: Id,
  row: { outcome: DisputeOutcome; answer: string; answeredBy: Id },
) => ctx.db`
  update scam_disputes set outcome = ${row.outcome}, answer = ${row.answer}, answered_by = ${row.answeredBy},
    answered_at = ${ctx.clock()}, contact = ''
  where id = ${id}`

/** Of somebody who leaves: what was published stays as it was published, without her; the rest goes. */
export const eraseDisputes = (ctx: Context, accountId: Id) => ctx.db`
  with gone as (
    delete from scam_disputes where account_id = ${accountId} and outcome is distinct from 'published')
  update scam_disputes set account_id = null where account_id = ${accountId} and outcome = 'published'`
