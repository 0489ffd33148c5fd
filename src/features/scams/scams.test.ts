import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { erase } from '../profiles/erase.ts'

let server: TestServer
let mod: Person
let founder: Person
let lua: Person
let minh: Person

const scopes = 'read write follow admin:read admin:write'

beforeAll(async () => {
  server = await startServer()
  mod = await signUp(server, 'dieu', { role: 'moderator', scopes })
  founder = await signUp(server, 'chu_xom', { scopes })
  lua = await signUp(server, 'lua', { scopes })
  minh = await signUp(server, 'minh', { scopes })
})
afterAll(() => server.close())
// Look-ups are counted by the clock.
beforeEach(() => server.advance(86_400_000))

const post = (person: Person, path: string, body: unknown = {}) =>
  server.api('POST', `/api/v1/${path}`, { token: person.token, body })
const lookUp = (q: string) => server.api('GET', `/api/v1/scams/lookup?q=${encodeURIComponent(q)}`)
const known = async (q: string) => (await lookUp(q)).body.known as boolean
const send = (person: Person | null, path: string, fields: Record<string, string>) =>
  server.request(path, {
    method: 'POST',
    headers: {
      ...(person ? { cookie: person.session } : {}),
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(fields).toString(),
  })
const page = async (person: Person | null, path: string) =>
  (await server.request(path, { headers: person ? { cookie: person.session } : {} })).text()

/** A post that was reported and taken down as a scam. */
async function decided(text: string, category = 'prize') {
  const { body: status } = await post(lua, 'statuses', { status: text })
  const { body: filed } = await post(minh, 'reports', {
    account_id: lua.id,
    status_ids: [status.id],
    category,
  })
  const { body: decision } = await post(mod, `cases/${filed.id}/decisions`, {
    measure: 'remove',
    cited: 'Điều 1',
    facts: 'Lừa trúng thưởng.',
    category,
  })
  const [row] = await server.ctx.db<{ id: string }[]>`select id from decisions where case_id = ${filed.id}`
  return { caseId: filed.id as string, decision, decisionId: row!.id }
}

const row = (at: number, kind: string, value: string, bank = '') => ({
  [`rows[${at}][ticked]`]: '1',
  [`rows[${at}][kind]`]: kind,
  [`rows[${at}][value]`]: value,
  [`rows[${at}][bank]`]: bank,
})

describe('a moderator', () => {
  it('confirms what the post names, and what is typed wrong comes back in its row', async () => {
    const { caseId } = await decided('Trúng thưởng! Zalo 0901.222.333, stk 1903 6628 8880 15 Techcombank')
    const path = `/moderation/${caseId}/identifiers`
    const form = await page(mod, path)
    expect(form).toContain('value="+84901222333"')
    expect(form).toContain('value="19036628888015"')
    expect(form).toContain('value="Techcombank"')
    const wrong = await send(mod, path, {
      ...row(0, 'phone', '12'),
      ...row(1, 'bank', '1234567890'),
      'rows[2][value]': 'không đánh dấu',
    })
    const html = await wrong.text()
    expect([wrong.status, html.includes('id="row-0-error"'), html.includes('id="row-1-error"')]).toEqual([
      422,
      true,
      true,
    ])
    expect(html).toContain('không đánh dấu')
    expect(await known('0901222333')).toBe(false)
    const sent = await send(mod, path, {
      ...row(0, 'phone', '0901.222.333'),
      ...row(1, 'bank', '1903 6628 8880 15', 'techcom'),
      ...row(2, 'link', 'https://www.Trung-Thuong.top/'),
    })
    expect(sent.status).toBe(303)
    for (const typed of ['0901 222 333', '+84901222333', '19036628888015', 'http://trung-thuong.top/evn?a=1'])
      expect([typed, await known(typed)]).toEqual([typed, true])
  })

  it('needs a decision that found a scam, a desk of the whole network, and no part in the case', async () => {
    const rumour = await decided('Tin đồn 0902222333', 'rumour')
    const path = `/moderation/${rumour.caseId}/identifiers`
    expect((await send(mod, path, row(0, 'phone', '0902222333'))).status).toBe(422)
    expect((await send(minh, path, row(0, 'phone', '0902222333'))).status).toBe(404)
    const { body: room } = await post(founder, 'communities', { username: 'xom_nho', name: 'Xóm nhỏ' })
    await post(lua, `accounts/${room.id}/follow`)
    const { body: status } = await post(lua, 'statuses', { status: 'Gọi 0903222333', community_id: room.id })
    const { body: filed } = await post(minh, 'reports', {
      account_id: lua.id,
      status_ids: [status.id],
      category: 'prize',
    })
    await post(founder, `cases/${filed.id}/decisions`, {
      measure: 'remove',
      cited: 'Điều 1',
      facts: 'Lừa.',
      category: 'prize',
    })
    const inRoom = `/moderation/${filed.id}/identifiers`
    expect((await send(founder, inRoom, row(0, 'phone', '0903222333'))).status).toBe(403)
    expect((await send(mod, inRoom, row(0, 'phone', '0903222333'))).status).toBe(303)
    expect(await known('0903222333')).toBe(true)
  })

  it('who reverses the decision takes its identifiers out at once', async () => {
    const first = await decided('Gọi 0904222333')
    const second = await decided('Gọi 0904222333 nữa')
    for (const { caseId } of [first, second])
      await send(mod, `/moderation/${caseId}/identifiers`, row(0, 'phone', '0904222333'))
    expect((await lookUp('0904222333')).body.entries[0].cases).toBe(2)
    await post(mod, `decisions/${first.decisionId}/reverse`, { facts: 'Nhầm' })
    expect((await lookUp('0904222333')).body.entries[0].cases).toBe(1)
    await post(mod, `decisions/${second.decisionId}/reverse`, { facts: 'Nhầm' })
    expect(await known('0904222333')).toBe(false)
  })
})

describe('the look-up', () => {
  it('is open to everybody, names categories, dates and statements, and never says that something is safe', async () => {
    const { caseId, decision } = await decided('Gọi 0905222333', 'investment')
    await send(mod, `/moderation/${caseId}/identifiers`, row(0, 'phone', '0905222333'))
    const found = (await lookUp('0905 222 333')).body
    expect(found.entries).toMatchObject([
      {
        kind: 'phone',
        value: '+84905222333',
        categories: ['investment'],
        cases: 1,
        statements: [`${server.origin}/ly-do/${decision.id}`],
      },
    ])
    const answer = await send(null, '/lua-dao', { q: '0905 222 333' })
    const html = await answer.text()
    expect(html).toContain(`/ly-do/${decision.id}`)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const none = await (await send(null, '/lua-dao', { q: '0999888777' })).text()
    expect(none).toContain('Chưa có trong danh sách không có nghĩa là an toàn')
    const wrong = await send(null, '/lua-dao', { q: 'xin chào' })
    expect([wrong.status, (await wrong.text()).includes('value="xin chào"')]).toEqual([422, true])
    expect((await lookUp('xin chào')).status).toBe(422)
  })

  it('shows a whole number only to somebody who typed it', async () => {
    const { caseId } = await decided('Gọi 0906222333')
    await send(mod, `/moderation/${caseId}/identifiers`, row(0, 'phone', '0906222333'))
    const { id } = (await lookUp('0906222333')).body.entries[0]
    const html = await page(null, `/lua-dao/${id}`)
    expect(html).toContain('••• ••• 333')
    expect(html).not.toContain('906222333')
  })

  it('cannot be used to try one number after another', async () => {
    const statuses = []
    for (let n = 0; n < 31; n += 1) statuses.push((await lookUp(`09123${10_000 + n}`)).status)
    expect([statuses.filter((status) => status === 200).length, statuses.at(-1)]).toEqual([30, 429])
  })
})

describe('the right of reply', () => {
  const listed = async (number: string) => {
    const { caseId } = await decided(`Gọi ${number}`)
    await send(mod, `/moderation/${caseId}/identifiers`, row(0, 'phone', number))
    return (await lookUp(number)).body.entries[0].id as string
  }
  const waiting = async () =>
    server.ctx.db<{ id: string; contact: string }[]>`
      select id, contact from scam_disputes where outcome is null order by id desc`

  it('is for anybody, also without an account; an accepted reply stands beside the entry', async () => {
    const id = await listed('0907222333')
    const nobody = await send(null, `/lua-dao/${id}`, { text: 'Số này là của tôi, tôi mới mua' })
    expect([nobody.status, (await nobody.text()).includes('tôi mới mua')]).toEqual([422, true])
    const sent = await send(null, `/lua-dao/${id}`, {
      text: 'Số này tôi mới mua tuần trước',
      contact: 'toi@example.vn',
      public: '1',
    })
    expect(sent.status).toBe(303)
    expect(await page(null, `/lua-dao/${id}`)).not.toContain('mới mua tuần trước')
    expect(await page(mod, '/moderation/lua-dao')).toContain('toi@example.vn')
    expect((await server.request('/moderation/lua-dao', { headers: { cookie: minh.session } })).status).toBe(
      404,
    )
    const [open] = await waiting()
    const answer = { outcome: 'published', answer: 'Đã hiện.' }
    expect((await send(mod, `/moderation/lua-dao/${open!.id}`, answer)).status).toBe(303)
    expect(await page(null, `/lua-dao/${id}`)).toContain('mới mua tuần trước')
    expect((await lookUp('0907222333')).body.entries[0].replies[0].text).toContain('mới mua tuần trước')
    const [row] = await server.ctx.db`select contact from scam_disputes where id = ${open!.id}`
    expect(row!['contact']).toBe('')
    expect((await send(mod, `/moderation/lua-dao/${open!.id}`, answer)).status).toBe(409)
  })

  it('leaves with the person: what waits goes, what was published stays without her', async () => {
    const id = await listed('0909222333')
    const di = await signUp(server, 'nguoi_di')
    await send(di, `/lua-dao/${id}`, { text: 'Hiện câu này', public: '1' })
    const [open] = await waiting()
    await send(mod, `/moderation/lua-dao/${open!.id}`, { outcome: 'published', answer: 'Đã hiện.' })
    await send(di, `/lua-dao/${id}`, { text: 'Câu này còn chờ' })
    await erase(server.ctx, { accountId: di.id })
    const rows = await server.ctx.db`
      select p.account_id, p.text from scam_disputes p join scam_entries e on e.id = p.entry_id
      where e.public_id = ${id}`
    expect(rows.map((row) => [row['account_id'], row['text']])).toEqual([[null, 'Hiện câu này']])
  })

  it('takes the entry out when it is right, and tells the person who is signed in', async () => {
    const id = await listed('0908222333')
    expect((await send(minh, `/lua-dao/${id}`, { text: 'Đây là số của mẹ tôi' })).status).toBe(303)
    expect(await page(minh, `/lua-dao/${id}`)).toContain('đang chờ người điều hành đọc')
    const [open] = await waiting()
    const publish = await send(mod, `/moderation/lua-dao/${open!.id}`, { outcome: 'published', answer: 'x' })
    expect(publish.status).toBe(422)
    const withdraw = { outcome: 'withdrawn', answer: 'Đúng là nhầm, xin lỗi.' }
    expect((await send(mod, `/moderation/lua-dao/${open!.id}`, withdraw)).status).toBe(303)
    expect(await known('0908222333')).toBe(false)
    expect((await server.request(`/lua-dao/${id}`)).status).toBe(404)
    expect(await page(minh, `/lua-dao/${id}`)).toContain('Đúng là nhầm, xin lỗi.')
  })
})
