import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { closeness } from './search.ts'

let server: TestServer
let lan: Person
let duong: Person
let statusId: string

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan_pham', { displayName: 'Phạm Thị Lan' })
  duong = await signUp(server, 'duong_tran', { displayName: 'Trần Dương' })
  await signUp(server, 'pho_co', { displayName: 'Đường phố cổ' })
  await signUp(server, 'hoa_nguyen', { displayName: 'Nguyễn Thúy Hòa' })
  await signUp(server, 'xe_100', { displayName: '100% xe ôm' })
  const post = async (status: string) =>
    (await server.api('POST', '/api/v1/statuses', { token: lan.token, body: { status } })).body.id
  statusId = await post('Đọc #ThờiSự sáng nay')
  await post('Lại #thoisu và #thời_tiết')
  await server.settle()
})
afterAll(() => server.close())

const find = async (query: string, token = lan.token) =>
  (await server.api('GET', `/api/v2/search?${query}`, { token })).body
const names = async (q: string, extra = '') =>
  (await find(`type=accounts&q=${encodeURIComponent(q)}${extra}`)).accounts.map(
    (account: { username: string }) => account.username,
  )

describe('people', () => {
  it('are found with or without accents, and by the middle of a handle', async () => {
    expect(await names('thuy hoa')).toEqual(['hoa_nguyen'])
    expect(await names('Thuý Hoà')).toEqual(['hoa_nguyen'])
    expect(await names('nguyen')).toEqual(['hoa_nguyen'])
    expect(await names('la')).toEqual(['lan_pham'])
    expect(await names('lan thi')).toEqual(['lan_pham'])
  })

  it('typed with accents come first, and the others still come', async () => {
    expect((await names('đường'))[0]).toBe('pho_co')
    expect((await names('dương'))[0]).toBe('duong_tran')
    expect((await names('duong')).sort()).toEqual(['duong_tran', 'pho_co'])
  })

  it('whom one follows come first, and alone when asked so', async () => {
    const pho = (await names('duong')).find((name: string) => name === 'pho_co')
    const { body } = await server.api('GET', `/api/v1/accounts/lookup?acct=${pho}`)
    await server.api('POST', `/api/v1/accounts/${body.id}/follow`, { token: lan.token })
    expect((await names('duong'))[0]).toBe('pho_co')
    expect(await names('duong', '&following=true')).toEqual(['pho_co'])
    const api = await server.api('GET', '/api/v1/accounts/search?q=duong&following=1', { token: lan.token })
    expect(api.body.map((account: { username: string }) => account.username)).toEqual(['pho_co'])
  })

  it('by their whole handle come first, with the domain too', async () => {
    expect((await names('@duong_tran'))[0]).toBe('duong_tran')
    expect(await names(`@duong_tran@${server.ctx.config.domain}`)).toEqual(['duong_tran'])
    expect(await names('@duong_tran@elsewhere.example')).toEqual([])
  })

  it('are not found by wildcards', async () => {
    expect(await names('%')).toEqual([])
    expect(await names('_')).toEqual([])
    expect(await names("100%' or 1=1")).toEqual([])
    expect(await names('100%')).toEqual(['xe_100'])
  })

  it('who are suspended or blocked the reader are not found', async () => {
    await server.api('POST', `/api/v1/accounts/${lan.id}/block`, { token: duong.token })
    expect(await names('duong')).toEqual(['pho_co'])
    await server.api('POST', `/api/v1/accounts/${lan.id}/unblock`, { token: duong.token })
    await server.ctx.db`update accounts set suspended_at = now() where username = 'pho_co'`
    expect(await names('duong')).toEqual(['duong_tran'])
    await server.ctx.db`update accounts set suspended_at = null where username = 'pho_co'`
  })
})

describe('tags', () => {
  it('are one under all their spellings, with the week of their use', async () => {
    for (const q of ['#thoisu', 'thời sự', 'ThờiSự', 'thoi_su']) {
      const { hashtags } = await find(`type=hashtags&q=${encodeURIComponent(q)}`)
      expect(hashtags.map((tag: { name: string }) => tag.name)).toEqual(['ThờiSự'])
      expect(hashtags[0].history).toHaveLength(7)
      expect(hashtags[0].history[0]).toMatchObject({ uses: '2', accounts: '1' })
    }
    const { hashtags } = await find('type=hashtags&q=thoi')
    expect(hashtags.map((tag: { name: string }) => tag.name).sort()).toEqual(['ThờiSự', 'thời_tiết'].sort())
  })

  it('open by name; a name nobody used is empty, and what is no name is not there', async () => {
    const get = (name: string) => server.api('GET', `/api/v1/tags/${encodeURIComponent(name)}`)
    expect((await get('thời_sự')).body.name).toBe('ThờiSự')
    expect((await get('chuaai')).body).toMatchObject({ name: 'chuaai' })
    expect((await get('!!!')).status).toBe(404)
  })
})

describe('an address', () => {
  it('finds the post or the person it names, for those who may see it', async () => {
    const address = encodeURIComponent(`${server.origin}/@lan_pham/${statusId}`)
    expect((await find(`q=${address}`)).statuses.map((status: { id: string }) => status.id)).toEqual([
      statusId,
    ])
    const person = encodeURIComponent(`${server.origin}/@duong_tran`)
    expect((await find(`q=${person}&resolve=true`)).accounts[0].username).toBe('duong_tran')
    const hidden = await server.api('POST', '/api/v1/statuses', {
      token: lan.token,
      body: { status: 'kín', visibility: 'direct' },
    })
    const secret = encodeURIComponent(`${server.origin}/@lan_pham/${hidden.body.id}`)
    expect((await find(`q=${secret}`, duong.token)).statuses).toEqual([])
    expect((await find(`q=${encodeURIComponent('https://elsewhere.example/@x/1')}`)).statuses).toEqual([])
  })
})

describe('the interface', () => {
  it('takes odd questions without falling over', async () => {
    const odd = [
      'q=',
      '',
      'q=%00',
      'q=a&limit=-3',
      'q=a&limit=999999',
      'q=%23',
      'q=%40',
      `q=${'a'.repeat(900)}`,
      'q=a&offset=3',
      'q=%F0%9F%8D%9C',
    ]
    for (const query of odd) {
      const { status } = await server.api('GET', `/api/v2/search?${query}`, { token: lan.token })
      expect([query, status < 500]).toEqual([query, true])
    }
    expect((await server.api('GET', '/api/v2/search?q=a&type=nothing')).status).toBe(200)
    expect((await server.api('GET', '/api/v2/search?q=a&resolve=true')).status).toBe(401)
    expect((await server.api('GET', '/api/v1/accounts/search?q=a')).status).toBe(401)
    expect((await server.api('GET', '/api/v1/search?q=thoisu')).body.hashtags).toEqual(['ThờiSự'])
  })

  it('suggests people and tags to the composer, only when signed in', async () => {
    const suggest = async (q: string) =>
      (
        await server.request(`/suggest?q=${encodeURIComponent(q)}`, { headers: { cookie: lan.session } })
      ).json()
    expect((await suggest('@ngu')).items[0]).toMatchObject({ value: '@hoa_nguyen', label: 'Nguyễn Thúy Hòa' })
    expect((await suggest('#thois')).items[0]).toMatchObject({ value: '#ThờiSự', detail: '2' })
    expect((await suggest('')).items).toEqual([])
    expect((await server.request('/suggest?q=@a')).status).toBe(401)
  })

  it('is a page that works as a plain form', async () => {
    const page = async (path: string) =>
      (await server.request(path, { headers: { cookie: lan.session } })).text()
    expect(await page('/search')).toContain('action="/search"')
    expect(await page('/search?q=hoa')).toContain('Nguyễn Thúy Hòa')
    expect(await page('/search?q=thoisu')).toContain('#ThờiSự')
    const nothing = await page(`/search?q=${encodeURIComponent('"><b>zzz')}`)
    expect(nothing).toContain('Không tìm thấy gì')
    expect(nothing).not.toContain('"><b>zzz')
  })
})

it('closeness tells accents from none', () => {
  expect(closeness('đường', 'Đường phố')).toBe(3)
  expect(closeness('hoà', 'Nguyễn Hòa')).toBe(2)
  expect(closeness('duong', 'Đường phố')).toBe(1)
  expect(closeness('lan pham', 'Phạm Lan')).toBe(0)
})
