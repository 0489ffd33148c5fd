import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uploadFolder } from '../src/http/upload.ts'
import { type Person, signUp } from './people.ts'
import { startServer, type TestServer } from './server.ts'

/** How many clients hang up. */
const crowd = Number(process.env['XOM_RUDE_CLIENTS'] ?? 1000)

let server: TestServer
let lan: Person
let port: number
let postId: string

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan')
  for (let n = 0; n < 25; n += 1) {
    const body = { status: `Bài số ${n}. ${'Chuyện trong xóm. '.repeat(100)}` }
    postId = (await server.api('POST', '/api/v1/statuses', { token: lan.token, body })).body.id
  }
  await server.settle()
  port = Number(new URL(await server.listen()).port)
})
afterAll(() => server.close())

const open = (): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket))
    socket.on('error', reject)
  })

/** Errors are what these clients are about: the server may reset them as it likes. */
async function rude(work: (socket: Socket) => Promise<void>): Promise<void> {
  const socket = await open()
  socket.on('error', () => {})
  await work(socket)
  socket.destroy()
}

const head = (method: string, path: string, more: Record<string, string | number> = {}): string =>
  [
    `${method} ${path} HTTP/1.1`,
    `host: localhost:${port}`,
    `authorization: Bearer ${lan.token}`,
    ...Object.entries(more).map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n')

const json = { 'content-type': 'application/json', 'content-length': 400 }
const form = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': 500_000 }
const someBytes = () => randomBytes(20_000).toString('hex')

/** Each breaks off at another place. */
const habits: ((socket: Socket) => Promise<void>)[] = [
  async () => {},
  async (socket) => void socket.write('GET /api/v1/timelines/home HT'),
  async (socket) => void socket.write(`GET / HTTP/1.1\r\nhost: localhost:${port}\r\ncook`),
  async (socket) => {
    socket.write(`${head('POST', '/api/v1/statuses', json)}{"status": "nửa`)
    await pause(20)
  },
  async (socket) => {
    socket.write(head('POST', '/api/v2/media', form))
    socket.write(`--x\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n${someBytes()}`)
    await pause(20)
  },
  // Hangs up while the server is at work on the answer.
  async (socket) => void socket.write(head('GET', '/api/v1/timelines/public?limit=40')),
  async (socket) => {
    const body = JSON.stringify({ status: `Gửi rồi bỏ đi ${randomBytes(4).toString('hex')}` })
    socket.write(
      head('POST', '/api/v1/statuses', { ...json, 'content-length': Buffer.byteLength(body) }) + body,
    )
  },
  async (socket) => {
    socket.write(head('POST', `/api/v1/statuses/${postId}/favourite`, { 'content-length': 0 }))
    await pause(2)
  },
  // Asks for many answers at once and reads none of them.
  async (socket) => {
    socket.pause()
    socket.write(head('GET', '/api/v1/timelines/public?limit=40').repeat(20))
    await pause(300)
  },
  // One byte at a time.
  async (socket) => {
    for (const byte of head('GET', '/').slice(0, 30)) {
      socket.write(byte)
      await pause(5)
    }
  },
  async (socket) => void socket.write(randomBytes(2000)),
]

interface Connection {
  state: string
  query: string
}

/** What the server's connections are doing, after at most three seconds of finishing. */
async function busyConnections(): Promise<Connection[]> {
  for (let left = 30; ; left -= 1) {
    const rows = await server.ctx.db<Connection[]>`
      select coalesce(state, '') as state, query from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and state is distinct from 'idle'
        and backend_type = 'client backend'`
    if (rows.length === 0 || left === 0) return [...rows]
    await pause(100)
  }
}

describe('a crowd of clients that hang up in the middle of a request', { timeout: 120_000 }, () => {
  it('leaves the server answering at once, with no statement, transaction or file behind', async () => {
    const clients = Array.from({ length: crowd }, (_, at) => rude(habits[at % habits.length]!))
    // While they are there, a polite client is served.
    const meanwhile = await server.api('GET', '/api/v1/timelines/home', { token: lan.token })
    expect(meanwhile.status).toBe(200)
    await Promise.all(clients)

    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const start = performance.now()
        const response = await fetch(`http://127.0.0.1:${port}/api/v1/timelines/home`, {
          headers: { authorization: `Bearer ${lan.token}` },
        })
        await response.json()
        return { status: response.status, ms: performance.now() - start }
      }),
    )
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(5000)
    expect(await busyConnections()).toEqual([])
    expect(await readdir(uploadFolder(server.ctx.config.dataDir)).catch(() => [])).toEqual([])
  })

  it('stores whole posts only', async () => {
    const rows = await server.ctx.db<{ text: string; counted: boolean }[]>`
      select s.text, c.status_id is not null as counted
      from statuses s left join status_counts c on c.status_id = s.id`
    expect(rows.filter((row) => !row.counted || row.text.includes('nửa'))).toEqual([])
    const [counts] = await server.ctx.db<{ told: number; there: number }[]>`
      select c.statuses as told, (select count(*)::int from statuses s where s.account_id = c.account_id) as there
      from account_counts c where c.account_id = ${lan.id}`
    expect(counts!.told).toBe(counts!.there)
  })
})

describe('a client that asks for several pages without waiting', () => {
  it('gets them one after the other, in order', async () => {
    const socket = await open()
    const ids = [postId, '1', postId]
    socket.write(ids.map((id) => head('GET', `/api/v1/statuses/${id}`)).join(''))
    let text = ''
    for await (const part of socket) {
      text += String(part)
      if (text.match(/HTTP\/1\.1 \d+/g)?.length === 3 && text.endsWith('}')) break
    }
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 404', 'HTTP/1.1 200'])
  })
})
