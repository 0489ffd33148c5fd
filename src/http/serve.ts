import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Context } from '../context.ts'
import type { App } from './env.ts'

export interface Serving {
  port: number
  /** Takes no new connections, lets requests in flight finish (at most `grace` milliseconds), then closes. */
  close(grace?: number): Promise<void>
}

/** Serves the app on HOST:PORT. Rejects with Node's error (EADDRINUSE, EACCES) when it cannot listen. */
export async function serve(ctx: Context, app: App): Promise<Serving> {
  const server = createServer(
    { keepAliveTimeout: 65_000, headersTimeout: 20_000, requestTimeout: 120_000 },
    oneAfterTheOther(getRequestListener(app.fetch)),
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(ctx.config.port, ctx.config.host, resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : ctx.config.port,
    close: (grace = 8_000) => closeGently(server, grace),
  }
}

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown

/**
 * Requests that one connection sends without waiting (pipelining, RFC 9112 section 9.3.2) are worked on one after the
 * other, and not at all when the client has hung up meanwhile: Node would start them all at once, and a client that
 * asks for a thousand pages and leaves would keep everybody waiting.
 */
function oneAfterTheOther(work: Listener): Listener {
  const busy = new WeakMap<Socket, (() => void)[]>()
  return (request, response) => {
    const { socket } = request
    const start = () => {
      response.once('close', next)
      return work(request, response)
    }
    const next = () => {
      const following = socket.destroyed ? undefined : busy.get(socket)?.shift()
      if (following) following()
      else busy.delete(socket)
    }
    const waiting = busy.get(socket)
    if (waiting) return waiting.push(start)
    busy.set(socket, [])
    return start()
  }
}

async function closeGently(server: Server, grace: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), grace)
  await closed
  clearTimeout(timer)
}
