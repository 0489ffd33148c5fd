import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let lan: Person
let hung: Person
let mai: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan')
  hung = await signUp(server, 'hung')
  mai = await signUp(server, 'mai')
  // Hùng follows Lan, Lan follows Mai.
  await server.api('POST', `/api/v1/accounts/${lan.id}/follow`, { token: hung.token })
  await server.api('POST', `/api/v1/accounts/${mai.id}/follow`, { token: lan.token })
})
afterAll(() => server.close())

const post = (person: Person, body: object) =>
  server.api('POST', '/api/v1/statuses', { token: person.token, body })
const choose = async (xom: object) => {
  const open = { replies_from: 'everyone', mentions_from: 'everyone', messages_from: 'everyone' }
  const answer = await server.api('PATCH', '/api/v1/accounts/update_credentials', {
    token: lan.token,
    body: { source: { xom: { ...open, ...xom } } },
  })
  expect(answer.status).toBe(200)
  return answer.body
}

describe('a person who lets in only some', () => {
  it('is mentioned only by them, and the writer is told whose name to take out', async () => {
    const mine = await choose({ mentions_from: 'followed' })
    expect(mine.source.xom.mentions_from).toBe('followed')
    const refused = await post(hung, { status: 'Chào @lan nhé' })
    expect(refused.status).toBe(403)
    expect(refused.body.error).toContain('@lan chỉ nhận nhắc tên từ người mình theo dõi')
    expect((await post(mai, { status: 'Chào @lan nhé' })).status).toBe(200)
    expect((await post(lan, { status: 'Tôi là @lan' })).status).toBe(200)
  })

  it('is not mentioned through an edit either, but what named her before may be corrected', async () => {
    await choose({})
    const before = await post(hung, { status: 'Chào @lan' })
    const plain = await post(hung, { status: 'Chào xóm' })
    await choose({ mentions_from: 'nobody' })
    const edit = (id: string, status: string) =>
      server.api('PUT', `/api/v1/statuses/${id}`, { token: hung.token, body: { status } })
    expect((await edit(plain.body.id, 'Chào @lan')).status).toBe(403)
    expect((await edit(before.body.id, 'Chào @lan nhé')).status).toBe(200)
  })

  it('is written to only by them, and by those whom she wrote to herself', async () => {
    await choose({ messages_from: 'nobody' })
    const direct = { visibility: 'direct' }
    const refused = await post(hung, { status: '@lan ơi', ...direct })
    expect([refused.status, refused.body.error]).toEqual([403, '@lan không nhận tin nhắn'])
    const first = await post(lan, { status: '@hung ơi', ...direct })
    const answer = await post(hung, { status: '@lan đây', ...direct, in_reply_to_id: first.body.id })
    expect(answer.status).toBe(200)
    // His own message is no way in.
    expect((await post(hung, { status: '@lan nữa', ...direct, in_reply_to_id: answer.body.id })).status).toBe(
      403,
    )
  })

  it('is answered only by them, now and below what she wrote before; answers that stand there stay', async () => {
    await choose({})
    const asked = await post(lan, { status: 'Ai có thang không?' })
    const kept = await post(mai, { status: 'Tôi có', in_reply_to_id: asked.body.id })
    await choose({ replies_from: 'followers' })
    const answer = (person: Person, id = asked.body.id) => post(person, { status: 'Đây', in_reply_to_id: id })
    expect((await answer(mai)).body.error).toContain('@lan chỉ nhận trả lời')
    expect((await answer(hung)).status).toBe(200)
    // Nor by way of somebody else's answer in her thread.
    expect((await answer(mai, kept.body.id)).status).toBe(403)
    const thread = await server.api('GET', `/api/v1/statuses/${asked.body.id}/context`)
    expect(thread.body.descendants.map((one: { id: string }) => one.id)).toContain(kept.body.id)
    const shown = await server.api('GET', `/api/v1/accounts/${lan.id}`)
    expect(shown.body.xom.replies_from).toBe('followers')
  })
})

describe('a post with a choice of its own', () => {
  it('overrides the setting, is shown with the post, and lets in whom it names', async () => {
    await choose({ replies_from: 'nobody' })
    const open = await post(lan, { status: 'Mời cả xóm', reply_policy: 'everyone' })
    expect((await post(mai, { status: 'Vâng', in_reply_to_id: open.body.id })).status).toBe(200)
    const named = await post(lan, { status: '@hung giúp tôi', reply_policy: 'mentioned' })
    expect(named.body.xom.reply_policy).toBe('mentioned')
    expect((await post(hung, { status: 'Vâng', in_reply_to_id: named.body.id })).status).toBe(200)
    expect((await post(mai, { status: 'Vâng', in_reply_to_id: named.body.id })).status).toBe(403)
    const page = await (await server.request(`/@lan/${named.body.id}`)).text()
    expect(page).toContain('Chỉ người được nhắc tên mới trả lời được')
  })

  it('can be changed while it stands, by its author alone, and is no edit', async () => {
    await choose({})
    const { body: open } = await post(lan, { status: 'Ai cũng trả lời được' })
    const path = `/api/v1/statuses/${open.id}/reply_policy`
    const change = (person: Person, reply_policy: string | null) =>
      server.api('PUT', path, { token: person.token, body: { reply_policy } })
    expect((await change(hung, 'mentioned')).status).toBe(404)
    const closed = await change(lan, 'mentioned')
    expect([closed.body.xom.reply_policy, closed.body.edited_at]).toEqual(['mentioned', null])
    expect((await post(mai, { status: 'Ơ', in_reply_to_id: open.id })).status).toBe(403)
    const form = await server.request(`/statuses/${open.id}/reply-policy`, {
      method: 'POST',
      headers: { cookie: lan.session, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ reply_policy: '' }).toString(),
    })
    expect(form.status).toBe(303)
    expect((await post(mai, { status: 'À', in_reply_to_id: open.id })).status).toBe(200)
  })

  it('is chosen in the composer, which keeps what was typed when somebody is not let in', async () => {
    await choose({})
    const send = (person: Person, fields: Record<string, string>) =>
      server.request('/compose', {
        method: 'POST',
        headers: { cookie: person.session, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      })
    const sent = await send(lan, { status: 'Chỉ bạn bè trả lời', reply_policy: 'followed' })
    expect(sent.status).toBe(303)
    const [mine] = (await server.api('GET', `/api/v1/accounts/${lan.id}/statuses`)).body
    expect(mine.xom.reply_policy).toBe('followed')
    const refused = await send(hung, { status: 'Câu tôi đã viết', in_reply_to_id: mine.id })
    const html = await refused.text()
    expect([refused.status, html.includes('Câu tôi đã viết')]).toEqual([422, true])
    expect(html).toContain('@lan chỉ nhận trả lời dưới bài này từ người mình theo dõi')
  })

  it('does not stop the moderators of the community where it stands', async () => {
    const made = await server.api('POST', '/api/v1/communities', {
      token: mai.token,
      body: { username: 'xom_cho', name: 'Xóm Chợ' },
    })
    expect(made.status).toBe(200)
    for (const person of [lan, hung])
      await server.api('POST', `/api/v1/accounts/${made.body.id}/follow`, { token: person.token })
    await server.settle()
    const asked = await post(lan, {
      status: 'Bán xe',
      community_id: made.body.id,
      title: 'Bán xe',
      reply_policy: 'mentioned',
    })
    expect(asked.status).toBe(200)
    const answer = (person: Person) => post(person, { status: 'Hỏi chút', in_reply_to_id: asked.body.id })
    expect([(await answer(hung)).status, (await answer(mai)).status]).toEqual([403, 200])
  })
})
