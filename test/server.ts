import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { createApp, features, listeners } from '../src/app.ts'
import { buildContext } from '../src/build-context.ts'
import { type Config, readConfig } from '../src/config.ts'
import type { Context } from '../src/context.ts'
import { listenForDrops } from '../src/db/invalidate.ts'
import { connect } from '../src/db/sql.ts'
import { saveSettings } from '../src/features/instance/index.ts'
import type { App } from '../src/http/env.ts'
import { serve } from '../src/http/serve.ts'
import { drainJobs } from '../src/jobs/worker.ts'
import { type Logger, silentLogger } from '../src/lib/log.ts'
import type { SafeFetch } from '../src/net/fetch.ts'

export interface TestServer {
  ctx: Context
  app: App
  origin: string
  /** Moves the server's clock (milliseconds). */
  advance(ms: number): void
  /** `app.request` with the origin header that a browser would send. */
  request(path: string, init?: RequestInit): Promise<Response>
  /** JSON call of the API; `token` signs in, an object body is sent as JSON. */
  api<T = any>(
    method: string,
    path: string,
    options?: { token?: string | undefined; body?: unknown; headers?: Record<string, string> },
  ): Promise<{ status: number; body: T; headers: Headers }>
  /** Runs all jobs that are due. */
  settle(): Promise<void>
  /** Opens a real port on 127.0.0.1 (for browsers and client libraries); returns its origin. */
  listen(): Promise<string>
  close(): Promise<void>
}

export interface TestServerOptions {
  config?: Partial<Config>
  fetch?: SafeFetch
  log?: Logger
  /** False: a network that still waits for its set-up wizard. */
  setUp?: boolean
}

/** A whole Xóm in this process, on a database of its own cloned from the migrated template. */
export async function startServer(options: TestServerOptions = {}): Promise<TestServer> {
  const host = inject('socketDir')
  const database = `test_${randomBytes(6).toString('hex')}`
  const admin = connect({ host, user: 'xom', database: 'xom', max: 1 })
  await admin.unsafe(`create database ${database} template template_xom`)
  const dataDir = await mkdtemp(join(tmpdir(), 'xom-server-'))
  const port = await freePort()
  const config: Config = {
    ...readConfig({ NODE_ENV: 'test', XOM_DATA: dataDir, PORT: String(port), HOST: '127.0.0.1' }),
    origin: `http://localhost:${port}`,
    domain: `localhost:${port}`,
    // No test calls the world; those about previews turn them on, for a network of their own.
    linkPreviews: false,
    linkDelay: 0,
    hostPause: 0,
    ...options.config,
  }
  const connection = { host, user: 'xom', database }
  const db = connect({ ...connection, max: 6 })
  let offset = 0
  const ctx = buildContext({
    config,
    db,
    events: listeners,
    log: options.log ?? silentLogger,
    clock: () => new Date(Date.now() + offset),
    ...(options.fetch ? { fetch: options.fetch } : {}),
  })
  if (options.setUp ?? true) await saveSettings(ctx, { ready: true })
  const app = createApp(ctx)
  const unlisten = await listenForDrops(ctx)
  const closers: (() => Promise<void>)[] = []

  return {
    ctx,
    app,
    origin: config.origin,
    advance: (ms) => {
      offset += ms
    },
    request: async (path, init = {}) =>
      app.request(`${config.origin}${path}`, {
        ...init,
        headers: { origin: config.origin, ...(init.headers as Record<string, string>) },
      }),
    async api(method, path, { token, body, headers = {} } = {}) {
      const response = await app.request(`${config.origin}${path}`, {
        method,
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(body !== undefined && !(body instanceof FormData)
            ? { 'content-type': 'application/json' }
            : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, body: text ? JSON.parse(text) : null, headers: response.headers }
    },
    settle: () => drainJobs(ctx, connection, features),
    async listen() {
      const serving = await serve(ctx, app)
      closers.push(() => serving.close(500))
      return config.origin
    },
    async close() {
      for (const close of closers) await close()
      await unlisten().catch(() => {})
      await db.end({ timeout: 2 })
      await admin.unsafe(`drop database if exists ${database} with (force)`)
      await admin.end()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net')
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
