import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { formWith, photo } from '../../../test/pictures.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

/** The desk's pages on what is kept out, with forms alone. */
let server: TestServer
let mod: Person
let lan: Person
let minh: Person

beforeAll(async () => {
  server = await startServer()
  mod = await signUp(server, 'dieu', { role: 'moderator', scopes: 'read write admin:read admin:write' })
  lan = await signUp(server, 'lan')
  minh = await signUp(server, 'minh')
})
afterAll(() => server.close())

const form = (person: Person, path: string, body: Record<string, string> = {}) =>
  server.request(path, {
    method: 'POST',
    headers: { cookie: person.session },
    body: new URLSearchParams(body),
  })
const page = async (person: Person, path: string) => {
  const response = await server.request(path, { headers: { cookie: person.session } })
  return { status: response.status, text: await response.text() }
}
const typed = {
  kind: 'link',
  target: 'https://Mo-Hoi.vn/abc',
  measure: 'link_block',
  days: '7',
  ground: 'law',
  law: 'Điều 8 Nghị định 147/2024',
  category: 'phishing',
  facts: 'Trang giả ngân hàng.',
  source: 'own',
}

describe('the pages of what is blocked', () => {
  it('are the operators’ alone', async () => {
    expect((await page(lan, '/moderation/blocks')).status).toBe(403)
    expect((await form(lan, '/moderation/blocks', typed)).status).toBe(403)
    expect((await page(mod, '/moderation')).text).toContain('/moderation/blocks')
  })

  it('take a block with its reasons, keep what was typed wrongly, list it, and undo it', async () => {
    const wrong = await form(mod, '/moderation/blocks', { ...typed, target: 'không phải tên miền' })
    const html = await wrong.text()
    expect(wrong.status).toBe(422)
    for (const kept of ['không phải tên miền', typed.law, typed.facts]) expect(html).toContain(kept)
    expect((await form(mod, '/moderation/blocks', typed)).headers.get('location')).toBe(
      '/moderation/blocks?kind=link',
    )
    expect((await form(mod, '/moderation/blocks', typed)).status).toBe(409)
    const list = (await page(mod, '/moderation/blocks?kind=link')).text
    for (const shown of ['mo-hoi.vn', typed.law, typed.facts, '@dieu']) expect(list).toContain(shown)
    expect((await page(lan, '/minh-bach')).text).toContain('mo-hoi.vn')
    const undo = /action="(\/moderation\/decisions\/\d+\/reverse)"/.exec(list)![1]!
    expect((await form(lan, undo, { facts: 'x' })).status).toBe(404)
    const back = await form(mod, undo, { facts: 'Nhầm với trang khác' })
    expect(back.status).toBe(303)
    expect((await page(mod, '/moderation/blocks?kind=link')).text).not.toContain('mo-hoi.vn')
    expect((await page(mod, back.headers.get('location')!)).text).toContain('mo-hoi.vn')
    expect((await page(mod, '/moderation/log')).text).toContain('mo-hoi.vn')
  })

  it('are reached, filled in, from the case of a post', async () => {
    const upload = formWith('file', await photo(50, 50))
    const media = (await server.api('POST', '/api/v2/media', { token: lan.token, body: upload })).body
    const status = await server.api('POST', '/api/v1/statuses', {
      token: lan.token,
      body: { status: 'Nhận quà ở https://qua.tang.vn/1', media_ids: [media.id] },
    })
    const filed = await server.api('POST', '/api/v1/reports', {
      token: minh.token,
      body: { account_id: lan.id, status_ids: [status.body.id], category: 'phishing' },
    })
    const text = (await page(mod, `/moderation/cases/${filed.body.id}`)).text.replaceAll('&amp;', '&')
    const links = [...text.matchAll(/href="(\/moderation\/blocks\?[^"]+)"/g)].map((match) => match[1]!)
    expect(links).toHaveLength(2)
    const [link, file] = links
    const shown = (await page(mod, link!)).text
    expect(shown).toContain('value="qua.tang.vn"')
    expect(shown).toContain(`value="${filed.body.id}"`)
    const hash = new URLSearchParams(file!.split('?')[1]).get('target')!
    await form(mod, '/moderation/blocks', {
      ...typed,
      kind: 'media',
      target: hash,
      measure: 'media_block',
      from_case_id: filed.body.id,
    })
    const again = formWith('file', await photo(50, 50))
    expect((await server.api('POST', '/api/v2/media', { token: minh.token, body: again })).status).toBe(422)
  })
})

describe('where a case comes from', () => {
  it('is an authority’s request of the register, chosen there, and the statement links to it', async () => {
    const without = await form(mod, '/moderation/blocks', {
      ...typed,
      target: 'co-quan.vn',
      source: 'authority',
    })
    expect(without.status).toBe(422)
    await form(mod, '/minh-bach/yeu-cau/moi', {
      authority: 'Sở Thông tin',
      level: 'province',
      kind: 'remove',
      form: 'written',
      received_at: '2026-11-01',
    })
    const choice = /<select id="f-request"[\s\S]*?<option value="(\d+)"/.exec(
      (await page(mod, '/moderation/blocks?kind=link')).text,
    )![1]!
    await form(mod, '/moderation/blocks', {
      ...typed,
      target: 'co-quan.vn',
      source: 'authority',
      request_id: choice,
    })
    const { body } = await server.api('GET', '/minh-bach.json')
    expect(body.statements[0]).toMatchObject({ source: 'authority', authority_request_id: choice })
    const statement = (await page(lan, new URL(body.statements[0].url).pathname)).text
    expect(statement).toContain(`/minh-bach/yeu-cau#r${choice}`)
    expect((await page(lan, '/minh-bach/yeu-cau')).text).toContain(`id="r${choice}"`)
  })
})

describe('a trusted flagger', () => {
  it('is marked by an operator, comes first among those of the same harm, and has no other power', async () => {
    const hoa = await signUp(server, 'hoa', { scopes: 'read write admin:read' })
    const write = async (status: string) =>
      (await server.api('POST', '/api/v1/statuses', { token: lan.token, body: { status } })).body.id as string
    const report = async (person: Person, id: string) =>
      (
        await server.api('POST', '/api/v1/reports', {
          token: person.token,
          body: { account_id: lan.id, status_ids: [id], category: 'rumour' },
        })
      ).body.id as string
    expect((await form(lan, '/moderation/flaggers', { handle: 'hoa' })).status).toBe(403)
    const wrong = await form(mod, '/moderation/flaggers', { handle: 'khong_co_ai' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('value="khong_co_ai"')
    await form(mod, '/moderation/flaggers', { handle: '@hoa' })
    expect((await page(mod, '/moderation/flaggers')).text).toContain('@hoa')
    const ids: string[] = []
    for (const person of [minh, hoa, minh])
      ids.push(await report(person, await write(`Tin đồn ${ids.length}`)))
    const queue = async (after: string | null): Promise<{ cases: any[]; next: string | null }> =>
      (
        await server.api('GET', `/api/v1/cases?limit=1${after ? `&after=${after}` : ''}`, {
          token: mod.token,
        })
      ).body
    const seen: { id: string; source: string }[] = []
    for (let after: string | null = null; ; ) {
      const { cases, next } = await queue(after)
      seen.push(...cases)
      if (!next) break
      after = next
    }
    const order = seen.map(({ id }) => id).filter((id) => ids.includes(id))
    expect(order).toEqual([ids[1], ids[0], ids[2]])
    expect(seen.find(({ id }) => id === ids[1])!.source).toBe('flagger')
    expect((await server.api('GET', '/api/v1/cases', { token: hoa.token })).status).toBe(404)
    await form(mod, `/moderation/flaggers/${hoa.id}/remove`)
    const later = await report(hoa, await write('Tin đồn nữa'))
    const row = await server.api('GET', `/api/v1/cases/${later}`, { token: mod.token })
    expect(row.body.source).toBe('report')
  })
})

describe('a moderator’s own case', () => {
  it('says where it comes from', async () => {
    const open = (body: Record<string, string>) => form(mod, '/moderation/open', { what: '@lan', ...body })
    const wrong = await open({ source: 'authority' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('value="@lan"')
    const opened = await open({ source: 'flagger' })
    expect((await page(mod, opened.headers.get('location')!)).text).toContain('Người báo tin cậy')
  })
})
