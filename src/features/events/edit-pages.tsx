import { AppError } from '../../errors.ts'
import { check, type Params, readBody } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { formatDate } from '../../lib/format/index.ts'
import { solarToLunar } from '../../lib/vietnamese/index.ts'
import { redirectWith } from '../../ui/flash.ts'
import type { Locale } from '../../ui/i18n/index.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { correctable, text } from '../../ui/widgets/fields.tsx'
import { Buttons, Field, FormProblem } from '../../ui/widgets/form.tsx'
import { toLogin } from '../auth/index.ts'
import { CancelEvent, SaveEvent } from './api.ts'
import { EventForm } from './edit-form.tsx'
import { cancelEvent, createEvent, getEvent, limits, mayEdit, updateEvent } from './events.ts'
import { eventPath } from './present.ts'
import type { EventRow } from './sql.ts'
import * as sql from './sql.ts'
import { dayOf, readSpan } from './when.ts'
import { lunarWords, whenWords } from './words.ts'

/** What a text means, in a sentence; null when nothing was typed or it could not be read. */
export function echo(
  start: string,
  end: string,
  now: Date,
  locale: Locale,
  view: Pick<View, 't'>,
): string | null {
  if (start.trim() === '') return null
  try {
    const span = readSpan(start, end, now)
    const when = whenWords(span, locale)
    if (!span.lunar) return view.t('events.form.understood', { when })
    const lunar = lunarWords(solarToLunar(dayOf(span.starts_at)), locale)
    return view.t('events.form.understood_lunar', { when, lunar })
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    return thrown.fields
      .map(
        ({ field, code, params }) =>
          `${view.t(`fields.${field}`)} ${view.t(`fields.errors.${code}`, params ?? {})}.`,
      )
      .join(' ')
  }
}

/** A picked date and time as text, where nothing was typed. */
function withPicked(typed: Params): Params {
  const from = (name: 'start' | 'end'): string => {
    const own = text(typed, name)
    const day = text(typed, `${name}_day`)
    return own.trim() !== '' || day === '' ? own : `${day} ${text(typed, `${name}_time`)}`.trim()
  }
  return { ...typed, start: from('start'), end: from('end') }
}

function typedOf(row: EventRow): Params {
  const { repeat_until: until } = row
  return {
    title: row.title,
    description: row.description,
    kind: row.kind,
    place: row.place,
    online_url: row.online_url,
    language: row.language,
    start: row.start_text,
    end: row.end_text,
    repeat: row.repeat,
    repeat_until: until ? formatDate(new Date(until.getTime() - 1), 'vi') : '',
    leap_rule: row.leap_rule,
    capacity: row.capacity === null ? '' : String(row.capacity),
    sequence: String(row.sequence),
  }
}

interface Shown {
  row: EventRow | null
  typed: Params
  error?: AppError | null
}

async function show(c: Req, viewer: Viewer, { row, typed, error = null }: Shown) {
  const ctx = c.get('ctx')
  const [view, rooms] = await Promise.all([viewOf(c), row ? [] : sql.selectRoomsToAnnounce(ctx, viewer.id)])
  const title = view.t(row ? 'events.edit' : 'events.new')
  const filled = withPicked(typed)
  const wrong = error?.fields.some(({ field }) => field === 'start' || field === 'end')
  const echoed = wrong
    ? null
    : echo(text(filled, 'start'), text(filled, 'end'), ctx.clock(), view.locale, view)
  return c.html(
    <Page view={view} title={title} head={<meta name="robots" content="noindex" />}>
      <h1>{title}</h1>
      <EventForm view={view} typed={typed} row={row} rooms={rooms} error={error} echoed={echoed} />
    </Page>,
    error ? 422 : 200,
  )
}

/** Saves what a form sent, or shows it again with what is wrong; `do=check` only says how the time is understood. */
async function saved(c: Req, viewer: Viewer, row: EventRow | null) {
  const typed = await readBody(c)
  if (text(typed, 'do') === 'check') return show(c, viewer, { row, typed })
  try {
    const input = check(SaveEvent, withPicked(typed))
    if (!row)
      return redirectWith(c, `/su-kien/${await createEvent(c.get('ctx'), viewer, input)}`, 'events.made')
    await updateEvent(c.get('ctx'), viewer, row.id, input)
    return redirectWith(c, eventPath(row), 'events.saved')
  } catch (thrown) {
    // Somebody else was faster: what she wrote stays, with the number to save it over theirs once she has looked.
    const conflict = thrown instanceof AppError && thrown.status === 409
    const error = conflict ? thrown : correctable(thrown)
    const fresh = row && conflict ? await getEvent(c.get('ctx'), viewer, row.id) : row
    return show(c, viewer, {
      row: fresh,
      typed: conflict ? { ...typed, sequence: String(fresh!.sequence) } : typed,
      error,
    })
  }
}

function CancelForm({
  view,
  row,
  reason,
  error,
}: {
  view: View
  row: EventRow
  reason: string
  error: AppError | null
}) {
  return (
    <form class="sheet" method="post" action={`${eventPath(row)}/huy`}>
      <FormProblem text={error ? view.t(`errors.${error.reason}`, error.params) : null} />
      <p>
        <strong>{row.title}</strong> · {whenWords(row, view.locale)}
      </p>
      <Field
        view={view}
        name="reason"
        label={view.t('events.form.reason')}
        hint={view.t('events.form.reason_hint')}
        value={reason}
        errors={error?.fields}
        rows={3}
        required
        maxlength={limits.reason}
      />
      <Buttons>
        <button type="submit" class="button primary">
          {view.t('events.form.cancel')}
        </button>
        <a class="button" href={eventPath(row)}>
          {view.t('events.form.back')}
        </a>
      </Buttons>
    </form>
  )
}

async function showCancel(c: Req, row: EventRow, reason = '', error: AppError | null = null) {
  const view = await viewOf(c)
  const title = view.t('events.cancel')
  return c.html(
    <Page view={view} title={title} head={<meta name="robots" content="noindex" />}>
      <h1>{title}</h1>
      <CancelForm view={view} row={row} reason={reason} error={error} />
    </Page>,
    error ? 422 : 200,
  )
}

/** Making, changing and calling off. */
export function editPages(app: App): void {
  app.get('/su-kien/moi', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return toLogin(c)
    const handle = c.req.query('xom') ?? ''
    const rooms = await sql.selectRoomsToAnnounce(c.get('ctx'), viewer.id)
    const room = rooms.find((one) => one.handle === handle)
    const start = (c.req.query('start') ?? '').slice(0, 120)
    return show(c, viewer, { row: null, typed: { start, community_id: room?.id ?? '' } })
  })

  app.post('/su-kien/moi', (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return toLogin(c)
    limitRate(c, 'event', viewer.id, 300, 3600)
    return saved(c, viewer, null)
  })

  // What a script asks for while somebody types.
  app.get('/su-kien/hieu', async (c) => {
    limitRate(c, 'echo', c.get('viewer')?.id ?? 'nobody', 6000, 3600)
    const view = await viewOf(c)
    const { start = '', end = '' } = c.req.query()
    return c.json({ text: echo(start.slice(0, 200), end.slice(0, 200), view.now, view.locale, view) ?? '' })
  })

  app.get('/su-kien/:id{[0-9]+}/sua', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return toLogin(c)
    const row = await getEvent(c.get('ctx'), viewer, c.req.param('id'))
    if (!(await mayEdit(c.get('ctx'), viewer, row))) throw new AppError('forbidden', 'event_not_yours')
    return show(c, viewer, { row, typed: typedOf(row) })
  })

  app.post('/su-kien/:id{[0-9]+}/sua', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return toLogin(c)
    return saved(c, viewer, await getEvent(c.get('ctx'), viewer, c.req.param('id')))
  })

  app.get('/su-kien/:id{[0-9]+}/huy', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return toLogin(c)
    return showCancel(c, await getEvent(c.get('ctx'), viewer, c.req.param('id')))
  })

  app.post('/su-kien/:id{[0-9]+}/huy', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return toLogin(c)
    const row = await getEvent(c.get('ctx'), viewer, c.req.param('id'))
    const typed = await readBody(c)
    try {
      await cancelEvent(c.get('ctx'), viewer, row.id, check(CancelEvent, { reason: text(typed, 'reason') }))
    } catch (thrown) {
      return showCancel(c, row, text(typed, 'reason'), correctable(thrown))
    }
    return redirectWith(c, eventPath(row), 'events.cancelled_done')
  })
}
