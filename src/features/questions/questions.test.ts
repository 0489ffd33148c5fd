import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { DAY_MS } from '../../lib/time.ts'

let server: TestServer
let admin: Person
let hoa: Person
let tam: Person
let minh: Person
let crowd: Person[]
let briefing: { id: string; url: string }
const slug = 'giao-ban'

const call = (person: Person | null, method: string, path: string, body?: unknown) =>
  server.api(method, `/api/v1/${path}`, { token: person?.token, body })

const get = async (path: string, person?: Person) =>
  (await server.request(path, person ? { headers: { cookie: person.session } } : {})).text()

const form = (person: Person, path: string, fields: Record<string, string>) =>
  server.request(path, {
    method: 'POST',
    headers: { cookie: person.session },
    body: new URLSearchParams(fields),
  })

const ask = async (person: Person, text: string, more: object = {}, id = briefing.id) =>
  (await call(person, 'POST', `briefings/${id}/questions`, { text, ...more })).body

const vote = (person: Person, id: string, choice: string) =>
  call(person, 'POST', `briefing_questions/${id}/vote`, { vote: choice })

const period = (number: number) => ({
  number,
  period_from: `${2000 + number}-01-01`,
  period_to: `${2000 + number}-07-01`,
  ahead_to: `${2001 + number}-01-01`,
})

const openSession = async (seriesId: string, number: number) =>
  (await call(admin, 'POST', `briefing_series/${seriesId}/briefings`, period(number))).body

let series: { id: string }

beforeAll(async () => {
  server = await startServer()
  admin = await signUp(server, 'chu_nha', { role: 'admin' })
  hoa = await signUp(server, 'hoa', { displayName: 'Hoa' })
  tam = await signUp(server, 'tam', { displayName: 'Tâm' })
  minh = await signUp(server, 'minh')
  crowd = []
  for (let n = 0; n < 24; n += 1) crowd.push(await signUp(server, `dan_${n}`))
  // All of them have lived here long enough for their votes to count.
  await server.ctx.db`update accounts set created_at = now() - interval '30 days'`
  series = (await call(admin, 'POST', 'briefing_series', { name: 'Giao ban', slug })).body
  await call(admin, 'POST', `briefing_series/${series.id}/roles`, { acct: 'hoa', role: 'secretary' })
  briefing = await openSession(series.id, 1)
}, 180_000)
afterAll(() => server?.close())

describe('what is sent in', () => {
  it('gets a number, is read without an account, and needs one to be sent', async () => {
    expect((await call(null, 'POST', `briefings/${briefing.id}/questions`, { text: 'x' })).status).toBe(401)
    const first = await ask(tam, 'Bao giờ có đèn đường ở ngõ 12?', { addressed_to: 'Điện lực' })
    expect(first).toMatchObject({ number: 1, kind: 'question', status: 'received', own: true, vote: null })
    expect(first.account.username).toBe('tam')
    const second = await ask(minh, 'Nên có thêm thùng rác ở chợ', { kind: 'statement' })
    expect(second.number).toBe(2)
    const page = await get(`/giao-ban/${slug}/1/cau-hoi`)
    expect(page).toContain('Bao giờ có đèn đường')
    expect(page).toContain('→ Điện lực')
    const list = await call(null, 'GET', `briefings/${briefing.id}/questions?sort=newest&limit=1`)
    expect(list.body.map((one: any) => [one.number, one.own])).toEqual([[2, null]])
    expect(list.headers.get('link')).toContain('offset=1')
  })

  it('is refused when empty or longer than 500 characters, and the form keeps what was typed', async () => {
    for (const text of ['  ', 'ơ'.repeat(501)])
      expect((await call(tam, 'POST', `briefings/${briefing.id}/questions`, { text })).status).toBe(422)
    const answer = await form(tam, `/giao-ban/${slug}/1/cau-hoi`, {
      text: 'ơ'.repeat(501),
      addressed_to: 'Cô Ba',
    })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('value="Cô Ba"')
    expect(page).toContain('aria-invalid="true"')
  })

  it('shows what may say the same before it is sent, and sends it all the same', async () => {
    const fields = { text: 'bao gio co den duong o ngo 12 nay vay', kind: 'question' }
    const shown = await (await form(minh, `/giao-ban/${slug}/1/cau-hoi`, fields)).text()
    expect(shown).toContain('Có lẽ đã có người nói điều này')
    expect(shown).toContain('name="confirmed"')
    const sent = await form(minh, `/giao-ban/${slug}/1/cau-hoi`, { ...fields, confirmed: '1' })
    expect(sent.headers.get('location')).toBe(`/giao-ban/${slug}/1/cau-hoi/3`)
    const near = await call(
      null,
      'GET',
      `briefings/${briefing.id}/questions/similar?text=${encodeURIComponent('Thêm thùng rác ở chợ')}`,
    )
    expect(near.body.map((one: any) => one.number)).toEqual([2])
  })

  it('without a name it is nameless for everybody, the secretary included, and still her own', async () => {
    const made = await ask(tam, 'Ai duyệt danh sách này?', { anonymous: true })
    expect(made).toMatchObject({ anonymous: true, account: null, own: true })
    for (const person of [null, hoa, admin]) {
      const { body } = await call(person, 'GET', `briefing_questions/${made.id}`)
      expect([body.account, body.own]).toEqual([null, person ? false : null])
    }
    expect(await get(`/giao-ban/${slug}/1/cau-hoi/${made.number}`, hoa)).not.toContain('@tam')
  })

  it('can be taken back by its sender only, and stays to be read', async () => {
    const made = await ask(tam, 'Một câu lỡ lời')
    expect((await call(minh, 'POST', `briefing_questions/${made.id}/withdraw`)).status).toBe(403)
    expect((await call(tam, 'POST', `briefing_questions/${made.id}/withdraw`)).body.status).toBe('withdrawn')
    const page = await get(`/giao-ban/${slug}/1/cau-hoi/${made.number}`)
    expect(page).toContain('Một câu lỡ lời')
    expect(page).toContain('Người gửi đã rút lại')
    expect((await vote(minh, made.id, 'agree')).status).toBe(422)
    expect((await call(hoa, 'PUT', `briefing_questions/${made.id}`, { answer: 'x' })).status).toBe(422)
  })
})

describe('the secretary', () => {
  it('answers in public, and a correction leaves how it read before', async () => {
    const made = await ask(tam, 'Chợ mở cửa mấy giờ?')
    const path = `briefing_questions/${made.id}`
    expect((await call(tam, 'PUT', path, { answer: 'Năm giờ' })).status).toBe(403)
    expect((await call(hoa, 'PUT', path, { answer: 'Năm giờ' })).body).toMatchObject({
      status: 'answered',
      answer: 'Năm giờ',
    })
    // Whoever asked hears of it, once, and finds the way.
    const told = await (await server.request('/notifications', { headers: { cookie: tam.session } })).text()
    expect(told).toContain(`/giao-ban/${slug}/1/cau-hoi/${made.number}"`)
    expect((await call(hoa, 'PUT', path, { answer: 'Sáu giờ' })).status).toBe(422)
    const corrected = await call(hoa, 'PUT', path, { answer: 'Sáu giờ', correction: 'Ghi nhầm giờ' })
    expect(corrected.body.answer).toBe('Sáu giờ')
    const page = await get(`/giao-ban/${slug}/1/cau-hoi/${made.number}`)
    for (const text of ['Sáu giờ', 'Năm giờ', 'Ghi nhầm giờ']) expect(page).toContain(text)
    expect((await call(tam, 'POST', `${path}/withdraw`)).status).toBe(422)
    expect((await call(hoa, 'PUT', path, { status: 'declined', reason: 'x' })).status).toBe(422)
  })

  it('turns nothing down without a reason, and groups only with what is there', async () => {
    const head = await ask(tam, 'Giữ lại hàng cây bàng')
    const made = await ask(minh, 'Đừng chặt cây bàng')
    const path = `briefing_questions/${made.id}`
    expect((await call(hoa, 'PUT', path, { status: 'declined' })).status).toBe(422)
    expect((await call(hoa, 'PUT', path, { status: 'grouped', grouped_with: made.number })).status).toBe(422)
    expect((await call(hoa, 'PUT', path, { status: 'grouped', grouped_with: 9999 })).status).toBe(422)
    const grouped = await call(hoa, 'PUT', path, { status: 'grouped', grouped_with: head.number })
    expect(grouped.body).toMatchObject({ status: 'grouped', grouped_with: head.number })
    expect(await get(`/giao-ban/${slug}/1/cau-hoi/${head.number}`)).toContain('Đừng chặt cây bàng')
    const answer = await form(hoa, `/giao-ban/${slug}/1/cau-hoi/${made.number}`, {
      status: 'declined',
      reason: 'Không thuộc kỳ này',
    })
    expect(answer.status).toBe(303)
    expect((await call(null, 'GET', path)).body).toMatchObject({
      status: 'declined',
      reason: 'Không thuộc kỳ này',
    })
    expect((await vote(minh, made.id, 'agree')).status).toBe(422)
  })

  it('puts a question on the agenda, which is said beside it', async () => {
    const made = await ask(tam, 'Bao giờ sửa cống?')
    await call(hoa, 'POST', `briefings/${briefing.id}/agenda`, { title: 'Cống', question: made.number })
    expect((await call(null, 'GET', `briefing_questions/${made.id}`)).body.status).toBe('agenda')
  })
})

describe('votes', () => {
  it('count once for each account, and change', async () => {
    const made = await ask(tam, 'Xóm nên có sân bóng')
    await vote(minh, made.id, 'agree')
    await vote(tam, made.id, 'pass')
    const changed = await vote(minh, made.id, 'disagree')
    expect(changed.body).toMatchObject({
      vote: 'disagree',
      votes: { agree: 0, disagree: 1, pass: 1, apart: 0 },
    })
    expect((await call(null, 'POST', `briefing_questions/${made.id}/vote`, { vote: 'agree' })).status).toBe(
      401,
    )
    expect((await vote(minh, made.id, 'maybe')).status).toBe(422)
  })

  it('of a swarm a day old, and of limited accounts, are kept, shown apart with the reason, and not counted', async () => {
    const made = await ask(tam, 'Bán hết đất chợ', { kind: 'statement' })
    await vote(minh, made.id, 'disagree')
    for (let n = 0; n < 3; n += 1) await vote(await signUp(server, `moi_${n}`), made.id, 'agree')
    const shown = async () => (await call(null, 'GET', `briefing_questions/${made.id}`)).body.votes
    expect(await shown()).toEqual({ agree: 0, disagree: 1, pass: 0, apart: 3 })
    const page = await get(`/giao-ban/${slug}/1/cau-hoi/${made.number}`)
    expect(page).toContain('Để riêng: 3 của tài khoản chưa đủ 3 ngày tuổi, 0 của tài khoản')
    // Limited after the vote: found by the sweep; free again: counted again.
    await vote(crowd[0]!, made.id, 'agree')
    await server.ctx.db`update accounts set silenced_at = now() where id = ${crowd[0]!.id}`
    const { sweep } = await import('./groups.ts')
    await sweep(server.ctx)
    expect(await shown()).toEqual({ agree: 0, disagree: 1, pass: 0, apart: 4 })
    await server.ctx.db`update accounts set silenced_at = null where id = ${crowd[0]!.id}`
    await sweep(server.ctx)
    expect(await shown()).toEqual({ agree: 1, disagree: 1, pass: 0, apart: 3 })
    const opinions = (await call(null, 'GET', `briefings/${briefing.id}/opinions`)).body
    expect(opinions.apart).toEqual({ young: 3, suspended: 0 })
  })

  it('are offered one after another, few voted on first, until there is nothing left', async () => {
    const seen = new Set<number>()
    const path = `/giao-ban/${slug}/1/bieu-quyet`
    for (;;) {
      const { body } = await call(crowd[1]!, 'GET', `briefings/${briefing.id}/questions/next`)
      if (!body.question) break
      expect(seen.has(body.question.number)).toBe(false)
      seen.add(body.question.number)
      expect(await get(path, crowd[1]!)).toContain(`/cau-hoi/${body.question.number}/bieu-quyet`)
      const answer = await form(crowd[1]!, `/giao-ban/${slug}/1/cau-hoi/${body.question.number}/bieu-quyet`, {
        vote: 'pass',
        back: path,
      })
      expect(answer.headers.get('location')).toBe(path)
    }
    expect(seen.size).toBeGreaterThan(5)
    expect(await get(path, crowd[1]!)).toContain('Bạn đã bày tỏ về mọi câu')
    expect(await get(path)).toContain('Đăng nhập để hỏi')
  })
})

describe('opinion groups', () => {
  let held: { id: string }
  let texts: { id: string; number: number }[]

  beforeAll(async () => {
    held = await openSession(series.id, 2)
    texts = []
    for (let n = 0; n < 9; n += 1)
      texts.push(
        await ask(
          [tam, minh, hoa][n % 3]!,
          `Đề nghị thứ ${'abcdefghi'[n]} của xóm`,
          { kind: 'statement' },
          held.id,
        ),
      )
    // Twelve agree with all, ten only with the first; two have voted once.
    for (const [i, person] of crowd.entries()) {
      for (const [j, { id }] of texts.entries()) {
        if (i >= 22 && j > 0) continue
        await vote(person, id, i < 12 || j === 0 ? 'agree' : 'disagree')
      }
    }
    await server.settle()
  }, 120_000)

  it('are found, listed as text and drawn, with what unites and what divides', async () => {
    const { body } = await call(null, 'GET', `briefings/${held.id}/opinions`)
    expect(body).toMatchObject({ outcome: 'found', people: 24, placed: 22, needed: 7 })
    expect(body.groups.map((one: any) => [one.letter, one.size])).toEqual([
      ['A', 12],
      ['B', 10],
    ])
    expect(body.consensus.agree).toMatchObject([{ question: texts[0]!.number, share: 1 }])
    expect(body.divisive).toHaveLength(8)
    expect(body.divisive[0].shares).toEqual([1, 0])
    expect(body.groups[1].apart[0]).toMatchObject({ side: 'disagree', share: 1, others: 0 })
    const page = await get(`/giao-ban/${slug}/2/y-kien`)
    expect(page).toContain('<svg class="opinion-map"')
    expect(page).toMatch(/role="img" aria-labelledby="map-title map-text"/)
    expect(page).toContain('Thấy 2 nhóm ý kiến')
    expect(page).not.toContain('style=')
    const sorted = await call(null, 'GET', `briefings/${held.id}/questions?sort=consensus`)
    expect(sorted.body[0].number).toBe(texts[0]!.number)
    const divisive = await call(null, 'GET', `briefings/${held.id}/questions?sort=divisive`)
    expect(divisive.body.at(-1).number).toBe(texts[0]!.number)
  })

  it('tell a person where she stands, and nobody how or where somebody else does', async () => {
    expect(await get(`/giao-ban/${slug}/2/y-kien`, crowd[0]!)).toContain('Bạn ở gần nhóm A nhất')
    expect(await get(`/giao-ban/${slug}/2/y-kien`, crowd[23]!)).toContain('Bạn chưa có trên bản đồ')
    const { body } = await call(hoa, 'GET', `briefings/${held.id}/opinions`)
    const told = JSON.stringify(body) + (await get(`/giao-ban/${slug}/2/y-kien`, hoa))
    for (const person of crowd) expect(told).not.toContain(person.id)
  })

  it('are computed again half a minute after the last time, and keep their letters', async () => {
    const computed = async () => (await call(null, 'GET', `briefings/${held.id}/opinions`)).body
    const before = await computed()
    for (const { id } of texts.slice(1)) await vote(crowd[22]!, id, 'disagree')
    await server.settle()
    expect((await computed()).computed_at).toBe(before.computed_at)
    server.advance(31_000)
    await vote(crowd[23]!, texts[1]!.id, 'disagree')
    await server.settle()
    const after = await computed()
    expect(after.placed).toBe(23)
    expect(after.groups.map((one: any) => [one.letter, one.size])).toEqual([
      ['A', 12],
      ['B', 11],
    ])
  })

  it('forget where somebody stood who has left, and keep her votes counted', async () => {
    const { eraseQuestions } = await import('./sql.ts')
    const before = (await call(null, 'GET', `briefing_questions/${texts[0]!.id}`)).body.votes
    await eraseQuestions(server.ctx, crowd[0]!.id)
    expect((await call(null, 'GET', `briefing_questions/${texts[0]!.id}`)).body.votes).toEqual(before)
    expect(await get(`/giao-ban/${slug}/2/y-kien`, crowd[0]!)).toContain('Bạn chưa có trên bản đồ')
  })
})

describe('when and by whom', () => {
  const move = (id: string, state: string) => call(hoa, 'POST', `briefings/${id}/state`, { state })

  it('nothing is sent in after its time, and nothing at all once the agenda is fixed', async () => {
    const late = await openSession(series.id, 3)
    const made = await ask(tam, 'Kịp giờ', {}, late.id)
    await server.ctx.db`update briefings set questions_until = now() + interval '1 day' where id = ${late.id}`
    server.advance(2 * DAY_MS)
    expect((await call(tam, 'POST', `briefings/${late.id}/questions`, { text: 'Trễ' })).status).toBe(422)
    // Votes stay open until the agenda is fixed.
    expect((await vote(minh, made.id, 'agree')).status).toBe(200)
    await call(hoa, 'POST', `briefings/${late.id}/agenda`, { title: 'Một' })
    expect((await move(late.id, 'agenda')).status).toBe(200)
    expect((await vote(minh, made.id, 'disagree')).status).toBe(422)
    expect((await call(tam, 'POST', `briefing_questions/${made.id}/withdraw`)).status).toBe(422)
    expect((await move(late.id, 'session')).status).toBe(200)
    expect((await ask(tam, 'Hỏi trong lúc họp', {}, late.id)).number).toBe(2)
    expect((await vote(minh, made.id, 'disagree')).status).toBe(200)
    await server.ctx.db`update briefings set questions_live = false where id = ${late.id}`
    expect((await call(tam, 'POST', `briefings/${late.id}/questions`, { text: 'Nữa' })).status).toBe(422)
    expect((await vote(minh, made.id, 'agree')).status).toBe(422)
    const page = await get(`/giao-ban/${slug}/3/cau-hoi`, tam)
    expect(page).toContain('Chủ trì không nhận câu hỏi và ý kiến trong lúc họp')
  })

  it('a private community keeps its questions, votes and opinions to its members', async () => {
    await call(minh, 'POST', 'communities', {
      username: 'kin',
      display_name: 'Kín',
      note: 'x',
      private: true,
    })
    const own = (await call(minh, 'POST', 'briefing_series', { name: 'Họp kín', community: 'kin' })).body
    const { body: session } = await call(minh, 'POST', `briefing_series/${own.id}/briefings`, period(1))
    const made = await ask(minh, 'bimatcauhoi', {}, session.id)
    for (const person of [null, tam, admin]) {
      for (const path of ['questions', 'questions/similar?text=bimatcauhoi', 'opinions'])
        expect((await call(person, 'GET', `briefings/${session.id}/${path}`)).status).toBe(403)
      expect((await call(person, 'GET', `briefing_questions/${made.id}`)).status).toBe(403)
    }
    for (const path of ['cau-hoi', `cau-hoi/${made.number}`, 'bieu-quyet', 'y-kien'])
      expect((await server.request(`/giao-ban/hop-kin/1/${path}`)).status).toBe(403)
    expect((await vote(tam, made.id, 'agree')).status).toBe(403)
    expect((await call(tam, 'POST', `briefings/${session.id}/questions`, { text: 'x' })).status).toBe(403)
    expect((await vote(minh, made.id, 'agree')).status).toBe(200)
  })
})
