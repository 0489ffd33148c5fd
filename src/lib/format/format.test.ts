import { expect, it, test } from 'vitest'
import {
  formatCompact,
  formatCurrency,
  formatDate,
  formatDateTime,
  formatList,
  formatNumber,
  formatPercent,
  formatRelative,
  plural,
} from './index.ts'

const now = new Date('2015-11-25T07:36:00Z')

it('numbers are written as Vietnamese and English people write them', () => {
  expect([formatNumber(1234567.89, 'vi'), formatNumber(1234567.89, 'en')]).toEqual([
    '1.234.567,89',
    '1,234,567.89',
  ])
  expect([formatCompact(12_000, 'vi'), formatCompact(2.5e9, 'vi')]).toEqual(['12 nghìn', '2,5 tỷ'])
  expect([formatPercent(0.457, 'vi'), formatPercent(0.457, 'en')]).toEqual(['45,7%', '45.7%'])
  expect(formatCurrency(1_250_000, 'vi')).toBe('1.250.000\u00a0₫')
})

it('lists and plurals', () => {
  expect([formatList(['A', 'B', 'C'], 'vi'), formatList(['A', 'B', 'C'], 'en')]).toEqual([
    'A, B và C',
    'A, B and C',
  ])
  const forms = { one: 'post', other: 'posts' }
  expect([plural(1, 'en', forms), plural(2, 'en', forms), plural(1, 'vi', { other: 'bài viết' })]).toEqual([
    'post',
    'posts',
    'bài viết',
  ])
})

it('absolute times are in Vietnam', () => {
  expect(formatDateTime(now, 'vi')).toBe('Thứ Tư, 25/11/2015 14:36')
  expect(formatDateTime(now, 'en')).toBe('Wednesday, 25 November 2015 14:36')
  expect(formatDate(new Date('2015-11-25T17:00:00Z'), 'vi')).toBe('26/11/2015')
})

test.each([
  [3, 'bây giờ', 'now'],
  [30, '30 giây trước', '30 seconds ago'],
  [300, '5 phút trước', '5 minutes ago'],
  [3700, '1 giờ trước', '1 hour ago'],
  [86_400, 'hôm qua', 'yesterday'],
  [3 * 86_400, '3 ngày trước', '3 days ago'],
  [6.9 * 86_400, '7 ngày trước', '7 days ago'],
  [15 * 86_400, '2 tuần trước', '2 weeks ago'],
  [800 * 86_400, '2 năm trước', '2 years ago'],
])('%d seconds ago is "%s", "%s"', (seconds, vi, en) => {
  const at = new Date(now.getTime() - seconds * 1000)
  expect([formatRelative(at, now, 'vi'), formatRelative(at, now, 'en')]).toEqual([vi, en])
})
