import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { closePoll } from './polls.ts'

let server: TestServer
let lan: Person
let hung: Person
let mai: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan', { locale: 'en' })
  hung = await signUp(server, 'hung', { locale: 'en' })
  mai = await signUp(server, 'mai', { locale: 'en' })
})
afterAll(() => server.close())

const ask = (poll: object, extra: object = {}) =>
  server.api('POST', '/api/v1/statuses', {
    token: lan.token,
    body: {
      status: 'Họp xóm lúc nào?',
      poll: { options: ['Tối thứ Bảy', 'Sáng Chủ nhật'], expires_in: 3600, ...poll },
      ...extra,
    },
  })
const cast = (person: Person, poll: { id: string }, choices: unknown) =>
  server.api('POST', `/api/v1/polls/${poll.id}/votes`, { token: person.token, body: { choices } })

describe('a poll', () => {
  it('shows its options and counts, and to the author as voted in', async () => {
    const { status, body } = await ask({})
    expect(status).toBe(200)
    expect(body.poll).toMatchObject({
      expired: false,
      multiple: false,
      votes_count: 0,
      voted: true,
      own_votes: [],
    })
    expect(body.poll.options.map((option: { title: string }) => option.title)).toEqual([
      'Tối thứ Bảy',
      'Sáng Chủ nhật',
    ])
  })

  it('counts a vote once, also when two come at the same moment', async () => {
    const { poll } = (await ask({})).body
    const answers = await Promise.all([cast(hung, poll, [1]), cast(hung, poll, [1]), cast(mai, poll, ['0'])])
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 200, 422])
    const refused = answers.find((answer) => answer.status === 422)!
    expect(refused.body.error).toBe('Validation failed: You have already voted on this poll')
    const seen = (await server.api('GET', `/api/v1/polls/${poll.id}`, { token: hung.token })).body
    expect(seen).toMatchObject({ votes_count: 2, voters_count: 2, voted: true, own_votes: [1] })
    expect(seen.options.map((option: { votes_count: number }) => option.votes_count)).toEqual([1, 1])
  })

  it.each([
    [[0, 1], 'Only one choice is allowed'],
    [[2], 'The chosen vote option does not exist'],
    [[-1], 'The chosen vote option does not exist'],
    [['x'], 'The chosen vote option does not exist'],
    [[], "Choices can't be blank"],
  ])('with one answer refuses %j', async (choices, message) => {
    const { poll } = (await ask({})).body
    const { status, body } = await cast(hung, poll, choices)
    expect(status).toBe(422)
    expect(body.error).toContain(message)
  })

  it('with several answers takes several, each once', async () => {
    const { poll } = (await ask({ multiple: true })).body
    const { body } = await cast(hung, poll, [1, 0, 1])
    expect(body).toMatchObject({ votes_count: 2, voters_count: 1, own_votes: [0, 1] })
  })

  it('cannot be voted in by its author', async () => {
    const { poll } = (await ask({})).body
    const { status, body } = await cast(lan, poll, [0])
    expect([status, body.error]).toEqual([422, 'Validation failed: You cannot vote in your own polls'])
  })

  it('keeps its counts to itself until the end when it was asked to', async () => {
    const { poll } = (await ask({ hide_totals: true })).body
    const { body } = await cast(hung, poll, [0])
    expect(body.options[0].votes_count).toBeNull()
    expect(body.votes_count).toBe(1)
  })

  it.each([
    [{ options: ['một'] }, 'must have more than one item'],
    [{ options: ['một', '  '] }, 'must have more than one item'],
    [{ options: ['a', 'b', 'c', 'd', 'e'] }, "can't contain more than 4 items"],
    [{ options: ['Chợ', 'chợ'] }, 'contain duplicate items'],
    [{ options: ['ơ'.repeat(101), 'b'] }, "can't be longer than 100 characters each"],
    [{ expires_in: 299 }, 'Deadline is too soon'],
    [{ expires_in: 2_592_001 }, 'Deadline is too far into the future'],
  ])('is refused with %j', async (poll, message) => {
    const { status, body } = await ask(poll)
    expect(status).toBe(422)
    expect(body.error).toContain('Validation failed')
    expect(body.error).toContain(message)
  })

  it('is not there for people who may not see its post', async () => {
    const { poll } = (await ask({}, { visibility: 'private' })).body
    expect((await server.api('GET', `/api/v1/polls/${poll.id}`, { token: hung.token })).status).toBe(404)
    expect((await server.api('GET', `/api/v1/polls/${poll.id}`)).status).toBe(404)
    expect((await cast(hung, poll, [0])).status).toBe(404)
    expect((await server.api('GET', '/api/v1/polls/99999999999999999999')).status).toBe(404)
  })

  it('is voted in by a plain form, and shows the result in words', async () => {
    const status = (await ask({})).body
    const back = `/@lan/${status.id}`
    const headers = { cookie: hung.session }
    const before = await (await server.request(back, { headers })).text()
    expect(before).toContain(`action="/statuses/${status.id}/vote"`)
    const sent = await server.request(`/statuses/${status.id}/vote`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams([
        ['choices[]', '1'],
        ['back', back],
      ]).toString(),
    })
    expect([sent.status, sent.headers.get('location')]).toEqual([303, back])
    const after = await (await server.request(back, { headers })).text()
    expect(after).toContain('your vote')
    expect(after).toContain('100%')
    expect(after).not.toContain('type="radio"')
  })

  it('never leads to another site after voting', async () => {
    const status = (await ask({})).body
    const sent = await server.request(`/statuses/${status.id}/vote`, {
      method: 'POST',
      headers: { cookie: mai.session, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams([
        ['choices[]', '0'],
        ['back', '//evil.example'],
      ]).toString(),
    })
    expect(sent.headers.get('location')).toBe('/')
  })

  it('at its end refuses votes and tells voters and author once', async () => {
    const status = (await ask({ hide_totals: true, expires_in: 300 })).body
    await cast(hung, status.poll, [0])
    await closePoll(server.ctx, { pollId: status.poll.id })
    expect((await server.api('GET', `/api/v1/polls/${status.poll.id}`)).body.expired).toBe(false)
    server.advance(301_000)
    expect((await cast(mai, status.poll, [0])).body.error).toBe(
      'Validation failed: The poll has already ended',
    )
    await closePoll(server.ctx, { pollId: status.poll.id })
    await closePoll(server.ctx, { pollId: status.poll.id })
    await server.settle()
    const seen = (await server.api('GET', `/api/v1/polls/${status.poll.id}`)).body
    expect(seen).toMatchObject({ expired: true, options: [{ votes_count: 1 }, { votes_count: 0 }] })
    for (const [person, count] of [
      [lan, 1],
      [hung, 1],
      [mai, 0],
    ] as const) {
      const told = await server.api('GET', '/api/v1/notifications?types[]=poll', { token: person.token })
      expect(
        told.body.filter((item: { status: { id: string } }) => item.status.id === status.id),
      ).toHaveLength(count)
    }
  })
})
