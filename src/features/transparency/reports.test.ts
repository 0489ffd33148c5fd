import { createHash } from 'node:crypto'
import Ajv from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Outside, openOutside } from '../../../test/outside.ts'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { beat } from './incidents.ts'

let server: TestServer
let outside: Outside
let operator: Person
let lan: Person

const path = '/api/v1/period_reports'
const ask = (body: unknown, person: Person | null = operator, more = '') =>
  server.api('POST', `${path}${more}`, { token: person?.token, body })
const submit = async (body: string | Uint8Array, headers: Record<string, string> = {}) => {
  const response = await server.request(`${path}/submit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${operator.token}`, ...headers },
    body: body as never,
  })
  return { status: response.status, body: (await response.json()) as any }
}

/** Another network's, such as it may be. */
const theirs = (metrics: object = {}, more: object = {}) => ({
  format: 'xom-report/1',
  network: { name: 'Mạng Hàng Xóm', url: 'https://hangxom.example/' },
  period: { from: '2026-01-01', to: '2026-07-01' },
  metrics: {
    reports_received: 40,
    cases_opened: 30,
    cases_decided: 28,
    time_to_action_hours: { value: 5, p90: 20, n: 28 },
    ...metrics,
  },
  ...more,
})

beforeAll(async () => {
  outside = await openOutside()
  server = await startServer({ config: { allowPrivateAddress: true } })
  operator = await signUp(server, 'co_hai', { role: 'moderator' })
  lan = await signUp(server, 'lan')
  await server.ctx.db`update accounts set created_at = '2025-12-01'`
}, 60_000)
afterAll(async () => {
  await server.close()
  await outside.close()
})

it('a period that is reversed, to come, too early or no date is refused with a sentence that names it', async () => {
  const wrong: [object, RegExp][] = [
    [{ from: '2026-07-01', to: '2026-01-01' }, /Đến trước ngày phải sau/],
    [{ from: '2026-07-01', to: '2026-07-01' }, /Đến trước ngày phải sau/],
    [{ from: '2126-01-01', to: '2126-07-01' }, /Từ ngày còn ở phía trước/],
    [{ from: '2020-01-01', to: '2020-07-01' }, /trước khi mạng này có người/],
    [{ from: '2026-02-30', to: '2026-07-01' }, /Từ ngày không phải một ngày có thật/],
    [{ from: '2026-01-01', to: 'trung tuần' }, /Đến trước ngày không phải một ngày có thật/],
  ]
  for (const [body, sentence] of wrong) {
    const answer = await ask(body)
    expect(answer.status).toBe(422)
    expect(answer.body.error).toMatch(sentence)
  }
  expect((await ask({ from: '2026-01-01', to: '2026-07-01' }, lan)).status).toBe(403)
  expect((await ask({ from: '2026-01-01', to: '2026-07-01' }, null)).status).toBe(401)
})

it('ours is counted in the background, frozen byte for byte, and of the open format itself', async () => {
  const asked = await ask({ from: '2026-01-01', to: '2026-07-01' })
  expect(asked.body).toMatchObject({ state: 'waiting', verified: true, report: null })
  const { id } = asked.body
  expect((await ask({ from: '2026-01-01', to: '2026-07-01' })).body.id).toBe(id)
  await server.settle()
  const { body } = await server.api('GET', `${path}/${id}`)
  expect(body).toMatchObject({ state: 'ready', progress: 100, complete: true })
  const bytes = Buffer.from(await (await server.request(`/minh-bach/bao-cao/${id}.json`)).arrayBuffer())
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(body.sha256)
  const schema = await (await server.request('/minh-bach/xom-report-1.schema.json')).json()
  const valid = new Ajv({ strict: false, validateFormats: false }).compile(schema as object)
  expect(valid(JSON.parse(bytes.toString())), JSON.stringify(valid.errors)).toBe(true)
  expect(JSON.parse(bytes.toString()).metrics.authority_requests).toEqual({ value: 0 })
  expect(await (await server.request(`/minh-bach/bao-cao/${id}.csv`)).text()).toContain(
    'figures.open.cases,0',
  )
  const page = await (await server.request(`/minh-bach/bao-cao/${id}`)).text()
  expect(page).toContain('role="img"')
  expect(page).toContain('Cách tính')
  expect(page).not.toContain('style=')
  // Crossing it is refused, a part of it is not; and it is made all the same by who knows.
  const crossing = { from: '2026-04-01', to: '2026-10-01' }
  const refused = await ask(crossing)
  expect(refused.status).toBe(409)
  expect(refused.body.error).toContain('từ 2026-01-01 đến trước 2026-07-01')
  expect((await ask({ from: '2026-02-01', to: '2026-03-01' })).status).toBe(200)
  expect((await ask({ ...crossing, overlap: true })).body.overlaps_id).not.toBeNull()
})

it('another network’s stands beside ours as its own word; what cannot be true is refused with its place', async () => {
  const impossible: [object, string][] = [
    [theirs({ within_24h_share: 1.2 }), 'metrics.within_24h_share lớn hơn 1'],
    [theirs({ appeals_filed: -3 }), 'metrics.appeals_filed không thể nhỏ hơn 0'],
    [theirs({ cases_decided: 35 }), 'metrics.cases_decided (35) nhiều hơn cases_opened (30)'],
    [
      theirs({ time_to_action_hours: { value: 9, p90: 3 } }),
      'metrics.time_to_action_hours.p90 nhỏ hơn trung vị',
    ],
    [theirs({ outages: 'NaN' }), 'metrics.outages phải là một con số'],
    [theirs({ outages: 1.5 }), 'metrics.outages phải là số nguyên'],
    [
      theirs({ outage_minutes: 300_000 }),
      'metrics.outage_minutes (300.000 phút) dài hơn cả kỳ (260.640 phút)',
    ],
    [theirs({ scams_confirmed: 1e13 }), 'metrics.scams_confirmed nhiều quá'],
    [theirs({ oldest_open_days: 40_000 }), 'metrics.oldest_open_days dài quá'],
    [theirs({ active_accounts: 8, moderators: 9 }), 'metrics.moderators (9) nhiều hơn active_accounts (8)'],
    [theirs({}, { period: { from: '2026-07-01', to: '2026-01-01' } }), 'period phải sau'],
    [theirs({}, { network: {} }), 'network.name'],
    [theirs({}, { format: 'khac/9' }), 'format phải là'],
  ]
  for (const [report, sentence] of impossible) {
    const answer = await submit(JSON.stringify(report))
    expect(answer.status).toBe(422)
    expect(answer.body.error).toContain(sentence)
  }
  const text = JSON.stringify(theirs())
  const broken: [string | Uint8Array, number, string][] = [
    [text.replace('28', 'NaN'), 422, 'Không phải JSON (sai ở dòng 1'],
    [text.replace('40', '1e999'), 422, 'metrics.reports_received không phải một con số có thật'],
    ['['.repeat(200_000), 422, 'lồng nhau quá 12 tầng (dòng 1, cột 13)'],
    ['['.repeat(1_000_000), 413, '256 kB'],
    [Buffer.from(`\ufeff${text}`, 'utf16le'), 422, 'UTF-16'],
    [Buffer.from('{\n"a": "Xóm"}', 'latin1'), 422, 'không phải UTF-8 (dòng 2'],
    ['', 422, 'Chưa có báo cáo nào'],
  ]
  for (const [body, status, sentence] of broken) {
    const answer = await submit(body)
    expect(answer.body.error).toContain(sentence)
    expect(answer.status).toBe(status)
  }
  // Pasted into the form, a megabyte brings the form back, with the token that was typed.
  const pasted = new FormData()
  pasted.set('token', 'mã-của-bạn')
  pasted.set('report', 'x'.repeat(1_200_000))
  const form = await server.request('/minh-bach/bao-cao/gui', { method: 'POST', body: pasted })
  const back = await form.text()
  expect(form.status).toBe(413)
  expect(back).toContain('Báo cáo lớn hơn 256 kB')
  expect(back).toContain('value="mã-của-bạn"')

  const taken = await submit(JSON.stringify(theirs({ unheard_of: 7 }, { more: { deep: [1] } })))
  expect(taken.body).toMatchObject({ source: 'submitted', verified: false, network: 'hangxom.example' })
  expect(taken.body.report.metrics.unheard_of).toBeUndefined()
  const [own] = (await server.api('GET', `${path}?limit=40`)).body.filter(
    (one: any) => one.source === 'own' && one.period.to === '2026-07-01',
  )
  const page = await (await server.request(`/minh-bach/bao-cao/${own.id}`)).text()
  expect(page).toContain('Mạng Hàng Xóm')
  expect(page).toContain('do họ tự khai')
})

it('an invited network sends with its token, and a report is fetched from an address that may be asked', async () => {
  const made = await server.request('/minh-bach/bao-cao/ma', {
    method: 'POST',
    headers: { cookie: operator.session },
    body: new URLSearchParams({ name: 'Hội các mạng' }),
  })
  const token = /<code class="hash">([\w-]{20,})<\/code>/.exec(await made.text())![1]!
  const text = JSON.stringify(theirs())
  expect((await submit(text, { authorization: '' })).status).toBe(401)
  expect((await submit(text, { authorization: '', 'report-token': 'x'.repeat(30) })).status).toBe(403)
  expect((await submit(text, { authorization: '', 'report-token': token })).status).toBe(200)
  await server.ctx.db`update report_invites set revoked_at = now()`
  expect((await submit(text, { authorization: '', 'report-token': token })).status).toBe(403)

  outside.pages.set('/r.json', (_, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(text),
  )
  const { origin } = outside
  expect((await ask({ url: `${origin}/r.json` }, lan, '/fetch')).status).toBe(403)
  expect((await ask({ url: 'ftp://x.example/' }, operator, '/fetch')).status).toBe(422)
  const gone = await ask({ url: `${origin}/nowhere.json` }, operator, '/fetch')
  expect(gone.body.error).toContain('404')
  const fetched = await ask({ url: `${origin}/r.json` }, operator, '/fetch')
  expect(fetched.body).toMatchObject({ source: 'fetched', network: new URL(origin).host })
})

it('minutes without a beat are written down as an outage', async () => {
  await beat(server.ctx)
  server.advance(2 * 60_000)
  await beat(server.ctx)
  server.advance(10 * 60_000)
  await beat(server.ctx)
  const rows = await server.ctx.db<{ minutes: number }[]>`
    select round(extract(epoch from ended_at - began_at) / 60)::int as minutes from incidents`
  expect(rows.map((row) => row.minutes)).toEqual([10])
})
