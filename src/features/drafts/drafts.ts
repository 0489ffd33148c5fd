import type { Context, Id } from '../../context.ts'
import { notFound, unprocessable } from '../../errors.ts'
import type { Params } from '../../http/body.ts'
import { isId } from '../../lib/ids.ts'

/** A draft keeps the composer's fields under their own names, so that the composer reads it back as it was. */
export interface DraftRow {
  id: Id
  params: Params
  updated_at: Date
}

const mostDrafts = 100
const mostBytes = 200_000
const fields = [
  'status',
  'spoiler_text',
  'sensitive',
  'visibility',
  'language',
  'in_reply_to_id',
  'media_ids',
  'alt',
  'poll',
  'scheduled_at',
  'back',
]

/** Only the fields of the composer. Pure. */
export const draftParams = (body: Params): Params =>
  Object.fromEntries(fields.filter((name) => body[name] !== undefined).map((name) => [name, body[name]]))

export async function listDrafts(ctx: Context, viewer: { id: Id }): Promise<DraftRow[]> {
  return ctx.db<DraftRow[]>`
    select id, params, updated_at from drafts where account_id = ${viewer.id} order by id desc limit ${mostDrafts}`
}

/**
 * Keeps what the composer holds: as a new draft, or over the one it came from (`draft_id`). 422 when a person has
 * 100 already or the draft is larger than 200 kB.
 */
export async function saveDraft(ctx: Context, viewer: { id: Id }, body: Params): Promise<Id> {
  const params = draftParams(body)
  if (JSON.stringify(params).length > mostBytes) throw unprocessable('draft_too_large')
  const now = ctx.clock()
  if (isId(body['draft_id'])) {
    const rows = await ctx.db<{ id: Id }[]>`
      update drafts set params = ${ctx.db.json(params as never)}, updated_at = ${now}
      where id = ${body['draft_id']} and account_id = ${viewer.id} returning id`
    if (rows[0]) return rows[0].id
  }
  const rows = await ctx.db<{ id: Id }[]>`
    insert into drafts (account_id, params, updated_at)
    select ${viewer.id}, ${ctx.db.json(params as never)}, ${now}
    where (select count(*) from drafts where account_id = ${viewer.id}) < ${mostDrafts}
    returning id`
  if (!rows[0]) throw unprocessable('too_many_drafts', { limit: mostDrafts })
  return rows[0].id
}

/** Throws away one's own draft; else 404. */
export async function deleteDraft(ctx: Context, viewer: { id: Id }, id: Id): Promise<void> {
  const rows = await ctx.db`delete from drafts where id = ${id} and account_id = ${viewer.id} returning 1`
  if (rows.length === 0) throw notFound()
}
