import { describe, expect, it } from 'vitest'
import { feedDate } from './dates.ts'
import { FeedProblem, readFeed } from './read.ts'

const now = new Date('2026-11-25T00:00:00Z')
const rss = (inside: string, head = '') =>
  `<?xml version="1.0"?>${head}<rss version="2.0"><channel><title>Làng</title><link>https://lang.example/</link>${inside}</channel></rss>`
const read = (text: string) => readFeed(text, 'https://lang.example/feed', now)

describe('an item', () => {
  it('is plain text: no markup from titles, at most 300 characters of its words', () => {
    const [item] = read(
      rss(`<item><title><![CDATA[<b>Nước</b> lên &amp; rút<script>x()</script>]]></title><link>/a</link>
        <description>&lt;p&gt;${'chữ '.repeat(200)}&lt;/p&gt;&lt;img src=x onerror=y&gt;</description></item>`),
    ).items
    expect(item!.title).toBe('Nước lên & rút')
    expect(item!.url).toBe('https://lang.example/a')
    expect([...item!.excerpt].length).toBeLessThanOrEqual(300)
    expect(item!.excerpt).not.toMatch(/[<>]/)
  })

  it('goes by its address without a guid, and is left out without an address or with one that runs', () => {
    const { items } = read(
      rss(`<item><title>1</title><link>https://lang.example/1</link></item>
        <item><title>2</title></item><item><title>3</title><link>javascript:alert(1)</link></item>
        <item><title>4</title><guid>https://lang.example/4</guid></item>
        <item><title>1 nữa</title><link>https://lang.example/1</link></item>`),
    )
    expect(items.map((item) => [item.guid, item.title])).toEqual([
      ['https://lang.example/1', '1'],
      ['https://lang.example/4', '4'],
    ])
  })

  it('is read from Atom and JSON as from RSS', () => {
    const atom =
      read(`<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>a</id><updated>2026-01-01T00:00:00Z</updated>
      <entry><id>e</id><title>x &lt; y</title><link rel="enclosure" href="/z.mp3"/><link href="/e"/><published>2026-01-02T00:00:00Z</published></entry></feed>`)
    expect(atom.items[0]).toMatchObject({ guid: 'e', title: 'x < y', url: 'https://lang.example/e' })
    const json = read(
      '{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"1","url":"https://lang.example/j","content_text":"Lời đầu tiên"}]}',
    )
    expect(json.items[0]).toMatchObject({ title: 'Lời đầu tiên', publishedAt: null })
  })
})

describe('a date', () => {
  it('without a zone is Vietnamese time; nonsense, the far past and the future are none', () => {
    const iso = (text: string) => feedDate(text, now)?.toISOString() ?? null
    expect(iso('Wed, 25 Nov 2015 14:36:00 +0700')).toBe('2015-11-25T07:36:00.000Z')
    expect(iso('Wed, 25 Nov 2015 14:36:00')).toBe('2015-11-25T07:36:00.000Z')
    expect(iso('2015-11-25T14:36:00')).toBe('2015-11-25T07:36:00.000Z')
    expect(iso('2015-11-25 14:36')).toBe('2015-11-25T07:36:00.000Z')
    expect(iso('25/11/2015 14:36')).toBe('2015-11-25T07:36:00.000Z')
    expect(iso('2015-11-25T07:36:00Z')).toBe('2015-11-25T07:36:00.000Z')
    expect([iso('hôm qua'), iso(''), iso('1970-01-01'), iso('2036-01-01T00:00:00Z')]).toEqual(
      Array(4).fill(null),
    )
  })
})

describe('a feed', () => {
  it('that declares entities is not parsed at all; a bare doctype is no matter', () => {
    const bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    for (const head of [
      bomb,
      '<!DOCTYPE rss SYSTEM "x" [ <!ELEMENT a ANY> ]>',
      '<!-- x --><!doctype rss[\n]>',
    ]) {
      expect(() => read(rss('<item><title>&b;</title><link>/</link></item>', head))).toThrow(FeedProblem)
    }
    const old = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x/rss-0.91.dtd">'
    expect(read(rss('<item><title>a</title><link>/a</link></item>', old)).items).toHaveLength(1)
  })

  it('is nothing else', () => {
    for (const text of ['', '{}', '<html></html>', 'chữ', '<a>'.repeat(20_000)]) {
      expect(() => read(text)).toThrow('no_feed')
    }
  })
})
