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

const call = (person: Person | null, method: string, path: string, body?: unknown) =>
  server.api(method, `/api/v1/${path}`, { token: person?.token, ...(body ? { body } : {}) })

let made = 0
async function open(body: Record<string, unknown> = {}): Promise<string> {
  made += 1
  const answer = await call(lan, 'POST', 'communities', { username: `xom_api_${made}`, ...body })
  await call(minh, 'POST', `communities/${answer.body.id}/join`)
  return answer.body.id
}
const write = async (person: Person, body: Record<string, unknown>): Promise<string> =>
  (await call(person, 'POST', 'statuses', body)).body.id

describe('threads over the API', () => {
  it('are listed in three orders, with the way to the next page', async () => {
    const id = await open()
    const threads = []
    for (const title of ['Một', 'Hai', 'Ba'])
      threads.push(await write(lan, { community_id: id, title, status: title }))
    await write(minh, { in_reply_to_id: threads[0], status: 'sôi nổi' })
    const titles = async (query: string) => {
      const { body, headers } = await call(null, 'GET', `communities/${id}/threads?${query}`)
      return { titles: body.map((one: any) => one.title), next: headers.get('link') }
    }
    expect((await titles('sort=new')).titles).toEqual(['Ba', 'Hai', 'Một'])
    expect((await titles('sort=best')).titles).toEqual(['Một', 'Ba', 'Hai'])
    for (const sort of ['new', 'active', 'best']) {
      const all = (await titles(`sort=${sort}`)).titles
      const first = await titles(`sort=${sort}&limit=2`)
      const rest = /\?(.*)>/.exec(first.next!)![1]!
      expect([...first.titles, ...(await titles(rest)).titles]).toEqual(all)
    }
  })

  it('count what is unread, and can be read, followed and summed up', async () => {
    const id = await open()
    const thread = await write(lan, { community_id: id, title: 'Đọc', status: 'một' })
    expect((await call(minh, 'GET', `threads/${thread}`)).body.unread).toBe(null)
    await call(minh, 'POST', `threads/${thread}/read`, { number: 0 })
    await write(lan, { in_reply_to_id: thread, status: 'hai' })
    expect((await call(minh, 'GET', `threads/${thread}`)).body.unread).toBe(1)
    expect((await call(minh, 'POST', `threads/${thread}/read`)).body.unread).toBe(0)
    expect((await call(minh, 'POST', `threads/${thread}/follow`)).body.following).toBe(true)
    expect((await call(minh, 'POST', `threads/${thread}/summary`, { summary: 'x' })).status).toBe(403)
    expect((await call(lan, 'POST', `threads/${thread}/summary`, { summary: 'xong' })).body.summary).toBe(
      'xong',
    )
  })

  it('get another title and section from who began them or a moderator, whose change is noted', async () => {
    const id = await open()
    await call(lan, 'PUT', `communities/${id}/sections`, { sections: [{ name: 'Điện nước' }] })
    const thread = await write(minh, { community_id: id, title: 'Sai', status: 'nước yếu' })
    const other = await signUp(server, 'nguoi_la')
    expect((await call(other, 'PATCH', `threads/${thread}`, { title: 'Phá' })).status).toBe(403)
    expect((await call(minh, 'PATCH', `threads/${thread}`, { section: 'khongco' })).status).toBe(422)
    expect((await call(minh, 'PATCH', `threads/${thread}`, { title: 'Nước yếu' })).body.title).toBe(
      'Nước yếu',
    )
    const posts = () => call(null, 'GET', `threads/${thread}/posts`)
    expect((await posts()).body.notes).toEqual([])
    const edited = await call(lan, 'PATCH', `threads/${thread}`, { title: 'Nước tổ 3', section: 'diennuoc' })
    expect(edited.body).toMatchObject({ title: 'Nước tổ 3', section: 'diennuoc' })
    const { body } = await posts()
    expect(body.statuses[0].content).toBe('<p><strong>Nước tổ 3</strong></p><p>nước yếu</p>')
    expect(body.notes.map((note: any) => [note.kind, note.text])).toEqual([
      ['renamed', 'Nước tổ 3'],
      ['resectioned', 'Điện nước'],
    ])
  })

  it('are locked, split, merged and moved, and nobody else may', async () => {
    const id = await open()
    const thread = await write(lan, { community_id: id, title: 'Gốc', status: '0' })
    for (const status of ['1', '2', '3']) await write(minh, { in_reply_to_id: thread, status })
    for (const verb of ['lock', 'pin'])
      expect((await call(minh, 'POST', `threads/${thread}/${verb}`)).status).toBe(403)
    expect((await call(lan, 'POST', `threads/${thread}/lock`)).body.locked).toBe(true)
    const split = await call(lan, 'POST', `threads/${thread}/split`, { number: 2, title: 'Nhánh' })
    expect(split.body).toMatchObject({ title: 'Nhánh', replies_count: 1, participants_count: 1 })
    const left = (await call(null, 'GET', `threads/${thread}/posts`)).body
    expect(left.statuses.map((one: any) => one.xom.number)).toEqual([0, 1])
    const merged = await call(lan, 'POST', `threads/${split.body.id}/merge`, { into: thread })
    expect(merged.body).toMatchObject({ id: thread, replies_count: 3, participants_count: 2 })
    const posts = (await call(null, 'GET', `threads/${thread}/posts`)).body
    expect(posts.statuses.map((one: any) => one.xom.number)).toEqual([0, 1, 4, 5])
    expect(posts.gaps).toEqual([{ from: 2, to: 3, reason: 'deleted' }])
    expect(posts.notes.map((one: any) => one.kind)).toEqual(['split', 'locked', 'merged'])
  })

  it('leave no private community, and carry their privacy into one', async () => {
    const [inside, outside] = [await open({ private: true }), await open()]
    const kept = await write(lan, { community_id: inside, title: 'Kín', status: 'kín' })
    expect((await call(lan, 'POST', `threads/${kept}/move`, { community_id: outside })).status).toBe(422)
    const taken = await write(lan, { community_id: outside, title: 'Hở', status: 'hở #kín' })
    await server.settle()
    expect((await call(null, 'GET', `statuses/${taken}`)).status).toBe(200)
    await call(lan, 'POST', `threads/${taken}/move`, { community_id: inside })
    await server.settle()
    for (const path of [`statuses/${taken}`, `threads/${taken}`, `threads/${kept}`])
      expect([403, 404]).toContain((await call(null, 'GET', path)).status)
    const boosts = (await call(null, 'GET', `accounts/${outside}/statuses`)).body
    expect(boosts).toEqual([])
    expect((await call(minh, 'GET', `statuses/${taken}`)).body.visibility).toBe('private')
  })
})

describe('sections and the handbook over the API', () => {
  it('are saved by those trusted with them', async () => {
    const id = await open()
    const sections = { sections: [{ name: 'Mua bán', description: 'thứ bảy' }] }
    expect((await call(minh, 'PUT', `communities/${id}/sections`, sections)).status).toBe(403)
    expect((await call(lan, 'PUT', `communities/${id}/sections`, sections)).body).toEqual([
      { tag: 'muaban', name: 'Mua bán', description: 'thứ bảy' },
    ])
    const page = await call(minh, 'POST', `communities/${id}/wiki`, { title: 'Rác', text: '# Thứ ba' })
    expect(page.body).toMatchObject({ slug: 'rac', content: '<h2>Thứ ba</h2>', revision: 1 })
    const path = `communities/${id}/wiki/rac`
    const edit = { title: 'Rác', text: 'thứ tư', revision: 1 }
    expect((await call(lan, 'PUT', path, edit)).body.revision).toBe(2)
    expect((await call(minh, 'PUT', path, edit)).status).toBe(409)
    expect((await call(null, 'GET', `${path}/revisions`)).body).toHaveLength(2)
    expect((await call(null, 'GET', `${path}/revisions/1`)).body.text).toBe('# Thứ ba')
    expect((await call(minh, 'DELETE', path)).status).toBe(403)
    await call(lan, 'DELETE', path)
    expect((await call(null, 'GET', path)).status).toBe(404)
  })
})
