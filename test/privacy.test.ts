import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pastDecision } from './past-decision.ts'
import { type Person, signUp } from './people.ts'
import { formWith, photo } from './pictures.ts'
import { startServer, type TestServer } from './server.ts'

/**
 * What is written in a private community, tried on every route of the app by everybody who should not see it. The
 * list is the app's own: a route that is added tomorrow is tried tomorrow.
 */

/** Words that stand nowhere but inside the community. */
const secrets = {
  post: 'bimatmotchulay',
  reply: 'bimathaitraloi',
  title: 'bimatbatieude',
  option: 'bimatbonluachon',
  description: 'bimatnammota',
  tag: 'bimatsauthe',
  decision: 'bimatbayquyetdinh',
  event: 'bimattamsukien',
  question: 'bimattamcauhoi',
  conclusion: 'bimattamketluan',
}

let server: TestServer
let ids: Record<string, string[]>
let file: string
/** The same, as its sender's client loads it. */
let signed: string
let member: Person
const outsiders: Record<string, Person | null> = {}

const post = async (person: Person, path: string, body: unknown = {}) => {
  const answer = await server.api('POST', path, { token: person.token, body })
  expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBe(200)
  return answer.body
}

const admit = async (founder: Person, community: string, person: Person) => {
  await post(person, `/api/v1/communities/${community}/join`)
  await post(founder, `/api/v1/communities/${community}/requests/${person.id}/authorize`)
}

beforeAll(async () => {
  server = await startServer()
  const scopes = 'read write follow push admin:read admin:write'
  const founder = await signUp(server, 'chu_xom')
  member = await signUp(server, 'hang_xom')
  const stranger = await signUp(server, 'nguoi_la', { scopes })
  const former = await signUp(server, 'nguoi_cu', { scopes })
  const banned = await signUp(server, 'bi_cam', { scopes })
  const neighbour = await signUp(server, 'xom_khac', { scopes })
  const operator = await signUp(server, 'co_hai', { scopes, role: 'moderator' })
  const room = await post(founder, '/api/v1/communities', {
    username: 'xom_kin',
    display_name: 'Xóm kín',
    private: true,
    joining: 'request',
  })
  await post(neighbour, '/api/v1/communities', { username: 'xom_ben', display_name: 'Xóm bên' })
  await admit(founder, room.id, member)
  await admit(founder, room.id, former)
  await admit(founder, room.id, banned)

  const picture = await server.api('POST', '/api/v2/media', {
    token: founder.token,
    body: formWith('file', await photo(300, 200), 'a.jpg', { description: secrets.description }),
  })
  const mention = `@${room.account.acct}`
  // Everybody follows the author, and two of the outsiders are named: neither opens the room.
  for (const person of [stranger, former, banned, neighbour, operator]) {
    await post(person, `/api/v1/accounts/${founder.id}/follow`)
  }
  const first = await post(founder, '/api/v1/statuses', {
    status: `${mention} @nguoi_la @nguoi_cu ${secrets.post} #${secrets.tag}`,
    media_ids: [picture.body.id],
  })
  const poll = await post(founder, '/api/v1/statuses', {
    status: `${mention} Chọn đi`,
    poll: { options: [secrets.option, 'khác'], expires_in: 3600 },
  })
  const reply = await post(member, '/api/v1/statuses', {
    status: `@nguoi_la ${secrets.reply}`,
    in_reply_to_id: first.id,
  })
  await post(founder, `/api/v1/statuses/${first.id}/pin`)
  await post(former, `/api/v1/statuses/${first.id}/bookmark`)
  await post(former, `/api/v1/statuses/${first.id}/favourite`)
  const event = await post(founder, '/api/v1/events', {
    title: secrets.event,
    description: secrets.event,
    place: secrets.event,
    start: '22/5/2027 19:30',
    community_id: room.id,
  })
  for (const person of [former, banned])
    await post(person, `/api/v1/events/${event.id}/rsvp`, { answer: 'going', reminder: 60 })
  const series = await post(founder, '/api/v1/briefing_series', { name: 'Họp kín', community: 'xom_kin' })
  const dates = { period_from: '2015-01-01', period_to: '2015-07-01', ahead_to: '2016-01-01' }
  const briefing = await post(founder, `/api/v1/briefing_series/${series.id}/briefings`, {
    number: 1,
    ...dates,
  })
  const question = await post(member, `/api/v1/briefings/${briefing.id}/questions`, {
    text: secrets.question,
  })
  await post(founder, `/api/v1/briefing_questions/${question.id}/vote`, { vote: 'agree' })
  await server.settle()
  await post(former, `/api/v1/communities/${room.id}/leave`)
  const { sanction } = await import('../src/features/communities/index.ts')
  await sanction(server.ctx, room.id, banned.id, 'ban', null)
  await server.settle()

  const said = { kind: 'limit', title: secrets.conclusion, text: secrets.conclusion }
  const finding = await post(founder, `/api/v1/briefings/${briefing.id}/findings`, said)
  const action = await post(founder, `/api/v1/briefings/${briefing.id}/action_items`, said)

  file = new URL(first.media_attachments[0].url).pathname
  signed = file + new URL(first.media_attachments[0].url).search
  ids = {
    id: [
      room.id,
      first.id,
      reply.id,
      poll.id,
      poll.poll.id,
      picture.body.id,
      founder.id,
      member.id,
      event.id,
      briefing.id,
      action.id,
    ],
    part: ['finding', 'action'],
    item: [finding.id, action.id],
    revision: ['1', '2'],
    at: ['@chu_xom', '@hang_xom', '@xom_kin'],
    handle: ['xom_kin', 'chu_xom'],
    name: ['xom_kin', 'chu_xom'],
    tag: [secrets.tag],
    month: ['2027-05'],
    file: [`${event.id}.ics`, 'rss.xml'],
    account: [founder.id, member.id],
    threadId: [first.id, poll.id],
    series: [series.slug],
    number: ['1'],
    n: ['1'],
    thread: [first.id, poll.id],
  }
  const { insertDecisionsIn } = await import('../src/cli/community/sql.ts')
  await insertDecisionsIn(server.ctx, room.id, [pastDecision(secrets.decision)])
  Object.assign(outsiders, { anonymous: null, stranger, former, banned, neighbour, operator })
}, 120_000)
afterAll(() => server.close())

/** The route as addresses, with every id that could lead to the secret in every place. */
function addresses(path: string): string[] {
  let found = [path.replace(/\{[^}]*\}/g, '')]
  for (const [whole, name] of path.replace(/\{[^}]*\}/g, '').matchAll(/:(\w+)\??/g)) {
    const values = ids[name!] ?? ids['id']!
    found = found.flatMap((one) => values.map((value) => one.replace(whole, encodeURIComponent(value))))
  }
  return found.map((one) => one.replace(/\*$/, ''))
}

const routes = (methods: RegExp) => [
  ...new Set(
    server.app.routes
      .filter(({ method, path }) => methods.test(method) && !path.endsWith('*'))
      .map(({ method, path }) => `${method} ${path}`),
  ),
]

const queries = ['', `?q=${secrets.post}&type=statuses&resolve=true`, '?text=x&reply=ID&edit=ID&status=ID']

/** The first that a stream says: it has no end. */
async function beginning(response: Response): Promise<string> {
  const reader = response.body!.getReader()
  const { value } = await reader.read()
  await reader.cancel()
  return new TextDecoder().decode(value)
}

async function ask(person: Person | null, method: string, address: string, body?: unknown): Promise<string> {
  const api = address.startsWith('/api/')
  const headers: Record<string, string> = {}
  if (person && api) headers['authorization'] = `Bearer ${person.token}`
  if (person && !api) headers['cookie'] = person.session
  if (body !== undefined) headers['content-type'] = 'application/json'
  const response = await server.request(address, {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  expect(response.status, `${method} ${address}`).toBeLessThan(500)
  // What never ends is read until it has said what it shows now.
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) return beginning(response)
  return response.text()
}

/** Which of the secrets stand in an answer. A search page repeats the words that were searched for: not a leak. */
const leaked = (text: string, address: string): string[] =>
  Object.entries(secrets)
    .filter(([, word]) => text.includes(word) && !address.includes(word))
    .map(([name]) => name)

async function readAll(person: Person | null): Promise<{ found: string[]; asked: number }> {
  const found: string[] = []
  let asked = 0
  for (const route of routes(/^GET$/)) {
    const [, path] = route.split(' ') as [string, string]
    // A stream of news: open for a member as long as she listens.
    if (person === member && path.endsWith('/truc-tiep/dong')) continue
    for (const address of addresses(path).flatMap((one) =>
      queries.map((query) => one + query.replaceAll('ID', ids['threadId']![0]!)),
    )) {
      asked += 1
      const words = leaked(await ask(person, 'GET', address), address)
      if (words.length > 0) found.push(`${address}: ${words}`)
    }
  }
  return { found, asked }
}

describe('a private community', () => {
  it('is read by its members on many routes, so that the looking below finds what there is to find', {
    timeout: 120_000,
  }, async () => {
    const { found } = await readAll(member)
    for (const name of Object.keys(secrets).filter((one) => one !== 'title')) {
      expect(found.join('\n')).toContain(name)
    }
    expect(found.length).toBeGreaterThan(10)
  })

  it.each(['anonymous', 'stranger', 'former', 'banned', 'neighbour', 'operator'])(
    'shows nothing on any route that can be read: %s',
    { timeout: 120_000 },
    async (name) => {
      const { found, asked } = await readAll(outsiders[name]!)
      expect(found).toEqual([])
      expect(asked).toBeGreaterThan(200)
    },
  )

  it('keeps its pictures to itself', async () => {
    for (const [name, person] of Object.entries(outsiders)) {
      const response = await server.request(file, { headers: person ? { cookie: person.session } : {} })
      expect(`${name} ${response.status}`).toBe(`${name} 404`)
    }
    expect((await server.request(file, { headers: { cookie: member.session } })).status).toBe(200)
  })

  it('gives a client addresses that open for its reader as long as she is a member, and for nobody made up', async () => {
    expect((await server.request(signed)).status).toBe(200)
    const { body } = await server.api('GET', `/api/v1/statuses/${ids['threadId']![0]}`, {
      token: member.token,
    })
    const hers = new URL(body.media_attachments[0].url)
    expect((await server.request(hers.pathname + hers.search)).status).toBe(200)
    const history = await server.api('GET', `/api/v1/statuses/${ids['threadId']![0]}/history`, {
      token: member.token,
    })
    const then = new URL(history.body[0].media_attachments[0].url)
    expect(then.pathname + then.search).toBe(hers.pathname + hers.search)
    const forged = hers.search.replace(/[^.]+$/, 'A'.repeat(22))
    expect((await server.request(file + forged)).status).toBe(404)
    // It was passed on, and somebody tries it two weeks later.
    server.advance(15 * 86_400_000)
    expect((await server.request(hers.pathname + hers.search)).status).toBe(404)
    server.advance(-15 * 86_400_000)
    await post(member, `/api/v1/communities/${ids['id']![0]}/leave`)
    expect((await server.request(hers.pathname + hers.search)).status).toBe(404)
  })

  // Last: among other things the operator suspends the author.
  it.each(['stranger', 'former', 'banned', 'neighbour', 'operator'])(
    'says nothing in answer to anything that is sent: %s',
    { timeout: 120_000 },
    async (name) => {
      const found: string[] = []
      const [first] = ids['threadId']!
      const body = { status: 'x', in_reply_to_id: first, id: [first], status_ids: [first], choices: [0] }
      for (const route of routes(/^(POST|PUT|PATCH|DELETE)$/)) {
        const [method, path] = route.split(' ') as [string, string]
        // These end the session or the account with which the others are tried.
        if (/log_?out|\/delete|revoke|deactivate|\/sessions/.test(path)) continue
        for (const address of addresses(path)) {
          const words = leaked(await ask(outsiders[name]!, method, address, body), address)
          if (words.length > 0) found.push(`${method} ${address}: ${words}`)
        }
      }
      expect(found).toEqual([])
    },
  )
})
