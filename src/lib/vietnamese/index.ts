/** Vietnamese text: keys, input leftovers, names, order, look-ups, calendar. Pure; also usable in the browser. */
export { type DatePrecision, parseVagueDate, type VagueDate } from './dates.ts'
export { type FixedDay, fixedDays, type Holiday, type MonthDay, monthDays } from './holidays.ts'
export { canon, hasAccent, iy, key, tagKey, tone } from './keys.ts'
export { normalizePhone, parsePrice } from './lookups.ts'
export {
  fromJulianDay,
  julianDay,
  type LunarDate,
  lunarAnniversary,
  lunarToSolar,
  type SolarDate,
  solarToLunar,
  yearName,
} from './lunar.ts'
export {
  checkDisplayName,
  DISPLAY_NAME_MAX,
  type DisplayNameProblem,
  HANDLE,
  type HandleProblem,
  handleProblem,
  handleSkeleton,
  handleSuggestion,
  mixesScripts,
} from './names.ts'
export {
  highlights,
  indexTerms,
  matches,
  parseQuery,
  phonesIn,
  type Query,
  rank,
  type Term,
  TIER,
  type Tier,
  type Token,
  tokens,
} from './search.ts'
export { slug } from './slug.ts'
export { comparePeople, compareVietnamese, splitName } from './sort.ts'
export { isSpeakable, parseSyllable } from './syllables.ts'
export { expandTeencode } from './teencode.ts'
export { decodeTelex, decodeVni, suggestDecoding } from './telex.ts'
export { readWhen, type When, type WhenPrecision, type WhenProblem } from './when.ts'
