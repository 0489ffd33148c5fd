import { describe, expect, it } from 'vitest'
import { cleanAddress } from './address.ts'
import { parsePage, withOembed } from './parse.ts'

const page = (head: string) =>
  parsePage(`<html lang="vi-VN"><head>${head}</head><body>`, 'https://bao.example/a/b')

describe('what a page says of itself', () => {
  it('becomes plain lines: no control characters, no turned text, cut where it is too long', () => {
    const found = page(
      `<meta property="og:title" content="Tin\u0000\u202e  nóng&#10;&lt;b&gt;đây&lt;/b&gt;"><meta name="description" content="${'dài '.repeat(5000)}">`,
    )
    expect(found.title).toBe('Tin nóng <b>đây</b>')
    expect([...found.description].length).toBeLessThanOrEqual(300)
  })

  it('is taken from JSON-LD where OpenGraph is silent, and survives what is broken there', () => {
    const deep = `${'{"@graph":'.repeat(5000)}1${'}'.repeat(5000)}`
    const found = page(
      `<title>T</title><script type="application/ld+json">{broken</script><script type="application/ld+json">${deep}</script>
       <script type="application/ld+json">[{"@type":["NewsArticle"],"headline":"Đầu đề","author":{"name":"Hòa","url":"/hoa"},"datePublished":"2026-11-01"}]</script>`,
    )
    expect(found).toMatchObject({ title: 'Đầu đề', author: 'Hòa', authorUrl: 'https://bao.example/hoa' })
    expect(found.publishedAt?.toISOString()).toBe('2026-11-01T00:00:00.000Z')
  })

  it('leads to http and https only, and ends with the head', () => {
    const found = parsePage(
      '<head><meta property="og:image" content="javascript:alert(1)"><link rel="canonical" href="file:///etc/passwd"><title>a</title><body><meta property="og:description" content="của ai khác viết">',
      'https://bao.example/',
    )
    expect([found.image, found.canonical, found.description]).toEqual([null, null, ''])
  })

  it('takes little time, however much there is', () => {
    const before = performance.now()
    page('<meta name="x" content="y">'.repeat(40_000))
    page(`<title>${'<'.repeat(500_000)}`)
    page(`<script type="application/ld+json">${'['.repeat(500_000)}</script>`)
    expect(performance.now() - before).toBeLessThan(2000)
  })

  it('is completed by oEmbed, never replaced', () => {
    const found = withOembed(
      page('<title>Của trang</title>'),
      '{"title":"Khác","author_name":"Mai","thumbnail_url":"https://bao.example/t.png","html":"<script>x</script>"}',
      'https://bao.example/',
    )
    expect(found).toMatchObject({ title: 'Của trang', author: 'Mai', image: 'https://bao.example/t.png' })
    expect(JSON.stringify(found)).not.toContain('<script')
  })
})

it('addresses are told apart without what counts clicks; passwords and other schemes are none', () => {
  expect(cleanAddress('https://Bao.example/a?b=1&utm_source=x&fbclid=2#c')).toBe('https://bao.example/a?b=1')
  expect(cleanAddress('https://a:b@bao.example/')).toBeNull()
  expect(cleanAddress('ftp://bao.example/')).toBeNull()
})
