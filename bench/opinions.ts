import { adjustedRand, findOpinions } from '../src/lib/opinions/index.ts'
import { crowd } from '../test/crowd.ts'

/**
 * `npm run bench -- --opinions`: opinion groups of generated crowds with known groups, a fifth of the votes turned round and
 * four fifths missing. See bench/README.md. Prints a table, then JSON.
 */
const sizes = [
  { people: 300, statements: 60, groups: 2 },
  { people: 1000, statements: 200, groups: 3 },
  { people: 5000, statements: 300, groups: 1 },
  { people: 5000, statements: 300, groups: 2 },
  { people: 5000, statements: 300, groups: 4 },
  { people: 20_000, statements: 300, groups: 4 },
]

const rows = sizes.map((size) => {
  const { votes, truth } = crowd({ ...size, noise: 0.2, missing: 0.8 })
  const times: number[] = []
  let found = findOpinions(votes)
  for (let round = 0; round < 3; round += 1) {
    const start = performance.now()
    found = findOpinions(votes)
    times.push(performance.now() - start)
  }
  // And once more with some votes changed and the last result, as it is in a call for questions.
  const later = votes.map((vote, at) => (at % 500 === 0 ? ([vote[0], vote[1], 0] as const) : vote))
  const start = performance.now()
  const next = findOpinions(later, [], found)
  const again = performance.now() - start
  const old = new Map(found.places.map(({ person, group }) => [person, group]))
  const kept = next.places.filter(({ person, group }) => old.get(person) === group).length
  return {
    ...size,
    votes: votes.length,
    found: found.groups.length,
    agreement:
      Math.round(
        1000 *
          adjustedRand(
            found.places.map(({ person }) => truth.get(person)!),
            found.places.map(({ group }) => group),
          ),
      ) / 1000,
    seconds: Math.round(Math.min(...times)) / 1000,
    again: Math.round(again) / 1000,
    kept: Math.round((1000 * kept) / Math.max(1, next.places.length)) / 1000,
  }
})

console.log(
  '\n| people | statements | votes | groups | found | adjusted Rand | s | s, again | letters kept |',
)
console.log('|---|---|---|---|---|---|---|---|---|')
for (const row of rows) {
  const cells = [
    row.people,
    row.statements,
    row.votes,
    row.groups,
    row.found,
    row.agreement,
    row.seconds,
    row.again,
    row.kept,
  ]
  console.log(`| ${cells.join(' | ')} |`)
}
console.log(JSON.stringify({ rows, memory: Math.round(process.memoryUsage().rss / 1e6) }))
