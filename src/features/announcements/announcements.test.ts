import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let chief: Person
let lan: Person
let others: Person[]

beforeAll(async () => {
  server = await startServer()
  chief = await signUp(server, 'truong', { role: 'moderator' })
  lan = await signUp(server, 'lan')
  others = await Promise.all(['a1', 'a2', 'a3'].map((name) => signUp(server, `ban_${name}`)))
})
afterAll(() => server.close())

const form = (person: Person, path: string, body: Record<string, string>) =>
  server.request(path, {
    method: 'POST',
    headers: { cookie: person.session },
    body: new URLSearchParams(body),
  })
const page = async (path: string, person?: Person) =>
  (await server.request(path, person ? { headers: { cookie: person.session } } : {})).text()
const list = async (person: Person) =>
  (await server.api('GET', '/api/v1/announcements', { token: person.token })).body
const call = (person: Person, method: string, path: string) =>
  server.api(method, `/api/v1/announcements/${path}`, { token: person.token })

/** Writes one and returns what the API then shows of it. */
async function announce(text: string, more: Record<string, string> = {}) {
  const saved = await form(chief, '/admin/announcements', { text, act: 'now', ...more })
  expect(saved.status).toBe(303)
  return (await list(lan)).find((one: { content: string }) => one.content.includes(text.slice(0, 8)))
}

describe('an announcement', () => {
  it('is rendered as a post is, and stays on home until it was read', async () => {
    const { body: post } = await server.api('POST', '/api/v1/statuses', {
      token: lan.token,
      body: { status: 'Bài công khai' },
    })
    const one = await announce(`Họp xóm với @lan #HọpXóm <script>x</script> ${post.url}`)
    expect(one).toMatchObject({
      read: false,
      all_day: false,
      starts_at: null,
      mentions: [{ id: lan.id, acct: 'lan' }],
      tags: [{ name: 'HọpXóm' }],
      statuses: [{ id: post.id, url: post.url }],
      emojis: [],
      reactions: [],
    })
    expect(one.content).toContain('&lt;script&gt;')
    expect(await page('/', lan)).toContain('Họp xóm với')
    expect(await page('/')).not.toContain('Họp xóm với')
    await form(lan, `/thong-bao-chung/${one.id}/dismiss`, { back: '/' })
    expect(await page('/', lan)).not.toContain('Họp xóm với')
    expect((await list(lan)).find((row: { id: string }) => row.id === one.id).read).toBe(true)
    expect(await page('/thong-bao-chung')).toContain('Họp xóm với')
  })

  it('is written by operators only', async () => {
    expect((await form(lan, '/admin/announcements', { text: 'Tôi nói', act: 'now' })).status).toBe(404)
    expect((await server.api('GET', '/api/v1/announcements')).status).toBe(401)
  })

  it('is not shown before its time, nor after it ended or was withdrawn', async () => {
    const shown = async (text: string) => JSON.stringify(await list(lan)).includes(text)
    await form(chief, '/admin/announcements', { text: 'Còn nháp', act: 'draft' })
    expect(await shown('Còn nháp')).toBe(false)
    const day = (ms: number) => new Date(server.ctx.clock().getTime() + ms + 7 * 3_600_000).toISOString()
    const tomorrow = day(86_400_000).slice(0, 10)
    const planned = { text: 'Mai cúp điện', act: 'later', publish_on: tomorrow, publish_time: '00:00' }
    expect((await form(chief, '/admin/announcements', { ...planned, publish_on: '' })).status).toBe(422)
    await form(chief, '/admin/announcements', { ...planned, starts_on: tomorrow, ends_on: tomorrow })
    expect(await shown('Mai cúp điện')).toBe(false)
    expect(await page('/thong-bao-chung')).not.toContain('Mai cúp điện')
    server.advance(86_400_000)
    const [one] = (await list(lan)).filter((row: { content: string }) => row.content.includes('Mai cúp'))
    expect(one).toMatchObject({ all_day: true })
    expect(new Date(one.ends_at).getTime() - new Date(one.starts_at).getTime()).toBe(86_399_000)
    server.advance(86_400_000)
    expect(await shown('Mai cúp điện')).toBe(false)
    expect((await call(lan, 'POST', `${one.id}/dismiss`)).status).toBe(404)

    const soon = await announce('Rút lại ngay')
    await form(chief, `/admin/announcements/${soon.id}/withdraw`, {})
    expect(await shown('Rút lại ngay')).toBe(false)
  })

  it('keeps what was typed when something is wrong with it', async () => {
    const wrong = await form(chief, '/admin/announcements', {
      text: 'Ngược ngày',
      act: 'now',
      starts_on: '2026-12-02',
      ends_on: '2026-12-01',
    })
    expect(wrong.status).toBe(422)
    const html = await wrong.text()
    expect(html).toContain('Ngược ngày')
    expect(html).toContain('phải sau ngày bắt đầu')
  })

  it('takes one emoji of each person and kind, at most eight kinds, and nothing else', async () => {
    const { id } = await announce('Thả tim nào')
    const press = (person: Person, name: string, method = 'PUT') =>
      call(person, method, `${id}/reactions/${encodeURIComponent(name)}`)
    for (const person of [lan, lan, ...others]) expect((await press(person, '❤')).status).toBe(200)
    expect((await press(lan, '👩‍👩‍👧')).status).toBe(200)
    for (const name of ['a', '1', 'heart', '❤️👍', '']) expect((await press(lan, name)).status).not.toBe(200)
    const mine = async () => (await list(lan)).find((one: { id: string }) => one.id === id).reactions
    expect(await mine()).toEqual([
      { name: '❤️', count: 4, me: true },
      { name: '👩‍👩‍👧', count: 1, me: true },
    ])
    const more = ['👍', '🎉', '😀', '🙏', '🌸', '🍜', '🇻🇳']
    const answers = await Promise.all(more.map((name) => press(others[0]!, name)))
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(6)
    expect((await press(others[1]!, '❤️')).status).toBe(200)
    expect((await press(lan, '❤️', 'DELETE')).status).toBe(200)
    expect((await mine())[0]).toEqual({ name: '❤️', count: 3, me: false })
    await form(lan, `/thong-bao-chung/${id}/reactions`, { remove: '👩‍👩‍👧' })
    expect(await mine()).toHaveLength(7)
    await form(lan, `/thong-bao-chung/${id}/reactions`, { name: '🐃' })
    expect(await page('/thong-bao-chung', lan)).toContain('🐃')
  })
})
