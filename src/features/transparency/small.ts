/**
 * Cells of 1 to 4 could point at a person where only she and the moderators know of the thing: who reported, who
 * appealed, who left. They are shown as "<5"; 0 is 0. What the public record lists one by one is not hidden.
 */
export type Cell = number | '<5' | '>=5' | null

/** The numbers of one period by name. `_share` is a ratio, `_hours` and `_days` are durations, the rest counts things. */
export type Metrics = Record<string, Cell>

export const round = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 100) / 100

const isSmall = (value: number): boolean => value >= 1 && value <= 4

export const hideSmall = (value: number): Cell => (isSmall(value) ? '<5' : value)

/**
 * Parts of a whole whose sum is known: where just one part is small, subtraction would tell it, so the next larger part
 * is hidden, too.
 */
export function breakdown(parts: Record<string, number>): Record<string, Cell> {
  const shown: Record<string, Cell> = Object.fromEntries(
    Object.entries(parts).map(([name, value]) => [name, hideSmall(value)]),
  )
  const small = Object.values(parts).filter(isSmall)
  const larger = Object.entries(parts)
    .filter(([, value]) => value > 4)
    .sort((a, b) => a[1] - b[1])
  if (small.length === 1 && larger[0]) shown[larger[0][0]] = '>=5'
  return shown
}

/** A ratio with four digits; null of nothing. */
export const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000

/** A ratio that must not tell what its cells hide. */
export const privateShare = (part: number, whole: number): number | null =>
  isSmall(part) || isSmall(whole) || isSmall(whole - part) ? null : share(part, whole)

/** A duration or an index of so few that it could be somebody's own. */
export const ofSome = (value: number | null, count: number): number | null =>
  count < 5 || value === null ? null : Math.round(value * 10_000) / 10_000
