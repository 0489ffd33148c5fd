import type { VoteMatrix } from './matrix.ts'

/** How the votes on one statement fell. */
export interface Tally {
  agree: number
  disagree: number
  pass: number
}

export const votesIn = ({ agree, disagree, pass }: Tally): number => agree + disagree + pass

/** One-sided 95% of the normal distribution. */
const sure = 1.645

/** A tally for each group (`labels` by row, `k` groups; -1 is in none) and statement. */
export function tallies(matrix: VoteMatrix, labels: Int32Array, k: number): Tally[][] {
  const found = Array.from({ length: k }, () =>
    Array.from({ length: matrix.statements.length }, (): Tally => ({ agree: 0, disagree: 0, pass: 0 })),
  )
  for (let row = 0; row < matrix.people.length; row += 1) {
    if (labels[row]! < 0) continue
    for (let at = matrix.start[row]!; at < matrix.start[row + 1]!; at += 1) {
      const tally = found[labels[row]!]![matrix.column[at]!]!
      if (matrix.value[at] === 1) tally.agree += 1
      else if (matrix.value[at] === -1) tally.disagree += 1
      else tally.pass += 1
    }
  }
  return found
}

/** The share with one side, pulled towards a half while few have voted: (1 + n) / (2 + all), as Polis counts. */
const smoothed = (n: number, all: number): number => (n + 1) / (all + 2)

/**
 * Group-aware consensus (Small et al., Recerca 26(2), 2021): the product over all groups of the smoothed share that
 * agrees. A large group cannot outvote a small one: whoever is against it pulls the product down.
 */
export const consensusOf = (groups: readonly Tally[], side: 'agree' | 'disagree'): number =>
  groups.reduce((product, tally) => product * smoothed(tally[side], votesIn(tally)), 1)

/** The share that agrees in *every* group: of the least agreeing one. null while in some group nobody has voted. */
export function shareInEvery(groups: readonly Tally[], side: 'agree' | 'disagree'): number | null {
  if (groups.length === 0 || groups.some((tally) => votesIn(tally) === 0)) return null
  return Math.min(...groups.map((tally) => tally[side] / votesIn(tally)))
}

/** How far apart the groups stand on a statement: the largest smoothed share that agrees less the smallest, 0 to 1. */
export function divisionOf(groups: readonly Tally[]): number {
  const shares = groups.map((tally) => smoothed(tally.agree, votesIn(tally)))
  return shares.length === 0 ? 0 : Math.max(...shares) - Math.min(...shares)
}

/**
 * The lower end of Wilson's interval for a share (JASA 22, 1927): what may be said of it from so few votes. Orders "most
 * agreed" so that 3 of 3 do not stand above 290 of 300.
 */
export function wilson(n: number, all: number, z = 1.96): number {
  if (all === 0) return 0
  const share = n / all
  const middle = share + (z * z) / (2 * all)
  const half = z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all))
  return Math.max(0, (middle - half) / (1 + (z * z) / all))
}

/** z of a share against a half, and of two shares against each other (two-proportion test), with one vote added to each side as Polis does. */
const alone = (n: number, all: number): number => 2 * Math.sqrt(all + 1) * ((n + 1) / (all + 1) - 0.5)
function against(n: number, all: number, otherN: number, otherAll: number): number {
  const [a, b] = [(n + 1) / (all + 1), (otherN + 1) / (otherAll + 1)]
  const both = (n + otherN + 2) / (all + otherAll + 2)
  if (both >= 1) return 0
  return (a - b) / Math.sqrt(both * (1 - both) * (1 / (all + 1) + 1 / (otherAll + 1)))
}

export interface Distinction {
  statement: string
  side: 'agree' | 'disagree'
  /** Shares of the group and of everybody else who voted, 0 to 1. */
  share: number
  others: number
  /** How surely it is this group's: z of the two-proportion test. */
  z: number
}

/**
 * What sets a group apart: statements on which most of it takes one side (z against a half) and clearly more than the
 * others do (z of two proportions), both beyond 95%; ordered by the second. `fewest` votes in the group are needed.
 */
export function distinctions(
  statements: readonly string[],
  byGroup: readonly Tally[][],
  group: number,
  fewest: number,
): Distinction[] {
  const found: Distinction[] = []
  for (const [j, statement] of statements.entries()) {
    const own = byGroup[group]![j]!
    const all = votesIn(own)
    const rest = byGroup.filter((_, g) => g !== group).map((list) => list[j]!)
    const otherAll = rest.reduce((sum, tally) => sum + votesIn(tally), 0)
    if (all < fewest || otherAll < fewest) continue
    for (const side of ['agree', 'disagree'] as const) {
      const otherN = rest.reduce((sum, tally) => sum + tally[side], 0)
      const z = against(own[side], all, otherN, otherAll)
      if (z <= sure || alone(own[side], all) <= sure || own[side] * 2 <= all) continue
      found.push({ statement, side, share: own[side] / all, others: otherN / otherAll, z })
    }
  }
  return found.sort((a, b) => b.z - a.z)
}
