import { z } from 'zod'
import { AppError, invalid } from '../../errors.ts'
import { optionalViewer, requireViewer } from '../../http/auth.ts'
import { check, id, int, list, readBody, readQuery } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { parseIso, vietnamDayRange } from '../../lib/time.ts'
import { addAgendaItem, removeAgendaItem, setCurrentItem, updateAgendaItem } from './agenda.ts'
import { briefingStates, participantKinds, participantStatuses, runningRoles, seats } from './api.ts'
import { saveMinutes } from './minutes.ts'
import {
  addParticipant,
  answerInvitation,
  markAttendance,
  removeParticipant,
  updateParticipant,
} from './participants.ts'
import {
  presentBriefing,
  presentCorrection,
  presentItem,
  presentPart,
  presentParticipants,
  presentSeries,
  presentSpeech,
} from './present.ts'
import {
  selectAgenda,
  selectBriefings,
  selectCorrections,
  selectParticipants,
  selectParts,
  selectSeriesList,
  selectSpeeches,
} from './read-sql.ts'
import { createSeries, removeSeriesRole, setSeriesRole, updateSeries } from './series.ts'
import { createBriefing, moveBriefing, updateBriefing } from './sessions.ts'
import { addSpeech, removeSpeech, updateSpeech } from './speeches.ts'
import { briefingBy, briefingById, getSeries, getSeriesById } from './standing.ts'

const words = (max: number) => z.string().max(max).optional()

const Series = z.object({
  name: z.string().max(2000),
  description: words(20_000),
  slug: words(200),
  cadence_months: int(-1, 1000).optional(),
  community: words(200),
})
const Role = z.object({ acct: z.string().max(300), role: z.enum(runningRoles) })

/** A day (`YYYY-MM-DD`, its beginning in Vietnam) or an instant (ISO 8601 with its zone). */
const instant = z.string().max(60).nullish()
const BriefingBody = z.object({
  number: int(-1, 100_000).optional(),
  title: words(3000),
  purpose: words(50_000),
  period_from: instant,
  period_to: instant,
  ahead_to: instant,
  starts_at: instant,
  ends_at: instant,
  place: words(3000),
  stream_url: words(5000),
  questions_until: instant,
  questions_live: z.coerce.boolean().optional(),
  correction: words(5000),
})
const Step = z.object({ state: z.enum(briefingStates), note: words(5000) })
const ParticipantBody = z.object({
  kind: z.enum(participantKinds).optional(),
  acct: words(300),
  name: words(2000),
  seat: z.enum(seats),
  role: words(2000),
  affiliation: words(2000),
  affiliated_from: z.string().max(40).nullish(),
  affiliated_to: z.string().max(40).nullish(),
  headcount: int(-1, 10_000_000).nullish(),
  status: z.enum(participantStatuses).optional(),
  correction: words(5000),
})
const Attendance = z.object({ attended: list(id, 1000) })
const ItemBody = z.object({
  title: z.string().max(3000),
  body: words(50_000),
  presenter_id: id.nullish(),
  presenter: words(2000),
  minutes_planned: int(-1, 100_000).nullish(),
  documents: list(
    z.object({ title: z.string().max(2000).default(''), url: z.string().max(5000) }),
    100,
  ).optional(),
  question: int(1, 1_000_000).nullish(),
  correction: words(5000),
})
const SpeechBody = z.object({
  item_id: id.nullish(),
  participant_id: id.nullish(),
  speaker: words(2000),
  text: z.string().max(200_000),
  said_at: instant,
  correction: words(5000),
})
const MinutesBody = z.object({
  agenda_item_id: id.nullish(),
  base: int(0, 1_000_000),
  body: z.string().max(500_000),
  correction: words(5000),
})
const List = z.object({ limit: int(1, 80).default(20), before: int(1, 10_000).optional() })

/** What is sent as `correction` is the note of the verbs. */
const noted = <T extends { correction?: string | undefined }>(body: T) => ({ ...body, note: body.correction })

function at(text: string | null | undefined, field: string): Date | null {
  if (!text) return null
  const found = vietnamDayRange(text)?.from ?? parseIso(text)
  if (!found) throw invalid({ field, code: 'not_a_date' })
  return found
}

function sessionInput(body: z.infer<typeof BriefingBody>) {
  return {
    ...body,
    period_from: at(body.period_from, 'period_from'),
    period_to: at(body.period_to, 'period_to'),
    ahead_to: at(body.ahead_to, 'ahead_to'),
    starts_at: at(body.starts_at, 'starts_at'),
    ends_at: at(body.ends_at, 'ends_at'),
    questions_until: at(body.questions_until, 'questions_until'),
  }
}

function readerOf(c: Req) {
  return optionalViewer(c, 'read:statuses')
}

/** Writing about briefings; a rate limit for each person. */
function writerOf(c: Req) {
  const viewer = requireViewer(c, 'write:statuses')
  limitRate(c, 'briefings', viewer.id, 3000, 3 * 3600)
  return viewer
}

function seriesRoutes(app: App): void {
  app.get('/api/v1/briefing_series', async (c) => {
    const ctx = c.get('ctx')
    const rows = await selectSeriesList(ctx, readerOf(c)?.id ?? null, 100)
    return c.json(await presentSeries(ctx, rows))
  })
  app.post('/api/v1/briefing_series', async (c) => {
    const ctx = c.get('ctx')
    const viewer = writerOf(c)
    const slug = await createSeries(ctx, viewer, check(Series, await readBody(c)))
    return c.json((await presentSeries(ctx, [await getSeries(ctx, viewer, slug)]))[0])
  })
  app.get('/api/v1/briefing_series/:id', async (c) => {
    const ctx = c.get('ctx')
    return c.json((await presentSeries(ctx, [await getSeriesById(ctx, readerOf(c), c.req.param('id'))]))[0])
  })
  app.put('/api/v1/briefing_series/:id', async (c) => {
    const ctx = c.get('ctx')
    const viewer = writerOf(c)
    await updateSeries(ctx, viewer, c.req.param('id'), check(Series, await readBody(c)))
    return c.json((await presentSeries(ctx, [await getSeriesById(ctx, viewer, c.req.param('id'))]))[0])
  })
  app.post('/api/v1/briefing_series/:id/roles', async (c) => {
    const ctx = c.get('ctx')
    const viewer = writerOf(c)
    const { acct, role } = check(Role, await readBody(c))
    await setSeriesRole(ctx, viewer, c.req.param('id'), acct, role)
    return c.json((await presentSeries(ctx, [await getSeriesById(ctx, viewer, c.req.param('id'))]))[0])
  })
  app.delete('/api/v1/briefing_series/:id/roles/:account', async (c) => {
    await removeSeriesRole(c.get('ctx'), writerOf(c), c.req.param('id'), c.req.param('account'))
    return c.json({})
  })
  app.get('/api/v1/briefing_series/:id/briefings', async (c) => {
    const ctx = c.get('ctx')
    const series = await getSeriesById(ctx, readerOf(c), c.req.param('id'))
    const { limit, before } = check(List, readQuery(c))
    const rows = await selectBriefings(ctx, series.id, before ?? 10_000, limit)
    const last = rows.at(-1)
    if (rows.length === limit && last) {
      const next = `${ctx.config.origin}/api/v1/briefing_series/${series.id}/briefings?limit=${limit}&before=${last.number}`
      c.header('link', `<${next}>; rel="next"`)
    }
    return c.json(rows.map((row) => presentBriefing(ctx, series, row)))
  })
  app.post('/api/v1/briefing_series/:id/briefings', async (c) => {
    const ctx = c.get('ctx')
    const viewer = writerOf(c)
    const input = sessionInput(noted(check(BriefingBody, await readBody(c))))
    const number = await createBriefing(ctx, viewer, c.req.param('id'), input)
    const series = await getSeriesById(ctx, viewer, c.req.param('id'))
    const { briefing } = await briefingBy(ctx, viewer, series.slug, String(number))
    return c.json(presentBriefing(ctx, series, briefing))
  })
}

async function answer(c: Req, viewer: { id: string } | null) {
  const ctx = c.get('ctx')
  const { series, briefing } = await briefingById(ctx, viewer, c.req.param('id') ?? '')
  return c.json(presentBriefing(ctx, series, briefing))
}

function briefingRoutes(app: App): void {
  app.get('/api/v1/briefings/:id', (c) => answer(c, readerOf(c)))
  app.put('/api/v1/briefings/:id', async (c) => {
    const viewer = writerOf(c)
    const body = noted(check(BriefingBody, await readBody(c)))
    await updateBriefing(c.get('ctx'), viewer, c.req.param('id'), sessionInput(body))
    return answer(c, viewer)
  })
  app.post('/api/v1/briefings/:id/state', async (c) => {
    const viewer = writerOf(c)
    const { state, note } = check(Step, await readBody(c))
    await moveBriefing(c.get('ctx'), viewer, c.req.param('id'), state, note)
    return answer(c, viewer)
  })
  app.get('/api/v1/briefings/:id/corrections', async (c) => {
    const ctx = c.get('ctx')
    const { briefing } = await briefingById(ctx, readerOf(c), c.req.param('id'))
    return c.json((await selectCorrections(ctx, briefing.id, 200)).map(presentCorrection))
  })
}

function participantRoutes(app: App): void {
  const path = '/api/v1/briefings/:id/participants'
  const all = async (c: Req, viewer: { id: string } | null) => {
    const ctx = c.get('ctx')
    const { briefing } = await briefingById(ctx, viewer, c.req.param('id') ?? '')
    return c.json(await presentParticipants(ctx, await selectParticipants(ctx, briefing.id)))
  }
  app.get(path, (c) => all(c, readerOf(c)))
  app.post(path, async (c) => {
    const viewer = writerOf(c)
    await addParticipant(
      c.get('ctx'),
      viewer,
      c.req.param('id'),
      noted(check(ParticipantBody, await readBody(c))),
    )
    return all(c, viewer)
  })
  app.put(`${path}/:participant`, async (c) => {
    const viewer = writerOf(c)
    const body = noted(check(ParticipantBody, await readBody(c)))
    await updateParticipant(c.get('ctx'), viewer, c.req.param('id'), c.req.param('participant'), body)
    return all(c, viewer)
  })
  app.delete(`${path}/:participant`, async (c) => {
    const viewer = writerOf(c)
    await removeParticipant(c.get('ctx'), viewer, c.req.param('id'), c.req.param('participant'))
    return all(c, viewer)
  })
  app.post('/api/v1/briefings/:id/attendance', async (c) => {
    const viewer = writerOf(c)
    const { attended } = check(Attendance, await readBody(c))
    await markAttendance(c.get('ctx'), viewer, c.req.param('id'), attended)
    return all(c, viewer)
  })
  for (const [name, accepts] of [
    ['accept', true],
    ['decline', false],
  ] as const) {
    app.post(`/api/v1/briefings/:id/${name}`, async (c) => {
      const viewer = writerOf(c)
      await answerInvitation(c.get('ctx'), viewer, c.req.param('id'), accepts)
      return answer(c, viewer)
    })
  }
}

function agendaRoutes(app: App): void {
  const path = '/api/v1/briefings/:id/agenda'
  const all = async (c: Req, viewer: { id: string } | null) => {
    const ctx = c.get('ctx')
    const { briefing } = await briefingById(ctx, viewer, c.req.param('id') ?? '')
    return c.json((await selectAgenda(ctx, briefing.id)).map(presentItem))
  }
  app.get(path, (c) => all(c, readerOf(c)))
  app.post(path, async (c) => {
    const viewer = writerOf(c)
    await addAgendaItem(c.get('ctx'), viewer, c.req.param('id'), noted(check(ItemBody, await readBody(c))))
    return all(c, viewer)
  })
  app.put(`${path}/:item`, async (c) => {
    const viewer = writerOf(c)
    const body = noted(check(ItemBody, await readBody(c)))
    await updateAgendaItem(c.get('ctx'), viewer, c.req.param('id'), c.req.param('item'), body)
    return all(c, viewer)
  })
  app.delete(`${path}/:item`, async (c) => {
    const viewer = writerOf(c)
    await removeAgendaItem(c.get('ctx'), viewer, c.req.param('id'), c.req.param('item'))
    return all(c, viewer)
  })
  app.post(`${path}/:item/start`, async (c) => {
    const viewer = writerOf(c)
    await setCurrentItem(c.get('ctx'), viewer, c.req.param('id'), c.req.param('item'))
    return all(c, viewer)
  })
}

function minutesRoutes(app: App): void {
  const speeches = async (c: Req, viewer: { id: string } | null) => {
    const ctx = c.get('ctx')
    const session = await briefingById(ctx, viewer, c.req.param('id') ?? '')
    const rows = await selectSpeeches(ctx, session.briefing.id, 0, 1000)
    return c.json(rows.map((row) => presentSpeech(ctx, session, row)))
  }
  const parts = async (c: Req, viewer: { id: string } | null) => {
    const ctx = c.get('ctx')
    const { briefing } = await briefingById(ctx, viewer, c.req.param('id') ?? '')
    return c.json((await selectParts(ctx, briefing.id)).map(presentPart))
  }
  const numberOf = (c: Req): number => {
    const number = Number(c.req.param('number'))
    if (!Number.isInteger(number) || number < 1 || number > 1_000_000) throw new AppError('not_found')
    return number
  }
  app.get('/api/v1/briefings/:id/speeches', (c) => speeches(c, readerOf(c)))
  app.post('/api/v1/briefings/:id/speeches', async (c) => {
    const viewer = writerOf(c)
    const body = noted(check(SpeechBody, await readBody(c)))
    await addSpeech(c.get('ctx'), viewer, c.req.param('id'), {
      ...body,
      said_at: at(body.said_at, 'said_at'),
    })
    return speeches(c, viewer)
  })
  app.put('/api/v1/briefings/:id/speeches/:number', async (c) => {
    const viewer = writerOf(c)
    const body = noted(check(SpeechBody, await readBody(c)))
    const input = { ...body, said_at: at(body.said_at, 'said_at') }
    await updateSpeech(c.get('ctx'), viewer, c.req.param('id'), numberOf(c), input)
    return speeches(c, viewer)
  })
  app.delete('/api/v1/briefings/:id/speeches/:number', async (c) => {
    const viewer = writerOf(c)
    await removeSpeech(c.get('ctx'), viewer, c.req.param('id'), numberOf(c))
    return speeches(c, viewer)
  })
  app.get('/api/v1/briefings/:id/minutes', (c) => parts(c, readerOf(c)))
  app.put('/api/v1/briefings/:id/minutes', async (c) => {
    const viewer = writerOf(c)
    const { agenda_item_id, base, body, correction: note } = check(MinutesBody, await readBody(c))
    await saveMinutes(c.get('ctx'), viewer, c.req.param('id'), {
      itemId: agenda_item_id ?? null,
      base,
      body,
      note,
    })
    return parts(c, viewer)
  })
}

/** Briefings as JSON (docs/api.md). */
export function briefingApi(app: App): void {
  seriesRoutes(app)
  briefingRoutes(app)
  participantRoutes(app)
  agendaRoutes(app)
  minutesRoutes(app)
}
