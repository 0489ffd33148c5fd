import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBrowser, type TestBrowser } from '../../test/browser.ts'
import { startServer, type TestServer } from '../../test/server.ts'
import { createSession } from '../features/auth/index.ts'
import { getSettings, isSetUp } from '../features/instance/index.ts'
import { issueToken } from '../features/oauth/index.ts'
import { sessionCookie } from '../http/auth.ts'
import { threads } from './data/index.ts'
import { people } from './data/people.ts'
import { type DemoSummary, plantDemo } from './demo.ts'
import { scenes } from './scenes/index.ts'
import type { DemoPost } from './script.ts'

let server: TestServer
let made: DemoSummary
let token: string
let seconds: number
let browser: TestBrowser
let session: string

beforeAll(async () => {
  server = await startServer()
  const start = performance.now()
  made = await plantDemo(server.ctx)
  seconds = (performance.now() - start) / 1000
  const [lan] = await server.ctx.db<{ id: string }[]>`select id from accounts where username = 'lan'`
  token = await issueToken(server.ctx, { accountId: lan!.id, scopes: 'read write', appName: 'Test' })
}, 180_000)

afterAll(() => server?.close())

describe('the sample lane', () => {
  it('is made in well under a minute and leaves the network set up', async () => {
    expect(seconds).toBeLessThan(60)
    expect(await isSetUp(server.ctx)).toBe(true)
    expect((await getSettings(server.ctx)).name).toBe('Xóm Bờ Đê')
  })

  it('has about forty people and six hundred posts, in threads of more than five', async () => {
    expect(made.people).toBeGreaterThanOrEqual(38)
    expect(made.posts).toBeGreaterThanOrEqual(600)
    const sizes = await server.ctx.db<{ n: number }[]>`
      select count(*)::int as n from statuses where reblog_of_id is null group by thread_id order by n desc`
    expect(sizes.filter(({ n }) => n > 5).length).toBeGreaterThan(20)
    expect(sizes.length).toBeGreaterThanOrEqual(150)
  })

  it('has faces, pictures with words, polls with votes, and posts of four visibilities', async () => {
    const [counted] = await server.ctx.db<Record<string, number>[]>`
      select (select count(*)::int from accounts where avatar_media is null) as faceless,
        (select count(*)::int from media where description = '') as undescribed,
        (select count(*)::int from media) as media,
        (select count(*)::int from polls where voters_count >= 5) as polls,
        (select count(distinct visibility)::int from statuses) as visibilities,
        (select count(*)::int from statuses where edited_at is not null) as edited,
        (select count(*)::int from statuses where created_at > now()) as tomorrow,
        (select count(*)::int from statuses where created_at < now() - interval '63 days') as ancient`
    expect(counted).toMatchObject({ faceless: 0, undescribed: 0, visibilities: 4, tomorrow: 0, ancient: 0 })
    expect(counted!['media']).toBeGreaterThan(35)
    expect(counted!['polls']).toBeGreaterThan(4)
    expect(counted!['edited']).toBeGreaterThan(2)
  })

  it('can be read through the API: home, local, a thread, notifications of other days', async () => {
    const home = await server.api('GET', '/api/v1/timelines/home?limit=40', { token })
    expect(home.status).toBe(200)
    expect(home.body).toHaveLength(40)
    const local = await server.api('GET', '/api/v1/timelines/public?local=true&limit=20')
    expect(local.body).toHaveLength(20)
    const asked = local.body.find((status: { replies_count: number }) => status.replies_count > 0)
    const context = await server.api('GET', `/api/v1/statuses/${asked.id}/context`)
    expect(context.body.descendants.length).toBeGreaterThan(0)
    const news = await server.api('GET', '/api/v1/notifications?limit=40', { token })
    const days = new Set(news.body.map((one: { created_at: string }) => one.created_at.slice(0, 10)))
    expect(news.body).toHaveLength(40)
    expect(days.size).toBeGreaterThan(1)
  })

  it('shows every public post to a stranger', async () => {
    const rows = await server.ctx.db<{ id: string }[]>`
      select id from statuses where visibility = 'public' and reblog_of_id is null order by id`
    const seen = new Set<string>()
    for (let i = 0; i < rows.length; i += 20) {
      const query = rows
        .slice(i, i + 20)
        .map(({ id }) => `id[]=${id}`)
        .join('&')
      const page = await server.api('GET', `/api/v1/statuses?${query}`)
      for (const status of page.body) seen.add(status.id)
    }
    expect(seen.size).toBe(rows.length)
  })

  it('adds nothing twice when the jobs that the verbs left run later', async () => {
    const count = () =>
      server.ctx.db<
        { n: number }[]
      >`select count(*)::int as n from notifications where type in ('mention', 'favourite', 'reblog', 'follow')`
    const [before] = await count()
    await server.settle()
    expect(await count()).toEqual([before])
  }, 240_000)
})

describe('the sample texts', () => {
  const texts = threads.flatMap(function all(post: DemoPost): string[] {
    return [post.text, ...post.replies.flatMap(all)]
  })

  it('hold no filler and no sentence twice', () => {
    for (const text of texts) expect(text).not.toMatch(/lorem|ipsum|placeholder|\btodo\b|xxx|\$\{|undefined/i)
    const seen = new Map<string, number>()
    for (const text of texts.filter((text) => text.length > 25)) seen.set(text, (seen.get(text) ?? 0) + 1)
    expect([...seen].filter(([, n]) => n > 1)).toEqual([])
  })

  it('show every painted scene, and name only scenes that are painted', () => {
    const used = new Set([
      ...threads.flatMap((thread) => thread.photos),
      ...people.flatMap((person) => person.header ?? []),
    ])
    expect([...used].filter((name) => !scenes[name])).toEqual([])
    expect(Object.keys(scenes).filter((name) => !used.has(name))).toEqual([])
  })
})

/** Bytes over the wire by kind, of a first visit; what a `data:` address holds came with the styles. */
async function weigh(signedIn: boolean, wide: boolean) {
  const { page } = await browser.open({ origin: server.origin, wide, ...(signedIn ? { session } : {}) })
  const network = await page.context().newCDPSession(page)
  await network.send('Network.enable')
  const kinds = new Map<string, string>()
  const addresses = new Map<string, string>()
  const pictures = new Map<string, number>()
  const bytes: Record<string, number> = {}
  let largest = 0
  network.on('Network.responseReceived', ({ requestId, type, response }) => {
    kinds.set(requestId, type)
    addresses.set(requestId, response.url)
  })
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? 'Other'
    bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength
    if (kind !== 'Image') return
    largest = Math.max(largest, encodedDataLength)
    pictures.set(addresses.get(requestId)!, encodedDataLength)
  })
  await page.goto(server.origin, { waitUntil: 'networkidle' })
  const shown = await page.evaluate(() =>
    [...document.images]
      .filter((one) => {
        const box = one.getBoundingClientRect()
        return box.width > 0 && box.top < innerHeight && box.left < innerWidth
      })
      .map((one) => one.currentSrc),
  )
  const inSight = [...new Set(shown)].reduce((sum, address) => sum + (pictures.get(address) ?? 0), 0)
  const hasty = await page
    .locator('main img')
    .evaluateAll((pictures) =>
      pictures
        .filter((one) => one.getAttribute('loading') !== 'lazy' || !one.getAttribute('width'))
        .map((one) => one.outerHTML),
    )
  await page.context().close()
  return { bytes, largest, hasty, inSight }
}

describe('the first view of home', () => {
  beforeAll(async () => {
    await server.listen()
    const [lan] = await server.ctx.db<{ id: string }[]>`select id from accounts where username = 'lan'`
    session = `${sessionCookie}=${await createSession(server.ctx, lan!.id, 'Test')}`
    browser = await startBrowser()
  })
  afterAll(() => browser?.close())

  for (const signedIn of [false, true]) {
    for (const wide of [false, true]) {
      const who = `${signedIn ? 'of a member' : 'of a stranger'}, ${wide ? 'wide' : 'on a phone'}`
      it(`${who}: at most 100 kB, of which 50 kB scripts; pictures are small, wait their turn and keep their place`, async () => {
        const { bytes, largest, hasty, inSight } = await weigh(signedIn, wide)
        const { Image = 0, ...page } = bytes
        const whole = Object.values(page).reduce((sum, size) => sum + size, 0)
        expect(bytes['Script']).toBeGreaterThan(1000)
        expect(bytes['Script']).toBeLessThanOrEqual(50_000)
        expect(whole).toBeLessThanOrEqual(100_000)
        // With the pictures that a phone shows before anybody scrolls; the others come while she reads.
        if (!wide) expect(whole + inSight).toBeLessThanOrEqual(100_000)
        expect(largest).toBeLessThanOrEqual(40_000)
        expect(Image).toBeLessThanOrEqual(60_000)
        expect(hasty).toEqual([])
      })
    }
  }
})
