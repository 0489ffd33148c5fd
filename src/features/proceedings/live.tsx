import { createHash } from 'node:crypto'
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import type { App, Req } from '../../http/env.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import {
  BriefingFrame,
  type BriefingRow,
  briefingById,
  briefingPath,
  type SeriesRow,
  sessionOf,
} from '../briefings/index.ts'
import { askRefusal, voteRefusal } from '../questions/index.ts'
import { LiveHub, type LiveParts, mostListeners } from './hub.ts'
import { render } from './live-parts.tsx'
import { RunHere } from './live-run.tsx'

/** Names what a page shows, so that its connection knows what it lacks. */
const mark = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 10)
const marksOf = (parts: LiveParts): string =>
  Object.entries(parts)
    .map(([name, text]) => `${name}.${mark(text)}`)
    .join(',')

const hubs = new WeakMap<object, LiveHub>()

/** One hub for each server; contexts of transactions and requests share their caches. */
function hubOf(ctx: Context): LiveHub {
  let hub = hubs.get(ctx.cache)
  if (!hub) {
    hub = new LiveHub(ctx, render)
    hubs.set(ctx.cache, hub)
  }
  return hub
}

const names = ['agenda', 'questions', 'minutes'] as const

function Parts({ view, parts }: { view: View; parts: LiveParts }) {
  return (
    <>
      {names.map((name) => (
        <section class={`live-${name}`} aria-labelledby={`live-${name}-title`}>
          <h2 id={`live-${name}-title`}>{view.t(`proceedings.live.${name}`)}</h2>
          <div data-live-part={name} aria-live={name === 'agenda' ? 'polite' : undefined}>
            {raw(parts[name] ?? '')}
          </div>
        </section>
      ))}
    </>
  )
}

/** On a wall: no navigation, large, the same parts. */
function Wall({
  view,
  series,
  briefing,
  children,
}: {
  view: View
  series: SeriesRow
  briefing: BriefingRow
  children: Child
}) {
  const name = view.t('briefings.nth', { name: series.name, number: briefing.number })
  return (
    <Page
      view={view}
      title={name}
      bare
      wide
      head={series.private ? <meta name="robots" content="noindex" /> : null}
    >
      <div class="live-wall">
        <h1>{name}</h1>
        {children}
      </div>
    </Page>
  )
}

async function livePage(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const session = await sessionOf(c)
  const { briefing, series } = session
  const view = await viewOf(c)
  const { t } = view
  const wall = c.req.query('man-hinh') === '1'
  const parts = await hubOf(ctx).now(briefing.id, view.locale)
  const path = briefingPath(session)
  const title = t('proceedings.live.title')
  const inside = (
    <briefing-live src={`${path}/truc-tiep/dong?co=${marksOf(parts)}`}>
      <p class="hint live-connection" data-connection data-lost={t('proceedings.live.lost')} role="status" />
      {briefing.state === 'session' ? (
        <noscript>
          <p>
            <a href={wall ? `${path}/truc-tiep?man-hinh=1` : `${path}/truc-tiep`}>
              {t('proceedings.live.reload')}
            </a>
          </p>
        </noscript>
      ) : null}
      <Parts view={view} parts={parts} />
    </briefing-live>
  )
  if (wall)
    return c.html(
      <Wall view={view} series={series} briefing={briefing}>
        {inside}
      </Wall>,
    )
  return c.html(
    <BriefingFrame view={view} session={session} title={title}>
      <h1>{title}</h1>
      <p class="buttons">
        {askRefusal(session, view.now) ? null : (
          <a class="button" href={`${path}/cau-hoi#hoi`}>
            {t('proceedings.live.ask')}
          </a>
        )}
        {voteRefusal(session) ? null : (
          <a class="button" href={`${path}/bieu-quyet`}>
            {t('proceedings.live.vote')}
          </a>
        )}
        <a class="button small" href={`${path}/truc-tiep?man-hinh=1`}>
          {t('proceedings.live.wall')}
        </a>
      </p>
      {inside}
      {await RunHere({ ctx, view, session })}
    </BriefingFrame>,
  )
}

/** How often a line without meaning keeps the connection open through proxies; milliseconds. */
const beat = 25_000
/** Messages that may wait for a reader who is slow; then it is let go, and its browser comes back. */
const mostWaiting = 8

/**
 * The stream of a session (server-sent events, HTML Living Standard section 9.2): an event `part` for each part that
 * changed, with its name and its HTML. `co` names what the page has already. 503 when too many pages are open here.
 */
async function stream(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const { series, briefing } = await sessionOf(c)
  const viewer = c.get('viewer')
  const hub = hubOf(ctx)
  if (hub.count >= mostListeners) throw new AppError('unavailable')
  const locale = c.get('locale') ?? 'vi'
  const asked = (c.req.query('co') ?? '').slice(0, 200).split(',')
  const encoder = new TextEncoder()
  let leave: (() => void) | null = null
  let timer: NodeJS.Timeout | null = null
  let over = false
  const stop = () => {
    over = true
    leave?.()
    if (timer) clearInterval(timer)
  }
  const body = new ReadableStream<Uint8Array>(
    {
      async start(controller) {
        const write = (text: string): boolean => {
          if (over || (controller.desiredSize ?? 0) <= 0) return false
          controller.enqueue(encoder.encode(text))
          return true
        }
        const close = () => {
          stop()
          try {
            controller.close()
          } catch {
            // It hung up by itself.
          }
        }
        write('retry: 2000\n\n')
        leave = await hub.join(
          briefing.id,
          { locale, send: (parts) => write(messageOf(parts)), close },
          (name, text) => asked.includes(`${name}.${mark(text)}`),
        )
        if (over) leave()
        timer = setInterval(() => {
          if (!write(': \n\n')) return close()
          // Whoever left a private community hears no more of it.
          if (series.private) briefingById(ctx, viewer, briefing.id).catch(close)
        }, beat)
        timer.unref()
      },
      cancel: stop,
    },
    new CountQueuingStrategy({ highWaterMark: mostWaiting }),
  )
  c.req.raw.signal.addEventListener('abort', stop)
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  })
}

/** Made once for all who get the same parts. */
const written = new WeakMap<LiveParts, string>()
function messageOf(parts: LiveParts): string {
  let text = written.get(parts)
  if (text === undefined) {
    text = Object.entries(parts)
      .map(([name, html]) => `event: part\ndata: ${JSON.stringify({ name, html, mark: mark(html) })}\n\n`)
      .join('')
    written.set(parts, text)
  }
  return text
}

/** A session as it is held. */
export function livePages(app: App): void {
  app.get('/giao-ban/:series/:number{[0-9]+}/truc-tiep', livePage)
  app.get('/giao-ban/:series/:number{[0-9]+}/truc-tiep/dong', stream)
}
