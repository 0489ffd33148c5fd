import { AppError, notFound } from '../../errors.ts'
import type { App, Req } from '../../http/env.ts'
import { csv } from '../../lib/csv.ts'
import { briefingBy, getSeries, type Session } from '../briefings/index.ts'
import { getSettings } from '../instance/index.ts'
import { articleOf } from './activity.ts'
import { allFeed, seriesFeed } from './feeds.ts'
import { calendarOf } from './ical.ts'
import { canonical, frozenOf, publicationOf, readPublication } from './publication.ts'
import { selectDated, selectDue } from './publication-sql.ts'

/** `?version=2`; null for the newest. 400 for what is no number. */
export function versionOf(c: Req): number | null {
  const typed = c.req.query('version')
  if (typed === undefined || typed === '') return null
  if (!/^[1-9]\d{0,5}$/.test(typed)) throw new AppError('bad_request')
  return Number(typed)
}

/** Anybody's program may read what everybody may read. */
function open(c: Req, session: Pick<Session, 'series'>): void {
  if (session.series.private) c.header('Cache-Control', 'private, no-store')
  else {
    c.header('Access-Control-Allow-Origin', '*')
    c.header('Cache-Control', 'public, max-age=60')
  }
}

const sessionAt = (c: Req): Promise<Session> =>
  briefingBy(
    c.get('ctx'),
    c.get('viewer'),
    c.req.param('series') ?? '',
    (c.req.param('number') ?? '').replace(/\D.*$/, ''),
  )

/** The bytes of a frozen version with their hash (RFC 9530); before publication how it stands. */
async function json(c: Req, session: Session): Promise<Response> {
  const ctx = c.get('ctx')
  const frozen = await frozenOf(ctx, session, versionOf(c))
  c.header('Content-Type', 'application/json; charset=utf-8')
  if (!frozen) return c.body(canonical(await publicationOf(ctx, session)))
  const tag = `"${frozen.sha256}"`
  c.header('ETag', tag)
  if (c.req.header('if-none-match') === tag) return c.body(null, 304)
  c.header('Repr-Digest', `sha-256=:${Buffer.from(frozen.sha256, 'hex').toString('base64')}:`)
  c.header('X-Xom-Version', String(frozen.version))
  return c.body(new Uint8Array(frozen.body))
}

const actionColumns = [
  'number',
  'title',
  'body',
  'owner',
  'account',
  'due_on',
  'review_on',
  'progress',
  'state',
  'evidence',
  'evidence_url',
  'closed_at',
  'carried_from',
  'url',
]

const questionColumns = [
  'number',
  'kind',
  'by',
  'anonymous',
  'text',
  'addressed_to',
  'status',
  'reason',
  'grouped_into',
  'answer',
  'answered_at',
  'agree',
  'disagree',
  'pass',
  'apart',
  'asked_at',
]

function table(c: Req, rows: Record<string, unknown>[], columns: string[]): Response {
  c.header('Content-Type', 'text/csv; charset=utf-8')
  return c.body(csv(rows, columns))
}

async function actionsCsv(c: Req, session: Session): Promise<Response> {
  const { publication } = await readPublication(c.get('ctx'), session, versionOf(c))
  return table(c, publication.action_items, actionColumns)
}

async function questionsCsv(c: Req): Promise<Response> {
  const session = await sessionAt(c)
  open(c, session)
  const { publication } = await readPublication(c.get('ctx'), session, versionOf(c))
  const rows = publication.questions.map(({ votes, ...row }) => ({ ...row, ...votes }))
  return table(c, rows, questionColumns)
}

const calendar = (c: Req, text: string): Response => {
  c.header('Content-Type', 'text/calendar; charset=utf-8')
  return c.body(text)
}

async function sessionCalendar(c: Req, { series, briefing }: Session): Promise<Response> {
  const ctx = c.get('ctx')
  const { locale } = await getSettings(ctx)
  const sessions = (await selectDated(ctx, series.id)).filter(({ id }) => id === briefing.id)
  const actions = await selectDue(ctx, { briefingId: briefing.id })
  return calendar(c, calendarOf(ctx, locale, series, sessions, actions))
}

async function seriesCalendar(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const slug = (c.req.param('file') ?? '').replace(/\.ics$/, '')
  const series = await getSeries(ctx, c.get('viewer'), slug)
  open(c, { series })
  const { locale } = await getSettings(ctx)
  const [sessions, actions] = await Promise.all([
    selectDated(ctx, series.id),
    selectDue(ctx, { seriesId: series.id }),
  ])
  return calendar(c, calendarOf(ctx, locale, series, sessions, actions))
}

const files: Record<string, (c: Req, session: Session) => Promise<Response>> = {
  json,
  csv: actionsCsv,
  ics: sessionCalendar,
}

async function article(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const session = await sessionAt(c)
  const { locale } = await getSettings(ctx)
  const found = await articleOf(ctx, session, locale)
  open(c, session)
  c.header('Vary', 'Accept')
  c.header('Content-Type', 'application/activity+json; charset=utf-8')
  return c.body(JSON.stringify(found))
}

const wantsActivity = (c: Req): boolean =>
  /application\/(activity\+json|ld\+json)/.test(c.req.header('accept') ?? '')

/**
 * A session and a series as files. Registered before the pages of features/briefings (see app.ts), whose `/giao-ban/:series`
 * would take `ten.ics` for a name.
 */
export function publicationRoutes(app: App): void {
  app.get('/giao-ban/atom.xml', allFeed)
  app.get('/giao-ban/:series/atom.xml', seriesFeed)
  app.get('/giao-ban/:file{[a-z0-9-]+\\.ics}', seriesCalendar)
  app.get('/giao-ban/:series/:number{[0-9]+\\.(?:json|csv|ics)}', async (c) => {
    const answer = files[c.req.param('number').split('.')[1] ?? '']
    if (!answer) throw notFound()
    const session = await sessionAt(c)
    open(c, session)
    return answer(c, session)
  })
  app.get('/giao-ban/:series/:number{[0-9]+}/questions.csv', questionsCsv)
  app.get('/giao-ban/:series/:number{[0-9]+}/activity.json', article)
  app.get('/giao-ban/:series/:number{[0-9]+}', async (c, next) => {
    if (!wantsActivity(c)) return next()
    return article(c)
  })
}
