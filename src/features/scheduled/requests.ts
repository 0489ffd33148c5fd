import { notFound, unprocessable } from '../../errors.ts'
import type { Req } from '../../http/env.ts'
import { isId } from '../../lib/ids.ts'
import { parseIso } from '../../lib/time.ts'

/** ISO 8601 with its zone, or the `datetime-local` of our own form, which is Vietnam time; else 422. */
export function timeOf(value: unknown): Date {
  const text = typeof value === 'string' ? value.trim() : ''
  const local = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(text)
  const at = parseIso(local ? `${text}+07:00` : text)
  if (!at) throw unprocessable('scheduled_invalid')
  return at
}

export const idOf = (c: Req): string => {
  const id = c.req.param('id')
  if (!isId(id)) throw notFound()
  return id
}
