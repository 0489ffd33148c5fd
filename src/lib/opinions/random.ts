/** Reproducible numbers from 0 to 1 (mulberry32, T. Ettinger 2017): the same seed gives the same run everywhere. */
export function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let x = state
    x = Math.imul(x ^ (x >>> 15), x | 1)
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61)
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296
  }
}

/** A standard normal number (Box and Muller 1958). */
export const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** Shuffles `list` between two positions (Fisher and Yates). */
export function shuffle(list: Int8Array, from: number, to: number, random: () => number): void {
  for (let i = to - 1; i > from; i -= 1) {
    const j = from + Math.floor(random() * (i - from + 1))
    const kept = list[i]!
    list[i] = list[j]!
    list[j] = kept
  }
}
