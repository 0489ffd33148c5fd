import { expect, it, test } from 'vitest'
import { parseIso, vietnamDay, vietnamDayRange, vietnamDayStart, vietnamDaysBetween } from './time.ts'

test.each([
  ['2015-11-25T14:36+07:00', '2015-11-25T07:36:00.000Z'],
  ['2015-11-25T07:36:00.1234567Z', '2015-11-25T07:36:00.123Z'],
  ['2016-02-29', '2016-02-29T00:00:00.000Z'],
  ['2015-12-31T23:59:60-0530', '2016-01-01T05:29:59.000Z'],
])('%s is %s', (text, expected) => expect(parseIso(text)?.toISOString()).toBe(expected))

test.each([
  '',
  '2015',
  '2015-02-29',
  '2015-13-01',
  '2015-11-25T24:00Z',
  '2015-11-25T14:36',
  '25/11/2015',
  ' 2015-11-25',
  '2015-11-25T14:36:00+7',
])('"%s" is no instant', (text) => expect(parseIso(text)).toBeNull())

it('the day in Vietnam begins at 17:00 UTC', () => {
  const late = new Date('2015-11-25T16:59:59Z')
  const early = new Date('2015-11-25T17:00:00Z')
  expect([vietnamDay(late), vietnamDay(early)]).toEqual(['2015-11-25', '2015-11-26'])
  expect(vietnamDayStart(early)).toEqual(early)
  expect(vietnamDaysBetween(late, early)).toBe(1)
  expect(vietnamDayRange('2015-11-26')?.from).toEqual(early)
  expect(vietnamDayRange('2015-11-31')).toBeNull()
})
