import { parseIso, VIETNAM_OFFSET_MS } from '../time.ts'

/** An instant, and whether its zone had to be assumed: what is written without one is taken as Vietnamese time. */
export interface FoundDate {
  at: Date
  zoneless: boolean
}

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/
// RFC 822 with the years of RFC 1123, as feeds write it.
const MAIL =
  /^(?:[a-z]{3,9},?\s+)?(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{4}|\d{2})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(z|ut|utc|gmt|[ecmp][sd]t|[+-]\d{2}:?\d{2})?$/i
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const ZONES: Record<string, number> = {
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
}

/** Minutes east of Greenwich. */
function zoneOf(text: string): number {
  const named = ZONES[text.toLowerCase()]
  if (named !== undefined) return named * 60
  const found = /^([+-])(\d{2}):?(\d{2})$/.exec(text)
  if (!found) return 0
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3]))
}

function fromParts(parts: number[], offsetMs: number): Date | null {
  const [year, month, day, hour, minute, second] = parts as [number, number, number, number, number, number]
  if (hour > 23 || minute > 59 || second > 60) return null
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  date.setUTCFullYear(year)
  if (Number.isNaN(date.getTime()) || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)
    return null
  return new Date(date.getTime() - offsetMs)
}

/** Reads ISO 8601, `2015-11-25 14:36:00` and RFC 822. null for anything else and for days that do not exist. */
export function parseExportDate(text: string): FoundDate | null {
  const clean = text.trim()
  const strict = /[tT]/.test(clean) ? parseIso(clean.replace('t', 'T').replace('z', 'Z')) : null
  if (strict) return { at: strict, zoneless: false }
  const local = LOCAL.exec(clean) ?? LOCAL.exec(`${clean} 00:00`)
  if (local) {
    const at = fromParts(
      local.slice(1, 7).map((part) => Number(part ?? 0)),
      VIETNAM_OFFSET_MS,
    )
    return at && at.getUTCFullYear() > 0 ? { at, zoneless: true } : null
  }
  const mail = MAIL.exec(clean)
  if (!mail) return null
  const month = MONTHS.indexOf(mail[2]!.toLowerCase()) + 1
  const short = Number(mail[3])
  const year = mail[3]!.length === 4 ? short : short + (short < 70 ? 2000 : 1900)
  const parts = [year, month, Number(mail[1]), Number(mail[4]), Number(mail[5]), Number(mail[6] ?? 0)]
  const at = fromParts(parts, mail[7] ? zoneOf(mail[7]) * 60_000 : VIETNAM_OFFSET_MS)
  return at && month > 0 ? { at, zoneless: !mail[7] } : null
}
