import { createRestAPIClient, type mastodon } from 'masto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let url: string
let mod: Person
let lan: Person
let minh: Person
let client: mastodon.rest.Client
let member: mastodon.rest.Client

beforeAll(async () => {
  server = await startServer()
  url = await server.listen()
  const scopes = 'read write follow admin:read admin:write'
  mod = await signUp(server, 'dieu', { role: 'moderator', scopes })
  lan = await signUp(server, 'lan', { scopes })
  minh = await signUp(server, 'minh', { scopes })
  client = createRestAPIClient({ url, accessToken: mod.token })
  member = createRestAPIClient({ url, accessToken: minh.token })
})
afterAll(() => server.close())

const admin = (person: Person, path: string, method = 'GET', body?: unknown) =>
  server.api(method, `/api/v1/admin/${path}`, { token: person.token, body })

describe('the typed client', () => {
  it('files a report and, as moderator, handles it to the end', async () => {
    const theirs = createRestAPIClient({ url, accessToken: lan.token })
    const status = await theirs.v1.statuses.create({ status: 'Mua đi bà con' })
    const filed = await member.v1.reports.create({
      accountId: lan.id,
      statusIds: [status.id],
      comment: 'rác',
      category: 'spam',
    })
    expect((await client.v1.admin.reports.list())[0]).toMatchObject({ id: filed.id, actionTaken: false })
    const one = client.v1.admin.reports.$select(filed.id)
    expect((await one.assignToSelf()).assignedAccount?.id).toBe(mod.id)
    expect((await one.unassign()).assignedAccount).toBe(null)
    const report = await one.fetch()
    expect(report).toMatchObject({ category: 'spam', comment: 'rác' })
    expect(report.statuses[0]?.id).toBe(status.id)
    expect(report.account.id).toBe(minh.id)
    await client.v1.admin.accounts.$select(lan.id).action.create({
      type: 'silence',
      reportId: filed.id,
      text: 'Đăng rác nhiều lần',
    })
    expect((await one.resolve()).actionTakenByAccount?.id).toBe(mod.id)
    expect(await client.v1.admin.reports.list()).toEqual([])
    expect((await client.v1.admin.reports.list({ resolved: true }))[0]?.id).toBe(filed.id)
    const target = client.v1.admin.accounts.$select(lan.id)
    expect((await target.fetch()).silenced).toBe(true)
    expect((await target.unsilence()).silenced).toBe(false)
    const told = (await theirs.v1.notifications.list({ types: ['moderation_warning'] })) as any[]
    expect(told.map((note) => note.moderationWarning.action)).toEqual(['none', 'silence'])
    expect((await one.reopen()).actionTaken).toBe(false)
  })

  it('freezes, lets back in, suspends and lists accounts', async () => {
    const target = client.v1.admin.accounts.$select(lan.id)
    for (const [type, back, field] of [
      ['disable', 'enable', 'disabled'],
      ['suspend', 'unsuspend', 'suspended'],
    ] as const) {
      await target.action.create({ type })
      const { body } = await server.api('GET', `/api/v2/admin/accounts?status=${field}`, { token: mod.token })
      expect(body.map(({ id }: { id: string }) => id)).toEqual([lan.id])
      expect((await target[back]())[field]).toBe(false)
    }
    expect((await client.v1.admin.accounts.list({ staff: true })).map(({ id }) => id)).toEqual([mod.id])
    expect((await client.v1.admin.accounts.list({ username: 'min' })).map(({ id }) => id)).toEqual([minh.id])
  })

  it('lets a waiting person in and turns another away', async () => {
    const [one, two] = [
      await signUp(server, 'cho_1', { approved: false }),
      await signUp(server, 'cho_2', { approved: false }),
    ]
    const waiting = await client.v1.admin.accounts.list({ pending: true })
    expect(waiting.map(({ id }) => id).sort()).toEqual([one.id, two.id].sort())
    expect((await client.v1.admin.accounts.$select(one.id).approve()).approved).toBe(true)
    await client.v1.admin.accounts.$select(two.id).reject()
    expect(await client.v1.admin.accounts.list({ pending: true })).toEqual([])
  })
})

describe('the admin API', () => {
  it('is closed to members, whatever their token says, and to tokens without its scopes', async () => {
    const short = await signUp(server, 'dieu_2', { role: 'moderator' })
    const paths = ['reports', 'reports/1', 'accounts', `accounts/${lan.id}`]
    for (const path of paths) {
      expect((await admin(minh, path)).status).toBe(403)
      expect((await admin(short, path)).status).toBe(403)
    }
    const acts = [
      'reports/1/resolve',
      'reports/1/reopen',
      `accounts/${lan.id}/action`,
      `accounts/${lan.id}/enable`,
    ]
    for (const path of acts) {
      expect((await admin(minh, path, 'POST', { type: 'suspend' })).status).toBe(403)
      expect((await admin(short, path, 'POST', { type: 'suspend' })).status).toBe(403)
    }
  })

  it('lets nobody act on herself, nor a moderator on the team', async () => {
    const boss = await signUp(server, 'quan', { role: 'admin' })
    expect((await admin(mod, `accounts/${mod.id}/action`, 'POST', { type: 'none' })).status).toBe(403)
    expect((await admin(mod, `accounts/${mod.id}/unsuspend`, 'POST')).status).toBe(403)
    expect((await admin(mod, `accounts/${boss.id}/action`, 'POST', { type: 'suspend' })).status).toBe(403)
    expect((await admin(mod, `accounts/${lan.id}/action`, 'POST', { type: 'sensitive' })).status).toBe(422)
    expect((await admin(mod, `accounts/${lan.id}/action`, 'POST', { type: 'burn' })).status).toBe(422)
    expect((await admin(mod, 'accounts/77/action', 'POST', { type: 'none' })).status).toBe(404)
  })
})
