import type { Context } from '../../context.ts'
import type { App, Req } from '../../http/env.ts'
import { tagKey } from '../../lib/vietnamese/index.ts'
import type { SubjectKind } from './formula.ts'
import * as sql from './sql.ts'

const MINUTE = 60_000
const HOUR = 3_600_000

/** A round counts the minute it is in anew, and the one before for so long after its end. */
const settling = 10_000
/** Every so often everything of the last minutes is counted anew, for what commits late. */
const recountEvery = 30_000
const recountBack = 10 * MINUTE

const floor = (at: number, step: number): Date => new Date(Math.floor(at / step) * step)

/**
 * The beat of every two seconds: writes the page views of this process and, when no other process is at it, counts the
 * last minutes. After a pause it begins where it stopped, an hour back at most.
 */
export async function tick(ctx: Context): Promise<void> {
  await flushViews(ctx)
  await ctx.tx(async (ctx) => {
    if (!(await sql.tryLock(ctx))) return
    const progress = await sql.selectProgress(ctx)
    const now = progress.now.getTime()
    const recount = now - progress.recounted_at.getTime() >= recountEvery
    const back = Math.min(
      now - settling,
      progress.counted_at.getTime() - settling,
      recount ? now - recountBack : now,
    )
    await sql.countMinutes(ctx, floor(Math.max(back, now - HOUR), MINUTE))
    await sql.updateProgress(ctx, progress.now, recount)
  })
}

/** Job, every ten minutes: whole hours are added up, what is old goes. */
export async function roll(ctx: Context): Promise<void> {
  const now = ctx.clock().getTime()
  const [last] = await sql.selectLastHour(ctx)
  const from = Math.max(now - 26 * HOUR, (last?.hour?.getTime() ?? 0) - HOUR)
  await sql.rollHours(ctx, floor(from, HOUR), floor(now, HOUR))
  await sql.pruneMinutes(ctx, new Date(now - 26 * HOUR))
  await sql.pruneHours(ctx, new Date(now - 63 * 24 * HOUR))
}

// ------------------------------------------------------------------ page views

/** More different pages than this in two seconds are not told apart. */
const mostSubjects = 5000

/** 'kind name' -> views since the last beat, in this process. */
function counters(ctx: Context): Map<string, number> {
  const cache = ctx.cache.lru<string, Map<string, number>>('heat-views', { max: 1 })
  const known = cache.get('all')
  if (known) return known
  const made = new Map<string, number>()
  cache.set('all', made)
  return made
}

function add(counts: Map<string, number>, kind: SubjectKind, name: string): void {
  const key = `${kind} ${name}`
  const before = counts.get(key)
  if (before !== undefined || counts.size < mostSubjects) counts.set(key, (before ?? 0) + 1)
}

function countView(c: Req): void {
  if (c.req.method !== 'GET' || c.res.status !== 200) return
  if (!c.res.headers.get('content-type')?.startsWith('text/html')) return
  const counts = counters(c.get('ctx'))
  add(counts, 'network', '')
  const found = /^\/(xom|trang|tags|tin\/link)\/([^/]+)/.exec(c.req.path)
  if (!found) return
  const [, place, name] = found as unknown as [string, string, string]
  if (place === 'tin/link') add(counts, 'link', name)
  else if (place === 'tags') {
    const key = tagKey(`#${decoded(name)}`)
    if (key) add(counts, 'tag', key)
  } else add(counts, 'community', name.toLowerCase())
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Counts pages in memory: who read them is not looked at, and nothing is asked of the database. */
export function countViews(app: App): void {
  app.use(async (c, next) => {
    await next()
    countView(c)
  })
}

async function flushViews(ctx: Context): Promise<void> {
  const counts = counters(ctx)
  if (counts.size === 0) return
  const taken = [...counts]
  counts.clear()
  const parts = taken.map(([key, count]) => {
    const at = key.indexOf(' ')
    return { kind: key.slice(0, at) as SubjectKind, name: key.slice(at + 1), count }
  })
  await sql.addViews(
    ctx,
    parts.map((one) => one.kind),
    parts.map((one) => one.name),
    parts.map((one) => one.count),
  )
}
