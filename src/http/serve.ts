import { createServer, type Server } from 'node:http'
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
    getRequestListener(app.fetch),
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

async function closeGently(server: Server, grace: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), grace)
  await closed
  clearTimeout(timer)
}
