/**
 * The Vietnamese lunar calendar by Hồ Ngọc Đức's astronomical method
 * (https://www.informatik.uni-leipzig.de/~duc/amlich/calrules.html), for UTC+7. ICU's `chinese` calendar is
 * computed for Beijing and is a day or a month off in some years (Tết 2007, 1985, 2030).
 */

const ZONE_HOURS = 7
const RADIAN = Math.PI / 180

export interface SolarDate {
  year: number
  /** 1-12 */
  month: number
  day: number
}

export interface LunarDate {
  /** The year in which this lunar year began (Tết). */
  year: number
  /** 1-12; a leap month has the number of the month before it. */
  month: number
  day: number
  leap: boolean
}

/** Julian day number of a Gregorian date. */
export function julianDay({ year, month, day }: SolarDate): number {
  const a = Math.floor((14 - month) / 12)
  const y = year + 4800 - a
  const m = month + 12 * a - 3
  return (
    day +
    Math.floor((153 * m + 2) / 5) +
    365 * y +
    Math.floor(y / 4) -
    Math.floor(y / 100) +
    Math.floor(y / 400) -
    32045
  )
}

/** Gregorian date of a Julian day number. */
export function fromJulianDay(jd: number): SolarDate {
  const a = jd + 32044
  const b = Math.floor((4 * a + 3) / 146097)
  const c = a - Math.floor((b * 146097) / 4)
  const d = Math.floor((4 * c + 3) / 1461)
  const e = c - Math.floor((1461 * d) / 4)
  const m = Math.floor((5 * e + 2) / 153)
  return {
    day: e - Math.floor((153 * m + 2) / 5) + 1,
    month: m + 3 - 12 * Math.floor(m / 10),
    year: b * 100 + d - 4800 + Math.floor(m / 10),
  }
}

/** Instant (Julian date, UT) of the k-th new moon after 1/1/1900 (Meeus, "Astronomical Algorithms", 1998). */
function newMoon(k: number): number {
  const t = k / 1236.85
  const t2 = t * t
  const t3 = t2 * t
  const mean =
    2415020.75933 +
    29.53058868 * k +
    0.0001178 * t2 -
    0.000000155 * t3 +
    0.00033 * Math.sin((166.56 + 132.87 * t - 0.009173 * t2) * RADIAN)
  const sun = (359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3) * RADIAN
  const moon = (306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3) * RADIAN
  const node = (21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3) * RADIAN
  const correction =
    (0.1734 - 0.000393 * t) * Math.sin(sun) +
    0.0021 * Math.sin(2 * sun) -
    0.4068 * Math.sin(moon) +
    0.0161 * Math.sin(2 * moon) -
    0.0004 * Math.sin(3 * moon) +
    0.0104 * Math.sin(2 * node) -
    0.0051 * Math.sin(sun + moon) -
    0.0074 * Math.sin(sun - moon) +
    0.0004 * Math.sin(2 * node + sun) -
    0.0004 * Math.sin(2 * node - sun) -
    0.0006 * Math.sin(2 * node + moon) +
    0.001 * Math.sin(2 * node - moon) +
    0.0005 * Math.sin(2 * moon + sun)
  const deltaT =
    t < -11
      ? 0.001 + 0.000839 * t + 0.0002261 * t2 - 0.00000845 * t3 - 0.000000081 * t * t3
      : -0.000278 + 0.000265 * t + 0.000262 * t2
  return mean + correction - deltaT
}

/** Day (Julian day number, UTC+7) of the k-th new moon. */
function newMoonDay(k: number): number {
  return Math.floor(newMoon(k) + 0.5 + ZONE_HOURS / 24)
}

/** Which twelfth of the ecliptic (0-11) the sun is in at midnight, UTC+7, at the start of a day. */
function sunSector(jd: number): number {
  const t = (jd - 0.5 - ZONE_HOURS / 24 - 2451545) / 36525
  const t2 = t * t
  const anomaly = (357.5291 + 35999.0503 * t - 0.0001559 * t2 - 0.00000048 * t * t2) * RADIAN
  const mean = 280.46645 + 36000.76983 * t + 0.0003032 * t2
  const center =
    (1.9146 - 0.004817 * t - 0.000014 * t2) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly) +
    0.00029 * Math.sin(3 * anomaly)
  const degrees = mean + center
  return Math.floor((degrees - 360 * Math.floor(degrees / 360)) / 30)
}

/** First day of the eleventh lunar month (the one with the winter solstice) of a solar year. */
function monthEleven(year: number): number {
  const off = julianDay({ year, month: 12, day: 31 }) - 2415021
  const k = Math.floor(off / 29.530588853)
  const day = newMoonDay(k)
  return sunSector(day) >= 9 ? newMoonDay(k - 1) : day
}

/** How many months after the eleventh the leap month comes: the first without a principal term. */
function leapOffset(eleven: number): number {
  const k = Math.floor((eleven - 2415021.076998695) / 29.530588853 + 0.5)
  let last = 0
  let i = 1
  let arc = sunSector(newMoonDay(k + i))
  do {
    last = arc
    i++
    arc = sunSector(newMoonDay(k + i))
  } while (arc !== last && i < 14)
  return i - 1
}

/**
 * The lunar date of a Gregorian day, 1900-2100. A fuller series of new moons (Meeus, chapter 49) gives another first
 * day for four months only, whose moon is new within two minutes of midnight: 6/1944, 7/1967, 12/2072, 11/2077.
 */
export function solarToLunar(date: SolarDate): LunarDate {
  const jd = julianDay(date)
  const k = Math.floor((jd - 2415021.076998695) / 29.530588853)
  let start = newMoonDay(k + 1)
  if (start > jd) start = newMoonDay(k)
  if (start > jd) start = newMoonDay(k - 1)
  let before = monthEleven(date.year)
  let after = before
  let year = date.year
  if (before >= start) {
    before = monthEleven(date.year - 1)
  } else {
    year = date.year + 1
    after = monthEleven(date.year + 1)
  }
  const months = Math.floor((start - before) / 29)
  let month = months + 11
  let leap = false
  if (after - before > 365) {
    const offset = leapOffset(before)
    if (months >= offset) {
      month = months + 10
      leap = months === offset
    }
  }
  if (month > 12) month -= 12
  if (month >= 11 && months < 4) year -= 1
  return { day: jd - start + 1, month, year, leap }
}

/** The Gregorian day of a lunar date; null when that month has no such day or that year no such leap month. */
export function lunarToSolar({ year, month, day, leap }: LunarDate): SolarDate | null {
  if (month < 1 || month > 12 || day < 1 || day > 30) return null
  const before = monthEleven(month < 11 ? year - 1 : year)
  const after = monthEleven(month < 11 ? year : year + 1)
  let offset = month - 11
  if (offset < 0) offset += 12
  if (after - before > 365) {
    const leapAt = leapOffset(before)
    let leapMonth = leapAt - 2
    if (leapMonth <= 0) leapMonth += 12
    if (leap && month !== leapMonth) return null
    if (leap || offset >= leapAt) offset += 1
  } else if (leap) {
    return null
  }
  const k = Math.floor(0.5 + (before - 2415021.076998695) / 29.530588853)
  const start = newMoonDay(k + offset)
  if (day > newMoonDay(k + offset + 1) - start) return null
  return fromJulianDay(start + day - 1)
}

/**
 * When a yearly lunar event falls in lunar year `year`. In a year that repeats the month: 'first' keeps the first,
 * 'leap' moves to the leap month, 'both' gives two days. The 30th of a short month is kept on the 29th.
 */
export function lunarAnniversary(
  month: number,
  day: number,
  year: number,
  rule: 'first' | 'leap' | 'both' = 'first',
): SolarDate[] {
  const inMonth = (leap: boolean): SolarDate | null =>
    lunarToSolar({ year, month, day, leap }) ??
    (day === 30 ? lunarToSolar({ year, month, day: 29, leap }) : null)
  const first = inMonth(false)
  const second = inMonth(true)
  const days = rule === 'first' ? [first] : rule === 'both' ? [first, second] : [second ?? first]
  return days.filter((found): found is SolarDate => found !== null)
}

const STEMS = ['Canh', 'Tân', 'Nhâm', 'Quý', 'Giáp', 'Ất', 'Bính', 'Đinh', 'Mậu', 'Kỷ']
const BRANCHES = ['Thân', 'Dậu', 'Tuất', 'Hợi', 'Tý', 'Sửu', 'Dần', 'Mão', 'Thìn', 'Tỵ', 'Ngọ', 'Mùi']

/** The name of a lunar year: 2015 is Ất Mùi. These are proper names, the same in every language. */
export function yearName(lunarYear: number): string {
  const at = (count: number): number => ((lunarYear % count) + count) % count
  return `${STEMS[at(10)]} ${BRANCHES[at(12)]}`
}
