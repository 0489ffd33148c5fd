import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { formWith, photo } from '../../../test/pictures.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { readAll, readEntries } from '../backup/read.ts'
import { BadArchive, importCommunity } from './import.ts'

let here: TestServer
let there: TestServer
let lan: Person
let minh: Person
let hoa: Person
let keeper: Person
let folder: string
let community: any
let first: any
let originalAddress: string
let movedId: string

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

const scopes = 'read write follow admin:read admin:write'

/** What the community decided: a post taken down, one taken down and given back on appeal, a silence with an end. */
async function decideInHere() {
  const judge = await signUp(here, 'dieu', { role: 'moderator', scopes })
  const decide = async (measure: string, more: object = {}) => {
    const status = await call(here, hoa, 'POST', '/api/v1/statuses', {
      status: `Bán thuốc tiên ${measure}`,
      in_reply_to_id: first.id,
    })
    const { id: caseId } = await call(here, minh, 'POST', '/api/v1/reports', {
      account_id: hoa.id,
      status_ids: [status.id],
      category: 'fake_goods',
    })
    const decision = await call(here, lan, 'POST', `/api/v1/cases/${caseId}/decisions`, {
      measure,
      ground: 'rules',
      cited: 'Không quảng cáo',
      facts: 'Bán thuốc cho @minh, gọi 0912 345 678',
      ...more,
    })
    return { caseId, decision }
  }
  await decide('remove')
  const { caseId, decision } = await decide('remove')
  await call(here, hoa, 'POST', `/api/v1/statements/${decision.id}/appeal`, { text: 'Tôi đùa' })
  const { appeals } = await call(here, judge, 'GET', `/api/v1/cases/${caseId}`)
  await call(here, judge, 'POST', `/api/v1/appeals/${appeals[0].id}/judge`, {
    outcome: 'reversed',
    reasons: 'Đúng là đùa, @hoa nói rõ rồi.',
  })
  await decide('mute', { days: 3 })
}

async function writeHandbook() {
  const path = `/api/v1/communities/${community.id}/wiki`
  const page = { title: 'Số cần biết', text: '# Điện\n1900' }
  const { slug } = await call(here, lan, 'POST', path, page)
  for (const [at, text] of ['# Điện\n1900 1234', '# Điện\n1900 1235\n\nGọi ban ngày.'].entries())
    await call(here, [minh, lan][at]!, 'PUT', `${path}/${slug}`, {
      ...page,
      text,
      comment: `sửa ${at}`,
      revision: at + 1,
    })
}

/** A thread that began in another community, which stays where it is. */
async function crosspostInto() {
  const other = await call(here, lan, 'POST', '/api/v1/communities', {
    username: 'xom_ben',
    display_name: 'Xóm bên',
  })
  const original = await call(here, lan, 'POST', '/api/v1/statuses', {
    status: 'Cúp nước cả phường',
    community_id: other.id,
    title: 'Cúp nước',
  })
  await call(here, lan, 'POST', `/api/v1/threads/${original.id}/crosspost`, { community_id: community.id })
  return `${here.origin}/xom/xom_ben/${original.id}`
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xom-community-'))
  here = await startServer()
  there = await startServer()
  lan = await signUp(here, 'lan', { scopes })
  minh = await signUp(here, 'minh')
  hoa = await signUp(here, 'hoa')
  keeper = await signUp(there, 'nguoi_giu', { scopes })
  community = await call(here, lan, 'POST', '/api/v1/communities', {
    username: 'ngo_cho',
    display_name: 'Ngõ Chợ',
    note: 'Chuyện ngõ chợ',
    place: 'Huế',
    rules: ['Nói lời hay', 'Không quảng cáo'],
  })
  for (const person of [minh, hoa])
    await call(here, person, 'POST', `/api/v1/communities/${community.id}/join`)
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
  await decideInHere()
  await writeHandbook()
  originalAddress = await crosspostInto()
  await here.settle()
}, 60_000)
afterAll(async () => {
  await here.close()
  await there.close()
  await rm(folder, { recursive: true, force: true })
})

const archive = async (server = here, person = lan, id = community.id): Promise<string> => {
  const response = await server.app.request(`${server.origin}/api/v1/communities/${id}/export`, {
    headers: { authorization: `Bearer ${person.token}` },
  })
  expect(response.status).toBe(200)
  const path = join(folder, `${server === here ? 'here' : 'there'}.tar.gz`)
  await writeFile(path, Buffer.from(await response.arrayBuffer()))
  return path
}

/** An archive by its entries: lines as objects, files as their digests. */
async function contents(path: string): Promise<Record<string, any>> {
  const found: Record<string, any> = {}
  for await (const entry of readEntries(path)) {
    const bytes = await readAll(entry)
    const { name } = entry.header
    found[name] = name.endsWith('.jsonl')
      ? bytes
          .toString()
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line))
      : name.endsWith('.json')
        ? JSON.parse(bytes.toString())
        : createHash('sha256').update(bytes).digest('hex')
  }
  return found
}

/** What an archive says of the community itself: not who runs it now, nor in which order people came to be known. */
function lasting(archive: Record<string, any>) {
  const { 'people.jsonl': people, 'posts.jsonl': posts, 'community.json': head, ...rest } = archive
  return {
    ...rest,
    community: head.community,
    people: people
      .filter((one: any) => one.username !== 'nguoi_giu')
      .map(({ role: _, permissions: __, ...one }: any) => one)
      .sort((a: any, b: any) => a.uri.localeCompare(b.uri)),
    posts: posts.map((post: any) => ({
      ...post,
      content: post.content.replace(/ (rel|target)="[^"]*"/g, ''),
      mentions: post.mentions.toSorted(),
    })),
  }
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
    expect(done).toMatchObject({
      handle: 'ngo_cho',
      people: 3,
      threads: 3,
      posts: 8,
      files: 2,
      pages: 1,
      decisions: 4,
    })
    movedId = done.id
    const moved = await call(there, keeper, 'GET', `/api/v1/communities/${done.id}`)
    expect(moved).toMatchObject({
      place: 'Huế',
      rules: [{ text: 'Nói lời hay' }, { text: 'Không quảng cáo' }],
      members_count: 4,
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

    // What was decided there reads as the public record had it.
    const [mute, reversal, judged, removed] = await call(
      there,
      keeper,
      'GET',
      `/api/v1/communities/${done.id}/past_decisions`,
    )
    expect(removed).toMatchObject({ measure: 'remove', facts: 'Bán thuốc cho @█, gọi █', appeal: null })
    expect(judged.appeal).toMatchObject({ outcome: 'reversed', reasons: 'Đúng là đùa, @█ nói rõ rồi.' })
    expect(reversal).toMatchObject({ measure: 'reversal', reverses: judged.id })
    expect(mute).toMatchObject({ decision_community: 'mute', url: `${here.origin}/ly-do/${mute.id}` })
    expect(Date.parse(mute.end_date)).toBeGreaterThan(Date.parse(mute.application_date))
  })

  it('says the same in an archive of the new place: threads, authors, files, handbook, decisions', async () => {
    const before = await contents(await archive())
    const after = await contents(await archive(there, keeper, movedId))
    // One of everything, or the comparison would prove little.
    expect(before['wiki.jsonl'][0].revisions).toHaveLength(3)
    expect(before['decisions.jsonl']).toHaveLength(4)
    expect(before['threads.jsonl'].map((one: any) => one.crosspost_of)).toContain(originalAddress)
    expect(Object.keys(before).filter((name) => name.startsWith('media/'))).toHaveLength(2)
    expect(lasting(after)).toEqual(lasting(before))
  })

  it('is shown with the decisions from before, linked from its rules, and with where a cross-post came from', async () => {
    const read = async (path: string) =>
      (await there.request(`/xom/ngo_cho${path}`, { headers: { cookie: keeper.session } })).text()
    expect(await read('/rules')).toContain('href="/xom/ngo_cho/decisions"')
    const decisions = await read('/decisions')
    for (const words of ['Quyết định từ nơi cũ', 'Bán thuốc cho @█, gọi █', 'Đúng là đùa', here.origin])
      expect(decisions).toContain(words)
    const { 'threads.jsonl': threads } = await contents(await archive())
    const { id } = threads.find((one: any) => one.crosspost_of === originalAddress)
    expect(await read(`/${id}`)).toMatch(
      new RegExp(`class="thread-note">[^<]*<a href="${originalAddress}" rel="nofollow`),
    )
  })

  it('lives on where it stopped, and takes along what it brought and what was decided since', async () => {
    // Life goes on where it stopped: the next number, by somebody who lives here.
    const next = await call(there, keeper, 'POST', '/api/v1/statuses', {
      status: 'Chào',
      in_reply_to_id: first.id,
    })
    expect(next.xom.number).toBe(7)
    const newcomer = await signUp(there, 'nguoi_moi')
    await call(there, newcomer, 'POST', `/api/v1/communities/${movedId}/join`)
    const status = await call(there, newcomer, 'POST', '/api/v1/statuses', {
      status: 'Bán sim',
      in_reply_to_id: first.id,
    })
    const filed = await call(there, keeper, 'POST', '/api/v1/reports', {
      account_id: newcomer.id,
      status_ids: [status.id],
    })
    const other = await signUp(there, 'pho_xom', { role: 'moderator', scopes })
    await call(there, other, 'POST', `/api/v1/cases/${filed.id}/decisions`, {
      measure: 'label',
      cited: 'Không quảng cáo',
      facts: 'Bán sim',
    })
    const { 'decisions.jsonl': decisions } = await contents(await archive(there, keeper, movedId))
    expect(decisions.map((one: any) => one.measure)).toEqual([
      'remove',
      'remove',
      'reversal',
      'mute',
      'label',
    ])
  })

  it('keeps a cross-post tied to its original where both come along', async () => {
    const open = (username: string) =>
      call(here, lan, 'POST', '/api/v1/communities', { username, display_name: username })
    const [from, to] = [await open('xom_tren'), await open('xom_duoi')]
    const post = { status: 'Họp chợ', community_id: from.id, title: 'Chợ' }
    const original = await call(here, lan, 'POST', '/api/v1/statuses', post)
    const shown = await call(here, lan, 'POST', `/api/v1/threads/${original.id}/crosspost`, {
      community_id: to.id,
    })
    await call(here, lan, 'POST', `/api/v1/threads/${original.id}/move`, { community_id: to.id })
    await importCommunity(there.ctx, await archive(here, lan, to.id), keeper)
    const thread = await call(there, keeper, 'GET', `/api/v1/threads/${shown.id}`)
    expect(thread.crosspost_of).toBe(original.id)
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
