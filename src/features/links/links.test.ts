import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { html, type Outside, openOutside } from '../../../test/outside.ts'
import { type Person, signUp } from '../../../test/people.ts'
import { gradient } from '../../../test/pictures.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let outside: Outside
let lan: Person
let minh: Person

beforeAll(async () => {
  outside = await openOutside()
  server = await startServer({ config: { allowPrivateAddress: true, linkPreviews: true } })
  lan = await signUp(server, 'lan', { displayName: 'Lan' })
  minh = await signUp(server, 'minh', { displayName: 'Minh' })
})
afterAll(async () => {
  await server.close()
  await outside.close()
})
beforeEach(() => {
  outside.asked.length = 0
})

const post = async (person: Person, status: string, more: object = {}) =>
  (await server.api('POST', '/api/v1/statuses', { token: person.token, body: { status, ...more } })).body
// Signed in: what strangers read is shared for five seconds.
const cardOf = async (id: string, person: Person = minh) =>
  (await server.api('GET', `/api/v1/statuses/${id}`, { token: person.token })).body.card

describe('a link in a post', () => {
  it('becomes a card with what the page says of itself, looked at once however often it is posted', async () => {
    outside.pages.set(
      '/cho-dem',
      html(
        '<title>thừa</title><meta property="og:title" content="Chợ &quot;đêm&quot; mở lại">' +
          '<meta property="og:description" content="Cả  xóm\nra chợ"><meta property="og:site_name" content="Báo Làng">' +
          '<meta property="og:image" content="/anh.png"><meta property="article:published_time" content="2026-11-01T08:00:00+07:00">' +
          '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","author":[{"name":"Trần Hòa"}]}]}</script>',
      ),
    )
    const image = await gradient(1200, 600).png().toBuffer()
    outside.pages.set('/anh.png', (_, response) => response.writeHead(200).end(image))
    const first = await post(lan, `Đọc đi ${outside.origin}/cho-dem?utm_source=zalo#a`)
    expect(first.card).toBeNull()
    const second = await post(minh, `Hay ${outside.origin}/cho-dem`)
    await server.settle()
    const card = await cardOf(first.id)
    expect(card).toMatchObject({
      url: `${outside.origin}/cho-dem`,
      title: 'Chợ "đêm" mở lại',
      description: 'Cả xóm ra chợ',
      provider_name: 'Báo Làng',
      author_name: 'Trần Hòa',
      published_at: '2026-11-01T01:00:00.000Z',
      language: 'vi',
      width: 640,
      height: 320,
      html: '',
    })
    expect(card.image).toMatch(`${server.origin}/media/`)
    expect(card.blurhash).toBeTruthy()
    expect(await cardOf(second.id)).toEqual(card)
    const picture = await server.request(new URL(card.image).pathname)
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/webp'])
    expect(outside.asked).toEqual(['/cho-dem', '/anh.png'])

    const page = await (await server.request(`/@lan/${first.id}`)).text()
    expect(page).toContain('Chợ &quot;đêm&quot; mở lại')
    expect(page).not.toContain(`src="${outside.origin}`)
  })

  it('is read in the charset that the page says, also in an old one', async () => {
    outside.pages.set('/cu', (_, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(
          Buffer.from(
            '<head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><title>Caf\xe9</title></head>',
            'latin1',
          ),
        ),
    )
    const { id } = await post(lan, `${outside.origin}/cu`)
    await server.settle()
    expect((await cardOf(id)).title).toBe('Café')
  })

  it('stays a plain link where there is no page, and is not asked for again soon', async () => {
    outside.pages.set('/tep', (_, response) =>
      response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF'),
    )
    const { id } = await post(lan, `${outside.origin}/tep ${outside.origin}/khong-co`)
    const gone = await post(lan, `${outside.origin}/khong-co`)
    await server.settle()
    expect(await cardOf(id)).toBeNull()
    expect(await cardOf(gone.id)).toBeNull()
    await post(minh, `${outside.origin}/khong-co`)
    await server.settle()
    expect(outside.asked).toEqual(['/tep', '/khong-co'])
    server.advance(2 * 3_600_000)
    outside.pages.set('/khong-co', html('<title>Có rồi</title>'))
    await post(minh, `lại ${outside.origin}/khong-co`)
    await server.settle()
    expect((await cardOf(gone.id)).title).toBe('Có rồi')
  })

  it('is read in its head only, and a page that never ends is cut off', async () => {
    outside.pages.set('/dai', (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      response.write('<head><title>Dài</title></head><body>')
      const more = setInterval(() => response.write('x'.repeat(100_000)), 5)
      response.on('close', () => clearInterval(more))
    })
    const { id } = await post(lan, `${outside.origin}/dai`)
    const before = Date.now()
    await server.settle()
    expect(Date.now() - before).toBeLessThan(5000)
    expect((await cardOf(id)).title).toBe('Dài')
  })

  it('has a title of three lines at most with nothing unseen in it, or the address where the page has none', async () => {
    outside.pages.set('/zero', html(`<title>Chợ\u200b \u2060đêm\u00ad ${'dài'.repeat(1000)}</title>`))
    outside.pages.set('/bai/khong-ten', html('<meta name="description" content="Có lời">'))
    const zero = await post(lan, `${outside.origin}/zero`)
    // An address with a user name is no link: the next one has the card.
    const bare = await post(lan, `https://user:pw@x.invalid/p ${outside.origin}/bai/khong-ten`)
    expect(bare.content).not.toContain('href="https://user')
    await server.settle()
    const { title } = await cardOf(zero.id)
    expect(title).toMatch(/^Chợ đêm dài/)
    expect([...title].length).toBeLessThanOrEqual(151)
    expect((await cardOf(bare.id)).title).toBe(`${new URL(outside.origin).host}/bai/khong-ten`)
  })

  it('counts with the page that it is by its own word, on the same site only', async () => {
    outside.pages.set('/a', html(`<title>Một</title><link rel="canonical" href="/mot">`))
    outside.pages.set('/b', html(`<title>Hai</title><link rel="canonical" href="https://bank.example/">`))
    const one = await post(lan, `${outside.origin}/a`)
    const two = await post(lan, `${outside.origin}/b`)
    await server.settle()
    expect((await cardOf(one.id)).url).toBe(`${outside.origin}/mot`)
    expect((await cardOf(two.id)).url).toBe(`${outside.origin}/b`)
  })

  it('is not looked at from a direct message: it may be for one reader, and for once', async () => {
    outside.pages.set('/dat-lai-mat-khau', html('<title>Mật khẩu</title>'))
    await post(lan, `@minh ${outside.origin}/dat-lai-mat-khau`, { visibility: 'direct' })
    await server.settle()
    expect(outside.asked).toEqual([])
  })

  it('changes with an edit, and goes with it', async () => {
    outside.pages.set('/x', html('<title>X</title>'))
    outside.pages.set('/y', html('<title>Y</title>'))
    const { id } = await post(lan, `${outside.origin}/x`)
    await server.settle()
    expect((await cardOf(id)).title).toBe('X')
    const edit = (status: string) =>
      server.api('PUT', `/api/v1/statuses/${id}`, { token: lan.token, body: { status } })
    await edit(`${outside.origin}/y`)
    await server.settle()
    expect((await cardOf(id)).title).toBe('Y')
    await edit('thôi')
    expect(await cardOf(id)).toBeNull()
  })

  it('gives a thread that is nothing but a link the name of its page', async () => {
    outside.pages.set('/ten', html('<title>Tên của trang</title>'))
    const { body: room } = await server.api('POST', '/api/v1/communities', {
      token: lan.token,
      body: { username: 'ngo82', display_name: 'Ngõ 82', note: 'x' },
    })
    const { id } = await post(lan, `${outside.origin}/ten`, { community_id: room.id })
    await server.settle()
    const page = await (await server.request('/xom/ngo82')).text()
    expect(page).toMatch(new RegExp(`/xom/ngo82/${id}"[^>]*>\\s*(<[^>]+>)*Tên của trang`))
  })

  it('to a post of ours shows it without any fetch, while everybody may read it', async () => {
    const told = await post(minh, 'Mai họp tổ dân phố lúc 19 giờ')
    const { id } = await post(lan, `Xem ${server.origin}/@minh/${told.id}`)
    await server.settle()
    const card = await cardOf(id)
    expect(card.title).toBe('Minh (@minh)')
    expect(card.description).toContain('Mai họp tổ dân phố')
    expect(card.authors[0].account.username).toBe('minh')
    await server.api('DELETE', `/api/v1/statuses/${told.id}`, { token: minh.token })
    expect(await cardOf(id)).toBeNull()
  })
})

describe('the author that a page names', () => {
  it('is shown as an account of ours only when her settings name the host', async () => {
    outside.pages.set(
      '/bai',
      html(
        '<title>Bài</title><meta name="author" content="Lan Viết"><meta name="fediverse:creator" content="@lan@' +
          server.ctx.config.domain +
          '">',
      ),
    )
    const { id } = await post(minh, `${outside.origin}/bai`)
    await server.settle()
    expect((await cardOf(id)).authors).toEqual([{ name: 'Lan Viết', url: '', account: null }])
    expect((await cardOf(id, lan)).missing_attribution).toBe(true)
    expect((await cardOf(id, minh)).missing_attribution).toBeUndefined()

    // A literal address with a port is taken on a private network.
    const literal = await server.api('PATCH', '/api/v1/accounts/update_credentials', {
      token: lan.token,
      body: { attribution_domains: [new URL(outside.origin).host] },
    })
    expect(literal.body.source.attribution_domains).toEqual(['127.0.0.1'])
    server.ctx.cache.find('cards')!.clear()
    expect((await cardOf(id)).authors[0]).toMatchObject({ account: { username: 'lan' } })

    await server.ctx.db`update links set host = 'www.baolang.vn' where url like '%/bai'`
    const set = await server.api('PATCH', '/api/v1/accounts/update_credentials', {
      token: lan.token,
      body: { attribution_domains: ['https://BaoLang.vn/'] },
    })
    expect(set.body.source.attribution_domains).toEqual(['baolang.vn'])
    server.ctx.cache.find('cards')!.clear()
    expect((await cardOf(id)).authors[0]).toMatchObject({ name: 'Lan Viết', account: { username: 'lan' } })

    const wrong = await server.api('PATCH', '/api/v1/accounts/update_credentials', {
      token: lan.token,
      body: { attribution_domains: ['không phải'] },
    })
    expect(wrong.status).toBe(422)
    const page = await (await server.request(`/@minh/${id}`)).text()
    expect(page).toContain(`<meta name="fediverse:creator" content="@minh@${server.ctx.config.domain}"`)
  })
})

describe('politeness', () => {
  it('asks a host once in its pause, whoever posts, and comes back when it may', async () => {
    const calm = await startServer({
      config: { allowPrivateAddress: true, linkPreviews: true, hostPause: 3600 },
    })
    try {
      const hoa = await signUp(calm, 'hoa')
      for (const name of ['p1', 'p2']) {
        outside.pages.set(`/${name}`, html(`<title>${name}</title>`))
        await calm.api('POST', '/api/v1/statuses', {
          token: hoa.token,
          body: { status: `${outside.origin}/${name}` },
        })
      }
      await calm.settle()
      expect(outside.asked).toEqual(['/p1'])
      calm.advance(3_700_000)
      await calm.ctx
        .db`update graphile_worker._private_jobs set run_at = now() where run_at > now() + interval '1 minute'`
      await calm.settle()
      expect(outside.asked).toEqual(['/p1', '/p2'])
    } finally {
      await calm.close()
    }
  })

  it('never leads this server to its own network', async () => {
    const shut = await startServer({ config: { linkPreviews: true } })
    try {
      const hoa = await signUp(shut, 'hoa')
      const { body } = await shut.api('POST', '/api/v1/statuses', {
        token: hoa.token,
        body: { status: `${outside.origin}/x` },
      })
      await shut.settle()
      expect(outside.asked).toEqual([])
      const [row] = await shut.ctx.db<{ state: string }[]>`select state from links`
      expect(row?.state).toBe('plain')
      expect((await shut.api('GET', `/api/v1/statuses/${body.id}`)).body.card).toBeNull()
    } finally {
      await shut.close()
    }
  })
})
