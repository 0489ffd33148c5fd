import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import sharp from 'sharp'
import { extract } from 'tar-stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cookiesOf, type Person, signUp } from '../../../test/people.ts'
import { formWith, gradient, photo } from '../../../test/pictures.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { block, blockDomain, mute } from '../blocks/index.ts'
import { follow } from '../follows/index.ts'
import { bookmark } from '../interactions/index.ts'
import { createStatus } from '../statuses/index.ts'

let server: TestServer
let lan: Person
let hung: Person
let mai: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan')
  hung = await signUp(server, 'hung')
  mai = await signUp(server, 'mai')
})
afterAll(() => server.close())

const open = async (path: string, session = lan.session, more = '') => {
  const response = await server.request(path, {
    headers: { cookie: [session, more].filter(Boolean).join('; ') },
  })
  return { status: response.status, text: await response.text(), headers: response.headers }
}

async function post(path: string, body: FormData | Record<string, string>, session = lan.session) {
  const response = await server.request(path, {
    method: 'POST',
    headers: { cookie: session },
    body: body instanceof FormData ? body : new URLSearchParams(body),
  })
  return { status: response.status, text: await response.text(), headers: response.headers, response }
}

const me = async () =>
  (await server.api('GET', '/api/v1/accounts/verify_credentials', { token: lan.token })).body

const profile = {
  display_name: 'Chị Lan',
  note: 'Bán phở đầu ngõ',
  'fields[0][name]': 'Quê',
  'fields[0][value]': 'Nam Định',
}

async function pixels(url: string) {
  const response = await server.request(new URL(url).pathname)
  return sharp(Buffer.from(await response.arrayBuffer()))
}

describe('every settings page', () => {
  const pages = [
    '/settings',
    '/settings/profile',
    '/settings/privacy',
    '/settings/appearance',
    '/settings/export',
  ]

  it.each(pages)(
    '%s sends a stranger to the door and shows a neighbour everything in words',
    async (path) => {
      const stranger = await server.request(path)
      expect([stranger.status, stranger.headers.get('location')]).toEqual([
        303,
        `/login?next=${encodeURIComponent(path)}`,
      ])
      const page = await open(path)
      expect(page.status).toBe(200)
      expect(page.text).not.toMatch(
        /settings\.(nav|profile|privacy|appearance|export)\.|fields\.errors|<script>|style="/,
      )
    },
  )

  it('is there in English, too', async () => {
    const john = await signUp(server, 'john', { locale: 'en' })
    for (const path of pages) {
      const page = await open(path, john.session)
      expect(page.text).toContain('<html lang="en"')
      expect(page.text).not.toMatch(/settings\.(nav|profile|privacy|appearance|export)\./)
    }
  })

  it('takes no form from another site', async () => {
    const response = await server.app.request(`${server.origin}/settings/privacy`, {
      method: 'POST',
      headers: { cookie: lan.session, origin: 'https://elsewhere.example' },
      body: new URLSearchParams({ visibility: 'direct' }),
    })
    expect(response.status).toBe(403)
  })
})

describe('the profile', () => {
  it('is changed by a plain form, pictures included', async () => {
    const form = formWith('avatar', await photo(800, 600), 'toi.jpg', { ...profile, locked: '1' })
    form.append('header', new File([new Uint8Array(await gradient(3000, 1500).png().toBuffer())], 'bia.png'))
    const { status, headers } = await post('/settings/profile', form)
    expect([status, headers.get('location')]).toEqual([303, '/settings/profile'])
    const account = await me()
    expect(account).toMatchObject({
      display_name: 'Chị Lan',
      locked: true,
      bot: false,
      source: { note: 'Bán phở đầu ngõ' },
    })
    expect(account.fields[0]).toMatchObject({ name: 'Quê', value: 'Nam Định' })
    const avatar = await (await pixels(account.avatar)).metadata()
    expect([avatar.width, avatar.height, avatar.exif]).toEqual([400, 400, undefined])
    const header = await (await pixels(account.header)).metadata()
    expect([header.width, header.height]).toEqual([1500, 500])
    expect(await readdir(join(server.ctx.config.dataDir, 'tmp'))).toEqual([])
  })

  it('keeps the part of the picture that she asks for', async () => {
    const tall = await gradient(600, 900).png().toBuffer()
    const brightness = async (crop: string) => {
      await post('/settings/profile', formWith('header', tall, 'a.png', { ...profile, header_crop: crop }))
      const { channels } = await (await pixels((await me()).header)).stats()
      return channels[0]!.max
    }
    expect(await brightness('top')).toBeGreaterThan((await brightness('bottom')) + 40)
  })

  it('comes back with everything typed when something is wrong, and nothing is changed', async () => {
    const before = await me()
    const stored = async () => {
      const keys: string[] = []
      for await (const key of server.ctx.storage.list()) keys.push(key)
      return keys.length
    }
    const files = await stored()
    const form = formWith('avatar', await photo(50, 50), 'a.jpg', {
      display_name: 'ă'.repeat(51),
      note: 'Lời <b>giới thiệu</b> mới',
      'fields[2][name]': 'Nghề',
      'fields[2][value]': 'Thợ "mộc"',
      bot: '1',
    })
    const { status, text } = await post('/settings/profile', form)
    expect(status).toBe(422)
    expect(text).toContain('Lời &lt;b&gt;giới thiệu&lt;/b&gt; mới')
    expect(text).toContain('value="Thợ &quot;mộc&quot;"')
    expect(text).toMatch(/name="bot"[^>]*checked/)
    expect(text).toMatch(/aria-invalid="true"/)
    expect(text).toContain('nhiều nhất 50 chữ')
    expect(await me()).toEqual(before)
    expect(await stored()).toBe(files)
  })

  it('refuses a picture that is none, beside the field', async () => {
    const { status, text } = await post(
      '/settings/profile',
      formWith('header', Buffer.from('không phải ảnh'), 'a.jpg', profile),
    )
    expect(status).toBe(422)
    expect(text).toMatch(/id="f-header-error"/)
    expect(text).toContain('value="Chị Lan"')
  })

  it('loses a picture that she takes away', async () => {
    expect((await me()).avatar).toContain('/media/avatars/')
    await post('/settings/profile', { ...profile, remove_avatar: '1' })
    expect((await me()).avatar).toContain('missing')
  })
})

describe('privacy', () => {
  it('says who finds her and who new posts are for', async () => {
    await post('/settings/privacy', {
      discoverable: '1',
      hide_collections: '1',
      visibility: 'unlisted',
      sensitive: '1',
      language: 'en',
    })
    expect(await me()).toMatchObject({
      discoverable: true,
      indexable: false,
      hide_collections: true,
      source: { privacy: 'unlisted', sensitive: true, language: 'en' },
    })
    const posted = await server.api('POST', '/api/v1/statuses', {
      token: lan.token,
      body: { status: 'Hello' },
    })
    expect(posted.body).toMatchObject({ visibility: 'unlisted', language: 'en', sensitive: true })
    const page = await open('/settings/privacy')
    expect(page.text).toMatch(/value="unlisted" checked/)
    expect(page.text).toMatch(/name="hide_collections"[^>]*checked/)
  })

  it('is as open as it was when the form names nothing that exists', async () => {
    await post('/settings/privacy', { visibility: 'everybody', language: '<script>' })
    expect((await me()).source).toMatchObject({ privacy: 'public', language: 'vi' })
  })
})

describe('appearance', () => {
  it('is kept on this device and for the next one', async () => {
    const { status, response } = await post('/settings/appearance', {
      theme: 'dark',
      locale: 'en',
      text_only: '1',
      less_motion: '1',
    })
    expect(status).toBe(303)
    expect(cookiesOf(response)).toMatch(/xom_theme=dark.*xom_text_only=1.*xom_locale=en/)
    // Another device: the session alone.
    const page = await open('/settings/appearance')
    expect(page.text).toMatch(
      /<html[^>]*lang="en"[^>]*data-theme="dark"[^>]*data-text-only[^>]*data-motion="less"/,
    )
    expect(page.text).toMatch(/value="dark" checked/)
    // What this device says comes first.
    expect((await open('/settings/appearance', lan.session, 'xom_theme=light; xom_text_only=')).text).toMatch(
      /<html[^>]*data-theme="light"/,
    )
    await post('/settings/appearance', { theme: 'auto', locale: 'vi' })
    const after = await open('/settings/appearance')
    expect(after.text).toMatch(/<html lang="vi"/)
    expect(after.text).not.toMatch(/<html[^>]*data-(theme|text-only|motion)/)
  })
})

describe('the export', () => {
  let picture: string

  beforeAll(async () => {
    const { ctx } = server
    await follow(ctx, lan, hung.id, { reblogs: false, notify: true })
    await follow(ctx, mai, lan.id, {})
    await mute(ctx, lan, hung.id, { notifications: false })
    await block(ctx, hung, mai.id)
    const marked = await createStatus(ctx, hung, { text: 'Phở bò ở đầu ngõ' })
    await bookmark(ctx, lan, marked)
    const media = await server.api('POST', '/api/v2/media', {
      token: lan.token,
      body: formWith('file', await photo(60, 40), 'a.jpg', { description: 'Bát phở' }),
    })
    picture = media.body.url
    await createStatus(ctx, lan, {
      text: 'Phở của @hung ngon #phởbò',
      mediaIds: [media.body.id],
      inReplyToId: marked,
      language: 'vi',
    })
    await createStatus(ctx, lan, {
      text: 'Chỉ mình tôi biết',
      visibility: 'private',
      poll: { options: ['Có', 'Không'], expiresIn: 3600, multiple: false, hideTotals: false },
    })
  })

  const get = async (name: string, session = lan.session) => open(`/settings/export/${name}`, session)

  it('gives the lists in the columns that Mastodon reads', async () => {
    const domain = server.ctx.config.domain
    expect((await get('follows.csv')).text).toBe(
      `Account address,Show boosts,Notify on new posts,Languages\nhung@${domain},false,true,\n`,
    )
    expect((await get('mutes.csv')).text).toBe(`Account address,Hide notifications\nhung@${domain},false\n`)
    expect((await get('blocks.csv', hung.session)).text).toBe(`mai@${domain}\n`)
    expect((await get('blocks.csv')).text).toBe('')
    await blockDomain(server.ctx, lan, 'on-ao.example')
    expect((await get('domain_blocks.csv')).text).toBe('on-ao.example\n')
    expect((await get('followers.csv')).text).toBe(`Account address\nmai@${domain}\n`)
    expect((await get('bookmarks.csv')).text).toMatch(
      new RegExp(`^${server.origin}/users/hung/statuses/\\d+\\n$`),
    )
  })

  it('is a file for her alone', async () => {
    const { headers } = await get('follows.csv')
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="lan-\d{4}-\d\d-\d\d-follows\.csv"$/,
    )
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect((await server.request('/settings/export/follows.csv')).status).toBe(401)
    expect((await get('passwords.csv')).status).toBe(404)
  })

  it('gives the posts as ActivityStreams, private ones included', async () => {
    const outbox = JSON.parse((await get('outbox.json')).text)
    expect(outbox).toMatchObject({ type: 'OrderedCollection', totalItems: outbox.orderedItems.length })
    const [reply, secret] = outbox.orderedItems.slice(-2)
    expect(reply).toMatchObject({
      type: 'Create',
      actor: `${server.origin}/users/lan`,
      to: ['https://www.w3.org/ns/activitystreams#Public'],
      object: {
        type: 'Note',
        source: { content: 'Phở của @hung ngon #phởbò' },
        attachment: [{ name: 'Bát phở', mediaType: 'image/jpeg' }],
      },
    })
    expect(reply.object.inReplyTo).toMatch(/\/users\/hung\/statuses\/\d+$/)
    expect(reply.object.tag.map(({ name }: { name: string }) => name)).toEqual([
      `@hung@${server.ctx.config.domain}`,
      '#phởbò',
    ])
    expect(secret).toMatchObject({
      to: [`${server.origin}/users/lan/followers`],
      object: { type: 'Question', oneOf: [{ name: 'Có' }, { name: 'Không' }] },
    })
    const lines = (await get('posts.jsonl')).text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toEqual(outbox.orderedItems)
  })

  it('gives everything in one archive', async () => {
    const response = await server.request('/settings/export/archive.tar.gz', {
      headers: { cookie: lan.session },
    })
    const files = new Map<string, Buffer>()
    const tar = extract()
    Readable.fromWeb(response.body as never)
      .pipe(createGunzip())
      .pipe(tar)
    for await (const entry of tar) {
      const parts: Buffer[] = []
      for await (const part of entry) parts.push(part as Buffer)
      files.set(entry.header.name, Buffer.concat(parts))
    }
    const names = [
      'actor.json',
      'outbox.json',
      'follows.csv',
      'followers.csv',
      'blocks.csv',
      'mutes.csv',
      'domain_blocks.csv',
      'bookmarks.csv',
      'events.json',
      'moderation.json',
      'header.webp',
    ]
    const key = new URL(picture).pathname.slice('/media/'.length)
    expect([...files.keys()]).toEqual([...names, `media_attachments/files/${key}`])
    expect(JSON.parse(files.get('actor.json')!.toString())).toMatchObject({
      preferredUsername: 'lan',
      xom: { user: { email: 'lan@xom.test', locale: 'vi' } },
    })
    expect(files.get('outbox.json')!.toString()).toContain(`/media_attachments/files/${key}`)
    const kept = await server.request(`/media/${key}`)
    expect(files.get(`media_attachments/files/${key}`)).toEqual(Buffer.from(await kept.arrayBuffer()))
    expect(await readdir(join(server.ctx.config.dataDir, 'tmp'))).toEqual([])
  })

  it('lets go of everything when the reader hangs up', async () => {
    const response = await server.request('/settings/export/archive.tar.gz', {
      headers: { cookie: lan.session },
    })
    await response.body!.cancel()
    for (let tries = 0; tries < 50; tries += 1) {
      if ((await readdir(join(server.ctx.config.dataDir, 'tmp'))).length === 0) break
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect(await readdir(join(server.ctx.config.dataDir, 'tmp'))).toEqual([])
    expect((await get('follows.csv')).status).toBe(200)
  })
})
