import { getCookie } from 'hono/cookie'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Req } from '../http/env.ts'

interface Kept {
  /** UTF-8: half of what a string of Vietnamese takes, and outside the small heap (ADR 5). */
  html: Buffer<ArrayBuffer>
  /** What was true when the page was made; see below. */
  generation: object
}

/**
 * Readers without an account share a page for five seconds, as they share answers of the API (http/anonymous.ts), so
 * that a link that goes round does not weigh on the database. `dropCached('anonymous', '*')` (a post removed, an account
 * hidden, a community closed) ends them at once: the generation lives in that cache and goes with it. Signed-in people
 * always get their own.
 */
export async function sharedPage(c: Req, make: () => Promise<JSX.Element | Response>): Promise<Response> {
  const shared = c.get('viewer') === null && getCookie(c, 'xom_flash') === undefined
  if (!shared) return own(c, make)
  const ctx = c.get('ctx')
  const generations = ctx.cache.lru<string, object>('anonymous', { max: 1000, ttl: 5000 })
  const pages = ctx.cache.lru<string, Kept>('sharedPages', {
    max: 1000,
    ttl: 5000,
    maxSize: 16_000_000,
    sizeCalculation: ({ html }) => html.length,
  })
  const url = new URL(c.req.url)
  const theme = getCookie(c, 'xom_theme') ?? ''
  const key = [url.pathname, url.search, c.get('locale'), theme, getCookie(c, 'xom_text_only') ?? ''].join(
    ' ',
  )
  let generation = generations.get('generation')
  if (!generation) {
    generation = {}
    generations.set('generation', generation)
  }
  const kept = pages.get(key)
  if (kept?.generation === generation) return send(c, kept.html)
  // Thirty who come in the same moment wait for one page, and do not make it thirty times. Not for one that was begun
  // before something was taken down.
  const making = ctx.cache.lru<string, Making>('pagesInTheMaking', { max: 1000 })
  const others = making.get(key)
  if (others?.generation === generation) {
    const html = await others.page
    // The way to another address is an answer of its own for each.
    return html instanceof Response ? own(c, make) : send(c, html)
  }
  const page = bytesOf(make)
  making.set(key, { page, generation })
  try {
    const html = await page
    if (html instanceof Response) return html
    // Long keys are somebody's play with the query: not worth the room.
    if (key.length < 300) pages.set(key, { html, generation })
    return send(c, html)
  } finally {
    if (making.get(key)?.page === page) making.delete(key)
  }
}

async function own(c: Req, make: () => Promise<JSX.Element | Response>): Promise<Response> {
  const page = await make()
  return page instanceof Response ? page : c.html(page as never)
}

interface Making {
  page: Promise<Kept['html'] | Response>
  generation: object
}

async function bytesOf(make: () => Promise<JSX.Element | Response>): Promise<Kept['html'] | Response> {
  const made = await make()
  return made instanceof Response ? made : Buffer.from(String(await made.toString()))
}

const send = (c: Req, html: Kept['html']): Response =>
  c.body(html, 200, { 'content-type': 'text/html; charset=UTF-8' })
