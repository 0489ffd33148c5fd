import type { Child } from 'hono/jsx'
import type { FieldError } from '../../errors.ts'
import type { View } from '../view.ts'

interface FieldProps {
  view: View
  name: string
  label: string
  value?: string | undefined
  type?: string
  hint?: string
  errors?: readonly FieldError[] | undefined
  required?: boolean
  /** Not `required`, but not to be called optional either: another box may stand for it. */
  needed?: boolean
  autocomplete?: string
  inputmode?: 'text' | 'email' | 'numeric' | 'url'
  minlength?: number
  maxlength?: number
  /** Lines: a textarea. */
  rows?: number
  /** Before the box, e.g. "@". */
  prefix?: string
  /** After the box, e.g. "@xom.example". */
  suffix?: string
  pattern?: string
  autofocus?: boolean
  autocapitalize?: string
  spellcheck?: 'true' | 'false'
  placeholder?: string
}

/** What is wrong with a field, in words; null when nothing is. */
export function fieldProblem(
  view: View,
  errors: readonly FieldError[] | undefined,
  name: string,
): string | null {
  const mine = (errors ?? []).filter((error) => error.field === name)
  if (mine.length === 0) return null
  return mine.map((error) => view.t(`fields.errors.${error.code}`, error.params ?? {})).join('; ')
}

/** A labelled box with its hint and its error, both read out with it. */
export function Field({
  view,
  name,
  label,
  value = '',
  hint,
  errors,
  rows,
  prefix,
  suffix,
  needed,
  ...rest
}: FieldProps) {
  const id = `f-${name.replace(/\W+/g, '-')}`
  const problem = fieldProblem(view, errors, name)
  const described =
    [hint ? `${id}-hint` : '', problem ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined
  const common: object = {
    id,
    name,
    'aria-describedby': described,
    'aria-invalid': problem ? 'true' : undefined,
    ...rest,
  }
  return (
    <div class={`field${problem ? ' field-wrong' : ''}`}>
      <label for={id}>
        {label}
        {rest.required || needed ? null : <span class="optional"> {view.t('common.optional')}</span>}
      </label>
      {hint ? (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {rows ? (
        <textarea {...common} rows={rows} dir="auto">
          {value.startsWith('\n') ? `\n${value}` : value}
        </textarea>
      ) : prefix || suffix ? (
        <span class="box">
          {prefix ? <span class="box-edge">{prefix}</span> : null}
          <input {...common} value={value} />
          {suffix ? <span class="box-edge">{suffix}</span> : null}
        </span>
      ) : (
        <input {...common} value={value} dir="auto" />
      )}
      {problem ? (
        <p class="field-error" id={`${id}-error`}>
          {problem}
        </p>
      ) : null}
    </div>
  )
}

interface Option {
  value: string
  label: string
  hint?: string
}

/** One of a few, each with a word on what it means. */
export function Choices({
  legend,
  name,
  value,
  options,
}: {
  legend: string
  name: string
  value: string
  options: Option[]
}) {
  return (
    <fieldset class="choices">
      <legend>{legend}</legend>
      {options.map((option) => {
        const id = `f-${name}-${option.value}`
        return (
          <div class="choice">
            <input
              type="radio"
              id={id}
              name={name}
              value={option.value}
              checked={option.value === value}
              aria-describedby={option.hint ? `${id}-hint` : undefined}
            />
            <label for={id}>{option.label}</label>
            {option.hint ? (
              <p class="hint" id={`${id}-hint`}>
                {option.hint}
              </p>
            ) : null}
          </div>
        )
      })}
    </fieldset>
  )
}

/** What is wrong with the form as a whole. */
export function FormProblem({ text }: { text: string | null | undefined }) {
  return text ? (
    <p class="problem" role="alert">
      {text}
    </p>
  ) : null
}

/** The buttons that end a form. */
export function Buttons({ children }: { children: Child }) {
  return <p class="buttons">{children}</p>
}
