import { invalid } from '../../errors.ts'
import type { Params } from '../../http/body.ts'
import { DAY_MS, parseIso, VIETNAM_OFFSET_MS, vietnamDay, vietnamDayRange } from '../../lib/time.ts'
import { parseVagueDate } from '../../lib/vietnamese/index.ts'
import type { View } from '../../ui/view.ts'
import { text } from '../../ui/widgets/fields.tsx'
import { Field } from '../../ui/widgets/form.tsx'
import type { BriefingRow } from './read-sql.ts'
import { isPublished } from './standing.ts'

/** Everything in a form as it was typed, so that a rejected one shows it again. */
export type Typed = Record<string, string>

export const typedOf = (body: Params, names: readonly string[]): Typed =>
  Object.fromEntries(names.map((name) => [name, text(body, name).replaceAll('\r\n', '\n')]))

/**
 * A day as the date field of a browser sends it, or as people write it: 2015-11-25, 25/11/2015. The midnight (in Vietnam) at
 * which it begins; null for an empty one. Throws 422 on `field` for what is no day ("30/2/2016", "trung tuần").
 */
export function readDay(typed: string, field: string): Date | null {
  const wanted = typed.trim()
  if (wanted === '') return null
  const said = parseVagueDate(wanted)
  const range = vietnamDayRange(said?.precision === 'day' ? said.value : wanted)
  if (!range) throw invalid({ field, code: 'not_a_date' })
  return range.from
}

/** The end of a period given by its last day: the midnight after it. */
export function readLastDay(typed: string, field: string): Date | null {
  const day = readDay(typed, field)
  return day && new Date(day.getTime() + DAY_MS)
}

/** An instant as `datetime-local` sends it (Vietnam's time), or as people write it: 25/11/2015 - 14:36. */
export function readMoment(typed: string, field: string): Date | null {
  const wanted = typed.trim()
  if (wanted === '') return null
  const local = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(wanted) ? parseIso(`${wanted}+07:00`) : null
  const said = local ? null : parseVagueDate(wanted)
  const at = local ?? (said?.precision === 'minute' ? parseIso(said.value) : parseIso(wanted))
  if (!at) throw invalid({ field, code: 'not_a_date' })
  return at
}

export const dayValue = (at: Date | null | undefined): string => (at ? vietnamDay(at) : '')

/** The last day of a half-open period. */
export const lastDayValue = (at: Date | null | undefined): string =>
  at ? vietnamDay(new Date(at.getTime() - 1)) : ''

export const momentValue = (at: Date | null | undefined): string =>
  at ? new Date(at.getTime() + VIETNAM_OFFSET_MS).toISOString().slice(0, 16) : ''

/** A whole number, null for nothing, NaN for anything else: the verb says what is wrong with it. */
export function readNumber(typed: string): number | null {
  const wanted = typed.trim()
  if (wanted === '') return null
  return /^\d{1,9}$/.test(wanted) ? Number(wanted) : Number.NaN
}

/** What a change of something published has to say to its readers. */
export function NoteField({
  view,
  briefing,
  value,
  errors,
}: {
  view: View
  briefing: Pick<BriefingRow, 'state'>
  value: string
  errors?: readonly { field: string; code: string }[] | undefined
}) {
  if (!isPublished(briefing)) return null
  return (
    <Field
      view={view}
      name="correction"
      label={view.t('briefings.form.note')}
      hint={view.t('briefings.form.note_hint')}
      value={value}
      errors={errors}
      required
    />
  )
}

/** A button that posts to an address of its own. */
export function Do({
  action,
  text,
  primary = false,
  label,
}: {
  action: string
  text: string
  primary?: boolean
  label?: string | undefined
}) {
  return (
    <form method="post" action={action}>
      <button type="submit" class={primary ? 'primary' : 'button small'} aria-label={label}>
        {text}
      </button>
    </form>
  )
}
