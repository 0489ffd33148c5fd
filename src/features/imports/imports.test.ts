import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  bloggerExport,
  isDraft,
  nameOf,
  pathOf,
  titleOf,
  wordpressExport,
  zipOf,
} from '../../../test/blogger-export.ts'
import { type Person, signUp } from '../../../test/people.ts'
import { gradient } from '../../../test/pictures.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { createSite } from '../sites/index.ts'
import { runImport } from './run.ts'

let server: TestServer
let lan: Person
let reader: Person
let pictures: Server
let host: string
/** How often each picture was asked for. */
const asked = new Map<string, number>()
const sockets = new Set<{ destroy(): void }>()

beforeAll(async () => {
  const png = await gradient(60, 40).png().toBuffer()
  pictures = createServer((request, response) => {
    const path = request.url ?? ''
    asked.set(path, (asked.get(path) ?? 0) + 1)
    if (path.endsWith('/mat.png')) response.writeHead(404).end()
    else if (path.endsWith('/hong.png')) response.writeHead(200).end('<html>không phải ảnh</html>')
    else if (path === '/trong') response.writeHead(302, { location: 'http://10.255.255.1/feed' }).end()
    else if (path === '/mai') response.writeHead(200).write('<rss><channel>')
    else if (path === '/feed.xml') response.writeHead(200).end(feed)
    else response.writeHead(200, { 'content-type': 'image/png' }).end(png)
  }).listen(0, '127.0.0.1')
  pictures.on('connection', (socket) => sockets.add(socket))
  await new Promise((listening) => pictures.once('listening', listening))
  host = `http://127.0.0.1:${(pictures.address() as AddressInfo).port}`
  server = await startServer({ config: { allowPrivateAddress: true } })
  lan = await signUp(server, 'lan')
  reader = await signUp(server, 'doc_gia')
})
afterAll(async () => {
  for (const socket of sockets) socket.destroy()
  pictures.close()
  await server.close()
})

const feed = `<rss version="2.0"><channel><title>Tin</title><item><title>Một tin</title><link>http://tin.example/mot.html</link>
  <pubDate>Wed, 25 Nov 2015 14:36:00 +0700</pubDate><description>&lt;p&gt;Nội dung&lt;/p&gt;</description></item></channel></rss>`

let made = 0
async function newSite(person = lan): Promise<{ id: string; path: string }> {
  made += 1
  const username = `trang_${made}`
  const id = await createSite(server.ctx, person, { username, display_name: `Trang ${made}` })
  return { id, path: `/trang/${username}` }
}

const visit = async (path: string, person: Person | null = lan) => {
  const response = await server.request(path, person ? { headers: { cookie: person.session } } : {})
  return { status: response.status, html: await response.text(), location: response.headers.get('location') }
}

const post = (path: string, body: URLSearchParams | FormData, person = lan) =>
  server.request(path, { method: 'POST', body, headers: { cookie: person.session } })

async function send(site: { path: string }, content: string | Buffer, name = 'feed.atom', person = lan) {
  const form = new FormData()
  form.append('file', new Blob([content as never]), name)
  const response = await post(`${site.path}/quan-tri/nhap`, form, person)
  return {
    status: response.status,
    path: response.headers.get('location') ?? '',
    html: await response.text(),
  }
}

const idIn = (path: string) => path.split('/').at(-1)!
/** The form as it stands, with another choice here and there; null for a box that is not ticked. */
const go = async (path: string, choices: Record<string, string | null> = {}) => {
  const form = { comments: '1', pictures: '1', pages: 'draft', old_address: 'lang.blogspot.com', ...choices }
  const sent = Object.entries(form).filter((pair): pair is [string, string] => pair[1] !== null)
  expect((await post(path, new URLSearchParams(sent))).status).toBe(303)
}

/** Everything that an import can leave behind, to be compared. */
async function stateOf(siteId: string) {
  const { db } = server.ctx
  const [articles, comments, posts, media] = await Promise.all([
    db`select id, slug, html, published_at, status_id from articles where site_id = ${siteId} order by id`,
    db`select c.id, c.parent_id, c.html from imported_comments c join articles a on a.id = c.article_id
       where a.site_id = ${siteId} order by c.id`,
    db`select id, content from statuses where account_id = ${siteId} order by id`,
    db`select id from media where account_id = ${siteId} order by id`,
  ])
  return { articles, comments, posts, media }
}

describe('an old Blogger site', () => {
  it('comes in whole: dates, drafts, sections, old addresses, comments, pictures, and a report of the rest', async () => {
    const site = await newSite()
    await server.ctx
      .db`insert into site_sections (site_id, slug, name) values (${site.id}, 'thoi-su', 'Thời sự')`
    await post(`${site.path}/theo-doi`, new URLSearchParams(), reader)
    const zip = zipOf({
      'Takeout/Blogger/Blogs/Chuyện làng/feed.atom': bloggerExport({ pictures: host, form: 'old' }),
    })
    const sent = await send(site, zip, 'takeout.zip')
    expect(sent.status).toBe(303)
    await server.settle()
    const asks = await visit(sent.path)
    expect(asks.html).toContain('Bắt đầu nhập')
    expect(asks.html).toContain('2.000')
    expect(asks.html).toContain('Thời sự')
    const form = new URLSearchParams([
      ['comments', '1'],
      ['pictures', '1'],
      ['pages', 'draft'],
      ['old_address', 'lang.blogspot.com'],
      ['label[]', 'Thời sự'],
      ['section[]', 'thoi-su'],
      ['label[]', 'Đời sống'],
      ['section[]', ''],
    ])
    expect((await post(sent.path, form)).status).toBe(303)
    await server.settle()

    const { db } = server.ctx
    const { articles, comments, media } = await stateOf(site.id)
    expect(articles).toHaveLength(200)
    expect(comments).toHaveLength(2000)
    const drafts = [...Array(200).keys()].filter((n) => isDraft(n) || n % 50 === 10)
    const [counts] = await db`
      select count(*) filter (where state = 'draft')::int as drafts,
        count(*) filter (where state = 'published' and status_id is not null)::int as published,
        count(*) filter (where section_id is not null)::int as in_section, min(published_at) as first
      from articles where site_id = ${site.id}`
    expect(counts).toEqual({
      drafts: drafts.length,
      published: 200 - drafts.length,
      in_section: 40,
      first: new Date('2012-01-05T01:30:00Z'),
    })
    const [one] = await db`select a.*, s.created_at, s.content, t.title from articles a
      join statuses s on s.id = a.status_id join threads t on t.id = s.id where a.slug = ${nameOf(1)} and a.site_id = ${site.id}`
    expect(one).toMatchObject({ headline: titleOf(1), tags: ['Đời sống'], title: titleOf(1) })
    expect(one!.created_at).toEqual(one!.published_at)
    const [byline] = await db`select name, account_id from article_authors where article_id = ${one!.id}`
    expect(byline).toMatchObject({ name: 'Trần Thị Bình', account_id: null })
    const [posts] =
      await db`select statuses, (select count(*)::int from home_entries where account_id = ${reader.id}) as home
      from account_counts where account_id = ${site.id}`
    expect(posts).toEqual({ statuses: 200 - drafts.length, home: 0 })

    // Its old address leads to it; what is read is safe.
    const old = await visit(`${site.path}${pathOf(5)}`, null)
    expect([old.status, old.location]).toEqual([301, `${site.path}/${nameOf(5)}`])
    const all = articles.map((row) => row['html']).join('')
    expect(all).not.toMatch(/<script|<iframe|alert\(/)
    // Links among its articles lead to where they are now.
    expect(all).toContain(`href="${server.origin}${site.path}${pathOf(4)}"`)
    expect(all).not.toContain('href="http://lang.blogspot.com/2012')
    // Each picture was fetched once, and is the site's.
    expect(all).toMatch(/<img src="[^"]+\/media\//)
    expect(all).not.toContain(`<img src="${host}`)
    expect(Math.max(...asked.values())).toBe(1)
    expect(media.length).toBeGreaterThan(5)
    const [swept] = await db`select count(*)::int as n from media m where m.account_id = ${site.id}
      and not exists (select from article_media x where x.media_id = m.id)`
    expect(swept!.n).toBe(0)

    const report = await visit(sent.path)
    expect(report.html).toContain('Đã nhập xong')
    expect(report.html).toContain(`${host}/to/mat.png`)
    const csv = await visit(`${sent.path}/bao-cao.csv`)
    expect(csv.html).toContain(`Không còn ở địa chỉ cũ: ${host}/to/mat.png`)
    expect(csv.html).toContain(`Không phải ảnh, hoặc ảnh hỏng: ${host}/to/hong.png`)
    expect(csv.html).toContain('Mã lệnh')
    expect(csv.html).toContain('Thiếu múi giờ')
    // Nothing is left of the file.
    const [row] = await db`select file, phase from site_imports where id = ${idIn(sent.path)}`
    expect(row).toEqual({ file: null, phase: 'done' })
    expect(
      (await Array.fromAsync(server.ctx.storage.list())).filter((key) => key.startsWith('imports/')),
    ).toEqual([])

    // The same again changes nothing.
    const before = await stateOf(site.id)
    const again = await send(site, zip, 'takeout.zip')
    await server.settle()
    await go(again.path)
    await server.settle()
    expect(await stateOf(site.id)).toEqual(before)
    expect((await visit(again.path)).html).toContain('Bài đã có từ trước')
  }, 120_000)

  it('goes on where it stood when it was killed, and twice at once does nothing twice', async () => {
    const site = await newSite()
    const { path } = await send(site, bloggerExport({ posts: 250, comments: 600, pictures: host }))
    const importId = idIn(path)
    await server.settle()
    await go(path)
    const { db, ctx } = { db: server.ctx.db, ctx: server.ctx }
    // Dies in the middle of the second lot: what this had written is gone, the place is that of the first.
    let calls = 0
    const dying: typeof ctx = {
      ...ctx,
      tx: (work) =>
        ctx.tx(async (inner) => {
          calls += 1
          const result = await work(inner)
          if (calls === 2) throw new Error('killed')
          return result
        }),
    }
    await expect(runImport(dying, { importId })).rejects.toThrow('killed')
    const [half] = await db`select phase, position, articles from site_imports where id = ${importId}`
    expect(half).toEqual({ phase: 'articles', position: 100, articles: 100 })
    await Promise.all([1, 2, 3].map(() => runImport(ctx, { importId })))
    await server.settle()
    const { articles, comments, posts } = await stateOf(site.id)
    expect([articles.length, comments.length, posts.length]).toEqual([250, 600, 240])
    const [row] = await db`select phase, articles, comments from site_imports where id = ${importId}`
    expect(row).toEqual({ phase: 'done', articles: 250, comments: 600 })
  }, 60_000)

  it('stops when it is told to, and goes on', async () => {
    const site = await newSite()
    const { path } = await send(site, bloggerExport({ posts: 30, comments: 0 }))
    await server.settle()
    await go(path, { pictures: null })
    await post(`${path}/dung`, new URLSearchParams())
    await server.settle()
    expect((await stateOf(site.id)).articles).toHaveLength(0)
    expect((await visit(path)).html).toContain('Nhập tiếp')
    await post(`${path}/tiep`, new URLSearchParams())
    await server.settle()
    expect((await stateOf(site.id)).articles).toHaveLength(30)
  })
})

describe('old comments', () => {
  it('are read page by page below the article, and a moderator can hide one', async () => {
    const site = await newSite()
    const { path } = await send(site, bloggerExport({ posts: 1, comments: 120 }))
    await server.settle()
    await go(path, { pictures: null })
    await server.settle()
    const list = `${site.path}/${nameOf(0)}/binh-luan-cu`
    const article = await visit(`${site.path}/${nameOf(0)}`, null)
    expect(article.html).toContain('Xem cả 120 bình luận cũ')
    const first = await visit(list, null)
    expect(first.html).toContain('120 bình luận cũ')
    expect(first.html).toContain('lang.blogspot.com')
    expect(first.html).toContain('Trả lời')
    expect(first.html.match(/class="old-comment"/g)).toHaveLength(50)
    const last = await visit(`${list}?trang=3`, null)
    expect(last.html.match(/class="old-comment"/g)).toHaveLength(20)
    const id = /id="cu-(\d+)"/.exec(first.html)![1]
    expect((await post(`${list}/${id}/an`, new URLSearchParams({ hidden: '1' }), reader)).status).toBe(403)
    expect((await post(`${list}/${id}/an`, new URLSearchParams({ hidden: '1' }))).status).toBe(303)
    expect((await visit(list, null)).html).not.toContain(`id="cu-${id}"`)
    expect((await visit(list)).html).toContain(`id="cu-${id}"`)
  })
})

describe('WordPress and feeds', () => {
  it('brings in WordPress with leads, permalinks and threads of comments', async () => {
    const site = await newSite()
    const { path } = await send(site, gzipSync(wordpressExport(20)), 'wp.xml.gz')
    await server.settle()
    await go(path, { pictures: null, pages: 'leave' })
    await server.settle()
    const { db } = server.ctx
    const [one] = await db`select * from articles where site_id = ${site.id} and slug = ${nameOf(0)}`
    expect(one).toMatchObject({ lead: 'Lời dẫn của bài.', tags: ['Thời sự', 'làng nghề'] })
    expect(one!.html).toContain('<p>Đoạn hai, dòng một.')
    const paths = await db`select path from article_redirects where article_id = ${one!.id} order by 1`
    expect(paths.map((row) => row['path'])).toEqual(
      ['/2012/01/bai-ky-1', '/2012/01/bai-ky-1/', '/?p=1'].sort(),
    )
    const numbered = await visit(`${site.path}?p=3`, null)
    expect([numbered.status, numbered.location]).toEqual([301, `${site.path}/${nameOf(2)}`])
    const { articles, comments } = await stateOf(site.id)
    expect(articles).toHaveLength(19)
    expect(comments.filter((row) => row['parent_id'])).toHaveLength(19)
  })

  it('fetches a feed by its address, never one inside the network', async () => {
    const site = await newSite()
    const feedOf = async (address: string) => {
      const answer = await post(
        `${site.path}/quan-tri/nhap/tu-dia-chi`,
        new URLSearchParams({ feed: address }),
      )
      return { status: answer.status, path: answer.headers.get('location') ?? '', html: await answer.text() }
    }
    const good = await feedOf(`${host}/feed.xml`)
    await server.settle()
    await go(good.path)
    await server.settle()
    expect((await stateOf(site.id)).articles).toMatchObject([{ slug: 'mot' }])
    const wrong = await feedOf('ftp://a.example/feed')
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain('ftp://a.example/feed')

    const guarded = await startServer({ config: { allowPrivateAddress: false } })
    try {
      const owner = await signUp(guarded, 'lan')
      const id = await createSite(guarded.ctx, owner, { username: 'trang', display_name: 'Trang' })
      const [row] = await guarded.ctx.db<{ id: string }[]>`
        insert into site_imports (site_id, account_id, source, feed) values (${id}, ${owner.id}, ${`${host}/feed.xml`}, true) returning id`
      await runImport(guarded.ctx, { importId: row!.id })
      const [after] = await guarded.ctx.db`select phase, refusal from site_imports where id = ${row!.id}`
      expect(after).toEqual({ phase: 'refused', refusal: 'unsafe_address' })
    } finally {
      await guarded.close()
    }
  }, 30_000)

  it('gives up on a feed that never ends', async () => {
    const site = await newSite()
    const ctx = {
      ...server.ctx,
      fetch: ((url, options) =>
        server.ctx.fetch(url, { ...options, timeout: 300 })) as typeof server.ctx.fetch,
    }
    const [row] = await ctx.db<{ id: string }[]>`
      insert into site_imports (site_id, account_id, source, feed) values (${site.id}, ${lan.id}, ${`${host}/mai`}, true) returning id`
    await runImport(ctx, { importId: row!.id })
    const [after] = await ctx.db`select phase, refusal from site_imports where id = ${row!.id}`
    expect(after).toEqual({ phase: 'refused', refusal: 'unreachable' })
  })
})

describe('who may, and what is refused', () => {
  it('is open to owners and editors alone', async () => {
    const site = await newSite()
    const { path } = await send(site, bloggerExport({ posts: 2, comments: 0 }))
    for (const address of [`${site.path}/quan-tri/nhap`, path, `${path}/bao-cao.csv`])
      expect((await visit(address, reader)).status).toBe(403)
    expect((await send(site, 'x', 'x', reader)).status).toBe(403)
    expect((await post(path, new URLSearchParams(), reader)).status).toBe(403)
    const other = await newSite()
    expect((await visit(`${other.path}/quan-tri/nhap/${idIn(path)}`)).status).toBe(404)
  })

  it('says why a file was not taken, and keeps nothing of it', async () => {
    const site = await newSite()
    const laughs =
      '<!DOCTYPE feed [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><feed xmlns="http://www.w3.org/2005/Atom"/>'
    const bomb = gzipSync(Buffer.alloc(30 * 1024 * 1024, ' '))
    for (const [content, words] of [
      [laughs, 'ENTITY'],
      [bomb, 'phình to'],
      ['<html></html>', 'không phải tệp xuất'],
    ] as const) {
      const { path } = await send(site, content as string)
      await server.settle()
      expect((await visit(path)).html).toContain(words)
    }
    expect((await send(site, '')).status).toBe(422)
    expect(
      (await Array.fromAsync(server.ctx.storage.list())).filter((key) => key.startsWith('imports/')),
    ).toHaveLength(1)
  })

  it('brings in what stood before the place where a file is broken, and names the line', async () => {
    const site = await newSite()
    const whole = bloggerExport({ posts: 40, comments: 0 })
    const { path } = await send(site, whole.slice(0, whole.indexOf('</entry>', whole.length / 2) - 40))
    await server.settle()
    expect((await visit(path)).html).toContain('hỏng từ đây')
    await go(path, { pictures: null })
    await server.settle()
    const { articles } = await stateOf(site.id)
    expect(articles.length).toBeGreaterThan(15)
    expect(articles.length).toBeLessThan(40)
  })
})
