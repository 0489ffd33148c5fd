import { getCookie } from 'hono/cookie'
import type { Context, Id } from '../context.ts'
import type { Req, Viewer } from '../http/env.ts'
import { faceOfMedia } from '../lib/faces.ts'
import { type Flash, takeFlash } from './flash.ts'
import { type Locale, t } from './i18n/index.ts'

export type Theme = 'auto' | 'light' | 'dark' | 'contrast'

/** What the shell says about the network; set by features/instance for each request. */
export interface NetworkFace {
  name: string
  description: string
  registrations: 'open' | 'approval' | 'invite' | 'closed'
  rules: readonly { id: Id; text: string; translations?: Record<string, { text: string }> }[]
  /** It has terms of service. */
  terms?: boolean
  people: number
}

/** A measure that holds, as its banner says it; set by features/measures. */
export interface MeasureNotice {
  id: Id
  kind: string
  /** Of a community: what it is called; null: of the whole network. */
  room: string | null
  /** Handle of whoever took it. */
  by: string
  reason: string
  until: Date
  options: Record<string, string | number>
  /** Verified updates, the newest first, and how many more there are. */
  updates: { title: string; url: string; source: string }[]
  more: number
}

export interface MeasureFace {
  notices: MeasureNotice[]
  /** All pages are text only. */
  textOnly: boolean
  /** The reader is called to an extra shift of the moderators. */
  onShift: boolean
  /** The page is a copy that was saved then. */
  savedAt: Date | null
}

/** Everything a component may need to know about the reader and the moment; passed as the prop `view`. */
export interface View {
  locale: Locale
  t: (key: string, params?: Record<string, string | number>) => string
  viewer: Viewer | null
  /** The signed-in person's own avatar and names, for the shell. */
  me: { acct: string; displayName: string; avatar: string; desk: boolean } | null
  theme: Theme
  textOnly: boolean
  /** Asked for in the settings; the device's own wish counts anyway. */
  lessMotion?: boolean
  now: Date
  path: string
  network: string
  /** More about the network, for the rails of the shell. */
  face: NetworkFace
  origin: string
  domain: string
  /** A message for this one view, after a redirect. */
  flash: Flash | null
  /** Notifications not read yet; 100 stands for more than 99. */
  unread: number
  /** What holds for a time; null when nothing does. */
  measures?: MeasureFace | null
}

interface MeRow {
  username: string
  display_name: string
  avatar_media: string | null
  unread: number
  desk: boolean
}

/** Names, picture and unread notifications in one query; counting stops at 100. */
async function findMe(ctx: Context, id: Id): Promise<MeRow | null> {
  const rows = await ctx.db<MeRow[]>`
    select a.username, a.display_name, a.avatar_media,
      (select count(*)::int from (
        select 1 from notifications n
        where n.account_id = a.id and n.dismissed_at is null
          and n.id > coalesce((select last_read_id from markers m where m.account_id = a.id and m.timeline = 'notifications'), 0)
        limit 100) as waiting) as unread,
      exists (select from users u where u.account_id = a.id and u.role <> 'user') or exists (
        select from community_roles r where r.account_id = a.id and (r.role = 'founder' or 'cases' = any(r.permissions))) as desk
    from accounts a where a.id = ${id}`
  return rows[0] ?? null
}

function missing(ctx: Context, error: unknown): null {
  ctx.log.error('no data for the shell', { error })
  return null
}

const nobody: NetworkFace = { name: 'Xóm', description: '', registrations: 'closed', rules: [], people: 0 }

/** Built once per page request. */
export async function viewOf(c: Req): Promise<View> {
  const ctx = c.get('ctx')
  const locale = c.get('locale') ?? 'vi'
  const viewer = c.get('viewer') ?? null
  // Chosen on this device, or else with the account (features/settings).
  const chosen = viewer?.preferences ?? {}
  const theme = getCookie(c, 'xom_theme') ?? chosen['theme']
  const face = c.get('network') ?? nobody
  const measures = c.get('measures') ?? null
  // The error page needs a view even when the database is away.
  const me = viewer ? await findMe(ctx, viewer.id).catch((error) => missing(ctx, error)) : null
  return {
    locale,
    t: (key, params) => t(locale, key, params),
    viewer,
    me: me && {
      acct: me.username,
      displayName: me.display_name || me.username,
      desk: me.desk || (measures?.onShift ?? false),
      avatar: faceOfMedia(me.avatar_media),
    },
    theme: theme === 'light' || theme === 'dark' || theme === 'contrast' ? theme : 'auto',
    textOnly:
      measures?.textOnly === true ||
      (getCookie(c, 'xom_text_only') ?? (chosen['text_only'] === true ? '1' : '')) === '1',
    lessMotion: chosen['less_motion'] === true,
    now: ctx.clock(),
    path: c.req.path,
    network: face.name,
    face,
    origin: ctx.config.origin,
    domain: ctx.config.domain,
    flash: takeFlash(c, locale),
    unread: me?.unread ?? 0,
    measures,
  }
}
