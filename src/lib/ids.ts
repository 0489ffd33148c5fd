/** Ids are `(milliseconds << 16) | sequence` in 63 bits; the database makes them (`next_id()`), these read them. */

const largest = 9223372036854775807n

/** Above every id. */
export const endOfIds = largest.toString()

/** True for a decimal string that fits the column; anything else cannot name a row. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9]{1,19}$/.test(text) && BigInt(text) <= largest
}

/** The moment an id was made, to the millisecond. */
export const idTime = (id: string): Date => new Date(Number(BigInt(id) >> 16n))

/** The smallest id of a moment: a boundary for "since" and "until". */
export const idAt = (time: Date): string => (BigInt(time.getTime()) << 16n).toString()

/** Orders decimal ids by number: longer is larger. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}
