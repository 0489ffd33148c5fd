import type { Context, Id } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { isId } from '../../lib/ids.ts'
import { tagKey } from '../../lib/vietnamese/index.ts'
import { requireReader } from '../communities/index.ts'
import { cleanAddress, hashOf, selectByHash } from '../links/index.ts'
import type { Gauge } from './api.ts'
import {
  type Act,
  acts,
  actsOf,
  type Counts,
  formula,
  levelNames,
  levelOf,
  pastHours,
  type Rate,
  rateOf,
  type SubjectKind,
} from './formula.ts'
import * as sql from './sql.ts'

const none: Counts = { posts: 0, replies: 0, boosts: 0, reports: 0, sign_ups: 0, views: 0 }
const MINUTE = 60_000
const networkId: Id = '0'

interface Named {
  id: Id
  name: string
  url: string
}

/** From the start of a minute on, fourteen to fifteen minutes back. */
function windowAt(now: Date): { from: Date; seconds: number } {
  const from = new Date((Math.floor(now.getTime() / MINUTE) - (formula.window - 1)) * MINUTE)
  return { from, seconds: Math.max(60, (now.getTime() - from.getTime()) / 1000) }
}

/** Gauges of several things of one kind: three queries for all of them. */
async function gaugesOf(ctx: Context, kind: SubjectKind, named: Named[]): Promise<Gauge[]> {
  if (named.length === 0) return []
  const now = ctx.clock()
  const ids = named.map((one) => one.id)
  const { from, seconds } = windowAt(now)
  const [began] = await sql.selectSince(ctx)
  const past = pastHours(now, began?.since ?? now)
  const [recent, hours] = await Promise.all([
    sql.selectRecent(ctx, kind, ids, from),
    past.hours.length > 0 ? sql.selectHours(ctx, kind, ids, past.hours) : [],
  ])
  const counts = new Map(recent.map((row) => [row.subject_id, row]))
  const history = new Map(hours.map((row) => [`${row.subject_id} ${row.hour.getTime()}`, row]))
  return named.map((one) => {
    const count = counts.get(one.id) ?? none
    const rates = actsOf[kind].map((act): [Act, Rate] => [
      act,
      rateOf(
        kind,
        act,
        { count: count[act], seconds },
        past.hours.map((hour) => history.get(`${one.id} ${hour.getTime()}`)?.[act] ?? 0),
      ),
    ])
    return toGauge(kind, one, { now, from, basis: past.basis, samples: past.hours.length }, rates)
  })
}

function toGauge(
  kind: SubjectKind,
  one: Named,
  at: { now: Date; from: Date; basis: Gauge['baseline']['basis']; samples: number },
  rates: [Act, Rate][],
): Gauge {
  const [act, hottest] = rates.reduce((best, next) => (next[1].heat > best[1].heat ? next : best))
  const level = levelOf(hottest.heat)
  return {
    kind,
    id: one.id,
    name: one.name,
    url: one.url,
    heat: round(hottest.heat),
    level,
    level_name: levelNames[level - 1]!,
    driven_by: act,
    window: { from: at.from.toISOString(), to: at.now.toISOString() },
    baseline: { basis: at.basis, samples: at.samples },
    rates: rates.map(([name, rate]) => ({
      act: name,
      count: rate.count,
      per_hour: rate.perHour === null ? null : round(rate.perHour),
      usual: round(rate.usual),
      spread: round(rate.spread),
      floor: rate.floor,
      high: round(rate.high),
      heat: round(rate.heat),
    })),
    computed_at: at.now.toISOString(),
  }
}

const round = (value: number): number => Math.round(value * 100) / 100

/** Everybody who asks within a second gets the same answer: a page that a thousand open is made once. */
function shortly<T extends {}>(ctx: Context, key: string, make: () => Promise<T>): Promise<T> {
  const cache = ctx.cache.lru<string, Promise<T>>('heat', { max: 500, ttl: 1000 })
  const known = cache.get(key)
  if (known) return known
  const made = make()
  cache.set(key, made)
  made.catch(() => cache.delete(key))
  return made
}

const origin = (ctx: Context, path: string): string => `${ctx.config.origin}${path}`

export const networkGauge = (ctx: Context): Promise<Gauge> =>
  shortly(ctx, 'network', async () => {
    const [gauge] = await gaugesOf(ctx, 'network', [
      { id: networkId, name: '', url: origin(ctx, '/do-nong') },
    ])
    return gauge!
  })

const tagUrl = (ctx: Context, name: string) => origin(ctx, `/tags/${encodeURIComponent(name)}`)

export interface Overview {
  network: Gauge
  tags: Gauge[]
  links: Gauge[]
  communities: Gauge[]
}

/** The network and what is busiest in it, the hottest first. Only what everybody may read. */
export const overview = (ctx: Context): Promise<Overview> =>
  shortly(ctx, 'overview', async () => {
    const { from } = windowAt(ctx.clock())
    const [network, tags, links, communities] = await Promise.all([
      networkGauge(ctx),
      busyTags(ctx, from),
      busyLinks(ctx, from),
      busyRooms(ctx, from),
    ])
    return { network, tags, links, communities }
  })

const mostListed = 20
const hottestFirst = (gauges: Gauge[]): Gauge[] =>
  [...gauges].sort((a, b) => b.heat - a.heat).slice(0, mostListed)

const enough = (rows: readonly { id: Id; people: number }[]): Id[] =>
  rows.filter((row) => row.people >= formula.people).map((row) => row.id)

const idsOf = async (rows: Promise<readonly { subject_id: Id }[]>): Promise<Id[]> =>
  (await rows).map((row) => row.subject_id)

async function busyTags(ctx: Context, from: Date): Promise<Gauge[]> {
  const busiest = await idsOf(sql.selectBusiest(ctx, 'tag', from, 50))
  if (busiest.length === 0) return []
  const names = await sql.selectTagNames(ctx, enough(await sql.countTagPeople(ctx, busiest, from)))
  const named = names.map(({ id, name }) => ({ id, name, url: tagUrl(ctx, name) }))
  return hottestFirst(await gaugesOf(ctx, 'tag', named))
}

async function busyLinks(ctx: Context, from: Date): Promise<Gauge[]> {
  const busiest = await idsOf(sql.selectBusiest(ctx, 'link', from, 50))
  if (busiest.length === 0) return []
  const names = await sql.selectLinkNames(ctx, enough(await sql.countLinkPeople(ctx, busiest, from)))
  const named = names.map(({ id, name }) => ({ id, name, url: origin(ctx, `/tin/link/${id}`) }))
  return hottestFirst(await gaugesOf(ctx, 'link', named))
}

async function busyRooms(ctx: Context, from: Date): Promise<Gauge[]> {
  const busiest = await idsOf(sql.selectBusiest(ctx, 'community', from, 50))
  if (busiest.length === 0) return []
  const names = await sql.selectRoomNames(ctx, busiest)
  const named = names.map(({ id, name, handle }) => ({
    id,
    name,
    url: origin(ctx, `/xom/${handle}/do-nong`),
  }))
  return hottestFirst(await gaugesOf(ctx, 'community', named))
}

/** Of a tag that stands in public posts; 404 for none. */
export async function tagGauge(ctx: Context, written: string): Promise<Gauge> {
  const key = tagKey(`#${written.replace(/^#/, '')}`)
  const [tag] = key ? await sql.selectTag(ctx, key) : []
  if (!tag) throw notFound()
  return gaugeOf(ctx, 'tag', tag.id)
}

/** The id of a tag that stands in public posts, however it is written; null for none. */
export async function tagIdOf(ctx: Context, written: string): Promise<Id | null> {
  const key = tagKey(`#${written.replace(/^#/, '')}`)
  const [tag] = key ? await sql.selectTag(ctx, key) : []
  return tag?.id ?? null
}

/** The id of a link that stands in public posts, by its address; null for none. */
export async function linkIdOf(ctx: Context, address: string): Promise<Id | null> {
  const url = cleanAddress(address)
  const [known] = url ? await selectByHash(ctx, hashOf(url)) : []
  const [link] = known ? await sql.selectLink(ctx, known.id) : []
  return link?.id ?? null
}

/** Of a link that stands in public posts; 404 for none. */
export async function linkGauge(ctx: Context, id: Id): Promise<Gauge> {
  const [link] = isId(id) ? await sql.selectLink(ctx, id) : []
  if (!link) throw notFound()
  return gaugeOf(ctx, 'link', link.id)
}

/** Of a community, for those who may read it: 403 for others, 404 for none. */
export async function communityGauge(ctx: Context, viewer: { id: Id } | null, id: Id): Promise<Gauge> {
  await requireReader(ctx, viewer, id)
  return gaugeOf(ctx, 'community', id)
}

/** For features above, which have asked who may see it. 404 for what is gone. */
export const gaugeOf = (ctx: Context, kind: SubjectKind, id: Id): Promise<Gauge> =>
  kind === 'network'
    ? networkGauge(ctx)
    : shortly(ctx, `${kind} ${id}`, async () => {
        const [row] =
          kind === 'tag'
            ? await sql.selectTagNames(ctx, [id])
            : kind === 'link'
              ? await sql.selectLinkNames(ctx, [id])
              : await sql.selectRoomNames(ctx, [id])
        if (!row) throw notFound()
        const url =
          kind === 'tag'
            ? tagUrl(ctx, row.name)
            : origin(ctx, kind === 'link' ? `/tin/link/${id}` : `/xom/${row.handle}/do-nong`)
        const [gauge] = await gaugesOf(ctx, kind, [{ id, name: row.name, url }])
        return gauge!
      })

/** Gauges of things of one kind by their ids, for whoever watches them: without names, three queries for all. */
export async function gaugesById(ctx: Context, kind: SubjectKind, ids: Id[]): Promise<Map<Id, Gauge>> {
  const gauges = await gaugesOf(
    ctx,
    kind,
    [...new Set(ids)].map((id) => ({ id, name: '', url: '' })),
  )
  return new Map(gauges.map((gauge) => [gauge.id, gauge]))
}

const HOUR = 3_600_000

/** What happened between two moments, of the network or a community: by the minute for a day, then by whole hours. */
export async function countsBetween(
  ctx: Context,
  kind: SubjectKind,
  id: Id,
  from: Date,
  to: Date,
): Promise<Counts> {
  const old = ctx.clock().getTime() - from.getTime() > 25 * HOUR
  const [row] = await sql.sumBetween(ctx, kind, id, from, to, old)
  return Object.fromEntries(acts.map((act) => [act, row?.[act] ?? 0])) as Counts
}
