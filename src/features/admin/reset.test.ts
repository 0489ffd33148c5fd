import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let admin: Person
let helper: Person
let lan: Person

beforeAll(async () => {
  server = await startServer()
  admin = await signUp(server, 'chu_nha', { role: 'admin' })
  helper = await signUp(server, 'co_hai', { role: 'moderator' })
  lan = await signUp(server, 'lan')
})
afterAll(() => server.close())

const ask = (person: Person) =>
  server.request(`/admin/people/${lan.id}/reset`, { method: 'POST', headers: { cookie: person.session } })

it('an admin makes a link that sets a password anew where no letters are sent; nobody else can', async () => {
  expect((await ask(helper)).status).toBe(403)
  expect((await ask(lan)).status).toBe(404)
  const page = await ask(admin)
  expect(page.headers.get('cache-control')).toBe('no-store')
  const link = /value="([^"]*\/reset\/new\?token=[^"]+)"/.exec(await page.text())![1]!
  const { pathname, search } = new URL(link)
  expect((await server.request(pathname + search)).status).toBe(200)
  const done = await server.request(pathname, {
    method: 'POST',
    body: new URLSearchParams({
      token: new URLSearchParams(search).get('token')!,
      new_password: 'mật khẩu mới của lan',
    }),
  })
  expect(done.status).toBeLessThan(400)
  expect((await server.request(pathname + search)).status).toBe(404)
})
