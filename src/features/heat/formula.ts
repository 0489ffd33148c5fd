/**
 * The whole of what decides how hot something is. The page /do-nong prints this formula with its numbers filled in, and
 * docs/heat.md explains it: whoever changes one changes what people read about it.
 */

/** What is counted. */
export const acts = ['posts', 'replies', 'boosts', 'reports', 'sign_ups', 'views'] as const
export type Act = (typeof acts)[number]
export type Counts = Record<Act, number>

export const subjectKinds = ['network', 'community', 'tag', 'link'] as const
export type SubjectKind = (typeof subjectKinds)[number]

export const formula = {
  /** Minutes that count as "now"; a rate is what happened in them, by the hour. */
  window: 15,
  /** Weeks looked back: the same hour of the same day of the week. */
  weeks: 8,
  /** Fewer such hours than this, and the same hour of every day of `days` days is taken; then there is only the floor. */
  fewest: 4,
  days: 28,
  /** Spreads above the median that are still nothing unusual. */
  spreads: 3,
  /** A rate by the hour that is never called busy: ten posts within a quarter of an hour are forty by the hour. */
  floors: {
    network: { posts: 60, replies: 120, boosts: 120, reports: 20, sign_ups: 40, views: 6000 },
    community: { posts: 60, replies: 120, boosts: 120, reports: 20, sign_ups: 40, views: 1200 },
    tag: { posts: 60, replies: 120, boosts: 120, reports: 20, sign_ups: 40, views: 1200 },
    link: { posts: 60, replies: 120, boosts: 120, reports: 20, sign_ups: 40, views: 1200 },
  } satisfies Record<SubjectKind, Counts>,
  /** From which heat on it is warm, hot, very hot. */
  levels: [1, 2, 4],
  /** Counts of what is not public by itself are not told below this number. */
  smallest: 5,
  /** A tag or a link is listed from so many different people on. */
  people: 5,
} as const

/** Which acts are counted of what. */
export const actsOf: Record<SubjectKind, readonly Act[]> = {
  network: acts,
  community: ['posts', 'replies', 'boosts', 'reports', 'views'],
  tag: ['posts', 'replies', 'boosts', 'views'],
  link: ['posts', 'replies', 'boosts', 'views'],
}

/** These are seen by nobody one by one: a small number could point at a person. */
const quiet: readonly Act[] = ['reports', 'sign_ups', 'views']

export const levelNames = ['normal', 'warm', 'hot', 'very_hot'] as const
export type LevelName = (typeof levelNames)[number]

/** 1 normal, 2 warm, 3 hot, 4 very hot. */
export const levelOf = (heat: number): number => 1 + formula.levels.filter((from) => heat >= from).length

export function median(values: readonly number[]): number {
  if (values.length === 0) return 0
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Median absolute deviation, scaled so that it is the standard deviation of what is normally distributed. */
export function spreadOf(values: readonly number[]): number {
  const centre = median(values)
  return 1.4826 * median(values.map((value) => Math.abs(value - centre)))
}

export interface Rate {
  /** In the window; null: fewer than `formula.smallest`, and not told. */
  count: number | null
  /** By the hour; null as above. */
  perHour: number | null
  /** Median of the hours compared with. */
  usual: number
  spread: number
  floor: number
  /** What is still nothing unusual. */
  high: number
  /** perHour / high; 0 where the count is not told. */
  heat: number
}

/**
 * heat = rate / high, high = max(floor, median + 3 x spread), spread = max(1.4826 x MAD, 2 x sqrt(median)). The second
 * spread is what a quarter of an hour varies by chance alone when people come one by one.
 */
export function rateOf(
  kind: SubjectKind,
  act: Act,
  now: { count: number; seconds: number },
  history: readonly number[],
): Rate {
  const usual = median(history)
  const spread = Math.max(spreadOf(history), 2 * Math.sqrt(usual))
  const floor = formula.floors[kind][act]
  const high = Math.max(floor, usual + formula.spreads * spread)
  const told = !quiet.includes(act) || now.count === 0 || now.count >= formula.smallest
  const perHour = (now.count * 3600) / now.seconds
  return {
    count: told ? now.count : null,
    perHour: told ? perHour : null,
    usual,
    spread,
    floor,
    high,
    heat: told ? perHour / high : 0,
  }
}

/** With what the present is compared: which hours, by how many hours before the present one. */
export type Basis = 'hour_of_week' | 'hour_of_day' | 'none'

export interface Past {
  basis: Basis
  /** Starts of the hours compared with. */
  hours: Date[]
}

const HOUR = 3_600_000

/** The hours to compare `now` with, as far as there were counts at all (`since`). Vietnam has no daylight saving. */
export function pastHours(now: Date, since: Date): Past {
  const hour = Math.floor(now.getTime() / HOUR) * HOUR
  const back = (days: number) => new Date(hour - days * 24 * HOUR)
  const known = (at: Date) => at >= since
  const weekly = Array.from({ length: formula.weeks }, (_, at) => back(7 * (at + 1))).filter(known)
  if (weekly.length >= formula.fewest) return { basis: 'hour_of_week', hours: weekly }
  const daily = Array.from({ length: formula.days }, (_, at) => back(at + 1)).filter(known)
  if (daily.length >= formula.fewest) return { basis: 'hour_of_day', hours: daily }
  return { basis: 'none', hours: [] }
}
