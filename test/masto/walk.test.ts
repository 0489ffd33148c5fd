import { createHash, randomBytes } from 'node:crypto'
import { createOAuthAPIClient, createRestAPIClient, type mastodon } from 'masto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../people.ts'
import { startServer, type TestServer } from '../server.ts'
import { mastoSchemas } from './schemas.ts'

/** The typed client signs in through OAuth and walks every endpoint; each answer is checked against its types. */
let server: TestServer
let url: string
let lan: Person
let hung: Person
let is: ReturnType<typeof mastoSchemas>
let client: mastodon.rest.Client
let other: mastodon.rest.Client

const all = <T>(list: readonly T[], check: (item: T) => void): void => {
  for (const item of list) check(item)
}

beforeAll(async () => {
  is = mastoSchemas()
  server = await startServer()
  url = await server.listen()
  lan = await signUp(server, 'lan', { role: 'admin' })
  hung = await signUp(server, 'hung')
  other = createRestAPIClient({ url, accessToken: hung.token })
})
afterAll(() => server?.close())

/** What the browser does between the client's two calls: open the page, press "allow", follow the redirect. */
async function authorize(clientId: string, redirectUri: string, challenge: string): Promise<string> {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'read write follow push',
    state: 'xyz',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  })
  const page = await fetch(`${url}/oauth/authorize?${query}`, { headers: { cookie: lan.session } })
  expect(page.status).toBe(200)
  const html = await page.text()
  const hidden = [...html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map((match) => [
    /name="([^"]*)"/.exec(match[0])?.[1] ?? '',
    (/value="([^"]*)"/.exec(match[0])?.[1] ?? '').replaceAll('&amp;', '&'),
  ])
  const answer = await fetch(`${url}/oauth/authorize`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: lan.session, origin: url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams([...hidden, ['decision', 'allow']] as [string, string][]),
  })
  const target = new URL(answer.headers.get('location') ?? 'about:blank')
  expect(target.searchParams.get('state')).toBe('xyz')
  return target.searchParams.get('code')!
}

describe('masto', () => {
  it('registers an app and signs in through OAuth with PKCE', async () => {
    const anonymous = createRestAPIClient({ url })
    const redirectUri = 'http://127.0.0.1:9/callback'
    const app = await anonymous.v1.apps.create({
      clientName: 'Thử',
      redirectUris: redirectUri,
      scopes: 'read write follow push',
    })
    is('application', app)
    const verifier = randomBytes(32).toString('base64url')
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    const code = await authorize(app.clientId!, redirectUri, challenge)
    const token = await createOAuthAPIClient({ url }).token.create({
      grantType: 'authorization_code',
      clientId: app.clientId!,
      clientSecret: app.clientSecret!,
      redirectUri,
      code,
      ...({ codeVerifier: verifier } as object),
    })
    is('token', token)
    client = createRestAPIClient({ url, accessToken: token.accessToken })
    const me = await client.v1.accounts.verifyCredentials()
    is('accountCredentials', me)
    expect(me.username).toBe('lan')
  })

  it('reads the instance', async () => {
    is('instance', await client.v2.instance.fetch())
    is('instanceV1', await client.v1.instance.fetch())
    is('preference', await client.v1.preferences.fetch())
    expect(await client.v1.customEmojis.list()).toEqual([])
  })

  it('edits the profile and finds people', async () => {
    const avatar = new Blob(
      [
        await sharp({ create: { width: 200, height: 200, channels: 3, background: '#b5372a' } })
          .png()
          .toBuffer(),
      ],
      { type: 'image/png' },
    )
    const me = await client.v1.accounts.updateCredentials({
      displayName: 'Lan Hàng Xén',
      note: 'Bán trà ở #chợ',
      avatar,
      fieldsAttributes: [{ name: 'Quê', value: 'Hưng Yên', verifiedAt: null }],
    })
    is('accountCredentials', me)
    expect(me.displayName).toBe('Lan Hàng Xén')
    const found = await client.v1.accounts.lookup({ acct: 'hung' })
    is('account', found)
    all(await client.v1.accounts.search.list({ q: 'hung' }), (account) => is('account', account))
    is('account', await client.v1.accounts.$select(hung.id).fetch())
  })

  it('follows, mutes, blocks, notes', async () => {
    const lanId = lan.id
    is('relationship', await client.v1.accounts.$select(hung.id).follow())
    is('relationship', await other.v1.accounts.$select(lanId).follow())
    is('relationship', await client.v1.accounts.$select(hung.id).note.create({ comment: 'nhà cuối ngõ' }))
    is('relationship', await client.v1.accounts.$select(hung.id).mute({ duration: 3600 }))
    all(await client.v1.mutes.list(), (account) => is('account', account))
    is('relationship', await client.v1.accounts.$select(hung.id).unmute())
    is('relationship', await client.v1.accounts.$select(hung.id).block())
    all(await client.v1.blocks.list(), (account) => is('account', account))
    is('relationship', await client.v1.accounts.$select(hung.id).unblock())
    const relationships = await client.v1.accounts.relationships.fetch({ id: [hung.id] })
    all(relationships, (relationship) => is('relationship', relationship))
    expect(relationships[0]?.note).toBe('nhà cuối ngõ')
    await client.v1.accounts.$select(hung.id).follow()
    await other.v1.accounts.$select(lanId).follow()
    all(await client.v1.accounts.$select(lanId).followers.list(), (account) => is('account', account))
    all(await client.v1.accounts.$select(lanId).following.list(), (account) => is('account', account))
    await other.v1.accounts.updateCredentials({ locked: true })
    await client.v1.accounts.$select(hung.id).unfollow()
    await client.v1.accounts.$select(hung.id).follow()
    const requests = await other.v1.followRequests.list()
    expect(requests.map((account) => account.username)).toEqual(['lan'])
    is('relationship', await other.v1.followRequests.$select(lanId).authorize())
    is('relationship', await other.v1.accounts.$select(lanId).removeFromFollowers())
    await other.v1.accounts.updateCredentials({ locked: false })
    await client.v1.accounts.$select(hung.id).follow()
  })

  it('posts, edits, deletes and reads threads', async () => {
    const status = await client.v1.statuses.create({
      status: 'Sáng nay chợ đông lắm #ChợQuê @hung',
      visibility: 'public',
      language: 'vi',
    })
    is('status', status)
    const reply = await other.v1.statuses.create({
      status: '@lan còn rau muống không?',
      inReplyToId: status.id,
    })
    is('status', reply)
    is('context', await client.v1.statuses.$select(status.id).context.fetch())
    is(
      'status',
      await client.v1.statuses
        .$select(status.id)
        .update({ status: 'Sáng nay chợ đông vui lắm #ChợQuê @hung' }),
    )
    const history = await client.v1.statuses.$select(status.id).history.list()
    expect(history.length).toBe(2)
    all(history, (edit) => is('statusEdit', edit))
    is('statusSource', await client.v1.statuses.$select(status.id).source.fetch())
    const removed = await other.v1.statuses.create({ status: 'xóa đi viết lại' })
    const gone = await other.v1.statuses.$select(removed.id).remove()
    expect(gone.text).toBe('xóa đi viết lại')
    await expect(other.v1.statuses.$select(removed.id).fetch()).rejects.toThrow()
  })

  it('uploads media and posts it', async () => {
    const file = new Blob(
      [
        await sharp({ create: { width: 640, height: 480, channels: 3, background: '#446' } })
          .jpeg()
          .toBuffer(),
      ],
      { type: 'image/jpeg' },
    )
    const media = await client.v2.media.create({ file, description: 'Sạp rau buổi sớm', focus: '0.1,-0.2' })
    is('media', media)
    is('media', await client.v1.media.$select(media.id).update({ description: 'Sạp rau của Lan' }))
    const status = await client.v1.statuses.create({ status: 'Rau mới', mediaIds: [media.id] })
    is('status', status)
    expect(status.mediaAttachments[0]?.description).toBe('Sạp rau của Lan')
  })

  it('votes in polls', async () => {
    const status = await client.v1.statuses.create({
      status: 'Họp xóm lúc nào?',
      poll: { options: ['Tối thứ Bảy', 'Sáng Chủ Nhật'], expiresIn: 3600 },
    })
    is('poll', await other.v1.polls.$select(status.poll!.id).votes.create({ choices: [1] }))
    const poll = await client.v1.polls.$select(status.poll!.id).fetch()
    is('poll', poll)
    expect(poll.votesCount).toBe(1)
  })

  it('likes, shares, saves and pins', async () => {
    const status = await client.v1.statuses.create({ status: 'Một bài để thích' })
    const select = other.v1.statuses.$select(status.id)
    for (const verb of ['favourite', 'bookmark', 'reblog'] as const) is('status', await select[verb]())
    all(await other.v1.favourites.list(), (item) => is('status', item))
    all(await other.v1.bookmarks.list(), (item) => is('status', item))
    all(await client.v1.statuses.$select(status.id).favouritedBy.list(), (account) => is('account', account))
    all(await client.v1.statuses.$select(status.id).rebloggedBy.list(), (account) => is('account', account))
    for (const verb of ['unfavourite', 'unbookmark', 'unreblog', 'mute', 'unmute'] as const)
      is('status', await select[verb]())
    is('status', await client.v1.statuses.$select(status.id).pin())
    expect((await client.v1.accounts.$select(lan.id).statuses.list({ pinned: true })).length).toBe(1)
    is('status', await client.v1.statuses.$select(status.id).unpin())
  })

  it('reads every timeline, paged by Link headers', async () => {
    await server.settle()
    const lists = [
      await client.v1.timelines.home.list(),
      await client.v1.timelines.public.list({ local: true }),
      await client.v1.timelines.tag.$select('choque').list(),
      await client.v1.accounts.$select(lan.id).statuses.list({ excludeReplies: true }),
      await client.v1.accounts.$select(lan.id).statuses.list({ onlyMedia: true }),
    ]
    for (const list of lists) {
      expect(list.length).toBeGreaterThan(0)
      all(list, (status) => is('status', status))
    }
    const seen: string[] = []
    for await (const page of client.v1.timelines.public.list({ limit: 2 }))
      seen.push(...page.map((status) => status.id))
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThan(3)
    expect(seen).toEqual([...seen].sort((a, b) => (BigInt(a) < BigInt(b) ? 1 : -1)))
  })

  it('is told what happened', async () => {
    const list = await client.v1.notifications.list()
    all(list, (notification) => is('notification', notification))
    const types = list.map((notification) => notification.type as string)
    expect(types).toEqual(expect.arrayContaining(['mention', 'follow']))
    expect(list.some((item) => item.type === 'mention' && item.status?.content.includes('rau'))).toBe(true)
    is('notification', await client.v1.notifications.$select(list[0]!.id).fetch())
    is('grouped', await client.v2.notifications.list())
    is('marker', await client.v1.markers.create({ notifications: { lastReadId: list[0]!.id } }))
    is('marker', await client.v1.markers.fetch({ timeline: ['notifications'] }))
    await client.v1.notifications.$select(list[0]!.id).dismiss()
    await client.v1.notifications.clear()
    expect(await client.v1.notifications.list()).toEqual([])
  })

  it('schedules, searches', async () => {
    const at = new Date(Date.now() + 3600_000).toISOString()
    const scheduled = await client.v1.statuses.create({ status: 'Hẹn giờ', scheduledAt: at } as never)
    is('scheduled', scheduled)
    const id = (scheduled as unknown as mastodon.v1.ScheduledStatus).id
    all(await client.v1.scheduledStatuses.list(), (item) => is('scheduled', item))
    is(
      'scheduled',
      await client.v1.scheduledStatuses
        .$select(id)
        .update({ scheduledAt: new Date(Date.now() + 7200_000).toISOString() }),
    )
    await client.v1.scheduledStatuses.$select(id).remove()
    const results = await client.v2.search.list({ q: 'lan' })
    is('search', results)
    const tags = await client.v2.search.list({ q: 'choque', type: 'hashtags' })
    expect(tags.hashtags.length).toBe(1)
    is('tag', await client.v1.tags.$select('ChợQuê').fetch())
  })

  it('reads what many talk about, and the posts with a link', async () => {
    const address = 'https://baolang.example/lut'
    for (let at = 0; at < 5; at += 1) {
      const person = await signUp(server, `trend_${at}`)
      const writing = createRestAPIClient({ url, accessToken: person.token })
      const { id } = await writing.v1.statuses.create({ status: `#lulut ${address}` })
      await client.v1.statuses.$select(id).favourite()
      await other.v1.statuses.$select(id).favourite()
    }
    // As if the page had been looked at: no test calls the world.
    await server.ctx.db`update links set state = 'ready', title = 'Lụt ở làng' where url = ${address}`
    await server.ctx.enqueue('trends.refresh', {})
    await server.settle()
    server.ctx.cache.find('cards')?.clear()
    const [tag] = await client.v1.trends.tags.list()
    is('tag', tag)
    expect(tag!.name).toBe('lulut')
    const links = await client.v1.trends.links.list()
    expect(links.map((link) => link.title)).toEqual(['Lụt ở làng'])
    is('trendLink', links[0])
    const posts = await client.v1.timelines.link.list({ url: address })
    expect(posts).toHaveLength(5)
    all(posts, (status) => is('status', status))
    expect(posts[0]!.card?.url).toBe(address)
    all(await client.v1.trends.statuses.list(), (status) => is('status', status))
  })

  it('gets an empty list where nothing is built yet', async () => {
    expect(await client.v1.lists.list()).toEqual([])
    expect(await client.v2.filters.list()).toEqual([])
    expect(await client.v1.conversations.list()).toEqual([])
    expect(await client.v1.followedTags.list()).toEqual([])
    expect(await client.v1.announcements.list()).toEqual([])
  })
})
