import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let lan: Person
let minh: Person
let hoa: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan')
  minh = await signUp(server, 'minh')
  hoa = await signUp(server, 'hoa')
})
afterAll(() => server.close())

const page = async (path: string, person?: Person) => {
  const response = await server.request(path, person ? { headers: { cookie: person.session } } : {})
  return {
    status: response.status,
    html: await response.text(),
    location: response.headers.get('location') ?? '',
  }
}
const press = async (path: string, person: Person, body: Record<string, string> = {}) => {
  const response = await server.request(path, {
    method: 'POST',
    headers: { cookie: person.session },
    body: new URLSearchParams(body),
  })
  return {
    status: response.status,
    html: await response.text(),
    location: response.headers.get('location') ?? '',
  }
}
let made = 0
const open = async (founder: Person, body: Record<string, string> = {}) => {
  made += 1
  const answer = await press('/xom/new', founder, {
    display_name: `Xóm số ${made}`,
    username: `xom_so_${made}`,
    joining: 'open',
    ...body,
  })
  expect(answer.status).toBe(303)
  return answer.location
}
const idOf = async (path: string): Promise<string> =>
  (await server.api('GET', `/api/v1/accounts/lookup?acct=${path.split('/')[2]}`)).body.id
const begin = async (person: Person, path: string, body: Record<string, string>) => {
  const answer = await press('/compose', person, { community_id: await idOf(path), ...body })
  expect(answer.status).toBe(303)
  return answer.location.replace(/#.*$/, '')
}
const reply = async (person: Person, thread: string, text: string): Promise<string> => {
  const id = thread.split('/').at(-1)!
  const { body, status } = await server.api('POST', '/api/v1/statuses', {
    token: person.token,
    body: { status: text, in_reply_to_id: id },
  })
  expect(status).toBe(200)
  return body.id
}

describe('the directory', () => {
  it('lists communities, finds them by name and place without marks, and shows mine first', async () => {
    const path = await open(lan, { display_name: 'Hội chợ Đầm', place: 'Nha Trang' })
    const found = await page('/xom?q=cho+dam&noi=nha+trang')
    expect(found.html).toContain(path)
    expect((await page('/xom?noi=sapa')).html).not.toContain(path)
    const mine = (await page('/xom', lan)).html
    expect(mine.indexOf(path)).toBeGreaterThan(mine.indexOf('Xóm của tôi'))
  })

  it('opens a community, naming all that is wrong at once and losing nothing', async () => {
    const wrong = await press('/xom/new', lan, {
      display_name: '',
      username: 'minh',
      place: 'x'.repeat(90),
      rules: 'Nói lời hay',
    })
    expect(wrong.status).toBe(422)
    for (const field of ['display_name', 'username', 'place'])
      expect(wrong.html).toContain(`id="f-${field}-error"`)
    expect(wrong.html).toContain('Nói lời hay')
    const done = await press('/xom/new', lan, { display_name: 'Ngõ Bảy Mốt', rules: 'Một\nHai' })
    expect(done.location).toBe('/xom/ngo_bay_mot')
    expect((await page(done.location)).html).toContain('<li>Hai</li>')
  })
})

describe('the front page', () => {
  it('shows threads with what is new, and takes people in and lets them out', async () => {
    const path = await open(lan)
    await press(`${path}/join`, minh)
    const thread = await begin(lan, path, { title: 'Mất nước', status: 'Từ sáng tới giờ' })
    expect(thread).toMatch(new RegExp(`^${path}/\\d+$`))
    await page(thread, minh)
    await reply(lan, thread, 'Đã có lại')
    const { html } = await page(path, minh)
    expect(html).toContain('Mất nước')
    expect(html).toContain('1 bài chưa đọc')
    expect((await page('/xom', minh)).html).toContain('1 chủ đề có bài mới')
    await press(`${thread}/read`, minh)
    expect((await page(path, minh)).html).not.toContain('bài chưa đọc')
    // Nobody leaves by a slip of the thumb; the founder's button is another.
    const { html: joined } = await page(path, minh)
    expect(joined).toMatch(/<summary[^>]*>[\s\S]{0,80}Đã tham gia<\/summary><form[^>]*\/leave"/)
    expect((await page(path, lan)).html).toContain(`href="${path}/settings/invites">Mời người</a>`)
    expect((await page(path, lan)).html).not.toContain(`${path}/leave`)
    await press(`${path}/leave`, minh)
    expect((await page(path, minh)).html).toContain(`action="${path}/join"`)
  })

  it('is answered in place, below the post, which then leads to its answer', async () => {
    const path = await open(lan)
    await press(`${path}/join`, minh)
    const thread = await begin(lan, path, { title: 'Chó lạc', status: 'Ai thấy con Vàng' })
    await reply(minh, thread, 'Thấy ở đầu ngõ')
    const { html } = await page(`${thread}?reply=1&quote=1`, lan)
    expect(html).toContain('Trả lời @minh · #1')
    expect(html).toMatch(/@minh \n&gt; minh:\n&gt; Thấy ở đầu ngõ/)
    const parent = /name="in_reply_to_id" value="(\d+)"/.exec(html)![1]!
    const sent = await press('/compose', lan, { in_reply_to_id: parent, status: 'Cảm ơn em' })
    expect(sent.location).toBe(`${thread}#p-2`)
    expect((await page(`${thread}?view=time`)).html).toContain(
      `<a href="${thread}?view=time#p-2" aria-label="Trả lời ở bài số 2">#2</a>`,
    )
  })

  it('of a private community shows strangers only its face', async () => {
    const path = await open(lan, { private: '1', note: 'Chuyện nhà' })
    const thread = await begin(lan, path, { title: 'Kín đáo', status: 'trong nhà' })
    for (const person of [undefined, minh]) {
      const front = await page(path, person)
      expect(front.html).toContain('Chuyện nhà')
      expect(front.html).not.toContain('Kín đáo')
      expect([403, 404]).toContain((await page(thread, person)).status)
    }
    expect((await page(thread, lan)).html).toContain('Kín đáo')
  })

  it('is where the handle of a community leads', async () => {
    const path = await open(lan)
    expect((await page(`/@${path.split('/')[2]}`)).location).toBe(path)
  })
})

describe('a thread', () => {
  it('keeps its numbers and pages for ever, and says where something is missing', async () => {
    const path = await open(lan)
    const thread = await begin(lan, path, { title: 'Dài', status: 'đầu' })
    const ids: string[] = []
    for (let n = 1; n <= 52; n += 1) ids.push(await reply(lan, thread, `bài thứ ${n}`))
    const gone = ids[2]!
    await server.api('DELETE', `/api/v1/statuses/${gone}`, { token: lan.token })
    await server.settle()
    const first = (await page(thread)).html
    expect(first).toContain('#3 đã xóa')
    expect(first).toContain('id="p-49"')
    expect(first).not.toContain('id="p-50"')
    const second = (await page(`${thread}?page=2`)).html
    expect(second).toContain('id="p-52"')
    expect(second).toContain('bài thứ 52')
  })

  it('says who answers whom, and quotes with the way back', async () => {
    const path = await open(lan)
    await press(`${path}/join`, minh)
    const thread = await begin(lan, path, { title: 'Hỏi', status: 'hỏi nè' })
    const answer = await reply(minh, thread, 'đáp nè')
    const { body } = await server.api('POST', '/api/v1/statuses', {
      token: lan.token,
      body: { status: '> minh:\n> đáp nè\n\ncảm ơn', in_reply_to_id: answer },
    })
    expect(body.content).toContain('<blockquote><p>minh:<br>đáp nè</p></blockquote>')
    expect((await page(thread)).html).toContain('trả lời minh #1')
    const quote = (await page(`/compose?reply=${answer}&quote=1`, lan)).html
    expect(quote).toContain('&gt; đáp nè')
    expect(quote).toContain(`${thread}#p-1`)
    expect(quote).toContain('Đăng trong')
  })

  it('is locked, pinned, split, merged and moved by those trusted with posts, and shows what was done', async () => {
    const path = await open(lan)
    const other = await open(lan)
    await press(`${path}/join`, minh)
    const thread = await begin(lan, path, { title: 'Gốc', status: 'một' })
    for (const text of ['hai', 'ba', 'bốn']) await reply(minh, thread, text)
    expect((await press(`${thread}/lock`, minh)).status).toBe(403)
    await press(`${thread}/lock`, lan)
    await press(`${thread}/pin`, lan)
    expect((await page(thread, minh)).html).toContain('Chủ đề được khóa')
    const split = (await press(`${thread}/split`, lan, { number: '2', title: 'Nhánh' })).location
    expect((await page(split)).html).toContain('Chủ đề này được tách ra từ')
    expect((await page(split)).html).toContain('bốn')
    expect((await page(thread)).html).toContain('Từ đây các bài được tách sang')
    await press(`${split}/merge`, lan, { into: `http://localhost${thread}` })
    const merged = (await page(thread)).html
    expect(merged).toContain('Từ đây là các bài gộp vào từ')
    expect(merged).toContain('id="p-5"')
    expect((await page(split)).location).toBe(thread)
    await press(`${thread}/move`, lan, { to: await idOf(other) })
    expect((await page(thread)).location).toBe(`${other}/${thread.split('/').at(-1)}`)
    expect((await page(`${other}/${thread.split('/').at(-1)}`)).html).toContain('được chuyển từ xóm khác')
  })

  it('tells its followers of new posts once until they have read on', async () => {
    const path = await open(lan)
    for (const person of [minh, hoa]) await press(`${path}/join`, person)
    const thread = await begin(lan, path, { title: 'Theo dõi', status: 'một' })
    await press(`${thread}/follow`, hoa)
    await page(thread, hoa)
    const heard = async () => {
      await server.settle()
      const { body } = await server.api('GET', '/api/v1/notifications?types[]=status', { token: hoa.token })
      return body.length
    }
    await reply(minh, thread, 'hai')
    await reply(minh, thread, 'ba')
    expect(await heard()).toBe(1)
    await page(thread, hoa)
    await reply(minh, thread, 'bốn')
    expect(await heard()).toBe(2)
  })

  it('keeps what was typed into a form that cannot be taken, with the reason beside it', async () => {
    const path = await open(lan)
    const thread = await begin(lan, path, { title: 'Dài', status: 'một' })
    const wrong = async (what: string, body: Record<string, string>) => {
      const response = await server.request(`${thread}/${what}`, {
        method: 'POST',
        headers: { cookie: lan.session },
        body: new URLSearchParams(body),
      })
      expect(response.status).toBe(422)
      const html = await response.text()
      const fold = /<details class="thread-moderation" open[\s\S]*?<\/details>/.exec(html)?.[0] ?? ''
      expect(html).toContain('<h1 class="thread-title">')
      return fold
    }
    const long = 'tóm '.repeat(400)
    const summary = await wrong('summary', { summary: long })
    expect(summary).toContain(long)
    expect(summary).toContain('quá dài')
    const split = await wrong('split', { number: '9', title: 'Nhánh <mới>' })
    expect(split).toContain('value="9"')
    expect(split).toContain('value="Nhánh &lt;mới&gt;"')
    expect(split).toMatch(/aria-invalid="true" aria-describedby="thread-split-number-error"/)
    for (const into of ['không phải địa chỉ', `${path}/123456789012345678`, thread]) {
      const merge = await wrong('merge', { into })
      expect(merge).toContain(`value="${into}"`)
      expect(merge).toContain('không dẫn đến một chủ đề khác')
    }
  })

  it('has a summary by who began it', async () => {
    const path = await open(lan)
    await press(`${path}/join`, minh)
    const thread = await begin(minh, path, { status: 'không tiêu đề' })
    await press(`${thread}/summary`, minh, { summary: 'Đã xong rồi' })
    expect((await page(thread)).html).toContain('Đã xong rồi')
    expect((await press(`${thread}/summary`, hoa, { summary: 'phá' })).status).toBe(403)
  })
})
