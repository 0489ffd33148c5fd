import type { AppError } from '../errors.ts'
import type { KeptForm } from '../http/kept.ts'
import { Page } from './page.tsx'
import type { View } from './view.ts'

/** Shown to be read and copied; what has no words for people (keys, paths back) and the rest travels hidden. */
const isText = (view: View, name: string, value: string): boolean =>
  /\s/.test(value) || (value.length > 30 && labelOf(view, name) !== view.t('common.kept.field'))

/** Enough to see most of it on a phone, whose lines take some forty characters. */
const rowsFor = (value: string): number =>
  Math.min(
    12,
    Math.max(
      2,
      value.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 40)), 0),
    ),
  )

/** The person's word for a field where there is one: `fields_attributes[0][name]` -> 'fields.fields_attributes'. */
function labelOf(view: View, name: string): string {
  const key = `fields.${name.replace(/\[.*/, '')}`
  const label = view.t(key)
  return label === key ? view.t('common.kept.field') : label
}

interface KeptProps {
  view: View
  kept: KeptForm
  /** A measure that holds writing back for a time (features/measures), instead of a session that has ended. */
  held?: AppError | null
}

/**
 * The answer (401) to a form that came without a session: what was typed, in a form that goes where the first one went.
 * Signing in happens in another tab, so that nothing typed has to travel through passwords, codes and passkeys, and
 * nothing is stored for people whom nobody knows yet.
 */
export function KeptPage({ view, kept, held = null }: KeptProps) {
  const { t } = view
  const title = held ? t('common.kept.held_title') : t('common.kept.title')
  // Signing in is of use where there is no session, or where a new one is asked for.
  const door = held?.reason !== 'measure_read_only'
  return (
    <Page view={view} title={title}>
      <div class="sheet prose">
        <h1>{title}</h1>
        <p class="lead">{held ? t(`errors.${held.reason}`, held.params) : t('common.kept.text')}</p>
        {held ? <p>{t('common.kept.held')}</p> : null}
        {kept.files ? <p class="aside">{t('common.kept.files')}</p> : null}
        {kept.secrets ? <p class="aside">{t('common.kept.secrets')}</p> : null}
        {door ? (
          <ol>
            <li>{t('common.kept.first')}</li>
            <li>{t('common.kept.then')}</li>
          </ol>
        ) : null}
        <form method="post" action={kept.action}>
          {kept.files ? <input type="hidden" name="files_lost" value="1" /> : null}
          {kept.pairs.map(([name, value], at) =>
            isText(view, name, value) ? (
              <div class="field">
                <label for={`kept-${at}`}>{labelOf(view, name)}</label>
                <textarea id={`kept-${at}`} name={name} rows={rowsFor(value)} dir="auto">
                  {value.startsWith('\n') || value.startsWith('\r') ? `\n${value}` : value}
                </textarea>
              </div>
            ) : (
              <input type="hidden" name={name} value={value} />
            ),
          )}
          <p class="buttons">
            {door ? (
              <a class="button primary" href="/login?next=%2Flogin%2Fdone" target="_blank" rel="noopener">
                {t('common.kept.sign_in')}
              </a>
            ) : null}
            <button type="submit" class="button">
              {t('common.kept.send')}
            </button>
          </p>
        </form>
      </div>
    </Page>
  )
}
