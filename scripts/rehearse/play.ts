import { Crowd, type Person } from './crowd.ts'

export const scenes = ['mass-signup', 'rumour', 'spam-wave'] as const
export type Scene = (typeof scenes)[number]

export interface Play {
  origin: string
  scene: Scene
  /** Token of an operator, with admin:write. */
  token: string
  /** Makes people where sign-up by the API cannot: many come from one address here, which its own limit stops. */
  people?: (count: number) => Promise<Person[]>
  signUps: number
  posts: number
  /** Until the measure ends by itself. */
  seconds: number
  say: (line: string) => void
}

interface Check {
  name: string
  ok: boolean
  detail: string
}

const measures: Record<Scene, object> = {
  'mass-signup': { kind: 'young_accounts', days: 7, posts: 1, links: 0 },
  rumour: { kind: 'slow_mode', seconds: 60 },
  'spam-wave': { kind: 'young_accounts', days: 7, posts: 1, links: 0 },
}

const texts: Record<Scene, (at: number) => string> = {
  'mass-signup': (at) => `Chào cả xóm, mình mới đến (${at})`,
  rumour: (at) => `Nghe nói đê vỡ rồi, có thật không? #VỡĐê (${at})`,
  'spam-wave': (at) => `Nổ hũ nhận thưởng https://example.com/${at} #nohu`,
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const sum = (answers: Map<number, number>, of: (status: number) => boolean): number =>
  [...answers].reduce((total, [status, count]) => total + (of(status) ? count : 0), 0)

/** Plays one rehearsal against a running server. Answers what was checked; everything is said on the way. */
export async function rehearse(play: Play): Promise<Check[]> {
  const crowd = new Crowd(play.origin)
  const { say } = play
  const checks: Check[] = []
  const check = (name: string, ok: boolean, detail: string) => {
    checks.push({ name, ok, detail })
    say(`${ok ? 'ok  ' : 'FAIL'} ${name}: ${detail}`)
  }
  const heat = async () => (await crowd.call('GET', '/api/v1/heat')).body.network
  const prefix = `r${Date.now().toString(36)}`

  const before = await heat()
  say(`heat before: ${before.heat} (${before.level_name})`)
  const people = play.people
    ? await play.people(play.signUps)
    : (await crowd.signUp(play.signUps, prefix)).people
  if (people.length === 0) throw new Error('nobody could sign up: is registration open?')
  say(`${people.length} people came`)
  const first = await crowd.write(people, play.posts, texts[play.scene])
  say(`${sum(first, (status) => status === 200)} posts, ${sum(first, (status) => status !== 200)} refused`)
  let hot = before
  for (let at = 0; at < 12 && hot.heat <= before.heat; at += 1) {
    await sleep(1000)
    hot = await heat()
    say(`heat: ${hot.heat} (${hot.level_name}, ${hot.driven_by})`)
  }
  check('the gauge rises', hot.heat > before.heat, `${before.heat} -> ${hot.heat}`)

  const begun = await crowd.call('POST', '/api/v1/measures', play.token, {
    ...measures[play.scene],
    reason: `Rehearsal of ${play.scene}, begun by hand`,
    ends_in: play.seconds,
    ...(await renewed(crowd, play)),
  })
  check('a measure is taken', begun.status === 200, begun.body.error ?? `${begun.body.kind} ${begun.body.id}`)
  if (begun.status !== 200) return checks
  const { id } = begun.body
  const banner = await crowd.page('/about')
  check('the banner shows', banner.includes(`/do-nong/bien-phap/${id}`), '/about')
  const held = await crowd.write(people, people.length * 2, texts[play.scene])
  const refused = sum(held, (status) => status === 429 || status === 422)
  check('the measure bites', refused > 0, `${refused} of ${people.length * 2} posts refused`)

  const left = new Date(begun.body.ends_at).getTime() - Date.now()
  await sleep(Math.max(0, left) + 500)
  check(
    'the end comes by itself',
    !(await crowd.page('/about')).includes(`/do-nong/bien-phap/${id}`),
    'no banner',
  )
  const after = await crowd.write(people.slice(0, 1), 1, () => 'sau biện pháp')
  say(`a post after the end: ${[...after.keys()].join()}`)
  let found = (await crowd.call('GET', `/api/v1/measures/${id}`)).body
  for (let at = 0; at < 15 && found.review?.numbers?.refused === undefined; at += 1) {
    await sleep(1000)
    found = (await crowd.call('GET', `/api/v1/measures/${id}`)).body
  }
  const numbers = found.review?.numbers ?? {}
  check('the log says that nobody ended it', found.state === 'ended' && found.ended_by === null, found.state)
  check(
    'the review has the numbers',
    numbers.refused > 0 && numbers.during !== undefined && numbers.gauge_at_begin !== undefined,
    JSON.stringify(numbers),
  )
  return checks
}

/** On a server that rehearsed before: this entry renews the last one. */
async function renewed(crowd: Crowd, play: Play): Promise<object> {
  const { kind } = measures[play.scene] as { kind: string }
  const { body } = await crowd.call('GET', '/api/v1/measures?limit=40')
  const last = (
    body as { id: string; kind: string; community: unknown; review: { written_at: string | null } | null }[]
  ).find((one) => one.kind === kind && one.community === null)
  return last && !last.review?.written_at ? { renews: last.id } : {}
}
