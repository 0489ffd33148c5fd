import type { AppError } from '../../errors.ts'
import { VIETNAM_OFFSET_MS } from '../../lib/time.ts'
import { Page } from '../../ui/page.tsx'
import type { View } from '../../ui/view.ts'
import { Field, FormProblem } from '../../ui/widgets/form.tsx'
import { forms, kinds, levels, requestOutcomes, tellings } from './api.ts'
import type { RequestRow } from './sql.ts'

/** A stored entry as the form would have sent it. */
export function typedOf(row: RequestRow): Record<string, string> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Date
        ? new Date(value.getTime() + VIETNAM_OFFSET_MS).toISOString().slice(0, 10)
        : value === null
          ? ''
          : String(value),
    ]),
  )
}

interface Props {
  view: View
  id: string | null
  typed: Record<string, unknown>
  error: AppError | null
}

/** An entry of the register, in the order in which things happen to a request. */
export function RequestForm({ view, id, typed, error }: Props) {
  const value = (name: string) => (typeof typed[name] === 'string' ? (typed[name] as string) : '')
  const label = (name: string) => view.t(`transparency.request.${name}`)
  const field = (name: string, more: object = {}) => (
    <Field view={view} name={name} label={label(name)} value={value(name)} errors={error?.fields} {...more} />
  )
  const select = (name: string, options: readonly string[]) => (
    <div class="field">
      <label for={`f-${name}`}>{label(name)}</label>
      <select id={`f-${name}`} name={name}>
        {options.map((one) => (
          <option value={one} selected={value(name) === one}>
            {view.t(`transparency.${name}.${one}`)}
          </option>
        ))}
      </select>
    </div>
  )
  const day = (name: string, more: object = {}) => field(name, { type: 'date', ...more })
  const title = view.t(id ? 'transparency.request.edit' : 'transparency.request.add')
  return (
    <Page view={view} title={title}>
      <h1>{title}</h1>
      <form class="sheet" method="post" action={`/minh-bach/yeu-cau/${id ?? 'moi'}`}>
        <FormProblem text={error ? view.t(`errors.${error.reason}`, error.params) : null} />
        {field('authority', { required: true, maxlength: 200 })}
        {select('level', levels)}
        {select('kind', kinds)}
        {select('form', forms)}
        {field('legal_basis', { rows: 2, maxlength: 1000 })}
        {day('received_at', { required: true })}
        {day('acknowledged_at')}
        {day('deadline_at')}
        {day('closed_at')}
        {select('outcome', requestOutcomes)}
        {field('named', { maxlength: 500, hint: view.t('transparency.request.named_hint') })}
        <Field
          view={view}
          name="affected"
          label={label('affected_people')}
          value={value('affected') || '0'}
          errors={error?.fields}
          inputmode="numeric"
          required
        />
        {select('told', tellings)}
        {day('told_at')}
        {field('delay_reason', { rows: 2, maxlength: 1000, hint: view.t('transparency.request.delay_hint') })}
        {day('delayed_until')}
        <p class="buttons">
          <button type="submit" class="button primary">
            {view.t('common.save')}
          </button>
        </p>
      </form>
    </Page>
  )
}
