import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { createLocalAccount } from '../accounts/index.ts'

let server: TestServer
let lan: Person
let minh: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan')
  minh = await signUp(server, 'minh')
})
afterAll(() => server.close())

const api = (method: string, path: string, person: Person, body?: unknown) =>
  server.api(method, path, { token: person.token, body })

const picture = async (): Promise<Blob> => {
  const bytes = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#a92a1c' } })
    .jpeg()
    .toBuffer()
  return new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' })
}

describe('pictures of a profile', () => {
  it('are stored, shown, replaced and taken away', async () => {
    const form = new FormData()
    form.set('avatar', await picture(), 'anh.jpg')
    form.set('header', await picture(), 'bia.jpg')
    form.set('display_name', 'Lan có ảnh')
    const { status, body } = await api('PATCH', '/api/v1/accounts/update_credentials', lan, form)
    expect(status).toBe(200)
    expect(body.display_name).toBe('Lan có ảnh')
    expect(body.avatar).toMatch(/\/media\/.+\.webp$/)
    expect(body.header).not.toBe(body.avatar)
    expect((await server.request(new URL(body.avatar).pathname)).status).toBe(200)
    const gone = await api('DELETE', '/api/v1/profile/header', lan)
    expect(gone.body.header).toBe(`${server.origin}/headers/missing.png`)
    expect(gone.body.avatar).toBe(body.avatar)
  })

  it('that are none are refused and nothing is changed', async () => {
    const form = new FormData()
    form.set('avatar', new Blob(['<svg onload=alert(1)>'], { type: 'image/png' }), 'a.png')
    form.set('display_name', 'Khác')
    const { status } = await api('PATCH', '/api/v1/accounts/update_credentials', lan, form)
    expect(status).toBe(422)
    expect((await server.api('GET', `/api/v1/accounts/${lan.id}`)).body.display_name).toBe('Lan có ảnh')
  })
})

describe('an account that is erased', () => {
  it('leaves nothing but its handle, with everybody’s counters right', { timeout: 60_000 }, async () => {
    await api('POST', `/api/v1/accounts/${minh.id}/follow`, lan, {})
    await api('POST', `/api/v1/accounts/${lan.id}/follow`, minh, {})
    const theirs = (await api('POST', '/api/v1/statuses', minh, { status: 'Bài của Minh' })).body
    await api('POST', `/api/v1/statuses/${theirs.id}/favourite`, lan)
    await api('POST', `/api/v1/statuses/${theirs.id}/reblog`, lan)
    await api('POST', '/api/v1/statuses', lan, { status: 'Trả lời anh', in_reply_to_id: theirs.id })
    const mine: string[] = []
    for (let i = 0; i < 5; i += 1) {
      mine.push((await api('POST', '/api/v1/statuses', lan, { status: `Bài ${i} @minh #xóm` })).body.id)
    }
    await api('POST', `/api/v1/statuses/${mine[0]}/favourite`, minh)
    await server.settle()
    const { avatar } = (await server.api('GET', `/api/v1/accounts/${lan.id}`)).body
    const before = (await server.api('GET', `/api/v1/statuses/${theirs.id}`)).body
    expect(before).toMatchObject({ favourites_count: 1, reblogs_count: 1, replies_count: 1 })

    await server.ctx.enqueue('accounts.erase', { accountId: lan.id })
    await server.settle()
    // A second run, as after a crash, finds nothing to do.
    await server.ctx.enqueue('accounts.erase', { accountId: lan.id })
    await server.settle()

    expect((await server.api('GET', `/api/v1/statuses/${mine[0]}`)).status).toBe(404)
    expect((await server.api('GET', `/api/v1/accounts/${lan.id}`)).status).toBe(404)
    expect((await server.request('/@lan')).status).toBe(404)
    expect((await api('GET', '/api/v1/accounts/verify_credentials', lan)).status).toBe(401)
    expect((await server.api('GET', `/api/v1/statuses/${theirs.id}`)).body).toMatchObject({
      favourites_count: 0,
      reblogs_count: 0,
      replies_count: 0,
    })
    expect((await server.api('GET', `/api/v1/accounts/${minh.id}`)).body).toMatchObject({
      followers_count: 0,
      following_count: 0,
      statuses_count: 1,
    })
    const heard = await api('GET', '/api/v1/notifications', minh)
    expect(heard.body.filter((one: any) => one.account.id === lan.id)).toEqual([])
    await expect(createLocalAccount(server.ctx, { username: 'lan' })).rejects.toMatchObject({
      fields: [{ code: 'taken' }],
    })

    // No table points at her any more, but the row that keeps the handle and its (empty) counters.
    const columns = await server.ctx.db<{ table: string; column: string }[]>`
      select c.table_name as table, c.column_name as column from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE' and data_type = 'bigint'
        and column_name in ('account_id', 'target_id', 'from_account_id', 'author_id', 'created_by', 'in_reply_to_account_id')`
    expect(columns.length).toBeGreaterThan(20)
    const left: string[] = []
    for (const { table, column } of columns) {
      const [row] = await server.ctx.db<{ n: number }[]>`
        select count(*)::int as n from ${server.ctx.db(table)} where ${server.ctx.db(column)} = ${lan.id}`
      if (row!.n > 0) left.push(`${table}.${column}`)
    }
    expect(left).toEqual(['account_counts.account_id'])
    const [row] = await server.ctx.db`
      select display_name, note, avatar_media, search_key from accounts where id = ${lan.id}`
    expect(row).toEqual({ display_name: '', note: '', avatar_media: null, search_key: '' })
    expect(await server.ctx.storage.size(new URL(avatar).pathname.replace('/media/', ''))).toBeNull()
  })
})
