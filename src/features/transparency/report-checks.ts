import type { FieldError } from '../../errors.ts'
import type { Value } from './report-format.ts'
import { type Kind, type Name, names, within, wordOf } from './vocabulary.ts'

type Words = Partial<Record<Name, Value>>

/** More of anything than networks have: nobody counted it. */
const MOST = 1e12
/** A century: no report, case or promise is older. */
const CENTURY: Partial<Record<Kind, number>> = { hours: 876_600, days: 36_525, minutes: 52_596_000 }

const numberIn = (value: unknown): number | null => (typeof value === 'number' ? value : null)

function tooMuch(found: Words, field: string): FieldError[] {
  return names.flatMap((name) => {
    const { kind } = wordOf(name)
    const one = found[name]
    const limit = kind === 'count' ? MOST : (CENTURY[kind] ?? Number.POSITIVE_INFINITY)
    const code = kind === 'count' ? 'report_too_many' : 'report_too_long'
    const places: [string, number | null, number, string][] = [
      [`${field}.${name}`, numberIn(one?.value), limit, code],
      [`${field}.${name}.p90`, numberIn(one?.p90), limit, code],
      [`${field}.${name}.n`, numberIn(one?.n), MOST, 'report_too_many'],
    ]
    return places
      .filter(([, value, most]) => value !== null && value > most)
      .map(([place, , , word]) => ({ field: place, code: word }))
  })
}

function overWhole(found: Words, field: string): FieldError[] {
  return within.flatMap(([part, whole]) => {
    const [small, large] = [numberIn(found[part]?.value), numberIn(found[whole]?.value)]
    return small !== null && large !== null && small > large
      ? [
          {
            field: `${field}.${part}`,
            code: 'report_over_whole',
            params: { part: small, whole: large, name: whole },
          },
        ]
      : []
  })
}

/** Decided and open together are no more than were opened. */
function casesOver(found: Words, field: string): FieldError[] {
  const [decided, open] = [numberIn(found.cases_decided?.value) ?? 0, numberIn(found.cases_open?.value) ?? 0]
  const opened = numberIn(found.cases_opened?.value)
  return opened !== null && decided <= opened && open <= opened && decided + open > opened
    ? [
        {
          field: `${field}.cases_open`,
          code: 'report_over_whole',
          params: { part: decided + open, whole: opened, name: 'cases_opened' },
        },
      ]
    : []
}

function longerThan(minutes: number, found: Words, field: string): FieldError[] {
  const out = numberIn(found.outage_minutes?.value)
  return out !== null && minutes > 0 && out > minutes
    ? [
        {
          field: `${field}.outage_minutes`,
          code: 'report_over_period',
          params: { part: out, whole: minutes },
        },
      ]
    : []
}

/** What cannot be true of numbers that are each well formed; `minutes` is how long the period lasts, 0 for unknown. Pure. */
export const impossible = (found: Words, field: string, minutes: number): FieldError[] => [
  ...tooMuch(found, field),
  ...overWhole(found, field),
  ...casesOver(found, field),
  ...longerThan(minutes, found, field),
]
