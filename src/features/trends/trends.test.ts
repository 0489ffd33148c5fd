import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { html, type Outside, openOutside } from '../../../test/outside.ts'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { formula } from './formula.ts'

let server: TestServer
let outside: Outside
let people: Person[]

beforeAll(async () => {
  outside = await openOutside()
  server = await startServer({ config: { allowPrivateAddress: true, linkPreviews: true } })
  people = []
  for (let at = 0; at < 7; at += 1) people.push(await signUp(server, `nguoi_${at}`))
  for (const name of ['lu', 'cho', 'ba-ban'])
    outside.pages.set(`/${name}`, html(`<title>Tin ${name}</title>`))
})
afterAll(async () => {
  await server.close()
  await outside.close()
})

const post = async (person: Person, status: string, more: object = {}) =>
  (await server.api('POST', '/api/v1/statuses', { token: person.token, body: { status, ...more } })).body
const count = async () => {
  await server.ctx.enqueue('trends.refresh', {})
  await server.settle()
}
const get = (path: string, person?: Person) => server.api('GET', path, { token: person?.token })
const names = async () => (await get('/api/v1/trends/tags')).body.map((tag: { name: string }) => tag.name)

describe('a trend', () => {
  it('is made by different people: one who writes much, and three friends, make none', async () => {
    for (let at = 0; at < 6; at += 1) await post(people[0]!, `#nhieu lần ${at}`)
    for (const person of people.slice(0, 3)) await post(person, `#baban ${outside.origin}/ba-ban`)
    for (const person of people.slice(0, 5)) await post(person, `#lulut ${outside.origin}/lu`)
    for (const person of people.slice(0, 6)) await post(person, `#chotet ${outside.origin}/cho`)
    await server.settle()
    await count()
    expect(await names()).toEqual(['chotet', 'lulut'])
    expect((await get('/api/v1/trends')).body).toHaveLength(2)
    const links = (await get('/api/v1/trends/links')).body
    expect(links.map((link: { title: string }) => link.title)).toEqual(['Tin cho', 'Tin lu'])
    expect(links[0].history).toHaveLength(7)
    expect(links[0].history[0]).toMatchObject({ uses: '6', accounts: '6' })
  })

  it('leaves out who does not want to be suggested, who is limited, and what is not public', async () => {
    await server.api('PATCH', '/api/v1/accounts/update_credentials', {
      token: people[4]!.token,
      body: { discoverable: false },
    })
    await count()
    expect(await names()).toEqual(['chotet'])
    await server.ctx.db`update accounts set silenced_at = now() where id = ${people[3]!.id}`
    await count()
    expect(await names()).toEqual([])
    await server.ctx.db`update accounts set silenced_at = null, discoverable = null`
    for (const person of people) await post(person, '#riengtu', { visibility: 'unlisted' })
    await count()
    expect(await names()).toEqual(['chotet', 'lulut'])
  })

  it('goes down with time, and is gone after the window', async () => {
    server.advance(30 * 3_600_000)
    for (const person of people.slice(0, 5)) await post(person, '#moi')
    // The database gives posts their time: it is still yesterday there.
    await server.ctx.db`update statuses set created_at = ${server.ctx.clock()} where text = '#moi'`
    await count()
    expect((await names())[0]).toBe('moi')
    server.advance((formula.window + 1) * 3_600_000)
    await count()
    expect(await names()).toEqual([])
    server.advance(-(formula.window + 31) * 3_600_000)
  })

  it('of posts counts who liked, shared or answered, each once and never the author; one post of each author', async () => {
    const [author, ...others] = people as [Person, ...Person[]]
    const liked = await post(author, 'Ai cũng thích')
    const second = await post(author, 'Cũng được thích')
    const warned = await post(others[0]!, 'x', { spoiler_text: 'Cẩn thận' })
    for (const person of others.slice(0, 5)) {
      for (const { id } of [liked, second, warned])
        await server.api('POST', `/api/v1/statuses/${id}/favourite`, { token: person.token })
      await server.api('POST', `/api/v1/statuses/${liked.id}/reblog`, { token: person.token })
    }
    await post(others[5]!, 'Đồng ý', { in_reply_to_id: liked.id })
    await server.settle()
    await count()
    const trending = (await get('/api/v1/trends/statuses')).body
    expect(trending.map((status: { id: string }) => status.id)).toEqual([liked.id])
    await server.api('POST', `/api/v1/accounts/${author.id}/mute`, { token: others[1]!.token })
    expect((await get('/api/v1/trends/statuses', others[1])).body).toEqual([])
    await server.api('DELETE', `/api/v1/statuses/${liked.id}`, { token: author.token })
    expect((await get('/api/v1/trends/statuses')).body).toEqual([])
  })

  it('is paged by its place, with the addresses of the pages beside', async () => {
    await count()
    const first = await get('/api/v1/trends/tags?limit=1')
    expect(first.body).toHaveLength(1)
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link')!)![1]!
    const second = await get(next.slice(server.origin.length))
    expect(second.body[0].name).not.toBe(first.body[0].name)
    expect(second.headers.get('link')).toContain('offset=0>; rel="prev"')
  })
})

describe('the posts with a link', () => {
  it('are found by its address, however it was written', async () => {
    const address = encodeURIComponent(`${outside.origin}/lu?utm_source=x`)
    const found = await get(`/api/v1/timelines/link?url=${address}&limit=2`)
    expect(found.body).toHaveLength(2)
    expect(found.headers.get('link')).toContain('max_id=')
    expect(
      (await get(`/api/v1/timelines/link?url=${encodeURIComponent('https://none.example/')}`)).status,
    ).toBe(404)
    expect((await get('/api/v1/timelines/link')).status).toBe(404)
  })
})

describe('the news page', () => {
  const page = async (path: string) => (await server.request(path)).text()

  it('shows what several people shared, and leads to what they say', async () => {
    const text = await page('/tin')
    expect(text.indexOf('Tin cho')).toBeLessThan(text.indexOf('Tin lu'))
    expect(text).toContain('6 người chia sẻ')
    const path = /\/tin\/link\/\d+/.exec(text)![0]
    expect(await page(path)).toContain('#<span>chotet</span>')
    await post(people[6]!, `Riêng ${outside.origin}/mot-minh`)
    expect(await page('/tin?span=day')).not.toContain('mot-minh')
  })

  it('tells nobody of a link that stands in private posts only', async () => {
    outside.pages.set('/kin', html('<title>Kín</title>'))
    await post(people[0]!, `${outside.origin}/kin`, { visibility: 'private' })
    await server.settle()
    const [row] = await server.ctx.db<
      { id: string; title: string }[]
    >`select id, title from links where url like '%/kin'`
    expect(row!.title).toBe('Kín')
    expect((await server.request(`/tin/link/${row!.id}`)).status).toBe(404)
    const address = encodeURIComponent(`${outside.origin}/kin`)
    expect((await get(`/api/v1/timelines/link?url=${address}`)).status).toBe(404)
  })

  it('has the articles of our sites, with how many shared them', async () => {
    const { body: site } = await server.api('POST', '/api/v1/communities', {
      token: people[0]!.token,
      body: { username: 'baolang', display_name: 'Báo Làng', note: 'x' },
    })
    const { db } = server.ctx
    const first = await post(people[0]!, 'Bài', { community_id: site.id })
    await db`update communities set kind = 'site' where account_id = ${site.id}`
    await db`insert into sites (account_id) values (${site.id})`
    await db`insert into articles (site_id, state, slug, headline, lead, status_id, published_at)
      values (${site.id}, 'published', 'lut', 'Lụt ở làng', 'Nước lên nhanh', ${first.id}, now())`
    const shared = await post(people[1]!, `${server.origin}/trang/baolang/lut`)
    expect(shared.card).toMatchObject({
      title: 'Lụt ở làng',
      description: 'Nước lên nhanh',
      provider_name: 'Báo Làng',
    })
    const text = await page('/tin')
    expect(text).toContain('href="/trang/baolang/lut"')
    expect(text).toMatch(/Trang tin của xóm · 1 người chia sẻ/)
    await db`update communities set private = true where account_id = ${site.id}`
    expect(await page('/tin?span=week')).not.toContain('Lụt ở làng')
    expect((await get(`/api/v1/statuses/${shared.id}`, people[1])).body.card).toBeNull()
  })

  it('says how it orders, with the very numbers', async () => {
    const text = await page('/tin/cach-xep')
    expect(text).toContain(`quá ${formula.window} giờ`)
    expect(text).toContain(`ít nhất ${formula.newsPeople} người`)
    expect(text).toContain(
      `Bài viết: h = ${formula.halfLife.statuses} giờ, cần ít nhất ${formula.people.statuses} người`,
    )
  })
})
