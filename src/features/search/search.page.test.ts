import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let lan: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan_pham', { displayName: 'Phạm Thị Lan' })
  await server.api('PATCH', '/api/v1/accounts/update_credentials', {
    token: lan.token,
    body: { indexable: true },
  })
  for (let n = 0; n < 25; n += 1)
    await server.api('POST', '/api/v1/statuses', {
      token: lan.token,
      body: { status: `Chợ quê & phiên <${n}> mở sớm` },
    })
  await server.settle()
})
afterAll(() => server.close())

const page = async (query: string) => {
  const response = await server.request(`/search?${query}`)
  expect(response.status).toBe(200)
  return response.text()
}
const q = (text: string) => `q=${encodeURIComponent(text)}`

it('marks what was found in the accented original, and pages through the rest', async () => {
  const first = await page(`${q('cho que')}&tab=posts`)
  expect(first).toContain('<mark>Chợ</mark> <mark>quê</mark> &amp; phiên &lt;24&gt;')
  expect(first.match(/<mark>Chợ/g)).toHaveLength(20)
  const next = /href="(\/search\?[^"]*from=20)"/.exec(first)![1]!.replaceAll('&amp;', '&')
  const second = await page(next.slice('/search?'.length))
  expect(second.match(/<mark>Chợ/g)).toHaveLength(5)
  expect(second).not.toContain('rel="next"')
})

it('says what it did not understand, and looks for the rest', async () => {
  const html = await page(q('chợ quê sau:2026-02-30 "mở'))
  expect(html).toContain('không có ngày này')
  expect(html).toContain('ngoặc kép chưa đóng')
  expect(html).toContain('<mark>Chợ</mark>')
})

it('finds nothing where a filter names nobody, or asks to sign in, and says only that', async () => {
  const nobody = await page(q('chợ quê từ:khong_co_ai'))
  expect(nobody).toContain('Không có ai tên “khong_co_ai” ở đây.')
  expect(nobody).not.toContain('<mark>')
  expect(nobody).not.toContain('vẫn được tìm')
  expect(await page(q('chợ quê từ:tôi'))).toContain('đăng nhập thì mới tìm được')
  expect(await page(q('chợ in:library'))).toContain('đăng nhập thì mới tìm được')
  const without = await page(q('-ngập'))
  expect(without).toContain('phải có ít nhất một chữ cần tìm')
  expect(without).not.toContain('Không tìm thấy gì')
})

it('answers bytes that are no text as the API does', async () => {
  const [shown, api] = await Promise.all([
    server.request('/search?q=%FF%FE'),
    server.request('/api/v2/search?q=%FF%FE'),
  ])
  expect(shown.status).toBe(api.status)
  expect(shown.status).toBe(400)
})

it('offers while one types what was meant', async () => {
  const labels = async (text: string) =>
    (await (await server.request(`/search/suggest?${q(text)}`)).json()).items.map(
      (item: { label: string }) => item.label,
    )
  expect(await labels('phamj')).toEqual(await labels('phạm'))
  expect(await labels('phamj')).toContain('Phạm Thị Lan')
})

it('cuts what is too long, says so, and does not say it again', async () => {
  const html = await page(q(`chợ ${'dài '.repeat(300)}`))
  expect(html).toContain('chỉ tìm 500 ký tự đầu')
  expect(/<title>(.*?)<\/title>/.exec(html)![1]!.length).toBeLessThan(120)
})

it('asks whether undecoded typing was meant, and never rewrites it', async () => {
  const html = await page(q('chowj quee'))
  expect(html).toContain('Ý bạn là')
  expect(html).toContain(`/search?${new URLSearchParams({ q: 'chợ quê' })}`)
  expect(html).toContain('value="chowj quee"')
  expect(await page(q('nuoc ngaapj'))).toContain('nuoc ngập</a>')
  expect(await page(q('nước ngaapj'))).toContain('nước ngập</a>')
})

it('tells who is searched when nothing was found, and nothing of what was typed becomes markup', async () => {
  const html = await page(q('"><script>zzz'))
  expect(html).toContain('đã đồng ý cho tìm')
  expect(html).not.toContain('<script>zzz')
})

it('suggests people, rooms, tags and headlines while one types, also to those who only read', async () => {
  const answer = await (await server.request(`/search/suggest?${q('lan')}`)).json()
  expect(answer.items[0]).toMatchObject({ kind: 'person', label: 'Phạm Thị Lan', href: '/@lan_pham' })
})

it('asks for consent at the door with a box that is not ticked', async () => {
  const html = await (await server.request('/signup')).text()
  expect(html).toMatch(/<input[^>]*name="indexable"[^>]*>/)
  expect(/<input[^>]*name="indexable"[^>]*>/.exec(html)![0]).not.toContain('checked')
})
