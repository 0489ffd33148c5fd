import type { VoteRow } from '../src/lib/opinions/index.ts'
import { generator } from '../src/lib/opinions/random.ts'

export interface Crowd {
  people: number
  statements: number
  groups: number
  /** The share of votes that are turned round, and of those that are missing. */
  noise: number
  missing: number
  seed?: number
}

/** Votes of a crowd with known groups: each has an opinion of its own on every statement, agree or disagree at random. */
export function crowd({ people, statements, groups, noise, missing, seed = 1 }: Crowd): {
  votes: VoteRow[]
  truth: Map<string, number>
} {
  const random = generator(seed)
  const views = Array.from({ length: groups }, () =>
    Array.from({ length: statements }, () => (random() < 0.5 ? 1 : -1)),
  )
  const votes: VoteRow[] = []
  const truth = new Map<string, number>()
  for (let i = 0; i < people; i += 1) {
    const person = String(1000 + i)
    truth.set(person, i % groups)
    for (const [j, view] of views[i % groups]!.entries()) {
      if (random() < missing) continue
      votes.push([person, String(j + 1), (random() < noise ? -view : view) as 1 | -1])
    }
  }
  return { votes, truth }
}
