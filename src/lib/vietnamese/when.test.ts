import { expect, test } from 'vitest'
import { readWhen } from './when.ts'

// Tuesday, 24/11/2026, 10:00 in Vietnam; the 16th of the tenth month, Bính Ngọ.
const now = new Date('2026-11-24T03:00:00Z')
const two = (n: number) => String(n).padStart(2, '0')

function read(text: string): string {
  const when = readWhen(text, now)
  if (typeof when === 'string') return when
  const day = ({ year, month, day }: { year: number; month: number; day: number }) =>
    `${year}-${two(month)}-${two(day)}`
  const first = day(when.first)
  if (when.minutes !== null) return `${first} ${two(Math.floor(when.minutes / 60))}:${two(when.minutes % 60)}`
  return when.precision === 'day' ? first : `${first}/${day(when.last)} ${when.precision}`
}

test.each([
  ['22/5/2016', '2016-05-22'],
  ['22/5/2016 19:30', '2016-05-22 19:30'],
  ['19h30 ngày 22/5/2016', '2016-05-22 19:30'],
  ['Chủ Nhật, 22/5/2016 - 7:30', '2016-05-22 07:30'],
  ['7 giờ tối 22-5-2016', '2016-05-22 19:00'],
  ['7 giờ rưỡi tối ngày 22 tháng 5 năm 2016', '2016-05-22 19:30'],
  ['2027-05-22T19:30', '2027-05-22 19:30'],
  ['22/5', '2027-05-22'],
  ['25/12', '2026-12-25'],
  ['29/2', '2028-02-29'],
  ['trung tuần tháng 1/2016', '2016-01-11/2016-01-20 ten-day'],
  ['hạ tuần tháng 2/2027', '2027-02-21/2027-02-28 ten-day'],
  ['thượng tuần tháng Giêng', '2027-01-01/2027-01-10 ten-day'],
  ['cuối tháng 11', '2026-11-21/2026-11-30 ten-day'],
  ['tháng 3/2026', '2026-03-01/2026-03-31 month'],
  ['tháng 3', '2027-03-01/2027-03-31 month'],
  ['tháng mười hai', '2026-12-01/2026-12-31 month'],
  ['hôm nay', '2026-11-24'],
  ['tối mai', '2026-11-25'],
  ['thứ bảy tới 19h', '2026-11-28 19:00'],
  ['thứ hai tuần sau', '2026-11-30'],
  ['chủ nhật 8 giờ sáng', '2026-11-29 08:00'],
  ['19h 22/5/2027', '2027-05-22 19:00'],
  ['7h 15/1/2027', '2027-01-15 07:00'],
  ['7h 15-1-2027', '2027-01-15 07:00'],
  ['19 giờ 30/4', '2027-04-30 19:00'],
  ['19 giờ 30 ngày 30/4', '2027-04-30 19:30'],
  ['7:30 - 22/5/2027', '2027-05-22 07:30'],
  ['20g30 22/5/2027', '2027-05-22 20:30'],
  ['22/5/27', '2027-05-22'],
  ['tháng sau', '2026-12-01/2026-12-31 month'],
  ['cuối tháng sau', '2026-12-21/2026-12-31 ten-day'],
  ['tháng sáu', '2027-06-01/2027-06-30 month'],
  ['thứ sáu', '2026-11-27'],
])('"%s" is %s', (text, expected) => expect(read(text)).toBe(expected))

test.each([
  ['rằm tháng Giêng', '2027-02-20'],
  ['ram thang gieng', '2027-02-20'],
  ['rằm tháng Giêng 2026', '2026-03-03'],
  ['rằm tháng 7', '2027-08-16'],
  ['rằm', '2026-12-23'],
  ['mùng một', '2026-12-09'],
  ['mùng 3 Tết', '2027-02-08'],
  ['mồng ba Tết 2026', '2026-02-19'],
  ['Tết Đinh Mùi', '2027-02-06'],
  ['Tết Nguyên đán 2007', '2007-02-17'],
  ['giao thừa', '2027-02-05'],
  ['30 Tết', '2027-02-05'],
  ['23 tháng Chạp', '2027-01-30'],
  ['10/3 âm lịch', '2027-04-16'],
  ['ngày 10/3/2026 ÂL', '2026-04-26'],
  ['mùng 5 tháng 5 năm Đinh Mùi', '2027-06-09'],
  ['rằm tháng 6 nhuận năm 2025', '2025-08-08'],
  ['18h rằm tháng Tám', '2027-09-15 18:00'],
  ['19h 10/3 âm lịch', '2027-04-16 19:00'],
  ['rằm tháng sau', '2026-12-23'],
  ['30 tháng Chạp', '2027-02-05'],
])('by the moon "%s" is %s', (text, expected) => expect(read(text)).toBe(expected))

test.each([
  ['30 tháng 2', 'when_no_such_day'],
  ['31/4/2026', 'when_no_such_day'],
  ['29/2/2026', 'when_no_such_day'],
  ['trung tuần', 'when_which_month'],
  ['cuối tháng', 'when_which_month'],
  ['rằm tháng 6 nhuận năm 2026', 'when_no_such_lunar_day'],
  ['mùng 31 tháng 3', 'when_no_such_lunar_day'],
  ['25:00 22/5/2026', 'when_no_such_time'],
  ['quý I/2026', 'when_too_vague'],
  ['năm 2026', 'when_too_vague'],
  ['22/5/1016', 'when_year_range'],
  ['trung tuần tháng 1/2016 19:30', 'when_unknown'],
  ['khi nào rảnh', 'when_unknown'],
  ['thang sau', 'when_unknown'],
  ['6 tháng sau', 'when_unknown'],
  ['tuần sau', 'when_unknown'],
  ['cuối tuần này', 'when_unknown'],
  ['', 'when_unknown'],
])('"%s" is refused: %s', (text, problem) => expect(read(text)).toBe(problem))
