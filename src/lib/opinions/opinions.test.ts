import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { crowd } from '../../../test/crowd.ts'
import {
  adjustedRand,
  consensusIn,
  divisiveIn,
  findOpinions,
  type Opinions,
  type Vote,
  type VoteRow,
  wilson,
} from './index.ts'
import { generator } from './random.ts'

const agreement = (found: Opinions, truth: Map<string, unknown>): number =>
  adjustedRand(
    found.places.map(({ person }) => String(truth.get(person))),
    found.places.map(({ group }) => group),
  )

/** Everybody votes on everything: `rows[i][j]`. */
const votesOf = (rows: Vote[][]): VoteRow[] =>
  rows.flatMap((row, i) => row.map((vote, j): VoteRow => [String(10 + i), String(1 + j), vote]))

const times = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n))

describe('groups that are known', () => {
  it.each([2, 3, 4])(
    '%i of them are found again with a fifth of the votes turned round and four fifths missing',
    (groups) => {
      for (const seed of [1, 2]) {
        const { votes, truth } = crowd({
          people: 400,
          statements: 200,
          groups,
          noise: 0.2,
          missing: 0.8,
          seed,
        })
        const found = findOpinions(votes)
        expect(found.outcome).toBe('found')
        expect(found.groups).toHaveLength(groups)
        expect(agreement(found, truth)).toBeGreaterThanOrEqual(0.9)
      }
    },
  )

  it('the parties of a real parliament are found in a fifth of its votes, a fifth of them turned round', () => {
    const lines = readFileSync(join(import.meta.dirname, '../../../test/fixtures/senate-109.txt'), 'utf8')
      .split('\n')
      .filter((line) => /^[DR] /.test(line))
    const truth = new Map(lines.map((line, i) => [String(i + 1), line[0]!]))
    const random = generator(1)
    const votes = lines.flatMap((line, i) =>
      [...line.slice(2)].flatMap((sign, j): VoteRow[] => {
        if (sign === '.' || random() < 0.8) return []
        const vote = (sign === '+') === random() >= 0.2 ? 1 : -1
        return [[String(i + 1), String(j + 1), vote]]
      }),
    )
    const found = findOpinions(votes)
    expect(found.groups).toHaveLength(2)
    expect(agreement(found, truth)).toBeGreaterThanOrEqual(0.9)
  })
})

describe('one crowd stays one', () => {
  it('when all think alike but for noise', () => {
    for (const seed of [1, 2, 3, 4]) {
      const { votes } = crowd({ people: 300, statements: 60, groups: 1, noise: 0.2, missing: 0.5, seed })
      const found = findOpinions(votes)
      expect(found).toMatchObject({ outcome: 'alike', silhouette: null })
      expect(found.groups.map(({ letter, size }) => [letter, size])).toEqual([['A', found.placed]])
    }
  })

  it('when opinions lie along one line without a gap', () => {
    const random = generator(5)
    const rows = times(300, (i) =>
      times(40, (j): Vote => (i / 300 + (random() - 0.5) * 0.6 > (j + 1) / 41 ? 1 : -1)),
    )
    expect(findOpinions(votesOf(rows)).outcome).toBe('unclear')
  })

  it('when everybody says the same, and there all of it is agreed', () => {
    const found = findOpinions(votesOf(times(20, () => times(10, (): Vote => 1))))
    expect(found).toMatchObject({ outcome: 'alike', placed: 20, axes: 0 })
    expect(found.places.every(({ x, y }) => x === 0 && y === 0)).toBe(true)
    expect(consensusIn(found)).toHaveLength(10)
    expect(found.statements[0]).toMatchObject({ agreedInEvery: 1, rejectedInEvery: 0 })
  })

  it('when nobody is there, one is alone, everybody passes, or too few are placed', () => {
    expect(findOpinions([])).toMatchObject({ outcome: 'nobody', groups: [], places: [], statements: [] })
    expect(findOpinions([], ['5'])).toMatchObject({ outcome: 'nobody', statements: [{ statement: '5' }] })
    const one = findOpinions(votesOf([times(8, (): Vote => 1)]))
    expect(one).toMatchObject({ outcome: 'few', people: 1, placed: 1, groups: [{ letter: 'A', size: 1 }] })
    const passes = findOpinions(votesOf(times(30, () => times(9, (): Vote => 0))))
    expect(passes).toMatchObject({ outcome: 'nobody', people: 30, placed: 0 })
    const nine = findOpinions(votesOf(times(9, (i) => times(9, (): Vote => (i < 4 ? 1 : -1)))))
    expect(nine).toMatchObject({ outcome: 'few', placed: 9 })
  })

  it('who has voted too little is counted, but not placed', () => {
    const votes = votesOf(times(12, (i) => times(9, (): Vote => (i < 6 ? 1 : -1))))
    const found = findOpinions([...votes, ['99', '1', 1], ['99', '2', -1]])
    expect(found).toMatchObject({ outcome: 'found', people: 13, placed: 12, needed: 7 })
    expect(found.places.some(({ person }) => person === '99')).toBe(false)
  })
})

describe('the same votes give the same answer', () => {
  const { votes } = crowd({ people: 200, statements: 80, groups: 3, noise: 0.1, missing: 0.5 })
  const first = findOpinions(votes)

  it('to the byte, in whatever order they come', () => {
    const random = generator(4)
    const mixed = votes
      .map((vote) => ({ vote, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ vote }) => vote)
    expect(JSON.stringify(findOpinions(mixed))).toBe(JSON.stringify(first))
    expect(JSON.stringify(findOpinions(votes, [], first))).toBe(JSON.stringify(first))
  })

  it('identical people stand in one place', () => {
    const found = findOpinions(
      votesOf(times(24, (i) => times(8, (j): Vote => (i % 2 === 0 || j < 3 ? 1 : -1)))),
    )
    expect(found.groups.map(({ size }) => size)).toEqual([12, 12])
    expect(new Set(found.places.map(({ x, y, group }) => `${x} ${y} ${group}`)).size).toBe(2)
  })

  it('groups keep their letters, and the map its sides, while votes come in', () => {
    // The past called them otherwise, and was seen in a mirror.
    const names = { A: 'C', B: 'A', C: 'B' } as Record<string, string>
    const past = {
      places: first.places.map((place) => ({ ...place, x: -place.x, group: names[place.group]! })),
    }
    const more = crowd({ people: 12, statements: 80, groups: 3, noise: 0.1, missing: 0.5 }).votes.map(
      ([person, statement, vote]): VoteRow => [String(Number(person) + 5000), statement, vote],
    )
    const found = findOpinions([...votes, ...more], [], past)
    const old = new Map(past.places.map((place) => [place.person, place]))
    const stayed = found.places.filter(({ person, group }) => old.get(person)?.group === group)
    expect(stayed.length).toBeGreaterThan(195)
    const side = found.places.reduce((sum, place) => sum + place.x * (old.get(place.person)?.x ?? 0), 0)
    expect(side).toBeGreaterThan(0)
  })

  it('a group that is new does not take the name of one that is gone', () => {
    const past = {
      places: first.places.map((place) => ({ ...place, group: place.group === 'C' ? 'D' : place.group })),
    }
    expect(findOpinions(votes, [], past).groups.map(({ letter }) => letter)).toEqual(['A', 'B', 'D'])
    const two = { places: first.places.filter(({ group }) => group !== 'C') }
    expect(findOpinions(votes, [], two).groups.map(({ letter }) => letter)).toEqual(['A', 'B', 'C'])
  })
})

describe('what unites and what divides', () => {
  // Ten agree with everything, ten only with statement 1; statements 2 to 8 divide them.
  const rows = times(20, (i) => times(8, (j): Vote => (i < 10 || j === 0 ? 1 : -1)))
  // One of the second ten is against statement 1, one passes.
  rows[19]![0] = -1
  rows[18]![0] = 0
  const found = findOpinions(votesOf(rows))

  it('multiplies the smoothed shares of the groups, and takes the least for "in every group"', () => {
    const one = found.statements[0]!
    expect(one.byGroup).toEqual([
      { agree: 10, disagree: 0, pass: 0 },
      { agree: 8, disagree: 1, pass: 1 },
    ])
    expect(one.agreed).toBeCloseTo((11 / 12) * (9 / 12), 5)
    expect(one.agreedInEvery).toBe(0.8)
    expect(one.total).toEqual({ agree: 18, disagree: 1, pass: 1 })
    expect(consensusIn(found).map(({ statement }) => statement)).toEqual(['1'])
    expect(consensusIn(found, 'disagree')).toEqual([])
  })

  it('names what sets each group apart', () => {
    expect(divisiveIn(found).map(({ statement }) => statement)).toEqual(['2', '3', '4', '5', '6', '7', '8'])
    expect(found.statements[1]!.division).toBeCloseTo(11 / 12 - 1 / 12, 5)
    const [a, b] = found.groups
    expect(a!.apart).toHaveLength(7)
    expect(a!.apart[0]).toMatchObject({ side: 'agree', share: 1, others: 0 })
    expect(b!.apart.every(({ side }) => side === 'disagree')).toBe(true)
  })
})

describe('measures', () => {
  it('the adjusted Rand index is 1 for the same division, and as Hubert and Arabie compute it', () => {
    expect(adjustedRand(['a', 'a', 'b', 'b'], [2, 2, 1, 1])).toBe(1)
    // Cells 2, 1 | 1, 2: pairs within both 2, within one 6 and 6, of 15: (2 - 2.4) / (6 - 2.4).
    expect(adjustedRand([1, 1, 1, 2, 2, 2], [1, 1, 2, 1, 2, 2])).toBeCloseTo(-0.4 / 3.6, 10)
    expect(adjustedRand([1, 1, 1, 1], [1, 1, 1, 1])).toBe(1)
    expect(adjustedRand([1, 1, 2, 2], [1, 1, 1, 1])).toBe(0)
  })

  it("Wilson's lower end trusts many more than few", () => {
    expect(wilson(0, 0)).toBe(0)
    expect(wilson(3, 3)).toBeCloseTo(0.4385, 3)
    expect(wilson(290, 300)).toBeGreaterThan(0.93)
  })
})
