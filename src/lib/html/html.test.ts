import fc from 'fast-check'
import { Parser } from 'htmlparser2'
import { describe, expect, it, test } from 'vitest'
import {
  escapeHtml,
  excerpt,
  extract,
  postLength,
  renderPost,
  sanitizeRemote,
  tokenize,
  toPlainText,
} from './index.ts'

const target = { url: 'https://xom.example/@an?a="&', username: 'an', acct: 'an' }
const options = {
  mentions: new Map([
    ['an', target],
    ['binh@lang.example', { url: 'https://lang.example/@binh', username: 'binh', acct: 'binh@lang.example' }],
  ]),
  tagUrl: (key: string) => `https://xom.example/tags/${encodeURIComponent(key)}`,
}
const html = (text: string) => renderPost(text, options).html

/** Pieces that mean something to HTML or to the tokenizer, mixed with anything. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '&',
        '@an',
        '@binh@lang.example',
        '#Thẻ',
        'http://',
        'https://a.b/"onload=',
        '<script>',
      ),
      fc.constantFrom(
        'https://a.vn/<b>',
        "'x=",
        '\n',
        '\n\n',
        '&lt;',
        '</p>',
        'javascript:',
        '<a href=',
        ' ',
        '<!--',
        '[CDATA[',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.join(''))

function parse(source: string) {
  const elements: [name: string, attributes: Record<string, string>][] = []
  let text = ''
  const stack: string[] = []
  const parser = new Parser({
    onopentag: (name, attributes) => {
      elements.push([name, attributes])
      stack.push(name)
    },
    onclosetag: (name) => expect(stack.pop()).toBe(name),
    ontext: (part) => {
      text += part
    },
    oncomment: () => expect('a comment').toBe('none'),
  })
  parser.end(source)
  return { elements, text }
}

const OURS: Record<string, string[]> = {
  p: [],
  blockquote: [],
  br: [],
  span: ['class', 'translate'],
  a: ['href', 'class', 'rel', 'target', 'translate'],
}

describe('renderPost', () => {
  it('writes no element or attribute but its own, whatever the text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { elements, text: shown } = parse(html(text))
        for (const [name, attributes] of elements) {
          expect(Object.keys(OURS)).toContain(name)
          for (const attribute of Object.keys(attributes)) expect(OURS[name]).toContain(attribute)
          if (name === 'a') expect(attributes.href).toMatch(/^https?:\/\//)
        }
        // Nothing the author wrote is lost but white space, the host of a mention and the sign of a quotation.
        const squeeze = (value: string) =>
          value.replaceAll('@lang.example', '').replace(/>/g, '').replace(/\s+/g, '')
        expect(squeeze(shown)).toBe(squeeze(text))
      }),
      { numRuns: 600 },
    )
  })

  it('makes a quotation of lines that begin with >', () => {
    expect(html('> Lan:\n> chào\n\nchào bạn')).toBe(
      '<blockquote><p>Lan:<br>chào</p></blockquote><p>chào bạn</p>',
    )
    expect(html('> Lan:\n>\n> chào\nchào bạn\nbạn khỏe không')).toBe(
      '<blockquote><p>Lan:<br><br>chào</p></blockquote><p>chào bạn<br>bạn khỏe không</p>',
    )
    expect(html('nhớ không?\n> chào')).toBe('<p>nhớ không?</p><blockquote><p>chào</p></blockquote>')
    expect(html('1 > 0\n>2')).toBe('<p>1 &gt; 0<br>&gt;2</p>')
    expect(html('>')).toBe('<p>&gt;</p>')
  })

  it('tokens joined are the text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const parts = tokenize(text).map((token) => token.text)
        expect(parts.join('')).toBe(text)
      }),
    )
  })

  it('writes links, mentions and tags as Mastodon does', () => {
    expect(html('Chào @An\n#ThờiSự')).toBe(
      '<p>Chào <span class="h-card" translate="no"><a href="https://xom.example/@an?a=&quot;&amp;" class="u-url mention">@<span>an</span></a></span><br>' +
        '<a href="https://xom.example/tags/thoisu" class="mention hashtag" rel="tag">#<span>ThờiSự</span></a></p>',
    )
    expect(html('https://www.lang.example/mot-dia-chi-rat-dai-khong-het')).toBe(
      '<p><a href="https://www.lang.example/mot-dia-chi-rat-dai-khong-het" target="_blank" rel="nofollow noopener" translate="no">' +
        '<span class="invisible">https://www.</span><span class="ellipsis">lang.example/mot-dia-chi-rat-d</span>' +
        '<span class="invisible">ai-khong-het</span></a></p>',
    )
    expect(html('một\n\n\n hai')).toBe('<p>một</p><p>hai</p>')
    expect(html(' \n ')).toBe('')
  })

  it('reports what it linked', () => {
    const found = renderPost('@an @khong_co #A #a #ă https://a.vn', options)
    expect(found.mentioned).toEqual(['an'])
    expect(found.tags).toEqual([{ key: 'a', display: 'A' }])
    expect(found.links).toEqual(['https://a.vn/'])
  })

  test.each([
    ['mail a@b.vn', { mentions: [], tags: [], links: [] }],
    ['@anhđẹp a#b #2026 x@an &#39; a/#b', { mentions: [], tags: [], links: [] }],
    [
      '(@An, @b.c@d.vn.) @e@localhost:3000',
      { mentions: ['an', 'b.c@d.vn', 'e@localhost:3000'], tags: [], links: [] },
    ],
    ['ftp://a.vn javascript:alert(1) a.vn //a.vn mailto:a@b.vn', { mentions: [], tags: [], links: [] }],
    ['(https://a.vn/x).', { mentions: [], tags: [], links: ['https://a.vn/x'] }],
    ['https://an:mat@a.vn/x https://a.vn@b.vn http://@c.vn', { mentions: [], tags: [], links: [] }],
    ['https://a.vn/@an#b', { mentions: [], tags: [], links: ['https://a.vn/@an#b'] }],
  ])('extract %s', (text, found) => expect(extract(text)).toEqual(found))

  it('takes hostile text of 100,000 characters in linear time', () => {
    const seeds = [
      '@',
      '#',
      '#a',
      '@a',
      '@a@a.',
      'http://',
      'https://a.b/((',
      ' @a.-',
      '@a@b..',
      '\n ',
      '<',
      'a\u0301',
    ]
    for (const seed of seeds) {
      const text = seed.repeat(100_000 / seed.length)
      const start = performance.now()
      html(text)
      postLength(text)
      expect(performance.now() - start, JSON.stringify(seed)).toBeLessThan(1500)
    }
  })
})

test.each([
  ['đường', 5],
  [`https://lang.example/${'x'.repeat(500)}`, 23],
  ['@binh@lang.example chào', 10],
  ['👨‍👩‍👧‍👦', 1],
])('the length of %s is %i', (text, length) => expect(postLength(text)).toBe(length))

describe('sanitizeRemote', () => {
  it('keeps nothing outside the allow list, whatever comes', () => {
    const allowed = 'p br a span em strong del u s pre code blockquote ul ol li ruby rt rp'.split(' ')
    const attributes = ['href', 'class', 'rel', 'target', 'translate', 'start', 'reversed', 'value']
    fc.assert(
      fc.property(
        hostile,
        fc.constantFrom('a', 'p', 'h1', 'img', 'svg', 'b'),
        hostile,
        (before, name, after) => {
          const dirty = `${before}<${name} style="x" onclick=alert(1) href="${after}" class="mention evil">${after}</${name}>`
          for (const [element, found] of parse(sanitizeRemote(dirty)).elements) {
            expect(allowed).toContain(element)
            for (const attribute of Object.keys(found)) expect(attributes).toContain(attribute)
            if (element === 'a')
              expect(found).toMatchObject({
                target: '_blank',
                rel: expect.stringMatching('nofollow noopener'),
              })
            if (found.href !== undefined) expect(found.href).toMatch(/^https?:/)
          }
        },
      ),
      { numRuns: 400 },
    )
  })

  test.each([
    ['<h2>Tin <b>mới</b></h2>', '<p><strong>Tin <strong>mới</strong></strong></p>'],
    ['<a href="javascript:alert(1)">x</a>', '<span>x</span>'],
    ['<a href="data:text/html,x">x</a><img src=x onerror=y>', '<span>x</span>'],
    ['<p class="quote-inline evil" style="a">x</p><script>y</script>', '<p class="quote-inline">x</p>'],
    [
      '<a href="https://a.vn/t" rel="tag" class="mention hashtag">#t</a>',
      '<a href="https://a.vn/t" class="mention hashtag" rel="tag nofollow noopener" target="_blank">#t</a>',
    ],
    ['&lt;h1&gt;', '&lt;h1&gt;'],
  ])('%s', (dirty, clean) => expect(sanitizeRemote(dirty)).toBe(clean))

  it('leaves what renderPost wrote readable as it was', () => {
    expect(toPlainText(html('Một & hai <b>\nba @an\n\n#Thẻ https://a.vn/x'))).toBe(
      'Một & hai <b>\nba @an\n\n#Thẻ https://a.vn/x',
    )
  })
})

it('plain text and excerpts', () => {
  expect(toPlainText('<p>a &amp;lt;</p>\n<ul><li>1</li><li>2</li></ul><script>x</script>')).toBe(
    'a &lt;\n- 1\n- 2',
  )
  expect(excerpt('<p>Một hai</p><p>ba bốn năm</p>', 12)).toBe('Một hai ba…')
  expect(escapeHtml(`<a b="c" d='e'>&`)).toBe('&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;')
})
