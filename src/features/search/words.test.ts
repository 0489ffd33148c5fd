import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import cases from '../../../test/fixtures/vietnamese-cases.json' with { type: 'json' }
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let lan: Person
let binh: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan_pham', { displayName: 'Phạm Thị Lan' })
  binh = await signUp(server, 'binh', { displayName: 'Bình' })
  await agree(lan, true)
})
afterAll(() => server.close())

const agree = async (person: Person, indexable: boolean) => {
  await server.api('PATCH', '/api/v1/accounts/update_credentials', {
    token: person.token,
    body: { indexable },
  })
  await server.settle()
}
const post = async (status: string, more: object = {}, person = lan): Promise<string> => {
  const { body } = await server.api('POST', '/api/v1/statuses', {
    token: person.token,
    body: { status, ...more },
  })
  await server.settle()
  return body.id
}
const find = async (
  q: string,
  { token, more = '' }: { token?: string; more?: string } = {},
): Promise<string[]> => {
  const path = `/api/v2/search?type=statuses&q=${encodeURIComponent(q)}${more}`
  const { status, body } = await server.api('GET', path, token ? { token } : {})
  expect(status).toBe(200)
  return body.statuses.map((one: { id: string }) => one.id)
}

describe('words in posts', () => {
  it('are found as the shared cases say, also when the text came in decomposed', async () => {
    for (const [query, text] of cases.finds) {
      const [composed, decomposed] = [await post(text!.normalize('NFC')), await post(text!.normalize('NFD'))]
      const found = await find(query!)
      expect([query, found.includes(composed), found.includes(decomposed)]).toEqual([query, true, true])
    }
    for (const [query, text] of cases.misses) {
      const id = await post(text!)
      expect((await find(query!)).includes(id)).toBe(false)
    }
  })

  it('typed with accents put those first that have them; typed without they find both', async () => {
    for (const { query, first, after } of cases.ranks) {
      const [right, other] = [await post(first), await post(after)]
      const found = await find(query)
      expect(found.indexOf(right)).toBeLessThan(found.indexOf(other))
      expect(found.indexOf(right)).toBeGreaterThan(-1)
    }
    expect(await find('duong')).toHaveLength(2)
  })

  it('rank exact spelling, then the other tone mark, then folded phrase, then scattered words; the newer first', async () => {
    const scattered = await post('hoa nở bên bờ thuý')
    const folded = await post('hoa thuy')
    const other = await post('hoà thuý')
    const older = await post('hòa thúy ở đây')
    const newer = await post('Hòa Thúy ở kia')
    expect(await find('hòa thúy')).toEqual([newer, older, other, folded, scattered])
  })

  it('match chat spellings, joined pairs, tags, phone numbers and emoji', async () => {
    const id = await post('Hẹn ở quán bún chả 🍜 gọi 0912.345.678 #ẩmthực')
    for (const q of ['buncha', '🍜', '+84912345678', 'am thuc', 'ẩm thực', '#amthuc'])
      expect([q, await find(q)]).toEqual([q, [id]])
    expect(await find('🍜 phở')).toEqual([])
  })

  it('find what holds all but one of them when nothing holds all', async () => {
    const id = await post('Lịch tiêm chủng của phường Láng Hạ')
    expect(await find('lịch tiêm chủng phường Bưởi')).toEqual([id])
  })
})

describe('filters', () => {
  it('narrow by author, date, reply, language, link and what is not to be there', async () => {
    const first = await post('Thuyền buồm ngoài khơi', { language: 'vi' })
    const link = await post('Thuyền buồm https://vidu.example/thuyen', { language: 'en' })
    const reply = await post('Thuyền buồm nào?', { in_reply_to_id: first, language: 'vi' })
    const own = await post('Thuyền buồm của tôi', { visibility: 'private' }, binh)
    const all = [reply, link, first]
    expect(await find('thuyền buồm')).toEqual(all)
    const q = async (filter: string, token?: string) => find(`thuyen buom ${filter}`, token ? { token } : {})
    expect(await q('from:lan_pham')).toEqual(all)
    expect(await q('từ:@lan_pham')).toEqual(all)
    expect(await q('from:me', binh.token)).toEqual([own])
    expect(await q('có:liên-kết')).toEqual([link])
    expect(await q('is:reply')).toEqual([reply])
    expect(await q('-is:reply')).toEqual([link, first])
    expect(await q('-khơi')).toEqual([reply, link])
    expect(await q('language:en')).toEqual([link])
    expect(await q('trước:2015-11-25')).toEqual([])
    expect(await q('sau:2015-11-25')).toEqual(all)
    expect(await q('sau:25/11/2015 có:liên-kết')).toEqual([link])
    expect(await q('sau:2026-02-30')).toEqual([])
    expect(await q('from:khong_co_ai')).toEqual([])
    expect(await find('has:link from:lan_pham')).toContain(link)
    expect(await find('thuyen buom', { more: `&max_id=${reply}` })).toEqual([link, first])
    expect(await find('thuyen buom', { more: `&min_id=${first}` })).toEqual([reply, link])
    expect(await find('thuyen buom', { more: `&account_id=${binh.id}` })).toEqual([])
    expect(await find('thuyen buom', { token: binh.token, more: '&limit=1&offset=1' })).toHaveLength(1)
  })

  it('open the library: own posts, what names one, what one liked or kept', async () => {
    const liked = await post('Rạp xiếc về làng', {}, binh)
    const named = await post('@lan_pham rạp xiếc kìa', { visibility: 'direct' }, binh)
    await post('Rạp xiếc, chuyện riêng', { visibility: 'private' }, binh)
    expect(await find('rạp xiếc')).toEqual([])
    expect(await find('rạp xiếc', { token: lan.token })).toEqual([named])
    await server.api('POST', `/api/v1/statuses/${liked}/favourite`, { token: lan.token })
    expect(await find('rap xiec in:library', { token: lan.token })).toEqual([named, liked])
    expect(await find('rap xiec', { token: lan.token })).toEqual([named, liked])
    expect(await find('rap xiec in:public', { token: lan.token })).toEqual([])
  })
})

describe('the index follows', () => {
  it('edits, deletion and consent', async () => {
    const id = await post('Máy khâu con bướm', {}, lan)
    expect(await find('máy khâu')).toEqual([id])
    await server.api('PUT', `/api/v1/statuses/${id}`, {
      token: lan.token,
      body: { status: 'Xe đạp thống nhất' },
    })
    await server.settle()
    expect(await find('máy khâu')).toEqual([])
    expect(await find('xe đạp')).toEqual([id])
    // At once, before the index has heard of it.
    await server.api('PATCH', '/api/v1/accounts/update_credentials', {
      token: lan.token,
      body: { indexable: false },
    })
    expect(await find('xe đạp')).toEqual([])
    await server.settle()
    expect(await find('xe đạp')).toEqual([])
    expect(await find('xe đạp', { token: lan.token })).toEqual([id])
    await agree(lan, true)
    expect(await find('xe đạp')).toEqual([id])
    await server.ctx.db`update accounts set suspended_at = now() where id = ${lan.id}`
    expect(await find('xe đạp')).toEqual([])
    await server.ctx.db`update accounts set suspended_at = null where id = ${lan.id}`
    await server.api('DELETE', `/api/v1/statuses/${id}`, { token: lan.token })
    await server.settle()
    expect(await find('xe đạp')).toEqual([])
    const left = await server.ctx.db`select from search_documents where id = ${id}`
    expect(left).toHaveLength(0)
  })
})

describe('odd questions', () => {
  it('are answered, and nothing of them is carried out', async () => {
    const odd = [
      '"',
      '""',
      '"a',
      'from:',
      '-',
      '--',
      '-a',
      ':',
      'a:b:c',
      "'; drop table accounts; --",
      '(.*)+$',
      '%',
      '\\',
      '{1,2}',
      '🙈',
      'x'.repeat(10_000),
      'từ '.repeat(3000),
      'before:',
      'sau:abc',
      'has:gì',
      'in:',
      '"'.repeat(99),
      '\u202e',
      'from:"a b"',
    ]
    for (const q of odd) {
      const { status } = await server.api('GET', `/api/v2/search?q=${encodeURIComponent(q)}`)
      expect([q.slice(0, 20), status]).toEqual([q.slice(0, 20), 200])
    }
  })
})
