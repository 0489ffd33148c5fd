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

const get = (path: string, person?: Person) =>
  server.request(path, person ? { headers: { cookie: person.session } } : {})

const press = (path: string, person: Person | null, back = '/local', headers: Record<string, string> = {}) =>
  server.request(path, {
    method: 'POST',
    body: new URLSearchParams({ back }),
    headers: { ...(person ? { cookie: person.session } : {}), ...headers },
  })

const post = async (person: Person, body: Record<string, unknown>): Promise<{ id: string }> => {
  const { status, body: made } = await server.api('POST', '/api/v1/statuses', { token: person.token, body })
  expect(status).toBe(200)
  return made
}

const state = async (id: string, person: Person) =>
  (await server.api('GET', `/api/v1/statuses/${id}`, { token: person.token })).body

describe('the buttons below a post', () => {
  it('like, share and save without scripts, and lead back to the post', async () => {
    const { id } = await post(lan, { status: 'Bánh xèo' })
    for (const name of ['favourite', 'boost', 'bookmark']) {
      const response = await press(`/statuses/${id}/${name}`, minh)
      expect(response.status).toBe(303)
      expect(response.headers.get('location')).toBe(`/local#s-${id}`)
    }
    expect(await state(id, minh)).toMatchObject({
      favourited: true,
      reblogged: true,
      bookmarked: true,
      favourites_count: 1,
      reblogs_count: 1,
    })
    for (const name of ['unfavourite', 'unboost', 'unbookmark']) await press(`/statuses/${id}/${name}`, minh)
    expect(await state(id, minh)).toMatchObject({
      favourited: false,
      reblogged: false,
      bookmarked: false,
      favourites_count: 0,
      reblogs_count: 0,
    })
  })

  it('answer Turbo with nothing but the new row of buttons', async () => {
    const { id } = await post(lan, { status: 'Bánh căn' })
    for (const name of ['favourite', 'boost']) {
      const response = await press(`/statuses/${id}/${name}`, minh, '/local', {
        accept: 'text/vnd.turbo-stream.html, text/html',
      })
      expect(response.headers.get('content-type')).toContain('text/vnd.turbo-stream.html')
      const html = await response.text()
      expect(html).toContain(`targets=".act-${id}"`)
      expect(html).toContain(`formaction="/statuses/${id}/un${name}" aria-pressed="true"`)
    }
  })

  it('are for members, for posts they may see, and for our own pages only', async () => {
    const open = await post(lan, { status: 'Mở' })
    const closed = await post(lan, { status: 'Kín', visibility: 'private' })
    expect((await press(`/statuses/${open.id}/favourite`, null)).status).toBe(401)
    expect((await press(`/statuses/${closed.id}/favourite`, minh)).status).toBe(404)
    expect(
      (await press(`/statuses/${open.id}/favourite`, minh, '/', { origin: 'https://evil.example' })).status,
    ).toBe(403)
    expect(
      (await press(`/statuses/${open.id}/favourite`, minh, 'https://evil.example/')).headers.get('location'),
    ).toBe(`/#s-${open.id}`)
  })

  it('pin, mute and delete', async () => {
    const { id } = await post(lan, { status: 'Ghim đây' })
    await press(`/statuses/${id}/pin`, lan)
    expect(await state(id, lan)).toMatchObject({ pinned: true })
    await press(`/statuses/${id}/mute`, minh)
    expect(await state(id, minh)).toMatchObject({ muted: true })
    expect((await press(`/statuses/${id}/delete`, minh)).status).toBe(404)
    const gone = await press(`/statuses/${id}/delete`, lan, `/@lan/${id}`)
    expect(gone.headers.get('location')).toBe('/')
    expect((await get(`/@lan/${id}`)).status).toBe(404)
  })
})

describe('lists', () => {
  it('keep bookmarks and favourites for their owner', async () => {
    const { id } = await post(lan, { status: 'Công thức bánh tét' })
    await press(`/statuses/${id}/bookmark`, minh)
    await press(`/statuses/${id}/favourite`, minh)
    for (const path of ['/bookmarks', '/favourites']) {
      expect(await (await get(path, minh)).text()).toContain('bánh tét')
      expect(await (await get(path, lan)).text()).not.toContain('bánh tét')
      expect((await get(path)).headers.get('location')).toBe(`/login?next=${encodeURIComponent(path)}`)
    }
  })

  it('say who liked and who shared a post', async () => {
    const { id } = await post(lan, { status: 'Ai thích nào' })
    await press(`/statuses/${id}/favourite`, minh)
    await press(`/statuses/${id}/boost`, minh)
    for (const path of ['favourited', 'reblogged']) {
      expect(await (await get(`/@lan/${id}/${path}`)).text()).toContain('href="/@minh"')
    }
  })
})
