import type { AppError } from '../../errors.ts'
import type { View } from '../../ui/view.ts'
import { Tick, wholeProblem } from '../../ui/widgets/fields.tsx'
import { Buttons, Choices, Field, FormProblem } from '../../ui/widgets/form.tsx'
import type { Session } from '../briefings/index.ts'
import { type Kind, kinds } from './api.ts'
import { questionsPath } from './parts.tsx'
import { limits } from './rules.ts'

export interface Typed {
  kind: Kind
  text: string
  addressed_to: string
  anonymous: boolean
}

export interface Near {
  number: number
  text: string
}

interface AskProps {
  view: View
  session: Session
  typed?: Typed
  /** What may say the same; shown once. */
  near?: Near[]
  error?: AppError
}

/** To send in a question or a statement; open at once when something is to be put right or looked at. */
export function AskForm({ view, session, typed, near = [], error }: AskProps) {
  const { t } = view
  if (!view.viewer)
    return (
      <p>
        <a href="/login">{t('questions.sign_in')}</a>
      </p>
    )
  return (
    <details class="sheet ask" open={typed !== undefined}>
      <summary>{t('questions.ask')}</summary>
      <form method="post" action={questionsPath(session)} data-turbo="false">
        <FormProblem text={error && error.fields.length === 0 ? wholeProblem(view, error) : null} />
        <Choices
          legend={t('questions.kind')}
          name="kind"
          value={typed?.kind ?? 'question'}
          options={kinds.map((kind) => ({
            value: kind,
            label: t(`questions.kind.${kind}`),
            hint: t(`questions.kind.${kind}_hint`),
          }))}
        />
        <Field
          view={view}
          name="text"
          label={t('questions.text')}
          hint={t('questions.text_hint', { limit: limits.text })}
          value={typed?.text ?? ''}
          errors={error?.fields}
          rows={4}
          required
        />
        <Field
          view={view}
          name="addressed_to"
          label={t('questions.addressed_to')}
          hint={t('questions.addressed_to_hint')}
          value={typed?.addressed_to ?? ''}
          errors={error?.fields}
        />
        <Tick
          name="anonymous"
          label={t('questions.anonymous')}
          hint={t('questions.anonymous_hint')}
          checked={typed?.anonymous ?? false}
        />
        {near.length > 0 ? (
          <section class="near" aria-labelledby="near-title">
            <h2 id="near-title">{t('questions.near')}</h2>
            <p>{t('questions.near_hint')}</p>
            <ul>
              {near.map(({ number, text }) => (
                <li>
                  <a href={`${questionsPath(session)}/${number}`}>{`#${number}`}</a>{' '}
                  <span dir="auto">{text}</span>
                </li>
              ))}
            </ul>
            <input type="hidden" name="confirmed" value="1" />
          </section>
        ) : null}
        <Buttons>
          <button type="submit" class="button primary">
            {t(near.length > 0 ? 'questions.send_anyway' : 'questions.send')}
          </button>
        </Buttons>
      </form>
    </details>
  )
}
