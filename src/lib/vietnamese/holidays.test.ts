import { expect, it } from 'vitest'
import { fixedDays } from './holidays.ts'

const days = (year: number, month: number) =>
  fixedDays(year, month).map(({ day, name, off }) => `${day.day} ${name}${off ? ' off' : ''}`)

it('knows what is kept in a month, by the sun and by the moon', () => {
  expect(days(2026, 2)).toEqual(['10 ong_tao', '16 tet_eve off', '17 tet off', '18 tet off', '19 tet off'])
  expect(days(2026, 4)).toEqual(['19 cold_food', '26 hung_kings off', '30 reunification off'])
  expect(days(2026, 9)).toEqual(['2 national off', '25 mid_autumn'])
})

it('keeps Tết of 2007 on the day that Vietnam kept it, not China', () => {
  expect(days(2007, 2)).toContain('17 tet off')
})

it('keeps nothing twice in a year that has its month twice', () => {
  const year = Array.from({ length: 12 }, (_, n) => days(2025, n + 1)).flat()
  expect(year.filter((one) => one.includes('tet_eve'))).toHaveLength(1)
  expect(year).toHaveLength(21)
})
