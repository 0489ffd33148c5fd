import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let hoa: Person // owns the site
let tam: Person
let site: { id: string }
/** Who answers at the host names of the world. */
const leads = new Map<string, (path: string) => Response | Promise<Response>>()

const call = (person: Person, method: string, path: string, body?: unknown) =>
  server.api(method, path, { token: person.token, ...(body ? { body } : {}) })
const write = (person: Person, body: Record<string, unknown>) =>
  call(person, 'POST', `/api/v1/sites/${site.id}/articles`, body)
const publish = (person: Person, id: string) =>
  call(person, 'POST', `/api/v1/articles/${id}/state`, { state: 'published' })
const page = async (path: string) => {
  const answer = await server.request(path)
  return { html: await answer.text(), location: answer.headers.get('location') }
}

beforeAll(async () => {
  server = await startServer({
    fetch: async (url) => {
      const { hostname, pathname } = new URL(url)
      const answer = leads.get(hostname)
      if (!answer) throw new Error('nobody there')
      return answer(pathname)
    },
  })
  hoa = await signUp(server, 'hoa')
  tam = await signUp(server, 'tam')
  site = (await call(hoa, 'POST', '/api/v1/sites', { username: 'tin_ngo', display_name: 'Tin ngõ' })).body
  const { body } = await write(hoa, { headline: 'Ngõ 82 có nước lại', body: 'Từ chiều nay.' })
  await publish(hoa, body.id)
})
afterAll(() => server.close())

describe('a very long article', () => {
  it('is told in short by the feeds, with the way to the whole', async () => {
    const { body } = await write(hoa, {
      headline: 'Bài rất dài',
      body: 'Một câu dài. '.repeat(5000),
      language: 'vi',
    })
    await publish(hoa, body.id)
    const rss = await (await server.request('/trang/tin_ngo/rss.xml')).text()
    expect(rss).toContain('Đọc tiếp')
    expect(rss.length).toBeLessThan(60_000)
    expect(rss).not.toContain('missing.png')
    expect((await page('/trang/tin_ngo')).html).toContain('og:site_name" content="Tin ngõ"')
  })
})

describe('a host name of its own', () => {
  it('shows the site without the beginning of its addresses', async () => {
    const at = (path: string, host = 'tin.example') => server.request(path, { headers: { host } })
    const want = (host: string | null) => call(hoa, 'PATCH', `/api/v1/sites/${site.id}`, { host })
    // Wanted alone it is nobody's: somebody else answers there, or sends on to where this server is.
    expect((await want('tin.example')).body).toMatchObject({
      host: null,
      url: `${server.origin}/trang/tin_ngo`,
    })
    expect(await (await at('/')).text()).not.toContain('href="/ngo-82-co-nuoc-lai"')
    leads.set('tin.example', () => new Response('khác'))
    await server.settle()
    const told = (await call(hoa, 'GET', `/api/v1/sites/${site.id}`)).body
    expect(told.wanted_host).toEqual({ name: 'tin.example', problem: 'elsewhere' })
    // A wish blocks nobody.
    const { body: rival } = await call(tam, 'POST', '/api/v1/sites', {
      username: 'tin_rieng',
      display_name: 'Riêng',
    })
    await call(tam, 'PATCH', `/api/v1/sites/${rival.id}`, { host: 'tin.example' })
    await server.settle()
    leads.set('tin.example', (path) => at(path))
    await want(null)
    await want('tin.example')
    await server.settle()
    await call(tam, 'PATCH', `/api/v1/sites/${rival.id}`, { host: null })
    await call(tam, 'PATCH', `/api/v1/sites/${rival.id}`, { host: 'tin.example' })
    await server.settle()
    expect((await call(tam, 'GET', `/api/v1/sites/${rival.id}`)).body.wanted_host.problem).toBe('taken')
    expect((await call(hoa, 'GET', `/api/v1/sites/${site.id}`)).body.url).toBe('https://tin.example')
    const front = await at('/')
    expect(front.status).toBe(200)
    expect(await front.text()).toContain('href="/ngo-82-co-nuoc-lai"')
    expect((await at('/ngo-82-co-nuoc-lai')).status).toBe(200)
    expect((await at('/trang/tin_ngo/ngo-82-co-nuoc-lai')).headers.get('location')).toBe(
      '/ngo-82-co-nuoc-lai',
    )
    expect(await (await at('/robots.txt')).text()).toContain('Sitemap: https://tin.example/sitemap.xml')
    expect((await at('/ngo-82-co-nuoc-lai/')).headers.get('location')).toBe('/ngo-82-co-nuoc-lai')
    expect((await page('/trang/tin_ngo/')).location).toBe('/trang/tin_ngo')
    expect((await page('/trang/tin_ngo/ngo-82-co-nuoc-lai/')).location).toBe(
      '/trang/tin_ngo/ngo-82-co-nuoc-lai',
    )
    expect((await page('/trang/tin_ngo?p=999')).location).toBe('/trang/tin_ngo')
    expect((await at('/settings')).status).toBe(404)
    expect((await call(hoa, 'PATCH', `/api/v1/sites/${site.id}`, { host: server.origin })).status).toBe(422)
    expect((await want('a.localhost')).status).toBe(422)
  })
})
