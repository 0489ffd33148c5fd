import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let lan: Person
let minh: Person
let hoa: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan')
  minh = await signUp(server, 'minh')
  hoa = await signUp(server, 'hoa')
})
afterAll(() => server.close())

let made = 0
const open = async (founder: Person, body: Record<string, unknown> = {}) => {
  made += 1
  const answer = await server.api('POST', '/api/v1/communities', {
    token: founder.token,
    body: { username: `xom_thu_${made}`, display_name: `Xóm thử ${made}`, ...body },
  })
  expect(answer.status).toBe(200)
  return answer.body
}
const post = (person: Person, path: string, body: unknown = {}) =>
  server.api('POST', path, { token: person.token, body })
const write = (person: Person, body: Record<string, unknown>) => post(person, '/api/v1/statuses', body)

describe('a new community', () => {
  it('belongs to its founder, who is its first member', async () => {
    const community = await open(lan, {
      note: 'Chuyện trong ngõ',
      place: 'Ngõ 82, Hà Nội',
      rules: ['Nói lời hay'],
    })
    expect(community).toMatchObject({
      joining: 'open',
      private: false,
      members_count: 1,
      rules_version: 1,
      rules: [{ number: 1, text: 'Nói lời hay', hint: '' }],
      me: { member: true, role: 'founder', may_post: true },
    })
    expect(community.account).toMatchObject({ group: true, locked: false, acct: community.account.username })
  })

  it('shares the handles with people, and names every wrong field at once', async () => {
    const { status, body } = await post(lan, '/api/v1/communities', {
      username: 'minh',
      place: 'x'.repeat(81),
    })
    expect(status).toBe(422)
    expect(Object.keys(body.details)).toContain('place')
    const taken = await post(lan, '/api/v1/communities', { username: 'minh' })
    expect(taken.body.details.username[0].error).toBe('ERR_TAKEN')
  })

  it('is an account that a Mastodon client follows to join and unfollows to leave', async () => {
    const community = await open(lan)
    const joined = await post(minh, `/api/v1/accounts/${community.id}/follow`)
    expect(joined.body).toMatchObject({ following: true })
    expect(
      (await server.api('GET', `/api/v1/communities/${community.id}`, { token: minh.token })).body,
    ).toMatchObject({
      members_count: 2,
      me: { member: true, role: null, may_post: true },
    })
    await post(minh, `/api/v1/accounts/${community.id}/unfollow`)
    expect((await server.api('GET', `/api/v1/communities/${community.id}`)).body.members_count).toBe(1)
  })
})

describe('posting', () => {
  it('by mention begins a thread, which the community shares with its members', async () => {
    const community = await open(lan)
    await post(minh, `/api/v1/communities/${community.id}/join`)
    const first = await write(lan, { status: `@${community.account.acct} Ai biết thợ sửa ống nước không?` })
    expect(first.body.xom).toMatchObject({ community: { acct: community.account.acct }, number: 0 })
    await server.settle()
    const feed = await server.api('GET', `/api/v1/accounts/${community.id}/statuses`)
    expect(feed.body.map((status: any) => status.reblog.id)).toEqual([first.body.id])
    const home = await server.api('GET', '/api/v1/timelines/home', { token: minh.token })
    expect(home.body.some((status: any) => status.reblog?.id === first.body.id)).toBe(true)
    // The author is not told that her own community shared what she wrote in it.
    const told = await server.api('GET', '/api/v1/notifications', { token: lan.token })
    expect(told.body.filter((one: any) => one.type === 'reblog')).toEqual([])
  })

  it('answers take numbers that stay when one is deleted', async () => {
    const community = await open(lan)
    const first = (await write(lan, { status: `@${community.account.acct} Mở đầu` })).body
    const numbers: number[] = []
    const replies: string[] = []
    for (const text of ['một', 'hai', 'ba']) {
      const reply = (await write(lan, { status: text, in_reply_to_id: first.id })).body
      replies.push(reply.id)
      numbers.push(reply.xom.number)
    }
    await server.api('DELETE', `/api/v1/statuses/${replies[1]}`, { token: lan.token })
    const last = (await write(lan, { status: 'bốn', in_reply_to_id: first.id })).body
    expect([...numbers, last.xom.number]).toEqual([1, 2, 3, 4])
  })

  it('is for members: a stranger who names a community only names it, and cannot answer there', async () => {
    const community = await open(lan)
    const named = await write(hoa, { status: `Nghe nói @${community.account.acct} vui lắm` })
    expect(named.status).toBe(200)
    expect(named.body.xom).toBeUndefined()
    const first = (await write(lan, { status: `@${community.account.acct} Xin chào` })).body
    const answer = await write(hoa, { status: 'Chào bạn', in_reply_to_id: first.id })
    expect(answer.status).toBe(403)
    expect(answer.body.error).toMatch(/tham gia/)
  })
})

describe('a private community', () => {
  it('shows what is written in it to members only, whoever they follow and whoever is named', async () => {
    const community = await open(lan, { private: true, joining: 'request' })
    expect((await post(minh, `/api/v1/communities/${community.id}/join`)).body.me).toMatchObject({
      member: false,
      requested: true,
    })
    await post(lan, `/api/v1/communities/${community.id}/requests/${minh.id}/authorize`)
    await post(hoa, `/api/v1/accounts/${lan.id}/follow`)
    const secret = (await write(lan, { status: `@${community.account.acct} Chìa khóa để ở @hoa` })).body
    expect(secret.visibility).toBe('private')
    await server.settle()
    const seenBy = async (person?: Person) =>
      (await server.api('GET', `/api/v1/statuses/${secret.id}`, { token: person?.token })).status
    expect([await seenBy(lan), await seenBy(minh), await seenBy(hoa), await seenBy()]).toEqual([
      200, 200, 404, 404,
    ])
    for (const path of [
      '/api/v1/timelines/home',
      '/api/v1/timelines/public',
      `/api/v1/accounts/${lan.id}/statuses`,
      `/api/v1/accounts/${community.id}/statuses`,
      '/api/v1/notifications',
    ]) {
      const { body } = await server.api('GET', path, { token: hoa.token })
      expect(JSON.stringify(body)).not.toContain('Chìa khóa')
    }
    // Who leaves sees no more of it.
    await post(minh, `/api/v1/communities/${community.id}/leave`)
    expect(await seenBy(minh)).toBe(404)
  })

  it('hides at once what was public before it became private', async () => {
    const community = await open(lan)
    const before = (await write(lan, { status: `@${community.account.acct} Công khai` })).body
    const hidden = await server.api('PATCH', `/api/v1/communities/${community.id}`, {
      token: lan.token,
      body: { private: true },
    })
    expect(hidden.body.private).toBe(true)
    expect((await server.api('GET', `/api/v1/statuses/${before.id}`)).status).toBe(404)
    expect(
      (await server.api('GET', `/api/v1/statuses/${before.id}`, { token: lan.token })).body.visibility,
    ).toBe('private')
  })
})

describe('joining', () => {
  it('by invitation needs one, which opens the door as often as it says', async () => {
    const community = await open(lan, { joining: 'invite' })
    expect((await post(minh, `/api/v1/accounts/${community.id}/follow`)).status).toBe(403)
    const { body: invite } = await post(lan, `/api/v1/communities/${community.id}/invites`, { max_uses: 1 })
    expect(
      (await post(minh, `/api/v1/communities/${community.id}/join`, { code: invite.code })).body.me.member,
    ).toBe(true)
    expect((await post(hoa, `/api/v1/communities/${community.id}/join`, { code: invite.code })).status).toBe(
      403,
    )
  })
})

describe('roles', () => {
  it('are given by the founder, one switch each', async () => {
    const community = await open(lan)
    const path = `/api/v1/communities/${community.id}`
    await post(minh, `${path}/join`)
    const give = (person: Person, to: Person, body: unknown) =>
      server.api('PUT', `${path}/members/${to.id}/role`, { token: person.token, body })
    expect((await give(minh, hoa, { role: 'moderator' })).status).toBe(403)
    expect((await give(lan, hoa, { role: 'moderator' })).status).toBe(422)
    expect((await give(lan, minh, { role: 'moderator', permissions: ['look'] })).status).toBe(200)
    const patch = (body: unknown) => server.api('PATCH', path, { token: minh.token, body })
    expect((await patch({ place: 'Huế' })).body.place).toBe('Huế')
    expect((await patch({ private: true })).status).toBe(403)
    expect((await post(minh, `${path}/rules`, { rules: ['Khác'] })).status).toBe(403)
  })

  it('a founder hands the community over, and cannot leave it to nobody', async () => {
    const community = await open(lan)
    const path = `/api/v1/communities/${community.id}`
    expect((await post(lan, `${path}/leave`)).status).toBe(422)
    await post(minh, `${path}/join`)
    await server.api('PUT', `${path}/members/${minh.id}/role`, {
      token: lan.token,
      body: { role: 'founder' },
    })
    expect((await server.api('GET', path, { token: minh.token })).body.me.role).toBe('founder')
    expect((await post(lan, `${path}/leave`)).status).toBe(200)
  })

  it('a founder whose account is gone leaves the community to the next in line', async () => {
    const founder = await signUp(server, 'nguoi_lap')
    const community = await open(founder)
    const path = `/api/v1/communities/${community.id}`
    await post(minh, `${path}/join`)
    await post(hoa, `${path}/join`)
    await server.api('PUT', `${path}/members/${hoa.id}/role`, {
      token: founder.token,
      body: { role: 'moderator', permissions: ['posts'] },
    })
    await server.ctx.enqueue('accounts.erase', { accountId: founder.id })
    await server.settle()
    await server.ctx.enqueue('communities.sweep', {})
    await server.settle()
    expect((await server.api('GET', path, { token: hoa.token })).body.me.role).toBe('founder')
  })
})

describe('rules', () => {
  it('are versions; a change is announced as a thread that can be answered', async () => {
    const community = await open(lan, { rules: ['Một'] })
    const path = `/api/v1/communities/${community.id}`
    const { body } = await post(lan, `${path}/rules`, { rules: ['Một', 'Hai'], note: 'Thêm điều hai' })
    expect(body).toMatchObject({ rules_version: 2, rules: [{ text: 'Một' }, { text: 'Hai' }] })
    const versions = (await server.api('GET', `${path}/rules`)).body
    expect(versions.map((one: any) => one.version)).toEqual([2, 1])
    const thread = await server.api('GET', `/api/v1/statuses/${versions[0].thread_id}`)
    expect(thread.body.content).toContain('Thêm điều hai')
  })
})

describe('an archived community', () => {
  it('can be read and not written in', async () => {
    const community = await open(lan)
    const first = (await write(lan, { status: `@${community.account.acct} Còn đây` })).body
    await post(lan, `/api/v1/communities/${community.id}/archive`)
    expect((await server.api('GET', `/api/v1/statuses/${first.id}`)).status).toBe(200)
    expect((await write(lan, { status: 'nữa', in_reply_to_id: first.id })).status).toBe(403)
    await post(lan, `/api/v1/communities/${community.id}/reopen`)
    expect((await write(lan, { status: 'nữa', in_reply_to_id: first.id })).status).toBe(200)
  })
})

describe('the members', () => {
  it('are found by handle and by name without marks, and by role', async () => {
    const { id, account } = await open(lan)
    for (const person of [minh, hoa]) await post(person, `/api/v1/communities/${id}/join`)
    await server.api('PATCH', '/api/v1/accounts/update_credentials', {
      token: hoa.token,
      body: { display_name: 'Đặng Thị Hòa' },
    })
    const find = async (query: string) =>
      (await server.api('GET', `/api/v1/communities/${id}/members?${query}`)).body.map((one: any) => one.acct)
    expect(await find('q=dang+thi')).toEqual(['hoa'])
    expect(await find('q=MINH')).toEqual(['minh'])
    expect(await find('q=%25')).toEqual([])
    expect(await find('role=founder')).toEqual(['lan'])
    expect(await find('role=member')).toEqual(['hoa', 'minh'])
    const page = await server.request(`/xom/${account.username}/members?q=h%C3%B2a`)
    const html = await page.text()
    expect(html).toContain('Đặng Thị Hòa')
    expect(html).not.toContain('@minh')
  })
})
