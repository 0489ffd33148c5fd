import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { inTreeOrder } from './thread.ts'

let server: TestServer
let lan: Person
let hung: Person
let mai: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan')
  hung = await signUp(server, 'hung')
  mai = await signUp(server, 'mai')
  await server.api('POST', `/api/v1/accounts/${lan.id}/follow`, { token: hung.token })
  await server.settle()
})
afterAll(() => server?.close())

const post = async (who: Person, body: object, headers: Record<string, string> = {}) =>
  server.api('POST', '/api/v1/statuses', { token: who.token, body, headers })

describe('who may see what, from outside', () => {
  const expected = {
    //          author follower stranger mentioned anonymous
    public: [200, 200, 200, 200, 200],
    unlisted: [200, 200, 200, 200, 200],
    private: [200, 200, 404, 200, 404],
    direct: [200, 404, 404, 200, 404],
  }
  for (const [visibility, codes] of Object.entries(expected)) {
    it(`${visibility}: author, follower, stranger, mentioned, anonymous`, async () => {
      const binh = await signUp(server, `binh_${visibility}`)
      const { body } = await post(lan, { status: `@binh_${visibility} chào bạn #riêng`, visibility })
      const readers = [lan.token, hung.token, mai.token, binh.token, undefined]
      const paths = ['', '/context', '/history', '/favourited_by']
      for (const path of paths) {
        const answers = await Promise.all(
          readers.map((token) => server.api('GET', `/api/v1/statuses/${body.id}${path}`, { token })),
        )
        expect(answers.map((answer) => answer.status)).toEqual(codes)
      }
      const acts = await Promise.all(
        [hung.token, mai.token].map((token) =>
          server.api('POST', `/api/v1/statuses/${body.id}/favourite`, { token }),
        ),
      )
      expect(acts.map((answer) => answer.status)).toEqual([codes[1], codes[2]])
      const boosted = await server.api('POST', `/api/v1/statuses/${body.id}/reblog`, { token: binh.token })
      expect(boosted.status).toBe(visibility === 'public' || visibility === 'unlisted' ? 200 : 403)
      await server.settle()
      const onTag = await server.api('GET', '/api/v1/timelines/tag/rieng')
      expect(onTag.body.some((status: { id: string }) => status.id === body.id)).toBe(visibility === 'public')
      const profile = await server.api('GET', `/api/v1/accounts/${lan.id}/statuses`)
      expect(profile.body.some((status: { id: string }) => status.id === body.id)).toBe(codes[4] === 200)
    })
  }

  it('a blocked person sees nothing of the one who blocked her', async () => {
    const { body } = await post(mai, { status: 'chuyện nhà mình' })
    await server.api('POST', `/api/v1/accounts/${hung.id}/block`, { token: mai.token })
    expect((await server.api('GET', `/api/v1/statuses/${body.id}`, { token: hung.token })).status).toBe(404)
    expect(
      (
        await server.api('POST', '/api/v1/statuses', {
          token: hung.token,
          body: { status: 'này', in_reply_to_id: body.id },
        })
      ).status,
    ).toBe(404)
    await server.api('POST', `/api/v1/accounts/${hung.id}/unblock`, { token: mai.token })
  })

  it('nobody edits or deletes what is not hers', async () => {
    const { body } = await post(lan, { status: 'của Lan' })
    expect((await server.api('DELETE', `/api/v1/statuses/${body.id}`, { token: hung.token })).status).toBe(
      404,
    )
    expect(
      (
        await server.api('PUT', `/api/v1/statuses/${body.id}`, {
          token: hung.token,
          body: { status: 'của Hùng' },
        })
      ).status,
    ).toBe(404)
    expect(
      (await server.api('GET', `/api/v1/statuses/${body.id}/source`, { token: hung.token })).status,
    ).toBe(404)
  })
})

describe('posting', () => {
  it('renders mentions, tags and links once, and finds the tag without marks', async () => {
    const { body } = await post(lan, {
      status: 'Chào @hung, xem https://vi.wikipedia.org/wiki/X%C3%B3m #ThờiSự <b>không</b>',
    })
    expect(body.content).toContain(`${server.origin}/@hung`)
    expect(body.content).toContain('&lt;b&gt;')
    expect(body.tags).toEqual([expect.objectContaining({ name: 'ThờiSự' })])
    expect(body.mentions.map((mention: { acct: string }) => mention.acct)).toEqual(['hung'])
    const found = await server.api('GET', '/api/v1/timelines/tag/thoi_su')
    expect(found.body.map((status: { id: string }) => status.id)).toContain(body.id)
  })

  it('keeps one post for one Idempotency-Key, also for twenty at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post(lan, { status: 'chỉ một lần' }, { 'idempotency-key': 'k1' })),
    )
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1)
    const other = await post(hung, { status: 'của người khác' }, { 'idempotency-key': 'k1' })
    expect(other.body.id).not.toBe(answers[0]!.body.id)
  })

  it.each([
    ['nothing', { status: '  ' }, 422],
    ['too much', { status: 'ă'.repeat(5001) }, 422],
    ['an unknown visibility', { status: 'a', visibility: 'everyone' }, 422],
    ['a reply to nothing', { status: 'a', in_reply_to_id: '1' }, 404],
    ['a reply to a huge id', { status: 'a', in_reply_to_id: '99999999999999999999999' }, 422],
    ['media that are not there', { status: 'a', media_ids: ['1'] }, 422],
    ['text of another type', { status: { a: 1 } }, 422],
    ['a poll with one option', { status: 'a', poll: { options: ['x'], expires_in: 300 } }, 422],
  ])('refuses %s and leaves nothing behind', async (_, body, status) => {
    const count = async () =>
      (await server.ctx.db<{ n: number }[]>`select count(*)::int as n from statuses`)[0]!.n
    const before = await count()
    const answer = await post(lan, body)
    expect(answer.status).toBe(status)
    expect(answer.body.error).toEqual(expect.any(String))
    expect(await count()).toBe(before)
  })

  it('counts a link as 23 and takes 5,000 graphemes', async () => {
    const link = `https://example.org/${'a'.repeat(400)}`
    expect((await post(lan, { status: `${'ễ'.repeat(4970)} ${link}` })).status).toBe(200)
  })

  it('answers broken bodies with 400', async () => {
    const send = (body: BodyInit, type: string) =>
      server.request('/api/v1/statuses', {
        method: 'POST',
        body,
        headers: { authorization: `Bearer ${lan.token}`, 'content-type': type },
      })
    expect((await send('{"status":', 'application/json')).status).toBe(400)
    expect((await send('[1]', 'application/json')).status).toBe(400)
    expect((await send(new Uint8Array([0x7b, 0xff, 0x7d]), 'application/json')).status).toBe(400)
    expect((await send('status=%00', 'application/x-www-form-urlencoded')).status).toBe(400)
    expect((await send('status=ok', 'application/x-www-form-urlencoded')).status).toBe(200)
    expect((await send('status=ok', 'text/weird')).status).toBe(415)
  })

  it('asks for a token, and for the right one', async () => {
    expect((await server.api('POST', '/api/v1/statuses', { body: { status: 'a' } })).status).toBe(401)
    expect(
      (await server.api('POST', '/api/v1/statuses', { token: 'nope', body: { status: 'a' } })).status,
    ).toBe(401)
    const reader = await signUp(server, 'reader', { scopes: 'read' })
    const refused = await server.api('POST', '/api/v1/statuses', {
      token: reader.token,
      body: { status: 'a' },
      headers: { 'accept-language': 'en' },
    })
    expect([refused.status, refused.body.error]).toEqual([
      403,
      'This action is outside the authorized scopes',
    ])
    const inVietnamese = await server.api('POST', '/api/v1/statuses', {
      body: {},
      headers: { 'accept-language': 'vi-VN' },
    })
    expect(inVietnamese.body.error).toBe('Bạn cần đăng nhập để làm việc này')
  })

  it('keeps every form of an edited post', async () => {
    const { body } = await post(lan, { status: 'lần một' })
    await server.api('PUT', `/api/v1/statuses/${body.id}`, { token: lan.token, body: { status: 'lần hai' } })
    await server.api('PUT', `/api/v1/statuses/${body.id}`, { token: lan.token, body: { status: 'lần hai' } })
    const history = await server.api('GET', `/api/v1/statuses/${body.id}/history`)
    expect(history.body.map((edit: { content: string }) => edit.content)).toEqual([
      '<p>lần một</p>',
      '<p>lần hai</p>',
    ])
    const now = await server.api('GET', `/api/v1/statuses/${body.id}`)
    expect(now.body).toMatchObject({ content: '<p>lần hai</p>', edited_at: expect.any(String) })
  })

  it('without its poll takes the poll away, and the history shows it', async () => {
    const poll = { options: ['sáng', 'chiều'], expires_in: 3600 }
    const { body } = await post(lan, { status: 'Họp lúc nào?', poll })
    const edit = (change: object) =>
      server.api('PUT', `/api/v1/statuses/${body.id}`, { token: lan.token, body: change })
    await server.api('POST', `/api/v1/polls/${body.poll.id}/votes`, {
      token: hung.token,
      body: { choices: [0] },
    })
    const kept = await edit({ status: 'Họp khi nào?', poll })
    expect(kept.body.poll).toMatchObject({ id: body.poll.id, votes_count: 1 })
    expect((await edit({})).body.details.text[0].error).toBe('ERR_BLANK')
    const without = await edit({ status: 'Họp khi nào?' })
    expect([without.status, without.body.poll]).toEqual([200, null])
    expect((await server.api('GET', `/api/v1/polls/${body.poll.id}`, { token: lan.token })).status).toBe(404)
    const { body: history } = await server.api('GET', `/api/v1/statuses/${body.id}/history`)
    const options = [{ title: 'sáng' }, { title: 'chiều' }]
    expect(history.map((version: { poll?: object }) => version.poll)).toEqual([
      { options },
      { options },
      undefined,
    ])
    server.advance(2 * 3_600_000)
    await server.settle()
    const again = await edit({ status: 'Họp khi nào?', poll: { ...poll, multiple: true } })
    expect(again.body.poll).toMatchObject({ multiple: true, votes_count: 0 })
  })

  it('may only prolong its poll', async () => {
    const poll = { options: ['sáng', 'chiều'], expires_in: 3600 }
    const { body } = await post(lan, { status: 'Đi chợ lúc nào?', poll })
    const edit = (expires_in: number) =>
      server.api('PUT', `/api/v1/statuses/${body.id}`, {
        token: lan.token,
        body: { status: 'Đi chợ lúc nào?', poll: { ...poll, expires_in } },
      })
    expect((await edit(3600)).body.edited_at).toBeNull()
    const longer = await edit(86_400)
    expect(longer.body.edited_at).not.toBeNull()
    expect(Date.parse(longer.body.poll.expires_at) - Date.parse(body.poll.expires_at)).toBeGreaterThan(
      80_000_000,
    )
  })

  it('forgets the votes when the options of a poll change', async () => {
    const poll = (options: string[]) => ({ status: 'Họp lúc nào?', poll: { options, expires_in: 3600 } })
    const { body } = await post(lan, poll(['sáng', 'chiều']))
    await server.api('POST', `/api/v1/polls/${body.poll.id}/votes`, {
      token: hung.token,
      body: { choices: [0] },
    })
    const edit = (options: string[]) =>
      server.api('PUT', `/api/v1/statuses/${body.id}`, { token: lan.token, body: poll(options) })
    expect((await edit(['sáng', 'chiều'])).body.poll.votes_count).toBe(1)
    expect((await edit(['sáng', 'tối'])).body.poll).toMatchObject({
      votes_count: 0,
      options: [{ title: 'sáng' }, { title: 'tối' }],
    })
  })

  it('deletes a post with its boosts, everywhere, and gives its text back', async () => {
    const { body } = await post(lan, { status: 'sắp xóa' })
    const boost = await server.api('POST', `/api/v1/statuses/${body.id}/reblog`, { token: hung.token })
    await server.settle()
    const home = async (who: Person) =>
      (await server.api('GET', '/api/v1/timelines/home', { token: who.token })).body.map(
        (status: { id: string }) => status.id,
      )
    expect(await home(hung)).toContain(body.id)
    const gone = await server.api('DELETE', `/api/v1/statuses/${body.id}`, { token: lan.token })
    expect(gone.body.text).toBe('sắp xóa')
    expect(await home(hung)).not.toContain(body.id)
    await server.settle()
    expect((await server.api('GET', `/api/v1/statuses/${boost.body.id}`, { token: hung.token })).status).toBe(
      404,
    )
    const left = await server.ctx
      .db`select id from statuses where id = ${body.id} or reblog_of_id = ${body.id}`
    expect(left.length).toBe(0)
  })

  it('keeps counters exact under a crowd', async () => {
    const { body } = await post(lan, { status: 'đếm cho đúng' })
    const crowd = [hung, mai, lan]
    await Promise.all(
      crowd.flatMap((who) =>
        Array.from({ length: 6 }, () =>
          server.api('POST', `/api/v1/statuses/${body.id}/favourite`, { token: who.token }),
        ),
      ),
    )
    await Promise.all(
      crowd.flatMap((who) =>
        Array.from({ length: 4 }, () =>
          server.api('POST', `/api/v1/statuses/${body.id}/reblog`, { token: who.token }),
        ),
      ),
    )
    await Promise.all(crowd.map((who) => post(who, { status: 'trả lời', in_reply_to_id: body.id })))
    const now = await server.api('GET', `/api/v1/statuses/${body.id}`, { token: lan.token })
    expect(now.body).toMatchObject({ favourites_count: 3, reblogs_count: 3, replies_count: 3 })
    await Promise.all(
      crowd.flatMap((who) =>
        Array.from({ length: 3 }, () =>
          server.api('POST', `/api/v1/statuses/${body.id}/unfavourite`, { token: who.token }),
        ),
      ),
    )
    expect(
      (await server.api('GET', `/api/v1/statuses/${body.id}`, { token: lan.token })).body.favourites_count,
    ).toBe(0)
  })
})

describe('threads', () => {
  it('shows what a post answers and what answers it, depth first', async () => {
    const say = async (text: string, to?: string) =>
      (await post(lan, { status: text, ...(to ? { in_reply_to_id: to } : {}) })).body.id as string
    const root = await say('gốc')
    const a = await say('a', root)
    const b = await say('b', root)
    const a1 = await say('a1', a)
    const whole = await server.api('GET', `/api/v1/statuses/${root}/context`)
    expect(whole.body.descendants.map((status: { id: string }) => status.id)).toEqual([a, a1, b])
    const middle = await server.api('GET', `/api/v1/statuses/${a}/context`)
    expect(middle.body.ancestors.map((status: { id: string }) => status.id)).toEqual([root])
    expect(middle.body.descendants.map((status: { id: string }) => status.id)).toEqual([a1])
  })

  it('puts a chain of 20,000 replies in order without falling over', () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => ({
      id: String(n + 2),
      in_reply_to_id: String(n + 1),
      account_id: '1',
    }))
    expect(inTreeOrder('1', rows).length).toBe(20_000)
  })
})
