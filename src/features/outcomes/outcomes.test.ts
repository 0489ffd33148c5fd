import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { sessionCookie } from '../../http/auth.ts'
import { createSession } from '../auth/index.ts'

const day = 86_400_000

let server: TestServer
/** Opens the series and chairs it, writes it up, takes part, owns an item, is a stranger. */
let chair: Person
let secretary: Person
let guest: Person
let owner: Person
let stranger: Person
let series: { id: string; slug: string }
let first: { id: string; number: number }

const call = (person: Person | null, method: string, path: string, body?: unknown) =>
  server.api(method, `/api/v1/${path}`, { token: person?.token, body })
const post = (person: Person | null, path: string, body: unknown = {}) => call(person, 'POST', path, body)
const page = async (path: string, person: Person | null = null) => {
  const answer = await server.request(path, { headers: person ? { cookie: person.session } : {} })
  return { status: answer.status, text: await answer.text() }
}
const send = async (person: Person, path: string, fields: Record<string, string>) => {
  const answer = await server.request(path, {
    method: 'POST',
    headers: { cookie: person.session, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  })
  return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() }
}

async function openSession(number: number, from: string, to: string) {
  const body = { number, period_from: from, period_to: to, ahead_to: '2018-01-01' }
  const answer = await post(secretary, `briefing_series/${series.id}/briefings`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body as { id: string; number: number }
}

/** An agenda, and the session opens. */
async function begin(briefing: { id: string }) {
  await post(secretary, `briefings/${briefing.id}/agenda`, { title: 'Nhìn lại' })
  for (const state of ['agenda', 'session'])
    await post(secretary, `briefings/${briefing.id}/state`, { state })
}

/** Minutes, and it is published. */
async function publish(briefing: { id: string }) {
  await call(secretary, 'PUT', `briefings/${briefing.id}/minutes`, { base: 0, body: 'Đã họp.' })
  for (const state of ['draft', 'published']) {
    const moved = await post(chair, `briefings/${briefing.id}/state`, { state })
    expect(moved.status, `${state}: ${JSON.stringify(moved.body)}`).toBe(200)
  }
}

/** Sessions of browsers end while the clock is moved. */
const signInAgain = async (person: Person) => {
  person.session = `${sessionCookie}=${await createSession(server.ctx, person.id, 'Test')}`
}

const add = async (briefing: { id: string }, part: string, body: object) => {
  const answer = await post(secretary, `briefings/${briefing.id}/${part}`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}

beforeAll(async () => {
  server = await startServer({ config: { smtpUrl: 'dev:' } })
  chair = await signUp(server, 'chu_tri', { role: 'admin' })
  secretary = await signUp(server, 'thu_ky')
  guest = await signUp(server, 'du_hop', { displayName: 'Bà Dự' })
  owner = await signUp(server, 'lo_viec')
  stranger = await signUp(server, 'nguoi_la')
  series = (await post(chair, 'briefing_series', { name: 'Giao ban' })).body
  await post(chair, `briefing_series/${series.id}/roles`, { acct: 'chu_tri', role: 'chair' })
  await post(chair, `briefing_series/${series.id}/roles`, { acct: 'thu_ky', role: 'secretary' })
  first = await openSession(1, '2014-01-01', '2014-07-01')
  await post(secretary, `briefings/${first.id}/participants`, { acct: 'du_hop', seat: 'association' })
  await begin(first)
})
afterAll(() => server?.close())

describe('findings and solutions', () => {
  it('are written by the chairs and the secretary, and read by everybody', async () => {
    const path = `briefings/${first.id}/findings`
    const body = { kind: 'strength', text: 'Phản hồi nhanh hơn' }
    expect((await post(null, path, body)).status).toBe(401)
    for (const person of [stranger, guest]) expect((await post(person, path, body)).status).toBe(403)
    expect((await post(chair, path, body)).status).toBe(200)
    expect((await call(null, 'GET', path)).body).toMatchObject([{ kind: 'strength', text: body.text }])
    expect((await page(`/giao-ban/${series.slug}/1/ket-luan`)).text).toContain(body.text)
  })

  it('rest on what is pasted beside them, and what names nothing is told by its words', async () => {
    const { body: status } = await post(guest, 'statuses', { status: 'Chợ mạng nhiều hàng giả' })
    const { body: hidden } = await post(guest, 'statuses', { status: 'riêng', visibility: 'private' })
    await post(secretary, `briefings/${first.id}/speeches`, { speaker: 'Ông Tư', text: 'Không ngăn cản' })
    const links = [
      `${server.origin}/@du_hop/${status.id}`,
      `${server.origin}/giao-ban/${series.slug}/1/bien-ban#loi-1`,
      'time_to_action_hours',
    ].join('\n')
    const made = await add(first, 'findings', { kind: 'limit', text: 'Hàng giả', links })
    expect(
      made.links.map(
        (one: { title: string; overdue: string; kind: string; number: number; state: string }) => one.kind,
      ),
    ).toEqual(['metric', 'status', 'speech'])
    expect((await page(`/giao-ban/${series.slug}/1/ket-luan`)).text).toContain('Lời phát biểu của Ông Tư')
    const wrong = {
      'câu hỏi 12': 'không có câu hỏi ấy',
      '#loi-9': 'không có lời phát biểu ấy',
      '/ly-do/khongcodau': 'không có quyết định nào',
      [`/statuses/${hidden.id}`]: 'không có bài viết nào',
      'linh tinh': 'không phải địa chỉ',
      so_lieu_bia: 'không phải tên một số liệu',
      '#loi-1\n#loi-1': 'mỗi loại chỉ gắn được một',
    }
    for (const [typed, sentence] of Object.entries(wrong)) {
      const refused = await post(secretary, `briefings/${first.id}/findings`, {
        kind: 'limit',
        text: 'x',
        links: typed,
      })
      expect([typed, refused.status, refused.body.error]).toEqual([
        typed,
        422,
        expect.stringContaining(sentence),
      ])
    }
  })

  it('keep what was typed when they are refused', async () => {
    const path = `/giao-ban/${series.slug}/1/ket-luan`
    const refused = await send(secretary, path, {
      form: 'finding',
      'finding.kind': 'limit',
      'finding.text': 'Chữ đã gõ',
      'finding.links': '#loi-77',
    })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Chữ đã gõ')
    expect(refused.text).toContain('kỳ này không có lời phát biểu ấy')
    const saved = await send(secretary, path, {
      form: 'solution',
      'solution.text': 'Đào tạo',
      'solution.finding_id': '',
    })
    expect([saved.status, saved.to]).toEqual([303, expect.stringContaining('/ket-luan#giai-phap-')])
  })

  it('stand beside the dissent of those who took part, and of nobody else', async () => {
    const [finding] = (await call(null, 'GET', `briefings/${first.id}/findings`)).body
    const path = `briefings/${first.id}/dissents`
    const body = { about: `finding:${finding.id}`, text: 'Tôi thấy chưa nhanh' }
    expect((await post(stranger, path, body)).status).toBe(403)
    const made = await post(guest, path, body)
    expect(made.body).toMatchObject({ finding_id: finding.id, name: 'Bà Dự' })
    // Chairs write it down for one without an account, and do not change hers.
    expect((await post(chair, path, { name: 'Ông Vắng', text: 'Khác' })).body.account).toBe(null)
    expect((await call(chair, 'PUT', `${path}/${made.body.id}`, body)).status).toBe(403)
    const own = await call(guest, 'PUT', `${path}/${made.body.id}`, { ...body, text: 'Chưa nhanh mấy' })
    expect(own.body.text).toBe('Chưa nhanh mấy')
  })
})

describe('action items', () => {
  it('are refused with a day that is none and an owner who is nobody', async () => {
    const path = `briefings/${first.id}/action_items`
    const refused = await post(secretary, path, { title: 'x', due_on: '2016-02-30' })
    expect([refused.status, refused.body.error]).toEqual([
      422,
      expect.stringContaining('không phải một thời điểm'),
    ])
    const nobody = await post(secretary, path, { title: 'x', owner: '@khong_ai' })
    expect([nobody.status, nobody.body.error]).toEqual([422, expect.stringContaining('@khong_ai')])
  })

  it('are told of by their owner and the chairs, and closed with evidence alone', async () => {
    // Without the sign: a handle, or the name of whoever takes part; anybody else's is a name.
    for (const [typed, acct] of [
      ['lo_viec', 'lo_viec'],
      ['bà dự', 'du_hop'],
      ['Sở', undefined],
    ] as const) {
      const one = await add(first, 'action_items', { title: 'thử', owner: typed })
      expect(one.owner_account?.acct).toBe(acct)
      await call(secretary, 'DELETE', `briefings/${first.id}/action_items/${one.id}`)
    }
    const item = await add(first, 'action_items', { title: 'Mở lớp', owner: '@lo_viec', due_on: '30/6/2099' })
    expect(item).toMatchObject({ number: 1, due_on: '2099-06-30', state: 'open', progress: 0 })
    const path = `action_items/${item.id}`
    expect((await post(stranger, `${path}/updates`, { text: 'x' })).status).toBe(403)
    const updated = await post(owner, `${path}/updates`, { text: 'Đã có lớp', progress: 40 })
    expect(updated.body.progress).toBe(40)
    expect((await call(null, 'GET', `${path}/updates`)).body).toMatchObject([
      { text: 'Đã có lớp', progress: 40 },
    ])
    expect((await post(owner, `${path}/close`, { evidence: '  ' })).status).toBe(422)
    expect((await post(owner, `${path}/close`, { evidence: 'x', evidence_url: 'javascript:1' })).status).toBe(
      422,
    )
    expect((await post(owner, `${path}/drop`, { reason: 'ngại' })).status).toBe(403)
    const closed = await post(owner, `${path}/close`, { evidence: 'Ba lớp', evidence_url: '/tin' })
    expect(closed.body).toMatchObject({ state: 'done', progress: 100, evidence_url: `${server.origin}/tin` })
    expect((await post(owner, `${path}/updates`, { text: 'x' })).status).toBe(422)
    const form = await page(`/giao-ban/${series.slug}/viec/1`, owner)
    expect(form.text).toContain('Ba lớp')
    const open = await post(secretary, `${path}/reopen`, { reason: 'Mới có hai lớp' })
    expect(open.body).toMatchObject({ state: 'open', evidence: '' })
    expect((await page(`/giao-ban/${series.slug}/viec/1`)).text).toContain('Mới có hai lớp')
  })

  it('carry over from session to session until they are closed, with nobody copying them', async () => {
    const second = await openSession(2, '2014-07-01', '2015-01-01')
    const third = await openSession(3, '2015-01-01', '2015-07-01')
    await add(first, 'action_items', { title: 'Việc quá hạn', due_on: '2015-01-01', owner: 'Sở' })
    await add(second, 'action_items', { title: 'Việc của kỳ hai' })
    const agenda = async (number: number) => {
      const { text } = await page(`/giao-ban/${series.slug}/${number}/chuong-trinh`)
      return ['Việc quá hạn', 'Mở lớp', 'Việc của kỳ hai'].filter((title) => text.includes(title))
    }
    expect(await agenda(1)).toEqual([])
    expect(await agenda(2)).toEqual(['Việc quá hạn', 'Mở lớp'])
    expect(await agenda(3)).toEqual(['Việc quá hạn', 'Mở lớp', 'Việc của kỳ hai'])
    const list = (await call(null, 'GET', `briefing_series/${series.id}/action_items`)).body
    expect(
      list.map((one: { title: string; overdue: string; kind: string; number: number; state: string }) => [
        one.title,
        one.overdue,
      ])[0],
    ).toEqual(['Việc quá hạn', 'due'])
    // Written anew it takes the place of the old one.
    const anew = await add(third, 'action_items', { title: 'Viết lại', carried_from: '2' })
    expect(anew).toMatchObject({ number: 4, carried_from: 2 })
    const old = (await call(null, 'GET', `action_items/${list[0].id}`)).body
    expect(old).toMatchObject({ state: 'dropped', carried_on: 4 })
    expect(await agenda(3)).toEqual(['Mở lớp', 'Việc của kỳ hai'])
    // Taken away again, the old one is promised as before.
    expect((await call(secretary, 'DELETE', `briefings/${third.id}/action_items/${anew.id}`)).status).toBe(
      200,
    )
    expect(await agenda(3)).toEqual(['Việc quá hạn', 'Mở lớp', 'Việc của kỳ hai'])
    const item = (await call(null, 'GET', `action_items/${list[0].id}`)).body
    await post(chair, `action_items/${item.id}/close`, { evidence: 'Xong rồi' })
    expect(await agenda(3)).toEqual(['Mở lớp', 'Việc của kỳ hai'])
  })

  it('tell their owner once when they are silent for 90 days, and again after 30', async () => {
    const told = async () => {
      await server.ctx.enqueue('outcomes.remind', {})
      await server.settle()
      const { text } = await page('/notifications', owner)
      const rows = await server.ctx.db<{ n: number; marks: Date }[]>`
        select count(*)::int as n, max(created_at) as marks from notifications
        where account_id = ${owner.id} and type = 'action.overdue'`
      return { shown: text.includes('Mở lớp'), n: rows[0]!.n, at: rows[0]!.marks?.getTime() }
    }
    expect(await told()).toMatchObject({ shown: false, n: 0 })
    server.advance(91 * day)
    await signInAgain(owner)
    const once = await told()
    expect(once).toMatchObject({ shown: true, n: 1 })
    const letters = await server.ctx.db<{ subject: string; body: string }[]>`
      select subject, body from dev_mails where subject like '%Mở lớp%'`
    expect(letters).toMatchObject([{ body: expect.stringMatching(/\/giao-ban\/[^ ]*\/viec\/\d/) }])
    expect((await told()).at).toBe(once.at)
    expect((await page('/viec-cua-toi', owner)).text).toContain('Quá 90 ngày không có tin')
    expect((await page(`/giao-ban/${series.slug}/viec?xem=overdue`)).text).toContain('Mở lớp')
    server.advance(31 * day)
    await signInAgain(owner)
    const again = await told()
    expect(again.n).toBe(1)
    expect(again.at).toBeGreaterThan(once.at!)
    const [item] = (await call(owner, 'GET', 'action_items')).body
    await post(owner, `action_items/${item.id}/close`, { evidence: 'Đủ ba lớp' })
    expect((await page('/notifications', owner)).text).not.toContain('lâu không có tin: Mở lớp')
  })
})

describe('concerns', () => {
  it('stay open over the sessions with a trend at each, until they are closed with a reason', async () => {
    const second = (await call(null, 'GET', `briefing_series/${series.id}/briefings`)).body.find(
      (one: { title: string; overdue: string; kind: string; number: number; state: string }) =>
        one.number === 2,
    )
    const made = await add(first, 'concerns', { title: 'Trẻ em trên mạng', raised_by: 'Hội phụ huynh' })
    await add(first, `concerns/${made.id}/note`, { trend: 'worse', text: 'Nhiều hơn trước' })
    await add(second, `concerns/${made.id}/note`, { trend: 'better', text: 'Có bộ lọc' })
    const shown = await page(`/giao-ban/${series.slug}/tran-tro`)
    expect(shown.text).toMatch(/<svg[^>]*role="img"/)
    expect(shown.text).toMatch(/Kỳ 1:<\/strong> Xấu đi[\s\S]*Kỳ 2:<\/strong> Tốt lên/)
    // A session shows it as it stood then.
    expect((await page(`/giao-ban/${series.slug}/1/ket-luan`)).text).not.toContain('Có bộ lọc')
    expect(
      (await post(secretary, `briefings/${second.id}/concerns/${made.id}/close`, { closed_note: '' })).status,
    ).toBe(422)
    const closed = await add(second, `concerns/${made.id}/close`, { closed_note: 'Đã có luật' })
    expect(closed.closed_note).toBe('Đã có luật')
    expect(
      (await post(secretary, `briefings/${second.id}/concerns/${made.id}/close`, { closed_note: 'x' }))
        .status,
    ).toBe(422)
  })
})

describe('once published', () => {
  it('nothing is taken away, and every change says why to its readers', async () => {
    const solution = (await call(null, 'GET', `briefings/${first.id}/solutions`)).body[0]
    const gone = await add(first, 'solutions', { text: 'Bỏ đi' })
    expect((await call(secretary, 'DELETE', `briefings/${first.id}/solutions/${gone.id}`)).status).toBe(200)
    const none = { text: 'x', event: '12' }
    expect((await post(secretary, `briefings/${first.id}/commitments`, none)).status).toBe(422)
    const event = await post(chair, 'events', {
      title: 'Bầu cử',
      kind: 'political',
      start: 'trung tuần tháng 5/2016',
    })
    const noPlan = { text: 'x', plan: '34' }
    expect((await post(secretary, `briefings/${first.id}/commitments`, noPlan)).status).toBe(422)
    const commitment = await add(first, 'commitments', {
      text: 'Trực đêm bầu cử',
      event: `${server.origin}/su-kien/${event.body.id}`,
    })
    expect(commitment).toMatchObject({
      event_title: 'Bầu cử',
      event_when: expect.stringContaining('trung tuần tháng 5/2016'),
      plan_url: null,
    })
    // The events of the period ahead are there to be chosen, and the next session is shown what was promised.
    await signInAgain(secretary)
    expect((await page(`/giao-ban/${series.slug}/1/ket-luan`, secretary)).text).toMatch(
      new RegExp(`<option value="${event.body.id}"[^>]*>Bầu cử \\(trung tuần`),
    )
    expect((await page(`/giao-ban/${series.slug}/2/ket-luan`)).text).toMatch(
      /Đã cam kết ở kỳ 1<[\s\S]*Trực đêm bầu cử/,
    )
    await publish(first)
    const path = `briefings/${first.id}/solutions/${solution.id}`
    expect((await call(secretary, 'DELETE', path)).status).toBe(422)
    const silent = await call(secretary, 'PUT', path, { text: 'Đào tạo thêm' })
    expect([silent.status, silent.body.error]).toEqual([422, expect.stringContaining('không được để trống')])
    expect(
      (await call(secretary, 'PUT', path, { text: 'Đào tạo thêm', correction: 'Ghi thiếu chữ' })).status,
    ).toBe(200)
    const { text } = await page(`/giao-ban/${series.slug}/1/ket-luan`)
    expect(text).toContain('Ghi thiếu chữ')
    expect(text).toMatch(/Trước đó ghi[\s\S]*Đào tạo</)
    // What is done about the items goes on, and is no correction.
    const items = (await call(null, 'GET', `briefings/${first.id}/action_items`)).body
    const before = (await call(null, 'GET', `briefings/${first.id}`)).body.corrections
    const open =
      items.find(
        (one: { title: string; overdue: string; kind: string; number: number; state: string }) =>
          one.state === 'open',
      ) ?? items[0]
    if (open.state !== 'open') await post(secretary, `action_items/${open.id}/reopen`, { reason: 'thử' })
    await post(secretary, `action_items/${open.id}/updates`, { text: 'Vẫn làm', progress: 60 })
    const after = (await call(null, 'GET', `briefings/${first.id}`)).body.corrections
    expect(after - before).toBe(open.state === 'open' ? 0 : 1)
  })
})

describe('a private community', () => {
  it('keeps its conclusions and its items to its members', async () => {
    await post(owner, 'communities', { username: 'xom_kin', display_name: 'Kín', note: 'x', private: true })
    const own = (await post(owner, 'briefing_series', { name: 'Họp kín', community: 'xom_kin' })).body
    const dates = { period_from: '2014-01-01', period_to: '2014-07-01', ahead_to: '2015-01-01' }
    const { body: briefing } = await post(owner, `briefing_series/${own.id}/briefings`, {
      number: 1,
      ...dates,
    })
    const { body: item } = await post(owner, `briefings/${briefing.id}/action_items`, { title: 'Bí mật' })
    const outside = await post(owner, `briefings/${briefing.id}/action_items`, {
      title: 'x',
      owner: '@nguoi_la',
    })
    expect([outside.status, outside.body.error]).toEqual([422, expect.stringContaining('không ở trong xóm')])
    for (const person of [null, stranger]) {
      for (const path of [
        `briefings/${briefing.id}/action_items`,
        `action_items/${item.id}`,
        `briefing_series/${own.id}/concerns`,
      ])
        expect([path, (await call(person, 'GET', path)).status]).toEqual([path, 403])
      for (const path of ['/1/ket-luan', '/viec', '/viec/1', '/tran-tro'])
        expect([path, (await page(`/giao-ban/${own.slug}${path}`, person)).status]).toEqual([path, 403])
    }
    expect((await page(`/giao-ban/${own.slug}/viec/1`, owner)).text).toContain('Bí mật')
  })
})
