import type { RoomParts } from './world.ts'

/** A plan with everything, a measure that has ended and was reviewed, and one that holds in the community. */
export async function makeHeat(
  { server, words, me, other, call }: RoomParts,
  room: string,
): Promise<{ measure: string; held: string; plan: string }> {
  const at = (hours: number) => new Date(server.ctx.clock().getTime() + hours * 3_600_000).toISOString()
  const { id: plan, tasks } = await call(me, 'POST', 'readiness_plans', {
    title: words.text,
    summary: words.text,
    starts_at: at(-1),
    ends_at: at(48),
    people: [other.username],
    tasks: [words.text, words.name],
    sources: [{ title: words.text, url: 'https://example.com/1', source: words.other }],
    thresholds: [
      { subject: 'network', level: 2 },
      { subject: '#market', level: 3 },
    ],
  })
  await call(me, 'POST', `readiness_plans/${plan}/tasks/${tasks[0].id}`, { done: true })
  const reason = `${words.text}.`
  const { id: measure } = await call(me, 'POST', 'measures', {
    kind: 'pinned_updates',
    reason,
    ends_in: 3600,
    plan_id: plan,
  })
  const update = { title: words.text, url: 'https://example.com/1', source: words.other }
  await call(me, 'POST', `measures/${measure}/updates`, update)
  await call(me, 'POST', `measures/${measure}/end`, { reason: words.text })
  const review = { what_happened: words.text, did_it_help: words.text, what_next: words.text }
  await call(me, 'PUT', `measures/${measure}/review`, review)
  const [found] = await server.ctx.db<{ id: string }[]>`select id from accounts where username = ${room}`
  const { id: held } = await call(me, 'POST', 'measures', {
    kind: 'young_accounts',
    days: 1,
    posts: 50,
    links: 5,
    reason,
    ends_in: 86_400,
    community_id: found!.id,
  })
  return { measure, held, plan }
}
