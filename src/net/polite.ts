import type { Context } from '../context.ts'

/** Milliseconds that a turn lasts when its holder says nothing more: it was killed. */
const lease = 90_000

/** Milliseconds between two requests to one host. */
export const pauseOf = (ctx: Context): number => ctx.config.hostPause * 1000

/**
 * Asks for the turn at a host: at most one request at a time and a pause after it, in all processes together. null: it
 * is ours until `endTurn`; else the moment from which it may be asked for again.
 */
export async function takeTurn(ctx: Context, host: string): Promise<Date | null> {
  const now = ctx.clock()
  const until = new Date(now.getTime() + lease)
  const taken = await ctx.db`
    insert into host_turns (host, until_at) values (${host}, ${until})
    on conflict (host) do update set until_at = excluded.until_at where host_turns.until_at <= ${now}
    returning 1`
  if (taken.length > 0) return null
  const [row] = await ctx.db<{ until_at: Date }[]>`select until_at from host_turns where host = ${host}`
  return row?.until_at ?? now
}

/** Ends a turn; nobody of us asks the host again before the pause is over, or before `holdOff` when it asked for that. */
export async function endTurn(ctx: Context, host: string, holdOff: Date | null = null): Promise<void> {
  const pause = new Date(ctx.clock().getTime() + pauseOf(ctx))
  const until = holdOff && holdOff > pause ? holdOff : pause
  await ctx.db`update host_turns set until_at = ${until} where host = ${host}`
}

/**
 * Runs `work` when it is our turn at the host; what it answers is until when the host wants to be
 * left alone. Answers null when it was done, or the moment from which it may be tried again.
 */
export async function inTurn(
  ctx: Context,
  host: string,
  work: () => Promise<Date | null>,
): Promise<Date | null> {
  const busy = await takeTurn(ctx, host)
  if (busy) return busy
  let holdOff: Date | null = null
  try {
    holdOff = await work()
  } finally {
    await endTurn(ctx, host, holdOff)
  }
  return null
}

/** Turns that are long over. */
export async function forgetTurns(ctx: Context): Promise<void> {
  await ctx.db`delete from host_turns where until_at < ${new Date(ctx.clock().getTime() - 3_600_000)}`
}

/** A moment up to `seconds` from now, so that those who heard of an address together do not all come together. */
export const jittered = (ctx: Context, seconds: number): Date =>
  new Date(ctx.clock().getTime() + Math.random() * seconds * 1000)

/** Retry-After (RFC 9110, section 10.2.3) as a moment, at most a week away; null for none. */
export function retryAfter(response: Response, now: Date): Date | null {
  const value = response.headers.get('retry-after')?.trim()
  if (!value) return null
  const at = /^\d{1,9}$/.test(value) ? now.getTime() + Number(value) * 1000 : Date.parse(value)
  if (!Number.isFinite(at) || at <= now.getTime()) return null
  return new Date(Math.min(at, now.getTime() + 7 * 86_400_000))
}

/** How we introduce ourselves to hosts that did not ask for us. */
export const agentOf = (ctx: Context, purpose: 'link preview' | 'feed reader'): string =>
  `Mozilla/5.0 (compatible; Xom; ${purpose}; +${ctx.config.origin}/about)`
