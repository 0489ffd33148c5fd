import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { AppError, invalid, notFound } from '../../errors.ts'
import { gather } from '../../http/gather.ts'
import { cleanText, countGraphemes } from '../../lib/graphemes.ts'
import { renderPost } from '../../lib/html/index.ts'
import { isId } from '../../lib/ids.ts'
import { slug } from '../../lib/vietnamese/index.ts'
import { findByAcct, findLocalByUsername } from '../accounts/index.ts'
import {
  checkCommunity,
  createCommunity,
  permissions,
  setRole,
  updateCommunity,
} from '../communities/index.ts'
import { follow, unfollow } from '../follows/index.ts'
import type { CreateSite, OwnerKind, UpdateSite } from './api.ts'
import { cleanHost, lookSoon, wantedHost } from './own-host.ts'
import * as sql from './sql.ts'
import { getSite, requireSiteRole } from './standing.ts'

/** Graphemes. */
export const limits = {
  organisation: 120,
  about: 10_000,
  contact: 1000,
  masthead: 1000,
  licence: 200,
  section: 40,
  sectionDescription: 200,
  title: 60,
  series: 120,
  seriesDescription: 500,
}
/** Sections of a site, and minutes that a reprint may be held back: thirty days. */
const mostSections = 30
const longestDelay = 43_200

/** Trims, and refuses what is too long: 422 that names the field. */
export function clean(text: string, field: string, limit: number, lines = false): string {
  const whole = cleanText(text).trim()
  const cleaned = lines ? whole : whole.replace(/\s+/g, ' ')
  if (countGraphemes(cleaned, limit) > limit) throw invalid({ field, code: 'too_big', params: { limit } })
  return cleaned
}

/** The community that it shall belong to: its maker must be founder or moderator there. */
async function ownerOf(
  ctx: Context,
  actor: { id: Id },
  kind: OwnerKind,
  handle: string | undefined,
): Promise<Id | null> {
  if (kind !== 'community') return null
  const account = await findLocalByUsername(ctx, (handle ?? '').trim().replace(/^@/, ''))
  if (!account || !(await sql.governs(ctx, actor.id, account.id)))
    throw invalid({ field: 'owner', code: 'not_your_community' })
  return account.id
}
/** Throws one 422 that names every wrong field. */
const checkSite = (ctx: Context, actor: { id: Id }, input: CreateSite) =>
  gather(
    () =>
      checkCommunity(ctx, { username: input.username, display_name: input.display_name, note: input.note }),
    () => clean(input.organisation ?? '', 'organisation', limits.organisation),
    () => clean(input.masthead ?? '', 'masthead', limits.masthead, true),
    () => {
      if (input.owner_kind === 'organisation' && !input.organisation?.trim())
        throw invalid({ field: 'organisation', code: 'blank' })
    },
    () => ownerOf(ctx, actor, input.owner_kind ?? 'person', input.owner),
  )

/** Opens a site; its maker is its owner. 422 names every wrong field. */
export async function createSite(ctx: Context, actor: { id: Id }, input: CreateSite): Promise<Id> {
  await checkSite(ctx, actor, input)
  const kind = input.owner_kind ?? 'person'
  const ownerId = await ownerOf(ctx, actor, kind, input.owner)
  return ctx.tx(async (ctx) => {
    const id = await createCommunity(
      ctx,
      actor,
      {
        username: input.username,
        display_name: input.display_name,
        note: input.note,
        language: input.language,
        members_may: [],
      },
      'site',
    )
    await sql.insertSite(ctx, {
      account_id: id,
      owner_kind: kind,
      owner_id: ownerId,
      organisation: clean(input.organisation ?? '', 'organisation', limits.organisation),
      masthead: clean(input.masthead ?? '', 'masthead', limits.masthead, true),
    })
    return id
  })
}

const html = (ctx: Context, text: string): string =>
  renderPost(text, {
    mentions: new Map(),
    tagUrl: (_, display) => `${ctx.config.origin}/tags/${encodeURIComponent(display)}`,
  }).html

/** Host names, one entry each, without `www.`. */
const cleanSources = (sources: string[]): string[] => [
  ...new Set(
    sources
      .map((one) =>
        one
          .trim()
          .toLowerCase()
          .replace(/^https?:\/\//, '')
          .replace(/^www\./, '')
          .replace(/\/.*$/, ''),
      )
      .filter((one) => one !== ''),
  ),
]

/** What `input` changes in the row. Throws 422 for the first wrong field of each kind. */
async function changeOf(
  ctx: Context,
  actor: { id: Id },
  site: sql.SiteRow,
  input: UpdateSite,
): Promise<sql.SiteChange> {
  const change: sql.SiteChange = {}
  const put =
    <K extends keyof sql.SiteChange>(name: K, value: () => sql.SiteChange[K]) =>
    () => {
      if (input[name as keyof UpdateSite] !== undefined) change[name] = value()
    }
  await gather(
    put('organisation', () => clean(input.organisation!, 'organisation', limits.organisation)),
    put('about', () => clean(input.about!, 'about', limits.about, true)),
    put('contact', () => clean(input.contact!, 'contact', limits.contact, true)),
    put('masthead', () => clean(input.masthead!, 'masthead', limits.masthead, true)),
    put('licence', () => clean(input.licence!, 'licence', limits.licence)),
    put('host', () => cleanHost(ctx, input.host ?? '') || null),
    put('look', () => input.look!),
    put('comments', () => input.comments!),
    put('source_required', () => input.source_required!),
    put('sources', () => cleanSources(input.sources!)),
    put('reprint_delay', () => {
      const minutes = Math.round(input.reprint_delay!)
      if (!(minutes >= 0 && minutes <= longestDelay))
        throw invalid({
          field: 'reprint_delay',
          code: 'out_of_range',
          params: { low: 0, high: longestDelay },
        })
      return minutes
    }),
    async () => {
      if (input.owner_kind === undefined) return
      change.owner_kind = input.owner_kind
      const same =
        input.owner_kind === site.owner_kind && (input.owner ?? site.owner_handle) === site.owner_handle
      if (!same || input.owner_kind !== 'community')
        change.owner_id = await ownerOf(ctx, actor, input.owner_kind, input.owner)
    },
  )
  if (change.about !== undefined) change.about_html = html(ctx, change.about)
  return change
}

/**
 * Changes what is given. The owner's. A host name is only wanted until it is known to lead here (own-host.ts). Throws one
 * 422 that names every wrong field.
 */
export async function updateSite(
  ctx: Context,
  actor: { id: Id },
  id: Id,
  input: UpdateSite & { avatar?: string | null; header?: string | null },
): Promise<void> {
  const site = await requireSiteRole(ctx, actor, id, 'owner')
  const change = await changeOf(ctx, actor, site, input)
  const moved = change.host !== undefined && change.host !== site.host
  await ctx.tx(async (ctx) => {
    const { display_name, note, accent, language, avatar, header } = input
    await updateCommunity(ctx, actor, id, { display_name, note, accent, language, avatar, header })
    await sql.updateSiteRow(ctx, id, { ...change, ...(moved ? wantedHost(change.host!) : {}) })
    if (!moved) return
    await dropCached(ctx, 'site-hosts', '*')
    if (change.host) await lookSoon(ctx, id, change.host, 0)
  })
}

/** Replaces the sections, in the order given; one with its id is renamed. Owner and editors. */
export async function saveSiteSections(
  ctx: Context,
  actor: { id: Id },
  siteId: Id,
  given: { id: Id | null; name: string; description: string }[],
): Promise<void> {
  const site = await requireSiteRole(ctx, actor, siteId, 'editor')
  const known = new Set((site.sections ?? []).map(({ id }) => id))
  if (given.length > mostSections)
    throw invalid({ field: 'sections', code: 'too_many', params: { limit: mostSections } })
  const slugs = new Set<string>()
  const sections = given.flatMap(({ id, name, description }) => {
    const cleanName = clean(name, 'sections', limits.section)
    if (cleanName === '') return []
    const base = slug(cleanName) || 'muc'
    let own = base
    for (let n = 2; slugs.has(own); n += 1) own = `${base}-${n}`
    slugs.add(own)
    return [
      {
        id: id && known.has(id) ? id : null,
        slug: own,
        name: cleanName,
        description: clean(description, 'sections', limits.sectionDescription),
      },
    ]
  })
  await ctx.tx(async (ctx) => {
    await sql.replaceSections(ctx, siteId, sections)
    await dropCached(ctx, 'anonymous', '*')
  })
}

/**
 * Gives somebody who has an account here a role, or another one. The owner's. An editor also moderates comments (a role
 * of the community). She is told, and may leave. 422 for nobody of that name.
 */
export async function setStaff(
  ctx: Context,
  actor: { id: Id },
  siteId: Id,
  acct: string,
  role: 'editor' | 'contributor',
  title = '',
): Promise<void> {
  await requireSiteRole(ctx, actor, siteId, 'owner')
  const person = await findByAcct(ctx, acct.trim().replace(/^@/, ''))
  if (!person || person.domain || person.actor_type !== 'Person')
    throw invalid({ field: 'acct', code: 'no_such_person' })
  const cleanTitle = clean(title, 'title', limits.title)
  if (person.id === actor.id) throw new AppError('unprocessable', 'site_own_role')
  await ctx.tx(async (ctx) => {
    await follow(ctx, person, siteId, {}, { invited: true })
    await sql.upsertStaff(ctx, siteId, person.id, role, cleanTitle)
    await setRole(ctx, actor, siteId, person.id, role === 'editor' ? 'moderator' : 'member', permissions)
  })
}

/** Takes the role away; somebody may also lay her own down. */
export async function removeStaff(ctx: Context, actor: { id: Id }, siteId: Id, accountId: Id): Promise<void> {
  if (!isId(accountId)) throw notFound()
  if (actor.id !== accountId) await requireSiteRole(ctx, actor, siteId, 'owner')
  await ctx.tx(async (ctx) => {
    if (!(await sql.deleteStaff(ctx, siteId, accountId))) throw notFound()
    if (actor.id === accountId) await unfollow(ctx, actor, siteId)
    else await setRole(ctx, actor, siteId, accountId, 'member')
  })
}

/** Begins a series, or answers the one of that name. Owner and editors. */
export async function addSeries(
  ctx: Context,
  actor: { id: Id },
  siteId: Id,
  input: { title: string; description?: string },
): Promise<Id> {
  await requireSiteRole(ctx, actor, siteId, 'editor')
  const title = clean(input.title, 'title', limits.series)
  if (title === '') throw invalid({ field: 'title', code: 'blank' })
  const row = {
    slug: slug(title) || 'loat-bai',
    title,
    description: clean(input.description ?? '', 'description', limits.seriesDescription, true),
  }
  const made = await sql.insertSeries(ctx, siteId, row)
  if (made) return made
  const there = (await sql.selectSeries(ctx, siteId)).find((one) => one.slug === row.slug)
  return there?.id ?? Promise.reject(notFound())
}

export async function removeSeries(ctx: Context, actor: { id: Id }, siteId: Id, id: Id): Promise<void> {
  if (!isId(id)) throw notFound()
  await requireSiteRole(ctx, actor, siteId, 'editor')
  await sql.deleteSeries(ctx, siteId, id)
}

export const listSeries = async (ctx: Context, siteId: Id) => {
  await getSite(ctx, null, siteId)
  return sql.selectSeries(ctx, siteId)
}
