import { parseAtomFeed, parseJsonFeed } from 'feedsmith'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { feedsOf } from '../links/index.ts'

let server: TestServer
let lan: Person

const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await server.request(path, { headers })
  return { status: answer.status, etag: answer.headers.get('etag') ?? '', text: await answer.text() }
}
const post = (status: string, more: object = {}) =>
  server.api('POST', '/api/v1/statuses', { token: lan.token, body: { status, ...more } })

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan', { displayName: 'Lan' })
})
afterAll(() => server.close())

it('what somebody wrote as text stays text for feed readers', async () => {
  await post('<b>đậm</b> <img src=x onerror=alert(1)> & xong')
  const { text } = await get('/@lan/rss.xml')
  const item = text.slice(text.indexOf('<item>'))
  // HTML by the format: once read as XML, no element may be left in it.
  const description = /<description>\s*<!\[CDATA\[([\s\S]*?)\]\]>/.exec(item)?.[1]
  expect(description).toContain('&lt;img src=x')
  expect(description).not.toMatch(/<(b|img)/)
  // Titles and the other summaries are plain text: what was typed is what is seen.
  expect(item).toContain('<b>đậm</b>')
  const atom = parseAtomFeed((await get('/@lan/atom.xml')).text).entries![0]!
  expect(JSON.stringify(atom.title)).toContain('<b>đậm</b>')
  expect(JSON.stringify(atom.summary)).not.toContain('html')
  expect(parseJsonFeed((await get('/@lan/feed.json')).text).items![0]).toMatchObject({
    title: expect.stringContaining('<b>đậm</b>'),
    summary: expect.stringContaining('<b>đậm</b>'),
  })
})

it('a changed name is a changed feed, and the same feed is not sent twice', async () => {
  const before = await get('/@lan/rss.xml')
  expect((await get('/@lan/rss.xml', { 'if-none-match': before.etag })).status).toBe(304)
  await server.api('PATCH', '/api/v1/accounts/update_credentials', {
    token: lan.token,
    body: { display_name: 'Lan Chợ Lớn' },
  })
  const after = await get('/@lan/rss.xml', { 'if-none-match': before.etag })
  expect(after.status).toBe(200)
  expect(after.text).toContain('Lan Chợ Lớn')
})

it('a tag has one feed whatever the spelling, and none while nobody used it', async () => {
  await post('Hôm nay họp #ThờiSự')
  const feed = (await get('/tags/thoisu/rss.xml')).text
  expect((await get('/tags/TH%E1%BB%9CIS%E1%BB%B0/rss.xml')).text).toBe(feed)
  expect(feed).toContain('#ThờiSự')
  expect(feed).toContain(`${server.origin}/tags/${encodeURIComponent('ThờiSự')}/rss.xml`)
  expect((await get('/tags/chuaaiviet/rss.xml')).status).toBe(404)
})

it('pages of people, tags and public communities name their feeds', async () => {
  const open = (username: string, more: object = {}) =>
    server.api('POST', '/api/v1/communities', {
      token: lan.token,
      body: { username, display_name: username, note: 'x', ...more },
    })
  await open('ngo82')
  await open('xom_kin', { private: true })
  const named = async (path: string) => feedsOf((await get(path)).text, `${server.origin}${path}`)
  const all = (base: string) =>
    ['rss.xml', 'atom.xml', 'feed.json'].map((file) => `${server.origin}${base}/${file}`)
  expect(await named('/@lan')).toEqual(all('/@lan'))
  expect(await named('/tags/thoisu')).toEqual(all(`/tags/${encodeURIComponent('ThờiSự')}`))
  expect(await named('/xom/ngo82')).toEqual(all('/xom/ngo82'))
  for (const href of await named('/xom/ngo82'))
    expect((await get(href.slice(server.origin.length))).status).toBe(200)
  const own = await server.request('/xom/xom_kin', { headers: { authorization: `Bearer ${lan.token}` } })
  expect(feedsOf(await own.text(), server.origin)).toEqual([])
  expect((await get('/xom/xom_kin/rss.xml')).status).toBe(404)
})
