import type { Context } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import type { NetworkFace } from '../../ui/view.ts'
import * as sql from './sql.ts'
import { currentText } from './texts.ts'

export const registrationModes = ['open', 'approval', 'invite', 'closed'] as const
export type RegistrationMode = (typeof registrationModes)[number]

/** What the community decides about itself. */
export interface InstanceSettings {
  /** False until the set-up wizard (or the operator's command line) has made the first admin. */
  ready: boolean
  /** The sample neighbourhood is being filled in; still true at a start: the one before was cut off half-way. */
  demoFilling: boolean
  name: string
  /** Plain text, one paragraph. */
  description: string
  /** Plain text, paragraphs apart by an empty line; shown on /about. */
  about: string
  registrations: RegistrationMode
  locale: 'vi' | 'en'
  contactEmail: string
  /** Username of the neighbour to write to; empty: the first admin. */
  contactUsername: string
  maxPinned: number
  /** Limits for accounts of the first days; 0 turns one off, `newcomerDays` all of them. */
  newcomerDays: number
  newcomerLinks: number
  newcomerLinksDay: number
  newcomerMentions: number
  newcomerPostsHour: number
  newcomerRecipientsDay: number
}

export const defaults: InstanceSettings = {
  ready: false,
  demoFilling: false,
  name: 'Xóm',
  description: '',
  about: '',
  registrations: 'open',
  locale: 'vi',
  contactEmail: '',
  contactUsername: '',
  maxPinned: 5,
  newcomerDays: 7,
  newcomerLinks: 2,
  newcomerLinksDay: 10,
  newcomerMentions: 5,
  newcomerPostsHour: 20,
  newcomerRecipientsDay: 5,
}

const cacheName = 'settings'
const cache = (ctx: Context) => ctx.cache.lru<string, InstanceSettings>(cacheName, { max: 4, ttl: 30_000 })

/** The settings, cached in every process and dropped everywhere when somebody saves. */
export async function getSettings(ctx: Context): Promise<InstanceSettings> {
  const known = cache(ctx).get('all')
  if (known) return known
  const settings: InstanceSettings = { ...defaults, ...(await sql.readSettings(ctx)) }
  cache(ctx).set('all', settings)
  return settings
}

/** Stores the given settings and leaves the others. */
export async function saveSettings(ctx: Context, changes: Partial<InstanceSettings>): Promise<void> {
  await ctx.tx(async (ctx) => {
    await sql.writeSettings(ctx, changes, ctx.clock())
    await dropCached(ctx, cacheName, 'all')
    await dropCached(ctx, 'network', 'face')
  })
}

/** Whether the network has its first admin. One that came from the command line counts as well. */
export async function isSetUp(ctx: Context): Promise<boolean> {
  if ((await getSettings(ctx)).ready) return true
  if (!(await sql.hasAdmin(ctx))) return false
  await saveSettings(ctx, { ready: true })
  return true
}

/** What the shell shows of the network; people are counted from a cached aggregate. */
export async function networkFace(ctx: Context): Promise<NetworkFace> {
  const faces = ctx.cache.lru<string, Omit<NetworkFace, 'people'>>('network', { max: 4, ttl: 60_000 })
  const { users } = await networkStats(ctx)
  const known = faces.get('face')
  if (known) return { ...known, people: users }
  const [settings, rules, terms] = await Promise.all([
    getSettings(ctx),
    sql.listRules(ctx),
    currentText(ctx, 'terms'),
  ])
  const face = {
    name: settings.name,
    description: settings.description,
    registrations: settings.registrations,
    rules: rules.map(({ id, text, translations }) => ({ id, text, translations })),
    terms: terms !== null,
  }
  faces.set('face', face)
  return { ...face, people: users }
}

export interface NetworkStats {
  users: number
  statuses: number
  activeMonth: number
  activeHalfYear: number
}

interface Counted {
  /** The count itself; whoever asks meanwhile waits for the same one. */
  stats: Promise<NetworkStats>
  /** Until when it is good, in milliseconds of the server's clock; infinite while it is being made. */
  until: number
}

const freshest = 5000
const oldest = 600_000

/**
 * People and posts, a few seconds old: a new network is right when its first people look. Posts are the sum of the
 * local people's counters, so the cost grows with people, never with posts; a count that took long is kept longer
 * (200 times what it took, ten minutes at most), so that counting never takes more than a two-hundredth of the time.
 */
export function networkStats(ctx: Context): Promise<NetworkStats> {
  const kept = ctx.cache.lru<string, Counted>('network_stats', { max: 1 })
  const now = ctx.clock().getTime()
  const known = kept.get('all')
  if (known && known.until > now) return known.stats
  const counted: Counted = { stats: sql.countAll(ctx, ctx.clock()), until: Number.POSITIVE_INFINITY }
  kept.set('all', counted)
  const started = performance.now()
  counted.stats.then(
    () => {
      const took = performance.now() - started
      counted.until = now + Math.min(Math.max(freshest, took * 200), oldest)
    },
    () => kept.delete('all'),
  )
  return counted.stats
}
