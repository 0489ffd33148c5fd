import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { key } from '../../lib/vietnamese/index.ts'
import { wordTest } from './match.ts'

let server: TestServer
let lan: Person
let minh: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan')
  minh = await signUp(server, 'minh')
})
afterAll(() => server.close())

const call = (method: string, path: string, body?: unknown, person = lan) =>
  server.api(method, path, { token: person.token, body })

const filteredOf = async (status: string, person = lan) => {
  const made = await call('POST', '/api/v1/statuses', { status }, minh)
  return (await call('GET', `/api/v1/statuses/${made.body.id}`, undefined, person)).body.filtered
}

describe('a word', () => {
  it.each([
    ['lừa đảo', 'Cẩn thận lừá đảó ngườỉ ta'],
    ['lừa đảo', '𝗹𝘂̛̀𝗮 đ𝗮̉𝗼 qua mạng'],
    ['xổ số', 'chơi xo\u200b so đi'],
  ])('%s is found in scrambled writing', (word, text) => {
    expect(wordTest(word, true)(key(text))).toBe(true)
  })

  it('as a whole does not match inside another syllable, and otherwise does', () => {
    expect(wordTest('an', true)(key('bán hàng'))).toBe(false)
    expect(wordTest('an', false)(key('bán hàng'))).toBe(true)
    expect(wordTest('#an', true)(key('xem #an nhé'))).toBe(true)
  })

  it('is found wherever it stands between spaces', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) =>
        wordTest('cờ bạc', true)(key(`${before} cờ bạc ${after}`)),
      ),
    )
  })
})

describe('a filter', () => {
  it('is made, changed and deleted with its words and posts', async () => {
    const made = await call('POST', '/api/v2/filters', {
      title: 'Cờ bạc',
      context: ['home', 'public'],
      filter_action: 'hide',
      expires_in: 3600,
      keywords_attributes: [{ keyword: 'xổ số' }, { keyword: 'lô đề', whole_word: false }],
    })
    expect(made.status).toBe(200)
    expect(made.body).toMatchObject({ title: 'Cờ bạc', filter_action: 'hide', context: ['home', 'public'] })
    const path = `/api/v2/filters/${made.body.id}`
    const changed = await call('PUT', path, {
      title: 'Bạc bài',
      keywords_attributes: [{ id: made.body.keywords[0].id, _destroy: true }, { keyword: 'tài xỉu' }],
    })
    expect(changed.body.keywords.map((word: any) => word.keyword)).toEqual(['lô đề', 'tài xỉu'])
    expect((await call('POST', `${path}/keywords`, { keyword: 'đỏ đen' })).body.whole_word).toBe(true)
    expect((await call('GET', path, undefined, minh)).status).toBe(404)
    expect((await call('DELETE', path)).status).toBe(200)
    expect((await call('GET', path)).status).toBe(404)
  })

  it('stands in every post that it meets, for its owner only, until it ends', async () => {
    const made = await call('POST', '/api/v2/filters', {
      title: 'Lừa đảo',
      context: ['home'],
      expires_in: 600,
      keywords_attributes: [{ keyword: 'trúng thưởng' }],
    })
    expect(await filteredOf('Bạn đã trung thuong một chiếc xe')).toMatchObject([
      { filter: { id: made.body.id, filter_action: 'warn' }, keyword_matches: ['trúng thưởng'] },
    ])
    expect(await filteredOf('Bạn đã trung thuong một chiếc xe', minh)).toEqual([])
    expect(await filteredOf('Chợ chiều đông vui')).toEqual([])
    server.advance(601_000)
    expect(await filteredOf('Bạn đã trung thuong một chiếc xe')).toEqual([])
    await call('DELETE', `/api/v2/filters/${made.body.id}`)
  })

  it('takes single posts, and shows in a share what it meets in the shared post', async () => {
    const made = await call('POST', '/api/v2/filters', { title: 'Thôi', context: ['home'] })
    const post = (await call('POST', '/api/v1/statuses', { status: 'Ồn ào' }, minh)).body
    const added = await call('POST', `/api/v2/filters/${made.body.id}/statuses`, { status_id: post.id })
    const share = (await call('POST', `/api/v1/statuses/${post.id}/reblog`, {}, minh)).body
    const seen = (await call('GET', `/api/v1/statuses/${share.id}`)).body
    expect(seen.filtered).toMatchObject([{ status_matches: [post.id] }])
    expect(seen.reblog.filtered).toMatchObject([{ status_matches: [post.id] }])
    await call('DELETE', `/api/v2/filters/statuses/${added.body.id}`)
    expect((await call('GET', `/api/v1/statuses/${post.id}`)).body.filtered).toEqual([])
    await call('DELETE', `/api/v2/filters/${made.body.id}`)
  })

  it('of the first version is one word of the second', async () => {
    const made = await call('POST', '/api/v1/filters', {
      phrase: 'spam',
      context: ['home'],
      irreversible: true,
    })
    expect(made.body).toMatchObject({ phrase: 'spam', irreversible: true, whole_word: false })
    expect((await call('GET', '/api/v1/filters')).body).toEqual([made.body])
    expect((await call('GET', '/api/v2/filters')).body).toMatchObject([{ filter_action: 'hide' }])
    await call('DELETE', `/api/v1/filters/${made.body.id}`)
    expect((await call('GET', '/api/v2/filters')).body).toEqual([])
  })

  it('needs a title, a place and the scope', async () => {
    const { status, body } = await call('POST', '/api/v2/filters', { title: '', context: ['bep'] })
    expect(status).toBe(422)
    expect(Object.keys(body.details).sort()).toEqual(['context', 'title'])
    const reader = await signUp(server, 'nguoi_doc', { scopes: 'read' })
    expect((await call('POST', '/api/v2/filters', { title: 'x', context: ['home'] }, reader)).status).toBe(
      403,
    )
  })
})

describe('on our pages', () => {
  const open = async (path: string) =>
    (await server.request(path, { headers: { cookie: lan.session } })).text()
  const send = (body: Record<string, string>) =>
    server.request('/settings/filters', {
      method: 'POST',
      headers: { cookie: lan.session, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(body),
    })

  it('a filter made with the form covers or hides what it meets', async () => {
    await call('POST', '/api/v1/statuses', { status: 'Đánh đề ba càng đi cả nhà' }, minh)
    expect((await send({ words: 'đánh đề', 'context[]': 'public', filter_action: 'warn' })).status).toBe(303)
    expect(await open('/local')).toContain('Bộ lọc của bạn che bài này: đánh đề')
    expect((await send({ words: 'ba càng', 'context[]': 'public', filter_action: 'hide' })).status).toBe(303)
    expect(await open('/local')).not.toContain('ba càng')
    const page = await open('/settings/filters')
    for (const [, path] of page.matchAll(/action="(\/settings\/filters\/\d+\/delete)"/g)) {
      await server.request(path!, { method: 'POST', headers: { cookie: lan.session } })
    }
    expect(await open('/local')).toContain('ba càng')
  })

  it('a refused form keeps what was typed', async () => {
    const response = await send({ words: 'một\nhai', filter_action: 'hide', expires_in: '3600' })
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain('một\nhai</textarea>')
    expect(html).toContain('field-error')
  })
})
