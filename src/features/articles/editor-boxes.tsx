import type { Child } from 'hono/jsx'
import type { AppError } from '../../errors.ts'
import type { Req } from '../../http/env.ts'
import type { View } from '../../ui/view.ts'
import { Field } from '../../ui/widgets/form.tsx'
import type { SiteView } from '../sites/index.ts'
import type { Near } from './articles.ts'
import type { EditorField, EditorForm } from './editor-form.ts'
import type { ArticleRow } from './sql.ts'

export interface EditorProps {
  c: Req
  view: View
  site: SiteView
  form: EditorForm
  /** null: a new article. */
  row: ArticleRow | null
  series: { id: string; title: string }[]
  cover: { url: string } | null
  error?: AppError | null
  /** The text as readers will see it. */
  preview?: string | null
  near?: Near[]
  /** What somebody else saved meanwhile. */
  theirs?: { headline: string; lead: string; body: string } | null
  /** Lines that a paste brought along and that are left out. */
  removed?: string[] | null
}

export function Box({
  props,
  name,
  ...more
}: {
  props: EditorProps
  name: EditorField
  rows?: number
  hint?: string
  type?: string
  required?: boolean
  maxlength?: number
}) {
  const { view, form, error } = props
  return (
    <Field
      view={view}
      name={name}
      label={view.t(`editor.field.${name}`)}
      value={form[name]}
      errors={error?.fields}
      {...more}
    />
  )
}

/** A group of boxes that is folded away until it is needed, or has something wrong in it. */
export function Part({
  props,
  name,
  of,
  open = false,
  children,
}: {
  props: EditorProps
  name: string
  of: EditorField[]
  open?: boolean
  children: Child
}) {
  const wrong = (props.error?.fields ?? []).some(({ field }) => of.includes(field as EditorField))
  return (
    <details class="editor-part" open={open || wrong} data-part={name}>
      <summary>{props.view.t(`editor.part.${name}`)}</summary>
      {children}
    </details>
  )
}
