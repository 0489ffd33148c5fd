import { AppError, forbidden, notFound, unauthorized } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { formatDate } from '../../lib/format/index.ts'
import { vietnamDay } from '../../lib/time.ts'
import { redirectWith } from '../../ui/flash.ts'
import { type Locale, localeNames, locales } from '../../ui/i18n/index.ts'
import { render } from '../../ui/render.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { Field, FormProblem } from '../../ui/widgets/form.tsx'
import {
  listTexts,
  type NetworkText,
  publishText,
  standardText,
  type TextKind,
  textKinds,
} from '../instance/index.ts'
import { Desk } from './views.tsx'

const path = '/admin/terms'

function adminOf(c: Req): Viewer {
  const viewer = c.get('viewer')
  if (!viewer) throw unauthorized()
  if (viewer.role === 'user') throw notFound()
  if (viewer.role !== 'admin') throw forbidden()
  c.header('Cache-Control', 'no-store')
  return viewer
}

interface Props {
  view: View
  kind: TextKind
  versions: NetworkText[]
  typed: Record<string, unknown>
  error?: AppError | undefined
}

/** A new version of one text; it begins with the words of the newest, or with ours. */
function VersionForm({ view, kind, versions, typed, error }: Props) {
  const value = (name: string, fallback: string) =>
    typeof typed[name] === 'string' ? (typed[name] as string) : fallback
  const label = (name: string) => view.t(`admin.text.${name}`)
  return (
    <section class="sheet" id={kind}>
      <h2>{view.t(`instance.${kind}.title`)}</h2>
      <p class="hint">
        {versions.length === 0 ? label(`none_${kind}`) : null}{' '}
        {locales.map((locale) => (
          <>
            <a href={`${path}?start=${kind}&language=${locale}#${kind}`} hreflang={locale}>
              {view.t('admin.text.start', { language: localeNames[locale] })}
            </a>{' '}
          </>
        ))}
      </p>
      {versions.length > 0 ? (
        <ul>
          {versions.map((one) => (
            <li>
              <a href={`/${kind}/${one.date}`}>{formatDate(one.effectiveAt, view.locale)}</a>{' '}
              <span class="badge">{label(one.effective ? 'effective' : 'coming')}</span> {one.changes}
            </li>
          ))}
        </ul>
      ) : null}
      <form method="post" action={`${path}/${kind}`}>
        <FormProblem text={error ? view.t(`errors.${error.reason}`, error.params) : null} />
        <Field
          view={view}
          name={`${kind}_text`}
          label={label('text')}
          hint={label('text_hint')}
          value={value('text', versions[0]?.text ?? '')}
          errors={renamed(error, kind)}
          rows={12}
          required
          maxlength={100_000}
        />
        <Field
          view={view}
          name={`${kind}_changes`}
          label={label('changes')}
          value={value('changes', '')}
          errors={renamed(error, kind)}
          maxlength={500}
        />
        <Field
          view={view}
          name={`${kind}_effective_on`}
          type="date"
          label={label('effective_on')}
          hint={label('effective_hint')}
          value={value('effective_on', vietnamDay(view.now))}
          errors={renamed(error, kind)}
          required
        />
        <p class="buttons">
          <button type="submit" class="button primary">
            {label('publish')}
          </button>
        </p>
      </form>
    </section>
  )
}

/** Two forms on one page: their boxes bear the kind in their names. */
const renamed = (error: AppError | undefined, kind: TextKind) =>
  error?.fields?.map((field) => ({ ...field, field: `${kind}_${field.field}` }))

async function show(
  c: Req,
  typed: { kind: TextKind; values: Record<string, unknown> } | null,
  error?: AppError,
) {
  const ctx = c.get('ctx')
  const [view, ...texts] = await Promise.all([viewOf(c), ...textKinds.map((kind) => listTexts(ctx, kind))])
  const title = view.t('admin.terms')
  return render(
    c,
    <Desk view={view} title={title}>
      <p class="hint">{view.t('admin.text.lead')}</p>
      {textKinds.map((kind, at) => (
        <VersionForm
          view={view}
          kind={kind}
          versions={texts[at]!}
          typed={typed?.kind === kind ? typed.values : {}}
          error={typed?.kind === kind ? error : undefined}
        />
      ))}
    </Desk>,
    error ? 422 : 200,
  )
}

/** Terms of service and privacy policy, in versions. */
export function termsPages(app: App): void {
  app.get(path, async (c) => {
    adminOf(c)
    const start = textKinds.find((kind) => kind === c.req.query('start'))
    if (!start) return show(c, null)
    const language: Locale = c.req.query('language') === 'en' ? 'en' : 'vi'
    const { name } = c.get('network') ?? { name: c.get('ctx').config.domain }
    return show(c, { kind: start, values: { text: standardText(start, language, name) } })
  })

  for (const kind of textKinds) {
    app.post(`${path}/${kind}`, async (c) => {
      const viewer = adminOf(c)
      const body = await readBody(c)
      const values = Object.fromEntries(
        ['text', 'changes', 'effective_on'].map((name) => [name, body[`${kind}_${name}`]]),
      )
      try {
        await publishText(c.get('ctx'), viewer, { ...values, kind })
      } catch (error) {
        if (!(error instanceof AppError) || error.status !== 422) throw error
        return show(c, { kind, values }, error)
      }
      return redirectWith(c, path, 'common.saved')
    })
  }
}
