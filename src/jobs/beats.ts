import type { Context } from '../context.ts'
import type { Feature } from '../feature.ts'

/**
 * Work of every few seconds in every process: what was counted in memory is written, what others wrote is added up. A
 * beat that takes longer than its time lets the next ones pass. Answers what stops them.
 */
export function startBeats(ctx: Context, features: Feature[]): () => Promise<void> {
  const running = new Set<Promise<void>>()
  const timers = features.flatMap((feature) =>
    (feature.beats ?? []).map(({ every, run }) => {
      let busy = false
      return setInterval(() => {
        if (busy) return
        busy = true
        const work = run(ctx)
          .catch((error) => ctx.log.error('beat', { feature: feature.name, error }))
          .finally(() => {
            busy = false
            running.delete(work)
          })
        running.add(work)
      }, every)
    }),
  )
  return async () => {
    for (const timer of timers) clearInterval(timer)
    await Promise.all(running)
  }
}
