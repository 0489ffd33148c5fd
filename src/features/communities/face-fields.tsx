import { invalid } from '../../errors.ts'
import type { Params } from '../../http/body.ts'
import type { View } from '../../ui/view.ts'
import { Select, text } from '../../ui/widgets/fields.tsx'
import { languageName, languages } from '../statuses/index.ts'

/** In which language a community talks; what is announced in its name is written in it. */
export function LanguageField({ view, value }: { view: View; value: string }) {
  const known = languages.includes(value) ? languages : [value, ...languages]
  return (
    <Select
      name="language"
      label={view.t('communities.form.language')}
      value={value}
      options={known.map((code) => [code, languageName(view, code)] as const)}
    />
  )
}

export function languageOf(params: Params): string {
  const given = text(params, 'language')
  return /^[a-z]{2,3}$/.test(given) ? given : 'vi'
}

/** A client may leave out the name, as with a person; people look for one. */
export function requireName(form: { display_name: string }): void {
  if (form.display_name.trim() === '') throw invalid({ field: 'display_name', code: 'blank' })
}
