import { saveDataRequest, saveIncident } from '../src/features/transparency/incidents.ts'
import { requestReport, submitReport } from '../src/features/transparency/reports.ts'
import type { Person } from './people.ts'
import type { TestServer } from './server.ts'

export interface WorldReports {
  own: string
  theirs: string
  incident: string
  dataRequest: string
}

/** A report of ours, one of another network about the same time, an incident, a request about data. */
export async function makeReports(server: TestServer, me: Person, words: string): Promise<WorldReports> {
  const actor = { id: me.id, role: 'admin' }
  const day = (ago: number) =>
    new Date(server.ctx.clock().getTime() - ago * 86_400_000 + 7 * 3_600_000).toISOString().slice(0, 10)
  const period = { from: day(20), to: day(-1) }
  const own = await requestReport(server.ctx, actor, { ...period, overlap: true })
  await server.settle()
  const document = {
    format: 'xom-report/1',
    network: { name: words, url: 'https://other.example/' },
    period,
    metrics: {
      reports_received: 40,
      cases_opened: 30,
      cases_decided: 20,
      time_to_action_hours: { value: 4, p90: 9, n: 20 },
    },
  }
  const theirs = await submitReport(
    server.ctx,
    { actor, token: null },
    new TextEncoder().encode(JSON.stringify(document)),
  )
  await saveIncident(server.ctx, actor, null, { kind: 'breach', began_at: `${day(3)}T08:00`, summary: words })
  await saveDataRequest(server.ctx, actor, null, {
    kind: 'access',
    received_at: day(3),
    deadline_at: day(0),
    note: words,
  })
  const [incident] = await server.ctx.db<{ id: string }[]>`select id from incidents order by id desc limit 1`
  const [request] = await server.ctx.db<
    { id: string }[]
  >`select id from data_requests order by id desc limit 1`
  return { own, theirs, incident: incident!.id, dataRequest: request!.id }
}
