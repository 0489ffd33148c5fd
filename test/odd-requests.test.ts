import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { suspendAccount } from '../src/features/accounts/index.ts'
import { storeToken } from '../src/features/auth/index.ts'
import { type Person, signUp } from './people.ts'
import { startServer, type TestServer } from './server.ts'

let server: TestServer
let lan: Person
let routes: { method: string; path: string }[]

/** Every route of the API as the app knows it, each once. */
function apiRoutes(): { method: string; path: string }[] {
  const found = server.app.routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
  return [...new Map(found.map(({ method, path }) => [`${method} ${path}`, { method, path }])).values()]
}

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan')
  routes = apiRoutes()
})
afterAll(() => server.close())

const odd = [
  '0',
  '-1',
  '1',
  '9223372036854775807',
  '9223372036854775808',
  '-9223372036854775809',
  '9'.repeat(400),
  '00000000000000000001',
  '1.5',
  '1e3',
  '0x10',
  'NaN',
  'null',
  'undefined',
  '1;drop table accounts',
  "1' or '1'='1",
  '%00',
  '%F0%9F',
  '%ff',
  '..%2F..%2Fetc',
  '１２３',
  'ố'.repeat(300),
  '%20',
  '{}',
  '[]',
]

/** The same odd word in the place of every parameter. */
const filled = (path: string, word: string): string =>
  path.replace(/:(\w+)(\{[^/]*\})?\??/g, () => (/^[%\w.-]*$/.test(word) ? word : encodeURIComponent(word)))

interface Wrong {
  request: string
  status: number
  body: string
}

async function ask(method: string, path: string, token: string | null): Promise<Wrong | null> {
  const writes = method !== 'GET' && method !== 'HEAD'
  const response = await server.request(path, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(writes ? { 'content-type': 'application/json' } : {}),
    },
    ...(writes ? { body: '{}' } : {}),
  })
  const body = await response.text()
  const told = response.status < 400 || /^\{"error":"[^"]/.test(body)
  return response.status < 500 && told
    ? null
    : { request: `${method} ${path}`, status: response.status, body: body.slice(0, 200) }
}

async function wrongAnswers(
  list: { method: string; path: string }[],
  token: string | null,
): Promise<Wrong[]> {
  const wrong: Wrong[] = []
  for (const { method, path } of list) {
    const answer = await ask(method, path, token)
    if (answer) wrong.push(answer)
  }
  return wrong
}

describe('every route of the API', { timeout: 120_000 }, () => {
  it('is known to this test', () => {
    expect(routes.length).toBeGreaterThan(80)
    expect(routes.filter(({ path }) => path.includes(':')).length).toBeGreaterThan(40)
  })

  it('answers odd ids with an error that says so, never with a failure', async () => {
    const asked = routes
      .filter(({ path }) => path.includes(':'))
      .flatMap(({ method, path }) => odd.map((word) => ({ method, path: filled(path, word) })))
    expect(await wrongAnswers(asked, lan.token)).toEqual([])
    expect(await wrongAnswers(asked, null)).toEqual([])
  })

  it('answers odd paging and odd lists of ids likewise', async () => {
    const queries = odd.flatMap((word) => {
      const value = /^[%\w.-]*$/.test(word) ? word : encodeURIComponent(word)
      return ['max_id', 'since_id', 'min_id', 'limit', 'id[]', 'id', 'offset', 'q'].map(
        (name) => `${name}=${value}`,
      )
    })
    const asked = routes
      .filter(({ method, path }) => method === 'GET' && !path.includes('*'))
      .flatMap(({ method, path }) => {
        const place = filled(path, lan.id)
        return queries.map((query) => ({ method, path: `${place}?${query}` }))
      })
    expect(await wrongAnswers(asked, lan.token)).toEqual([])
  })

  it('refuses tokens that are expired, foreign, broken or of somebody shut out', async () => {
    const { ctx } = server
    const [app] = await ctx.db<
      { app_id: string }[]
    >`select app_id from oauth_tokens where account_id = ${lan.id}`
    const old = await storeToken(ctx, {
      appId: app!.app_id,
      accountId: lan.id,
      grantHash: null,
      scopes: ['read', 'write', 'follow'],
      expiresAt: new Date(ctx.clock().getTime() - 1000),
    })
    const out = await signUp(server, 'bi_khoa')
    await suspendAccount(ctx, out.id)
    const asked = routes.map(({ method, path }) => ({ method, path: filled(path, lan.id) }))
    const tokens = [
      old.secret,
      'a'.repeat(43),
      'ngoài-xóm'.normalize('NFD').replace(/[^ -~]/g, '?'),
      `${lan.token}x`,
    ]
    for (const token of tokens) {
      expect(await wrongAnswers(asked, token)).toEqual([])
      for (const { method, path } of asked) {
        const { status } = await server.request(path, {
          method,
          headers: { authorization: `Bearer ${token}` },
        })
        expect([`${method} ${path}`, status]).toEqual([`${method} ${path}`, 401])
      }
    }
    expect(await wrongAnswers(asked, out.token)).toEqual([])
    expect((await server.api('GET', '/api/v1/timelines/home', { token: out.token })).status).toBe(403)
  })
})
