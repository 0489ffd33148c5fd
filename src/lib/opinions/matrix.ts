/** What a person says to a statement: 1 agree, -1 disagree, 0 pass. */
export type Vote = 1 | -1 | 0

/** One vote: who, on what, which. Ids are decimal strings. */
export type VoteRow = readonly [person: string, statement: string, vote: Vote]

/**
 * Votes by person, in compressed sparse rows: those of person `i` stand from `start[i]` to `start[i + 1]`, by statement.
 * People and statements are sorted by id, so that the order in which votes are read changes nothing.
 */
export interface VoteMatrix {
  people: string[]
  statements: string[]
  start: Int32Array
  column: Int32Array
  value: Int8Array
}

/** Decimal strings by size, whatever their length. */
const byId = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)

const indexOf = (ids: string[]): Map<string, number> => new Map(ids.map((id, at) => [id, at]))

/** Builds the matrix. `statements` names them all, also those that nobody voted on. Throws on two votes of one person on one statement. */
export function matrixOf(votes: readonly VoteRow[], statements: readonly string[] = []): VoteMatrix {
  const people = [...new Set(votes.map(([person]) => person))].sort(byId)
  const columns = [...new Set([...statements, ...votes.map(([, statement]) => statement)])].sort(byId)
  const [rowOf, columnOf] = [indexOf(people), indexOf(columns)]
  const rows: { column: number; value: Vote }[][] = people.map(() => [])
  for (const [person, statement, value] of votes) {
    rows[rowOf.get(person)!]!.push({ column: columnOf.get(statement)!, value })
  }
  const start = new Int32Array(people.length + 1)
  const column = new Int32Array(votes.length)
  const value = new Int8Array(votes.length)
  let at = 0
  for (const [row, list] of rows.entries()) {
    list.sort((a, b) => a.column - b.column)
    for (const vote of list) {
      if (at > start[row]! && column[at - 1] === vote.column) throw new Error('two votes on one statement')
      column[at] = vote.column
      value[at] = vote.value
      at += 1
    }
    start[row + 1] = at
  }
  return { people, statements: columns, start, column, value }
}

/** Only some of the people; every statement stays. */
export function rowsOf(matrix: VoteMatrix, rows: readonly number[]): VoteMatrix {
  const size = rows.reduce((sum, row) => sum + matrix.start[row + 1]! - matrix.start[row]!, 0)
  const start = new Int32Array(rows.length + 1)
  const column = new Int32Array(size)
  const value = new Int8Array(size)
  let at = 0
  for (const [i, row] of rows.entries()) {
    const [from, to] = [matrix.start[row]!, matrix.start[row + 1]!]
    column.set(matrix.column.subarray(from, to), at)
    value.set(matrix.value.subarray(from, to), at)
    at += to - from
    start[i + 1] = at
  }
  return {
    people: rows.map((row) => matrix.people[row]!),
    statements: matrix.statements,
    start,
    column,
    value,
  }
}
