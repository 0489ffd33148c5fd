import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { looksHardWrapped, reflow } from '../reflow.ts'

/** As untidy as text copied from an old news page: wrapped at about 76, short first lines, no blank lines. */
const UNTIDY = `Bà
con xóm Đông góp tay sửa cầu: “Làm sớm thì mùa mưa đỡ khổ"
12/09/2026 - 08:15
Sáng nay, hơn bốn mươi hộ ở xóm Đông đã cùng nhau sửa lại cây cầu gỗ bắc
qua con mương lớn. Ông Tư Hiền và cô giáo Lan đứng ra lo phần vật liệu.
Bà
con chuyền tay nhau từng tấm ván từ bờ bên này sang
bờ bên kia trong buổi sáng mát trời. Ảnh: T.H
Có mặt từ sớm là đội
Thanh niên, Hội Phụ nữ, các thầy cô trường Tiểu học Đông Thạnh... cùng nhiều
người đi chợ ghé lại giúp một tay.
Nói với chúng tôi, Chị
Nguyễn Thị Sáu kể: “Cầu cũ mục từ năm ngoái. Mấy đứa nhỏ đi học phải vòng ra
tận đường lớn, mất thêm “cả tiếng” mỗi ngày, mà trời mưa thì chịu (có hôm
nghỉ học)...
Giờ cả xóm xúm
lại làm, chắc chiều nay là xong”.
Chưa có bình luận:
Viết bình luận`

const TIDY = [
  'Bà con xóm Đông góp tay sửa cầu: “Làm sớm thì mùa mưa đỡ khổ"',
  '12/09/2026 - 08:15',
  'Sáng nay, hơn bốn mươi hộ ở xóm Đông đã cùng nhau sửa lại cây cầu gỗ bắc qua con mương lớn. Ông Tư Hiền và cô giáo Lan đứng ra lo phần vật liệu.',
  'Bà con chuyền tay nhau từng tấm ván từ bờ bên này sang bờ bên kia trong buổi sáng mát trời. Ảnh: T.H',
  'Có mặt từ sớm là đội Thanh niên, Hội Phụ nữ, các thầy cô trường Tiểu học Đông Thạnh... cùng nhiều người đi chợ ghé lại giúp một tay.',
  'Nói với chúng tôi, Chị Nguyễn Thị Sáu kể: “Cầu cũ mục từ năm ngoái. Mấy đứa nhỏ đi học phải vòng ra tận đường lớn, mất thêm “cả tiếng” mỗi ngày, mà trời mưa thì chịu (có hôm nghỉ học)...',
  'Giờ cả xóm xúm lại làm, chắc chiều nay là xong”.',
  'Chưa có bình luận:',
  'Viết bình luận',
].join('\n\n')

describe('reflow', () => {
  it('makes paragraphs of an untidy news page', () => {
    expect(reflow(UNTIDY)).toBe(TIDY)
    expect(looksHardWrapped(UNTIDY)).toBe(true)
    expect(looksHardWrapped(TIDY)).toBe(false)
  })

  it('undoes CRLF, NFD, no-break and doubled spaces on the way', () => {
    const dirty = UNTIDY.normalize('NFD').replaceAll('\n', ' \r\n').replaceAll(' xóm', '\u00a0 xóm')
    expect(reflow(dirty)).toBe(TIDY)
  })

  const kept: [string, string][] = [
    [
      'verse',
      'Trăm năm trong cõi người ta,\nChữ tài chữ mệnh khéo là ghét nhau.\nTrải qua một cuộc bể dâu,\nNhững điều trông thấy mà đau đớn lòng.',
    ],
    ['short lines of a chat', 'hôm nay trời đẹp\nđi chơi không mọi người\nmình ở quận 3'],
    ['a list', '- gạo\n- nước mắm\n- rau muống'],
    ['code', 'function chao(ten) {\n  const loi = "xin chào"\n  return loi + ten;\n}'],
    ['fenced code', '```\nmột  dòng\n\n   hai dòng\n```'],
    ['paragraphs', 'Một đoạn.\n\nHai đoạn.'],
  ]
  test.each(kept)('keeps %s', (_, text) => {
    expect(reflow(text)).toBe(text)
    expect(looksHardWrapped(text)).toBe(false)
  })

  it('keeps verse and lists beside wrapped prose', () => {
    const [, verse] = kept[0]!
    const prose =
      'Đoạn văn này được ngắt dòng ở khoảng bảy mươi ký tự một hàng, như trong\nthư điện tử ngày trước, nên phải nối lại cho dễ đọc trên điện thoại nhỏ\nvà trên màn hình rộng.'
    const joined = prose.replaceAll('\n', ' ')
    expect(
      reflow(
        `${prose}\n\n${verse}\n\nCần mua:\n- gạo nếp cho cả xóm nấu bánh chưng trong ba ngày giáp Tết năm nay,\n  loại mới\n- lá dong`,
      ),
    ).toBe(
      `${joined}\n\n${verse}\n\nCần mua:\n- gạo nếp cho cả xóm nấu bánh chưng trong ba ngày giáp Tết năm nay, loại mới\n- lá dong`,
    )
  })

  it('reflows quoted mail inside its marks', () => {
    const mail =
      'Chào cô, cháu trả lời bên dưới.\n\n> Đoạn này được trích từ thư trước và bị ngắt ở khoảng bảy mươi ký tự một\n> hàng cho nên đọc rất mỏi mắt trên màn hình nhỏ của\n> điện thoại.'
    expect(reflow(mail)).toBe(
      'Chào cô, cháu trả lời bên dưới.\n\n> Đoạn này được trích từ thư trước và bị ngắt ở khoảng bảy mươi ký tự một hàng cho nên đọc rất mỏi mắt trên màn hình nhỏ của điện thoại.',
    )
  })

  it('is done after one time, for any text, and loses no word', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...UNTIDY.split('\n'),
        '',
        '',
        '> a',
        '>> b',
        '- x',
        '```',
        '    code();',
        '  thụt vào',
        '---',
        'I. MỞ ĐẦU',
      ),
      fc.string({ unit: 'binary', maxLength: 10 }),
      fc.constantFrom(
        'dòng thường không có dấu chấm ở cuối và khá dài, dài thêm chút nữa',
        'từ-',
        'ngữ.',
        'Một câu.',
        'TIN NÓNG HÔM NAY',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (lines) => {
        const once = reflow(lines.join('\n'))
        expect(reflow(once)).toBe(once)
      }),
      { numRuns: 800 },
    )
    expect(reflow(UNTIDY).replace(/\s+/g, '')).toBe(UNTIDY.replace(/\s+/g, ''))
  })

  it('takes hostile text of 100,000 characters in good time', () => {
    for (const seed of [
      '>',
      '> ',
      '\n',
      ' \n',
      'a\n',
      'a ',
      '(',
      '- ',
      '1.',
      '`',
      '```\n',
      '“',
      'A. \n',
      '25/11/2015 ',
      `${'.'.repeat(199)}\n`,
      '\t',
      '"',
      `${'x'.repeat(70)}\n`,
    ]) {
      const text = seed.repeat(100_000 / seed.length)
      const start = performance.now()
      reflow(text)
      looksHardWrapped(text)
      expect(performance.now() - start, JSON.stringify(seed.slice(0, 9))).toBeLessThan(3000)
    }
  })
})
