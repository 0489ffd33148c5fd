import { centresOf, kmeans, type Points, silhouettes } from './kmeans.ts'
import { generator, normal } from './random.ts'

/** A group has at least so many people; a division with a smaller one is not made. */
export const smallestGroup = 5
export const mostGroups = 5
const restarts = 12
/** Last time's number of groups stays unless another is better by so much of the silhouette. */
const inertia = 0.02
/** Crowds without groups that a division has to beat, and how many people each has at most. */
const crowds = 20
const crowdSize = 300

export interface Division {
  k: number
  labels: Int32Array
  silhouette: number
}

const smallest = (labels: Int32Array, k: number): number => {
  const sizes = new Int32Array(k)
  for (const label of labels) sizes[label]! += 1
  return sizes.reduce((least, size) => Math.min(least, size), Number.POSITIVE_INFINITY)
}

/**
 * The best silhouette, for each k, that k-means finds in crowds that have no groups: one normal cloud with the spread of
 * these points along each axis (the null model of SigClust, Liu, Hayes, Nobel and Marron, JASA 103, 2008).
 */
function chanceOf(points: Points, ks: readonly number[]): number[] {
  const { data, width } = points
  const count = Math.min(points.count, crowdSize)
  const spread = Array.from({ length: width }, (_, d) => {
    let [sum, squares] = [0, 0]
    for (let i = 0; i < points.count; i += 1) {
      sum += data[i * width + d]!
      squares += data[i * width + d]! ** 2
    }
    return Math.sqrt(Math.max(0, squares / points.count - (sum / points.count) ** 2))
  })
  const random = generator(3)
  const best = ks.map(() => -1)
  for (let n = 0; n < crowds; n += 1) {
    const crowd: Points = {
      width,
      count,
      data: Float64Array.from({ length: count * width }, (_, at) => normal(random) * spread[at % width]!),
    }
    const found = ks.map((k) => ({ k, ...kmeans(crowd, k, 3) }))
    for (const [at, value] of silhouettes(crowd, found).entries()) best[at] = Math.max(best[at]!, value)
  }
  return best
}

/**
 * Divides people into 2 to 5 groups, or not at all (null): k-means for each k, of which those count that leave no group
 * too small and are clearer than chance; of them the one with the highest silhouette. `before` are the groups of last
 * time by point (-1: was not there): one more start for their number, which is kept unless another is clearly better.
 */
export function divide(points: Points, before: Int32Array | null): Division | null {
  const ks: number[] = []
  for (let k = 2; k <= mostGroups && k * smallestGroup <= points.count; k += 1) ks.push(k)
  if (ks.length === 0 || points.width === 0) return null
  const kept = before ? Math.max(...before) + 1 : 0
  const found = ks.map((k) => ({
    k,
    ...kmeans(points, k, restarts, startOf(points, k === kept ? before : null)),
  }))
  const values = silhouettes(points, found)
  const chance = chanceOf(points, ks)
  const good = found
    .map(({ k, labels }, at): Division & { chance: number } => ({
      k,
      labels,
      silhouette: values[at]!,
      chance: chance[at]!,
    }))
    .filter(
      ({ k, labels, silhouette, chance }) => silhouette > chance && smallest(labels, k) >= smallestGroup,
    )
  if (good.length === 0) return null
  const best = good.reduce((a, b) => (b.silhouette > a.silhouette + 1e-9 ? b : a))
  const last = good.find(({ k }) => k === kept)
  const { k, labels, silhouette } = last && best.silhouette - last.silhouette < inertia ? last : best
  return { k, labels, silhouette }
}

/** The centres of last time's groups among today's points. */
function startOf(points: Points, before: Int32Array | null): Float64Array | undefined {
  if (!before) return undefined
  const rows = [...before.keys()].filter((i) => before[i]! >= 0)
  const known: Points = {
    width: points.width,
    count: rows.length,
    data: Float64Array.from({ length: rows.length * points.width }, (_, at) => {
      const row = rows[Math.floor(at / points.width)]!
      return points.data[row * points.width + (at % points.width)]!
    }),
  }
  const labels = Int32Array.from(rows, (row) => before[row]!)
  const k = Math.max(...labels) + 1
  // A group that nobody of is left has no centre.
  return smallest(labels, k) > 0 ? centresOf(known, labels, k) : undefined
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/**
 * A letter for each group. Without a past they go by size, the largest is A (of two as large, the one with the lowest id). With one, groups keep the letters of the
 * people in them: of all ways to match, the one that keeps most people under their letter. What is new takes a letter
 * that last time nobody had.
 */
export function letter(labels: Int32Array, k: number, past: readonly (string | undefined)[]): string[] {
  const used = [...new Set(past.filter((one): one is string => one !== undefined))].sort()
  const shared = Array.from({ length: k }, () => new Map<string, number>())
  const sizes = new Array<number>(k).fill(0)
  for (const [i, label] of labels.entries()) {
    sizes[label]! += 1
    const old = past[i]
    if (old !== undefined) shared[label]!.set(old, (shared[label]!.get(old) ?? 0) + 1)
  }
  const kept = bestMatch(shared, used)
  const free = [...alphabet].filter((one) => !used.includes(one))
  const bySize = sizes
    .map((_, c) => c)
    .sort((a, b) => sizes[b]! - sizes[a]! || labels.indexOf(a) - labels.indexOf(b))
  for (const c of bySize) kept[c] ??= free.shift() ?? '?'
  return kept as string[]
}

/** At most five groups and five letters: every way is tried. */
function bestMatch(shared: Map<string, number>[], used: string[]): (string | undefined)[] {
  let best: { kept: (string | undefined)[]; people: number } = {
    kept: shared.map(() => undefined),
    people: 0,
  }
  const tryFrom = (c: number, kept: (string | undefined)[], people: number) => {
    if (c === shared.length) {
      if (people > best.people) best = { kept: [...kept], people }
      return
    }
    tryFrom(c + 1, [...kept, undefined], people)
    for (const one of used) {
      const common = shared[c]!.get(one) ?? 0
      if (common > 0 && !kept.includes(one)) tryFrom(c + 1, [...kept, one], people + common)
    }
  }
  tryFrom(0, [], 0)
  return best.kept
}
