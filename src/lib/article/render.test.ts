import fc from 'fast-check'
import { Parser } from 'htmlparser2'
import { describe, expect, it, test } from 'vitest'
import { htmlToMarkdown, mediaIdsOf, type RenderArticleOptions, renderArticle } from './index.ts'

const options: RenderArticleOptions = {
  picture: (id) => (id === '9' ? null : { url: `/media/${id}.webp`, width: 800, height: 600, alt: '' }),
  origin: 'https://xom.example',
  tagUrl: (key) => `/tags/${key}`,
}
const html = (markdown: string) => renderArticle(markdown, options).html

interface Seen {
  name: string
  attributes: Record<string, string>
}

function elements(source: string): Seen[] {
  const seen: Seen[] = []
  const stack: string[] = []
  const parser = new Parser({
    onopentag: (name, attributes) => {
      seen.push({ name, attributes })
      stack.push(name)
    },
    onclosetag: (name) => expect(stack.pop()).toBe(name),
    oncomment: (text) => expect(text).toMatch(/^post:\d+$/),
  })
  parser.end(source)
  return seen
}

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '# ',
          '\n',
          '\n\n',
          '**',
          '*',
          '_',
          '~~',
          '`',
          '```\n',
          '> ',
          '- ',
          '1. ',
          '    ',
          '|',
          '\n|-|-|\n',
        ],
        ...['![', '](media:1)', '](media:9 "', '")', '{credit="', '"}', '](javascript:alert(1))', '[', ']'],
        ...['](https://evil.example/x.png)', '<script>', '</script>', '<img src=x onerror=alert(1)>', '<!--'],
        ...[
          'https://xom.example/@an/5',
          '[^1]',
          '[^1]: ',
          '^[',
          '<https://a.vn>',
          'data:text/html,',
          '&lt;',
          '\\',
        ],
        ...[
          '<a href="javascript:',
          '" onload="',
          '#Thẻ ',
          'a',
          'Đường',
          '{',
          '}',
          '<hr data-post="1">',
          '[x]: ',
        ],
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''))

describe('an article', () => {
  it('holds nothing that runs, loads from strangers or leads astray, whatever was written', () => {
    fc.assert(
      fc.property(hostile, (markdown) => {
        for (const { name, attributes } of elements(html(markdown))) {
          expect(name).not.toMatch(/script|style|iframe|object|embed|form|input|svg|math|base|link|meta/)
          for (const key of Object.keys(attributes)) expect(key).not.toMatch(/^on|^style$|^target$|^srcset$/)
          if (name === 'img') expect(attributes.src).toMatch(/^\/media\/\d+\.webp$/)
          if (attributes.href !== undefined)
            expect(attributes.href).toMatch(/^(?:https?:\/\/|mailto:|\/(?!\/)|#)/i)
        }
      }),
      { numRuns: 1500 },
    )
  })

  it('keeps its words through HTML and back', () => {
    const words = (text: string) => text.replace(/\s+/g, ' ').trim()
    const source = fc
      .array(
        fc.oneof(
          fc.constantFrom(
            ...[
              '**',
              '*',
              '~~',
              '`',
              '\n',
              '\n\n',
              ' ',
              '# ',
              '\n\n- ',
              '\n\n1. ',
              '\n\n> ',
              'Đường phố',
              'xóm',
            ],
            ...[
              '.',
              ':',
              '“',
              '”',
              '!',
              '(a)',
              '_',
              '1',
              '<b>',
              '&amp;',
              '[x](https://a.vn/b_c)',
              '\\*',
              '- ',
              '+',
            ],
            ...[
              '[^1]',
              '\n\n[^1]: ghi chú\n\n',
              '\n\n|a|b|\n|-|-|\n|c|d|\n\n',
              '[',
              ']',
              '#',
              '|',
              '=',
              '---',
            ],
          ),
          fc.string({ unit: fc.constantFrom('a', 'ơ', ' ', '.', '*', '_'), maxLength: 5 }),
        ),
        { maxLength: 30 },
      )
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(source, (markdown) => {
        const once = renderArticle(markdown, options)
        const back = htmlToMarkdown(once.html).markdown
        expect(words(renderArticle(back, options).text)).toBe(words(once.text))
      }),
      { numRuns: 1500 },
    )
  })

  it('shows a picture with caption, credit and licence in the language of the article', () => {
    const markdown = '![Cầu gỗ](media:12 "Bà con \\"sửa\\" cầu"){credit="B.M" licence="CC BY 4.0"}'
    expect(html(markdown)).toBe(
      '<figure><img src="/media/12.webp" alt="Cầu gỗ" width="800" height="600" loading="lazy" decoding="async" />' +
        '<figcaption><span class="caption">Bà con "sửa" cầu</span> <span class="credit">Ảnh: B.M</span> ' +
        '<span class="licence">CC BY 4.0</span></figcaption></figure>',
    )
    expect(renderArticle(markdown, { ...options, language: 'en' }).html).toContain('Photo: B.M')
  })

  it('lifts pictures out of text, and makes a gallery of several', () => {
    const { html: made, mediaIds } = renderArticle(
      'chữ ![a](media:3) sau\n\n![b](media:1)\n![c](media:2)',
      options,
    )
    expect(made.match(/<p>(?:chữ|sau)<\/p>/g)).toHaveLength(2)
    expect(made).toMatch(/<div class="gallery"><figure>.*<\/figure><figure>.*<\/figure><\/div>$/)
    expect(mediaIds).toEqual(['3', '1', '2'])
    expect(mediaIdsOf('![a](media:3) ![b](media:99999999999999999999) ![c](media:3)')).toEqual(['3'])
  })

  it('never loads a picture from another server, and says when one of its own is gone', () => {
    expect(html('![xa](https://evil.example/x.png)')).toBe(
      '<p><a href="https://evil.example/x.png" rel="nofollow noopener ugc">xa</a></p>',
    )
    expect(html('![cũ](media:9)')).toBe(
      '<figure><span class="picture-gone">Ảnh không còn: cũ</span></figure>',
    )
  })

  it('marks posts whose address stands alone', () => {
    const { html: made, posts } = renderArticle(
      'https://xom.example/@lan/123\n\nhttps://xom.example/xom/dong/456\n\nXem https://xom.example/@lan/7\n\nhttps://lang.example/@lan/8',
      options,
    )
    expect(posts).toEqual(['123', '456'])
    expect(made).toContain('<!--post:123-->\n<!--post:456-->')
    expect(html('&lt;!--post:5--> <!--post:5-->')).not.toContain('<!--')
  })

  it('names its headings apart, skips no level and leaves the first to the headline', () => {
    const { headings } = renderArticle('# Đường\n\n#### Đường\n\n## Đường 2\n\n## 字', options)
    expect(headings).toEqual([
      { level: 2, id: 'muc-duong', text: 'Đường' },
      { level: 3, id: 'muc-duong-2', text: 'Đường' },
      { level: 2, id: 'muc-duong-2-2', text: 'Đường 2' },
      { level: 2, id: 'muc-muc', text: '字' },
    ])
  })

  test.each([
    ['[a](javascript:alert(1))', '<p>[a](javascript:alert(1))</p>'],
    ['[a](//evil.example)', '<p>[a](//evil.example)</p>'],
    ['[a](/trang/b)', '<p><a href="/trang/b">a</a></p>'],
    ['[a](https://xom.example/x)', '<p><a href="https://xom.example/x">a</a></p>'],
    ['xem #ThờiSự', '<p>xem <a href="/tags/thoisu" class="tag">#ThờiSự</a></p>'],
    ['một\nhai', '<p>một<br />\nhai</p>'],
  ])('%s', (markdown, expected) => expect(html(markdown)).toBe(expected))

  it('puts tables where they can be scrolled, with heads that say what they head', () => {
    const made = html('| A | B |\n|---|--:|\n| 1 | 2 |')
    expect(made).toContain('<div class="table-scroll" role="group" tabindex="0" aria-label="Bảng">')
    expect(made).toContain('<th class="align-right" scope="col">B</th>')
    expect(made).not.toContain('style=')
  })

  it('collects notes at the end, and their marks are no part of the text', () => {
    const { html: made, text } = renderArticle('Một[^tiếng] hai[^tiếng].\n\n[^tiếng]: Ghi chú', options)
    expect(made).toContain('<a href="#fn-1" id="fnref-1-2">')
    expect(made).toContain('<li id="fn-1">')
    expect(text).toBe('Một hai.\n\nGhi chú')
  })

  it('counts words and minutes', () => {
    const long = 'xóm làng '.repeat(500)
    expect(renderArticle(long, options)).toMatchObject({ words: 1000, readingMinutes: 4 })
    expect(renderArticle('', options)).toMatchObject({ words: 0, readingMinutes: 1, html: '', text: '' })
  })

  it('takes texts made to be slow', { timeout: 120_000 }, () => {
    const seeds = [
      '[',
      '![',
      '**a ',
      '`',
      '> ',
      '- ',
      '^[',
      '[^a]: ',
      'a|b\n-|-\n',
      '<a',
      '[a](',
      '# a\n',
      '*_',
      '![[]',
      '|',
    ]
    for (const seed of seeds) {
      const text = seed.repeat(100_000 / seed.length)
      const start = performance.now()
      html(text)
      expect(performance.now() - start, JSON.stringify(seed)).toBeLessThan(8_000)
    }
    const notes = Array.from({ length: 10_000 }, (_, i) => `a[^${i}]\n\n[^${i}]: chú ${i}`).join('\n\n')
    expect(html(notes)).toContain('id="fn-10000"')
  })
})
