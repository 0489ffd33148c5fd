import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { formWith, photo } from '../../../test/pictures.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { BadArchive, importCommunity } from './import.ts'

let here: TestServer
let there: TestServer
let lan: Person
let minh: Person
let keeper: Person
let folder: string
let community: any
let first: any

const call = async (server: TestServer, person: Person, method: string, path: string, body?: unknown) => {
  const answer = await server.api(method, path, { token: person.token, body })
  expect(answer.status, `${path} ${JSON.stringify(answer.body)}`).toBe(200)
  return answer.body
}

const bytesOf = async (server: TestServer, url: string, person: Person) => {
  const response = await server.request(new URL(url).pathname, { headers: { cookie: person.session } })
  expect(response.status).toBe(200)
  return createHash('sha256')
    .update(Buffer.from(await response.arrayBuffer()))
    .digest('hex')
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xom-community-'))
  here = await startServer()
  there = await startServer()
  lan = await signUp(here, 'lan')
  minh = await signUp(here, 'minh')
  keeper = await signUp(there, 'nguoi_giu')
  community = await call(here, lan, 'POST', '/api/v1/communities', {
    username: 'ngo_cho',
    display_name: 'Ngõ Chợ',
    note: 'Chuyện ngõ chợ',
    place: 'Huế',
    rules: ['Nói lời hay', 'Không quảng cáo'],
  })
  await call(here, minh, 'POST', `/api/v1/communities/${community.id}/join`)
  const picture = await here.api('POST', '/api/v2/media', {
    token: lan.token,
    body: formWith('file', await photo(300, 200), 'a.jpg', { description: 'Cổng chợ' }),
  })
  first = await call(here, lan, 'POST', '/api/v1/statuses', {
    status: '@ngo_cho Cổng chợ sơn lại rồi #ChợQuê',
    media_ids: [picture.body.id],
  })
  const reply = await call(here, minh, 'POST', '/api/v1/statuses', {
    status: 'Đẹp quá @lan ơi',
    in_reply_to_id: first.id,
  })
  await call(here, lan, 'POST', '/api/v1/statuses', { status: 'Cảm ơn bạn', in_reply_to_id: reply.id })
  const gone = await call(here, lan, 'POST', '/api/v1/statuses', { status: 'Thôi', in_reply_to_id: first.id })
  await call(here, lan, 'DELETE', `/api/v1/statuses/${gone.id}`)
  await call(here, minh, 'POST', '/api/v1/statuses', {
    status: '@ngo_cho Họp ngõ lúc nào?',
    poll: { options: ['Tối', 'Sáng'], expires_in: 3600 },
  })
  await here.settle()
}, 60_000)
afterAll(async () => {
  await here.close()
  await there.close()
  await rm(folder, { recursive: true, force: true })
})

const archive = async (): Promise<string> => {
  const response = await here.app.request(`${here.origin}/api/v1/communities/${community.id}/export`, {
    headers: { authorization: `Bearer ${lan.token}` },
  })
  expect(response.status).toBe(200)
  const path = join(folder, 'community.tar.gz')
  await writeFile(path, Buffer.from(await response.arrayBuffer()))
  return path
}

/** What two servers must agree on about a thread. */
const essence = (status: any) => ({
  content: status.content.replace(/https?:\/\/[^/"]+| (rel|target)="[^"]*"/g, ''),
  created_at: status.created_at,
  number: status.xom.number,
  author: status.account.username,
  media: status.media_attachments.map((one: any) => one.description),
  tags: status.tags.map((tag: any) => tag.name),
  poll: status.poll?.options.map((option: any) => option.title) ?? null,
})

describe('a community that moves', () => {
  it('is its founder’s to export, and nobody else’s', async () => {
    const path = `/api/v1/communities/${community.id}/export`
    expect((await here.api('GET', path, { token: minh.token })).status).toBe(403)
    expect((await here.api('GET', path)).status).toBe(401)
  })

  it('stands in an empty Xóm with the same threads, authors, pictures and rules', {
    timeout: 60_000,
  }, async () => {
    const done = await importCommunity(there.ctx, await archive(), keeper)
    expect(done).toMatchObject({ handle: 'ngo_cho', people: 2, threads: 2, posts: 4, files: 2 })
    const moved = await call(there, keeper, 'GET', `/api/v1/communities/${done.id}`)
    expect(moved).toMatchObject({
      place: 'Huế',
      rules: [{ text: 'Nói lời hay' }, { text: 'Không quảng cáo' }],
      members_count: 3,
      me: { role: 'founder' },
    })

    const before = await call(here, lan, 'GET', `/api/v1/statuses/${first.id}/context`)
    const firstThere = await call(there, keeper, 'GET', `/api/v1/statuses/${first.id}`)
    const after = await call(there, keeper, 'GET', `/api/v1/statuses/${first.id}/context`)
    expect(essence(firstThere)).toEqual(essence(first))
    expect(after.descendants.map(essence)).toEqual(before.descendants.map(essence))
    expect(firstThere.account.acct).toBe(`lan@${here.ctx.config.domain}`)
    expect(firstThere.uri).toBe(first.uri)
    const picture = first.media_attachments[0]
    const pictureThere = firstThere.media_attachments[0]
    expect(await bytesOf(there, pictureThere.url, keeper)).toBe(await bytesOf(here, picture.url, lan))

    // Life goes on where it stopped: the next number, by somebody who lives here.
    const next = await call(there, keeper, 'POST', '/api/v1/statuses', {
      status: 'Chào',
      in_reply_to_id: first.id,
    })
    expect(next.xom.number).toBe(4)
  })

  it('is refused whole when its handle is taken or its posts are here already', async () => {
    const path = await archive()
    await expect(importCommunity(there.ctx, path, keeper)).rejects.toMatchObject({ code: 'unprocessable' })
    await expect(importCommunity(there.ctx, path, keeper, 'ngo_cho_hai')).rejects.toMatchObject({
      reason: 'already',
    })
    expect((await there.api('GET', '/api/v1/accounts/lookup?acct=ngo_cho_hai')).status).toBe(404)
  })

  it('is refused when it is none, or broken', async () => {
    const path = join(folder, 'broken.tar.gz')
    await writeFile(path, 'không phải là một bản lưu')
    await expect(importCommunity(there.ctx, path, keeper)).rejects.toBeInstanceOf(Error)
    await expect(importCommunity(there.ctx, join(folder, 'nowhere'), keeper)).rejects.toBeInstanceOf(
      BadArchive,
    )
  })
})
