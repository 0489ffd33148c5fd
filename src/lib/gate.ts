/** A gate's queue is longer than it may be. */
export class GateFull extends Error {}

/**
 * Lets at most `most` pieces of work run at once; the others wait their turn in order. With `longest` of them waiting
 * already, the next is refused with GateFull.
 */
export function createGate(most: number, longest = Number.POSITIVE_INFINITY) {
  let running = 0
  const waiting: (() => void)[] = []
  return async function pass<T>(work: () => Promise<T>): Promise<T> {
    if (running >= most) {
      if (waiting.length >= longest) throw new GateFull()
      // Whoever leaves hands over the place, so `running` stays as it is.
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
