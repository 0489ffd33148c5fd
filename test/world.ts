import { makeOneTime } from '../src/features/auth/one-time.ts'
import { vietnamDay } from '../src/lib/time.ts'
import { pastDecision } from './past-decision.ts'
import { type Person, signUp } from './people.ts'
import { gradient } from './pictures.ts'
import type { TestServer } from './server.ts'
import { makeBriefings } from './world-briefings.ts'
import { makeEvents, type WorldEvents } from './world-events.ts'
import { makeHeat } from './world-heat.ts'
import { makeQuestions } from './world-opinions.ts'
import { type Conclusions, makeConclusions } from './world-outcomes.ts'
import { makeReports, type WorldReports } from './world-reports.ts'
import { makeFeeds, makeImports, makeSite } from './world-sites.ts'

/** Somebody who has one of everything: what walks over all pages should see them full, not empty. */
export interface World {
  server: TestServer
  me: Person
  other: Person
  /** Own: pinned, edited, with a picture, a reply and a like. */
  status: string
  clientId: string
  /** A community of hers: its handle, a thread with answers, a page of its handbook, an invitation. */
  room: { handle: string; thread: string; page: string; code: string }
  /** A measure that was reviewed, one that holds in the community, and a plan. */
  heat: { measure: string; held: string; plan: string }
  /** A site of hers: its handle, and an article with everything, its id, its thread, its section and its series. */
  site: { handle: string; slug: string; article: string; thread: string; section: string; series: string }
  /** Imports into it: one that waits for choices, one that stands still, one that is done, one that was refused. */
  imports: { waiting: string; stopped: string; done: string; refused: string; slug: string }
  /** Tokens of one-time links. */
  reset: string
  confirm: string
  /** Between password and code: the cookie of `/login/code`. */
  step: string
  /** A case that waits, one with an appeal, the statement about `me`, and an authority's request. */
  waitingCase: string
  appealedCase: string
  statement: string
  request: string
  filter: string
  /** A page elsewhere that two people shared. */
  link: string
  /** One that is on now. */
  announcement: string
  /** A series of briefings: no. 4 is published, no. 5 is being held; an item, a part of the minutes and a seat of the latter. */
  briefing: { id: string; past: string; slug: string; item: string; part: string; person: string }
  /** A case that found a scam, and an entry of the list made from it. */
  scam: { caseId: string; entry: string }
  events: WorldEvents
  /** A session with questions, votes and opinion groups. */
  asked: { series: string; number: string }
  /** Briefings that came to something of everything. */
  conclusions: Conclusions
  reports: WorldReports
}

export interface Words {
  name: string
  other: string
  text: string
}

export const vietnamese: Words = {
  name: 'Nguyễn Thị Lan',
  other: 'Trần Minh',
  text: 'Chợ đầu ngõ sáng nay đông quá, có rau muống non',
}
/** Only ASCII: on an English page, every Vietnamese letter is then one of ours. */
const english: Words = { name: 'Anna Miller', other: 'Ben Fisher', text: 'The market was full this morning' }

export async function makeWorld(server: TestServer, locale: 'vi' | 'en'): Promise<World> {
  const words = locale === 'vi' ? vietnamese : english
  const role = 'admin'
  const me = await signUp(server, `me_${locale}`, { displayName: words.name, role, locale })
  const other = await signUp(server, `other_${locale}`, { displayName: words.other, locale })
  const third = await signUp(server, `third_${locale}`, { displayName: words.other, locale })
  await signUp(server, `waits_${locale}`, { approved: false, reason: words.text, locale })
  const call = async (person: Person, method: string, path: string, body: object = {}) => {
    const answer = await server.api(method, `/api/v1/${path}`, { token: person.token, body })
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const post = async (person: Person, body: object): Promise<string> =>
    (await call(person, 'POST', 'statuses', { language: locale, ...body })).id

  const form = new FormData()
  form.append('file', new Blob([await gradient(300, 200).png().toBuffer()]), 'a.png')
  form.append('description', words.text)
  const { body: media } = await server.api('POST', '/api/v2/media', { token: me.token, body: form })
  await call(me, 'PATCH', 'accounts/update_credentials', {
    note: words.text,
    fields_attributes: [{ name: 'Web', value: 'https://example.com' }],
  })
  await call(me, 'POST', `accounts/${other.id}/follow`)
  await call(other, 'POST', `accounts/${me.id}/follow`)
  const status = await post(me, { status: `${words.text} #market`, media_ids: [media.id] })
  await call(me, 'PUT', `statuses/${status}`, { status: `${words.text}! #market`, media_ids: [media.id] })
  await call(me, 'POST', `statuses/${status}/pin`)
  const answer = await post(other, { status: `@${me.username} ${words.text}`, in_reply_to_id: status })
  await post(me, { status: `@${other.username} ${words.text}`, in_reply_to_id: answer })
  for (const act of ['favourite', 'reblog']) await call(other, 'POST', `statuses/${status}/${act}`)
  for (const act of ['favourite', 'bookmark', 'reblog']) await call(me, 'POST', `statuses/${answer}/${act}`)
  await post(other, { status: words.text, poll: { options: ['1', '2'], expires_in: 3600 } })
  await post(other, { status: words.text, spoiler_text: words.text })
  await post(me, { status: words.text, visibility: 'private' })
  const later = new Date(server.ctx.clock().getTime() + 3_600_000).toISOString()
  await server.api('POST', '/api/v1/statuses', {
    token: me.token,
    body: { status: words.text, scheduled_at: later },
  })
  const page = (path: string, body: Record<string, string>) =>
    server.request(path, {
      method: 'POST',
      headers: { cookie: me.session },
      body: new URLSearchParams(body),
    })
  await page('/drafts', { status: words.text })
  const { body: filter } = await server.api('POST', '/api/v2/filters', {
    token: me.token,
    body: { title: 'x', context: ['home'], keywords_attributes: [{ keyword: 'xyz' }] },
  })
  const announcement = await announce(server, me, words.text, page)
  await page('/admin/terms/terms', {
    terms_text: words.text,
    terms_changes: words.text,
    terms_effective_on: termsDay(server),
  })
  await page('/settings/security/totp', {})
  await page('/invites', { note: words.text, max_uses: '3', days: '7' })
  await call(me, 'POST', `accounts/${other.id}/note`, { comment: words.text })
  // Somebody muted for a time, somebody blocked, somebody who asks to follow.
  const people = ['muted', 'blocked', 'asks'] as const
  const extra = new Map<string, Person>()
  for (const name of people)
    extra.set(name, await signUp(server, `${name}_${locale}`, { displayName: words.other, locale }))
  await call(me, 'POST', `accounts/${extra.get('muted')!.id}/mute`, { duration: 3600 })
  await call(me, 'POST', `accounts/${extra.get('blocked')!.id}/block`)
  await call(me, 'PATCH', 'accounts/update_credentials', { locked: true })
  await call(extra.get('asks')!, 'POST', `accounts/${me.id}/follow`)
  const room = await makeRoom({ server, locale, words, me, other, asks: extra.get('asks')!, call, page })
  const site = await makeSite({ server, locale, words, me, other, asks: extra.get('asks')!, call, page })
  const briefing = await makeBriefings({
    server,
    locale,
    words,
    me,
    other,
    asks: extra.get('asks')!,
    call,
    page,
  })
  const moderated = await moderate(server, { me, other, third, words: words.text, locale })
  const { body: app } = await server.api('POST', '/api/v1/apps', {
    body: { client_name: 'Phanpy', redirect_uris: 'http://127.0.0.1/callback', scopes: 'read write' },
  })
  const heat = await makeHeat(
    { server, locale, words, me, other, asks: extra.get('asks')!, call, page },
    room.handle,
  )
  await makeFeeds(server, [room.handle, site.handle], words)
  const link = await shareLink(server, post, [me, other, third], words)
  const asked = await makeQuestions({ server, locale, words, me, other, call })
  await server.settle()
  const oneTime = (kind: 'reset' | 'confirm' | 'second-step') =>
    makeOneTime(server.ctx, kind, {
      accountId: third.id,
      minutes: 60,
      ...(kind === 'confirm' ? { data: { email: third.email } } : {}),
    })
  const conclusions = await makeConclusions(server, me, words.text, locale)
  return {
    server,
    conclusions,
    me,
    other,
    status,
    clientId: app.client_id,
    room,
    briefing,
    heat,
    site,
    imports: await makeImports(server, me, words, site.handle),
    ...moderated,
    filter: filter.id,
    link,
    reports: await makeReports(server, me, words.text),
    events: await makeEvents(server, { me, other }, words, room.handle),
    announcement,
    asked,
    reset: await oneTime('reset'),
    confirm: await oneTime('confirm'),
    step: await oneTime('second-step'),
  }
}

/** The day, in Vietnam, of the network's terms. */
export const termsDay = (server: TestServer): string => vietnamDay(server.ctx.clock())

/** A page that several shared, as if it had been looked at; and a tag on many lips. */
async function shareLink(
  server: TestServer,
  post: (person: Person, body: object) => Promise<string>,
  people: Person[],
  words: Words,
): Promise<string> {
  const url = `https://example.com/${words.name.length}`
  for (const person of people) await post(person, { status: `${words.text} ${url}` })
  const { db } = server.ctx
  const [row] = await db<{ id: string }[]>`
    update links set state = 'ready', title = ${words.text}, description = ${words.text}, provider_name = ${words.name}
    where url = ${url} returning id`
  await db`insert into trend_tags (tag_id, place, people, score)
    select id, 1, 5, 1 from tags where key = 'market' on conflict do nothing`
  return row!.id
}

/** One announcement with dates and a reaction: the newest, for every world adds to the same network. */
async function announce(server: TestServer, me: Person, text: string, page: RoomParts['page']) {
  await page('/admin/announcements', { text, act: 'now', starts_on: '2026-11-25' })
  const { body } = await server.api<{ id: string }[]>('GET', '/api/v1/announcements', { token: me.token })
  const id = String(body.map((one) => BigInt(one.id)).reduce((a, b) => (a > b ? a : b)))
  await page(`/thong-bao-chung/${id}/reactions`, { name: '🌸' })
  return id
}

export interface RoomParts {
  server: TestServer
  locale: 'vi' | 'en'
  words: Words
  me: Person
  other: Person
  asks: Person
  call: (person: Person, method: string, path: string, body?: object) => Promise<any>
  page: (path: string, body: Record<string, string>) => Promise<Response>
}

/** A community with everything in it: rules, sections, a summary, notes, somebody who asks, a handbook, a decision from before. */
async function makeRoom({
  server,
  locale,
  words,
  me,
  other,
  asks,
  call,
  page,
}: RoomParts): Promise<World['room']> {
  const handle = `room_${locale}`
  const made = await call(me, 'POST', 'communities', {
    username: handle,
    display_name: words.name,
    note: words.text,
    place: words.other,
    language: locale,
    welcome: words.text,
    rules: [words.text],
  })
  await call(other, 'POST', `communities/${made.id}/join`)
  await call(me, 'PATCH', `communities/${made.id}`, { joining: 'request' })
  await call(asks, 'POST', `communities/${made.id}/join`)
  await page(`/xom/${handle}/settings/sections`, { sections: `${words.other} | ${words.text}` })
  await page(`/xom/${handle}/settings/rules`, { rules: `${words.text} | ${words.other}`, note: words.text })
  const write = (person: Person, body: object) =>
    call(person, 'POST', 'statuses', { language: locale, ...body })
  const first = await write(me, { community_id: made.id, title: words.text, status: words.text })
  const answer = await write(other, { in_reply_to_id: first.id, status: words.text })
  const gone = await write(me, { in_reply_to_id: first.id, status: words.text })
  await write(me, { in_reply_to_id: answer.id, status: `> ${words.text}\n\n${words.text}` })
  await call(me, 'DELETE', `statuses/${gone.id}`)
  await write(other, { community_id: made.id, status: words.text })
  for (const act of ['lock', 'unlock', 'pin']) await page(`/xom/${handle}/${first.id}/${act}`, {})
  await page(`/xom/${handle}/${first.id}/summary`, { summary: words.text })
  const wiki = await page(`/xom/${handle}/wiki/new`, {
    title: words.text,
    text: `# ${words.name}\n${words.text}`,
  })
  const path = wiki.headers.get('location') ?? ''
  await page(`${path}/edit`, { title: words.text, text: words.text, comment: words.other, revision: '1' })
  const { code } = await call(me, 'POST', `communities/${made.id}/invites`)
  const { insertDecisionsIn } = await import('../src/cli/community/sql.ts')
  await insertDecisionsIn(server.ctx, made.id, [pastDecision(words.text)])
  return { handle, thread: first.id, page: path.split('/').at(-1)!, code }
}

/** Reports, a decision about `me`, her appeal, an authority's request: what the desk and the public record show. */
async function moderate(
  server: TestServer,
  {
    me,
    other,
    third,
    words,
    locale,
  }: { me: Person; other: Person; third: Person; words: string; locale: 'vi' | 'en' },
): Promise<Pick<World, 'waitingCase' | 'appealedCase' | 'statement' | 'request' | 'scam'>> {
  const scopes = 'read write admin:read admin:write'
  const mod = await signUp(server, `mod_${locale}`, { role: 'moderator', locale, scopes })
  const call = async (person: Person, path: string, body: object) => {
    const answer = await server.api('POST', `/api/v1/${path}`, { token: person.token, body })
    if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const post = await call(other, 'statuses', { status: words, language: locale })
  const report = { status_ids: [post.id], comment: words, category: 'fake_goods' }
  const waiting = await call(third, 'reports', { ...report, account_id: other.id })
  await call(mod, `cases/${waiting.id}/notes`, { text: words })
  const appealed = await call(third, 'reports', { account_id: other.id, comment: words })
  const own = await call(third, 'reports', { account_id: me.id, comment: words })
  const reasons = { measure: 'warn', cited: words, facts: words }
  const theirs = await call(mod, `cases/${appealed.id}/decisions`, reasons)
  const decision = await call(mod, `cases/${own.id}/decisions`, reasons)
  await call(other, `statements/${theirs.id}/appeal`, { text: words })
  await call(me, `statements/${decision.id}/appeal`, { text: words })
  const block = { cited: words, facts: words, kind: 'link', measure: 'link_block', days: 7 }
  await call(mod, 'cases/blocks', { ...block, target: `${locale}.example` })
  const { addRequest } = await import('../src/features/transparency/record.ts')
  const request = await addRequest(
    server.ctx,
    { id: me.id, role: 'admin' },
    {
      authority: words,
      level: 'commune',
      kind: 'remove',
      form: 'written',
      received_at: '2026-11-01',
    },
  )
  const scam = await scamOf(server, { mod, other, third, words, locale, call })
  return { waitingCase: waiting.id, appealedCase: appealed.id, statement: decision.id, request, scam }
}

interface ScamParts {
  mod: Person
  other: Person
  third: Person
  words: string
  locale: 'vi' | 'en'
  call: (person: Person, path: string, body: object) => Promise<any>
}

/** A case that found a scam, a number confirmed from it, and somebody who objects. */
async function scamOf(server: TestServer, { mod, other, third, words, locale, call }: ScamParts) {
  const number = locale === 'vi' ? '0911222333' : '0911222334'
  const post = await call(other, 'statuses', { status: `${words} ${number}`, language: locale })
  const report = { account_id: other.id, status_ids: [post.id], category: 'prize' }
  const { id: caseId } = await call(third, 'reports', report)
  const decision = { measure: 'label', cited: words, facts: words, notice: words, category: 'prize' }
  await call(mod, `cases/${caseId}/decisions`, decision)
  const { confirmIdentifiers, dispute, lookUp } = await import('../src/features/scams/scams.ts')
  await confirmIdentifiers(server.ctx, { id: mod.id, role: 'moderator' }, caseId, [
    { kind: 'phone', value: number },
  ])
  const { entries } = await lookUp(server.ctx, number)
  await dispute(server.ctx, { id: third.id }, entries[0]!.id, { text: words, public: true })
  return { caseId: caseId as string, entry: entries[0]!.id }
}
