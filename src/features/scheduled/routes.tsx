import { notFound, unprocessable } from '../../errors.ts'
import { requireViewer } from '../../http/auth.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { linkHeader, readPage } from '../../http/paging.ts'
import { formatDateTime } from '../../lib/format/index.ts'
import { truncate } from '../../lib/graphemes.ts'
import { isId } from '../../lib/ids.ts'
import { parseIso, VIETNAM_OFFSET_MS } from '../../lib/time.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import type { ScheduledStatus } from '../statuses/api.ts'
import { once, onSchedule } from '../statuses/index.ts'
import {
  cancelScheduled,
  getScheduled,
  leastAhead,
  listScheduled,
  reschedule,
  scheduleStatus,
} from './scheduled.ts'

/** ISO 8601 with its zone, or the `datetime-local` of our own form, which is Vietnam time; else 422. */
function timeOf(value: unknown): Date {
  const text = typeof value === 'string' ? value.trim() : ''
  const local = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(text)
  const at = parseIso(local ? `${text}+07:00` : text)
  if (!at) throw unprocessable('scheduled_invalid')
  return at
}

const idOf = (c: Req): string => {
  const id = c.req.param('id')
  if (!isId(id)) throw notFound()
  return id
}

export function scheduledRoutes(app: App): void {
  onSchedule(async (c, viewer, params, at) => {
    const ctx = c.get('ctx')
    const time = timeOf(at)
    const key = c.req.header('idempotency-key')
    const made = await once(ctx, viewer.id, key && `scheduled:${key}`, async (ctx) => {
      const { id } = await scheduleStatus(ctx, viewer, params, time)
      return { id, scheduled: true }
    })
    return { id: made.id, body: await getScheduled(ctx, viewer, made.id) }
  })

  app.get('/api/v1/scheduled_statuses', async (c) => {
    const viewer = requireViewer(c, 'read:statuses')
    const page = readPage(c)
    const items = await listScheduled(c.get('ctx'), viewer, page)
    linkHeader(c, page, items[0]?.id, items.at(-1)?.id, items.length)
    return c.json(items)
  })

  app.get('/api/v1/scheduled_statuses/:id', async (c) => {
    const viewer = requireViewer(c, 'read:statuses')
    return c.json(await getScheduled(c.get('ctx'), viewer, idOf(c)))
  })

  app.put('/api/v1/scheduled_statuses/:id', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    const body = await readBody(c)
    return c.json(await reschedule(c.get('ctx'), viewer, idOf(c), timeOf(body['scheduled_at'])))
  })

  app.delete('/api/v1/scheduled_statuses/:id', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    await cancelScheduled(c.get('ctx'), viewer, idOf(c))
    return c.json({})
  })

  scheduledPages(app)
}

/** The value of a `datetime-local` input, in Vietnam time. */
const localValue = (at: Date): string => new Date(at.getTime() + VIETNAM_OFFSET_MS).toISOString().slice(0, 16)

function Item({ view, item }: { view: View; item: ScheduledStatus }) {
  const at = new Date(item.scheduled_at)
  const text = String(item.params['spoiler_text'] || item.params['text'] || '')
  const input = `at-${item.id}`
  return (
    <li class="waiting">
      <p class="waiting-time">
        {at <= view.now ? <strong>{view.t('scheduled.stuck')} </strong> : null}
        <time dateTime={item.scheduled_at}>{formatDateTime(at, view.locale)}</time>
        {' · '}
        {view.t(`statuses.visibility.${item.params['visibility']}`)}
      </p>
      <p class="waiting-text">{truncate(text, 280)}</p>
      {item.media_attachments.length > 0 ? (
        <p>
          <small>{view.t('scheduled.media', { count: item.media_attachments.length })}</small>
        </p>
      ) : null}
      <form method="post" action={`/scheduled/${item.id}`} class="waiting-form">
        <label for={input}>{view.t('scheduled.time')}</label>
        <input
          type="datetime-local"
          id={input}
          name="scheduled_at"
          required
          value={localValue(at)}
          min={localValue(new Date(view.now.getTime() + leastAhead))}
        />
        <button type="submit" class="button">
          {view.t('scheduled.change')}
        </button>
      </form>
      <form method="post" action={`/scheduled/${item.id}/delete`}>
        <button type="submit" class="button danger small">
          {view.t('scheduled.delete')}
        </button>
      </form>
    </li>
  )
}

function scheduledPages(app: App): void {
  const door = (c: Req) => c.redirect('/login?next=%2Fscheduled', 303)

  app.get('/scheduled', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return door(c)
    const page = readPage(c)
    const [items, view] = await Promise.all([listScheduled(c.get('ctx'), viewer, page), viewOf(c)])
    const title = view.t('scheduled.title')
    const last = items.at(-1)
    return c.html(
      <Page view={view} title={title}>
        <h1>{title}</h1>
        {items.length === 0 ? (
          <EmptyState icon="clock" text={view.t('scheduled.empty')} />
        ) : (
          <ul class="waiting-list">
            {items.map((item) => (
              <Item view={view} item={item} />
            ))}
          </ul>
        )}
        <Pager
          view={view}
          next={last && items.length >= page.limit ? `/scheduled?max_id=${last.id}` : null}
        />
      </Page>,
    )
  })

  app.post('/scheduled/:id', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return door(c)
    const body = await readBody(c)
    await reschedule(c.get('ctx'), viewer, idOf(c), timeOf(body['scheduled_at']))
    return redirectWith(c, '/scheduled', 'scheduled.changed')
  })

  app.post('/scheduled/:id/delete', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return door(c)
    await cancelScheduled(c.get('ctx'), viewer, idOf(c))
    return redirectWith(c, '/scheduled', 'scheduled.deleted')
  })
}
