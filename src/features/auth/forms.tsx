import type { Child } from 'hono/jsx'
import type { AppError } from '../../errors.ts'
import { Page } from '../../ui/page.tsx'
import type { View } from '../../ui/view.ts'

/** What is wrong with one field, in the reader's words, or null. */
export function problemOf(view: View, error: AppError | null | undefined, field: string): string | null {
  const wrong = error?.fields.find((one) => one.field === field)
  return wrong ? view.t(`fields.errors.${wrong.code}`, wrong.params ?? {}) : null
}

interface FieldProps {
  view: View
  name: string
  label: string
  type?: string
  value?: string | undefined
  hint?: string | undefined
  error?: AppError | null | undefined
  /** The field's name in the error, when it differs from the input's. */
  field?: string
  autocomplete?: string
  inputmode?: string
  required?: boolean
  autofocus?: boolean
  minlength?: number
  maxlength?: number
}

/** A labelled input with its hint and its error, tied together for screen readers. */
export function Field(props: FieldProps) {
  const { view, name, label, type = 'text', value, hint, error, autocomplete, required = false } = props
  const problem = problemOf(view, error, props.field ?? name)
  const described = [hint ? `${name}-hint` : '', problem ? `${name}-error` : ''].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        type={type}
        value={value ?? ''}
        required={required}
        autofocus={props.autofocus ?? false}
        autocomplete={autocomplete ?? 'off'}
        autocapitalize={type === 'text' && autocomplete === 'username' ? 'none' : undefined}
        spellcheck={autocomplete ? false : undefined}
        inputmode={props.inputmode as 'numeric' | undefined}
        minlength={props.minlength}
        maxlength={props.maxlength}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={described || undefined}
      />
      {hint ? (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
      {problem ? (
        <p class="field-error" id={`${name}-error`}>
          {problem}
        </p>
      ) : null}
    </div>
  )
}

/** The sentence above a form that came back; a reader hears it at once. */
export function FormError({ view, error }: { view: View; error?: AppError | null | undefined }) {
  if (!error) return null
  return (
    <p class="problem" role="alert">
      {view.t(`errors.${error.reason}`, error.params)}
    </p>
  )
}

/** A form that posts to `action`. Turbo stays out where the answer may lead to another site or change the CSP. */
export function Form({ action, children, plain }: { action: string; children?: Child; plain?: boolean }) {
  return (
    <form method="post" action={action} class="form" data-turbo={plain ? 'false' : undefined}>
      {children}
    </form>
  )
}

export function Submit({ label, kind = 'primary' }: { label: string; kind?: 'primary' | 'danger' | '' }) {
  return (
    <p class="buttons">
      <button type="submit" class={kind ? `button ${kind}` : 'button'}>
        {label}
      </button>
    </p>
  )
}

/** A page of the door: one narrow column with one thing to do. */
export function DoorPage({ view, title, children }: { view: View; title: string; children?: Child }) {
  return (
    <Page view={view} title={title}>
      <div class="sheet door">
        <h1>{title}</h1>
        {children}
      </div>
    </Page>
  )
}

export { SettingsPage } from '../../ui/widgets/settings-nav.tsx'

/** "Your current password", for people who have one. */
export function CurrentPassword({
  view,
  error,
  needed,
  id = 'current_password',
}: {
  view: View
  error?: AppError | null | undefined
  needed: boolean
  id?: string
}) {
  if (!needed) return null
  return (
    <Field
      view={view}
      name={id}
      field="current_password"
      label={view.t('auth.current_password')}
      type="password"
      autocomplete="current-password"
      required
      error={error}
    />
  )
}

/** A new password, with what makes a good one. */
export function NewPassword({
  view,
  name,
  label,
  error,
}: Pick<FieldProps, 'view' | 'name' | 'label' | 'error'>) {
  return (
    <Field
      view={view}
      name={name}
      label={label}
      type="password"
      hint={view.t('auth.password_hint')}
      autocomplete="new-password"
      minlength={8}
      required
      error={error}
    />
  )
}

/** One of several forms on a settings page: its title, what is wrong with it, the form itself. */
export function FormSection({
  view,
  id,
  title,
  intro,
  action,
  error,
  children,
}: {
  view: View
  id: string
  title: string
  intro?: Child
  action: string
  error?: AppError | null | undefined
  children: Child
}) {
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {intro}
      <FormError view={view} error={error} />
      <Form action={action}>{children}</Form>
    </section>
  )
}
