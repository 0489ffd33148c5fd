import { AppError, type FieldError, invalid } from '../../errors.ts'
import { vietnamDay, vietnamDayRange } from '../../lib/time.ts'
import type { Figures } from './figures.ts'
import { longest } from './periods.ts'
import { impossible } from './report-checks.ts'
import type { Cell, Metrics } from './small.ts'
import { type Name, names, vocabulary, wordOf } from './vocabulary.ts'

export const FORMAT = 'xom-report/1'
/** Bytes of somebody else's report. */
export const LARGEST = 256 * 1024
/** Objects and lists within each other. */
const DEEPEST = 12

/** One number of a report: a count, a share from 0 to 1, or the median of durations. */
export interface Value {
  value: Cell
  n?: Cell
  p90?: number | null
  note?: string
}

export interface Report {
  format: typeof FORMAT
  network: { name: string; url: string | null; software: string | null }
  /** Days of Vietnam; `to` is the first day that belongs to it no more. */
  period: { from: string; to: string }
  complete: boolean
  computed_at: string | null
  /** Where its method is explained. */
  method: string | null
  note: string
  metrics: Partial<Record<Name, Value>>
  before: { period: { from: string; to: string }; metrics: Partial<Record<Name, Value>> } | null
}

const sumOf = (...cells: (Cell | undefined)[]): Cell => {
  if (cells.every((cell) => cell === undefined || cell === null)) return null
  if (cells.every((cell) => typeof cell === 'number' || cell === undefined || cell === null))
    return cells.reduce<number>((sum, cell) => sum + Number(cell ?? 0), 0)
  // A part of it is hidden: only whether the whole is large may be told.
  const known = cells.reduce<number>((sum, cell) => sum + (typeof cell === 'number' ? cell : 1), 0)
  return known > 4 ? '>=5' : '<5'
}

/** What the vocabulary has and the figures say in several lines. */
function derived(figures: Metrics): Metrics {
  const asked = ['access', 'correction', 'export', 'deletion']
  const [human, machine] = [figures['proactive.human_share'], figures['proactive.machine_share']]
  return {
    ...figures,
    items: sumOf(figures['items.post'], figures['items.thread'], figures['items.answer']),
    'proactive.share':
      typeof human === 'number' && typeof machine === 'number'
        ? Math.round((human + machine) * 10_000) / 10_000
        : null,
    'capacity.moderators': sumOf(figures['capacity.staff'], figures['capacity.volunteers']),
    'rights.received': sumOf(
      figures['rights.exports'],
      ...asked.map((kind) => figures[`rights.asked.${kind}`]),
    ),
    'rights.finished': sumOf(
      figures['rights.exports'],
      ...asked.map((kind) => figures[`rights.done.${kind}`]),
    ),
  }
}

/** Our figures in the words of the format. What a month has nothing of is 0 for a count, null for everything else. */
export function wordsOf(figures: Figures): Record<Name, Value> {
  const known = derived(figures.metrics)
  const one = (name: Name): Value => {
    const word = wordOf(name)
    return {
      value: known[word.from] ?? null,
      ...(word.n ? { n: known[word.n] ?? null } : {}),
      ...(word.p90 ? { p90: (known[word.p90] as number | null | undefined) ?? null } : {}),
    }
  }
  return Object.fromEntries(names.map((name) => [name, one(name)])) as Record<Name, Value>
}

// ------------------------------------------------------------------ reading somebody else's

/** The first byte that is no UTF-8, or -1. */
function brokenAt(bytes: Uint8Array): number {
  const good = (end: number) => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end), { stream: true })
      return true
    } catch {
      return false
    }
  }
  let [low, high] = [0, bytes.length]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (good(middle)) low = middle
    else high = middle - 1
  }
  return low === bytes.length ? -1 : low
}

const placeOf = (text: string, at: number): { line: number; column: number } => {
  const before = text.slice(0, at).split('\n')
  return { line: before.length, column: before.at(-1)!.length + 1 }
}

const wrong = (reason: string, params: Record<string, string | number> = {}): AppError =>
  new AppError('unprocessable', reason, { params })

/** Throws 422 for a text nested deeper than any report is; brackets in strings do not count. */
function checkDepth(text: string): void {
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    if (quoted) {
      if (sign === '\\') at += 1
      else if (sign === '"') quoted = false
    } else if (sign === '"') quoted = true
    else if (sign === '{' || sign === '[') {
      depth += 1
      if (depth > DEEPEST) throw wrong('report_too_deep', { limit: DEEPEST, ...placeOf(text, at) })
    } else if (sign === '}' || sign === ']') depth -= 1
  }
}

export const tooLarge = (): AppError =>
  new AppError('too_large', 'report_too_large', { params: { limit: LARGEST / 1024 } })

/** Bytes as JSON: UTF-8 only, at most 256 kB, not too deep; what is wrong is said with its line. 413, 422. */
export function readJson(bytes: Uint8Array): unknown {
  if (bytes.byteLength > LARGEST) throw tooLarge()
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    throw wrong('report_utf16')
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const at = brokenAt(bytes)
    const before = new TextDecoder().decode(bytes.subarray(0, at))
    throw wrong('report_not_utf8', placeOf(before, before.length))
  }
  if (text.trim() === '') throw wrong('report_empty')
  checkDepth(text)
  try {
    return JSON.parse(text)
  } catch (cause) {
    const at = /position (\d+)/.exec((cause as Error).message)?.[1]
    throw wrong('report_not_json', placeOf(text, at ? Number(at) : text.length))
  }
}

type Problems = FieldError[]
type Thing = Record<string, unknown>

const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Control characters and the like are no part of a name. */
const textOf = (value: unknown, most: number): string =>
  typeof value === 'string'
    ? value
        .toWellFormed()
        .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
        .normalize('NFC')
        .trim()
        .slice(0, most)
    : ''

const webAddress = (value: unknown): string | null => {
  if (typeof value !== 'string' || value.length > 1000 || !URL.canParse(value)) return null
  const url = new URL(value)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
}

function readNumber(value: unknown, field: string, problems: Problems): number | null {
  const say = (code: string) => {
    problems.push({ field, code })
    return null
  }
  if (value === null || value === undefined) return null
  if (typeof value !== 'number') return say('report_no_number')
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) return say('report_infinite')
  return value < 0 ? say('report_negative') : value
}

function readCell(value: unknown, name: Name, field: string, problems: Problems): Cell {
  const { kind } = wordOf(name)
  if (value === '<5' || value === '>=5') {
    if (kind === 'count') return value
    problems.push({ field, code: 'report_no_number' })
    return null
  }
  const number = readNumber(value, field, problems)
  if (number === null) return null
  const code =
    (kind === 'share' || kind === 'index') && number > 1
      ? 'report_over_one'
      : kind === 'count' && !Number.isInteger(number)
        ? 'report_no_whole'
        : null
  if (code) problems.push({ field, code })
  return number
}

function readValue(input: unknown, name: Name, field: string, problems: Problems): Value {
  if (!isThing(input)) {
    if (Array.isArray(input)) problems.push({ field, code: 'report_no_number' })
    return { value: Array.isArray(input) ? null : readCell(input, name, field, problems) }
  }
  const word = wordOf(name)
  const found: Value = { value: readCell(input['value'], name, `${field}.value`, problems) }
  if (input['n'] !== undefined) {
    const n =
      input['n'] === '<5' || input['n'] === '>=5'
        ? input['n']
        : readNumber(input['n'], `${field}.n`, problems)
    if (typeof n === 'number' && !Number.isInteger(n))
      problems.push({ field: `${field}.n`, code: 'report_no_whole' })
    found.n = n
    if (n === 0 && typeof found.value === 'number' && word.kind !== 'count')
      problems.push({ field: `${field}.n`, code: 'report_of_none' })
  }
  if (input['p90'] !== undefined && word.p90) {
    found.p90 = readNumber(input['p90'], `${field}.p90`, problems)
    if (typeof found.p90 === 'number' && typeof found.value === 'number' && found.p90 < found.value)
      problems.push({ field: `${field}.p90`, code: 'report_p90' })
  }
  const note = textOf(input['note'], 300)
  return note ? { ...found, note } : found
}

function readMetrics(
  input: unknown,
  field: string,
  minutes: number,
  problems: Problems,
): Partial<Record<Name, Value>> {
  if (!isThing(input)) {
    problems.push({ field, code: 'report_no_object' })
    return {}
  }
  const found: Partial<Record<Name, Value>> = {}
  for (const name of names) {
    if (!Object.hasOwn(input, name)) continue
    found[name] = readValue(input[name], name, `${field}.${name}`, problems)
  }
  problems.push(...impossible(found, field, minutes))
  return found
}

function readPeriod(
  input: unknown,
  field: string,
  now: Date,
  problems: Problems,
): { from: string; to: string; minutes: number } {
  const given = isThing(input) ? input : {}
  const day = (name: 'from' | 'to') => {
    const value = given[name]
    const range = typeof value === 'string' ? vietnamDayRange(value) : null
    if (!range) problems.push({ field: `${field}.${name}`, code: 'report_no_day' })
    return range?.from ?? null
  }
  const [from, to] = [day('from'), day('to')]
  if (from && to && from >= to) problems.push({ field, code: 'period_reversed' })
  else if (from && from > now) problems.push({ field: `${field}.from`, code: 'period_future' })
  else if (from && to && to.getTime() - from.getTime() > longest)
    problems.push({ field: `${field}.to`, code: 'period_too_long' })
  const minutes = from && to ? (to.getTime() - from.getTime()) / 60_000 : 0
  return { from: from ? vietnamDay(from) : '', to: to ? vietnamDay(to) : '', minutes }
}

function readBefore(before: Thing, now: Date, problems: Problems): NonNullable<Report['before']> {
  const { minutes, ...period } = readPeriod(before['period'], 'before.period', now, problems)
  return { period, metrics: readMetrics(before['metrics'], 'before.metrics', minutes, problems) }
}

/** At most so many are told; with these mended the rest will show. */
const most = 20

/** Somebody else's report; what is not of the format is left out. Throws 422 naming every place that cannot be true. */
export function readReport(input: unknown, now: Date): Report {
  const problems: Problems = []
  if (!isThing(input)) throw wrong('report_no_report')
  if (input['format'] !== FORMAT)
    throw invalid({ field: 'format', code: 'report_format', params: { format: FORMAT } })
  const network = isThing(input['network']) ? input['network'] : {}
  const name = textOf(network['name'], 100)
  if (name === '') problems.push({ field: 'network.name', code: 'blank' })
  if (network['url'] != null && webAddress(network['url']) === null)
    problems.push({ field: 'network.url', code: 'not_an_address' })
  const { minutes, ...period } = readPeriod(input['period'], 'period', now, problems)
  const metrics = readMetrics(input['metrics'], 'metrics', minutes, problems)
  if (problems.length === 0 && Object.values(metrics).every((one) => one.value === null))
    problems.push({ field: 'metrics', code: 'report_no_metrics' })
  const before = isThing(input['before']) ? input['before'] : null
  const earlier = before && readBefore(before, now, problems)
  if (problems.length > 0) throw invalid(...problems.slice(0, most))
  const at = typeof input['computed_at'] === 'string' ? new Date(input['computed_at']) : null
  return {
    format: FORMAT,
    network: { name, url: webAddress(network['url']), software: textOf(network['software'], 60) || null },
    period,
    complete: input['complete'] !== false,
    computed_at: at && !Number.isNaN(at.getTime()) ? at.toISOString() : null,
    method: webAddress(input['method']),
    note: textOf(input['note'], 1000),
    metrics,
    before: earlier,
  }
}

/** The JSON Schema (2020-12) of the format. */
export function schemaOf(address: string): object {
  const cell = (kind: string) =>
    kind === 'count'
      ? { anyOf: [{ type: 'integer', minimum: 0 }, { enum: ['<5', '>=5', null] }] }
      : {
          type: ['number', 'null'],
          minimum: 0,
          ...(kind === 'share' || kind === 'index' ? { maximum: 1 } : {}),
        }
  const value = (name: Name) => {
    const word = wordOf(name)
    const one = cell(word.kind)
    return {
      anyOf: [
        one,
        {
          type: 'object',
          properties: {
            value: one,
            n: cell('count'),
            ...(word.p90 ? { p90: cell(word.kind) } : {}),
            note: { type: 'string', maxLength: 300 },
          },
          required: ['value'],
        },
      ],
    }
  }
  const period = {
    type: 'object',
    properties: { from: { type: 'string', format: 'date' }, to: { type: 'string', format: 'date' } },
    required: ['from', 'to'],
  }
  const metrics = { type: 'object', properties: Object.fromEntries(names.map((name) => [name, value(name)])) }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: address,
    title: FORMAT,
    type: 'object',
    required: ['format', 'network', 'period', 'metrics'],
    properties: {
      format: { const: FORMAT },
      network: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string', minLength: 1, maxLength: 100 },
          url: { type: ['string', 'null'], format: 'uri' },
          software: { type: ['string', 'null'], maxLength: 60 },
        },
      },
      period,
      complete: { type: 'boolean' },
      computed_at: { type: ['string', 'null'], format: 'date-time' },
      method: { type: ['string', 'null'], format: 'uri' },
      note: { type: 'string', maxLength: 1000 },
      metrics,
      before: {
        anyOf: [
          { type: 'null' },
          { type: 'object', required: ['period', 'metrics'], properties: { period, metrics } },
        ],
      },
    },
  }
}

export const allWords = vocabulary
