import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { dropCached } from '../../db/invalidate.ts'
import { AppError } from '../../errors.ts'
import { sessionCookie } from '../../http/auth.ts'
import { readBody } from '../../http/body.ts'
import type { Env, Req, Viewer } from '../../http/env.ts'
import { clientAddress, limit, limitRate } from '../../http/guard.ts'
import { hashToken } from '../../lib/crypto.ts'
import { setFlash } from '../../ui/flash.ts'
import { createSession, revokeSession, SESSION_DAYS, sessionEnd } from './doors.ts'
import { cancelDeletion } from './signin.ts'
import { touchSession, touchToken, type UserRow } from './sql.ts'
import { noteMonth } from './users-sql.ts'

export type Form = Record<string, string>

/** The text fields of a form; what is missing reads as ''. */
export async function readForm(c: Req): Promise<Form> {
  const body = await readBody(c)
  const form: Form = Object.create(null)
  for (const [name, value] of Object.entries(body)) if (typeof value === 'string') form[name] = value
  return form
}

/** A path of our own to go on to, or '/': never another site, never a scheme. */
export function localPath(path: string | undefined): string {
  if (!path?.startsWith('/') || path.length > 4000 || /^\/[/\\]|\\|\p{Cc}/u.test(path)) return '/'
  return path
}

/** 'Firefox, Android': enough to tell one's own devices apart, too little to follow anybody. */
export function deviceOf(userAgent: string | undefined): string {
  const text = userAgent ?? ''
  const first = (names: [RegExp, string][]) => names.find(([pattern]) => pattern.test(text))?.[1]
  const browser = first([
    [/coc_coc/i, 'Cốc Cốc'],
    [/Edg/, 'Edge'],
    [/OPR|Opera/, 'Opera'],
    [/SamsungBrowser/, 'Samsung Internet'],
    [/Firefox|FxiOS/, 'Firefox'],
    [/Chrome|CriOS/, 'Chrome'],
    [/Safari/, 'Safari'],
  ])
  const system = first([
    [/Android/, 'Android'],
    [/iPhone|iPod/, 'iPhone'],
    [/iPad/, 'iPad'],
    [/Windows/, 'Windows'],
    [/Mac OS/, 'macOS'],
    [/CrOS/, 'ChromeOS'],
    [/Linux/, 'Linux'],
  ])
  return [browser, system].filter(Boolean).join(', ')
}

const secure = (c: Req): boolean => c.get('ctx').config.origin.startsWith('https:')

export function setSessionCookie(c: Req, secret: string): void {
  setCookie(c, sessionCookie, secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: secure(c),
    maxAge: SESSION_DAYS * 86_400,
  })
}

export const clearSessionCookie = (c: Req): void => {
  deleteCookie(c, sessionCookie, { path: '/', secure: secure(c) })
}

/** Lets a person in on this device. Signing in takes back a request to be deleted, and says so. */
export async function letIn(c: Req, user: UserRow): Promise<void> {
  const ctx = c.get('ctx')
  const before = c.get('viewer')
  // The cookie is about to be replaced: the session behind it would stay open with nobody in it.
  if (before?.sessionId) await revokeSession(ctx, before.id, before.sessionId)
  setSessionCookie(c, await createSession(ctx, user.account_id, deviceOf(c.req.header('user-agent'))))
  if (await cancelDeletion(ctx, user)) setFlash(c, 'auth.flash.deletion_cancelled')
}

/** The cookie between password and code: opens nothing by itself. */
const stepCookie = 'xom_step'

export const setStepCookie = (c: Req, secret: string): void =>
  setCookie(c, stepCookie, secret, {
    path: '/login',
    httpOnly: true,
    sameSite: 'Lax',
    secure: secure(c),
    maxAge: 600,
  })
export const readStepCookie = (c: Req): string => getCookie(c, stepCookie) ?? ''
export const clearStepCookie = (c: Req): void => {
  deleteCookie(c, stepCookie, { path: '/login', secure: secure(c) })
}

/** Counts a try at the door by address. */
export const limitByAddress = (c: Req, name: string, most: number, seconds: number): void =>
  limitRate(c, name, clientAddress(c), most, seconds)

/**
 * How many may join from one address. Behind one address may stand one machine or, with a carrier's NAT, a whole
 * lane: 25 people in five minutes is a meeting where everybody joins at once, 200 a day a fair. What fails (a handle
 * that is taken, say) does not use up a place, only one of the 100 tries.
 */
const signupLimits = [
  { name: 'signup-try', most: 100, seconds: 300 },
  { name: 'signup', most: 25, seconds: 300 },
  // After the short window, so that what is turned away there does not use up the day.
  { name: 'signup-day', most: 200, seconds: 86_400 },
] as const

/** Makes an account within the limits; 429 before anything is written. */
export async function limitSignUps<T>(c: Req, work: () => Promise<T>): Promise<T> {
  const who = clientAddress(c)
  const taken = signupLimits.map((one) => limit(c, { ...one, who, reason: 'signup_limited' }))
  try {
    return await work()
  } catch (error) {
    for (const giveBack of taken.slice(1)) giveBack()
    throw error
  }
}

/** Once an hour for each session and process: the 90 days start anew, here and in the browser. */
export const keepFresh = createMiddleware<Env>(async (c, next) => {
  const viewer = c.get('viewer')
  if (viewer) await touch(c, viewer)
  await next()
})

async function touch(c: Req, viewer: Viewer): Promise<void> {
  const ctx = c.get('ctx')
  const key = viewer.sessionId ? `s${viewer.sessionId}` : `t${viewer.tokenId}`
  const touched = ctx.cache.lru<string, number>('touched-doors', { max: 20_000 })
  const now = ctx.clock()
  if ((touched.get(key) ?? 0) > now.getTime() - 3_600_000) return
  touched.set(key, now.getTime())
  await noteMonth(ctx, viewer.id, now)
  if (viewer.tokenId) return touchToken(ctx, viewer.tokenId, now)
  const secret = getCookie(c, sessionCookie)
  if (viewer.sessionId && secret && (await touchSession(ctx, viewer.sessionId, now, sessionEnd(ctx)))) {
    // The remembered door still has the old end.
    await dropCached(ctx, 'doors', hashToken(secret).toString('hex'))
    setSessionCookie(c, secret)
  }
}

/** The signed-in person of a page, or a redirect to the sign-in page that comes back here. */
export function pageViewer(c: Req): Viewer {
  const viewer = c.get('viewer')
  if (!viewer) throw new AppError('unauthorized')
  return viewer
}

/** For GET pages: where a stranger is sent. */
export function toLogin(c: Req): Response {
  const url = new URL(c.req.url)
  return c.redirect(`/login?next=${encodeURIComponent(url.pathname + url.search)}`, 303)
}

/** 422 errors belong beside the fields; everything else goes on its way. */
export function formError(thrown: unknown): AppError {
  if (thrown instanceof AppError && thrown.status === 422) return thrown
  throw thrown
}
