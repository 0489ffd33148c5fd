import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { animation, bomb, formWith, gradient, photo } from '../../../test/pictures.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import type { MediaAttachment } from './api.ts'

let server: TestServer
let lan: Person
let hung: Person

beforeAll(async () => {
  // Without ffmpeg, whatever this machine has: video.test.ts is about the other case.
  process.env['PATH'] = '/nowhere'
  server = await startServer({ config: { maxUpload: 4 * 1024 * 1024 } })
  lan = await signUp(server, 'lan', { locale: 'en' })
  hung = await signUp(server, 'hung', { locale: 'en' })
})
afterAll(() => server.close())

const send = (data: Uint8Array, name?: string, more?: Record<string, string>, token = lan.token) =>
  server.api<MediaAttachment & { error: string }>('POST', '/api/v2/media', {
    token,
    body: formWith('file', data, name, more),
  })

async function fetchFile(url: string | null, headers: Record<string, string> = {}, method = 'GET') {
  const response = await server.request(new URL(url!).pathname, { headers, method })
  return { response, data: Buffer.from(await response.arrayBuffer()) }
}

const sizes = (media: MediaAttachment) => media.meta as Record<'original' | 'small', Record<string, unknown>>

const waiting = async () => (await readdir(join(server.ctx.config.dataDir, 'tmp')).catch(() => [])).length

describe('a photo', () => {
  it('comes back without its place, its camera and its owner', async () => {
    const original = await photo()
    expect((await sharp(original).metadata()).exif?.toString('latin1')).toContain('Lan')
    const { status, body } = await send(original)
    expect(status).toBe(200)
    for (const url of [body.url, body.preview_url]) {
      const { data } = await fetchFile(url)
      const facts = await sharp(data).metadata()
      expect(facts.exif).toBeUndefined()
      expect(facts.xmp).toBeUndefined()
      expect(facts.icc).toBeUndefined()
      expect(data.toString('latin1')).not.toContain('Lan')
    }
    expect(await waiting()).toBe(0)
  })

  it('is described as Mastodon describes it', async () => {
    const { body } = await send(await photo(1200, 800), 'x.jpg', {
      description: ' Hồ Gươm ',
      focus: '0.25,-0.5',
    })
    expect(body).toMatchObject({ type: 'image', description: 'Hồ Gươm', remote_url: null, text_url: null })
    expect(body.blurhash).toMatch(/^[\w#$%*+,\-.:;=?@[\]^{|}~]{28}$/)
    expect(body.meta).toMatchObject({
      original: { width: 1200, height: 800, size: '1200x800', aspect: 1.5 },
      small: { width: 640, height: 427, size: '640x427' },
      focus: { x: 0.25, y: -0.5 },
    })
  })

  it('is turned upright and keeps its colours', async () => {
    const { body } = await send(await photo(300, 200, 6))
    expect(sizes(body).original).toMatchObject({ width: 200, height: 300 })
    const { data } = await fetchFile(body.url)
    const { dominant } = await sharp(data).extract({ left: 0, top: 0, width: 200, height: 100 }).stats()
    expect(dominant.r).toBeGreaterThan(dominant.b + 50)
  })

  it('is made smaller than 4K, in proportion', async () => {
    const { body } = await send(await photo(6000, 3000))
    const { width, height } = sizes(body).original as { width: number; height: number }
    expect(width * height).toBeLessThanOrEqual(3840 * 2160)
    expect(width / height).toBeCloseTo(2, 2)
  })

  it('stays a PNG when it was a small one, with its transparency', async () => {
    const png = await sharp({ create: { width: 20, height: 20, channels: 4, background: '#ff000080' } })
      .png()
      .toBuffer()
    const { body } = await send(png, 'a.png')
    const { response, data } = await fetchFile(body.url)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect((await sharp(data).metadata()).hasAlpha).toBe(true)
  })

  it('may be WebP or AVIF', async () => {
    for (const data of [await gradient(64, 64).webp().toBuffer(), await gradient(64, 64).avif().toBuffer()]) {
      const { status, body } = await send(data, 'x.bin')
      expect(status).toBe(200)
      expect(body.url).toMatch(/\.webp$/)
    }
  })
})

describe('an animation', () => {
  it('keeps its frames and loses its comments and what hangs behind its end', async () => {
    const gif = await animation(4)
    const comment = Buffer.concat([Buffer.from([0x21, 0xfe, 6]), Buffer.from('bi mat'), Buffer.from([0])])
    const start = 13 + 3 * 2 ** ((gif[10]! & 7) + 1)
    const dirty = Buffer.concat([
      gif.subarray(0, start),
      comment,
      gif.subarray(start),
      Buffer.from('<script>PK'),
    ])
    const { status, body } = await send(dirty, 'a.gif')
    expect(status).toBe(200)
    const { data, response } = await fetchFile(body.url)
    expect(response.headers.get('content-type')).toBe('image/gif')
    expect((await sharp(data).metadata()).pages).toBe(4)
    expect(data.toString('latin1')).not.toMatch(/bi mat|script/)
    expect(body.preview_url).toMatch(/\.webp$/)
  })

  it('may be a WebP, which loses its EXIF', async () => {
    const webp = await sharp(await animation(3), { animated: true })
      .withExif({ IFD0: { Artist: 'Lan' } })
      .webp()
      .toBuffer()
    expect(webp.toString('latin1')).toContain('EXIF')
    const { body } = await send(webp, 'a.webp')
    const { data } = await fetchFile(body.url)
    const facts = await sharp(data).metadata()
    expect([facts.pages, facts.exif]).toEqual([3, undefined])
    expect(data.toString('latin1')).not.toContain('EXIF')
  })
})

describe('bad input', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  const lie = 'Validation failed: File content type is invalid, File is invalid'

  it.each([
    ['text that says it is a photo', Buffer.from('xin chào, tôi là ảnh')],
    ['an SVG', Buffer.from(svg)],
    ['an SVG with an XML head', Buffer.from(`<?xml version="1.0"?>${svg}`)],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj')],
    ['an archive', Buffer.from('PK\u0003\u0004 and so on and so on and so on')],
    ['only the head of a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46])],
    ['a page behind the head of a GIF', Buffer.from(`GIF89a<script>alert(1)</script>${' '.repeat(50)}`)],
  ])('refuses %s', async (_, data) => {
    const { status, body } = await send(data, 'anh.jpg')
    expect([status, body.error]).toEqual([422, lie])
  })

  it('refuses a photo that breaks off', async () => {
    const whole = await photo()
    const { status } = await send(whole.subarray(0, whole.length / 2))
    expect(status).toBe(422)
  })

  it('refuses a decompression bomb without unpacking it', async () => {
    const before = process.memoryUsage().rss
    const { status, body } = await send(bomb(), 'bomb.png')
    expect([status, body.error]).toEqual([422, '50000x50000 images are not supported'])
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
  })

  it('refuses nothing at all, in two ways', async () => {
    expect((await send(Buffer.alloc(0))).body.error).toBe("Validation failed: File can't be blank")
    const empty = await server.api('POST', '/api/v2/media', { token: lan.token, body: { description: 'x' } })
    expect([empty.status, empty.body.error]).toEqual([422, "Validation failed: File can't be blank"])
  })

  it('refuses a film that it could not clean of its place, and says why', async () => {
    const mp4 = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42'), Buffer.alloc(200)])
    const { status, body } = await send(mp4, 'a.mp4')
    expect(status).toBe(422)
    expect(body.error).toContain('ffmpeg')
  })

  it('refuses too much with 413 and keeps nothing', async () => {
    const { status } = await send(Buffer.alloc(5 * 1024 * 1024, 1))
    expect(status).toBe(413)
    const hundred = await send(Buffer.alloc(100 * 1024 * 1024, 1))
    expect(hundred.status).toBe(413)
    expect(await waiting()).toBe(0)
  })

  it('refuses too long a description and a focus that is none', async () => {
    const data = await photo(40, 40)
    expect((await send(data, 'a.jpg', { description: 'ă'.repeat(1501) })).status).toBe(422)
    expect((await send(data, 'a.jpg', { focus: 'giữa' })).status).toBe(422)
    expect(
      (await send(data, 'a.jpg', { description: 'ă'.repeat(1500), focus: '7,-7' })).body.meta['focus'],
    ).toEqual({ x: 1, y: -1 })
  })

  it('wants to know who sends', async () => {
    const body = formWith('file', await photo(40, 40))
    expect((await server.api('POST', '/api/v2/media', { body })).status).toBe(401)
    const reader = await signUp(server, 'docthoi', { scopes: 'read' })
    expect((await send(await photo(40, 40), 'a.jpg', {}, reader.token)).status).toBe(403)
  })
})

describe('what is not posted yet', () => {
  it('can be seen, described anew and deleted by its owner alone', async () => {
    const { body } = await send(await photo(80, 80))
    const path = `/api/v1/media/${body.id}`
    expect((await server.api('GET', path, { token: lan.token })).body).toEqual(body)
    expect((await server.api('GET', path, { token: hung.token })).status).toBe(404)
    expect((await server.api('PUT', path, { token: hung.token, body: { description: 'x' } })).status).toBe(
      404,
    )
    const put = await server.api('PUT', path, {
      token: lan.token,
      body: { description: 'Mái đình', focus: '-1,1' },
    })
    expect(put.body).toMatchObject({ description: 'Mái đình', meta: { focus: { x: -1, y: 1 } } })
    expect((await server.api('DELETE', path, { token: hung.token })).status).toBe(404)
    expect((await server.api('DELETE', path, { token: lan.token })).status).toBe(200)
    await server.settle()
    expect((await fetchFile(body.url)).response.status).toBe(404)
  })

  it('takes a poster of the owner’s choice', async () => {
    const { body } = await send(await photo(80, 80))
    const form = formWith('thumbnail', await photo(200, 100))
    const put = await server.api('PUT', `/api/v1/media/${body.id}`, { token: lan.token, body: form })
    expect(put.body.preview_url).not.toBe(body.preview_url)
    const { data } = await fetchFile(put.body.preview_url)
    expect(await sharp(data).metadata()).toMatchObject({ width: 200, height: 100 })
  })

  it('goes after a day, unless a draft still shows it', async () => {
    const left = (await send(await photo(80, 80))).body
    const drafted = (await send(await photo(80, 80))).body
    await server.ctx.db`
      insert into drafts (account_id, params) values (${lan.id}, ${server.ctx.db.json({ media_ids: [drafted.id] })})`
    server.advance(25 * 3_600_000)
    await server.ctx.enqueue('media.sweep', {})
    await server.settle()
    expect((await server.api('GET', `/api/v1/media/${left.id}`, { token: lan.token })).status).toBe(404)
    expect((await fetchFile(left.url)).response.status).toBe(404)
    expect((await fetchFile(drafted.url)).response.status).toBe(200)
  })

  it('can be posted once, by its owner, four at most', async () => {
    const ids = await Promise.all([1, 2, 3, 4, 5].map(async () => (await send(await photo(40, 40))).body.id))
    const post = (token: string, media_ids: string[]) =>
      server.api('POST', '/api/v1/statuses', { token, body: { status: 'Ảnh', media_ids } })
    expect((await post(hung.token, [ids[0]!])).status).toBe(422)
    expect((await post(lan.token, ids)).body.error).toBe('Cannot attach more than 4 files')
    const posted = await post(lan.token, [ids[2]!, ids[0]!])
    expect(posted.body.media_attachments.map(({ id }: MediaAttachment) => id)).toEqual([ids[2], ids[0]])
    expect((await post(lan.token, [ids[0]!])).status).toBe(422)
    expect((await server.api('DELETE', `/api/v1/media/${ids[0]}`, { token: lan.token })).status).toBe(422)
    expect((await server.api('GET', `/api/v1/media/${ids[0]}`, { token: lan.token })).status).toBe(404)
  })
})

describe('a stored file', () => {
  it('is served as data that never changes, whole or in parts', async () => {
    const { body } = await send(await photo(80, 80))
    const { response, data } = await fetchFile(body.url)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(data.length),
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
    })
    const part = await fetchFile(body.url, { range: 'bytes=10-19' })
    expect([part.response.status, part.response.headers.get('content-range')]).toEqual([
      206,
      `bytes 10-19/${data.length}`,
    ])
    expect(part.data).toEqual(data.subarray(10, 20))
    expect((await fetchFile(body.url, { range: 'bytes=-5' })).data).toEqual(data.subarray(-5))
    expect((await fetchFile(body.url, { range: 'bytes=20-' })).data).toEqual(data.subarray(20))
    const outside = await fetchFile(body.url, { range: `bytes=${data.length}-` })
    expect([outside.response.status, outside.response.headers.get('content-range')]).toEqual([
      416,
      `bytes */${data.length}`,
    ])
    expect((await fetchFile(body.url, { range: 'bytes=9-1' })).response.status).toBe(200)
    const etag = response.headers.get('etag')!
    expect((await fetchFile(body.url, { 'if-none-match': etag })).response.status).toBe(304)
    const head = await fetchFile(body.url, {}, 'HEAD')
    expect([head.data.length, head.response.headers.get('content-length')]).toEqual([0, String(data.length)])
  })

  it('has an address that nobody can guess', async () => {
    const { body } = await send(await photo(40, 40))
    expect(new URL(body.url!).pathname).toMatch(/^\/media\/[0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f]{32}\.jpg$/)
  })

  it.each([
    '/media/',
    '/media/x',
    '/media/../xom.db',
    '/media/%2e%2e/%2e%2e/etc/passwd',
    '/media/a//b.jpg',
    '/media/incoming/aa/bb/cc.mp4',
    '/media/aa.svg',
  ])('is not found at %s', async (path) => {
    expect((await server.request(path)).status).toBe(404)
  })
})
