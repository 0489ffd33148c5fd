import { invalid } from '../../errors.ts'
import { parseIso, VIETNAM_OFFSET_MS } from '../../lib/time.ts'

/** ISO 8601 with its zone, or the `datetime-local` of our own forms, which is Vietnam's time; 422 for anything else. */
export function readMoment(text: string, field: string): Date {
  const local = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$/.test(text)
  const typed = text.includes('T') ? text : `${text}T00:00`
  const at = parseIso(local ? `${typed}+07:00` : text)
  if (!at) throw invalid({ field, code: 'invalid' })
  return at
}

/** The value of a `datetime-local` input, in Vietnam's time. */
export const localValue = (at: Date): string =>
  new Date(at.getTime() + VIETNAM_OFFSET_MS).toISOString().slice(0, 16)
