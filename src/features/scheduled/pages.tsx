import type { Id } from '../../context.ts'
import { AppError, unauthorized } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { readPage } from '../../http/paging.ts'
import { formatDateTime } from '../../lib/format/index.ts'
import { truncate } from '../../lib/graphemes.ts'
import { VIETNAM_OFFSET_MS } from '../../lib/time.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import type { ScheduledStatus } from '../statuses/api.ts'
import { idOf, timeOf } from './requests.ts'
import { cancelScheduled, leastAhead, listScheduled, reschedule } from './scheduled.ts'

/** The value of a `datetime-local` input, in Vietnam time. */
const localValue = (at: Date): string => new Date(at.getTime() + VIETNAM_OFFSET_MS).toISOString().slice(0, 16)

/** A new time that was refused: of which post, as typed, and why. */
interface Refused {
  id: Id
  typed: string
  error: AppError
}

function Item({ view, item, refused }: { view: View; item: ScheduledStatus; refused: Refused | undefined }) {
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
          value={refused ? refused.typed : localValue(at)}
          aria-invalid={refused ? 'true' : undefined}
          aria-describedby={refused ? `${input}-error` : undefined}
          min={localValue(new Date(view.now.getTime() + leastAhead))}
        />
        <button type="submit" class="button">
          {view.t('scheduled.change')}
        </button>
        {refused ? (
          <p class="field-error" id={`${input}-error`} role="alert">
            {view.t(`errors.${refused.error.reason}`, refused.error.params)}
          </p>
        ) : null}
      </form>
      <form method="post" action={`/scheduled/${item.id}/delete`}>
        <button type="submit" class="button danger small">
          {view.t('scheduled.delete')}
        </button>
      </form>
    </li>
  )
}

async function listPage(c: Req, viewer: Viewer, refused?: Refused): Promise<Response> {
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
            <Item view={view} item={item} refused={refused?.id === item.id ? refused : undefined} />
          ))}
        </ul>
      )}
      <Pager view={view} next={last && items.length >= page.limit ? `/scheduled?max_id=${last.id}` : null} />
    </Page>,
    refused ? 422 : 200,
  )
}

const door = (c: Req) => c.redirect('/login?next=%2Fscheduled', 303)

/** What waits for its hour, with a form to change the hour and one to take it back. */
export function scheduledPages(app: App): void {
  app.get('/scheduled', async (c) => {
    const viewer = c.get('viewer')
    return viewer ? listPage(c, viewer) : door(c)
  })

  app.post('/scheduled/:id', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) throw unauthorized()
    const body = await readBody(c)
    const id = idOf(c)
    try {
      await reschedule(c.get('ctx'), viewer, id, timeOf(body['scheduled_at']))
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 422) throw error
      return listPage(c, viewer, { id, typed: String(body['scheduled_at'] ?? ''), error })
    }
    return redirectWith(c, '/scheduled', 'scheduled.changed')
  })

  app.post('/scheduled/:id/delete', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) throw unauthorized()
    await cancelScheduled(c.get('ctx'), viewer, idOf(c))
    return redirectWith(c, '/scheduled', 'scheduled.deleted')
  })
}
