import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../test/people.ts'
import { startServer, type TestServer } from '../../test/server.ts'

let server: TestServer
let lan: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan')
})
afterAll(() => server.close())

const send = (path: string, body: unknown, language = 'en', method = 'POST') =>
  server.api(method, path, { token: lan.token, body, headers: { 'accept-language': language } })
const post = (body: unknown, language?: string) => send('/api/v1/statuses', body, language)
const count = async () => (await server.ctx.db`select 1 from statuses`).length
const poll = { options: ['Phở', 'Bún'], expires_in: 3600 }

describe('a parameter of the wrong kind', () => {
  it.each([
    [{ status: 123 }, 'Text must be a string', 'Nội dung phải là một chuỗi chữ'],
    [{ status: ['a'] }, 'Text must be a string', 'Nội dung phải là một chuỗi chữ'],
    [
      { status: 'a', sensitive: 'maybe' },
      'Sensitive must be true or false',
      'Dấu nhạy cảm phải là đúng hoặc sai',
    ],
    [{ status: 'a', visibility: 5 }, 'Visibility is not included in the list', 'Phạm vi xem không nằm trong'],
    [
      { status: 'a', visibility: 'all' },
      'Visibility is not included in the list',
      'Phạm vi xem không nằm trong',
    ],
    [{ status: 'a', media_ids: 'x' }, 'Media ids is invalid', 'Tệp đính kèm không hợp lệ'],
    [{ status: 'a', media_ids: 7.5 }, 'Media ids is invalid', 'Tệp đính kèm không hợp lệ'],
    [{ status: 'a', media_ids: [{}, [], null] }, 'Media ids must be a string', 'Tệp đính kèm phải là'],
    [
      { status: 'a', media_ids: Array(200).fill('1') },
      'Media ids has too many items (maximum is 100)',
      'Tệp đính kèm có quá nhiều mục',
    ],
    [{ status: 'a', poll: [] }, 'Poll must be an object', 'Bình chọn phải là một nhóm thông tin'],
    [{ status: 'a', poll: 'x' }, 'Poll must be an object', 'Bình chọn phải là một nhóm thông tin'],
    [
      { status: 'a', poll: { ...poll, options: [1, {}] } },
      'Choices must be a string',
      'Các lựa chọn phải là',
    ],
    [
      { status: 'a', poll: { ...poll, expires_in: 'soon' } },
      'Poll duration is not a number',
      'Thời hạn bình chọn phải là một con số',
    ],
    [
      { status: 'a', poll: { ...poll, expires_in: 600.5 } },
      'Poll duration must be an integer',
      'Thời hạn bình chọn phải là một số nguyên',
    ],
    [
      { status: 'a', poll: { options: ['Phở', 'Bún'] } },
      "Poll duration can't be blank",
      'Thời hạn bình chọn không được để trống',
    ],
    [
      { status: 'a', poll: { ...poll, multiple: {} } },
      'Poll multiple must be true or false',
      'Chọn nhiều câu phải là',
    ],
    [{ status: 'a', language: 5 }, 'Language must be a string', 'Ngôn ngữ phải là'],
    [{ status: 'a', language: 'tiếng Việt' }, 'Language is invalid', 'Ngôn ngữ không hợp lệ'],
    [{ status: 'a', in_reply_to_id: {} }, 'In reply to must be a string', 'Bài được trả lời phải là'],
  ])('is named in the language of the caller: %j', async (body, english, vietnamese) => {
    const before = await count()
    const [en, vi] = [await post(body, 'en'), await post(body, 'vi')]
    expect([en.status, vi.status]).toEqual([422, 422])
    expect(en.body.error).toBe(`Validation failed: ${english}`)
    expect(vi.body.error).toContain(`Thông tin chưa hợp lệ: ${vietnamese}`)
    expect(vi.body.error).not.toMatch(/[a-z]+[._][a-z]+|ERR_/)
    expect(en.body.error_description).toBe(en.body.error)
    expect(await count()).toBe(before)
  })

  it('is described once for each field, with a code', async () => {
    const { body } = await post({
      status: 1,
      visibility: 2,
      media_ids: ['a', 'b', 'c'],
      poll: { options: [1, 2] },
    })
    expect(body.details).toEqual({
      status: [{ error: 'ERR_INVALID', description: 'must be a string' }],
      visibility: [{ error: 'ERR_INCLUSION', description: 'is not included in the list' }],
      media_ids: [{ error: 'ERR_INVALID', description: 'is invalid' }],
      'poll.options': [{ error: 'ERR_INVALID', description: 'must be a string' }],
      'poll.expires_in': [{ error: 'ERR_BLANK', description: "can't be blank" }],
    })
  })

  it.each([
    [
      'POST',
      () => `/api/v1/accounts/${lan.id}/mute`,
      { duration: -1 },
      'Duration must be greater than or equal to 0',
      'Thời gian không được nhỏ hơn 0',
    ],
    [
      'POST',
      () => `/api/v1/accounts/${lan.id}/mute`,
      { duration: 1e12 },
      'Duration must be less than or equal to 315,360,000',
      'Thời gian không được lớn hơn 315.360.000',
    ],
    [
      'POST',
      () => '/api/v1/markers',
      { home: { last_read_id: [] } },
      'Last read id must be a string',
      'Bài đọc sau cùng phải là',
    ],
    ['POST', () => '/api/v1/markers', { home: 3 }, 'Home must be an object', 'Trang chủ phải là'],
    [
      'POST',
      () => '/api/v1/apps',
      { client_name: 'x'.repeat(200), redirect_uris: 'https://a.test' },
      'Application name is too long (maximum is 120 characters)',
      'Tên ứng dụng quá dài (nhiều nhất 120 chữ)',
    ],
    [
      'PATCH',
      () => '/api/v1/accounts/update_credentials',
      { locked: 'maybe', source: { privacy: 'x' } },
      'Locked must be true or false, Privacy is not included in the list',
      'Khóa tài khoản phải là',
    ],
    [
      'PATCH',
      () => '/api/v1/accounts/update_credentials',
      { fields_attributes: [{ name: '', value: 'y' }] },
      "Label of a field can't be blank",
      'Nhãn của thông tin thêm không được để trống',
    ],
    [
      'PATCH',
      () => '/api/v2/notifications/policy',
      { for_new_accounts: 'x' },
      'For new accounts is not included in the list',
      'Tài khoản mới không nằm trong',
    ],
  ])('of another endpoint is named, too: %s %j', async (method, path, body, english, vietnamese) => {
    expect((await send(path(), body, 'en', method)).body.error).toBe(`Validation failed: ${english}`)
    expect((await send(path(), body, 'vi', method)).body.error).toContain(
      `Thông tin chưa hợp lệ: ${vietnamese}`,
    )
  })
})

describe('what Mastodon refuses', () => {
  it.each([
    [{}, "Text can't be blank"],
    [{ status: null }, "Text can't be blank"],
    [{ status: ' \n ' }, "Text can't be blank"],
    [{ status: 'a', poll: { ...poll, options: ['một'] } }, 'Choices must have more than one item'],
    [{ status: 'a', poll: { ...poll, options: 'một' } }, 'Choices must have more than one item'],
    [
      { status: 'a', poll: { ...poll, options: ['a', 'b', 'c', 'd', 'e', 'A'] } },
      "Choices can't contain more than 4 items, Choices contain duplicate items",
    ],
    [{ status: 'a', poll: { ...poll, expires_in: -5 } }, 'Deadline is too soon'],
    [{ status: 'a', poll: { ...poll, expires_in: 1e13 } }, 'Deadline is too far into the future'],
    [{ status: 'a', scheduled_at: '2001-01-01T00:00:00Z' }, 'Scheduled at date must be in the future'],
  ])('is refused in its words: %j', async (body, text) => {
    const answer = await post(body)
    expect([answer.status, answer.body.error]).toEqual([422, `Validation failed: ${text}`])
  })

  it('is a text that is too long', async () => {
    const { body } = await post({ status: 'ơ'.repeat(5001) })
    expect(body.error).toBe('Validation failed: Text character limit of 5,000 exceeded')
    expect(body.details.text[0].error).toBe('ERR_TOO_LONG')
  })

  it('is not refused in a query: limits, switches, ids and kinds that say nothing are left out', async () => {
    await post({ status: 'Một bài' })
    await post({ status: 'Hai bài' })
    const get = async (path: string) => (await server.api('GET', path, { token: lan.token })).body.length
    const all = await get('/api/v1/timelines/public')
    expect(await get('/api/v1/timelines/public?limit=abc')).toBe(all)
    expect(await get('/api/v1/timelines/public?limit=-1')).toBe(1)
    expect(await get('/api/v1/timelines/public?limit=99999')).toBe(all)
    // Mastodon's reading of a switch: whatever is no word for "off" is on.
    expect(await get('/api/v1/timelines/public?remote=maybe')).toBe(0)
    expect(await get('/api/v1/timelines/public?remote=false')).toBe(all)
    expect(await get('/api/v1/statuses?id[]=abc&id[]=-1')).toBe(0)
    expect(await get('/api/v1/accounts/relationships?id[]=abc')).toBe(0)
    expect(await get(`/api/v1/accounts/search?q=lan&limit=abc&following=maybe`)).toBe(0)
    expect(await get('/api/v1/notifications?types[]=emoji_reaction&exclude_types[]=x')).toBe(0)
    const bad = await server.api('GET', '/api/v1/timelines/public?max_id=abc')
    expect([bad.status, bad.body.error]).toEqual([400, 'The page boundary is not an id'])
  })
})

describe('text that is no text', () => {
  const raw = (body: string | Uint8Array, type = 'application/json') =>
    server.request('/api/v1/statuses', {
      method: 'POST',
      headers: { authorization: `Bearer ${lan.token}`, 'content-type': type, 'accept-language': 'en' },
      body: body as never,
    })
  const broken = (value: string) => Uint8Array.from(Buffer.from(`{"status":"${value}"}`, 'latin1'))

  it.each([
    ['half a letter as an escape', String.raw`{"status":"phở \ud800"}`],
    ['the other half', String.raw`{"status":"phở \uDF5C bò"}`],
    ['one deep inside', String.raw`{"status":"a","poll":{"options":["a","\ud83c"],"expires_in":600}}`],
    ['one in a name', String.raw`{"status":"a","\ud800":1}`],
    ['a NUL', String.raw`{"status":"a\u0000b"}`],
    ['raw bytes', broken('ph\xed\xa0\x80')],
  ])('is refused alike: %s', async (_, body) => {
    const before = await count()
    const answer = await raw(body)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: 'The request holds bytes that are not text' })
    expect(await count()).toBe(before)
  })

  it('is refused in a form and in an address, too', async () => {
    const form = 'application/x-www-form-urlencoded'
    expect((await raw('status=%ED%A0%80', form)).status).toBe(400)
    expect((await server.api('GET', '/api/v1/accounts/lookup?acct=%FF')).status).toBe(400)
  })

  it('is not a whole pair of escapes', async () => {
    const answer = await raw(String.raw`{"status":"bát phở \ud83c\udf5c và \\ud800"}`)
    expect([answer.status, (await answer.json()).content]).toEqual([200, '<p>bát phở 🍜 và \\ud800</p>'])
  })
})
