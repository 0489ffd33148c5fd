import { z } from 'zod'
import { AppError, type FieldError } from '../errors.ts'
import { isId } from '../lib/ids.ts'
import type { Req } from './env.ts'

/** A parsed body: strings from forms, anything from JSON; `x[]` and `x[0]` are arrays, `x[y]` nested objects. */
export type Params = Record<string, unknown>

const maxBody = 1024 * 1024

/**
 * Reads JSON, urlencoded or multipart bodies (without files; uploads have their own reader in features/media) in
 * the shapes that Mastodon clients send. Broken input is 400 with a clear word, more than `most` bytes (1 MB) is 413.
 */
export async function readBody(c: Req, most = maxBody): Promise<Params> {
  const type = (c.req.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  const length = Number(c.req.header('content-length') ?? 0)
  if (length > most) throw new AppError('too_large')
  const bytes = await limitedBody(c, most)
  if (bytes.byteLength === 0) return {}
  if (type === 'application/json' || type.endsWith('+json')) return fromJson(decode(bytes))
  if (type === 'multipart/form-data') return fromMultipart(c, bytes)
  if (type === 'application/x-www-form-urlencoded' || type === '') return fromPairs(pairsOf(decode(bytes)))
  throw new AppError('unsupported_media')
}

/** The bytes of a body; more than `most` is 413. */
export async function limitedBody(c: Req, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > most) throw new AppError('too_large')
    chunks.push(chunk)
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new AppError('malformed_body', 'malformed_utf8', { cause })
  }
}

function fromJson(text: string): Params {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new AppError('malformed_body', 'malformed_json', { cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AppError('malformed_body', 'malformed_json')
  }
  // The bytes were good UTF-8, so only an escape can still bring in half a letter or a NUL.
  if (/\\u(d[89a-f]|0000)/i.test(text) && !isText(value))
    throw new AppError('malformed_body', 'malformed_utf8')
  return value as Params
}

/** Whether every string in it, names too, is text that can be stored. */
function isText(value: unknown): boolean {
  const waiting = [value]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (typeof next === 'string') {
      if (!next.isWellFormed() || next.includes('\0')) return false
    } else if (typeof next === 'object' && next !== null) {
      for (const [name, inner] of Object.entries(next)) waiting.push(name, inner)
    }
  }
  return true
}

async function fromMultipart(c: Req, bytes: Uint8Array): Promise<Params> {
  try {
    const form = await new Response(bytes as never, {
      headers: { 'content-type': c.req.header('content-type')! },
    }).formData()
    return fromPairs([...form].filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
  } catch (cause) {
    throw new AppError('malformed_body', 'malformed_body', { cause })
  }
}

export const readQuery = (c: Req): Params => {
  const mark = c.req.url.indexOf('?')
  return mark === -1 ? {} : fromPairs(pairsOf(c.req.url.slice(mark + 1)))
}

/** URLSearchParams puts U+FFFD where escapes are no UTF-8: refused, unless the sender wrote that sign. */
function pairsOf(text: string): [string, string][] {
  const pairs = [...new URLSearchParams(text)]
  const broken = pairs.some((pair) => pair.some((part) => part.includes('\ufffd')))
  if (broken && !/%EF%BF%BD|\ufffd/i.test(text)) throw new AppError('malformed_body', 'malformed_utf8')
  return pairs
}

/** Rails' conventions: `a[]=1&a[]=2`, `poll[options][]=x`, `fields_attributes[0][name]=y`, `words[][a]=1&words[][b]=2`. */
export function fromPairs(pairs: Iterable<[string, string]>): Params {
  const root: Params = Object.create(null)
  for (const [name, value] of pairs) {
    if (value.includes('\0')) throw new AppError('malformed_body', 'malformed_utf8')
    const mark = name.indexOf('[][')
    const [path, inner] =
      mark > 0 ? [pathOf(name.slice(0, mark + 2)), pathOf(name.slice(mark + 3))] : [pathOf(name), []]
    const length = path.length + inner.length
    if (length === 0 || length > 5 || [...path, ...inner].some((part) => part === '__proto__')) continue
    if (inner.length === 0) place(root, path, value)
    else placeInLast(root, path, inner, value)
  }
  return root
}

const pathOf = (name: string): string[] =>
  name
    .split(/[[\]]+/)
    .filter((part, at, all) => part !== '' || (at === all.length - 1 && name.endsWith('[]')))

/** `a[][b]` goes into the last thing of the list; where that has its `b` already, a new thing begins. */
function placeInLast(root: Params, path: string[], inner: string[], value: string): void {
  const found = path.slice(0, -1).reduce<unknown>((here, part) => (here as Params | undefined)?.[part], root)
  const last: unknown = Array.isArray(found) ? found.at(-1) : undefined
  if (typeof last === 'object' && last !== null && !has(last as Params, inner))
    place(last as Params, inner, value)
  else {
    const thing: Params = Object.create(null)
    place(thing, inner, value)
    place(root, path, thing)
  }
}

/** Whether a single value stands there; to a list another can always be added. */
function has(thing: Params, path: string[]): boolean {
  if (path.at(-1) === '') return false
  return path.reduce<unknown>((here, part) => (here as Params | undefined)?.[part], thing) !== undefined
}

function place(into: Params, path: string[], value: string | Params): void {
  let here: Params = into
  for (let at = 0; at < path.length - 1; at += 1) {
    const part = path[at]!
    const next = path[at + 1]
    if (next === '') {
      const list = Array.isArray(here[part]) ? (here[part] as (string | Params)[]) : []
      list.push(value)
      here[part] = list
      return
    }
    if (typeof here[part] !== 'object' || here[part] === null || Array.isArray(here[part]))
      here[part] = Object.create(null)
    here = here[part] as Params
  }
  here[path.at(-1)!] = value
}

/**
 * Checks input against a schema; the wrong fields come back as one 422, each named once with the first thing that is
 * wrong with it. `poll.options.3` is reported as `poll.options`: people and clients know the list, not its places.
 */
export function check<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input, { reportInput: true })
  if (result.success) return result.data
  const wrong = new Map<string, FieldError>()
  for (const issue of result.error.issues) {
    const field = issue.path.filter((part) => !/^\d+$/.test(String(part))).join('.') || 'base'
    if (!wrong.has(field) && wrong.size < 10) wrong.set(field, { field, ...fieldCode(issue) })
  }
  throw new AppError('unprocessable', 'validation_failed', { fields: [...wrong.values()] })
}

type Reason = Pick<FieldError, 'code' | 'params'>

/** What was expected, where something else was given. */
const typeCodes: Record<string, string> = {
  string: 'not_text',
  number: 'not_number',
  int: 'not_whole',
  boolean: 'not_boolean',
  array: 'not_list',
  object: 'not_object',
  record: 'not_object',
}

function fieldCode(issue: z.core.$ZodIssue): Reason {
  switch (issue.code) {
    case 'too_big':
      return bound(issue.origin, Number(issue.maximum), ['too_big', 'too_many', 'too_high'])
    case 'too_small':
      if (issue.origin !== 'int' && issue.origin !== 'number' && Number(issue.minimum) <= 1)
        return { code: 'blank' }
      return bound(issue.origin, Number(issue.minimum), ['too_small', 'too_few', 'too_low'])
    case 'invalid_value':
      return { code: issue.input == null ? 'blank' : 'inclusion' }
    case 'invalid_type':
      return { code: issue.input == null ? 'blank' : (typeCodes[issue.expected] ?? 'invalid') }
    case 'custom':
      return { code: typeof issue.params?.['code'] === 'string' ? issue.params['code'] : 'invalid' }
    default:
      return { code: 'invalid' }
  }
}

/** The word for a limit depends on what is measured: letters, items or the number itself. */
function bound(origin: string, limit: number, [text, list, number]: [string, string, string]): Reason {
  const code = origin === 'string' ? text : origin === 'array' ? list : number
  return { code, params: { limit } }
}

/** true/false/1/0/on/off in any of the ways clients say it. */
export const bool = z.preprocess((value) => {
  if (typeof value === 'number') return value === 1 ? true : value === 0 ? false : value
  if (typeof value !== 'string') return value
  if (/^(true|1|on|t|yes)$/i.test(value)) return true
  if (/^(false|0|off|f|no|)$/i.test(value)) return false
  return value
}, z.boolean())

/** A whole number, also as text; empty text counts as absent. */
export const int = (low: number, high: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value),
    z.int().min(low).max(high),
  )

/** An id in a body or a query: numbers from JSON are taken as text. */
export const id = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string().regex(/^\d{1,19}$/),
)

/** A list also where a client sends one value or an index object (`x[0]=`). */
export const list = <T extends z.ZodType>(item: T, max: number) =>
  z.preprocess((value) => {
    if (value === undefined || value === null || Array.isArray(value)) return value
    if (typeof value === 'object') return Object.values(value)
    return [value]
  }, z.array(item).max(max))

/** Ids in a query: what can be no id names nothing and is left out, as Mastodon does. */
export const ids = (max: number) =>
  list(
    z.unknown().transform((value) => (typeof value === 'number' ? String(value) : value)),
    max,
  ).transform((values) => values.filter(isId))

/** A switch in a query, as Mastodon reads it: on unless it is absent, empty or one of the words for off. */
export const flag = z
  .unknown()
  .optional()
  .transform((value) => value != null && value !== '' && !/^(0|f|false|off)$/i.test(String(value)))
