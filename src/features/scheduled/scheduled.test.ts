import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { publishScheduled } from './scheduled.ts'

let server: TestServer
let lan: Person
let hung: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan', { locale: 'en' })
  hung = await signUp(server, 'hung')
})
afterAll(() => server.close())

const inMinutes = (minutes: number) => new Date(server.ctx.clock().getTime() + minutes * 60_000).toISOString()
const later = (body: object, headers = {}) =>
  server.api('POST', '/api/v1/statuses', {
    token: lan.token,
    headers,
    body: { status: 'Hẹn giờ', scheduled_at: inMinutes(10), ...body },
  })
const waiting = async (person = lan) =>
  (await server.api('GET', '/api/v1/scheduled_statuses', { token: person.token })).body as { id: string }[]
const posted = async () =>
  (await server.api('GET', `/api/v1/accounts/${lan.id}/statuses`, { token: lan.token })).body as {
    id: string
    content: string
    poll: object | null
  }[]

describe('a scheduled post', () => {
  it('waits, can be moved and taken back, and is its author’s alone', async () => {
    const { status, body } = await later({ spoiler_text: 'Tin', visibility: 'unlisted', language: 'vi' })
    expect(status).toBe(200)
    expect(body.params).toMatchObject({
      text: 'Hẹn giờ',
      spoiler_text: 'Tin',
      visibility: 'unlisted',
      language: 'vi',
    })
    expect(await posted()).toEqual([])
    const path = `/api/v1/scheduled_statuses/${body.id}`
    expect((await server.api('GET', path, { token: hung.token })).status).toBe(404)
    expect((await server.api('DELETE', path, { token: hung.token })).status).toBe(404)
    const at = inMinutes(60)
    const moved = await server.api('PUT', path, { token: lan.token, body: { scheduled_at: at } })
    expect(moved.body.scheduled_at).toBe(at)
    expect((await server.api('DELETE', path, { token: lan.token })).body).toEqual({})
    expect(await waiting()).toEqual([])
    await publishScheduled(server.ctx, { scheduledId: body.id })
    expect(await posted()).toEqual([])
  })

  it.each([
    [
      { scheduled_at: new Date(Date.now() + 60_000).toISOString() },
      'Scheduled at date must be in the future',
    ],
    [{ scheduled_at: '2001-01-01T00:00:00Z' }, 'Scheduled at date must be in the future'],
    [{ scheduled_at: 'tomorrow' }, 'Scheduled at is invalid'],
    [{ status: '' }, 'Validation failed'],
    [{ poll: { options: ['một'], expires_in: 3600 } }, 'must have more than one item'],
  ])('is refused at once with %j', async (body, message) => {
    const answer = await later(body)
    expect(answer.status).toBe(422)
    expect(answer.body.error).toContain(message)
    expect(await waiting()).toEqual([])
  })

  it('comes out once, with its poll, however often the job runs', async () => {
    const { body } = await later({ poll: { options: ['Có', 'Không'], expires_in: 600 } })
    await publishScheduled(server.ctx, { scheduledId: body.id })
    expect(await posted()).toEqual([])
    server.advance(11 * 60_000)
    await Promise.all([1, 2, 3].map(() => publishScheduled(server.ctx, { scheduledId: body.id })))
    await server.settle()
    const list = await posted()
    expect(list).toHaveLength(1)
    expect(list[0]!.poll).not.toBeNull()
    expect(await waiting()).toEqual([])
    const path = `/api/v1/scheduled_statuses/${body.id}`
    expect((await server.api('DELETE', path, { token: lan.token })).status).toBe(404)
    await server.api('DELETE', `/api/v1/statuses/${list[0]!.id}`, { token: lan.token })
  })

  it('stands alone when the post it answers is gone', async () => {
    const parent = await server.api('POST', '/api/v1/statuses', {
      token: hung.token,
      body: { status: 'Sẽ bị xóa' },
    })
    const { body } = await later({ status: 'Trả lời sau', in_reply_to_id: parent.body.id })
    await server.api('DELETE', `/api/v1/statuses/${parent.body.id}`, { token: hung.token })
    server.advance(11 * 60_000)
    await publishScheduled(server.ctx, { scheduledId: body.id })
    expect((await posted())[0]!.content).toContain('Trả lời sau')
  })

  it('keeps its picture until its hour, and takes nobody else’s', async () => {
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#a92a1c' } })
      .png()
      .toBuffer()
    const upload = async (person: Person) => {
      const form = new FormData()
      form.set('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'a.png')
      return (await server.api('POST', '/api/v2/media', { token: person.token, body: form })).body
        .id as string
    }
    const foreign = await later({ media_ids: [await upload(hung)] })
    expect([foreign.status, await waiting()]).toEqual([422, []])
    const id = await upload(lan)
    const { body } = await later({ status: 'Có ảnh', media_ids: [id] })
    expect(body.media_attachments[0].id).toBe(id)
    const reserved = () => server.ctx.db`select 1 from media where id = ${id} and scheduled_id = ${body.id}`
    expect(await reserved()).toHaveLength(1)
    server.advance(11 * 60_000)
    await publishScheduled(server.ctx, { scheduledId: body.id })
    const [newest] = (await posted()) as unknown as { media_attachments: { id: string }[] }[]
    expect(newest!.media_attachments.map((media) => media.id)).toEqual([id])
    expect(await reserved()).toHaveLength(0)
  })

  it('is stored once for one idempotency key', async () => {
    const headers = { 'idempotency-key': 'hen-gio-mot-lan' }
    const [a, b] = await Promise.all([later({}, headers), later({}, headers)])
    expect(a.body.id).toBe(b.body.id)
    expect(await waiting()).toHaveLength(1)
  })

  it('has a page with plain forms', async () => {
    const [item] = await waiting()
    const form = (path: string, fields: Record<string, string>) =>
      server.request(path, {
        method: 'POST',
        headers: { cookie: lan.session, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      })
    const page = async () => (await server.request('/scheduled', { headers: { cookie: lan.session } })).text()
    expect(await page()).toContain('Hẹn giờ')
    const moved = await form(`/scheduled/${item!.id}`, { scheduled_at: '2027-05-01T08:30' })
    expect([moved.status, moved.headers.get('location')]).toEqual([303, '/scheduled'])
    expect(await page()).toContain('value="2027-05-01T08:30"')
    expect((await form(`/scheduled/${item!.id}/delete`, {})).status).toBe(303)
    expect(await page()).toContain('Nothing is waiting')
  })
})

describe('a draft', () => {
  const form = (path: string, fields: [string, string][], person = lan) =>
    server.request(path, {
      method: 'POST',
      headers: { cookie: person.session, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    })
  const page = async (path: string, person = lan) =>
    (await server.request(path, { headers: { cookie: person.session } })).text()

  it('is kept from the composer, opened in it again, changed and thrown away', async () => {
    const saved = await form('/drafts', [
      ['status', 'Chưa xong đâu'],
      ['visibility', 'private'],
      ['poll[options][]', 'Có'],
      ['poll[options][]', 'Không'],
      ['evil', 'x'],
    ])
    expect([saved.status, saved.headers.get('location')]).toEqual([303, '/drafts'])
    const list = await page('/drafts')
    expect(list).toContain('Chưa xong đâu')
    const id = /\/compose\?draft=(\d+)/.exec(list)![1]!
    const composer = await page(`/compose?draft=${id}`)
    expect(composer).toContain('Chưa xong đâu')
    expect(composer).toContain('Không')
    expect(await page(`/compose?draft=${id}`, hung)).not.toContain('Chưa xong đâu')
    await form('/drafts', [
      ['status', 'Xong rồi'],
      ['draft_id', id],
    ])
    expect(await page('/drafts')).toContain('Xong rồi')
    expect(await page('/drafts')).not.toContain('Chưa xong đâu')
    expect((await form(`/drafts/${id}/delete`, [], hung)).status).toBe(404)
    expect((await form(`/drafts/${id}/delete`, [])).status).toBe(303)
    expect(await page('/drafts')).toContain('No drafts yet')
  })

  it('cannot be kept by somebody unknown, who gets the text back beside the way in', async () => {
    const answer = await server.request('/drafts', {
      method: 'POST',
      body: new URLSearchParams({ status: 'một dòng' }),
    })
    const html = await answer.text()
    expect([answer.status, html.includes('một dòng'), html.includes('/login?next=')]).toEqual([
      401,
      true,
      true,
    ])
  })
})
