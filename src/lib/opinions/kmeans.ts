import { generator } from './random.ts'

/** Points by rows of `width`. */
export interface Points {
  data: Float64Array
  width: number
  count: number
}

export interface Clusters {
  /** The cluster of each point, 0 to k - 1. */
  labels: Int32Array
  /** Sum of squared distances to the centres. */
  inertia: number
}

const longest = 100

function distance(points: Points, i: number, centres: Float64Array, c: number): number {
  const { data, width } = points
  let sum = 0
  for (let d = 0; d < width; d += 1) sum += (data[i * width + d]! - centres[c * width + d]!) ** 2
  return sum
}

/** k-means++ (Arthur and Vassilvitskii, SODA 2007): each next centre is drawn by its squared distance to those there are. */
function seeds(points: Points, k: number, random: () => number): Float64Array {
  const { data, width, count } = points
  const centres = new Float64Array(k * width)
  const take = (c: number, i: number) => centres.set(data.subarray(i * width, (i + 1) * width), c * width)
  take(0, Math.floor(random() * count))
  const nearest = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
  for (let c = 1; c < k; c += 1) {
    let total = 0
    for (let i = 0; i < count; i += 1) {
      nearest[i] = Math.min(nearest[i]!, distance(points, i, centres, c - 1))
      total += nearest[i]!
    }
    let left = random() * total
    let chosen = 0
    while (chosen < count - 1 && left >= nearest[chosen]!) left -= nearest[chosen++]!
    take(c, chosen)
  }
  return centres
}

/** The mean of each cluster; one that lost everybody stays where it was. */
export function centresOf(
  points: Points,
  labels: Int32Array,
  k: number,
  before = new Float64Array(k * points.width),
): Float64Array {
  const { data, width, count } = points
  const sums = new Float64Array(k * width)
  const sizes = new Float64Array(k)
  for (let i = 0; i < count; i += 1) {
    sizes[labels[i]!]! += 1
    for (let d = 0; d < width; d += 1) sums[labels[i]! * width + d]! += data[i * width + d]!
  }
  return sums.map((sum, at) => {
    const size = sizes[Math.floor(at / width)]!
    return size > 0 ? sum / size : before[at]!
  })
}

/** Lloyd's steps from these centres until nobody moves. */
function lloyd(points: Points, k: number, from: Float64Array): Clusters {
  const labels = new Int32Array(points.count).fill(-1)
  let centres = from
  let inertia = 0
  for (let round = 0; round < longest; round += 1) {
    let moved = false
    inertia = 0
    for (let i = 0; i < points.count; i += 1) {
      let best = 0
      let least = distance(points, i, centres, 0)
      for (let c = 1; c < k; c += 1) {
        const far = distance(points, i, centres, c)
        if (far < least) [best, least] = [c, far]
      }
      inertia += least
      if (labels[i] !== best) {
        labels[i] = best
        moved = true
      }
    }
    if (!moved) break
    centres = centresOf(points, labels, k, centres as Float64Array<ArrayBuffer>)
  }
  return { labels, inertia }
}

/**
 * The best of `restarts` runs of k-means, each seeded by k-means++ from a fixed sequence: the same points always give the
 * same clusters. `also` is one more start, from the clusters of last time.
 */
export function kmeans(points: Points, k: number, restarts: number, also?: Float64Array): Clusters {
  const random = generator(k)
  const starts = Array.from({ length: restarts }, () => seeds(points, k, random))
  if (also) starts.unshift(also)
  let best: Clusters | null = null
  for (const start of starts) {
    const found = lloyd(points, k, start)
    // A run must be clearly better to replace an earlier one, or rounding would choose.
    if (!best || found.inertia < best.inertia * (1 - 1e-9)) best = found
  }
  return best!
}

/** Not more than so many are compared with each other: a fixed share of a larger crowd says the same. */
const mostCompared = 4000

/**
 * The mean silhouette (Rousseeuw, J. Comput. Appl. Math. 20, 1987) of each clustering of the same points, -1 to 1.
 * Distances are computed once for all of them.
 */
export function silhouettes(
  points: Points,
  clusterings: readonly { labels: Int32Array; k: number }[],
): number[] {
  const { data, width, count } = points
  const step = Math.max(1, count / mostCompared)
  const chosen = Array.from({ length: Math.min(count, mostCompared) }, (_, n) => Math.floor(n * step))
  const sizes = clusterings.map(({ labels, k }) => {
    const list = new Float64Array(k)
    for (const i of chosen) list[labels[i]!]! += 1
    return list
  })
  const sums = clusterings.map(({ k }) => new Float64Array(k))
  const totals = clusterings.map(() => 0)
  for (const i of chosen) {
    for (const sum of sums) sum.fill(0)
    for (const j of chosen) {
      let square = 0
      for (let d = 0; d < width; d += 1) square += (data[i * width + d]! - data[j * width + d]!) ** 2
      const far = Math.sqrt(square)
      for (let n = 0; n < clusterings.length; n += 1) sums[n]![clusterings[n]!.labels[j]!]! += far
    }
    for (let n = 0; n < clusterings.length; n += 1) {
      totals[n]! += widthOf(sums[n]!, sizes[n]!, clusterings[n]!.labels[i]!)
    }
  }
  return totals.map((total) => (chosen.length > 0 ? total / chosen.length : 0))
}

/** The silhouette of one point: from the sums of its distances to each cluster. Alone in its cluster it is 0. */
function widthOf(sums: Float64Array, sizes: Float64Array, own: number): number {
  if (sizes[own]! < 2) return 0
  const inner = sums[own]! / (sizes[own]! - 1)
  let outer = Number.POSITIVE_INFINITY
  for (let c = 0; c < sums.length; c += 1) {
    if (c !== own && sizes[c]! > 0) outer = Math.min(outer, sums[c]! / sizes[c]!)
  }
  const larger = Math.max(inner, outer)
  return Number.isFinite(outer) && larger > 0 ? (outer - inner) / larger : 0
}
