import type { Person } from './people.ts'
import type { TestServer } from './server.ts'
import type { Words, World } from './world.ts'

interface Parts {
  server: TestServer
  locale: 'vi' | 'en'
  words: Words
  me: Person
  other: Person
  call: (person: Person, method: string, path: string, body?: object) => Promise<any>
}

/** A session with questions in every state, votes of two groups and some apart; nameless voters, for speed. */
export async function makeQuestions({
  server,
  locale,
  words,
  me,
  other,
  call,
}: Parts): Promise<World['asked']> {
  const { db } = server.ctx
  const series = await call(me, 'POST', 'briefing_series', { name: words.name, slug: `asked-${locale}` })
  const session = await call(me, 'POST', `briefing_series/${series.id}/briefings`, {
    number: 1,
    period_from: '2015-05-25',
    period_to: '2015-11-25',
    ahead_to: '2016-05-25',
  })
  const ids: string[] = []
  for (let n = 1; n <= 9; n += 1) {
    const asked = await call(n % 2 ? me : other, 'POST', `briefings/${session.id}/questions`, {
      text: `${words.text} ${n}`,
      kind: n % 3 ? 'statement' : 'question',
      addressed_to: n === 1 ? words.other : '',
      anonymous: n === 2,
    })
    ids.push(asked.id)
  }
  await db`insert into accounts (username, domain, uri, created_at)
    select ${`voter_${locale}_`} || n, 'votes.example', 'https://votes.example/' || ${locale} || n, now() - interval '9 days'
    from generate_series(1, 24) n`
  await db`insert into briefing_votes (question_id, account_id, value)
    select q.id, a.id, case when a.id % 2 = 0 or q.number = 1 then 1 else -1 end
    from briefing_questions q, accounts a
    where q.briefing_id = ${session.id} and a.domain = 'votes.example' and a.username like ${`voter\\_${locale}\\_%`}`
  await db`update briefing_questions set agree = 12, disagree = 12 where briefing_id = ${session.id}`
  for (const id of ids.slice(0, 8))
    await call(other, 'POST', `briefing_questions/${id}/vote`, { vote: 'agree' })
  const handle = (n: number, body: object) => call(me, 'PUT', `briefing_questions/${ids[n]}`, body)
  await handle(0, { answer: words.text })
  await handle(0, { answer: words.other, correction: words.text })
  await handle(4, { status: 'declined', reason: words.text })
  await handle(5, { status: 'grouped', grouped_with: 4 })
  await call(me, 'POST', `briefing_questions/${ids[6]}/withdraw`)
  return { series: `asked-${locale}`, number: '1' }
}
