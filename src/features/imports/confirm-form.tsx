import type { AppError } from '../../errors.ts'
import { formatDate, formatNumber } from '../../lib/format/index.ts'
import type { View } from '../../ui/view.ts'
import { Tick, wholeProblem } from '../../ui/widgets/fields.tsx'
import { Buttons, Choices, Field, FormProblem } from '../../ui/widgets/form.tsx'
import type { SiteView } from '../sites/index.ts'
import { type Found, pageChoices } from './api.ts'
import type { ImportRow } from './sql.ts'

/** Labels that can be given a section; a blog with more has most of them once. */
const MOST_SHOWN = 60

/** What the file holds, in numbers. */
export function FoundList({ view, row }: { view: View; row: ImportRow }) {
  const { t, locale } = view
  const found = row.found
  const lines: [string, string][] = [
    [t('imports.found.format'), t(`imports.format.${row.format || 'atom'}`)],
    [t('imports.found.articles'), formatNumber(found.articles, locale)],
    [t('imports.found.pages'), formatNumber(found.pages, locale)],
    [t('imports.found.drafts'), formatNumber(found.drafts, locale)],
    [t('imports.found.comments'), formatNumber(found.comments, locale)],
    ...(found.first && found.last
      ? [
          [
            t('imports.found.years'),
            t('imports.found.from_to', {
              from: formatDate(new Date(found.first), locale),
              to: formatDate(new Date(found.last), locale),
            }),
          ] as [string, string],
        ]
      : []),
  ]
  return (
    <dl class="import-facts">
      {lines.map(([label, value]) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Labels({ view, site, found }: { view: View; site: SiteView; found: Found }) {
  const sections = site.site.sections ?? []
  if (found.labels.length === 0) return null
  if (sections.length === 0) return <p class="hint">{view.t('imports.labels.no_sections')}</p>
  return (
    <fieldset class="import-labels">
      <legend>{view.t('imports.labels')}</legend>
      <p class="hint">{view.t('imports.labels.hint')}</p>
      {found.labels.slice(0, MOST_SHOWN).map((label, n) => (
        <div class="field import-label">
          <input type="hidden" name="label[]" value={label.name} />
          <label for={`f-section-${n}`}>
            <bdi>{label.name}</bdi>{' '}
            <span class="hint">{view.t('imports.labels.count', { count: label.count })}</span>
          </label>
          <select id={`f-section-${n}`} name="section[]">
            <option value="">{view.t('imports.labels.tag')}</option>
            {sections.map((section) => (
              <option value={section.slug} selected={section.name.toLowerCase() === label.name.toLowerCase()}>
                {section.name}
              </option>
            ))}
          </select>
        </div>
      ))}
    </fieldset>
  )
}

/** What is in the file, and how to go on with it. Nothing has been brought in yet. */
export function ConfirmForm({
  view,
  site,
  row,
  path,
  address,
  error,
}: {
  view: View
  site: SiteView
  row: ImportRow
  path: string
  /** As it was typed. */
  address: string
  error: AppError | null
}) {
  const { t } = view
  return (
    <>
      <FoundList view={view} row={row} />
      {row.found.titles.length > 0 ? (
        <>
          <h2>{t('imports.found.titles')}</h2>
          <ul>
            {row.found.titles.map((title) => (
              <li dir="auto">{title}</li>
            ))}
          </ul>
        </>
      ) : null}
      <form class="form" method="post" action={path}>
        <h2>{t('imports.confirm.title')}</h2>
        <p class="hint">{t('imports.confirm.about')}</p>
        <FormProblem text={wholeProblem(view, error)} />
        <Field
          view={view}
          name="old_address"
          label={t('imports.confirm.address')}
          hint={t('imports.confirm.address_hint')}
          value={address}
          errors={error?.fields}
          inputmode="url"
          maxlength={2000}
          autocapitalize="none"
          spellcheck="false"
        />
        {row.found.pages > 0 ? (
          <Choices
            legend={t('imports.confirm.pages')}
            name="pages"
            value="draft"
            options={pageChoices.map((value) => ({ value, label: t(`imports.confirm.pages.${value}`) }))}
          />
        ) : null}
        {row.found.comments > 0 ? (
          <Tick
            name="comments"
            label={t('imports.confirm.comments')}
            hint={t('imports.confirm.comments_hint')}
            checked
          />
        ) : null}
        <Tick
          name="pictures"
          label={t('imports.confirm.pictures')}
          hint={t('imports.confirm.pictures_hint')}
          checked
        />
        <Labels view={view} site={site} found={row.found} />
        <Buttons>
          <button type="submit" class="primary">
            {t('imports.confirm.go')}
          </button>
        </Buttons>
      </form>
    </>
  )
}
