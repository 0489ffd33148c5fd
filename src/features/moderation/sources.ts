import type { Context, Id } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { isId } from '../../lib/ids.ts'
import { ownSources, type Source } from './api.ts'

/** A case that an authority asked for names its line in the register; others name none. Throws 422 on `request_id`. */
export async function requireRequest(ctx: Context, source: Source, requestId: Id | null): Promise<Id | null> {
  if (source !== 'authority') return null
  const rows = requestId ? await ctx.db`select 1 from authority_requests where id = ${requestId}` : []
  if (rows.length === 0) throw invalid({ field: 'request_id', code: 'choose_request' })
  return requestId
}

/** What a form says of where a case comes from; own initiative when it says nothing. */
export async function readSource(
  ctx: Context,
  input: Record<string, unknown>,
): Promise<{ source: Source; requestId: Id | null }> {
  const source = ownSources.find((one) => one === input['source']) ?? 'own'
  const given = input['request_id']
  const requestId = await requireRequest(ctx, source, isId(given) ? given : null)
  return { source, requestId }
}

export interface RequestChoice {
  id: Id
  authority: string
  kind: string
  received_at: Date
}

/** The newest lines of the register, to choose from. */
export const selectRequestChoices = (ctx: Context) => ctx.db<RequestChoice[]>`
  select id, authority, kind, received_at from authority_requests order by received_at desc, id desc limit 100`
