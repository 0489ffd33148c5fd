import { describe, expect, it, test } from 'vitest'
import {
  checkDisplayName,
  comparePeople,
  compareVietnamese,
  decodeTelex,
  decodeVni,
  handleProblem,
  handleSuggestion,
  highlights,
  indexTerms,
  matches,
  normalizePhone,
  parsePrice,
  parseVagueDate,
  rank,
  slug,
  suggestDecoding,
  TIER,
} from './index.ts'

test.each([
  ['dduwowngf', 'đường'],
  ['dduongwf', 'đường'],
  ['vietej', 'việt'],
  ['Quoocs gia', 'Quốc gia'],
  ['huwux hoaf quyr', 'hữu hoà quỷ'],
  ['nguwowif xow', 'người xơ'],
  ['xin chao windows', 'xin chao windows'],
])('Telex %s is %s', (typed, meant) => expect(decodeTelex(typed)).toBe(meant))

test.each([
  ['d9u7o7ng2', 'đường'],
  ['ngu7o7i2 Ha2 No6i5', 'người Hà Nội'],
  ['nam 2026', 'nam 2026'],
])('VNI %s is %s', (typed, meant) => expect(decodeVni(typed)).toBe(meant))

it('offers a decoding only when every word is a syllable', () => {
  expect(suggestDecoding('facebook hooij')).toBeNull()
  expect(suggestDecoding('thoi su')).toBeNull()
  expect(suggestDecoding('thời sự')).toBeNull()
})

describe('search', () => {
  it('ranks canon, tone, accented words, key phrase, key words', () => {
    expect(rank('hoà bình', 'Hoà bình')).toBe(TIER.canonPhrase)
    expect(rank('hoà bình', 'Hòa bình')).toBe(TIER.tonePhrase)
    expect(rank('hoà bình', 'bình an, hoà thuận')).toBe(TIER.toneWords)
    expect(rank('hoà bình', 'hoa binh')).toBe(TIER.keyPhrase)
    expect(rank('hoa binh', 'binh an, hoa thuan')).toBe(TIER.keyWords)
    expect(rank('hoà bình', 'chiến tranh')).toBeNull()
  })

  it('finds both spellings without accents', () => {
    expect(matches('duong', 'Đường phố') && matches('duong', 'Dương Phố')).toBe(true)
  })

  it('finds a joined tag by separate words and a phone number in any spelling', () => {
    expect(matches('thời sự', 'Bản tin #ThoiSu')).toBe(true)
    expect(matches('+84 912 345 678', 'Gọi 0912.345.678 nhé')).toBe(true)
    expect(matches('0912345679', 'Gọi 0912.345.678 nhé')).toBe(false)
  })

  it('does not join words across a comma', () => {
    expect(indexTerms('xa, hội').map((entry) => entry.term)).toEqual(['xa', 'hoi'])
    expect(matches('', 'gì cũng được')).toBe(false)
  })

  it('marks the accented original', () => {
    expect(highlights('thoisu', 'Tin thời sự')).toEqual([
      [4, 8],
      [9, 11],
    ])
  })
})

describe('handles and names', () => {
  test.each([
    ['an', 'too_short'],
    ['a'.repeat(31), 'too_long'],
    ['Nguyen_Van_A', null],
    ['nguyễn', 'characters'],
    ['аdmin', 'lookalike'],
    ['ａｄｍｉｎ', 'lookalike'],
    ['adm1n', 'lookalike'],
    ['rnoderator', 'lookalike'],
    ['Admin', 'reserved'],
    ['settings', 'reserved'],
  ])('%s: %s', (handle, problem) => expect(handleProblem(handle)).toBe(problem))

  it('suggests handles that may be used', () => {
    expect(handleSuggestion('Nguyễn Văn A', (handle) => handle === 'nguyen_van_a')).toBe('nguyen_van_a_2')
    for (const name of [
      'Admin',
      'A',
      '',
      '🙂',
      'Иван',
      'x'.repeat(99),
      'Công Tằng Tôn Nữ Thị Bạch Tuyết Mai',
    ]) {
      expect(handleProblem(handleSuggestion(name))).toBeNull()
    }
  })

  it('refuses display names that mix scripts or run over 50 graphemes', () => {
    expect(checkDisplayName('Nguyễn Văn А')).toEqual({ ok: false, problem: 'mixed_scripts' })
    expect(checkDisplayName('👨‍👩‍👧‍👦'.repeat(50))).toMatchObject({ ok: true })
    expect(checkDisplayName('ờ'.repeat(51))).toEqual({ ok: false, problem: 'too_long' })
    expect(checkDisplayName('Иван')).toEqual({ ok: true, name: 'Иван' })
    expect(checkDisplayName(' \u202eLan\n Anh ')).toEqual({ ok: true, name: 'Lan Anh' })
    expect(checkDisplayName('\u200b\u200d')).toEqual({ ok: true, name: '' })
  })

  it('sorts people by given name, and tones in dictionary order', () => {
    const people = ['Nguyễn Thị Bình', 'Trần Văn An', 'Lê Đức', 'Lê Dũng', 'Bùi An']
    expect(people.sort(comparePeople)).toEqual([
      'Bùi An',
      'Trần Văn An',
      'Nguyễn Thị Bình',
      'Lê Dũng',
      'Lê Đức',
    ])
    expect([...'ạáãảàa'].sort(compareVietnamese).join('')).toBe('aàảãáạ')
  })
})

test.each([
  ['+84 (0) 912 345 678', '+84912345678'],
  ['(024) 3823 4567', '+842438234567'],
  ['01201234567', '+84701234567'],
  ['+1 415 555 2671', '+14155552671'],
  ['12345', null],
  ['0112345678', null],
  ['gọi 0912345678', null],
])('phone %s is %s', (text, phone) => expect(normalizePhone(text)).toBe(phone))

test.each([
  ['140 nghìn', 140_000],
  ['1.250.000 ₫', 1_250_000],
  ['2,5 tỷ', 2_500_000_000],
  ['1tr250', 1_250_000],
  ['3 triệu rưỡi', 3_500_000],
  ['1 triệu 250 nghìn', 1_250_000],
  ['1k2', 1200],
  ['140000', 140_000],
  ['rẻ', null],
  ['12 13', null],
])('price %s is %s', (text, price) => expect(parsePrice(text)).toBe(price))

test.each([
  ['22/5/2016', '2016-05-22', 'day'],
  ['Thứ Tư, ngày 25 tháng 11 năm 2015', '2015-11-25', 'day'],
  ['8h30 ngày 2/9/2026', '2026-09-02T08:30+07:00', 'minute'],
  ['cuối tháng 2/2016', '2016-02-21/2016-02-29', 'ten-day'],
  ['tháng 1/2016', '2016-01-01/2016-01-31', 'month'],
  ['quý IV/2016', '2016-10-01/2016-12-31', 'quarter'],
  ['6 tháng đầu năm 2016', '2016-01-01/2016-06-30', 'half-year'],
  ['năm 2016', '2016-01-01/2016-12-31', 'year'],
])('%s is %s, known to the %s', (text, value, precision) => {
  expect(parseVagueDate(text)).toEqual({ value, precision })
})

test.each(['31/2/2016', 'hôm nào đó', '25/11/2015 khoảng 3 người', '25/11/2015 25:00', ''])(
  '"%s" is no date',
  (text) => expect(parseVagueDate(text)).toBeNull(),
)

it('slugs are cut at a word', () => {
  expect(slug('Một hai ba bốn năm', 12)).toBe('mot-hai-ba')
  expect(slug('日本')).toBe('')
})
