import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Req } from '../http/env.ts'

/** A page as an answer; `Page` brings its own doctype. */
export const render = (c: Req, page: JSX.Element, status: ContentfulStatusCode = 200) =>
  c.html(page as never, status)
