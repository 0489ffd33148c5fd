import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { photo } from '../../../test/pictures.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { faceAddress, faceOf, missingFace } from '../../lib/faces.ts'

let server: TestServer
let lan: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan')
})
afterAll(() => server.close())

/** Gives her a picture; answers its storage key. */
async function avatar(): Promise<string> {
  const form = new FormData()
  form.set('avatar', new Blob([new Uint8Array(await photo(900, 700))]), 'toi.jpg')
  const { body } = await server.api('PATCH', '/api/v1/accounts/update_credentials', {
    token: lan.token,
    body: form,
  })
  return new URL(body.avatar).pathname.slice('/media/'.length)
}

const bytes = async (path: string) => Buffer.from(await (await server.request(path)).arrayBuffer())

describe('the face beside an avatar', () => {
  it('is what pages show, of 96 pixels and some 2 kB; clients get the 400 pixels', async () => {
    const key = await avatar()
    const face = `/media/${faceOf(key)}`
    const small = await bytes(face)
    expect((await sharp(small).metadata()).width).toBe(96)
    expect(small.byteLength).toBeLessThan(4000)
    expect((await sharp(await bytes(`/media/${key}`)).metadata()).width).toBe(400)

    await server.api('POST', '/api/v1/statuses', { token: lan.token, body: { status: 'Chào cả xóm' } })
    await server.settle()
    const html = await (await server.request('/', { headers: { cookie: lan.session } })).text()
    expect(html).toContain(face)
    expect(html).not.toContain('/media/avatars/')
    const { body } = await server.api('GET', `/api/v1/accounts/${lan.id}`)
    expect(body.avatar_static).toContain(`/media/${key}`)
  })

  it('is made when it is first asked for, once for all who ask, where the avatar is older than faces', async () => {
    const face = faceOf(await avatar())!
    await server.ctx.storage.remove([face])
    const answers = await Promise.all(Array.from({ length: 12 }, () => server.request(`/media/${face}`)))
    expect(answers.map((answer) => answer.status)).toEqual(Array(12).fill(200))
    expect((await sharp(Buffer.from(await answers[7]!.arrayBuffer())).metadata()).width).toBe(96)
    expect(await server.ctx.storage.size(face)).toBeGreaterThan(0)
    expect((await server.request(`/media/faces/ab/cd/abcd${'0'.repeat(28)}.webp`)).status).toBe(404)
  })

  it('goes with its avatar', async () => {
    const key = await avatar()
    const face = faceOf(key)!
    expect(await server.ctx.storage.size(face)).not.toBeNull()
    await server.ctx.enqueue('media.removeFiles', { keys: [key] })
    await server.settle()
    expect(await server.ctx.storage.size(face)).toBeNull()
    expect((await server.request(`/media/${face}`)).status).toBe(404)
  })

  it('is a drawing of less than 1 kB for people without a picture; pictures from elsewhere stay theirs', async () => {
    expect(faceAddress(server.origin, `${server.origin}/avatars/missing.png`)).toBe(missingFace)
    for (const far of ['https://xa.example/media/avatars/ab/cd/x.webp', 'https://xa.example/a.png'])
      expect(faceAddress(server.origin, far)).toBe(far)
    const small = await bytes(missingFace)
    expect((await sharp(small).metadata()).width).toBe(96)
    expect(small.byteLength).toBeLessThan(1000)
  })
})
