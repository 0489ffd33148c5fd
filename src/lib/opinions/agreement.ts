/** Measures of how two divisions of the same people agree. */

const pairs = (n: number): number => (n * (n - 1)) / 2

/**
 * The adjusted Rand index (Hubert and Arabie, Journal of Classification 2, 1985): 1 for the same division under
 * whatever names, about 0 for two that have nothing to do with each other.
 */
export function adjustedRand(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  if (a.length !== b.length) throw new Error('two divisions of different people')
  const [cells, rows, columns] = [
    new Map<string, number>(),
    new Map<unknown, number>(),
    new Map<unknown, number>(),
  ]
  const add = <K>(map: Map<K, number>, key: K) => map.set(key, (map.get(key) ?? 0) + 1)
  for (const [i, one] of a.entries()) {
    add(cells, `${one} ${b[i]}`)
    add(rows, one)
    add(columns, b[i])
  }
  const sum = (map: Map<unknown, number>) => [...map.values()].reduce((total, n) => total + pairs(n), 0)
  const [both, first, second, all] = [sum(cells), sum(rows), sum(columns), pairs(a.length)]
  const expected = all > 0 ? (first * second) / all : 0
  const most = (first + second) / 2
  return most === expected ? 1 : (both - expected) / (most - expected)
}
