import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { publishDue } from './publish.ts'

let server: TestServer
let hoa: Person // owns the site
let minh: Person // edits it
let lan: Person // writes for it
let tam: Person // reads it
let site: { id: string; url: string; community: { account: { id: string } } }

const call = (person: Person | null, method: string, path: string, body?: unknown) =>
  server.api(method, path, { ...(person ? { token: person.token } : {}), ...(body ? { body } : {}) })
const write = (person: Person, body: Record<string, unknown>) =>
  call(person, 'POST', `/api/v1/sites/${site.id}/articles`, body)
const publish = (person: Person, id: string) =>
  call(person, 'POST', `/api/v1/articles/${id}/state`, { state: 'published' })
const page = async (path: string) => {
  const answer = await server.request(path)
  return { status: answer.status, html: await answer.text(), location: answer.headers.get('location') }
}

beforeAll(async () => {
  server = await startServer()
  hoa = await signUp(server, 'hoa')
  minh = await signUp(server, 'minh')
  lan = await signUp(server, 'lan')
  tam = await signUp(server, 'tam')
  const made = await call(hoa, 'POST', '/api/v1/sites', {
    username: 'tin_ngo',
    display_name: 'Tin ngõ',
    masthead: 'Chịu trách nhiệm: Nguyễn Thị Hoa',
  })
  expect(made.status).toBe(200)
  site = made.body
  await call(hoa, 'PUT', `/api/v1/sites/${site.id}/sections`, {
    sections: [{ name: 'Thời sự' }, { name: 'Đời sống' }],
  })
  await call(hoa, 'POST', `/api/v1/sites/${site.id}/staff`, { acct: 'minh', role: 'editor' })
  await call(hoa, 'POST', `/api/v1/sites/${site.id}/staff`, {
    acct: 'lan',
    role: 'contributor',
    title: 'Phóng viên',
  })
})
afterAll(() => server.close())

describe('a site', () => {
  it('is no community in the lists of communities, and is followed like any account', async () => {
    expect((await call(null, 'GET', '/api/v1/sites')).body.map(({ id }: { id: string }) => id)).toEqual([
      site.id,
    ])
    expect((await page('/xom')).html).not.toContain('Tin ngõ')
    expect((await page('/xom/tin_ngo')).location).toBe('/trang/tin_ngo')
    expect((await page('/trang/tin_ngo')).html).toContain('Nguyễn Thị Hoa')
  })

  it('lets nobody begin a thread in it but itself', async () => {
    const refused = await call(tam, 'POST', '/api/v1/statuses', {
      status: 'Bài của tôi',
      community_id: site.id,
    })
    expect(refused.status).toBe(403)
  })

  it('is changed by its owner alone', async () => {
    expect((await call(minh, 'PATCH', `/api/v1/sites/${site.id}`, { licence: 'CC0' })).status).toBe(403)
    expect(
      (await call(hoa, 'PATCH', `/api/v1/sites/${site.id}`, { licence: 'CC BY 4.0' })).body.licence,
    ).toBe('CC BY 4.0')
  })
})

describe('an article', () => {
  it('goes from a writer’s draft over review to an editor’s publication, and is then a post of the site', async () => {
    await call(tam, 'POST', `/api/v1/accounts/${site.community.account.id}/follow`)
    const draft = await write(lan, {
      headline: 'Ngõ 82 có nước lại',
      lead: 'Sau ba ngày, vòi đã chảy.',
      body: '## Ba ngày\n\nCả ngõ **xách nước**.',
      section: 'thoi-su',
      tags: ['nước sạch'],
      authors: ['@lan', 'B.M'],
    })
    expect(draft.body).toMatchObject({
      state: 'draft',
      slug: 'ngo-82-co-nuoc-lai',
      section: { name: 'Thời sự' },
    })
    const { id } = draft.body
    expect((await page('/trang/tin_ngo/ngo-82-co-nuoc-lai')).status).toBe(404)
    expect((await call(tam, 'GET', `/api/v1/articles/${id}`)).status).toBe(404)
    expect((await publish(lan, id)).status).toBe(403)
    expect((await call(lan, 'POST', `/api/v1/articles/${id}/state`, { state: 'review' })).body.state).toBe(
      'review',
    )

    const published = await publish(minh, id)
    expect(published.body).toMatchObject({
      state: 'published',
      url: `${server.origin}/trang/tin_ngo/ngo-82-co-nuoc-lai`,
    })
    await server.settle()
    const home = await call(tam, 'GET', '/api/v1/timelines/home')
    expect(home.body[0]).toMatchObject({ id: published.body.status_id, url: published.body.url })
    expect(home.body[0].content).toContain('Ngõ 82 có nước lại')
    const { html } = await page('/trang/tin_ngo/ngo-82-co-nuoc-lai')
    expect(html).toContain('<strong>xách nước</strong>')
    expect(html).toContain('"@type":"NewsArticle"')
    expect(html).toContain('Chưa có bình luận: hãy là người đầu tiên')
    // Her writer cannot change it any more; an editor can.
    expect((await call(lan, 'PUT', `/api/v1/articles/${id}`, { headline: 'Khác' })).status).toBe(403)
  })

  it('is corrected in the open, keeps its revisions, and its old address leads to the new one', async () => {
    const { body: made } = await write(minh, { headline: 'Giá điện', body: 'Giá là 2.000 đồng.' })
    await publish(minh, made.id)
    const changed = await call(minh, 'PUT', `/api/v1/articles/${made.id}`, {
      headline: 'Giá điện tháng 11',
      body: 'Giá là 2.100 đồng.',
      slug: 'gia-dien-thang-11',
      correction: 'Bản đầu ghi nhầm giá là 2.000 đồng.',
      revision: made.revision,
    })
    expect(changed.body).toMatchObject({ corrected: true, revision: 2 })
    expect(await page('/trang/tin_ngo/gia-dien')).toMatchObject({
      status: 301,
      location: '/trang/tin_ngo/gia-dien-thang-11',
    })
    expect((await page('/trang/tin_ngo/gia-dien-thang-11')).html).toContain('Bản đầu ghi nhầm')
    const post = await call(null, 'GET', `/api/v1/statuses/${changed.body.status_id}`)
    expect(post.body.content).toContain('Giá điện tháng 11')
    // Somebody who began from the first revision overwrites nothing.
    const late = await call(hoa, 'PUT', `/api/v1/articles/${made.id}`, {
      headline: 'Giá',
      body: 'x',
      revision: 1,
    })
    expect(late.status).toBe(409)
  })

  it('that is reprinted names its source, comes from where the site allows, and waits as long as it says', async () => {
    await call(hoa, 'PATCH', `/api/v1/sites/${site.id}`, { reprint_delay: 60, sources: ['bao.example'] })
    const { body: made } = await write(minh, {
      headline: 'Tin dẫn lại',
      body: 'Lời của báo khác.',
      kind: 'reprint',
    })
    const refused = await publish(minh, made.id)
    expect(refused.status).toBe(422)
    expect(Object.keys(refused.body.details)).toEqual(
      expect.arrayContaining(['source_publisher', 'source_author', 'source_url', 'source_published_at']),
    )
    const minutesAgo = (minutes: number) =>
      new Date(server.ctx.clock().getTime() - minutes * 60_000).toISOString()
    const source = {
      headline: 'Tin dẫn lại',
      body: 'Lời của báo khác.',
      kind: 'reprint',
      source_publisher: 'Báo Mẫu',
      source_author: 'B.M',
      source_url: 'https://khac.example/1',
      source_published_at: minutesAgo(30),
      source_fetched_at: minutesAgo(5),
    }
    await call(minh, 'PUT', `/api/v1/articles/${made.id}`, source)
    const early = await publish(minh, made.id)
    expect(Object.keys(early.body.details)).toEqual(['source_url', 'scheduled_at'])
    await call(minh, 'PUT', `/api/v1/articles/${made.id}`, {
      ...source,
      source_url: 'https://www.bao.example/1',
      source_published_at: minutesAgo(90),
    })
    expect((await publish(minh, made.id)).body.state).toBe('published')
    const { html } = await page('/trang/tin_ngo/tin-dan-lai')
    expect(html).toContain('Dẫn nguồn')
    expect(html).toContain('<link rel="canonical" href="https://www.bao.example/1"')
  })

  it('appears at the hour it was scheduled for', async () => {
    const { body: made } = await write(minh, { headline: 'Sáng mai', body: 'Chào buổi sáng.' })
    const at = new Date(server.ctx.clock().getTime() + 3_600_000).toISOString()
    expect(
      (await call(minh, 'POST', `/api/v1/articles/${made.id}/state`, { state: 'scheduled', at })).body.state,
    ).toBe('scheduled')
    await server.settle()
    expect((await page('/trang/tin_ngo/sang-mai')).status).toBe(404)
    server.advance(3_700_000)
    // The job, which may run more than once.
    await Promise.all([1, 2].map(() => publishDue(server.ctx, { articleId: made.id })))
    expect((await page('/trang/tin_ngo/sang-mai')).status).toBe(200)
  })

  it('that is archived is listed no more, and is still read at its address', async () => {
    const { body: made } = await write(minh, { headline: 'Chuyện cũ', body: 'Đã lâu.' })
    await publish(minh, made.id)
    await call(minh, 'POST', `/api/v1/articles/${made.id}/state`, { state: 'archived' })
    expect((await page('/trang/tin_ngo')).html).not.toContain('Chuyện cũ')
    expect((await page('/trang/tin_ngo/chuyen-cu')).html).toContain('kho lưu')
    expect((await call(minh, 'DELETE', `/api/v1/articles/${made.id}`)).status).toBe(422)
  })

  it('that is not there is said so on a page of the site, with what is new', async () => {
    for (const path of ['/trang/tin_ngo/khong-co-bai-nay', '/trang/tin_ngo/2015/11/khong-co.html']) {
      const answer = await page(path)
      expect(answer.status).toBe(404)
      expect(answer.html).toContain('Không có bài này')
      expect(answer.html).toContain('Tin dẫn lại')
    }
  })

  it('refuses what is no article with every wrong field at once', async () => {
    const wrong = await write(minh, {
      headline: '  ',
      section: 'khong-co',
      source_url: 'javascript:alert(1)',
      tags: ['!!!'],
    })
    expect(wrong.status).toBe(422)
    expect(Object.keys(wrong.body.details).sort()).toEqual(['headline', 'section', 'source_url', 'tags'])
  })
})

describe('comments', () => {
  const publishNew = async (more: Record<string, unknown> = {}) => {
    const { body } = await write(minh, {
      headline: `Bài để bàn ${Math.random()}`,
      body: 'Nội dung.',
      ...more,
    })
    return (await publish(minh, body.id)).body
  }
  const answer = (person: Person, statusId: string, status: string) =>
    call(person, 'POST', '/api/v1/statuses', { status, in_reply_to_id: statusId })

  it('are answers to the article’s post, by anybody, and stand below it', async () => {
    const article = await publishNew()
    const made = await answer(tam, article.status_id, 'Hay quá!')
    expect(made.status).toBe(200)
    await answer(lan, made.body.id, 'Đúng vậy')
    const { html } = await page(new URL(article.url).pathname)
    expect(html).toContain('Hay quá!')
    expect(html).toContain('1 trả lời')
    expect((await page(`/xom/tin_ngo/${article.status_id}`)).location).toBe(
      `/trang/tin_ngo/t/${article.status_id}`,
    )
  })

  it('are off, or for those who follow the site, where the article says so', async () => {
    const off = await publishNew({ comments: 'off' })
    expect((await answer(tam, off.status_id, 'Thử')).status).toBe(403)
    const members = await publishNew({ comments: 'members' })
    const stranger = await signUp(server, 'nguoi_la')
    expect((await answer(stranger, members.status_id, 'Thử')).status).toBe(403)
    expect((await answer(tam, members.status_id, 'Thử')).status).toBe(200)
  })
})

describe('comments that a site reads first', () => {
  const send = (person: Person, path: string, text: string) =>
    server.request(`${path}/binh-luan`, {
      method: 'POST',
      headers: { cookie: person.session },
      body: new URLSearchParams({ text }),
    })
  const htmlFor = async (person: Person, path: string) =>
    (await server.request(path, { headers: { cookie: person.session } })).text()

  it('wait, are seen by their writer and the editors alone, and come in or are refused with a reason', async () => {
    const { body } = await write(minh, { headline: 'Đọc trước', body: 'Nội dung.', comments: 'moderated' })
    const article = (await publish(minh, body.id)).body
    const path = new URL(article.url).pathname
    expect(
      (await call(tam, 'POST', '/api/v1/statuses', { status: 'Lén', in_reply_to_id: article.status_id }))
        .status,
    ).toBe(403)
    await send(tam, path, 'Câu thứ nhất')
    await send(tam, path, 'Câu thứ hai')
    expect((await page(path)).html).not.toContain('Câu thứ')
    expect(await htmlFor(tam, path)).toContain('Câu thứ nhất')
    const desk = '/trang/tin_ngo/quan-tri/binh-luan'
    expect((await server.request(desk, { headers: { cookie: lan.session } })).status).toBe(403)
    const queue = await htmlFor(minh, desk)
    const [first, second] = [...queue.matchAll(/id="cho-(\d+)"/g)].map((match) => match[1])
    const decide = (id: string, what: string, form: Record<string, string> = {}) =>
      server.request(`${desk}/${id}/${what}`, {
        method: 'POST',
        headers: { cookie: minh.session },
        body: new URLSearchParams(form),
      })
    expect((await decide(second!, 'tu-choi')).status).toBe(422)
    await decide(first!, 'nhan')
    await decide(second!, 'tu-choi', { reason: 'Không bàn về bài' })
    await server.settle()
    const { html } = await page(path)
    expect(html).toContain('Câu thứ nhất')
    expect(html).not.toContain('Câu thứ hai')
    expect(await htmlFor(tam, path)).toContain('Không bàn về bài')
    expect((await decide(first!, 'nhan')).status).toBe(404)
    expect(await htmlFor(tam, '/notifications')).toContain('đã cho hiện bình luận của bạn')
    expect(await htmlFor(hoa, '/notifications')).toContain('bình luận đang chờ')
  })
})

describe('what is reported', () => {
  const report = async (person: Person, statusId: string, accountId: string) =>
    (
      await call(person, 'POST', '/api/v1/reports', {
        account_id: accountId,
        status_ids: [statusId],
        comment: 'Sai sự thật',
      })
    ).body.id as string
  const remove = (person: Person, caseId: string) =>
    call(person, 'POST', `/api/v1/cases/${caseId}/decisions`, {
      measure: 'remove',
      cited: 'Điều 1',
      facts: 'Nội dung sai, đã được báo.',
    })

  it('is decided by the site where it is a comment, and by the network where it is the article', async () => {
    const scopes = 'read write follow admin:read admin:write'
    const editor = await signUp(server, 'co_tu', { scopes })
    const operator = await signUp(server, 'co_nam', { scopes, role: 'moderator' })
    await call(hoa, 'POST', `/api/v1/sites/${site.id}/staff`, { acct: 'co_tu', role: 'editor' })
    const { body: made } = await write(minh, { headline: 'Tin gây cãi', body: 'Nội dung.' })
    const article = (await publish(minh, made.id)).body
    const path = new URL(article.url).pathname
    const comment = (
      await call(tam, 'POST', '/api/v1/statuses', {
        status: 'Lời khó nghe',
        in_reply_to_id: article.status_id,
      })
    ).body

    const ofComment = await report(lan, comment.id, tam.id)
    const first = await remove(editor, ofComment)
    expect(first.body).toMatchObject({})
    expect([first.status, first.body.error]).toEqual([200, undefined])
    expect((await page(path)).html).not.toContain('Lời khó nghe')
    expect((await page(path)).html).toContain('đã bị gỡ theo quyết định')

    const ofArticle = await report(tam, article.status_id, site.community.account.id)
    expect((await remove(editor, ofArticle)).status).not.toBe(200)
    const last = await remove(operator, ofArticle)
    expect([last.status, last.body.error_description ?? last.body.error]).toEqual([200, undefined])
    await server.settle()
    const gone = await page(path)
    expect(gone.html).not.toContain('Nội dung.')
    expect(gone.html).toContain('/ly-do/')
    expect((await page('/trang/tin_ngo')).html).not.toContain('Tin gây cãi')
    expect((await page('/trang/tin_ngo/rss.xml')).html).not.toContain('Tin gây cãi')
    expect((await page('/search?q=tin+gay+cai&tab=articles')).html).not.toContain('Nội dung.')
  })
})

describe('feeds', () => {
  it('of a site are read by a feed reader in all three forms', async () => {
    const get = async (file: string) => (await server.request(`/trang/tin_ngo/${file}`)).text()
    const rss = parseRssFeed(await get('rss.xml'))
    expect(rss.items?.length).toBeGreaterThan(2)
    expect(rss.items?.map((item) => item.title)).toContain('Ngõ 82 có nước lại')
    expect(parseAtomFeed(await get('atom.xml')).entries?.length).toBe(rss.items?.length)
    expect(parseJsonFeed(await get('feed.json')).items?.length).toBe(rss.items?.length)
    const section = parseRssFeed(await get('chuyen-muc/thoi-su/rss.xml'))
    expect(section.items?.map((item) => item.title)).toEqual(['Ngõ 82 có nước lại'])
  })

  it('of people, tags and communities hold what is public and nothing else', async () => {
    await call(tam, 'POST', '/api/v1/statuses', { status: 'Ai cũng đọc được #chuyệnngõ' })
    await call(tam, 'POST', '/api/v1/statuses', { status: 'Chỉ bạn bè #chuyệnngõ', visibility: 'private' })
    const person = await (await server.request('/@tam/rss.xml')).text()
    expect(person).toContain('Ai cũng đọc được')
    expect(person).not.toContain('Chỉ bạn bè')
    const tag = await (await server.request('/tags/chuyenngo/rss.xml')).text()
    expect(tag).toContain('Ai cũng đọc được')
    expect(tag).not.toContain('Chỉ bạn bè')
    expect((await server.request('/@tam.rss')).headers.get('location')).toBe('/@tam/rss.xml')
    await call(hoa, 'POST', '/api/v1/communities', { username: 'xom_kin', private: true })
    const { body } = await call(hoa, 'GET', '/api/v1/accounts/lookup?acct=xom_kin')
    await call(hoa, 'POST', '/api/v1/statuses', { status: 'Chuyện kín', community_id: body.id })
    expect((await server.request('/xom/xom_kin/rss.xml')).status).toBe(404)
  })
})
