import type { Context, Id } from '../../context.ts'
import { AppError, notFound, unprocessable } from '../../errors.ts'
import type { Page } from '../../http/paging.ts'
import { getAccount } from '../accounts/index.ts'
import type { MediaAttachment } from '../media/api.ts'
import { presentMedia, reserveMedia } from '../media/index.ts'
import type { ScheduledStatus } from '../statuses/api.ts'
import { createStatus, type StatusParams } from '../statuses/index.ts'
import * as sql from './sql.ts'

/** A post must lie at least this far ahead, as on Mastodon. */
export const leastAhead = 5 * 60_000
const mostAhead = 5 * 365 * 86_400_000
const mostWaiting = 300

function checkTime(ctx: Context, at: Date): void {
  const ahead = at.getTime() - ctx.clock().getTime()
  if (Number.isNaN(ahead) || ahead < leastAhead) throw unprocessable('scheduled_too_soon')
  if (ahead > mostAhead) throw unprocessable('scheduled_too_late')
}

const enqueueAt = (ctx: Context, scheduledId: Id, runAt: Date): Promise<void> =>
  ctx.enqueue('statuses.publishScheduled', { scheduledId }, { runAt, key: `scheduled:${scheduledId}` })

/** Posts and takes it back at once, so that what cannot be posted is refused now and not at the hour. In a transaction. */
async function rehearse(ctx: Context, author: { id: Id }, params: StatusParams): Promise<void> {
  await ctx.db`savepoint rehearsal`
  await createStatus(ctx, author, params)
  await ctx.db`rollback to savepoint rehearsal`
}

/**
 * Keeps a post for later; `at` is at least five minutes ahead. Throws what createStatus would throw, and 422
 * `scheduled_too_soon`, `scheduled_too_late` or `scheduled_too_many`.
 */
export async function scheduleStatus(
  ctx: Context,
  viewer: { id: Id },
  params: StatusParams,
  at: Date,
): Promise<ScheduledStatus> {
  checkTime(ctx, at)
  return ctx.tx(async (ctx) => {
    if ((await sql.countWaiting(ctx, viewer.id)) >= mostWaiting) {
      throw unprocessable('scheduled_too_many', { limit: mostWaiting })
    }
    await rehearse(ctx, viewer, params)
    const id = await sql.insertScheduled(ctx, viewer.id, params, at)
    await reserveMedia(ctx, viewer.id, params.mediaIds ?? [], id)
    await enqueueAt(ctx, id, at)
    return getScheduled(ctx, viewer, id)
  })
}

/** Mastodon's ScheduledStatus for each row; one query for all media. */
async function present(ctx: Context, rows: sql.ScheduledRow[]): Promise<ScheduledStatus[]> {
  const mediaIds = rows.flatMap((row) => row.params.mediaIds ?? [])
  const media = mediaIds.length > 0 ? await presentMedia(ctx, mediaIds) : new Map<Id, MediaAttachment>()
  return rows.map((row) => {
    const { params } = row
    return {
      id: row.id,
      scheduled_at: row.scheduled_at.toISOString(),
      params: {
        id: row.id,
        text: params.text,
        media_ids: params.mediaIds?.length ? params.mediaIds : null,
        sensitive: params.sensitive ?? false,
        spoiler_text: params.spoilerText ?? '',
        visibility: params.visibility ?? 'public',
        language: params.language ?? null,
        scheduled_at: null,
        in_reply_to_id: params.inReplyToId ?? null,
        application_id: params.appId ?? null,
        poll: params.poll
          ? {
              options: params.poll.options,
              expires_in: params.poll.expiresIn,
              multiple: params.poll.multiple,
              hide_totals: params.poll.hideTotals,
            }
          : null,
        idempotency: null,
        with_rate_limit: false,
      },
      media_attachments: (params.mediaIds ?? []).flatMap((id) => media.get(id) ?? []),
    }
  })
}

export async function listScheduled(
  ctx: Context,
  viewer: { id: Id },
  page: Page,
): Promise<ScheduledStatus[]> {
  return present(ctx, await sql.selectWaiting(ctx, viewer.id, page))
}

/** One's own post that still waits; else 404. */
export async function getScheduled(ctx: Context, viewer: { id: Id }, id: Id): Promise<ScheduledStatus> {
  const row = await sql.selectWaitingOne(ctx, viewer.id, id)
  if (!row) throw notFound()
  return (await present(ctx, [row]))[0]!
}

export async function reschedule(
  ctx: Context,
  viewer: { id: Id },
  id: Id,
  at: Date,
): Promise<ScheduledStatus> {
  await getScheduled(ctx, viewer, id)
  checkTime(ctx, at)
  await ctx.tx(async (ctx) => {
    if (!(await sql.updateTime(ctx, viewer.id, id, at))) throw notFound()
    await enqueueAt(ctx, id, at)
  })
  return getScheduled(ctx, viewer, id)
}

/** Forgets a waiting post; its files become unattached ones again. */
export async function cancelScheduled(ctx: Context, viewer: { id: Id }, id: Id): Promise<void> {
  if (!(await sql.deleteWaiting(ctx, viewer.id, id))) throw notFound()
}

/**
 * The job at the hour. The post, its mark and its news are one transaction, so a second run, or a run after a
 * crash, publishes nothing twice. What was answered may be gone by now: the post then stands alone. A post that can
 * no longer be made stays on the page of scheduled posts for its author to see.
 */
export async function publishScheduled(ctx: Context, { scheduledId }: { scheduledId: Id }): Promise<void> {
  const publish = (changed: Partial<StatusParams>) =>
    ctx.tx(async (ctx) => {
      const row = await sql.lockScheduled(ctx, scheduledId)
      if (!row || row.published_id !== null) return
      if (row.scheduled_at > ctx.clock()) {
        await enqueueAt(ctx, scheduledId, row.scheduled_at)
        return
      }
      const author = await getAccount(ctx, row.account_id)
      if (author.suspended_at || author.deleted_at) return
      await reserveMedia(ctx, row.account_id, row.params.mediaIds ?? [], null)
      const statusId = await createStatus(ctx, { id: row.account_id }, { ...row.params, ...changed })
      await sql.markPublished(ctx, scheduledId, statusId)
      await sql.deleteOldPublished(ctx, row.account_id, new Date(ctx.clock().getTime() - 30 * 86_400_000))
    })
  try {
    await publish({})
  } catch (error) {
    // A read-only network: the post comes out when that has ended.
    if (error instanceof AppError && error.reason === 'measure_read_only')
      return enqueueAt(
        ctx,
        scheduledId,
        new Date(ctx.clock().getTime() + Number(error.params['seconds']) * 1000),
      )
    if (!(error instanceof AppError) || error.status >= 500) throw error
    try {
      if (error.code !== 'not_found') throw error
      await publish({ inReplyToId: null })
    } catch (again) {
      if (!(again instanceof AppError) || again.status >= 500) throw again
      // A new account that has posted its share of this hour: the post comes out when there is room.
      const wait = again.code === 'rate_limited' ? again.params['seconds'] : undefined
      if (typeof wait === 'number')
        return enqueueAt(ctx, scheduledId, new Date(ctx.clock().getTime() + wait * 1000))
      ctx.log.warn('a scheduled post could not be published', { scheduledId, reason: again.reason })
    }
  }
}
