import type { Person } from './people.ts'
import type { TestServer } from './server.ts'

/** A series of briefings with a published session that came to something of everything. */
export interface Conclusions {
  slug: string
  /** Ids of one of each part. */
  parts: Record<string, string>
}

/** `text`: what people wrote, in the reader's language. */
export async function makeConclusions(
  server: TestServer,
  me: Person,
  text: string,
  locale: string,
): Promise<Conclusions> {
  const call = async (method: string, path: string, body: object = {}) => {
    const answer = await server.api(method, `/api/v1/${path}`, { token: me.token, body })
    if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const series = await call('POST', 'briefing_series', { name: text, slug: `ket-luan-${locale}` })
  await call('POST', `briefing_series/${series.id}/roles`, { acct: me.username, role: 'chair' })
  const session = (number: number, year: number) =>
    call('POST', `briefing_series/${series.id}/briefings`, {
      number,
      title: text,
      period_from: `${year}-01-01`,
      period_to: `${year}-07-01`,
      ahead_to: `${year + 1}-01-01`,
      starts_at: `${year}-07-02T08:00:00+07:00`,
    })
  const [first, second] = [await session(1, 2015), await session(2, 2016)]
  const add = (part: string, body: object) => call('POST', `briefings/${first.id}/${part}`, body)
  const finding = await add('findings', { kind: 'limit', text, links: 'time_to_action_hours' })
  await add('findings', { kind: 'strength', text })
  const solution = await add('solutions', { text, finding_id: finding.id })
  const owner = `@${me.username}`
  const action = await add('action_items', {
    title: text,
    body: text,
    owner,
    due_on: '2016-05-22',
    solution_id: solution.id,
  })
  const done = await add('action_items', { title: text, owner: text })
  const concern = await add('concerns', { title: text, body: text, raised_by: text })
  await add(`concerns/${concern.id}/note`, { trend: 'worse', text })
  await call('POST', `briefings/${second.id}/concerns/${concern.id}/note`, { trend: 'better', text })
  const event = await call('POST', 'events', { title: text, kind: 'community', start: '2016-05-22' })
  const commitment = await add('commitments', { text, event: event.id })
  const dissent = await add('dissents', { about: `finding:${finding.id}`, text })
  await call('POST', `action_items/${action.id}/updates`, { text, progress: 40 })
  await call('POST', `action_items/${done.id}/close`, { evidence: text, evidence_url: '/about' })
  await call('POST', `briefings/${first.id}/agenda`, { title: text })
  for (const state of ['agenda', 'session']) await call('POST', `briefings/${first.id}/state`, { state })
  await call('PUT', `briefings/${first.id}/minutes`, { base: 0, body: text })
  for (const state of ['draft', 'published']) await call('POST', `briefings/${first.id}/state`, { state })
  await call('PUT', `briefings/${first.id}/solutions/${solution.id}`, { text, correction: text })
  await server.settle()
  const parts = {
    finding: finding.id,
    solution: solution.id,
    action: action.id,
    concern: concern.id,
    commitment: commitment.id,
    dissent: dissent.id,
  }
  return { slug: series.slug, parts }
}
