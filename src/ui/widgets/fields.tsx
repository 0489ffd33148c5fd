import { AppError, type FieldError } from '../../errors.ts'
import type { Params } from '../../http/body.ts'
import type { View } from '../view.ts'
import { fieldProblem } from './form.tsx'

/** A box to tick, with a word on what it does. A box that is not ticked is not sent: absent means no. */
export function Tick({
  name,
  label,
  hint,
  checked,
}: {
  name: string
  label: string
  hint?: string
  checked: boolean
}) {
  const id = `f-${name}`
  return (
    <div class="choice">
      <input
        type="checkbox"
        id={id}
        name={name}
        value="1"
        checked={checked}
        aria-describedby={hint ? `${id}-hint` : undefined}
      />
      <label for={id}>{label}</label>
      {hint ? (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  )
}

export function Select({
  name,
  label,
  value,
  options,
}: {
  name: string
  label: string
  value: string
  options: readonly (readonly [value: string, label: string])[]
}) {
  const id = `f-${name}`
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} name={name}>
        {options.map(([option, text]) => (
          <option value={option} selected={option === value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}

export const crops = ['centre', 'top', 'bottom'] as const

/** The picture there is, a place for another, which part of that to keep, and a way to have none. */
export function PictureField({
  view,
  kind,
  src,
  crop,
  remove,
  errors,
}: {
  view: View
  kind: 'avatar' | 'header'
  src: string | null
  crop: string
  remove: boolean
  errors: readonly FieldError[]
}) {
  const { t } = view
  const problem = fieldProblem(view, errors, kind)
  const described = [`f-${kind}-hint`, problem ? `f-${kind}-error` : ''].filter(Boolean).join(' ')
  return (
    <fieldset class={`picture-field picture-${kind}`}>
      <legend>{t(`settings.profile.${kind}`)}</legend>
      {src && !view.textOnly ? (
        <img
          src={src}
          alt={t(`settings.profile.${kind}_now`)}
          width={kind === 'avatar' ? 96 : 480}
          height={kind === 'avatar' ? 96 : 160}
        />
      ) : null}
      <div class="field">
        <label for={`f-${kind}`}>{t('settings.profile.choose')}</label>
        <p class="hint" id={`f-${kind}-hint`}>
          {t(`settings.profile.${kind}_hint`)}
        </p>
        <input
          type="file"
          id={`f-${kind}`}
          name={kind}
          accept="image/jpeg,image/png,image/webp,image/gif,image/avif"
          aria-describedby={described}
          aria-invalid={problem ? 'true' : undefined}
        />
        {problem ? (
          <p class="field-error" id={`f-${kind}-error`}>
            {problem}
          </p>
        ) : null}
      </div>
      <Select
        name={`${kind}_crop`}
        label={t('settings.profile.crop')}
        value={crop}
        options={crops.map((part) => [part, t(`settings.profile.crop.${part}`)] as const)}
      />
      {src ? (
        <Tick name={`remove_${kind}`} label={t(`settings.profile.remove_${kind}`)} checked={remove} />
      ) : null}
    </fieldset>
  )
}

export const text = (params: Params, name: string): string => {
  const value = params[name]
  return typeof value === 'string' ? value : ''
}

export const ticked = (params: Params, name: string): boolean =>
  text(params, name) === '1' || text(params, name) === 'on'

/** The value when it is one of `allowed`, else what it would have been. */
export function oneOf<T extends string>(value: string, allowed: readonly T[], otherwise: T): T {
  return allowed.find((one) => one === value) ?? otherwise
}

/** What a person can put right is shown with her form; anything else goes on to the error page. */
export function correctable(thrown: unknown): AppError {
  if (thrown instanceof AppError && (thrown.status === 422 || thrown.status === 413)) return thrown
  throw thrown
}

/** The sentence for the whole form, when the fault lies in no single field. */
export const wholeProblem = (view: View, error: AppError | null): string | null =>
  error ? view.t(`errors.${error.reason}`, error.params) : null
