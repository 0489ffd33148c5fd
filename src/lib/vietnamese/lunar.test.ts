import { describe, expect, it, test } from 'vitest'
import { fromJulianDay, julianDay, lunarAnniversary, lunarToSolar, solarToLunar, yearName } from './lunar.ts'

const FIRST = julianDay({ year: 1900, month: 1, day: 1 })
const LAST = julianDay({ year: 2100, month: 12, day: 31 })

describe('the lunar calendar', () => {
  it('steps by one day from 1900 to 2100, in months of 29 or 30 days, has its new year between 20/01 and 21/02, and goes back', () => {
    let before = solarToLunar(fromJulianDay(FIRST - 1))
    let monthsInYear = 0
    let tets = 0
    for (let jd = FIRST; jd <= LAST; jd++) {
      const solar = fromJulianDay(jd)
      const lunar = solarToLunar(solar)
      if (lunar.day !== before.day + 1) {
        const next =
          lunar.day === 1 &&
          (before.day === 29 || before.day === 30) &&
          (lunar.leap
            ? !before.leap && lunar.month === before.month
            : lunar.month === (before.month % 12) + 1 &&
              lunar.year === before.year + (before.month === 12 ? 1 : 0))
        if (!next) expect([before, lunar]).toBe('consecutive')
        if (lunar.month === 1 && !lunar.leap) {
          if (tets++ > 0 && monthsInYear !== 12 && monthsInYear !== 13)
            expect(lunar).toBe('a year of 12 or 13')
          monthsInYear = 0
          const within = solar.year === lunar.year && (solar.month === 1 ? solar.day >= 20 : solar.day <= 21)
          if (!within || solar.month > 2) expect(solar).toBe('between 20 January and 21 February')
        }
        monthsInYear++
      } else if (lunar.month !== before.month || lunar.year !== before.year || lunar.leap !== before.leap) {
        expect([before, lunar]).toBe('the same month')
      }
      const back = lunarToSolar(lunar)
      if (back === null || julianDay(back) !== jd) expect([solar, lunar, back]).toBe('reversible')
      before = lunar
    }
    expect(tets).toBe(201)
  })

  it('agrees with the Beijing calendar but for the days that an hour apart explains', () => {
    const beijing = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', day: 'numeric' })
    let different = 0
    for (
      let jd = julianDay({ year: 1950, month: 1, day: 1 });
      jd < julianDay({ year: 2050, month: 1, day: 1 });
      jd++
    ) {
      const { year, month, day } = fromJulianDay(jd)
      const other = beijing.formatToParts(Date.UTC(year, month - 1, day)).find((part) => part.type === 'day')
      if (Number(other?.value) !== solarToLunar({ year, month, day }).day) different++
    }
    // About one new moon in 24 falls in the hour between the two midnights.
    expect(different / (100 * 365.25)).toBeLessThan(0.06)
    expect(different).toBeGreaterThan(0)
  })

  test.each([
    [1968, '1968-01-29'],
    [1985, '1985-01-21'],
    [2007, '2007-02-17'],
    [2016, '2016-02-08'],
    [2025, '2025-01-29'],
    [2026, '2026-02-17'],
    [2030, '2030-02-02'],
  ])('Tết %i is on %s', (year, day) => {
    const tet = lunarToSolar({ year, month: 1, day: 1, leap: false })!
    expect(`${tet.year}-${String(tet.month).padStart(2, '0')}-${String(tet.day).padStart(2, '0')}`).toBe(day)
  })

  it('has the known leap months', () => {
    const leaps: string[] = []
    for (let year = 2014; year <= 2036; year++) {
      for (let month = 1; month <= 12; month++) {
        if (lunarToSolar({ year, month, day: 1, leap: true }) !== null) leaps.push(`${month}/${year}`)
      }
    }
    expect(leaps.join(' ')).toBe('9/2014 6/2017 4/2020 2/2023 6/2025 5/2028 3/2031 11/2033 6/2036')
  })

  it('keeps a yearly event in years that repeat its month, and the 30th of a short month', () => {
    expect(lunarAnniversary(6, 1, 2025, 'first')).toHaveLength(1)
    expect(lunarAnniversary(6, 1, 2025, 'both')).toHaveLength(2)
    expect(lunarAnniversary(6, 1, 2025, 'leap')).toEqual([lunarAnniversary(6, 1, 2025, 'both')[1]])
    for (let year = 2000; year < 2030; year++) expect(lunarAnniversary(12, 30, year)).toHaveLength(1)
  })

  it('names years', () => {
    expect([yearName(2015), yearName(2026), yearName(1968)]).toEqual(['Ất Mùi', 'Bính Ngọ', 'Mậu Thân'])
  })
})
