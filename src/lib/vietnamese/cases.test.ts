import { describe, expect, it, test } from 'vitest'
import cases from '../../../test/fixtures/vietnamese-cases.json' with { type: 'json' }
import {
  canon,
  compareVietnamese,
  decodeTelex,
  decodeVni,
  handleSuggestion,
  iy,
  key,
  matches,
  normalizePhone,
  parsePrice,
  parseVagueDate,
  rank,
  slug,
  solarToLunar,
  suggestDecoding,
  tagKey,
  tone,
} from './index.ts'

type Pair = [input: string, output: unknown]

function lunar(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  const found = solarToLunar({ year: year!, month: month!, day: date! })
  return `${found.day}/${found.month}`
}

/** Pairs under each name of the shared file, and the function that must turn the left into the right. */
const functions: Record<string, (input: string) => unknown> = {
  canon,
  key,
  tone,
  telex: decodeTelex,
  vni: decodeVni,
  tag: tagKey,
  handleSuggestion: (name) => handleSuggestion(name),
  phone: normalizePhone,
  price: parsePrice,
  lunar,
  slug: (text) => slug(text),
}

describe('the shared Vietnamese cases', () => {
  for (const [name, fn] of Object.entries(functions)) {
    const pairs = (cases as unknown as Record<string, Pair[]>)[name]!
    test.each(pairs)(`${name}: %s -> %s`, (input, output) => expect(fn(input)).toEqual(output))
  }

  test.each(cases.iyEqual)('%s and %s are the same word', (a, b) => expect(iy(a!)).toBe(iy(b!)))
  test.each(cases.iyDiffer)('%s and %s are different words', (a, b) => expect(iy(a!)).not.toBe(iy(b!)))
  test.each(cases.finds)('"%s" finds "%s"', (query, text) => expect(matches(query!, text!)).toBe(true))
  test.each(cases.misses)('%s misses "%s"', (query, text) => expect(matches(query!, text!)).toBe(false))
  test.each(cases.ranks)('"$query" puts "$first" before "$after"', ({ query, first, after }) => {
    expect(rank(query, first)).toBeGreaterThan(rank(query, after)!)
  })
  test.each(cases.sort.slice(0, 1))('sorting', () => {
    expect([...cases.sort[0]!].sort(compareVietnamese)).toEqual(cases.sort[1])
  })
  test.each(cases.vagueDate)('%s is %s, known to the %s', (text, value, precision) => {
    expect(parseVagueDate(text!)).toEqual({ value, precision })
  })

  it('offers what the Telex and VNI cases meant', () => {
    for (const [input, output] of [...cases.telex, ...cases.vni]) expect(suggestDecoding(input!)).toBe(output)
  })
})
