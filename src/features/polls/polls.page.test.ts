import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let lan: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan')
})
afterAll(() => server.close())

const compose = (fields: [string, string][]) =>
  server.request('/compose', {
    method: 'POST',
    headers: { cookie: lan.session },
    body: new URLSearchParams([...fields, ['do', 'post']]),
  })

it('a poll stays when the words around it are edited on the page', async () => {
  const poll = { options: ['phở', 'bún'], expires_in: 3600 }
  const { body: made } = await server.api('POST', '/api/v1/statuses', {
    token: lan.token,
    body: { status: 'Ăn gì?', poll },
  })
  const response = await compose([
    ['status', 'Trưa nay ăn gì?'],
    ['edit', made.id],
  ])
  expect(response.status).toBe(303)
  const { body } = await server.api('GET', `/api/v1/statuses/${made.id}`)
  expect([body.content, body.poll.id]).toEqual(['<p>Trưa nay ăn gì?</p>', made.poll.id])
})

it('what is wrong with a poll stands in words beside it', async () => {
  const response = await compose([
    ['status', 'Ăn gì?'],
    ['poll[options][]', 'phở'],
    ['poll[options][]', 'phở'],
  ])
  expect(response.status).toBe(422)
  expect(await response.text()).toContain('Bình chọn có lựa chọn trùng nhau')
})
