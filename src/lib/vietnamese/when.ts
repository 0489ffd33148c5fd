/**
 * When something takes place, as Vietnamese people type it: "22/5/2016 19:30", "trung tuần tháng 1/2016", "rằm tháng
 * Giêng", "mùng 3 Tết", "tối mai". What is left unsaid (the year, the month of a rằm) is the next that is to come.
 */
import { parseVagueDate } from './dates.ts'
import { canon, key } from './keys.ts'
import {
  fromJulianDay,
  julianDay,
  type LunarDate,
  lunarToSolar,
  type SolarDate,
  solarToLunar,
  yearName,
} from './lunar.ts'

export type WhenPrecision = 'minute' | 'day' | 'ten-day' | 'month'

export interface When {
  /** The first and the last day that it can mean. */
  first: SolarDate
  last: SolarDate
  precision: WhenPrecision
  /** Minutes since midnight in Vietnam; null unless it is known to the minute. */
  minutes: number | null
  /** Where it was given by the moon. */
  lunar: LunarDate | null
}

/** Why it is none, each to be said in a sentence of its own. */
export type WhenProblem =
  | 'when_unknown'
  | 'when_no_such_day'
  | 'when_no_such_lunar_day'
  | 'when_no_such_time'
  | 'when_which_month'
  | 'when_too_vague'
  | 'when_year_range'

const FIRST_YEAR = 1900
const LAST_YEAR = 2100

const NUMBERS: Record<string, number> = {
  mot: 1, hai: 2, ba: 3, bon: 4, tu: 4, nam: 5, sau: 6, bay: 7, tam: 8, chin: 9, muoi: 10, gieng: 1, chap: 12,
  'muoi mot': 11, 'muoi hai': 12,
} // biome-ignore format: a table

const WORD = 'muoi mot|muoi hai|muoi|gieng|chap|mot|hai|ba|bon|tu|nam|sau|bay|tam|chin'
const numberOf = (text: string): number => NUMBERS[text] ?? Number(text)

const YEAR = '(?: ?[/.-] ?| (?:nam )?)(\\d{4}|[a-z]+ [a-z]+)'
const LUNAR_MARK = '(?: ?\\(?(?:am lich|am|al|lich am|ta)\\)?)'
const LUNAR_MONTH = new RegExp(
  `^(?:(?:ngay )?(ram)|(?:ngay )?(?:mung|mong) (\\d{1,2}|${WORD})|(?:ngay )?(\\d{1,2})) (?:thang )?(\\d{1,2}|${WORD})( nhuan)?(?:${YEAR})?${LUNAR_MARK}?$`,
)
const LUNAR_NUMBERS = new RegExp(
  `^(?:ngay )?(\\d{1,2}) ?[/.-] ?(\\d{1,2})( nhuan)?(?:${YEAR})?${LUNAR_MARK}(?:${YEAR})?$`,
)
const TET_DAY = new RegExp(
  `^(?:(?:ngay )?(?:mung|mong) (\\d{1,2}|${WORD})|(30|29|giao thua)) tet(?: nguyen dan)?(?:${YEAR})?$`,
)
const TET = new RegExp(`^(?:giao thua|(tet(?: nguyen dan| am lich| ta)?))(?:${YEAR})?$`)
const RAM_ALONE = /^(?:ngay )?(ram|mung mot|mung 1|mong mot|mong 1)$/
const SOLAR =
  /^(?:ngay )?(\d{1,2})(?: ?[/.-] ?| thang )(\d{1,2})(?:(?: ?[/.-] ?| nam | )(\d{4})|[/.-](\d{2}))?(?: duong lich| dl)?$/
const SOLAR_WORDS = new RegExp(`^(?:ngay )?(\\d{1,2}) thang (${WORD})(?:(?: ?[/.-] ?| nam | )(\\d{4}))?$`)
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/
const MONTH = new RegExp(`^thang (\\d{1,2}|${WORD})$`)
const PART = new RegExp(
  `^(thuong tuan|trung tuan|ha tuan|dau|giua|cuoi) (?:cua )?thang (\\d{1,2}|${WORD})(?:(?: ?[/.-] ?| nam )(\\d{4}))?$`,
)
const PART_ALONE = /^(?:thuong|trung|ha) tuan$|^(?:dau|giua|cuoi)(?: thang)?$/
const TOO_VAGUE =
  /^(?:dau |giua |cuoi )?nam (?:\d{4}|nay|sau)$|^quy |^(?:6|sau) thang (?:dau|cuoi)|^(?:mua )(?:xuan|ha|he|thu|dong)|^\d{4}$/
const DAYS_AWAY: Record<string, number> = {
  'hom nay': 0,
  nay: 0,
  mai: 1,
  'ngay mai': 1,
  kia: 2,
  'ngay kia': 2,
  mot: 2,
  'ngay mot': 2,
}
const WEEKDAY =
  /^(?:thu (hai|ba|tu|nam|sau|bay|[2-7])|(chu nhat|cn))(?: (nay|tuan nay|ke|tuan ke|tuan sau|sau))?$/
/** No minutes where a day begins: "19h 22/5/2027", "7 giờ 15 tháng 1". */
const TIME =
  /(?:\b(?:luc|vao|hoi) )?\b(\d{1,2}) ?(?:(?:h|:|gio|g) ?(\d{2})\b(?! ?\/| thang\b|(?<= \d\d)[.-]\d)(?: ?phut\b)?|(?:h|gio|g)(?: (ruoi))?\b)/
/** The month that is now ("nay") or the next one ("ke"). */
const NEAR_MONTH = new RegExp(
  `^(?:(?:ngay )?(?:(ram)|(?:mung|mong) (\\d{1,2}|${WORD})) |(ngay \\d{1,2} |(?:thuong tuan|trung tuan|ha tuan|dau|giua|cuoi) (?:cua )?))?thang (ke|nay)$`,
)
const LEADING_WEEKDAY = /\b(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn) ?(?=ngay|\d|mung|ram|mong)/

const today = (now: Date): SolarDate => {
  const there = new Date(now.getTime() + 7 * 3_600_000)
  return { year: there.getUTCFullYear(), month: there.getUTCMonth() + 1, day: there.getUTCDate() }
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()
const isDay = ({ year, month, day }: SolarDate): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
const inRange = (year: number): boolean => year >= FIRST_YEAR && year <= LAST_YEAR

const on = (day: SolarDate, lunar: LunarDate | null = null): When => ({
  first: day,
  last: day,
  precision: 'day',
  minutes: null,
  lunar,
})

/** The year of "2027", or of "Đinh Mùi": the next that is to come. null for no year. */
function yearOf(text: string | undefined, now: SolarDate): number | null {
  if (!text) return null
  if (/^\d{4}$/.test(text)) return Number(text)
  const from = solarToLunar(now).year
  for (let year = from; year < from + 60; year++) if (key(yearName(year)) === text) return year
  return null
}

/** A lunar day of a year, or of the next that has it. The 30th of Chạp is the last day of the year. */
function lunarDay(
  day: number,
  month: number,
  leap: boolean,
  given: string | undefined,
  now: SolarDate,
): When | WhenProblem {
  const year = yearOf(given, now)
  if (given && year === null) return 'when_unknown'
  if (year !== null && !inRange(year)) return 'when_year_range'
  if (month < 1 || month > 12 || day < 1 || day > 30) return 'when_no_such_lunar_day'
  const from = solarToLunar(now).year
  const years = year === null ? Array.from({ length: leap ? 40 : 4 }, (_, n) => from + n) : [year]
  for (const one of years) {
    const solar = lunarToSolar({ year: one, month, day, leap })
    if (solar && (year !== null || julianDay(solar) >= julianDay(now)))
      return on(solar, { year: one, month, day, leap })
    // Whoever is remembered on the 30th of Chạp is so on its last day.
    const last = day === 30 && month === 12 ? lunarToSolar({ year: one, month, day: 29, leap }) : null
    if (!solar && last && (year !== null || julianDay(last) >= julianDay(now)))
      return on(last, { year: one, month, day, leap })
  }
  return 'when_no_such_lunar_day'
}

/** The last day of a lunar year, which has 29 or 30 days in its last month. */
function yearEnd(given: string | undefined, now: SolarDate, offset: number): When | WhenProblem {
  const year = yearOf(given, now)
  if (given && year === null) return 'when_unknown'
  const from = solarToLunar(now).year
  for (const tet of year === null ? [from, from + 1, from + 2] : [year]) {
    if (!inRange(tet)) return 'when_year_range'
    const first = lunarToSolar({ year: tet, month: 1, day: 1, leap: false })!
    const day = fromJulianDay(julianDay(first) + offset)
    if (year !== null || julianDay(day) >= julianDay(now)) return on(day, solarToLunar(day))
  }
  return 'when_unknown'
}

function byTheMoon(text: string, now: SolarDate): When | WhenProblem | null {
  let found = RAM_ALONE.exec(text)
  if (found) {
    const wanted = found[1] === 'ram' ? 15 : 1
    for (let jd = julianDay(now); ; jd++) {
      const lunar = solarToLunar(fromJulianDay(jd))
      if (lunar.day === wanted) return on(fromJulianDay(jd), lunar)
    }
  }
  found = TET_DAY.exec(text)
  if (found) {
    const year = found[3]
    return found[2] ? yearEnd(year, now, -1) : lunarDay(numberOf(found[1]!), 1, false, year, now)
  }
  found = TET.exec(text)
  if (found) return yearEnd(found[2], now, found[1] ? 0 : -1)
  found = LUNAR_NUMBERS.exec(text)
  if (found)
    return lunarDay(Number(found[1]), Number(found[2]), found[3] !== undefined, found[4] ?? found[5], now)
  found = LUNAR_MONTH.exec(text)
  // "22 tháng 5" is a day of the sun, unless its month has a name of the moon or a mark says so.
  const plain = found && !found[1] && !found[2]
  if (!found || (plain && !/gieng|chap|nhuan/.test(text) && !new RegExp(`${LUNAR_MARK}$`).test(text)))
    return null
  const day = found[1] ? 15 : numberOf((found[2] ?? found[3])!)
  return lunarDay(day, numberOf(found[4]!), found[5] !== undefined, found[6], now)
}

/** A day of the sun; without a year the next one. */
function solarDay(year: number | null, month: number, day: number, now: SolarDate): When | WhenProblem {
  if (year !== null) {
    if (!inRange(year)) return 'when_year_range'
    return isDay({ year, month, day }) ? on({ year, month, day }) : 'when_no_such_day'
  }
  // Eight years hold a 29th of February.
  for (let next = now.year; next < now.year + 9; next++) {
    const solar = { year: next, month, day }
    if (isDay(solar) && julianDay(solar) >= julianDay(now)) return on(solar)
  }
  return 'when_no_such_day'
}

function weekday(found: RegExpExecArray, now: SolarDate): When {
  const names = ['hai', 'ba', 'tu', 'nam', 'sau', 'bay']
  const wanted = found[2] ? 6 : /\d/.test(found[1]!) ? Number(found[1]) - 2 : names.indexOf(found[1]!)
  const jd = julianDay(now)
  // Monday is 0, as the week begins.
  const here = jd % 7
  const ofNextWeek = found[3] === 'tuan ke' || found[3] === 'tuan sau'
  const away = ofNextWeek ? 7 - here + wanted : (wanted - here + 7) % 7
  return on(fromJulianDay(jd + away))
}

function span(value: string, precision: WhenPrecision): When | WhenProblem {
  const [first, last] = value.split('/').map((day) => {
    const [year, month, date] = day.split('-').map(Number)
    return { year: year!, month: month!, day: date! }
  })
  if (!inRange(first!.year)) return 'when_year_range'
  return { first: first!, last: last!, precision, minutes: null, lunar: null }
}

/** Ten days or a month; without a year the next that has not passed. */
function vague(text: string, now: SolarDate): When | WhenProblem | null {
  const part = PART.exec(text)
  const month = part ? null : MONTH.exec(text)
  const number = part ? numberOf(part[2]!) : month ? numberOf(month[1]!) : null
  if (number === null) {
    const found = parseVagueDate(text)
    if (found?.precision === 'ten-day' || found?.precision === 'month')
      return span(found.value, found.precision)
    return found && found.precision !== 'day' && found.precision !== 'minute' ? 'when_too_vague' : null
  }
  if (number < 1 || number > 12) return 'when_no_such_day'
  const words = part ? `${part[1]} thang ${number}` : `thang ${number}`
  const years = part?.[3] ? [part[3]] : [now.year, now.year + 1]
  for (const year of years) {
    const found = parseVagueDate(`${words}/${year}`)
    if (!found) return 'when_year_range'
    const when = span(found.value, found.precision as WhenPrecision)
    if (typeof when === 'string' || years.length === 1 || julianDay(when.last) >= julianDay(now)) return when
  }
  return null
}

/** "tháng sau", "rằm tháng này": of the moon where a day of the moon stands before it. */
function nearMonth(found: RegExpExecArray, now: SolarDate): When | WhenProblem {
  const next = found[4] === 'ke'
  if (!found[1] && !found[2]) {
    const month = now.month + (next ? 1 : 0)
    return dayOf(
      `${found[3] ?? ''}thang ${month > 12 ? 1 : month}/${month > 12 ? now.year + 1 : now.year}`,
      now,
    )
  }
  let first = julianDay(now) - solarToLunar(now).day + 1
  if (next) for (first += 29; solarToLunar(fromJulianDay(first)).day !== 1; ) first++
  const wanted = found[1] ? 15 : numberOf(found[2]!)
  const day = fromJulianDay(first + wanted - 1)
  const lunar = solarToLunar(day)
  return lunar.day === wanted ? on(day, lunar) : 'when_no_such_lunar_day'
}

function dayOf(text: string, now: SolarDate): When | WhenProblem {
  if (text in DAYS_AWAY) return on(fromJulianDay(julianDay(now) + DAYS_AWAY[text]!))
  const iso = ISO.exec(text)
  if (iso) return solarDay(Number(iso[1]), Number(iso[2]), Number(iso[3]), now)
  const week = WEEKDAY.exec(text)
  if (week) return weekday(week, now)
  const near = NEAR_MONTH.exec(text)
  if (near) return nearMonth(near, now)
  const lunar = byTheMoon(text, now)
  if (lunar !== null) return lunar
  const solar = SOLAR.exec(text) ?? SOLAR_WORDS.exec(text)
  if (solar) {
    const year = solar[3] ? Number(solar[3]) : solar[4] ? 2000 + Number(solar[4]) : null
    return solarDay(year, numberOf(solar[2]!), Number(solar[1]), now)
  }
  const wide = vague(text, now)
  if (wide !== null) return wide
  if (PART_ALONE.test(text)) return 'when_which_month'
  return TOO_VAGUE.test(text) ? 'when_too_vague' : 'when_unknown'
}

/** Minutes since midnight, by the part of the day that stands beside the hour ("7 giờ tối"); null for no such time. */
function clock(hour: number, minute: number, part: string | undefined): number | null {
  let at = hour
  if (part === 'chieu' || part === 'toi' || (part === 'dem' && hour >= 7) || (part === 'trua' && hour < 10))
    if (at < 12) at += 12
  return at > 23 || minute > 59 ? null : at * 60 + minute
}

/**
 * Reads what somebody typed; `now` says what is next. A code of {@link WhenProblem} when it is no date, or one that
 * does not exist (30 tháng 2, 30 Tết of a year that ends on the 29th is its last day all the same).
 */
export function readWhen(text: string, now: Date): When | WhenProblem {
  if (text.length > 120) return 'when_unknown'
  // Without marks "tới" would be the evening, and "tháng sau" (the next) June.
  const unambiguous = canon(text)
    .replace(/\btới(?![\p{L}])/gu, 'ke')
    .replace(/\btháng sau(?![\p{L}])/gu, 'thang ke')
    .replace(/\bsáu(?![\p{L}])/gu, '6')
    .replace(/[,()]/g, ' ')
  const iso = /^(\d{4}-\d{2}-\d{2})[t ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?:\+07:?00)?$/.exec(
    unambiguous.trim(),
  )
  let plain = iso ? `${iso[1]} ${iso[2]}` : key(unambiguous).replace(/[–—]/g, '-')
  plain = plain.replace(/\s+/g, ' ').trim().replace(/[.;]$/, '')
  const time = TIME.exec(plain)
  if (time) plain = plain.replace(time[0], ' ')
  const part = /\b(sang|trua|chieu|toi|dem)\b/.exec(plain)
  if (part) plain = plain.replace(part[0], ' ')
  plain = plain
    .replace(/\b(?:luc|vao|hoi)\b/g, ' ')
    .replace(LEADING_WEEKDAY, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s-]+|[\s-]+$/g, '')
  // Typed without marks it can be either.
  if (plain === '' || /\bthang sau\b/.test(plain)) return 'when_unknown'
  const found = dayOf(plain, today(now))
  if (typeof found === 'string' || time === null) return found
  const minutes = clock(Number(time[1]), time[3] ? 30 : Number(time[2] ?? 0), part?.[1])
  if (minutes === null) return 'when_no_such_time'
  // An hour of a day that is not known yet says nothing.
  return found.precision === 'day' ? { ...found, precision: 'minute', minutes } : 'when_unknown'
}
