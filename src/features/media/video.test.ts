import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { animation, formWith, photo } from '../../../test/pictures.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

const run = promisify(execFile)
const there = await run('ffmpeg', ['-version']).then(
  () => true,
  () => false,
)

/** On a machine with ffmpeg; media.test.ts is about those without. */
describe.skipIf(!there)('with ffmpeg', () => {
  let server: TestServer
  let lan: Person
  let folder: string

  beforeAll(async () => {
    server = await startServer()
    lan = await signUp(server, 'lan', { locale: 'en' })
    folder = await mkdtemp(join(tmpdir(), 'xom-video-'))
  })
  afterAll(async () => {
    await server.close()
    await rm(folder, { recursive: true, force: true })
  })

  const picture = ['-f', 'lavfi', '-i', 'testsrc=size=320x240:rate=15:duration=2']
  const sound = ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=2']
  const place = [
    '-metadata',
    'location=+21.0285+105.8542/',
    '-metadata',
    'artist=Chị Lan',
    '-metadata',
    'comment=bí mật',
  ]

  async function made(name: string, args: string[]): Promise<Buffer> {
    const path = join(folder, name)
    await run('ffmpeg', ['-v', 'error', '-y', ...args, path])
    return readFile(path)
  }

  async function send(data: Uint8Array, name: string, path = '/api/v2/media') {
    const first = await server.api('POST', path, { token: lan.token, body: formWith('file', data, name) })
    return { first, get: () => server.api('GET', `/api/v1/media/${first.body.id}`, { token: lan.token }) }
  }

  async function facts(url: string) {
    const response = await server.request(new URL(url).pathname)
    const data = Buffer.from(await response.arrayBuffer())
    const path = join(folder, 'fetched')
    await writeFile(path, data)
    const { stdout } = await run('ffprobe', [
      '-v',
      'error',
      '-show_format',
      '-show_streams',
      '-of',
      'json',
      path,
    ])
    return { data, response, ...JSON.parse(stdout) }
  }

  it('a film is taken at once, worked on, and then there without its place', async () => {
    const film = await made('film.mov', [
      ...picture,
      ...sound,
      '-c:v',
      'libx264',
      '-pix_fmt',
      'yuv420p',
      '-c:a',
      'aac',
      ...place,
    ])
    expect(film.toString('latin1')).toContain('+21.0285+105.8542')
    const { first, get } = await send(film, 'film.mov')
    expect([first.status, first.body.url, first.body.type]).toEqual([202, null, 'video'])
    expect((await get()).status).toBe(206)
    const early = await server.api('POST', '/api/v1/statuses', {
      token: lan.token,
      body: { status: 'Phim', media_ids: [first.body.id] },
    })
    expect([early.status, early.body.error]).toEqual([
      422,
      'Cannot attach files that have not finished processing. Try again in a moment!',
    ])
    await server.settle()
    const { status, body } = await get()
    expect(status).toBe(200)
    expect(body).toMatchObject({
      type: 'video',
      meta: {
        width: 320,
        height: 240,
        fps: 15,
        original: { width: 320, height: 240, frame_rate: '15/1' },
        small: { width: 320, height: 240 },
      },
    })
    expect(body.meta.length).toMatch(/^0:00:0[12]\.\d\d$/)
    expect(body.blurhash).toBeTruthy()
    const after = await facts(body.url)
    expect(after.response.headers.get('content-type')).toBe('video/mp4')
    expect(after.data.toString('latin1')).not.toMatch(/105\.8542|Lan|m\u1eadt/)
    expect(after.format.tags?.location).toBeUndefined()
    // Playable before it is whole: the index comes first.
    expect(after.data.indexOf('moov')).toBeLessThan(after.data.indexOf('mdat'))
    const poster = await server.request(new URL(body.preview_url).pathname)
    expect((await sharp(Buffer.from(await poster.arrayBuffer())).metadata()).width).toBe(320)
    expect(await readdir(join(server.ctx.config.dataDir, 'tmp'))).toEqual([])
    await server.settle()
    for await (const key of server.ctx.storage.list()) expect(key).not.toMatch(/^incoming/)
  })

  it('a film that browsers do not play becomes one that they do', async () => {
    const film = await made('film.mkv', [...picture, '-c:v', 'mpeg4', ...place])
    const { get } = await send(film, 'film.mkv', '/api/v1/media')
    await server.settle()
    const after = await facts((await get()).body.url)
    expect(after.streams[0]).toMatchObject({ codec_name: 'h264', pix_fmt: 'yuv420p' })
  })

  it('a GIF that moves becomes a silent film', async () => {
    const { first, get } = await send(await animation(5, 64), 'a.gif')
    expect([first.status, first.body.type]).toEqual([202, 'gifv'])
    await server.settle()
    const { body } = await get()
    expect(body).toMatchObject({ type: 'gifv', meta: { width: 64, height: 64 } })
    expect(body.url).toMatch(/\.mp4$/)
  })

  it.each([
    ['mp3', ['-c:a', 'libmp3lame'], 'audio/mpeg'],
    ['m4a', ['-c:a', 'aac'], 'audio/mp4'],
    ['ogg', ['-c:a', 'libvorbis'], 'audio/ogg'],
    ['opus', ['-c:a', 'libopus'], 'audio/ogg'],
    ['flac', ['-c:a', 'flac'], 'audio/flac'],
    ['wav', [], 'audio/wav'],
  ])('a sound as %s keeps its codec and loses its tags', async (extension, codec, type) => {
    const { first, get } = await send(
      await made(`a.${extension}`, [...sound, ...codec, ...place]),
      `a.${extension}`,
    )
    expect([first.status, first.body.type]).toEqual([202, 'audio'])
    await server.settle()
    const { body } = await get()
    expect(body.meta.duration).toBeCloseTo(2, 0)
    const after = await facts(body.url)
    expect(after.response.headers.get('content-type')).toBe(type)
    expect(after.data.toString('latin1')).not.toMatch(/105\.8542|Lan/)
  })

  it('a film that is only a head fails, is said to have failed, and leaves no file', async () => {
    const film = await made('film.mp4', [...picture, '-c:v', 'libx264'])
    const { first, get } = await send(film.subarray(0, 400), 'film.mp4')
    expect(first.status).toBe(202)
    await server.settle()
    expect(await get()).toMatchObject({
      status: 422,
      body: { error: 'Error processing thumbnail for uploaded media' },
    })
    await server.settle()
    for await (const key of server.ctx.storage.list()) expect(key).not.toMatch(/^incoming/)
  })

  it('a photo needs no second look', async () => {
    expect((await send(await photo(60, 40), 'a.jpg')).first.status).toBe(200)
  })
})
