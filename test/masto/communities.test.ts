import { createRestAPIClient, type mastodon } from 'masto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../people.ts'
import { startServer, type TestServer } from '../server.ts'
import { mastoSchemas } from './schemas.ts'

/**
 * A community in the hands of people who only have a Mastodon client: an account that one follows to join, mentions to
 * write in, and reads by its boosts; a report, filters, and the admin who handles it. Answers are checked against the
 * client's own types.
 */
let server: TestServer
let lan: Person
let minh: Person
let is: ReturnType<typeof mastoSchemas>
let founder: mastodon.rest.Client
let member: mastodon.rest.Client
let admin: mastodon.rest.Client
let roomId: string

beforeAll(async () => {
  is = mastoSchemas()
  server = await startServer()
  const url = await server.listen()
  lan = await signUp(server, 'lan')
  minh = await signUp(server, 'minh')
  const tam = await signUp(server, 'tam', {
    role: 'admin',
    scopes: 'read write follow push admin:read admin:write',
  })
  founder = createRestAPIClient({ url, accessToken: lan.token })
  member = createRestAPIClient({ url, accessToken: minh.token })
  admin = createRestAPIClient({ url, accessToken: tam.token })
  const opened = await server.api('POST', '/api/v1/communities', {
    token: lan.token,
    body: { username: 'ngo82', display_name: 'Ngõ 82', rules: ['Nói như gặp ngoài ngõ'] },
  })
  expect(opened.status).toBe(200)
  roomId = opened.body.id
})
afterAll(() => server?.close())

describe('a community, to a client', () => {
  it('is found by its handle and is a group', async () => {
    const room = await member.v1.accounts.lookup({ acct: 'ngo82' })
    is('account', room)
    expect(room.group).toBe(true)
    const found = await member.v2.search.list({ q: 'ngo 82', type: 'accounts' })
    expect(found.accounts.map(({ id }) => id)).toContain(roomId)
  })

  it('is joined by following it and left by unfollowing', async () => {
    const joined = await member.v1.accounts.$select(roomId).follow()
    is('relationship', joined)
    expect(joined.following).toBe(true)
    expect((await member.v1.accounts.$select(roomId).unfollow()).following).toBe(false)
    await member.v1.accounts.$select(roomId).follow()
    const followers = await member.v1.accounts.$select(roomId).followers.list()
    expect(followers.map(({ username }) => username).sort()).toEqual(['lan', 'minh'])
  })

  it('that lets people in by request shows them as follow requests of nobody else', async () => {
    const { body } = await server.api('POST', '/api/v1/communities', {
      token: lan.token,
      body: { username: 'ngo_kin', display_name: 'Ngõ kín', joining: 'request' },
    })
    const asked = await member.v1.accounts.$select(body.id).follow()
    expect(asked).toMatchObject({ following: false, requested: true })
    expect((await member.v1.accounts.$select(body.id).fetch()).locked).toBe(true)
  })

  it('is written in by mentioning it, and boosts what begins there', async () => {
    const post = await member.v1.statuses.create({ status: '@ngo82 Cổng ngõ tắt đèn, ai thay bóng với?' })
    is('status', post)
    await server.settle()
    const feed = await founder.v1.accounts.$select(roomId).statuses.list()
    for (const one of feed) is('status', one)
    expect(feed[0]?.reblog?.id).toBe(post.id)
    const home = await founder.v1.timelines.home.list()
    expect(home.some(({ reblog }) => reblog?.id === post.id)).toBe(true)
    const answer = await founder.v1.statuses.create({ status: 'Để cô.', inReplyToId: post.id })
    const { descendants } = await member.v1.statuses.$select(post.id).context.fetch()
    expect(descendants.map(({ id }) => id)).toEqual([answer.id])
  })
})

describe('a report, to a client', () => {
  let post: mastodon.v1.Status
  let report: mastodon.v1.Report

  it('is filed with a rule and a comment', async () => {
    post = await member.v1.statuses.create({ status: 'Chuyển 200k nhận ngay máy bơm' })
    const { rules } = await founder.v2.instance.fetch()
    report = await founder.v1.reports.create({
      accountId: minh.id,
      statusIds: [post.id],
      category: 'violation',
      ruleIds: rules.map(({ id }) => id),
      comment: 'Lấy cọc rồi chặn',
      forward: false,
    })
    is('report', report)
    expect(report).toMatchObject({ actionTaken: false, category: 'violation', comment: 'Lấy cọc rồi chặn' })
    expect(report.targetAccount.id).toBe(minh.id)
  })

  it('reaches the admin as a notification, and she handles it', async () => {
    await server.settle()
    const told = await admin.v1.notifications.list({ types: ['admin.report'] })
    for (const one of told) is('notification', one)
    expect(told[0]?.type).toBe('admin.report')
    const waiting = await admin.v1.admin.reports.list({ resolved: false })
    for (const one of waiting) is('adminReport', one)
    const mine = waiting.find(({ id }) => id === report.id)!
    expect(mine.statuses.map(({ id }) => id)).toEqual([post.id])
    const one = admin.v1.admin.reports.$select(report.id)
    is('adminReport', await one.fetch())
    expect((await one.assignToSelf()).assignedAccount?.username).toBe('tam')
    await admin.v1.admin.accounts.$select(minh.id).action.create({
      type: 'silence',
      reportId: report.id,
      text: 'Nhận cọc rồi không giao.',
      sendEmailNotification: true,
    })
    expect((await one.fetch()).actionTaken).toBe(true)
    const account = await admin.v1.admin.accounts.$select(minh.id).fetch()
    is('adminAccount', account)
    is('account', account.account)
    expect(account.silenced).toBe(true)
  })

  it('ends with the person told why, in her client', async () => {
    await server.settle()
    const [told] = await member.v1.notifications.list({ types: ['moderation_warning'] })
    is('notification', told)
    expect((told as mastodon.v1.ModerationWarningNotification).moderationWarning).toMatchObject({
      action: 'silence',
      text: expect.stringContaining('không giao'),
    })
    await admin.v1.admin.accounts.$select(minh.id).unsilence()
    expect((await admin.v1.admin.accounts.$select(minh.id).fetch()).silenced).toBe(false)
  })

  it('is no business of somebody without the role', async () => {
    await expect(founder.v1.admin.reports.list()).rejects.toThrow()
  })
})

describe('filters, in a client', () => {
  it('hide by keyword, whichever marks were scrambled, and by post', async () => {
    const filter = await founder.v2.filters.create({
      title: 'Đa cấp',
      context: ['home', 'public', 'thread'],
      filterAction: 'warn',
      keywordsAttributes: [{ keyword: 'việc nhẹ lương cao', wholeWord: false }],
    } as never)
    is('filter', filter)
    const bait = await member.v1.statuses.create({ status: 'Viec nhe luong cao, ib mình' })
    const [met] = (await founder.v1.statuses.$select(bait.id).fetch()).filtered ?? []
    expect(met?.filter.id).toBe(filter.id)
    expect(met?.keywordMatches?.length).toBe(1)

    const chosen = founder.v2.filters.$select(filter.id)
    const keyword = await chosen.keywords.create({ keyword: 'nạp thẻ', wholeWord: true })
    is('filterKeyword', keyword)
    expect((await chosen.keywords.list()).map(({ keyword }) => keyword)).toContain('nạp thẻ')
    await founder.v2.filters.keywords.$select(keyword.id).update({ keyword: 'nạp card', wholeWord: true })
    await founder.v2.filters.keywords.$select(keyword.id).remove()
    const plain = await member.v1.statuses.create({ status: 'Chuyện khác' })
    const byPost = await chosen.statuses.create({ statusId: plain.id } as never)
    is('filterStatus', byPost)
    expect((await founder.v1.statuses.$select(plain.id).fetch()).filtered?.[0]?.statusMatches).toEqual([
      plain.id,
    ])
    await founder.v2.filters.statuses.$select(byPost.id).remove()

    is('filter', await chosen.update({ title: 'Rủ rê', filterAction: 'hide' } as never))
    for (const one of await founder.v2.filters.list()) is('filter', one)
    await chosen.remove()
    expect(await founder.v2.filters.list()).toEqual([])
  })
})
