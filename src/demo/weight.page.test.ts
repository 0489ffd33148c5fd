import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBrowser, type TestBrowser } from '../../test/browser.ts'
import { startServer, type TestServer } from '../../test/server.ts'
import { createSession } from '../features/auth/index.ts'
import { sessionCookie } from '../http/auth.ts'
import { plantDemo } from './demo.ts'

let server: TestServer
let browser: TestBrowser
let session: string

beforeAll(async () => {
  server = await startServer()
  await plantDemo(server.ctx)
  await server.listen()
  const [lan] = await server.ctx.db<{ id: string }[]>`select id from accounts where username = 'lan'`
  session = `${sessionCookie}=${await createSession(server.ctx, lan!.id, 'Test')}`
  browser = await startBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** Bytes over the wire by kind, of a first visit; what a `data:` address holds came with the styles. */
async function weigh(signedIn: boolean, wide: boolean) {
  const { page } = await browser.open({ origin: server.origin, wide, ...(signedIn ? { session } : {}) })
  const network = await page.context().newCDPSession(page)
  await network.send('Network.enable')
  const kinds = new Map<string, string>()
  const bytes: Record<string, number> = {}
  let largest = 0
  network.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type))
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? 'Other'
    bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength
    if (kind === 'Image') largest = Math.max(largest, encodedDataLength)
  })
  await page.goto(server.origin, { waitUntil: 'networkidle' })
  const hasty = await page
    .locator('main img')
    .evaluateAll((pictures) =>
      pictures
        .filter((one) => one.getAttribute('loading') !== 'lazy' || !one.getAttribute('width'))
        .map((one) => one.outerHTML),
    )
  await page.context().close()
  return { bytes, largest, hasty }
}

describe('the first view of home', () => {
  for (const signedIn of [false, true]) {
    for (const wide of [false, true]) {
      const who = `${signedIn ? 'of a member' : 'of a stranger'}, ${wide ? 'wide' : 'on a phone'}`
      it(`${who}: at most 100 kB, of which 50 kB scripts; pictures are small, wait their turn and keep their place`, async () => {
        const { bytes, largest, hasty } = await weigh(signedIn, wide)
        const { Image = 0, ...page } = bytes
        const whole = Object.values(page).reduce((sum, size) => sum + size, 0)
        expect(bytes['Script']).toBeGreaterThan(1000)
        expect(bytes['Script']).toBeLessThanOrEqual(50_000)
        expect(whole).toBeLessThanOrEqual(100_000)
        expect(largest).toBeLessThanOrEqual(60_000)
        expect(Image).toBeLessThanOrEqual(150_000)
        expect(hasty).toEqual([])
      })
    }
  }
})
