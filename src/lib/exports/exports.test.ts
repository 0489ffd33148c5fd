import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import {
  bloggerExport,
  isDraft,
  pathOf,
  titleOf,
  wordpressExport,
  zipOf,
} from '../../../test/blogger-export.ts'
import { encodingOf } from './decode.ts'
import {
  type ExportedArticle,
  type ExportedComment,
  type ExportLimits,
  type ExportRecord,
  readExport,
} from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'exports-'))
let files = 0

async function read(content: string | Buffer, limits?: ExportLimits): Promise<ExportRecord[]> {
  const path = join(folder, String(files++))
  writeFileSync(path, content)
  const records: ExportRecord[] = []
  for await (const record of readExport(path, limits)) records.push(record)
  return records
}

const articles = (records: ExportRecord[]) =>
  records.filter((one): one is ExportedArticle => one.kind === 'article')
const comments = (records: ExportRecord[]) =>
  records.filter((one): one is ExportedComment => one.kind === 'comment')
const tally = (records: ExportRecord[], what: string) =>
  records.find((one) => one.kind === 'tally' && one.what === what)
const notes = (records: ExportRecord[], what: string) =>
  records.filter((one) => one.kind === 'note' && one.what === what)

const atom = (inner: string) => `<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>${inner}</feed>`
const entry = (id: number, content = 'a') =>
  `<entry><id>e${id}</id><title>Bài ${id}</title><published>2015-11-25T14:36:00+07:00</published><content type="html">${content}</content></entry>\n`

describe('readExport', () => {
  it('reads the old export of Blogger and that of Google Takeout alike', async () => {
    const old = await read(bloggerExport({ posts: 60, comments: 200 }))
    const takeout = await read(
      zipOf({
        'Takeout/Blogger/Comments/khac/feed.atom': bloggerExport({ posts: 3, form: 'takeout' }),
        '../../Takeout/Blogger/Blogs/Chuyện làng/feed.atom': bloggerExport({
          posts: 60,
          comments: 200,
          form: 'takeout',
        }),
        'Takeout/Blogger/Blogs/Chuyện làng/settings.csv': 'a,b',
      }),
    )
    expect(old[0]).toMatchObject({ kind: 'site', format: 'blogger', url: 'http://lang.blogspot.com/' })
    for (const records of [old, takeout]) {
      const found = articles(records)
      expect(found).toHaveLength(60)
      expect(found.filter((one) => one.page).map((one) => one.title)).toEqual([titleOf(10)])
      expect(found.filter((one) => one.draft).map((one) => one.title)).toEqual(
        [...Array(60).keys()].filter(isDraft).map(titleOf),
      )
      expect(found[0]).toMatchObject({
        key: 'tag:blogger.com,1999:blog-4217.post-1000',
        labels: ['Thời sự'],
        paths: [pathOf(0)],
        name: 'bai-ky-1',
        publishedAt: new Date('2012-01-05T01:30:00Z'),
      })
      expect(found[0]!.html).toContain('<p><b>Đường làng')
      // Without a zone: 08:30 in Vietnam.
      expect(found[7]!.publishedAt).toEqual(new Date('2012-01-19T01:30:00Z'))
      expect(tally(records, 'zoneless')).toBeTruthy()
      const answer = comments(records).find((one) => one.replyTo !== null)!
      const parent = comments(records).find((one) => one.key === answer.replyTo)!
      expect(parent.articleKey).toBe(answer.articleKey)
    }
    expect(comments(old)).toHaveLength(200)
    expect(comments(takeout)).toHaveLength(198)
    expect(tally(takeout, 'spam')).toMatchObject({ count: 2 })
  })

  it('reads WordPress: zones, paragraphs, captions, who answered whom', async () => {
    const records = await read(gzipSync(wordpressExport(20)))
    const found = articles(records)
    expect(found).toHaveLength(20)
    expect(found[0]).toMatchObject({
      categories: ['Thời sự'],
      labels: ['làng nghề'],
      excerpt: 'Lời dẫn của bài.',
      paths: ['/2012/01/bai-ky-1/', '/2012/01/bai-ky-1', '/?p=1'],
    })
    // One with UTC, one without.
    expect(found[0]!.publishedAt).toEqual(new Date('2012-01-05T01:30:00Z'))
    expect(found[1]!.publishedAt).toEqual(new Date('2012-01-07T01:30:00Z'))
    expect(found[0]!.html).toContain('Đoạn hai, dòng một.\nDòng hai & hết.')
    expect(comments(records).slice(0, 2)).toMatchObject([
      { replyTo: null, html: '<p>Hay quá.</p>\n<p>Cảm ơn.</p>' },
      { replyTo: comments(records)[0]!.key },
    ])
    expect(JSON.stringify(records)).not.toContain('a@b.example')
    expect(tally(records, 'pingback')).toMatchObject({ count: 20 })
    expect(records.find((one) => one.kind === 'picture')).toMatchObject({ caption: 'Bến đò năm 1998' })
  })

  it('reads feeds: RSS, RDF, JSON, and Atom with elements instead of text', async () => {
    const rss = await read(
      `<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">
       <rss><channel><title>T</title><link>http://a.example/</link><item><title>B&agrave;i &lt;1&gt;</title>
       <link>http://a.example/1.html</link><pubDate>Wed, 25 Nov 15 14:36 +0700</pubDate>
       <author>lan@example.vn (Lan)</author><description>&lt;p&gt;a&lt;/p&gt;</description></item></channel></rss>`,
    )
    expect(articles(rss)).toMatchObject([
      { title: 'Bài <1>', html: '<p>a</p>', authors: ['Lan'], publishedAt: new Date('2015-11-25T07:36:00Z') },
    ])
    const rdf = await read(
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
       <channel rdf:about="x"><title>T</title></channel><item rdf:about="http://a.example/2"><title>Hai</title></item></rdf:RDF>`,
    )
    expect(articles(rdf)).toMatchObject([{ key: 'http://a.example/2', title: 'Hai' }])
    const json = await read(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'T',
        items: [{ id: '1', url: 'http://a.example/3', content_html: '<p>ba</p>', tags: ['x'] }],
      }),
    )
    expect(articles(json)).toMatchObject([{ key: '1', html: '<p>ba</p>', labels: ['x'], name: '3' }])
    const markup = await read(
      atom(
        '<entry><id>1</id><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a &amp; <br/>b</p></div></content></entry>',
      ),
    )
    expect(articles(markup)[0]!.html).toBe('<p>a &amp; <br>b</p>')
  })
})

describe('files that are meant to do harm, or are only broken', () => {
  it('refuses a document type with entities of its own', async () => {
    const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join(
      '',
    )
    await expect(
      read(`<!DOCTYPE feed [<!ENTITY l0 "ha">${laughs}]>${atom(`<title>&l9;</title>`)}`),
    ).rejects.toMatchObject({ code: 'entities' })
    await expect(
      read(`<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]>${atom(entry(1, '&x;'))}`),
    ).rejects.toMatchObject({ code: 'entities' })
  })

  it('keeps what stood before the place where the XML is broken, and names the line', async () => {
    const records = await read(
      atom(`\n${entry(1)}${entry(2)}<entry><id>3</id><title>dở</oops></entry>${entry(4)}`),
    )
    expect(articles(records).map((one) => one.key)).toEqual(['e1', 'e2'])
    expect(notes(records, 'broken')).toMatchObject([{ line: 4 }])
    const cut = await read(
      gzipSync(
        atom(Array.from({ length: 3000 }, (_, n) => entry(n, String(Math.random()))).join('')),
      ).subarray(0, -9000),
    )
    expect(articles(cut).length).toBeGreaterThan(1000)
    expect(notes(cut, 'broken')).toHaveLength(1)
  })

  it('keeps an entry without an id, under the same key each time, and says where the file breaks off', async () => {
    const whole = '<entry><title>Bài một</title><content type="html">&lt;p&gt;Chữ&lt;/p&gt;</content></entry>'
    const file = `<feed xmlns="http://www.w3.org/2005/Atom">\n${whole}\n<entry><ti`
    const [first, second] = [await read(file), await read(file)]
    expect(articles(first).map(({ title }) => title)).toEqual(['Bài một'])
    expect(articles(first)[0]!.key).toBe(articles(second)[0]!.key)
    expect(notes(first, 'broken')).toMatchObject([{ line: 3 }])
  })

  it('stops at a bomb, a record without an end, and a depth without one', async () => {
    const zeros = Buffer.alloc(30 * 1024 * 1024, ' ')
    await expect(read(gzipSync(Buffer.concat([Buffer.from(atom('')), zeros])))).rejects.toMatchObject({
      code: 'bomb',
    })
    await expect(read(zipOf({ 'feed.atom': zeros }))).rejects.toMatchObject({ code: 'bomb' })
    await expect(
      read(zipOf({ 'a.xml': atom(entry(1, 'x'.repeat(2000))) }), { unpacked: 1000 }),
    ).rejects.toMatchObject({
      code: 'too_large',
    })
    const long = await read(atom(`${entry(1)}${entry(2, 'y'.repeat(3 * 1024 * 1024))}${entry(3)}`))
    expect(articles(long).map((one) => one.key)).toEqual(['e1', 'e2', 'e3'])
    expect(articles(long)[1]!.html.length).toBeLessThan(2.1 * 1024 * 1024)
    expect(notes(long, 'cut')).toHaveLength(1)
    const endless = await read(atom(`${entry(1)}<entry><id>${'z'.repeat(20 * 1024 * 1024)}</id></entry>`))
    expect(articles(endless)).toHaveLength(1)
    expect(notes(endless, 'broken')).toHaveLength(1)
    const deep = await read(atom(`${entry(1)}<entry>${'<a>'.repeat(100_000)}`))
    expect(articles(deep)).toHaveLength(1)
  })

  it('leaves packed files within a zip closed, and says when there is nothing else', async () => {
    const inner = zipOf({ 'feed.atom': atom(entry(1)) })
    await expect(read(zipOf({ 'a.zip': inner, 'b.gz': gzipSync('x') }))).rejects.toMatchObject({
      code: 'nothing_inside',
    })
    await expect(read(Buffer.from('PK\x03\x04 và hết'))).rejects.toMatchObject({ code: 'bad_zip' })
    await expect(read('<html><body>Không phải</body></html>')).rejects.toMatchObject({
      code: 'not_an_export',
    })
    await expect(read('')).rejects.toMatchObject({ code: 'not_an_export' })
    await expect(read(Buffer.from([0x1f, 0x8b, 1, 2, 3]))).rejects.toMatchObject({ code: 'not_an_export' })
    const mixed = await read(zipOf({ 'a.xml': '<cấu-hình/>', 'b.xml': atom(entry(1)) }))
    expect(articles(mixed)).toHaveLength(1)
    expect(notes(mixed, 'extra_file')).toMatchObject([{ where: 'a.xml' }])
  })

  it('believes the bytes before the declaration', async () => {
    const text = '<title>Đường</title>'
    const wide = Buffer.from(
      `\ufeff<?xml version="1.0" encoding="utf-16"?>${atom(entry(1, 'Tiếng Việt'))}`,
      'utf16le',
    )
    expect(articles(await read(wide))[0]!.html).toBe('Tiếng Việt')
    const lying = await read(`<?xml version="1.0" encoding="utf-16"?>${atom(entry(1, 'Tiếng Việt'))}`)
    expect(articles(lying)[0]!.html).toBe('Tiếng Việt')
    expect(notes(lying, 'encoding')).toHaveLength(1)
    // "Tiếng" in windows-1258: ê and a combining acute.
    const old = Buffer.concat([
      Buffer.from(
        '<?xml version="1.0" encoding="windows-1258"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title>Ti',
      ),
      Buffer.from([0xea, 0xec]),
      Buffer.from('ng</title></entry></feed>'),
    ])
    expect(articles(await read(old))[0]!.title).toBe('Tiếng')
    expect(encodingOf(Buffer.from(`<?xml version="1.0" encoding="klingon"?>${text}`))).toEqual({
      encoding: 'utf-8',
      lie: 'klingon',
    })
    expect(encodingOf(Buffer.from([0x3c, 0x61, 0x3e, 0xea, 0xec])).encoding).toBe('windows-1258')
    const dirty = await read(atom(entry(1, 'a\u0001b&#2;c&unknown;')))
    expect(articles(dirty)[0]!.html).toBe('ab&#2;c&unknown;')
  })
})
