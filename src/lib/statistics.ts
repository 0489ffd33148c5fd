/** Small statistics, each as its textbook has it. */

/** What a Gini index needs of numbers in ascending order: how many, their sum, and the sum of rank (from 1) times number. */
export interface RankedSum {
  count: number
  sum: number
  ranked: number
}

/**
 * The Gini index: 0 when all have the same, towards 1 when one has all. `zeros` more of them have nothing. Null for nobody
 * or nothing to share out.
 */
export function gini({ count, sum, ranked }: RankedSum, zeros = 0): number | null {
  const n = count + zeros
  if (n === 0 || sum === 0) return null
  // Those with nothing come first and push every other rank up.
  return (2 * (ranked + zeros * sum)) / (n * sum) - (n + 1) / n
}

/** Wilson's 95% interval of a share (Wilson 1927): also honest for few and for none. Null of nothing. */
export function wilson(part: number, whole: number): { low: number; high: number } | null {
  if (whole === 0) return null
  const z = 1.959964
  const p = part / whole
  const middle = p + (z * z) / (2 * whole)
  const spread = z * Math.sqrt((p * (1 - p)) / whole + (z * z) / (4 * whole * whole))
  const scale = 1 + (z * z) / whole
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) }
}
