import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { AppError, unauthorized } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { formatDate, formatDateTime, formatNumber } from '../../lib/format/index.ts'
import { localPath, redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { RelativeTime } from '../../ui/widgets/time.tsx'
import { current, dismiss, present, react, standingOf, unreact } from './announcements.ts'
import { type Announcement, MAX_REACTIONS } from './api.ts'
import { selectPublished, selectRead } from './sql.ts'

export const home = '/thong-bao-chung'

/** "25/11/2026 – 27/11/2026", with times unless it is about whole days; null when it has no dates. */
export function when(
  view: View,
  one: Pick<Announcement, 'starts_at' | 'ends_at' | 'all_day'>,
): string | null {
  const say = (iso: string) => (one.all_day ? formatDate : formatDateTime)(new Date(iso), view.locale)
  const [from, to] = [one.starts_at && say(one.starts_at), one.ends_at && say(one.ends_at)]
  if (from && to) return from === to ? from : `${from} – ${to}`
  if (from) return view.t('announcements.from', { date: from })
  return to ? view.t('announcements.until', { date: to }) : null
}

function Words({ view, one }: { view: View; one: Announcement }) {
  const dates = when(view, one)
  return (
    <>
      {dates ? <p class="ann-dates">{dates}</p> : null}
      <div class="content" dir="auto">
        {raw(one.content)}
      </div>
    </>
  )
}

/** Marks one as read from where she is. */
function Dismiss({ view, id, back }: { view: View; id: string; back: string }) {
  return (
    <form method="post" action={`${home}/${id}/dismiss`}>
      <input type="hidden" name="back" value={back} />
      <button type="submit" class="button">
        {view.t('announcements.dismiss')}
      </button>
    </form>
  )
}

/** On top of home: what she has not read yet, three at a time. */
export async function strip(c: Req, view: View, viewer: Viewer): Promise<Child> {
  const ctx = c.get('ctx')
  const rows = await current(ctx)
  if (rows.length === 0) return null
  const read = await selectRead(
    ctx,
    viewer.id,
    rows.map((row) => row.id),
  )
  const unread = await present(ctx, viewer, rows.filter((row) => !read.has(row.id)).slice(-3))
  if (unread.length === 0) return null
  return (
    <section class="ann-strip" aria-label={view.t('announcements.title')}>
      {unread.map((one) => (
        <article>
          <Words view={view} one={one} />
          <div class="buttons">
            <Dismiss view={view} id={one.id} back="/" />
            <a href={`${home}#a${one.id}`}>{view.t('announcements.all')}</a>
          </div>
        </article>
      ))}
    </section>
  )
}

function Reactions({ view, one, open }: { view: View; one: Announcement; open: boolean }) {
  const action = `${home}/${one.id}/reactions`
  const label = (name: string, count: number) => view.t('announcements.reaction', { emoji: name, count })
  return (
    <div class="ann-reactions">
      {one.reactions.map(({ name, count, me }) =>
        open ? (
          <form method="post" action={action}>
            <button
              type="submit"
              class="chip"
              name={me ? 'remove' : 'name'}
              value={name}
              aria-pressed={me ? 'true' : 'false'}
              aria-label={label(name, count)}
            >
              {name} {formatNumber(count, view.locale)}
            </button>
          </form>
        ) : (
          <span class="badge">
            {name} {formatNumber(count, view.locale)}
          </span>
        ),
      )}
      {open && one.reactions.length < MAX_REACTIONS ? (
        <form method="post" action={action}>
          <input
            name="name"
            required
            maxlength={30}
            autocomplete="off"
            placeholder="🙂"
            aria-label={view.t('announcements.emoji')}
          />
          <button type="submit" class="button">
            {view.t('announcements.react')}
          </button>
        </form>
      ) : null}
    </div>
  )
}

const size = 20

async function listPage(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  const page = Math.min(Math.max(Math.trunc(Number(c.req.query('page'))) || 1, 1), 1000)
  const rows = await selectPublished(ctx, size + 1, (page - 1) * size)
  const shown = rows.slice(0, size)
  const [list, view] = await Promise.all([present(ctx, viewer, shown), viewOf(c)])
  const over = new Set(shown.filter((row) => standingOf(row, view.now) === 'ended').map((row) => row.id))
  return c.html(
    <Page view={view} title={view.t('announcements.title')}>
      <h1>{view.t('announcements.title')}</h1>
      {viewer && viewer.role !== 'user' ? (
        <p class="chips">
          <a class="chip" href="/admin/announcements">
            {view.t('announcements.manage')}
          </a>
        </p>
      ) : null}
      {list.length === 0 ? <EmptyState icon="bell" text={view.t('announcements.none')} /> : null}
      {list.map((one) => (
        <article class="sheet" id={`a${one.id}`}>
          <p class="hint">
            <RelativeTime view={view} at={new Date(one.published_at)} />{' '}
            {over.has(one.id) ? <span class="badge">{view.t('announcements.standing.ended')}</span> : null}
          </p>
          <Words view={view} one={one} />
          <Reactions view={view} one={one} open={viewer !== null && !over.has(one.id)} />
          {viewer && one.read === false && !over.has(one.id) ? (
            <Dismiss view={view} id={one.id} back={home} />
          ) : null}
        </article>
      ))}
      <Pager view={view} next={rows.length > size ? `${home}?page=${page + 1}` : null} />
    </Page>,
  )
}

function viewerOf(c: Req): Viewer {
  const viewer = c.get('viewer')
  if (!viewer) throw unauthorized()
  return viewer
}

export function announcementPages(app: App): void {
  app.get(home, listPage)

  app.post(`${home}/:id{[0-9]+}/dismiss`, async (c) => {
    const viewer = viewerOf(c)
    const body = await readBody(c)
    await dismiss(c.get('ctx'), viewer, c.req.param('id'))
    return c.redirect(localPath(body['back'], home), 303)
  })

  app.post(`${home}/:id{[0-9]+}/reactions`, async (c) => {
    const viewer = viewerOf(c)
    const id = c.req.param('id')
    const body = await readBody(c)
    const back = `${home}#a${id}`
    try {
      if (typeof body['remove'] === 'string') await unreact(c.get('ctx'), viewer, id, body['remove'])
      else await react(c.get('ctx'), viewer, id, String(body['name'] ?? ''))
    } catch (error) {
      // One box with one sign in it: the page again, with what was wrong on top.
      if (!(error instanceof AppError) || error.status !== 422) throw error
      return redirectWith(c, back, `errors.${error.reason}`)
    }
    return c.redirect(back, 303)
  })
}
