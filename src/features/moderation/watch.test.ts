import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { saveSettings } from '../instance/index.ts'
import { forgetMarks, registered, sameness, watch } from './watch.ts'

let server: TestServer
let mod: Person
let count = 0

beforeAll(async () => {
  server = await startServer()
  // What is tried here is the eye, not the limits.
  await saveSettings(server.ctx, { newcomerDays: 0 })
  mod = await signUp(server, 'dieu', { role: 'moderator', scopes: 'read write admin:read admin:write' })
})
afterAll(() => server.close())

const newcomer = () => signUp(server, `moi_${++count}`, { vouched: false })
const post = async (person: Person, status: string, more = {}) => {
  const { body } = await server.api('POST', '/api/v1/statuses', {
    token: person.token,
    body: { status, ...more },
  })
  return body.id as string
}
interface Case {
  id: string
  source: string
  automated: boolean
  account_id: string | null
  category: string
  content: { title: string | null; text: string; status_ids: string[] }
}
const cases = () => server.ctx.db<Case[]>`
  select id, source, automated, account_id, category, content from cases where state = 'open' order by id`

describe('texts', () => {
  it('are the same however they are scrambled', () => {
    const plain = sameness('Vay tiền nhanh, giải ngân trong ngày')
    expect(plain).not.toBe('')
    for (const text of [
      'VAY TIỀN NHANH giải ngân trong ngày!!! 0912345678',
      'vay tien nhanh... giai ngan trong ngay 77',
      'V.a.y t.i.ề.n nhanh\u200b, giải ngân tr0ng ngày'.replace('0', 'o'),
      '@lan Vayyyy tiền nhanh, giải ngân trong ngày #vay https://vay.top',
    ])
      expect([text, sameness(text)]).toEqual([text, plain])
    expect(sameness('Chào cả nhà')).toBe('')
  })

  it('and hosts are known by what somebody registered', () => {
    expect(['a.b.lua.vn', 'lua.com.vn', 'x.lua.com.vn', 'lua.top'].map(registered)).toEqual([
      'lua.vn',
      'lua.com.vn',
      'lua.com.vn',
      'lua.top',
    ])
  })
})

describe('repeats', () => {
  it('of one text by several young accounts open one case with the posts, and change nothing else', async () => {
    const people = [await newcomer(), await newcomer(), await newcomer()]
    const ids: string[] = []
    for (let n = 0; n < 7; n += 1) {
      ids.push(await post(people[n % 3]!, `Tuyển cộng tác viên lương cao, nhận việc ngay tại nhà ${n}!`))
      await server.settle()
      expect(await cases()).toHaveLength(n < 4 ? 0 : 1)
    }
    const [found] = await cases()
    expect(found).toMatchObject({ source: 'own', automated: true, category: 'spam', account_id: null })
    expect([...found!.content.status_ids].sort()).toEqual([...ids].sort())
    for (const id of ids) expect((await server.api('GET', `/api/v1/statuses/${id}`)).status).toBe(200)
    const page = await server.request(`/moderation/cases/${found!.id}`, { headers: { cookie: mod.session } })
    expect([page.status, (await page.text()).includes(`/statuses/${ids[0]}`)]).toEqual([200, true])

    await watch(server.ctx, { statusId: ids[6]! })
    expect(await cases()).toHaveLength(1)
    await server.api('POST', `/api/v1/cases/${found!.id}/decisions`, {
      token: mod.token,
      body: { measure: 'none' },
    })
    await post(people[0]!, 'Tuyển cộng tác viên lương cao, nhận việc ngay tại nhà')
    await server.settle()
    expect(await cases()).toEqual([])
  })

  it('of one domain by one account open a case about her', async () => {
    const moi = await newcomer()
    for (let n = 0; n < 8; n += 1) await post(moi, `Tin ${n} https://${n}.trai-lien-ket.top/${n}`)
    await server.settle()
    const [found] = await cases()
    expect(found).toMatchObject({ account_id: moi.id, content: { title: 'trai-lien-ket.top' } })
    await server.ctx.db`update cases set state = 'closed' where id = ${found!.id}`
  })

  it('go unseen in messages, in posts for followers, and by people who have lived here for a while', async () => {
    const text = 'Họp tổ dân phố tối nay lúc bảy giờ rưỡi'
    const [moi, old] = [await newcomer(), await newcomer()]
    for (let n = 0; n < 6; n += 1) {
      await post(moi, `@dieu ${text}`, { visibility: 'direct' })
      await post(moi, text, { visibility: 'private' })
    }
    await server.settle()
    server.advance(8 * 86_400_000)
    for (let n = 0; n < 6; n += 1) await post(old, text)
    await server.settle()
    expect(await cases()).toEqual([])
  })

  it('are forgotten after three days', async () => {
    server.advance(4 * 86_400_000)
    await forgetMarks(server.ctx)
    expect(await server.ctx.db`select 1 from watch_marks`).toHaveLength(0)
  })
})
