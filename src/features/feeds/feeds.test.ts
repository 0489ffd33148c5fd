import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Answer, html, type Outside, openOutside } from '../../../test/outside.ts'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let outside: Outside
let lan: Person
let minh: Person
let roomId: string

beforeAll(async () => {
  outside = await openOutside()
  server = await startServer({ config: { allowPrivateAddress: true } })
  lan = await signUp(server, 'lan')
  minh = await signUp(server, 'minh')
  const { body } = await server.api('POST', '/api/v1/communities', {
    token: lan.token,
    body: { username: 'ngo82', display_name: 'Ngõ 82', note: 'x' },
  })
  roomId = body.id
})
afterAll(async () => {
  await server.close()
  await outside.close()
})
beforeEach(async () => {
  outside.asked.length = 0
  await server.ctx.db`delete from outside_feeds`
})

const form = (person: Person, path: string, body: Record<string, string> = {}) =>
  server.request(path, {
    method: 'POST',
    headers: { cookie: person.session },
    body: new URLSearchParams(body),
  })
const page = async (path: string, person?: Person) =>
  (await server.request(path, { headers: person ? { cookie: person.session } : {} })).text()
const settings = () => page('/xom/ngo82/settings/feeds', lan)
const items = () => page('/xom/ngo82/tu-noi-khac')

async function add(path: string): Promise<string> {
  const answer = await form(lan, '/xom/ngo82/settings/feeds', { url: outside.origin + path })
  expect(answer.status).toBe(303)
  await server.settle()
  const [row] = await server.ctx.db<{ id: string }[]>`select id from outside_feeds order by id desc limit 1`
  return row!.id
}

const rowOf = async (id: string) => {
  const rows = await server.ctx.db<
    { url: string; state: string; error: string; failures: number; every: number; wait: number }[]
  >`
    select url, state, error, failures, every, extract(epoch from next_at - fetched_at)::float8 / 60 as wait
    from outside_feeds where id = ${id}`
  return rows[0]!
}

const pollAgain = async (hours: number) => {
  server.advance(hours * 3_600_000)
  await server.ctx.enqueue('feeds.poll', {})
  await server.settle()
}

const rss = (inside: string) =>
  `<rss version="2.0"><channel><title>Báo Làng</title><link>${outside.origin}/</link>${inside}</channel></rss>`
const item = (n: number | string) =>
  `<item><guid isPermaLink="false">${n}</guid><title>Tin ${n}</title><link>/tin/${n}</link><description>Lời ${n}</description></item>`
const send =
  (body: string | Buffer, headers: Record<string, string> = {}, status = 200): Answer =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/rss+xml', ...headers }).end(body)

describe('a feed of another place', () => {
  it('is added by its page, read, shown as links with a few words, paused, resumed and removed', async () => {
    outside.pages.set('/bao', html('<link rel="alternate" type="application/rss+xml" href="/feed.xml">'))
    outside.pages.set('/feed.xml', send(rss(item(1) + item(2))))
    const id = await add('/bao')
    expect(outside.asked).toEqual(['/bao', '/feed.xml'])
    const text = await items()
    expect(text).toContain(`href="${outside.origin}/tin/1"`)
    expect(text).toContain('Lời 2')
    expect(text).toContain('Báo Làng')
    expect(await page('/xom/ngo82')).toContain('/xom/ngo82/tu-noi-khac')
    expect(await settings()).toContain('Đọc được lần gần nhất')

    await form(lan, `/xom/ngo82/settings/feeds/${id}/pause`)
    await pollAgain(48)
    expect(outside.asked).toHaveLength(2)
    await form(lan, `/xom/ngo82/settings/feeds/${id}/resume`)
    await server.settle()
    expect(outside.asked).toHaveLength(3)
    await form(lan, `/xom/ngo82/settings/feeds/${id}/remove`)
    expect(await items()).not.toContain('Tin 1')
  })

  it('is managed by those who look after the community; what was typed stays in the form', async () => {
    const path = '/xom/ngo82/settings/feeds'
    expect((await form(minh, path, { url: outside.origin })).status).toBe(403)
    expect((await server.request(path, { headers: { cookie: minh.session } })).status).toBe(403)
    expect((await server.request(path)).headers.get('location')).toContain('/login')
    outside.pages.set('/feed.xml', send(rss('')))
    const id = await add('/feed.xml')
    expect((await form(minh, `${path}/${id}/remove`)).status).toBe(403)
    for (const [url, problem] of [
      ['ftp://x.example/', 'không phải là địa chỉ'],
      [`${outside.origin}/feed.xml`, 'đã có trong danh sách'],
    ] as const) {
      const refused = await form(lan, path, { url })
      const text = await refused.text()
      expect(refused.status).toBe(422)
      expect(text).toContain(problem)
      expect(text).toContain(`value="${url}"`)
    }
  })

  it('of a private community is for its members', async () => {
    outside.pages.set('/feed.xml', send(rss(item('kín'))))
    await add('/feed.xml')
    await server.ctx.db`update communities set private = true where account_id = ${roomId}`
    expect((await server.request('/xom/ngo82/tu-noi-khac')).status).toBe(403)
    expect(await page('/xom/ngo82/tu-noi-khac', minh)).not.toContain('Tin kín')
    expect(await page('/xom/ngo82/tu-noi-khac', lan)).toContain('Tin kín')
    await server.ctx.db`update communities set private = false where account_id = ${roomId}`
  })

  it('stands on a site, too, managed by its owners and editors', async () => {
    const call = (method: string, path: string, body: object) =>
      server.api(method, `/api/v1/sites${path}`, { token: lan.token, body })
    const { body: site } = await call('POST', '', {
      username: 'baolang',
      display_name: 'Báo Làng',
      note: 'x',
    })
    const hire = (role: string) => call('POST', `/${site.id}/staff`, { acct: minh.username, role })
    expect((await hire('editor')).status).toBe(200)
    outside.pages.set('/feed.xml', send(rss(item('ngoài'))))
    const added = await form(minh, '/trang/baolang/quan-tri/nguon-ngoai', {
      url: `${outside.origin}/feed.xml`,
    })
    expect(added.status).toBe(303)
    await server.settle()
    expect(await page('/trang/baolang/tu-noi-khac')).toContain('Tin ngoài')
    expect(await page('/trang/baolang')).toContain('/trang/baolang/tu-noi-khac')
    await hire('contributor')
    expect(
      (await form(minh, '/trang/baolang/quan-tri/nguon-ngoai', { url: 'https://y.example' })).status,
    ).toBe(403)
  })
})

describe('asking', () => {
  it('is conditional: what did not change is answered with 304 and costs nothing', async () => {
    const seen: (string | undefined)[][] = []
    outside.pages.set('/feed.xml', (request, response) => {
      const { 'if-none-match': tag, 'if-modified-since': since, 'user-agent': agent } = request.headers
      seen.push([tag, since])
      expect(agent).toContain('feed reader')
      if (tag === '"a"') response.writeHead(304).end()
      else
        send(rss(item(1)), { etag: '"a"', 'last-modified': 'Wed, 25 Nov 2015 07:36:00 GMT' })(
          request,
          response,
        )
    })
    const id = await add('/feed.xml')
    await pollAgain(2)
    expect(seen).toEqual([
      [undefined, undefined],
      ['"a"', 'Wed, 25 Nov 2015 07:36:00 GMT'],
    ])
    expect(await rowOf(id)).toMatchObject({ error: '', failures: 0 })
    expect(await items()).toContain('Tin 1')
  })

  it('is as seldom as the feed and its server want', async () => {
    outside.pages.set(
      '/feed.xml',
      send(rss(`<ttl>120</ttl>${item(1)}`), { 'cache-control': 'max-age=14400' }),
    )
    const row = await rowOf(await add('/feed.xml'))
    expect(row.every).toBe(240)
    expect(row.wait).toBeGreaterThanOrEqual(239)
    expect(row.wait).toBeLessThanOrEqual(265)
  })

  it('waits twice as long after each failure, obeys Retry-After, and begins anew when it is well', async () => {
    outside.pages.set('/feed.xml', send('', {}, 500))
    const id = await add('/feed.xml')
    const first = await rowOf(id)
    await pollAgain(3)
    const second = await rowOf(id)
    expect([first.error, first.failures, second.failures]).toEqual(['server', 1, 2])
    expect(second.wait).toBeGreaterThan(first.wait * 1.7)
    expect(await settings()).toContain('Máy chủ nơi ấy đang trục trặc')
    outside.pages.set('/feed.xml', send('', { 'retry-after': String(5 * 86_400) }, 503))
    await pollAgain(6)
    const held = await rowOf(id)
    expect([held.error, Math.round(held.wait / 1440)]).toEqual(['busy', 5])
    await pollAgain(24)
    expect(outside.asked).toHaveLength(3)
    outside.pages.set('/feed.xml', send(rss(item(1))))
    await pollAgain(5 * 24)
    expect(await rowOf(id)).toMatchObject({ error: '', failures: 0 })
  })

  it('ends when the other side says that the feed is gone (410)', async () => {
    outside.pages.set('/feed.xml', send('', {}, 410))
    const id = await add('/feed.xml')
    expect(await rowOf(id)).toMatchObject({ state: 'gone', error: 'gone' })
    await pollAgain(24 * 30)
    expect(outside.asked).toHaveLength(1)
    expect(await settings()).toContain('đã ngừng hẳn')
  })

  it('remembers where a feed moved for good, and not where it is for now', async () => {
    const to =
      (path: string, status: number): Answer =>
      (_, response) =>
        response.writeHead(status, { location: path }).end()
    outside.pages.set('/feed.xml', send(rss(item(1))))
    outside.pages.set('/cu', to('/feed.xml', 301))
    outside.pages.set('/tam', to('/feed.xml', 302))
    const passing = await add('/tam')
    expect((await rowOf(passing)).url).toBe(`${outside.origin}/tam`)
    const moved = await add('/cu')
    expect((await rowOf(moved)).url).toBe(`${outside.origin}/feed.xml`)
  })
})

describe('what comes back', () => {
  it('is read in its encoding, also when that changes from one time to the next', async () => {
    const declared = (name: string) => `<?xml version="1.0" encoding="${name}"?>`
    outside.pages.set('/feed.xml', send(Buffer.from(declared('ISO-8859-1') + rss(item('Café')), 'latin1')))
    await add('/feed.xml')
    expect(await items()).toContain('Tin Café')
    const wide = Buffer.from(`\ufeff${declared('utf-16')}${rss(item('Đường làng'))}`, 'utf16le')
    outside.pages.set('/feed.xml', send(wide))
    await pollAgain(2)
    expect(await items()).toContain('Tin Đường làng')
    // What HTTP says counts more than what the document says.
    const header = { 'content-type': 'text/xml; charset=iso-8859-1' }
    outside.pages.set('/feed.xml', send(Buffer.from(declared('utf-8') + rss(item('à la')), 'latin1'), header))
    await pollAgain(2)
    expect(await items()).toContain('Tin à la')
    outside.pages.set('/feed.xml', send(rss(item('Phố cổ'))))
    await pollAgain(2)
    expect(await items()).toContain('Tin Phố cổ')
  })

  it('is cut off when it is too large, or never ends', async () => {
    outside.pages.set('/feed.xml', (_, response) => {
      response.writeHead(200, { 'content-type': 'application/rss+xml' })
      response.write('<rss version="2.0"><channel><title>x</title>')
      const more = setInterval(() => response.write(item('dài').repeat(2000)), 1)
      response.on('close', () => clearInterval(more))
    })
    const id = await add('/feed.xml')
    expect((await rowOf(id)).error).toBe('too_big')
    expect(await settings()).toContain('nặng quá 5 MB')
  })

  it('is not looked into when it declares entities, and is no feed when it is none', async () => {
    outside.pages.set(
      '/bom',
      send('<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel><title>&a;</title></channel></rss>'),
    )
    expect((await rowOf(await add('/bom'))).error).toBe('entities')
    outside.pages.set('/trang', html('<title>không có gì</title>'))
    expect((await rowOf(await add('/trang'))).error).toBe('no_feed')
  })

  it('never leads into our own network', async () => {
    // Whoever gave a public address a moment ago sends us to a private one.
    outside.pages.set('/vao-trong', (_, response) => {
      Object.assign(server.ctx.config, { allowPrivateAddress: false })
      response.writeHead(301, { location: `${outside.origin}/feed.xml` }).end()
    })
    try {
      const id = await add('/vao-trong')
      expect(outside.asked).toEqual(['/vao-trong'])
      expect(await rowOf(id)).toMatchObject({ error: 'unsafe', url: `${outside.origin}/vao-trong` })
    } finally {
      Object.assign(server.ctx.config, { allowPrivateAddress: true })
    }
  })

  it('keeps the newest 500 of a feed, and nothing that it has not named for 90 days', async () => {
    const old = `<item><guid>cũ</guid><title>Rất cũ</title><link>/cu</link><pubDate>Wed, 25 Nov 2015 14:36:00 +0700</pubDate></item>`
    outside.pages.set('/feed.xml', send(rss(item('hôm nay') + old)))
    const id = await add('/feed.xml')
    expect(await items()).not.toContain('Rất cũ')
    await server.ctx.db`
      insert into outside_items (feed_id, guid, url, title, published_at, seen_at)
      select ${id}, n::text, 'https://x.example/' || n, 'Số ' || n, now() - n * interval '1 minute', now() from generate_series(1, 520) n`
    await pollAgain(2)
    const count = async () =>
      (await server.ctx.db<{ n: number }[]>`select count(*)::int as n from outside_items`)[0]!.n
    expect(await count()).toBe(500)
    server.advance(91 * 86_400_000)
    await server.ctx.enqueue('feeds.sweep', {})
    await server.settle()
    expect(await count()).toBe(0)
  })
})
