import { readdir } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Person, signUp } from '../../test/people.ts'
import { formWith, photo } from '../../test/pictures.ts'
import { startServer, type TestServer } from '../../test/server.ts'

let server: TestServer
let lan: Person
let origin: string

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan', { locale: 'en' })
  origin = await server.listen()
})
afterAll(() => server.close())

const left = async () => (await readdir(join(server.ctx.config.dataDir, 'tmp')).catch(() => [])).length

const boundary = 'ranhgioi'
const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`
const tail = `\r\n--${boundary}--\r\n`

/** Sends `megabytes` of zeros piece by piece over a real connection; answers the status, or what went wrong. */
function pour(
  megabytes: number,
  options: { chunked?: boolean; hangUpAfter?: number } = {},
): Promise<number | string> {
  return new Promise((resolve) => {
    const piece = Buffer.alloc(1024 * 1024)
    const call = request(`${origin}/api/v2/media`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${lan.token}`,
        'content-type': `multipart/form-data; boundary=${boundary}`,
        ...(options.chunked
          ? {}
          : { 'content-length': megabytes * piece.length + head.length + tail.length }),
      },
    })
    let sent = 0
    call.on('response', (response) => {
      response.resume()
      resolve(response.statusCode!)
      call.destroy()
    })
    call.on('error', (error) => resolve(error.message))
    const next = () => {
      if (call.destroyed) return
      if (sent === options.hangUpAfter) {
        call.destroy()
        return resolve('hung up')
      }
      if (sent === megabytes) return void call.end(tail)
      sent += 1
      call.write(piece, next)
    }
    call.write(head, next)
  })
}

it('a hundred megabytes are refused before they are read', async () => {
  const before = process.memoryUsage().rss
  expect(await pour(100)).toBe(413)
  expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024)
  expect(await left()).toBe(0)
})

it('a hundred megabytes that do not say how many they are are refused where the limit is', async () => {
  const before = process.memoryUsage().rss
  expect(await pour(100, { chunked: true })).toBe(413)
  expect(process.memoryUsage().rss - before).toBeLessThan(120 * 1024 * 1024)
  expect(await left()).toBe(0)
})

it('what is within the limit is read to its end', async () => {
  // Zeros are no picture: 422, and not 413.
  expect(await pour(30)).toBe(422)
  expect(await left()).toBe(0)
})

it('a sender who hangs up leaves nothing behind, and the server goes on', async () => {
  expect(await pour(30, { hangUpAfter: 5 })).toBe('hung up')
  for (let tries = 0; tries < 50 && (await left()) > 0; tries += 1) await wait(100)
  expect(await left()).toBe(0)
  const form = formWith('file', await photo(40, 40))
  expect((await server.api('POST', '/api/v2/media', { token: lan.token, body: form })).status).toBe(200)
})

it.each([
  ['without a boundary', 'multipart/form-data', 'x'],
  ['with another boundary than it says', 'multipart/form-data; boundary=khac', head + tail],
  ['that breaks off', `multipart/form-data; boundary=${boundary}`, head],
  ['with nothing in it', `multipart/form-data; boundary=${boundary}`, ''],
])('a form %s is an error of the sender', async (_, type, body) => {
  const response = await server.request('/api/v2/media', {
    method: 'POST',
    headers: { authorization: `Bearer ${lan.token}`, 'content-type': type },
    body,
  })
  expect(response.status).toBeGreaterThanOrEqual(400)
  expect(response.status).toBeLessThan(500)
  expect(await left()).toBe(0)
})

it('more text than a form holds is 413', async () => {
  const form = formWith('file', await photo(40, 40), 'a.jpg', { description: 'ă'.repeat(2_000_000) })
  expect((await server.api('POST', '/api/v2/media', { token: lan.token, body: form })).status).toBe(413)
  expect(await left()).toBe(0)
})

it('text that a client labels with its charset arrives as it was typed', async () => {
  const body = Buffer.concat([
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="description"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nĐình làng\r\n`,
    ),
    Buffer.from(head),
    await photo(40, 40),
    Buffer.from(tail),
  ])
  const response = await server.request('/api/v2/media', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${lan.token}`,
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    body,
  })
  expect(await response.json()).toMatchObject({ description: 'Đình làng' })
})
