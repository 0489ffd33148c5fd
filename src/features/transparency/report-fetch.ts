import { setTimeout as wait } from 'node:timers/promises'
import type { Context, Id } from '../../context.ts'
import { AppError, forbidden, invalid } from '../../errors.ts'
import { hashToken, randomToken } from '../../lib/crypto.ts'
import { DAY_MS } from '../../lib/time.ts'
import { readPart } from '../../net/decode.ts'
import { UnsafeAddress } from '../../net/fetch.ts'
import { agentOf, inTurn, retryAfter } from '../../net/polite.ts'
import { listedLinks } from '../blocklists/index.ts'
import { logAct } from '../moderation/index.ts'
import { LARGEST, readJson, readReport } from './report-format.ts'
import { keepReport } from './reports.ts'
import * as sql from './reports-sql.ts'

type Actor = { id: Id; role: string }

const requireOperator = (actor: Actor): void => {
  if (actor.role === 'user') throw forbidden()
}

/** Milliseconds for the whole answer, and for our turn at a host that was just asked. */
const patience = 10_000
const turnPatience = 6_000

const refused = (reason: string, params: Record<string, string | number> = {}) =>
  new AppError('unprocessable', reason, { params })

async function ask(ctx: Context, url: URL): Promise<{ bytes: Uint8Array; holdOff: Date | null }> {
  let response: Response
  try {
    response = await ctx.fetch(url, {
      headers: { 'user-agent': agentOf(ctx, 'feed reader'), accept: 'application/json' },
      timeout: patience,
    })
  } catch (error) {
    const unsafe = error instanceof UnsafeAddress || (error as Error)?.cause instanceof UnsafeAddress
    throw refused(unsafe ? 'report_unsafe' : 'report_unreachable', { host: url.host })
  }
  try {
    if (response.status !== 200) throw refused('report_status', { host: url.host, status: response.status })
    const { bytes, cut } = await readPart(response, LARGEST).catch(() => {
      throw refused('report_unreachable', { host: url.host })
    })
    if (cut) throw new AppError('too_large', 'report_too_large', { params: { limit: LARGEST / 1024 } })
    return { bytes, holdOff: retryAfter(response, ctx.clock()) }
  } finally {
    if (!response.bodyUsed) await response.body?.cancel().catch(() => {})
  }
}

/**
 * Fetches a report from another network's address and keeps it; operators. Asked in the host's turn, as everything that we
 * fetch. 422 for an address that may not be asked, that does not answer, or whose report cannot be true.
 */
export async function fetchReport(ctx: Context, actor: Actor, address: unknown): Promise<Id> {
  requireOperator(actor)
  const text = typeof address === 'string' ? address.trim() : ''
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || text.length > 1000)
    throw invalid({ field: 'url', code: text === '' ? 'blank' : 'not_an_address' })
  if ((await listedLinks(ctx, [url.host])).has(url.host)) throw refused('report_listed', { host: url.host })
  let bytes: Uint8Array | null = null
  const work = async () => {
    const got = await ask(ctx, url)
    bytes = got.bytes
    return got.holdOff
  }
  const turn = await inTurn(ctx, url.host, undefined, work)
  if (turn) {
    const left = turn.getTime() - ctx.clock().getTime()
    if (left > turnPatience) throw refused('report_busy', { host: url.host })
    await wait(Math.max(0, left) + 10)
    if (await inTurn(ctx, url.host, turn.toISOString(), work))
      throw refused('report_busy', { host: url.host })
  }
  const report = readReport(readJson(bytes!), ctx.clock())
  return ctx.tx(async (ctx) => {
    const id = await keepReport(ctx, report, {
      source: 'fetched',
      createdBy: actor.id,
      inviteId: null,
      sourceUrl: url.href,
    })
    await logAct(ctx, { actorId: actor.id, act: 'report_taken', detail: { report: id, url: url.href } })
    return id
  })
}

// ------------------------------------------------------------------ tokens for those who are invited to send

const INVITE_DAYS = 60

/** A token with which somebody without an account here may send reports for 60 days. It is shown once. */
export async function inviteReporter(ctx: Context, actor: Actor, input: { name?: unknown }): Promise<string> {
  requireOperator(actor)
  const name = typeof input.name === 'string' ? input.name.normalize('NFC').trim() : ''
  if (name === '') throw invalid({ field: 'name', code: 'blank' })
  if (name.length > 100) throw invalid({ field: 'name', code: 'too_big', params: { limit: 100 } })
  const token = randomToken(24)
  await ctx.tx(async (ctx) => {
    const id = await sql.insertInvite(ctx, {
      token_hash: hashToken(token),
      name,
      created_by: actor.id,
      expires_at: new Date(ctx.clock().getTime() + INVITE_DAYS * DAY_MS),
    })
    await logAct(ctx, { actorId: actor.id, act: 'report_invited', detail: { invite: id } })
  })
  return token
}

export async function revokeReporter(ctx: Context, actor: Actor, id: Id): Promise<void> {
  requireOperator(actor)
  await sql.revokeInvite(ctx, id)
}
