import type { Context } from '../context.ts'

/** Milliseconds between the beginnings of two requests to one host. */
export const pauseOf = (ctx: Context): number => ctx.config.hostPause * 1000

/** The next free moment of a host, from then on ours; whoever asks later gets a later one, a pause apart. */
async function reserve(ctx: Context, host: string, now: Date): Promise<Date> {
  const pause = pauseOf(ctx)
  const [row] = await ctx.db<{ until_at: Date }[]>`
    insert into host_turns (host, until_at) values (${host}, ${new Date(now.getTime() + pause)})
    on conflict (host) do update set
      until_at = greatest(host_turns.until_at, host_turns.closed_until, ${now}) + make_interval(secs => ${pause / 1000})
    returning until_at`
  return new Date(row!.until_at.getTime() - pause)
}

/** Nobody of us asks the host before `until`, also who has a turn already. */
async function close(ctx: Context, host: string, until: Date): Promise<void> {
  await ctx.db`update host_turns set closed_until = ${until} where host = ${host}`
}

async function isClosed(ctx: Context, host: string, now: Date): Promise<boolean> {
  const rows = await ctx.db`select 1 from host_turns where host = ${host} and closed_until > ${now}`
  return rows.length > 0
}

/**
 * Runs `work` when it is our turn at the host: turns are moments, a pause apart, given out in the order of asking by all
 * processes together, so that no page that hangs holds up what waits behind it, and nothing is overtaken. `turn` is the
 * moment that an earlier call gave. What `work` answers is until when the host wants to be left alone. Answers null when
 * it was done, or our turn, with which to come again then.
 */
export async function inTurn(
  ctx: Context,
  host: string,
  turn: string | undefined,
  work: () => Promise<Date | null>,
): Promise<Date | null> {
  const now = ctx.clock()
  const given = turn && !(await isClosed(ctx, host, now)) ? new Date(turn) : null
  const mine = given ?? (await reserve(ctx, host, now))
  if (mine > now) return mine
  const holdOff = await work()
  if (holdOff) await close(ctx, host, holdOff)
  return null
}

/** Turns that are long over. */
export async function forgetTurns(ctx: Context): Promise<void> {
  const before = new Date(ctx.clock().getTime() - 3_600_000)
  await ctx.db`
    delete from host_turns where until_at < ${before} and (closed_until is null or closed_until < ${before})`
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
