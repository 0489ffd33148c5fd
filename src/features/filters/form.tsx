import type { FieldError } from '../../errors.ts'
import type { Params } from '../../http/body.ts'
import type { View } from '../../ui/view.ts'
import { Choices, Field, fieldProblem } from '../../ui/widgets/form.tsx'
import { actions, contexts } from './api.ts'

/** The fields that a new filter and a changed one share, as typed. */
export interface Form {
  words: string
  exact: boolean
  context: string[]
  action: string
  expires: string
}

export const fresh: Form = { words: '', exact: false, context: [...contexts], action: 'warn', expires: '' }

export const lifetimes = ['', '3600', '86400', '604800', '2592000']

/** What was typed, as typed. */
export function readForm(params: Params): Form {
  const list = params['context']
  return {
    words: typeof params['words'] === 'string' ? params['words'].replaceAll('\r\n', '\n') : '',
    exact: params['exact'] === '1',
    context: (Array.isArray(list) ? list : [list]).filter((one): one is string => typeof one === 'string'),
    action: actions.find((one) => one === params['filter_action']) ?? 'warn',
    expires: [...lifetimes, 'keep'].find((one) => one === params['expires_in']) ?? '',
  }
}

export const wordsOf = (text: string): string[] =>
  text
    .split(/[\n,]/)
    .map((word) => word.trim())
    .filter((word) => word !== '')

interface Props {
  view: View
  form: Form
  errors: FieldError[]
}

/** A checkbox with its words. */
export function Check({
  id,
  name,
  value,
  checked,
  label,
}: Record<'id' | 'name' | 'value' | 'label', string> & { checked: boolean }) {
  return (
    <div class="choice">
      <input type="checkbox" id={id} name={name} value={value} checked={checked} />
      <label for={id}>{label}</label>
    </div>
  )
}

/** Words to add, one a line, and how exactly they are meant. */
export function Words({
  view,
  form,
  errors,
  label,
  required,
}: Props & { label: string; required?: boolean }) {
  return (
    <>
      <Field
        view={view}
        name="words"
        label={label}
        hint={view.t('filters.words_hint')}
        value={form.words}
        errors={errors}
        rows={3}
        {...(required ? { required } : {})}
      />
      <Check id="f-exact" name="exact" value="1" checked={form.exact} label={view.t('filters.exact')} />
    </>
  )
}

/** Where and how. */
export function How({ view, form, errors, also }: Props & { also?: string }) {
  const problem = fieldProblem(view, errors, 'context')
  return (
    <>
      <fieldset class="choices" aria-describedby={problem ? 'f-context-error' : undefined}>
        <legend>{view.t('filters.where')}</legend>
        {contexts.map((one) => (
          <Check
            id={`f-context-${one}`}
            name="context[]"
            value={one}
            checked={form.context.includes(one)}
            label={view.t(`filters.context.${one}`)}
          />
        ))}
        {problem ? (
          <p class="field-error" id="f-context-error">
            {problem}
          </p>
        ) : null}
      </fieldset>
      <Choices
        legend={view.t('filters.how')}
        name="filter_action"
        value={form.action}
        // Clients know a third way; a filter that has it keeps it.
        options={actions
          .filter((one) => one !== 'blur' || also === 'blur')
          .map((value) => ({
            value,
            label: view.t(`filters.action.${value}`),
            ...(value === 'blur' ? {} : { hint: view.t(`filters.action_hint.${value}`) }),
          }))}
      />
    </>
  )
}
