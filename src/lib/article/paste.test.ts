import { describe, expect, it, test } from 'vitest'
import { bandsOf, readPaste, similarity } from './index.ts'

/** As untidy as a news item copied from an old blog. */
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
Không có nhận xét nào:
Đăng nhận xét`

describe('a paste', () => {
  it('of an untidy page becomes the parts of an article', () => {
    expect(readPaste(UNTIDY)).toEqual({
      headline: 'Bà con xóm Đông góp tay sửa cầu: “Làm sớm thì mùa mưa đỡ khổ"',
      published: new Date('2026-09-12T08:15:00+07:00'),
      publishedText: '12/09/2026 - 08:15',
      lead: 'Sáng nay, hơn bốn mươi hộ ở xóm Đông đã cùng nhau sửa lại cây cầu gỗ bắc qua con mương lớn. Ông Tư Hiền và cô giáo Lan đứng ra lo phần vật liệu.',
      body: [
        'Có mặt từ sớm là đội Thanh niên, Hội Phụ nữ, các thầy cô trường Tiểu học Đông Thạnh... cùng nhiều người đi chợ ghé lại giúp một tay.',
        'Nói với chúng tôi, Chị Nguyễn Thị Sáu kể: “Cầu cũ mục từ năm ngoái. Mấy đứa nhỏ đi học phải vòng ra tận đường lớn, mất thêm “cả tiếng” mỗi ngày, mà trời mưa thì chịu (có hôm nghỉ học)...',
        'Giờ cả xóm xúm lại làm, chắc chiều nay là xong”.',
      ].join('\n\n'),
      caption: 'Bà con chuyền tay nhau từng tấm ván từ bờ bên này sang bờ bên kia trong buổi sáng mát trời.',
      credit: 'T.H',
      source: '',
      author: '',
      removed: ['Không có nhận xét nào:', 'Đăng nhận xét'],
    })
  })

  const one = 'Người dân xóm Đông vừa khánh thành cây cầu mới bắc qua con mương lớn sau ba tháng thi công.'
  const two = 'Cây cầu dài mười hai mét do bà con góp tiền và công sức dựng nên.'
  const three = 'Từ nay học sinh không còn phải đi vòng ra đường lớn.'

  it('with the name of a paper before its lead says the source', () => {
    const found = readPaste(
      `Cầu mới ở xóm Đông\n\nThứ Bảy, 12/09/2026 08:15 (GMT+7)\n\n(Dân trí) - ${one}\n\n${two}\n\n${three}`,
    )
    expect(found).toMatchObject({ source: 'Dân trí', lead: one, body: `${two}\n\n${three}` })
    expect(found.published).toEqual(new Date('2026-09-12T08:15:00+07:00'))
  })

  it('that names its source and author at the end says them', () => {
    const found = readPaste(`Cầu mới ở xóm Đông\n\n${one}\n\n${two}\n\nTác giả: Minh Anh\n\nTheo VnExpress`)
    expect(found).toMatchObject({ source: 'VnExpress', author: 'Minh Anh', published: null, lead: '' })
    expect(found.body).toBe(`${one}\n\n${two}`)
    expect(readPaste(`Cầu mới\n\n${one}\n\n${two}\n\nNguồn: Báo Đông Thạnh`).source).toBe('Báo Đông Thạnh')
  })

  it('where somebody is quoted has no source in her', () => {
    const found = readPaste(`Cầu mới\n\n${one}\n\nTheo ông Tư Hiền, cầu sẽ bền mười năm.\n\n${two}`)
    expect(found.source).toBe('')
    expect(found.body).toContain('Theo ông Tư Hiền')
  })

  it('loses the buttons around it, and names them', () => {
    const found = readPaste(
      `Trang chủ › Đời sống\n\nCầu mới ở xóm Đông\n\nChia sẻ\n\n${one}\n\n${two}\n\nTags: cầu, xóm Đông\n\nTin liên quan\n\nĐường mới ở xóm Tây\n\nChợ phiên cuối tuần`,
    )
    expect(found.body).toBe(`Chia sẻ\n\n${one}\n\n${two}`)
    expect(found.removed).toEqual([
      'Trang chủ › Đời sống',
      'Tags: cầu, xóm Đông',
      'Tin liên quan',
      'Đường mới ở xóm Tây',
      'Chợ phiên cuối tuần',
    ])
  })

  it('that is nothing but prose stays prose', () => {
    const found = readPaste(`${one}\n\n${two}\n\n${three}`)
    expect(found).toMatchObject({
      headline: '',
      lead: '',
      caption: '',
      credit: '',
      published: null,
      removed: [],
    })
    expect(found.body).toBe(`${one}\n\n${two}\n\n${three}`)
    expect(readPaste('')).toMatchObject({ headline: '', body: '' })
  })

  it('with lists and signs of Markdown shows what was pasted', () => {
    const found = readPaste(`Cần mua\n\n${one}\n\n- gạo *nếp*\n- lá dong\n\n# không phải mục`)
    expect(found.body).toContain('- gạo \\*nếp\\*\n- lá dong')
    expect(found.body).toContain('\\# không phải mục')
  })

  it('that says only the day is of that day', () => {
    expect(readPaste(`Cầu mới\n\nNgày 25 tháng 11 năm 2015\n\n${one}\n\n${two}`).published).toEqual(
      new Date('2015-11-25T00:00:00+07:00'),
    )
  })
})

describe('near-duplicates', () => {
  const long = `${UNTIDY} ${UNTIDY.replace(/xóm/g, 'ấp').replace(/cầu/g, 'đường')}`
  const meet = (a: string, b: string) => bandsOf(a).some((band) => bandsOf(b).includes(band))

  test.each([
    ['without its accents', long.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd')],
    ['with a word changed', long.replace('bốn mươi', 'năm chục')],
    ['with a sentence more', `${long} Thêm một câu ở cuối bài.`],
  ])('are found %s', (_, other) => {
    expect(similarity(long, other)).toBeGreaterThan(0.8)
    expect(meet(long, other)).toBe(true)
  })

  it('are not found where there are none', () => {
    const other =
      'Chợ phiên cuối tuần mở lại sau mưa lũ, hàng quán đông vui, giá rau giảm mạnh so với tuần trước đó.'
    expect(similarity(long, other)).toBe(0)
    expect(meet(long, other)).toBe(false)
    expect(bandsOf('… !')).toEqual([])
    for (const band of bandsOf(long)) expect(BigInt.asIntN(64, BigInt(band)).toString()).toBe(band)
  })
})
