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

/** Of the people at the middles of two groups, so many may stand half-way between them. */
const shallowest = 0.8

/**
 * How many stand between a group and the one next to it, as a share of those at their middles; the largest of any group.
 * k-means cuts an even spread of people anywhere, and there it is about 1; between groups that are apart there is a
 * valley: 0.35 for normal clouds four deviations apart, 0.7 for three.
 */
function valley(points: Points, labels: Int32Array, k: number): number {
  const { data, width, count } = points
  const centres = centresOf(points, labels, k)
  let worst = 0
  for (let a = 0; a < k; a += 1) {
    const { b, square } = nearestTo(a, centres, k, width)
    let [between, middles] = [0, 0]
    for (let i = 0; i < count; i += 1) {
      if (labels[i] !== a && labels[i] !== b) continue
      let along = 0
      for (let d = 0; d < width; d += 1) {
        const from = centres[a * width + d]!
        along += (data[i * width + d]! - from) * (centres[b * width + d]! - from)
      }
      along /= square
      if (along > 1 / 3 && along < 2 / 3) between += 1
      else if (Math.abs(along) < 1 / 6 || Math.abs(along - 1) < 1 / 6) middles += 1
    }
    if (between > 0) worst = Math.max(worst, between / Math.max(1, middles / 2))
  }
  return worst
}

function nearestTo(
  a: number,
  centres: Float64Array,
  k: number,
  width: number,
): { b: number; square: number } {
  let [b, square] = [a, Number.POSITIVE_INFINITY]
  for (let c = 0; c < k; c += 1) {
    if (c === a) continue
    let sum = 0
    for (let d = 0; d < width; d += 1) sum += (centres[a * width + d]! - centres[c * width + d]!) ** 2
    if (sum < square) [b, square] = [c, sum]
  }
  return { b, square }
}

/**
 * Divides people into 2 to 5 groups, or not at all (null): k-means for each k, of which those count that leave no group
 * too small, are clearer than chance and have a valley between them; of them the one with the highest silhouette. `before` are the groups of last
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
      ({ k, labels, silhouette, chance }) =>
        silhouette > chance && smallest(labels, k) >= smallestGroup && valley(points, labels, k) < shallowest,
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
