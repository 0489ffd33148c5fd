import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let lan: Person
let minh: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan')
  minh = await signUp(server, 'minh')
})
afterAll(() => server.close())

const page = async (path: string, person?: Person): Promise<string> => {
  const response = await server.request(path, person ? { headers: { cookie: person.session } } : {})
  expect(response.status, path).toBe(200)
  return response.text()
}

const post = async (person: Person, body: Record<string, unknown>): Promise<{ id: string }> => {
  const { status, body: made } = await server.api('POST', '/api/v1/statuses', { token: person.token, body })
  expect(status).toBe(200)
  return made
}

describe('the first page', () => {
  it('greets a stranger, says what this is, and shows what is new in the lane', async () => {
    await post(lan, { status: 'Chào cả xóm' })
    const html = await page('/')
    expect(html).toContain('href="/signup"')
    expect(html).toContain('Chào cả xóm')
    expect(html).not.toContain('data-compose')
  })

  it('shows a member her own home and a box to write in', async () => {
    expect(await page('/', minh)).toContain('class="empty empty-home"')
    await server.api('POST', `/api/v1/accounts/${lan.id}/follow`, { token: minh.token })
    await post(lan, { status: 'Tin cho người theo dõi', visibility: 'private' })
    await server.settle()
    const html = await page('/', minh)
    expect(html).toContain('Tin cho người theo dõi')
    expect(html).toContain('data-compose')
  })
})

describe('paging', () => {
  it('leads through every post once with plain links', async () => {
    const ids: string[] = []
    for (let at = 0; at < 45; at += 1) ids.push((await post(lan, { status: `Bài ${at}` })).id)
    const seen: string[] = []
    let path: string | undefined = '/local'
    for (let turn = 0; path && turn < 10; turn += 1) {
      const html: string = await page(path)
      seen.push(...[...html.matchAll(/<article class="card" id="s-(\d+)"/g)].map((match) => match[1]!))
      path = /class="more-link" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(ids.every((id) => seen.includes(id))).toBe(true)
  })

  it('answers a frame so that Turbo can put the next page below', async () => {
    const html = await page('/local')
    const frame = /<turbo-frame id="(below-\d+)"/.exec(html)![1]!
    expect(await page(`/local?max_id=${frame.slice(6)}`)).toContain(`<turbo-frame id="${frame}"`)
  })

  it('refuses a boundary that is no number', async () => {
    expect((await server.request('/local?max_id=hôm-qua')).status).toBe(400)
  })
})

describe('the page of a tag', () => {
  it('joins what is written with and without marks, and tells different words apart as chips', async () => {
    await post(lan, { status: 'Phở #bò ngon' })
    await post(lan, { status: 'Sinh tố #bơ mát' })
    await post(minh, { status: 'Lại phở #Bò' })
    const all = await page('/tags/bo')
    expect(all).toContain('ngon')
    expect(all).toContain('mát')
    expect(all).toMatch(/class="chip"[^>]*>#bơ</)
    const one = await page(`/tags/bo?form=${encodeURIComponent('bơ')}`)
    expect(one).toContain('mát')
    expect(one).not.toContain('ngon')
  })

  it('exists for a tag that nobody used, and not for what is no tag', async () => {
    expect(await page('/tags/chuaaidung')).toContain('class="empty"')
    expect((await server.request('/tags/%20')).status).toBe(404)
  })
})

describe('/live', () => {
  const live = async (query: string, person?: Person) =>
    JSON.parse(await page(`/live?${query}`, person)) as { count: number }

  it('counts what came since', async () => {
    const { id } = await post(lan, { status: 'Mốc' })
    expect(await live(`timeline=local&since=${id}`)).toEqual({ count: 0 })
    await post(lan, { status: 'Sau mốc' })
    expect(await live(`timeline=local&since=${id}`)).toEqual({ count: 1 })
  })

  it('takes nonsense for nothing', async () => {
    expect(await live('timeline=home&since=abc', minh)).toEqual({ count: 0 })
    expect(await live('')).toEqual({ count: 0 })
  })
})
