import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { formWith, photo } from '../../../test/pictures.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { faceOf } from '../../lib/faces.ts'
import { suspendAccount, unsuspendAccount } from '../accounts/index.ts'
import { selectHidden } from './sql.ts'

let server: TestServer
let lan: Person
let minh: Person
/** Every file of Lan's: a picture, its preview, avatar, face and header. Paths. */
let hers: string[]
let his: string

const pathOf = (address: string) => new URL(address).pathname
const statuses = (paths: string[]) =>
  Promise.all(paths.map(async (path) => (await server.request(path)).status))
const all = (status: number) => hers.map(() => status)

async function upload(person: Person) {
  const body = formWith('file', await photo(60, 40))
  return (await server.api('POST', '/api/v2/media', { token: person.token, body })).body
}

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan', { displayName: 'Lan' })
  minh = await signUp(server, 'minh')
  const form = new FormData()
  for (const kind of ['avatar', 'header'])
    form.set(kind, new Blob([new Uint8Array(await photo(500, 400))]), 'a.jpg')
  const { body } = await server.api('PATCH', '/api/v1/accounts/update_credentials', {
    token: lan.token,
    body: form,
  })
  const picture = await upload(lan)
  await server.api('POST', '/api/v1/statuses', { token: lan.token, body: { media_ids: [picture.id] } })
  const avatar = pathOf(body.avatar)
  const face = `/media/${faceOf(avatar.slice('/media/'.length))}`
  hers = [avatar, face, pathOf(body.header), pathOf(picture.url), pathOf(picture.preview_url)]
  his = pathOf((await upload(minh)).url)
})
afterAll(() => server.close())

describe('the files of somebody who is suspended', () => {
  it('are not there for those who know the address, at once, and are again when it is lifted', async () => {
    expect(await statuses(hers)).toEqual(all(200))
    await suspendAccount(server.ctx, lan.id)
    expect(await statuses(hers)).toEqual(all(404))
    expect(await statuses([his])).toEqual([200])
    const part = await server.request(hers[3]!, { headers: { range: 'bytes=0-9' } })
    const known = `"${hers[3]!.slice(hers[3]!.lastIndexOf('/') + 1)}"`
    const again = await server.request(hers[3]!, { headers: { 'if-none-match': known } })
    expect([part.status, again.status]).toEqual([404, 404])
    await unsuspendAccount(server.ctx, lan.id)
    expect(await statuses(hers)).toEqual(all(200))
  })

  it('are not there while she waits to be deleted; signing in brings them back', async () => {
    const asked = await server.request('/settings/account/delete', {
      method: 'POST',
      headers: { cookie: lan.session },
      body: new URLSearchParams({ delete_password: lan.password }),
    })
    expect(asked.status).toBe(303)
    expect(await statuses(hers)).toEqual(all(404))
    const back = await server.request('/login', {
      method: 'POST',
      body: new URLSearchParams({ name: 'lan', password: lan.password }),
    })
    expect(back.status).toBe(303)
    expect(await statuses(hers)).toEqual(all(200))
  })

  it('are looked up through indexes', async () => {
    const plan = await server.ctx.tx(async (ctx) => {
      await ctx.db`set local enable_seqscan = off`
      expect(await selectHidden(ctx, 'ab/cd/x.jpg')).toBe(false)
      return ctx.db.unsafe<{ 'QUERY PLAN': string }[]>(
        "explain select m.account_id from media m where m.thumbnail = 'a' union all select id from accounts o where o.header_media = 'a'",
      )
    })
    const text = plan.map((row) => row['QUERY PLAN']).join()
    expect(text).toContain('media_thumbnail')
    expect(text).toContain('accounts_header')
  })
})
