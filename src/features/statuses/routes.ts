import { z } from 'zod'
import { unprocessable } from '../../errors.ts'
import { briefly } from '../../http/anonymous.ts'
import { optionalViewer, requireViewer } from '../../http/auth.ts'
import { check, ids, readBody, readQuery } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { visibleStatus } from '../visibility/index.ts'
import { editHistory, editStatus, ownStatus } from './edit.ts'
import { once } from './idempotency.ts'
import { presentStatus, presentStatuses } from './present.ts'
import { deleteStatus } from './remove.ts'
import { CreateStatus, EditStatus } from './requests.ts'
import { threadOf } from './thread.ts'
import { createStatus, type StatusParams } from './write.ts'

/** Posts a status at a later time; scheduled ranks above statuses and plugs itself in here. */
export type Scheduler = (
  c: Req,
  viewer: Viewer,
  params: StatusParams,
  at: string,
) => Promise<{ id: string; body: unknown }>
let scheduler: Scheduler | null = null
export function onSchedule(handler: Scheduler): void {
  scheduler = handler
}

/** Hands a post to the scheduler; 422 where there is none. `at` is ISO 8601. */
export function schedule(
  c: Req,
  viewer: Viewer,
  params: StatusParams,
  at: string,
): Promise<{ id: string; body: unknown }> {
  if (!scheduler) throw unprocessable('unprocessable')
  return scheduler(c, viewer, params, at)
}

const pollOf = ({ poll }: Pick<CreateStatus, 'poll'>): StatusParams['poll'] =>
  poll
    ? {
        options: poll.options,
        expiresIn: poll.expires_in,
        multiple: poll.multiple ?? false,
        hideTotals: poll.hide_totals ?? false,
      }
    : null

/** What the person set as her defaults fills what the client left out. */
export function withDefaults(viewer: Viewer, body: CreateStatus): StatusParams {
  const { preferences } = viewer
  return {
    text: body.status ?? '',
    spoilerText: body.spoiler_text ?? '',
    visibility: body.visibility ?? (preferences['visibility'] as StatusParams['visibility']) ?? 'public',
    sensitive: body.sensitive ?? preferences['sensitive'] === true,
    language: body.language ?? (preferences['language'] as string | undefined) ?? viewer.locale,
    inReplyToId: body.in_reply_to_id ?? null,
    mediaIds: body.media_ids ?? [],
    poll: pollOf(body),
    appId: viewer.appId,
    communityId: body.community_id ?? null,
    title: body.title ?? null,
    section: body.section ?? null,
    replyPolicy: body.reply_policy ?? null,
  }
}

const Many = z.object({ id: ids(40).optional() })

export function statusRoutes(app: App): void {
  app.post('/api/v1/statuses', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    const ctx = c.get('ctx')
    const body = check(CreateStatus, await readBody(c))
    limitRate(c, 'post', viewer.id, ctx.config.production ? 300 : 1_000_000, 3 * 3600)
    const params = withDefaults(viewer, body)
    const key = c.req.header('idempotency-key')
    if (body.scheduled_at) {
      const made = await schedule(c, viewer, params, body.scheduled_at)
      return c.json(made.body as never)
    }
    const made = await once(ctx, viewer.id, key, async (ctx) => ({
      id: await createStatus(ctx, viewer, params),
      scheduled: false,
    }))
    return c.json(await presentStatus(ctx, viewer, made.id))
  })

  app.get('/api/v1/statuses', async (c) => {
    const viewer = optionalViewer(c, 'read:statuses')
    const asked = check(Many, readQuery(c)).id ?? []
    return c.json(await presentStatuses(c.get('ctx'), viewer, asked))
  })

  app.get('/api/v1/statuses/:id', async (c) => {
    const viewer = optionalViewer(c, 'read:statuses')
    return briefly(c, viewer, () => presentStatus(c.get('ctx'), viewer, c.req.param('id')))
  })

  app.get('/api/v1/statuses/:id/context', async (c) => {
    const viewer = optionalViewer(c, 'read:statuses')
    return c.json(await threadOf(c.get('ctx'), viewer, c.req.param('id')))
  })

  app.put('/api/v1/statuses/:id', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    const ctx = c.get('ctx')
    const body = check(EditStatus, await readBody(c))
    const id = c.req.param('id')
    const before = await ownStatus(ctx, viewer, id)
    await editStatus(ctx, viewer, id, {
      text: body.status ?? '',
      spoilerText: body.spoiler_text ?? '',
      ...(body.sensitive == null ? {} : { sensitive: body.sensitive }),
      ...(body.language === undefined ? {} : { language: body.language }),
      mediaIds:
        body.media_ids ??
        (before.media ?? []).map((media) => media.id).filter(() => body.media_ids === undefined),
      mediaAttributes: body.media_attributes ?? undefined,
      // As on Mastodon: an edit without a poll takes the poll away.
      poll: pollOf(body),
    })
    return c.json(await presentStatus(ctx, viewer, id))
  })

  app.delete('/api/v1/statuses/:id', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    const ctx = c.get('ctx')
    const id = c.req.param('id')
    const own = await ownStatus(ctx, viewer, id)
    const status = await presentStatus(ctx, viewer, id)
    await deleteStatus(ctx, viewer, id, { keepMedia: !/^(true|1)$/i.test(c.req.query('delete_media') ?? '') })
    return c.json({ ...status, text: own.text, content: '' })
  })

  app.get('/api/v1/statuses/:id/history', async (c) => {
    const viewer = optionalViewer(c, 'read:statuses')
    const ctx = c.get('ctx')
    return c.json(await editHistory(ctx, viewer, await visibleStatus(ctx, viewer, c.req.param('id'))))
  })

  app.get('/api/v1/statuses/:id/source', async (c) => {
    const viewer = requireViewer(c, 'read:statuses')
    const own = await ownStatus(c.get('ctx'), viewer, c.req.param('id'))
    return c.json({ id: own.id, text: own.text, spoiler_text: own.spoiler_text })
  })

  app.get('/api/v1/statuses/:id/card', async (c) => {
    await visibleStatus(c.get('ctx'), optionalViewer(c, 'read:statuses'), c.req.param('id'))
    return c.json({})
  })
}
