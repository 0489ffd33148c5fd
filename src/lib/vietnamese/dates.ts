/** Dates as exact as they are known: "trung tuần tháng 1/2016" is ten days, not one. */
import { key } from './keys.ts'

export type DatePrecision = 'minute' | 'day' | 'ten-day' | 'month' | 'quarter' | 'half-year' | 'year'

export interface VagueDate {
  /** ISO 8601: an instant with its +07:00 for 'minute', a day for 'day', else `first/last` (both included). */
  value: string
  precision: DatePrecision
}

const pad = (n: number): string => String(n).padStart(2, '0')

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function iso(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`
}

function isDay(year: number, month: number, day: number): boolean {
  return year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

function span(
  year: number,
  from: readonly [month: number, day: number],
  to: readonly [month: number, day: number],
  precision: DatePrecision,
): VagueDate | null {
  if (!isDay(year, ...from) || !isDay(year, ...to)) return null
  return { value: `${iso(year, ...from)}/${iso(year, ...to)}`, precision }
}

const DATE = /(?:ngay )?(\d{1,2})(?:\s?[/.-]\s?| thang )(\d{1,2})(?:\s?[/.-]\s?| nam )(\d{4})/
const TIME = /(\d{1,2})\s?(?:[:h]|gio)\s?(\d{2})?(?: ?phut)?/
const TEN_DAYS = /^(thuong|trung|ha) tuan (?:cua )?thang (\d{1,2})(?: ?[/.-] ?| nam )(\d{4})$/
const PART_OF_MONTH = /^(dau|giua|cuoi) thang (\d{1,2})(?: ?[/.-] ?| nam )(\d{4})$/
const MONTH = /^thang (\d{1,2})(?: ?[/.-] ?| nam )(\d{4})$/
const QUARTER = /^quy (iv|i{1,3}|[1-4])(?: ?[/.-] ?| nam )(\d{4})$/
const HALF = /^(?:6|sau) thang (dau|cuoi)(?: cua)? nam (\d{4})$/
const YEAR = /^nam (\d{4})$/
const PARTS: Record<string, number> = { thuong: 0, dau: 0, trung: 1, giua: 1, ha: 2, cuoi: 2 }
const ROMAN: Record<string, number> = { i: 1, ii: 2, iii: 3, iv: 4 }

function exact(text: string): VagueDate | null {
  const date = DATE.exec(text)
  if (date === null) return null
  const [year, month, day] = [Number(date[3]), Number(date[2]), Number(date[1])]
  if (!isDay(year, month, day)) return null
  const rest = text.replace(date[0], ' ')
  const time = TIME.exec(rest)
  const left = (time === null ? rest : rest.replace(time[0], ' ')).replace(
    /\b(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|sang|trua|chieu|toi|luc|vao|hoi|gmt ?\+7)\b/g,
    ' ',
  )
  if (/[a-z0-9]/.test(left)) return null
  if (time === null) return { value: iso(year, month, day), precision: 'day' }
  const [hour, minute] = [Number(time[1]), Number(time[2] ?? 0)]
  if (hour > 23 || minute > 59) return null
  return { value: `${iso(year, month, day)}T${pad(hour)}:${pad(minute)}+07:00`, precision: 'minute' }
}

/**
 * Reads a Vietnamese date and how exactly it is known: "25/11/2015 - 14:36", "22/5/2016",
 * "trung tuần tháng 1/2016" (11-20), "đầu/giữa/cuối tháng", "quý I/2016", "6 tháng đầu năm 2016", "năm 2016".
 * Times are Vietnam's. null when it is no date or not a possible one (31/2/2016).
 */
export function parseVagueDate(text: string): VagueDate | null {
  if (text.length > 80) return null
  const plain = key(text).replace(/[,()]/g, ' ').replace(/\s+/g, ' ').trim()
  let found = TEN_DAYS.exec(plain) ?? PART_OF_MONTH.exec(plain)
  if (found !== null) {
    const [year, month, part] = [Number(found[3]), Number(found[2]), PARTS[found[1]!]!]
    if (!isDay(year, month, 1)) return null
    const last = part === 2 ? daysIn(year, month) : part * 10 + 10
    return span(year, [month, part * 10 + 1], [month, last], 'ten-day')
  }
  found = MONTH.exec(plain)
  if (found !== null) {
    const [year, month] = [Number(found[2]), Number(found[1])]
    return isDay(year, month, 1) ? span(year, [month, 1], [month, daysIn(year, month)], 'month') : null
  }
  found = QUARTER.exec(plain)
  if (found !== null) {
    const [year, quarter] = [Number(found[2]), ROMAN[found[1]!] ?? Number(found[1])]
    return span(year, [quarter * 3 - 2, 1], [quarter * 3, daysIn(year, quarter * 3)], 'quarter')
  }
  found = HALF.exec(plain)
  if (found !== null) {
    const year = Number(found[2])
    return found[1] === 'dau'
      ? span(year, [1, 1], [6, 30], 'half-year')
      : span(year, [7, 1], [12, 31], 'half-year')
  }
  found = YEAR.exec(plain)
  if (found !== null) return span(Number(found[1]), [1, 1], [12, 31], 'year')
  return exact(plain)
}
