import type { Context, Id } from '../../context.ts'
import { notFound, unprocessable } from '../../errors.ts'
import { idTime } from '../../lib/ids.ts'
import { DAY_MS } from '../../lib/time.ts'
import { type AccountRow, getPublicAccount } from '../accounts/index.ts'
import { requireReader } from '../communities/index.ts'
import { visibleStatusIds } from '../visibility/index.ts'
import { type Category, type Source, urgencies } from './api.ts'
import * as sql from './cases-sql.ts'
import { insertLog } from './decisions-sql.ts'
import { isFlagger } from './flaggers-sql.ts'
import { type Actor, mayHandle } from './who.ts'

export interface ReportParams {
  accountId: Id
  statusIds?: Id[]
  category: Category
  comment?: string
  ruleIds?: Id[]
  forward?: boolean
  /** A person reported as a member of this community. */
  communityId?: Id | null
  /** Of a moderator's own case. */
  source?: Source
  requestId?: Id | null
}

/** Accounts younger than this stand out among the reporters of a ring. */
const YOUNG_MS = 7 * DAY_MS

/**
 * Reports somebody or her posts. Joins the one open case on the same subject, or opens it. Throws 404 for an account or
 * a post that the reporter does not see, 422 for oneself. Answers the id of the case.
 */
export async function fileReport(ctx: Context, reporter: { id: Id }, params: ReportParams): Promise<Id> {
  if (params.accountId === reporter.id) throw unprocessable('report_self')
  if (params.communityId) await requireReader(ctx, reporter, params.communityId)
  const account = await getPublicAccount(ctx, params.accountId)
  const statuses = await reported(ctx, reporter, params)
  const subject = subjectOf(account, statuses, params)
  return ctx.tx(async (ctx) => {
    const flagged = await isFlagger(ctx, reporter.id)
    const { id, fresh } = await sql.openCase(ctx, {
      ...subject,
      category: params.category,
      source: flagged ? 'flagger' : 'report',
      flagged,
    })
    const first = await sql.insertReport(ctx, {
      caseId: id,
      accountId: reporter.id,
      category: params.category,
      ruleIds: params.ruleIds ?? [],
      statusIds: statuses.map((status) => status.id),
      comment: params.comment ?? '',
      forward: params.forward ?? false,
    })
    const young = ctx.clock().getTime() - idTime(reporter.id).getTime() < YOUNG_MS
    await sql.countReport(ctx, id, { reporters: first ? 1 : 0, young: first && young ? 1 : 0 })
    // The moderators hear of a case once, however many join it.
    if (fresh) await ctx.enqueue('notifications.onReport', { caseId: id, fromId: reporter.id })
    return id
  })
}

/** A moderator's own case: she has seen it herself and is not its reporter. Throws 404 where she may not handle it. */
export async function openOwnCase(ctx: Context, actor: Actor, params: ReportParams): Promise<Id> {
  const account = await getPublicAccount(ctx, params.accountId)
  const statuses = await reported(ctx, actor, params)
  const subject = subjectOf(account, statuses, params)
  if (!(await mayHandle(ctx, actor, subject.communityId))) throw notFound()
  return ctx.tx(async (ctx) => {
    const { id, fresh } = await sql.openCase(ctx, {
      ...subject,
      category: params.category,
      source: params.source ?? 'own',
      requestId: params.requestId ?? null,
    })
    if (fresh)
      await insertLog(ctx, {
        actorId: actor.id,
        act: 'open',
        caseId: id,
        targetId: account.id,
        communityId: subject.communityId,
      })
    return id
  })
}

/** The posts, all of that account and all seen by the reporter; else 404, as for a post that does not exist. */
async function reported(
  ctx: Context,
  reporter: { id: Id },
  params: ReportParams,
): Promise<sql.ReportedStatus[]> {
  const ids = [...new Set(params.statusIds ?? [])]
  if (ids.length === 0) return []
  const seen = await visibleStatusIds(ctx, reporter, ids)
  const rows = await sql.selectReported(
    ctx,
    ids.filter((id) => seen.has(id)),
  )
  if (rows.length !== ids.length || rows.some((row) => row.account_id !== params.accountId)) throw notFound()
  return rows
}

/** One post is a case of its own; several, or none, are one about the person (in the community where all of them stand). */
function subjectOf(account: AccountRow, statuses: sql.ReportedStatus[], params: ReportParams) {
  const [status] = statuses
  const rooms = new Set(statuses.map((row) => row.community_id))
  // A private message is nobody's in a community, and a community is not judged by those who run it.
  const apart = account.actor_type === 'Group' || statuses.some((row) => row.visibility === 'direct')
  const named = status ? (rooms.size === 1 ? status.community_id : null) : (params.communityId ?? null)
  const room = apart ? null : named
  const common = { accountId: account.id, urgency: urgencies[params.category] as number }
  if (status && statuses.length === 1)
    return {
      ...common,
      subject: `status:${status.id}`,
      communityId: room,
      statusId: status.id as Id | null,
      answersId: status.answers_id === account.id ? null : status.answers_id,
      content: {
        text: status.text || status.content,
        spoiler_text: status.spoiler_text,
        title: status.title,
        media: status.media ?? [],
        visibility: status.visibility,
        at: status.created_at.toISOString(),
      },
    }
  return {
    ...common,
    subject: room ? `account:${account.id}@${room}` : `account:${account.id}`,
    communityId: room,
    statusId: null,
    answersId: null,
    content: {
      display_name: account.display_name,
      note: account.note_source,
      status_ids: statuses.map((row) => row.id),
      text: statuses
        .map((row) => row.text || row.content)
        .join('\n\n---\n\n')
        .slice(0, 20_000),
    },
  }
}
