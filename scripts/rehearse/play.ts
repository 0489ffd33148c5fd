import { Crowd, type Person } from './crowd.ts'
import { type Act, reviewTable, type Tell, tellIn } from './words.ts'

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
  tell?: Tell
  say: (line: string) => void
}

export interface Check {
  name: string
  ok: boolean
  detail: string
}

interface Plot {
  /** The first one is judged; the others stand beside it. */
  measures: { kind: string; [option: string]: unknown }[]
  /** What must have made it hot. */
  act: string
  text: (at: number) => string
}

const young = { kind: 'young_accounts', days: 7, posts: 1, links: 0 }
const plots: Record<Scene, Plot> = {
  'mass-signup': { measures: [young], act: 'sign_ups', text: (at) => `Chào cả xóm, mình mới đến (${at})` },
  rumour: {
    measures: [
      { kind: 'slow_mode', seconds: 60 },
      { kind: 'verifying_labels', topic: 'Tin đê vỡ' },
      { kind: 'pinned_updates' },
    ],
    act: 'posts',
    text: (at) => `Nghe nói đê vỡ rồi, có thật không? #VỡĐê (${at})`,
  },
  'spam-wave': {
    measures: [young],
    act: 'posts',
    text: (at) => `Nổ hũ nhận thưởng https://example.com/${at} #nohu`,
  },
}

const source = {
  title: 'Bản tin mực nước các sông',
  url: 'https://example.com/ban-tin-muc-nuoc',
  source: 'Đài khí tượng thủy văn',
}

/** People who still come while the measure holds: as many as are told in a review, at least. */
const latecomers = (play: Play): number => Math.max(6, Math.ceil(play.signUps / 10))

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const sum = (answers: Map<number, number>, of: (status: number) => boolean): number =>
  [...answers].reduce((total, [status, count]) => total + (of(status) ? count : 0), 0)

interface Stage {
  play: Play
  plot: Plot
  crowd: Crowd
  tell: Tell
  check: (name: string, ok: boolean, detail: string) => void
}

async function come(stage: Stage, count: number, prefix: string): Promise<Person[]> {
  const { play, crowd } = stage
  const people = play.people ? await play.people(count) : (await crowd.signUp(count, prefix)).people
  play.say(stage.tell('came', people.length))
  return people
}

/** The crowd comes and, except where coming is all that it does, writes; the gauge must tell both. */
async function heatUp(stage: Stage, prefix: string): Promise<Person[]> {
  const { play, plot, crowd, tell, check } = stage
  const heat = async () => (await crowd.call('GET', '/api/v1/heat')).body.network
  const before = await heat()
  play.say(tell('heat_before', before.heat, before.level_name))
  const people = await come(stage, play.signUps, prefix)
  if (people.length === 0) throw new Error('nobody could sign up: is registration open?')
  if (play.scene !== 'mass-signup') {
    const first = await crowd.write(people, play.posts, plot.text)
    const taken = sum(first, (status) => status === 200)
    play.say(tell('posts', taken, sum(first, () => true) - taken))
  }
  let hot = before
  for (let at = 0; at < 24 && (hot.heat <= before.heat || hot.driven_by !== plot.act); at += 1) {
    await sleep(500)
    hot = await heat()
    play.say(tell('heat', hot.heat, hot.level_name, tell(`row_${hot.driven_by as Act}`)))
  }
  check(tell('rises'), hot.heat > before.heat, `${before.heat} -> ${hot.heat}`)
  check(tell('driven'), hot.driven_by === plot.act, hot.driven_by)
  return people
}

async function begin(stage: Stage, measure: Plot['measures'][number]) {
  const { play, crowd, tell, check } = stage
  const begun = await crowd.call('POST', '/api/v1/measures', play.token, {
    ...measure,
    reason: `Rehearsal of ${play.scene}, begun by hand`,
    ends_in: play.seconds,
    ...(await renewed(crowd, measure.kind)),
  })
  const ok = begun.status === 200
  check(tell('taken'), ok, begun.body.error ?? `${begun.body.kind} ${begun.body.id}`)
  return ok ? begun.body : null
}

/** Beside the slow mode: one post of the rumour says that it is being verified, and a source stands on every page. */
async function inform(stage: Stage, [, labels, updates]: { id: string }[], person: Person): Promise<void> {
  const { play, crowd, tell, check } = stage
  const { body: me } = await crowd.call('GET', '/api/v1/accounts/verify_credentials', person.token)
  const { body: posts } = await crowd.call('GET', `/api/v1/accounts/${me.id}/statuses?limit=1`)
  const id = posts[0]?.id
  const path = '/api/v1/measures'
  await crowd.call('POST', `${path}/${labels!.id}/labels`, play.token, {
    status_id: id,
    why: 'Chưa nơi nào xác nhận',
  })
  const { body: post } = await crowd.call('GET', `/api/v1/statuses/${id}`)
  check(tell('labelled'), post.xom?.verifying?.topic === 'Tin đê vỡ', post.xom?.verifying?.why ?? '-')
  await crowd.call('POST', `${path}/${updates!.id}/updates`, play.token, source)
  const shown = (await crowd.page('/about')).includes(source.url)
  check(tell('pinned'), shown, source.title)
}

/** The crowd runs into the measure. */
async function hold(stage: Stage, people: Person[], prefix: string): Promise<void> {
  const { play, plot, crowd, tell, check } = stage
  const held = await crowd.write(people, people.length * 2, plot.text)
  const refused = sum(held, (status) => status === 429 || status === 422)
  check(tell('bites'), refused > 0, tell('refused', refused, people.length * 2))
  if (play.scene === 'mass-signup') await come(stage, latecomers(play), `${prefix}_l`)
}

async function lookBack(stage: Stage, id: string): Promise<void> {
  const { play, crowd, tell, check } = stage
  let found = (await crowd.call('GET', `/api/v1/measures/${id}`)).body
  for (let at = 0; at < 30 && found.review?.numbers?.refused === undefined; at += 1) {
    await sleep(500)
    found = (await crowd.call('GET', `/api/v1/measures/${id}`)).body
  }
  const numbers = found.review?.numbers ?? {}
  check(tell('nobody'), found.state === 'ended' && found.ended_by === null, found.state)
  const whole = numbers.refused > 0 && numbers.during !== undefined && numbers.gauge_at_begin !== undefined
  check(tell('review'), whole, `/do-nong/bien-phap/${id}`)
  if (play.scene === 'mass-signup')
    check(tell('signed_up'), numbers.during?.sign_ups >= 5, String(numbers.during?.sign_ups ?? '<5'))
  play.say(tell('numbers'))
  play.say(reviewTable(numbers, tell))
}

/** Plays one rehearsal against a running server. Answers what was checked; everything is said on the way. */
export async function rehearse(play: Play): Promise<Check[]> {
  const crowd = new Crowd(play.origin)
  const tell = play.tell ?? tellIn('en')
  const checks: Check[] = []
  const check = (name: string, ok: boolean, detail: string) => {
    checks.push({ name, ok, detail })
    play.say(`${tell(ok ? 'ok' : 'fail')} ${name}: ${detail}`)
  }
  const stage: Stage = { play, plot: plots[play.scene], crowd, tell, check }
  const prefix = `r${Date.now().toString(36)}`
  const people = await heatUp(stage, prefix)

  const begun = []
  for (const measure of stage.plot.measures) {
    const one = await begin(stage, measure)
    if (!one) return checks
    begun.push(one)
  }
  const { id, ends_at: end } = begun[0]
  const banner = `/do-nong/bien-phap/${id}`
  check(tell('banner'), (await crowd.page('/about')).includes(banner), '/about')
  if (play.scene === 'rumour') await inform(stage, begun, people[0]!)
  await hold(stage, people, prefix)

  await sleep(Math.max(0, new Date(end).getTime() - Date.now()) + 500)
  check(tell('ends'), !(await crowd.page('/about')).includes(banner), tell('no_banner'))
  const after = await crowd.write(people.slice(0, 1), 1, () => 'sau biện pháp')
  play.say(tell('after', [...after.keys()].join()))
  await lookBack(stage, id)
  return checks
}

/** On a server that rehearsed before: this entry renews the last one. */
async function renewed(crowd: Crowd, kind: string): Promise<object> {
  const { body } = await crowd.call('GET', '/api/v1/measures?limit=40')
  const last = (
    body as { id: string; kind: string; community: unknown; review: { written_at: string | null } | null }[]
  ).find((one) => one.kind === kind && one.community === null)
  return last && !last.review?.written_at ? { renews: last.id } : {}
}
