import type { Context, Id } from '../../context.ts'
import { AppError, forbidden, invalid } from '../../errors.ts'
import { gather } from '../../http/gather.ts'
import { slug } from '../../lib/vietnamese/index.ts'
import { findByAcct, findLocalByUsername } from '../accounts/index.ts'
import { getStanding } from '../communities/index.ts'
import type { RunningRole } from './api.ts'
import { selectRoles, selectSlugs } from './read-sql.ts'
import * as sql from './sql.ts'
import { type Actor, getSeriesById, line, mayGovern, paragraph } from './standing.ts'

/** Graphemes. */
export const seriesLimits = { name: 120, description: 2000 }

/** Addresses below /giao-ban that are no series. */
const reserved = new Set(['moi', 'feed', 'api'])

export interface SeriesInput {
  name: string
  description?: string | undefined
  slug?: string | undefined
  cadence_months?: number | undefined
  /** Handle of a community; empty: the whole network. */
  community?: string | undefined
}

function cadence(value: number | undefined): number {
  const months = value ?? 6
  if (!Number.isInteger(months) || months < 1 || months > 24)
    throw invalid({ field: 'cadence_months', code: 'out_of_range', params: { low: 1, high: 24 } })
  return months
}

const fieldsOf = (input: SeriesInput) => ({
  name: line(input.name, 'name', seriesLimits.name),
  description: paragraph(input.description ?? '', 'description', seriesLimits.description),
  cadence_months: cadence(input.cadence_months),
})

/** The address wanted (422 when it is taken), or the first free one after the name. */
async function freeSlug(ctx: Context, wanted: string, name: string): Promise<string> {
  const base = (slug(wanted || name) || 'giao-ban').slice(0, 50).replace(/-+$/, '')
  const taken = new Set((await selectSlugs(ctx, base)).map((row) => row.slug))
  const free = (one: string) => !reserved.has(one) && !taken.has(one)
  if (wanted && !free(base)) throw invalid({ field: 'slug', code: 'taken' })
  for (let n = 1; ; n += 1) {
    const one = n === 1 ? base : `${base}-${n}`
    if (free(one)) return one
  }
}

/** The community that a series is of, for its founder; null for the network, for whoever operates it. Else 403. */
async function homeOf(ctx: Context, actor: Actor, handle: string): Promise<Id | null> {
  if (handle === '') {
    const rows = await ctx.db`select 1 from users where account_id = ${actor.id} and role <> 'user'`
    if (rows.length === 0) throw forbidden('briefing_network_by_operators')
    return null
  }
  const account = await findLocalByUsername(ctx, handle.trim().replace(/^@/, ''))
  if (!account) throw invalid({ field: 'community', code: 'not_your_community' })
  const standing = await getStanding(ctx, actor, account.id)
  if (standing.role !== 'founder') throw forbidden('community_needs_founder')
  return account.id
}

/**
 * Opens a series; its maker is its secretary. The network's by its operators, a community's by its founder (403 for others);
 * 422 names every wrong field.
 */
export async function createSeries(ctx: Context, actor: Actor, input: SeriesInput): Promise<string> {
  await gather(
    () => line(input.name, 'name', seriesLimits.name),
    () => paragraph(input.description ?? '', 'description', seriesLimits.description),
    () => cadence(input.cadence_months),
    () => homeOf(ctx, actor, input.community ?? ''),
  )
  const community_id = await homeOf(ctx, actor, input.community ?? '')
  const fields = fieldsOf(input)
  const address = await freeSlug(ctx, input.slug?.trim() ?? '', fields.name)
  return ctx.tx(async (ctx) => {
    const id = await sql.insertSeries(ctx, { ...fields, slug: address, community_id, created_by: actor.id })
    await sql.upsertRole(ctx, id, actor.id, 'secretary')
    return address
  })
}

export async function updateSeries(ctx: Context, actor: Actor, id: Id, input: SeriesInput): Promise<void> {
  const series = await getSeriesById(ctx, actor, id)
  if (!mayGovern(series) && series.role !== 'secretary') throw forbidden('briefing_needs_role')
  await gather(
    () => line(input.name, 'name', seriesLimits.name),
    () => paragraph(input.description ?? '', 'description', seriesLimits.description),
    () => cadence(input.cadence_months),
  )
  await sql.updateSeries(ctx, id, fieldsOf(input))
}

/** Ends a series, or takes it up again. What it published stays. */
export async function setSeriesArchived(
  ctx: Context,
  actor: Actor,
  id: Id,
  archived: boolean,
): Promise<void> {
  const series = await getSeriesById(ctx, actor, id)
  if (!mayGovern(series)) throw forbidden('briefing_needs_role')
  await sql.updateSeriesArchived(ctx, id, archived ? ctx.clock() : null)
}

/**
 * Names a chair or a secretary, who may live on another server (such a chair is listed, and runs nothing here).
 * Chairs and those who opened the series may, a secretary while nobody chairs. 422 for nobody known.
 */
export async function setSeriesRole(
  ctx: Context,
  actor: Actor,
  id: Id,
  acct: string,
  role: RunningRole,
): Promise<void> {
  const series = await getSeriesById(ctx, actor, id)
  if (!mayGovern(series) && !(series.role === 'secretary' && !series.chaired))
    throw forbidden('briefing_needs_role')
  const person = await findByAcct(ctx, acct.trim().replace(/^@/, ''))
  if (!person || person.actor_type === 'Group') throw invalid({ field: 'acct', code: 'no_such_person' })
  await ctx.tx(async (ctx) => {
    await sql.lockSeries(ctx, id)
    const before = await selectRoles(ctx, id)
    if (before.length >= 40) throw invalid({ field: 'acct', code: 'too_many' })
    await sql.upsertRole(ctx, id, person.id, role)
    await keepOne(ctx, id)
  })
}

/** Everybody may step back; chairs and those who opened the series take a role away. The last one who runs it stays (409). */
export async function removeSeriesRole(ctx: Context, actor: Actor, id: Id, accountId: Id): Promise<void> {
  const series = await getSeriesById(ctx, actor, id)
  if (actor.id !== accountId && !mayGovern(series)) throw forbidden('briefing_needs_role')
  await ctx.tx(async (ctx) => {
    await sql.lockSeries(ctx, id)
    await sql.deleteRole(ctx, id, accountId)
    await keepOne(ctx, id)
  })
}

/** Somebody who lives here must run it. */
async function keepOne(ctx: Context, id: Id): Promise<void> {
  const rows = await ctx.db`
    select 1 from briefing_roles r join users u on u.account_id = r.account_id where r.series_id = ${id} limit 1`
  if (rows.length === 0) throw new AppError('conflict', 'briefing_needs_runner')
}
