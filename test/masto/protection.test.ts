import { createRestAPIClient, type mastodon } from 'masto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../people.ts'
import { startServer, type TestServer } from '../server.ts'
import { mastoSchemas } from './schemas.ts'

/** What a person shields herself with, through the typed client. */
let server: TestServer
let is: ReturnType<typeof mastoSchemas>
let lan: Person
let hung: Person
let client: mastodon.rest.Client

beforeAll(async () => {
  is = mastoSchemas()
  server = await startServer()
  const url = await server.listen()
  lan = await signUp(server, 'lan')
  hung = await signUp(server, 'hung')
  client = createRestAPIClient({ url, accessToken: lan.token })
})
afterAll(() => server?.close())

/** Somebody of another server, as federation would have stored her. */
async function stranger(username: string, domain: string): Promise<string> {
  const uri = `https://${domain}/users/${username}`
  const [row] = await server.ctx.db<{ id: string }[]>`
    with made as (
      insert into accounts (username, domain, uri, url) values (${username}, ${domain}, ${uri}, ${uri}) returning id)
    insert into account_counts (account_id) select id from made returning account_id as id`
  return row!.id
}

/** A public post of hers that names Lan. */
async function postOf(accountId: string): Promise<string> {
  const [row] = await server.ctx.db<{ id: string }[]>`
    with fresh as (select next_id() as id),
    made as (
      insert into statuses (id, account_id, uri, local, thread_id, content, visibility)
      select id, ${accountId}, 'https://elsewhere.invalid/' || id, false, id, '<p>@lan</p>', 'public' from fresh returning id)
    insert into status_counts (status_id) select id from made returning status_id as id`
  await server.ctx.db`insert into status_mentions (status_id, account_id) values (${row!.id}, ${lan.id})`
  return row!.id
}

const tie = async (accountId: string, targetId: string) => {
  await server.ctx.db`insert into follows (account_id, target_id) values (${accountId}, ${targetId})`
  await server.ctx.db`update account_counts set following = following + 1 where account_id = ${accountId}`
  await server.ctx.db`update account_counts set followers = followers + 1 where account_id = ${targetId}`
}

describe('domain blocks', () => {
  it('hide a whole server, end follows in both directions, and can be taken back', async () => {
    const pest = await stranger('pest', 'on-ao.example')
    const friend = await stranger('friend', 'yen-lanh.example')
    for (const one of [pest, friend]) {
      await tie(lan.id, one)
      await tie(one, lan.id)
    }
    const [loud, quiet] = [await postOf(pest), await postOf(friend)]
    // Hùng shares the post that she does not want to see.
    await client.v1.accounts.$select(hung.id).follow()
    await server.api('POST', `/api/v1/statuses/${loud}/reblog`, { token: hung.token })
    for (const statusId of [loud, quiet]) await server.ctx.enqueue('statusCreated', { statusId })
    await server.settle()
    const posts = async () => ({
      home: (await client.v1.timelines.home.list()).map((status) => status.reblog?.id ?? status.id),
      public: (await client.v1.timelines.public.list()).map(({ id }) => id),
      told: (await client.v1.notifications.list({ types: ['mention'] })).map(({ status }) => status?.id),
    })
    const before = await posts()
    for (const list of Object.values(before))
      expect([list.includes(loud), list.includes(quiet)]).toEqual([true, true])

    await client.v1.domainBlocks.create({ domain: 'On-Ao.example' })
    expect(await client.v1.domainBlocks.list()).toEqual(['on-ao.example'])
    const [relation] = await client.v1.accounts.relationships.fetch({ id: [pest] })
    is('relationship', relation)
    expect(relation!.domainBlocking).toBe(true)
    const after = await posts()
    for (const list of Object.values(after))
      expect([list.includes(loud), list.includes(quiet)]).toEqual([false, true])
    await server.settle()
    const cut = await client.v1.accounts.relationships.fetch({ id: [pest, friend] })
    expect(cut.map(({ following, followedBy }) => [following, followedBy])).toEqual([
      [false, false],
      [true, true],
    ])
    const [me] = await server.ctx
      .db`select following, followers from account_counts where account_id = ${lan.id}`
    expect(me).toMatchObject({ following: 2, followers: 1 })

    const late = await postOf(pest)
    await server.ctx.enqueue('statusCreated', { statusId: late })
    await server.settle()
    await client.v1.domainBlocks.remove({ domain: 'on-ao.example' })
    const free = await posts()
    expect(free.public).toContain(loud)
    // What came while the server was blocked was never told.
    expect(free.told).not.toContain(late)
    expect(await client.v1.domainBlocks.list()).toEqual([])
  })

  it('are paged by Link, each person’s own, and refuse what is no server', async () => {
    for (const domain of ['a.example', 'b.example', 'c.example'])
      await client.v1.domainBlocks.create({ domain })
    const pages: string[][] = []
    for await (const page of client.v1.domainBlocks.list({ limit: 2 })) pages.push([...page])
    expect(pages.filter((page) => page.length > 0)).toEqual([['c.example', 'b.example'], ['a.example']])
    expect((await server.api('GET', '/api/v1/domain_blocks', { token: hung.token })).body).toEqual([])
    for (const domain of ['', 'không phải máy chủ', 'a b', server.ctx.config.domain]) {
      const { status } = await server.api('POST', '/api/v1/domain_blocks', {
        token: lan.token,
        body: { domain },
      })
      expect([domain, status]).toEqual([domain, 422])
    }
    const narrow = await signUp(server, 'hep', { scopes: 'read:accounts' })
    expect((await server.api('GET', '/api/v1/domain_blocks', { token: narrow.token })).status).toBe(403)
  })

  it('have a page with plain forms', async () => {
    const send = (path: string, domain: string) =>
      server.request(path, {
        method: 'POST',
        headers: { cookie: hung.session, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ domain }).toString(),
      })
    const page = async () =>
      (await server.request('/blocks/domains', { headers: { cookie: hung.session } })).text()
    const wrong = await send('/blocks/domains', 'không phải máy chủ')
    expect([wrong.status, (await wrong.text()).includes('value="không phải máy chủ"')]).toEqual([422, true])
    expect((await send('/blocks/domains', 'https://on-ao.example/about')).status).toBe(303)
    expect(await page()).toContain('on-ao.example')
    expect((await send('/blocks/domains/delete', 'on-ao.example')).status).toBe(303)
    expect(await page()).toContain('Bạn chưa chặn máy chủ nào')
  })
})

describe('who may reach me', () => {
  it('is no trouble for the typed client: refusals are errors with a sentence, additions are beside its types', async () => {
    await client.v1.accounts.updateCredentials({ source: { xom: { mentions_from: 'nobody' } } as never })
    is('account', await client.v1.accounts.verifyCredentials())
    const other = createRestAPIClient({ url: server.origin, accessToken: hung.token })
    await expect(other.v1.statuses.create({ status: 'Chào @lan' })).rejects.toThrow(
      '@lan không nhận nhắc tên',
    )
    const made = await client.v1.statuses.create({
      status: 'Hỏi riêng',
      ...({ replyPolicy: 'mentioned' } as object),
    })
    is('status', made)
    expect((made as never as { xom: { replyPolicy: string } }).xom.replyPolicy).toBe('mentioned')
    await expect(other.v1.statuses.create({ status: 'Dạ', inReplyToId: made.id })).rejects.toThrow('@lan')
  })
})
