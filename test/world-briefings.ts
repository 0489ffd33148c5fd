import type { RoomParts, World } from './world.ts'

/** A series of the network with a session that is published and corrected, and one that is being held. */
export async function makeBriefings({
  locale,
  words,
  me,
  other,
  call,
}: RoomParts): Promise<World['briefing']> {
  const series = await call(me, 'POST', 'briefing_series', {
    name: words.name,
    description: words.text,
    slug: `series-${locale}`,
  })
  await call(me, 'POST', `briefing_series/${series.id}/roles`, { acct: me.username, role: 'chair' })
  await call(me, 'POST', `briefing_series/${series.id}/roles`, { acct: other.username, role: 'secretary' })
  const open = (number: number, from: string, to: string) =>
    call(me, 'POST', `briefing_series/${series.id}/briefings`, {
      number,
      title: words.text,
      purpose: words.text,
      period_from: from,
      period_to: to,
      ahead_to: '2027-01-01',
      starts_at: `${to}T08:00:00+07:00`,
      place: words.other,
      stream_url: 'https://example.com/live',
    })
  const hold = async (id: string, states: string[]) => {
    await call(me, 'POST', `briefings/${id}/participants`, {
      acct: other.username,
      seat: 'member',
      role: words.other,
      affiliation: words.name,
      affiliated_from: '2020-01-01',
    })
    await call(me, 'POST', `briefings/${id}/participants`, {
      kind: 'unnamed',
      name: words.other,
      seat: 'agency',
    })
    await call(me, 'POST', `briefings/${id}/agenda`, {
      title: words.text,
      body: words.text,
      presenter: words.other,
      minutes_planned: 20,
      documents: [{ title: words.other, url: 'https://example.com/1' }],
    })
    const [item] = await call(me, 'POST', `briefings/${id}/agenda`, { title: words.other })
    for (const state of states.slice(0, 2)) await call(me, 'POST', `briefings/${id}/state`, { state })
    await call(me, 'POST', `briefings/${id}/agenda/${item.id}/start`)
    const body = `## ${words.other}\n\n${words.text}\n\n- ${words.text}`
    await call(me, 'PUT', `briefings/${id}/minutes`, { base: 0, body })
    await call(me, 'PUT', `briefings/${id}/minutes`, { base: 1, body: `${body}\n- ${words.other}` })
    await call(me, 'POST', `briefings/${id}/speeches`, {
      speaker: words.other,
      text: words.text,
      item_id: item.id,
    })
    for (const state of states.slice(2)) await call(me, 'POST', `briefings/${id}/state`, { state })
    return item.id as string
  }
  const past = await open(4, '2025-01-01', '2025-07-01')
  await hold(past.id, ['agenda', 'session', 'draft', 'published'])
  await call(me, 'PUT', `briefings/${past.id}/speeches/1`, {
    speaker: words.other,
    text: `${words.text}!`,
    correction: words.text,
  })
  const now = await open(5, '2025-07-01', '2026-01-01')
  const item = await hold(now.id, ['agenda', 'session'])
  const [part] = await call(me, 'PUT', `briefings/${now.id}/minutes`, { base: 2, body: words.text })
  const [person] = await call(me, 'PUT', `briefings/${now.id}`, {
    title: words.text,
    period_from: '2025-07-01',
    period_to: '2026-01-01',
    ahead_to: '2027-01-01',
  }).then(() =>
    call(other, 'POST', `briefings/${now.id}/accept`).then(() =>
      call(me, 'POST', `briefings/${now.id}/attendance`, { attended: [] }),
    ),
  )
  return { id: now.id, past: past.id, slug: series.slug, item, part: part.id, person: person.id }
}
