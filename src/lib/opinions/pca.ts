import type { VoteMatrix } from './matrix.ts'
import { generator, shuffle } from './random.ts'

/** Axes worth keeping are looked for among so many: five groups span at most four. */
export const mostAxes = 4
/** Vectors iterated together; more than are wanted, so that the wanted ones come quickly. */
const block = 8
/** Iterated until no wanted value grows by more than this share of itself; what shuffled votes give is needed roughly only. */
const exact = { rounds: 200, tolerance: 1e-10 }
const rough = { rounds: 40, tolerance: 1e-3 }
/** Shuffled copies that an axis has to beat. */
const shuffles = 8

/** Columns of unit length, `axes[c][j]`, with the variance along each, largest first. */
export interface Axes {
  values: number[]
  axes: Float64Array[]
}

/** The mean vote on each statement, of those who voted on it. */
export function columnMeans(matrix: VoteMatrix): Float64Array {
  const sums = new Float64Array(matrix.statements.length)
  const counts = new Float64Array(matrix.statements.length)
  for (let at = 0; at < matrix.column.length; at += 1) {
    sums[matrix.column[at]!]! += matrix.value[at]!
    counts[matrix.column[at]!]! += 1
  }
  return sums.map((sum, j) => (counts[j]! > 0 ? sum / counts[j]! : 0))
}

/**
 * The covariance of the statements, where a missing vote counts as the statement's mean: after centring it is zero, so
 * only votes that were cast are visited.
 */
function covariance(matrix: VoteMatrix, means: Float64Array): Float64Array {
  const size = matrix.statements.length
  const sum = new Float64Array(size * size)
  const centred = Float64Array.from(matrix.value, (value, at) => value - means[matrix.column[at]!]!)
  for (let row = 0; row < matrix.people.length; row += 1) {
    const to = matrix.start[row + 1]!
    for (let a = matrix.start[row]!; a < to; a += 1) {
      const base = matrix.column[a]! * size
      const value = centred[a]!
      for (let b = a; b < to; b += 1) sum[base + matrix.column[b]!]! += value * centred[b]!
    }
  }
  const count = Math.max(1, matrix.people.length - 1)
  for (let i = 0; i < size; i += 1) {
    for (let j = i; j < size; j += 1) {
      const value = sum[i * size + j]! / count
      sum[i * size + j] = value
      sum[j * size + i] = value
    }
  }
  return sum
}

/**
 * Makes the columns of `basis` (size x width, by rows) orthonormal: modified Gram-Schmidt, twice. A column that the ones
 * before it leave nothing of becomes zero.
 */
function orthonormal(basis: Float64Array, size: number, width: number): void {
  for (let c = 0; c < width; c += 1) {
    for (let pass = 0; pass < 2; pass += 1) {
      for (let before = 0; before < c; before += 1) {
        let dot = 0
        for (let i = 0; i < size; i += 1) dot += basis[i * width + c]! * basis[i * width + before]!
        for (let i = 0; i < size; i += 1) basis[i * width + c]! -= dot * basis[i * width + before]!
      }
    }
    let norm = 0
    for (let i = 0; i < size; i += 1) norm += basis[i * width + c]! ** 2
    norm = Math.sqrt(norm)
    for (let i = 0; i < size; i += 1) basis[i * width + c] = norm > 1e-12 ? basis[i * width + c]! / norm : 0
  }
}

/** A square matrix times eight columns, which are summed in variables: the loop that most of the time goes into. */
function times(square: Float64Array, basis: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size * block)
  for (let i = 0; i < size; i += 1) {
    let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0]
    for (let j = 0; j < size; j += 1) {
      const value = square[i * size + j]!
      const at = j * block
      a += value * basis[at]!
      b += value * basis[at + 1]!
      c += value * basis[at + 2]!
      d += value * basis[at + 3]!
      e += value * basis[at + 4]!
      f += value * basis[at + 5]!
      g += value * basis[at + 6]!
      h += value * basis[at + 7]!
    }
    out.set([a, b, c, d, e, f, g, h], i * block)
  }
  return out
}

/** How long the columns of `image` are along those of `basis`: the eigenvalues, once the basis has settled. */
const along = (basis: Float64Array, image: Float64Array, width: number): Float64Array => {
  const values = new Float64Array(width)
  for (let at = 0; at < basis.length; at += 1) values[at % width]! += basis[at]! * image[at]!
  return values
}

/**
 * The largest eigenvalues and eigenvectors of a symmetric matrix: orthogonal (block power) iteration from a fixed start
 * (Golub and Van Loan, Matrix Computations, 8.2.4). The columns come out in order of their eigenvalue.
 */
function largest(square: Float64Array, size: number, { rounds, tolerance }: typeof exact): Axes {
  const width = block
  const random = generator(1)
  let basis = Float64Array.from({ length: size * width }, () => random() - 0.5)
  orthonormal(basis, size, width)
  let values = new Float64Array(width)
  for (let round = 0; round < rounds; round += 1) {
    const image = times(square, basis, size)
    const next = along(basis, image, width)
    const settled = next
      .subarray(0, mostAxes)
      .every((value, c) => Math.abs(value - values[c]!) <= tolerance * Math.abs(value))
    values = next as typeof values
    if (settled) break
    basis = image as typeof basis
    orthonormal(basis, size, width)
  }
  const order = [...values.keys()].sort((a, b) => values[b]! - values[a]! || a - b)
  return {
    values: order.map((c) => values[c]!),
    axes: order.map((c) => signed(Float64Array.from({ length: size }, (_, i) => basis[i * width + c]!))),
  }
}

/** An axis has no direction of its own: its largest part points up. */
function signed(axis: Float64Array): Float64Array {
  let top = 0
  for (let i = 1; i < axis.length; i += 1) {
    if (Math.abs(axis[i]!) > Math.abs(axis[top]!) + 1e-9) top = i
  }
  return axis.length > 0 && axis[top]! < 0 ? axis.map((value) => -value) : axis
}

/** Votes by statement, with where each stands in the rows. */
function byColumn(matrix: VoteMatrix): { start: Int32Array; place: Int32Array } {
  const start = new Int32Array(matrix.statements.length + 1)
  for (const column of matrix.column) start[column + 1]! += 1
  for (let j = 0; j < matrix.statements.length; j += 1) start[j + 1]! += start[j]!
  const next = Int32Array.from(start)
  const place = new Int32Array(matrix.column.length)
  for (let at = 0; at < matrix.column.length; at += 1) {
    const column = matrix.column[at]!
    place[next[column]!] = at
    next[column]! += 1
  }
  return { start, place }
}

/** The same votes, each statement's dealt out anew among those who voted on it: what people agree in is gone. */
function dealt(matrix: VoteMatrix, columns: ReturnType<typeof byColumn>, random: () => number): VoteMatrix {
  const byPlace = Int8Array.from(columns.place, (at) => matrix.value[at]!)
  for (let j = 0; j < matrix.statements.length; j += 1) {
    shuffle(byPlace, columns.start[j]!, columns.start[j + 1]!, random)
  }
  const value = new Int8Array(matrix.value.length)
  for (let i = 0; i < value.length; i += 1) value[columns.place[i]!] = byPlace[i]!
  return { ...matrix, value }
}

/**
 * Principal components of the votes, and how many of them say something: parallel analysis (Horn, Psychometrika 30,
 * 1965). An axis counts as long as its variance is above that of the same axis in every one of eight copies whose votes
 * were shuffled within each statement.
 */
export function principalAxes(matrix: VoteMatrix): Axes & { means: Float64Array; kept: number } {
  const size = matrix.statements.length
  const means = columnMeans(matrix)
  const found = largest(covariance(matrix, means), size, exact)
  const top = Math.min(mostAxes, found.values.length)
  const chance = new Float64Array(top)
  if ((found.values[0] ?? 0) > 1e-9) {
    const random = generator(2)
    const columns = byColumn(matrix)
    for (let copy = 0; copy < shuffles; copy += 1) {
      const { values } = largest(covariance(dealt(matrix, columns, random), means), size, rough)
      for (let c = 0; c < top; c += 1) chance[c] = Math.max(chance[c]!, values[c]!)
    }
  }
  let kept = 0
  while (kept < top && found.values[kept]! > Math.max(1e-9, chance[kept]! * 1.02)) kept += 1
  return { ...found, means, kept }
}

/**
 * Where each person stands on each axis, by rows of `width`. Whoever voted little would stand near the middle only
 * because of what is missing: as Polis does, she is moved out by the square root of (statements / her votes)
 * (Small, Bjorkegren, Erkkilä, Shaw and Megill, Recerca 26(2), 2021).
 */
export function project(
  matrix: VoteMatrix,
  means: Float64Array,
  axes: readonly Float64Array[],
): Float64Array {
  const width = axes.length
  const places = new Float64Array(matrix.people.length * width)
  for (let row = 0; row < matrix.people.length; row += 1) {
    const [from, to] = [matrix.start[row]!, matrix.start[row + 1]!]
    const scale = to > from ? Math.sqrt(matrix.statements.length / (to - from)) : 0
    for (let at = from; at < to; at += 1) {
      const value = (matrix.value[at]! - means[matrix.column[at]!]!) * scale
      for (let c = 0; c < width; c += 1) places[row * width + c]! += value * axes[c]![matrix.column[at]!]!
    }
  }
  return places
}
