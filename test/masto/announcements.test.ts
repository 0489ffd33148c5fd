import { createRestAPIClient, type mastodon } from 'masto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { vietnamDay } from '../../src/lib/time.ts'
import { type Person, signUp } from '../people.ts'
import { startServer, type TestServer } from '../server.ts'
import { mastoSchemas } from './schemas.ts'

/** What the network says to everybody, as the typed client reads it. */
let server: TestServer
let chief: Person
let client: mastodon.rest.Client
let is: ReturnType<typeof mastoSchemas>

beforeAll(async () => {
  is = mastoSchemas()
  server = await startServer()
  const url = await server.listen()
  chief = await signUp(server, 'truong', { role: 'admin' })
  const lan = await signUp(server, 'lan')
  client = createRestAPIClient({ url, accessToken: lan.token })
})
afterAll(() => server?.close())

const form = async (path: string, body: Record<string, string>) => {
  const answer = await server.request(path, {
    method: 'POST',
    headers: { cookie: chief.session },
    body: new URLSearchParams(body),
  })
  expect(answer.status).toBe(303)
}

describe('masto', () => {
  it('reads announcements, reacts to them and puts them away', async () => {
    const { body: post } = await server.api('POST', '/api/v1/statuses', {
      token: chief.token,
      body: { status: 'Bài' },
    })
    const text = `Họp xóm với @lan #họp ${post.url}`
    await form('/admin/announcements', { text, act: 'now' })
    await form('/admin/announcements', {
      text: 'Cả ngày',
      act: 'now',
      starts_on: '2026-11-25',
      ends_on: '2099-01-01',
    })
    const list = await client.v1.announcements.list()
    expect(list).toHaveLength(2)
    const one = list.find(({ content }) => content.includes('Họp xóm'))!
    await client.v1.announcements.$select(one.id).reactions.$select('🎉').update()
    await client.v1.announcements.$select(one.id).dismiss()
    const again = await client.v1.announcements.list()
    for (const each of again) is('announcement', each)
    expect(again.find(({ id }) => id === one.id)).toMatchObject({
      read: true,
      reactions: [{ name: '🎉', count: 1, me: true }],
      mentions: [{ acct: 'lan' }],
      statuses: [{ id: post.id }],
      tags: [{ name: 'họp' }],
    })
    await client.v1.announcements.$select(one.id).reactions.$select('🎉').remove()
    expect((await client.v1.announcements.list()).flatMap(({ reactions }) => reactions)).toEqual([])
    await expect(client.v1.announcements.$select('1').dismiss()).rejects.toThrow()
  })

  it('reads the rules with their translations and the long description', async () => {
    await form('/admin/network', {
      name: 'Xóm',
      description: 'Xóm thử',
      about: 'Chúng tôi\n\nlà ai',
      registrations: 'open',
      locale: 'vi',
      contactUsername: '',
      contactEmail: '',
      rules: 'Tử tế',
      rules_other: 'Be kind | to each other',
    })
    const { rules } = await client.v2.instance.fetch()
    expect(rules).toHaveLength(1)
    for (const rule of rules) is('rule', rule)
    expect(rules[0]!.translations['en']).toEqual({ text: 'Be kind', hint: 'to each other' })
    expect((await server.api('GET', '/api/v1/instance/rules')).body).toHaveLength(1)
    const about = await client.v1.instance.extendedDescription.fetch()
    is('extendedDescription', about)
    expect(about).toMatchObject({ content: '<p>Chúng tôi</p><p>là ai</p>', updatedAt: expect.any(String) })
  })

  it('has no types for terms and privacy, which answer as Mastodon documents them', async () => {
    const effective_on = vietnamDay(server.ctx.clock())
    await form('/admin/terms/terms', { terms_text: 'Điều khoản', terms_effective_on: effective_on })
    const Terms = z.strictObject({
      effective_date: z.iso.date(),
      effective: z.boolean(),
      content: z.string(),
      succeeded_by: z.iso.date().nullable(),
    })
    for (const path of ['terms_of_service', `terms_of_service/${effective_on}`])
      Terms.parse((await server.api('GET', `/api/v1/instance/${path}`)).body)
    const Privacy = z.strictObject({ updated_at: z.iso.datetime(), content: z.string().min(1) })
    Privacy.parse((await server.api('GET', '/api/v1/instance/privacy_policy')).body)
  })
})
