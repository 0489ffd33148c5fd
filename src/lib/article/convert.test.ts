import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { htmlToMarkdown, renderArticle } from './index.ts'

const picture = (src: string) => `media:${/(\d+)\D*$/.exec(src)?.[1] ?? '1'}`
const md = (html: string) => htmlToMarkdown(html, { base: 'https://cu.example/bai/', picture }).markdown

describe('HTML to Markdown', () => {
  test.each([
    ['<p>Một <b>hai</b><b> ba</b> <i>bốn</i></p><p>&nbsp;</p><p>năm</p>', 'Một **hai ba** *bốn*\n\nnăm'],
    ['<p><b>Hà Nội:</b>Sáng nay</p>', '**Hà Nội**:Sáng nay'],
    ['<p><b> đậm </b>thường</p>', '**đậm** thường'],
    ['<h1>Tin <b>mới</b></h1><h3><b>Mục</b></h3>', '## Tin **mới**\n\n### Mục'],
    ['<div><div>Một</div><div>Hai<br><br>Ba<br>bốn</div></div>', 'Một\n\nHai\n\nBa\nbốn'],
    ['<ul><li>a<ul><li>b</li></ul></li><li>c</ul>', '- a\n  - b\n- c'],
    ['<ul><li>a</li></ul><ul><li>b</li></ul>', '- a\n\n* b'],
    ['<ol start="3"><li><p>ba</p><p>nữa</p></li></ol>', '3. ba\n\n   nữa'],
    ['<blockquote><p>một</p><p>hai</p></blockquote>', '> một\n>\n> hai'],
    ['<pre><code class="language-js">a &lt; b\n</code></pre>', '```js\na < b\n```'],
    [
      '<table><tr><th>A</th><th>B</th></tr><tr><td>1|2</td><td>3<br>4</td></tr></table>',
      '| A | B |\n| --- | --- |\n| 1\\|2 | 3 4 |',
    ],
    ['<a href="/tin?a=1">tin</a> <a href="javascript:x">xấu</a>', '[tin](https://cu.example/tin?a=1) xấu'],
    ['<a href="https://www.google.com/url?q=https://a.vn/b&sa=D">a</a>', '[a](https://a.vn/b)'],
    ['1. Mở đầu * - # [x] &lt;b&gt; a_b _c_', '1\\. Mở đầu \\* - # \\[x\\] \\<b> a_b \\_c\\_'],
    ['5 m<sup>2</sup>, H<sub>2</sub>O <del>cũ</del> <code>a`b</code>', '5 m², H₂O ~~cũ~~ ``a`b``'],
    [
      'Chú<sup><a href="#n1">1</a></sup>.<ol><li id="n1">Nguồn <a href="#r1">↩</a></li></ol>',
      'Chú[^1].\n\n[^1]: Nguồn',
    ],
    [
      '<b style="font-weight:normal"><p>Docs <span style="font-weight:700">đậm</span></p></b>',
      'Docs **đậm**',
    ],
  ])('%s', (html, expected) => expect(md(html)).toBe(expected))

  it('takes pictures of Blogger, the big one, with their captions', () => {
    expect(
      md(
        '<div class="separator" style="clear: both;"><a href="https://1.bp.blogspot.com/s1600/anh-7.jpg"><img border="0" src="https://1.bp.blogspot.com/s320/anh-5.jpg" /></a></div>',
      ),
    ).toBe('![](media:7)')
    expect(
      md(
        '<table class="tr-caption-container"><tbody><tr><td><img src="/a3.jpg" alt="IMG_3.JPG"></td></tr><tr><td class="tr-caption">Bà con sửa cầu. Ảnh: B.M</td></tr></tbody></table>',
      ),
    ).toBe('![](media:3 "Bà con sửa cầu."){credit="B.M"}')
  })

  it('takes shortcodes and bare paragraphs of WordPress', () => {
    const { markdown, lost } = htmlToMarkdown(
      'Đoạn <strong>một</strong>\ndòng hai\n\n[caption id="a_1" width="300"]<a href="/x"><img src="/p4.jpg" alt="cầu" /></a> Cầu mới[/caption]\n\nĐoạn hai\n[gallery ids="1,2"]',
      { base: 'https://cu.example/', picture },
    )
    expect(markdown).toBe('Đoạn **một**\ndòng hai\n\n![cầu](media:4 "Cầu mới")\n\nĐoạn hai')
    expect(lost).toEqual([{ what: 'embed', detail: '[gallery ids="1,2"]' }])
  })

  it('takes pastes of Word', () => {
    expect(
      md(
        `<!--[if gte mso 9]><xml><w:X/></xml><![endif]--><style>p {}</style><p class=MsoNormal><font face=Arial><span lang=VI style='mso-bidi-font-size:1'>Chào<o:p></o:p></span></font></p>` +
          `<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>một</p>` +
          `<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>1.</span>hai</p>`,
      ),
    ).toBe('Chào\n\n- một\n   1. hai')
  })

  it('joins lines that were only broken at a margin', () => {
    expect(
      md(
        '<div>Sáng nay, hơn bốn mươi hộ ở xóm Đông đã cùng nhau sửa lại cây cầu gỗ bắc<br>qua con mương <b>lớn</b>. Ông Tư Hiền và cô giáo Lan đứng ra lo phần vật liệu,<br>rồi bà con chuyền tay nhau từng tấm ván từ bờ bên này sang bờ bên kia.</div>',
      ),
    ).toBe(
      'Sáng nay, hơn bốn mươi hộ ở xóm Đông đã cùng nhau sửa lại cây cầu gỗ bắc qua con mương **lớn**. Ông Tư Hiền và cô giáo Lan đứng ra lo phần vật liệu, rồi bà con chuyền tay nhau từng tấm ván từ bờ bên này sang bờ bên kia.',
    )
  })

  it('names what it leaves out', () => {
    const { markdown, lost, pictures } = htmlToMarkdown(
      '<script src="/s.js"></script><style>a{}</style><form action="/gui"><input name=a></form>' +
        '<iframe src="https://www.youtube.com/embed/abcdefghijk?rel=0"></iframe><img src="a.jpg"><img src="d.gif" width=1 height=1>x',
      { base: 'https://cu.example/' },
    )
    expect(markdown).toBe('<https://www.youtube.com/watch?v=abcdefghijk>\n\nx')
    expect(lost).toEqual([
      { what: 'script', detail: '/s.js' },
      { what: 'style', detail: '' },
      { what: 'form', detail: '/gui' },
      { what: 'frame', detail: 'https://www.youtube.com/watch?v=abcdefghijk' },
      { what: 'picture', detail: 'https://cu.example/a.jpg' },
    ])
    expect(pictures).toEqual(['https://cu.example/a.jpg'])
  })

  it('shows every word of a text as it stands, whatever signs it has', () => {
    const signs = fc.array(
      fc.constantFrom(
        ...'*_`[]()<>#+-=|~!\\&;:.{}^"\'1aĐ '.split(''),
        '&amp;',
        '[^1]',
        '![a](media:1)',
        '**b**',
        '\n',
      ),
      { maxLength: 30 },
    )
    const toHtml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
    const words = (text: string) => text.replace(/\s+/g, ' ').trim()
    fc.assert(
      fc.property(signs, (parts) => {
        const text = parts.join('')
        const { markdown } = htmlToMarkdown(`<p>${toHtml(text)}</p>`)
        expect(words(renderArticle(markdown, { picture: () => null, origin: 'https://x.vn' }).text)).toBe(
          words(text),
        )
      }),
      { numRuns: 1500 },
    )
  })

  it('keeps the words below ten thousand elements', () => {
    const deep = `${'<div>'.repeat(10_000)}sâu<b>đậm</b>${'</div>'.repeat(10_000)}<p>sau</p>`
    expect(md(deep)).toBe('sâuđậm\n\nsau')
    for (const seed of [
      '<b></i>',
      '<table><tr><td>',
      '<ul><li>',
      '<a href="',
      '<!--',
      '[caption]',
      '\n ',
      '<b>.<i>',
    ]) {
      const start = performance.now()
      md(seed.repeat(300_000 / seed.length))
      expect(performance.now() - start, seed).toBeLessThan(5_000)
    }
  })
})
