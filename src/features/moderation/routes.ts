import { z } from 'zod'
import { notFound } from '../../errors.ts'
import { readerOfStatement, requireViewer } from '../../http/auth.ts'
import { check, id, list, readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { remoteAddress } from '../../http/guard.ts'
import { readLimit } from '../../http/paging.ts'
import { isId } from '../../lib/ids.ts'
import { presentAccounts } from '../accounts/index.ts'
import { type Category, CreateReport, categories, fromMastodon } from './api.ts'
import { answerAppeal, appeal, getStatement, isConcerned, judgeAppeal } from './appeal.ts'
import { addNote, deskOf, giveBack, listLog, listQueue, reopenCase, takeCase } from './cases.ts'
import { cursorOf, readCursor, selectNotes, selectReports } from './cases-sql.ts'
import { speaksFor } from './conflict.ts'
import { decide, decideMany, reverse } from './decide.ts'
import { selectAppealsOfCase, selectDecisionsOfCase, selectMessages } from './decisions-sql.ts'
import { block } from './gates.ts'
import { appealView, ownStatement, presentCases, redacted, statement, withNames } from './present.ts'
import { fileReport } from './report.ts'
import { conflictOf, disclosureOf, getCase } from './who.ts'

const Reason = z.object({ facts: z.string().max(20_000).default('') })
const Many = z.object({ case_ids: list(id, 50) })

const idOf = (c: Req, name = 'id'): string => {
  const value = c.req.param(name) ?? ''
  if (!isId(value)) throw notFound()
  return value
}

export const categoryOf = (given: string | null | undefined, ruleIds: readonly string[] = []): Category => {
  if (!given) return ruleIds.length > 0 ? 'rule' : 'other'
  if (given in fromMastodon) return fromMastodon[given as keyof typeof fromMastodon]
  return (categories as readonly string[]).includes(given) ? (given as Category) : 'other'
}

/** docs.joinmastodon.org/methods/reports. Answers the case that the report joined. */
function reportRoutes(app: App): void {
  app.post('/api/v1/reports', async (c) => {
    const viewer = requireViewer(c, 'write:reports')
    const ctx = c.get('ctx')
    const body = check(CreateReport, await readBody(c))
    const category = categoryOf(body.category, body.rule_ids ?? [])
    const caseId = await fileReport(ctx, viewer, {
      accountId: body.account_id,
      statusIds: body.status_ids ?? [],
      category,
      comment: body.comment ?? '',
      ruleIds: body.rule_ids ?? [],
      forward: body.forward ?? false,
      communityId: body.community_id ?? null,
    })
    const account = (await presentAccounts(ctx, [body.account_id])).get(body.account_id)
    return c.json({
      id: caseId,
      action_taken: false,
      action_taken_at: null,
      category: body.category ?? (body.rule_ids?.length ? 'violation' : 'other'),
      comment: body.comment ?? '',
      forwarded: body.forward ?? false,
      created_at: ctx.clock().toISOString(),
      status_ids: body.status_ids ?? null,
      rule_ids: body.rule_ids ?? null,
      target_account: account,
    })
  })
}

async function wholeCase(c: Req) {
  const ctx = c.get('ctx')
  const viewer = requireViewer(c, 'admin:read:reports')
  const row = await getCase(ctx, viewer, idOf(c))
  const [[shown], reports, notes, decisions, appeals] = await Promise.all([
    presentCases(ctx, [row]),
    selectReports(ctx, row.id, 100),
    selectNotes(ctx, row.id),
    selectDecisionsOfCase(ctx, row.id),
    selectAppealsOfCase(ctx, row.id),
  ])
  const messages = await selectMessages(
    ctx,
    appeals.map((one) => one.id),
  )
  const statements = await withNames(ctx, decisions)
  return {
    ...shown!,
    conflict: await conflictOf(ctx, viewer, row),
    disclosed: await disclosureOf(ctx, viewer, row),
    report_list: reports.map(({ account_id, category, comment, times, created_at }) => ({
      account_id,
      category,
      comment,
      times,
      created_at,
    })),
    notes,
    decisions: statements.map((one) => ({
      ...statement(ctx, one),
      decision_id: one.id,
      decided_by: one.decided_by,
    })),
    appeals: appeals.map((one) => ({
      ...one,
      messages: messages.filter((message) => message.appeal_id === one.id),
    })),
  }
}

/** Ours (docs/api.md): the desk for clients. Who may is decided in the verbs; the scopes are Mastodon's admin ones. */
function caseRoutes(app: App): void {
  const read = (c: Req) => requireViewer(c, 'admin:read:reports')
  const write = (c: Req) => requireViewer(c, 'admin:write:reports')

  app.get('/api/v1/cases', async (c) => {
    const ctx = c.get('ctx')
    const desk = await deskOf(ctx, read(c), c.req.query('community') ?? null)
    const after = readCursor(c.req.query('after'))
    const limit = readLimit(c.req.query('limit'), 40, 80)
    const rows = await listQueue(ctx, desk, { assigneeId: null, after, limit })
    const last = rows.at(-1)
    return c.json({
      cases: await presentCases(ctx, rows),
      next: last && rows.length === limit ? cursorOf(last) : null,
    })
  })
  app.get('/api/v1/cases/:id', async (c) => c.json(await wholeCase(c)))
  app.get('/api/v1/moderation_log', async (c) => {
    const ctx = c.get('ctx')
    const desk = await deskOf(ctx, read(c), c.req.query('community') ?? null)
    const before = c.req.query('max_id') ?? ''
    return c.json(await listLog(ctx, desk, isId(before) ? before : '9223372036854775807', 80))
  })
  app.post('/api/v1/cases/decisions', async (c) => {
    const viewer = write(c)
    const body = await readBody(c)
    return c.json({ decided: await decideMany(c.get('ctx'), viewer, check(Many, body).case_ids, body) })
  })
  app.post('/api/v1/cases/:id/decisions', async (c) => {
    const viewer = write(c)
    const ctx = c.get('ctx')
    const [row] = await withNames(ctx, [await decide(ctx, viewer, idOf(c), await readBody(c))])
    return c.json({ ...statement(ctx, row!), decision_id: row!.id })
  })
  app.post('/api/v1/cases/:id/notes', async (c) => {
    await addNote(c.get('ctx'), write(c), idOf(c), await readBody(c))
    return c.json({})
  })
  app.post('/api/v1/cases/:id/take', async (c) => {
    await takeCase(c.get('ctx'), write(c), idOf(c))
    return c.json({})
  })
  app.post('/api/v1/cases/:id/give_back', async (c) => {
    await giveBack(c.get('ctx'), write(c), idOf(c))
    return c.json({})
  })
  app.post('/api/v1/cases/:id/reopen', async (c) => {
    await reopenCase(c.get('ctx'), write(c), idOf(c))
    return c.json({})
  })
  app.post('/api/v1/decisions/:id{[0-9]+}/reverse', async (c) => {
    const viewer = write(c)
    const ctx = c.get('ctx')
    const { facts } = check(Reason, await readBody(c))
    const [row] = await withNames(ctx, [await reverse(ctx, viewer, idOf(c), facts)])
    return c.json(statement(ctx, row!))
  })
  app.post('/api/v1/cases/blocks', async (c) => {
    const viewer = write(c)
    const ctx = c.get('ctx')
    const [row] = await withNames(ctx, [await block(ctx, viewer, await readBody(c), remoteAddress(c))])
    return c.json({ ...statement(ctx, row!), decision_id: row!.id })
  })
  app.post('/api/v1/appeals/:id/messages', async (c) => {
    await answerAppeal(c.get('ctx'), write(c), idOf(c), await readBody(c))
    return c.json({})
  })
  app.post('/api/v1/appeals/:id/judge', async (c) => {
    await judgeAppeal(c.get('ctx'), write(c), idOf(c), await readBody(c))
    return c.json({})
  })
}

/** The statement of reasons in the API: whole with its appeal for the person concerned, redacted for everybody. */
function statementRoutes(app: App): void {
  app.get('/api/v1/statements/:publicId', async (c) => {
    const ctx = c.get('ctx')
    const viewer = readerOfStatement(c, 'read')
    const [row] = await withNames(ctx, [await getStatement(ctx, c.req.param('publicId'))])
    const reader = await speaksFor(ctx, row!, viewer?.id ?? null)
    if (!isConcerned(row!, { id: reader, key: null })) return c.json(redacted(ctx, row!))
    return c.json(await ownStatement(ctx, row!))
  })
  app.post('/api/v1/statements/:publicId/appeal', async (c) => {
    const ctx = c.get('ctx')
    const viewer = readerOfStatement(c, 'write:reports') ?? requireViewer(c)
    const publicId = c.req.param('publicId')
    const reader = await speaksFor(ctx, await getStatement(ctx, publicId), viewer.id)
    await appeal(ctx, { id: reader, key: null }, publicId, await readBody(c))
    return c.json(await appealView(ctx, await getStatement(ctx, publicId)))
  })
}

export function moderationRoutes(app: App): void {
  reportRoutes(app)
  caseRoutes(app)
  statementRoutes(app)
}
