import {
  consensusOf,
  type Distinction,
  distinctions,
  divisionOf,
  shareInEvery,
  type Tally,
  tallies,
  votesIn,
} from './consensus.ts'
import { type Division, divide, letter, mostGroups, smallestGroup } from './groups.ts'
import { matrixOf, rowsOf, type Vote, type VoteMatrix, type VoteRow } from './matrix.ts'
import { principalAxes, project } from './pca.ts'

/**
 * From votes (people x statements, most of them missing) to opinion groups: principal components, k-means, silhouettes,
 * consensus. Pure: the same input gives the same output to the byte, in whatever order the votes are given.
 *
 * After C. Small, M. Bjorkegren, T. Erkkilä, L. Shaw, C. Megill: Polis: Scaling deliberation by mapping high dimensional
 * opinion spaces, Recerca 26(2), 2021. Beyond it: axes and divisions must beat chance, so that one crowd stays one.
 */

/** What is needed of a person to be placed: so many votes, or all of them where there are fewer statements. */
export const fewestVotes = 7
/** A statement is said to unite or divide once so many of each group have voted on it. */
export const fewestInGroup = 5
/** Agreed in every group by at least this share: consensus. */
export const consensusShare = 0.6
/** Groups whose smoothed shares lie so far apart are divided by a statement. */
export const divisiveGap = 0.35

export interface Place {
  person: string
  x: number
  y: number
  group: string
}

export interface Group {
  letter: string
  size: number
  x: number
  y: number
  /** What sets it apart, most surely first. */
  apart: Distinction[]
}

export interface StatementView {
  statement: string
  /** Of all who are placed. */
  total: Tally
  /** In the order of `groups`. */
  byGroup: Tally[]
  /** Product over the groups of the smoothed share, 0 to 1. */
  agreed: number
  rejected: number
  /** The share in every group; null while some group has not voted. */
  agreedInEvery: number | null
  rejectedInEvery: number | null
  /** How far apart the groups stand, 0 to 1. */
  division: number
}

export interface Opinions {
  /** Why there is one group only; 'found' when there are several. */
  outcome: 'nobody' | 'few' | 'alike' | 'unclear' | 'found'
  /** Everybody who voted; of them placed on the map; votes needed for that. */
  people: number
  placed: number
  needed: number
  /** Axes that say more than chance. */
  axes: number
  /** Mean silhouette of the division, -1 to 1; null without one. */
  silhouette: number | null
  groups: Group[]
  places: Place[]
  statements: StatementView[]
}

/** What is kept of the last result, so that groups keep their letters and the map its directions. */
export type Past = Pick<Opinions, 'places'>

/** Finds the opinion groups. `statements` names those without votes, too. */
export function findOpinions(
  votes: readonly VoteRow[],
  statements: readonly string[] = [],
  past: Past | null = null,
): Opinions {
  const all = matrixOf(votes, statements)
  const needed = Math.max(1, Math.min(fewestVotes, all.statements.length))
  const matrix = rowsOf(
    all,
    [...all.people.keys()].filter((row) => placeable(all, row, needed)),
  )
  const count = matrix.people.length
  const known = new Map((past?.places ?? []).map((place) => [place.person, place]))
  const before = matrix.people.map((person) => known.get(person))
  const { axes, values, means, kept } = principalAxes(matrix)
  // Two for the map, even where fewer say something.
  const shown = axes.filter((_, c) => values[c]! > 1e-9).slice(0, Math.max(2, kept))
  const flat = project(matrix, means, shown)
  const width = shown.length
  alignWith(before, flat, width)
  const points = {
    count,
    width: kept,
    data: Float64Array.from(
      { length: count * kept },
      (_, at) => flat[Math.floor(at / kept) * width + (at % kept)]!,
    ),
  }
  const found = count >= 2 * smallestGroup && kept > 0 ? divide(points, labelsOf(before)) : null
  const at = (row: number, axis: number) => (axis < width ? flat[row * width + axis]! : 0)
  return {
    outcome: outcomeOf(count, kept, found),
    people: all.people.length,
    placed: count,
    needed,
    axes: kept,
    silhouette: found?.silhouette ?? null,
    ...describe(matrix, found, before, at),
  }
}

/** Enough votes, and not all of them passed. */
function placeable(matrix: VoteMatrix, row: number, needed: number): boolean {
  const values = matrix.value.subarray(matrix.start[row]!, matrix.start[row + 1]!)
  return values.length >= needed && values.some((value) => value !== 0)
}

function outcomeOf(count: number, kept: number, found: Division | null): Opinions['outcome'] {
  if (count === 0) return 'nobody'
  if (found) return 'found'
  if (count < 2 * smallestGroup) return 'few'
  return kept === 0 ? 'alike' : 'unclear'
}

/** Axes have no direction: each is turned so that people stay on the side on which they stood. */
function alignWith(before: readonly (Place | undefined)[], flat: Float64Array, width: number): void {
  for (let c = 0; c < Math.min(2, width); c += 1) {
    let sum = 0
    for (const [row, place] of before.entries()) {
      if (place) sum += flat[row * width + c]! * (c === 0 ? place.x : place.y)
    }
    if (sum < 0) for (let row = 0; row < before.length; row += 1) flat[row * width + c]! *= -1
  }
}

/** The groups of last time as numbers; null when there were none, or one. */
function labelsOf(before: readonly (Place | undefined)[]): Int32Array | null {
  const letters = [...new Set(before.flatMap((place) => (place ? [place.group] : [])))].sort()
  if (letters.length < 2) return null
  return Int32Array.from(before, (place) => (place ? letters.indexOf(place.group) : -1))
}

function describe(
  matrix: VoteMatrix,
  found: Division | null,
  before: readonly (Place | undefined)[],
  at: (row: number, axis: number) => number,
): Pick<Opinions, 'groups' | 'places' | 'statements'> {
  const count = matrix.people.length
  const k = found?.k ?? (count > 0 ? 1 : 0)
  const labels = found?.labels ?? new Int32Array(count)
  // One group keeps no letter of several: it is everybody.
  const past = before.map((place) => place?.group)
  const letters = k === 1 ? ['A'] : letter(labels, k, new Set(past).size > 1 ? past : [])
  const order = letters.map((_, c) => c).sort((a, b) => (letters[a]! < letters[b]! ? -1 : 1))
  const sorted = labels.map((label) => order.indexOf(label))
  const byGroup = tallies(matrix, sorted, k)
  const places = matrix.people.map(
    (person, row): Place => ({
      person,
      x: rounded(at(row, 0)),
      y: rounded(at(row, 1)),
      group: letters[labels[row]!]!,
    }),
  )
  const groups = order.map((c, g): Group => {
    const own = places.filter((_, row) => labels[row] === c)
    const mean = (axis: 'x' | 'y') => rounded(own.reduce((sum, place) => sum + place[axis], 0) / own.length)
    return {
      letter: letters[c]!,
      size: own.length,
      x: mean('x'),
      y: mean('y'),
      apart: k > 1 ? distinctions(matrix.statements, byGroup, g, fewestInGroup) : [],
    }
  })
  return {
    groups,
    places,
    statements: matrix.statements.map((statement, j) => viewOf(statement, j, byGroup)),
  }
}

function viewOf(statement: string, j: number, byGroup: readonly Tally[][]): StatementView {
  const own = byGroup.map((list) => list[j]!)
  const sum = (side: keyof Tally) => own.reduce((total, tally) => total + tally[side], 0)
  return {
    statement,
    total: { agree: sum('agree'), disagree: sum('disagree'), pass: sum('pass') },
    byGroup: own,
    agreed: rounded(consensusOf(own, 'agree')),
    rejected: rounded(consensusOf(own, 'disagree')),
    agreedInEvery: shareInEvery(own, 'agree'),
    rejectedInEvery: shareInEvery(own, 'disagree'),
    division: rounded(divisionOf(own)),
  }
}

/** Six digits are more than a map or a table shows; -0 is 0. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6 + 0

const heard = (one: StatementView): boolean => one.byGroup.every((tally) => votesIn(tally) >= fewestInGroup)

/** Statements that a clear majority of every group agrees with (or rejects), by group-aware consensus. */
export function consensusIn(opinions: Opinions, side: 'agree' | 'disagree' = 'agree'): StatementView[] {
  const [share, score] =
    side === 'agree' ? (['agreedInEvery', 'agreed'] as const) : (['rejectedInEvery', 'rejected'] as const)
  return opinions.statements
    .filter((one) => heard(one) && (one[share] ?? 0) >= consensusShare)
    .sort((a, b) => b[score] - a[score])
}

/** Statements on which the groups stand furthest apart. */
export const divisiveIn = (opinions: Opinions): StatementView[] =>
  opinions.statements
    .filter((one) => heard(one) && one.byGroup.length > 1 && one.division >= divisiveGap)
    .sort((a, b) => b.division - a.division)

export { adjustedRand } from './agreement.ts'
export { type Distinction, type Tally, votesIn, wilson } from './consensus.ts'
export { mostGroups, smallestGroup, type Vote, type VoteRow }
