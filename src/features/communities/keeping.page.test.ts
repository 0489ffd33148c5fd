import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let lan: Person
let minh: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan')
  minh = await signUp(server, 'minh')
})
afterAll(() => server.close())

const ask = async (path: string, person?: Person, body?: Record<string, string>) => {
  const response = await server.request(path, {
    ...(body ? { method: 'POST', body: new URLSearchParams(body) } : {}),
    headers: person ? { cookie: person.session } : {},
  })
  return {
    status: response.status,
    html: await response.text(),
    location: response.headers.get('location') ?? '',
  }
}
let made = 0
const open = async (body: Record<string, string> = {}) => {
  made += 1
  const answer = await ask('/xom/new', lan, { display_name: `Xóm giữ ${made}`, joining: 'open', ...body })
  expect(answer.status).toBe(303)
  return answer.location
}

describe('the settings of a community', () => {
  it('change its words, colour, sections and who may join', async () => {
    const path = await open()
    const face = {
      display_name: 'Ngõ mới',
      note: 'Lời mới',
      place: 'Huế',
      welcome: 'Chào',
      accent: '#2b6440',
    }
    expect((await ask(`${path}/settings`, lan, face)).status).toBe(303)
    await ask(`${path}/settings/sections`, lan, { sections: 'Điện nước | mất điện\nMua bán' })
    await ask(`${path}/settings/access`, lan, { joining: 'request', may_post: '1' })
    const { html } = await ask(path)
    for (const words of ['Ngõ mới', 'Lời mới', 'Huế', '#2b6440', 'Điện nước', 'Vào sau khi được duyệt'])
      expect(html).toContain(words)
    const wrong = await ask(`${path}/settings`, lan, { ...face, place: 'x'.repeat(90), note: 'còn nguyên' })
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain('còn nguyên')
    expect((await ask(`${path}/settings`, minh, face)).status).toBe(403)
  })

  it('put a thread with the tag of a section into it', async () => {
    const path = await open()
    await ask(`${path}/settings/sections`, lan, { sections: 'Điện nước' })
    const handle = path.split('/')[2]
    await server.api('POST', '/api/v1/statuses', {
      token: lan.token,
      body: { status: `@${handle} mất điện #ĐiệnNước` },
    })
    expect((await ask(`${path}?section=diennuoc`)).html).toContain('mất điện')
  })

  it('let people in, give roles switch by switch, and hand the community over', async () => {
    const path = await open({ joining: 'request' })
    await ask(`${path}/join`, minh, {})
    expect((await ask(`${path}/settings/members`, lan)).html).toContain('1 người xin vào')
    await ask(`${path}/settings/members/${minh.id}/admit`, lan, {})
    await ask(`${path}/settings/members/${minh.id}/role`, lan, { role: 'moderator', may_rules: '1' })
    expect((await ask(`${path}/settings/rules`, minh)).status).toBe(200)
    expect((await ask(`${path}/settings/members`, minh)).status).toBe(403)
    const over = { role: 'founder' }
    expect((await ask(`${path}/settings/members/${minh.id}/role`, lan, over)).status).toBe(422)
    await ask(`${path}/settings/members/${minh.id}/role`, lan, { ...over, sure: '1' })
    expect((await ask(`${path}/settings/members`, minh)).status).toBe(200)
    expect((await ask(`${path}/leave`, lan, {})).status).toBe(303)
  })

  it('tell the founder who is next in line, and let her leave to nobody else', async () => {
    const path = await open()
    const settings = `${path}/settings`
    expect((await ask(settings, lan)).html).toContain('Chưa có ai khác ở đây nhận được xóm này')
    expect((await ask(settings, lan)).html).toContain(`href="${path}/archive.tar.gz"`)
    const first = await signUp(server, 'vao_truoc')
    for (const person of [first, minh]) await ask(`${path}/join`, person, {})
    expect((await ask(settings, lan)).html).toContain('thành viên vào sớm nhất')
    // Meanwhile the other one became a moderator: what she read does not hold any more.
    await ask(`${path}/settings/members/${minh.id}/role`, lan, { role: 'moderator', may_posts: '1' })
    const leave = (person: Person, heir: Person, sure = '1') =>
      ask(`${settings}/leave`, person, { heir: heir.id, sure })
    const late = await leave(lan, first)
    expect(late.status).toBe(422)
    expect(late.html).toContain('Người kế tiếp vừa thay đổi')
    expect(late.html).toContain('người điều hành lâu năm nhất')
    expect((await leave(lan, minh, '')).status).toBe(422)
    expect((await leave(minh, minh)).status).toBe(403)
    expect((await ask(`${settings}`, minh)).html).not.toContain('archive.tar.gz')
    expect((await leave(lan, minh)).location).toBe(path)
    expect((await ask(settings, minh)).html).toContain('thành viên vào sớm nhất')
    expect((await ask(path, lan)).html).toContain(`action="${path}/join"`)
  })

  it('show how many ask to be let in, and answer several at once', async () => {
    const path = await open({ joining: 'request' })
    const people = []
    for (const name of ['mot', 'hai', 'ba']) {
      const person = await signUp(server, `xin_${name}`)
      await ask(`${path}/join`, person, {})
      people.push(person)
    }
    const [mot, hai, ba] = people as [Person, Person, Person]
    expect((await ask(path, lan)).html).toContain('3 người xin vào')
    expect((await ask(path, mot)).html).not.toContain('người xin vào')
    const answer = (person: Person, what: string, ids: string[]) =>
      server.request(`${path}/settings/members/requests`, {
        method: 'POST',
        headers: { cookie: person.session },
        body: new URLSearchParams([['do', what], ...ids.map((id) => ['accounts[]', id])]),
      })
    expect((await answer(mot, 'admit', [mot.id])).status).toBe(403)
    await answer(lan, 'admit', [mot.id, hai.id])
    await answer(lan, 'reject', [ba.id, hai.id])
    const { html } = await ask(`${path}/members`)
    for (const [name, is] of [
      ['xin_mot', true],
      ['xin_hai', true],
      ['xin_ba', false],
    ] as const)
      expect(html.includes(`@${name}`)).toBe(is)
    expect((await ask(path, lan)).html).not.toContain('người xin vào')
  })

  it('publish rules as versions, with the day from which they hold and a thread about the change', async () => {
    const path = await open({ rules: 'Cũ' })
    await ask(`${path}/settings/rules`, lan, {
      rules: 'Mới | vì sao',
      note: 'Lý do',
      effective: '2090-01-02',
    })
    const { html } = await ask(`${path}/rules`)
    expect(html).toContain('Bản 2, áp dụng từ')
    expect(html).toContain('sắp áp dụng')
    expect(html).toContain('Bàn về thay đổi này')
    // Until then the old ones hold.
    expect((await ask(path)).html).toContain('<li>Cũ</li>')
  })

  it('make links that let people into a community by invitation', async () => {
    const path = await open({ joining: 'invite' })
    await ask(`${path}/settings/invites`, lan, { days: '7', max_uses: '1' })
    const link = /\/invite\/community\/[\w-]+/.exec((await ask(`${path}/settings/invites`, lan)).html)![0]
    expect((await ask(link)).html).toContain('Bạn được mời vào')
    expect((await ask(link, minh, {})).location).toBe(path)
    expect((await ask(link)).status).toBe(404)
    expect((await ask(`${path}/members`)).html).toContain('minh')
  })

  it('close a community and open it again', async () => {
    const path = await open()
    await ask(`${path}/settings/archive`, lan, {})
    expect((await ask(path, lan)).html).toContain('Đã đóng')
    expect((await ask(path, lan)).html).not.toContain('data-compose')
    await ask(`${path}/settings/reopen`, lan, {})
    expect((await ask(path, lan)).html).toContain('data-compose')
  })
})

describe('the handbook', () => {
  it('keeps every revision, and shows both texts where two people wrote at once', async () => {
    const path = await open()
    await ask(`${path}/join`, minh, {})
    const page = (await ask(`${path}/wiki/new`, lan, { title: 'Số cần biết', text: '# Điện\n1900' })).location
    expect(page).toBe(`${path}/wiki/so-can-biet`)
    expect((await ask(page)).html).toContain('<h2>Điện</h2>')
    await ask(`${page}/edit`, minh, { title: 'Số cần biết', text: 'của Minh', revision: '1' })
    const late = await ask(`${page}/edit`, lan, { title: 'Số cần biết', text: 'của Lan', revision: '1' })
    expect(late.status).toBe(409)
    expect(late.html).toContain('của Minh')
    expect(late.html).toContain('của Lan')
    expect(late.html).toContain('name="revision" value="2"')
    expect((await ask(page)).html).toContain('của Minh')
    const history = (await ask(`${page}/history?to=2`)).html
    expect(history).toContain('1900')
    expect(history).toContain('Bản 1')
  })

  it('compares any two revisions, restores an old one as a new one, and has an order of its pages', async () => {
    const path = await open()
    const page = (await ask(`${path}/wiki/new`, lan, { title: 'Lịch', text: 'thứ hai' })).location
    for (const [at, text] of ['thứ ba', 'thứ tư'].entries())
      await ask(`${page}/edit`, lan, { title: 'Lịch', text, revision: String(at + 1) })
    const compared = (await ask(`${page}/history?from=1&to=3`, lan)).html
    for (const words of ['Từ bản 1 sang bản 3', 'thứ hai', 'thứ tư']) expect(compared).toContain(words)
    expect(compared).not.toContain('thứ ba')
    const back = { revision: '1', from: '3', comment: 'như cũ' }
    expect((await ask(`${page}/restore`, minh, back)).status).toBe(403)
    expect((await ask(`${page}/restore`, lan, back)).status).toBe(303)
    expect((await ask(page)).html).toContain('thứ hai')
    expect((await ask(`${page}/history`)).html).toContain('như cũ')
    expect((await ask(`${page}/restore`, lan, back)).status).toBe(409)

    await ask(`${path}/wiki/new`, lan, { title: 'An toàn', text: 'x' })
    const order = async () => {
      const { html } = await ask(`${path}/wiki`)
      return html.indexOf('>An toàn') > html.indexOf('>Lịch')
    }
    expect(await order()).toBe(true)
    expect((await ask(`${path}/wiki/an-toan/up`, minh, {})).status).toBe(403)
    await ask(`${path}/wiki/an-toan/up`, lan, {})
    expect(await order()).toBe(false)
  })

  it('is locked by those trusted with it, and closed to strangers where the community is private', async () => {
    const path = await open({ private: '1' })
    await ask(`${path}/join`, minh, {})
    const page = (await ask(`${path}/wiki/new`, lan, { title: 'Kín', text: 'trong nhà' })).location
    await ask(`${page}/lock`, lan, {})
    const text = { title: 'Kín', text: 'phá', revision: '1' }
    expect((await ask(`${page}/edit`, minh, text)).status).toBe(403)
    for (const inside of [page, `${page}/history`, `${path}/wiki`])
      expect((await ask(inside)).status).toBe(403)
    expect((await ask(page, minh)).status).toBe(200)
  })
})
