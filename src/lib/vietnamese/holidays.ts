/**
 * Days that Vietnam keeps every year: public holidays (Bộ luật Lao động 2019, điều 112), days that everybody knows, and
 * the first and the fifteenth of each lunar month. Computed, never stored.
 */
import { fromJulianDay, julianDay, lunarToSolar, type SolarDate, solarToLunar } from './lunar.ts'

/** Each is a translation key below `events.holiday`. */
export type Holiday =
  | 'new_year' | 'tet_eve' | 'tet' | 'hung_kings' | 'reunification' | 'labour' | 'national'
  | 'ong_tao' | 'first_ram' | 'cold_food' | 'doan_ngo' | 'vu_lan' | 'mid_autumn'
  | 'women_march' | 'children' | 'martyrs' | 'women' | 'teachers' | 'army' // biome-ignore format: a list

export interface FixedDay {
  day: SolarDate
  name: Holiday
  /** A public holiday: people are off work. The days that the government adds each year are not known beforehand. */
  off: boolean
}

const SOLAR: readonly (readonly [month: number, day: number, name: Holiday, off: boolean])[] = [
  [1, 1, 'new_year', true],
  [3, 8, 'women_march', false],
  [4, 30, 'reunification', true],
  [5, 1, 'labour', true],
  [6, 1, 'children', false],
  [7, 27, 'martyrs', false],
  [9, 2, 'national', true],
  [10, 20, 'women', false],
  [11, 20, 'teachers', false],
  [12, 22, 'army', false],
]

const LUNAR: readonly (readonly [month: number, day: number, name: Holiday, off: boolean])[] = [
  [1, 1, 'tet', true],
  [1, 2, 'tet', true],
  [1, 3, 'tet', true],
  [1, 15, 'first_ram', false],
  [3, 3, 'cold_food', false],
  [3, 10, 'hung_kings', true],
  [5, 5, 'doan_ngo', false],
  [7, 15, 'vu_lan', false],
  [8, 15, 'mid_autumn', false],
  [12, 23, 'ong_tao', false],
]

/** Those of a solar month, in order. A leap month repeats none of them. */
export function fixedDays(year: number, month: number): FixedDay[] {
  const found: FixedDay[] = SOLAR.flatMap(([m, day, name, off]) =>
    m === month ? [{ day: { year, month, day }, name, off }] : [],
  )
  // A solar month touches this lunar year and the one before.
  for (const lunarYear of [year - 1, year]) {
    for (const [m, day, name, off] of LUNAR) {
      const solar = lunarToSolar({ year: lunarYear, month: m, day, leap: false })
      if (solar?.year === year && solar.month === month) found.push({ day: solar, name, off })
    }
    const tet = lunarToSolar({ year: lunarYear + 1, month: 1, day: 1, leap: false })
    const eve = tet && fromJulianDay(julianDay(tet) - 1)
    if (eve?.year === year && eve.month === month) found.push({ day: eve, name: 'tet_eve', off: true })
  }
  return found.sort((a, b) => a.day.day - b.day.day)
}

export interface MonthDay {
  solar: SolarDate
  lunar: ReturnType<typeof solarToLunar>
  holidays: FixedDay[]
}

/** The days of a solar month with their lunar dates and what is kept on them. */
export function monthDays(year: number, month: number): MonthDay[] {
  const kept = fixedDays(year, month)
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return Array.from({ length: count }, (_, n) => {
    const solar = { year, month, day: n + 1 }
    return {
      solar,
      lunar: solarToLunar(solar),
      holidays: kept.filter(({ day }) => day.day === n + 1),
    }
  })
}
