import { AppError, type FieldError } from '../../errors.ts'
import { check, type Params, readBody } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { formatRelative } from '../../lib/format/index.ts'
import { redirectWith } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { Choices, Field } from '../../ui/widgets/form.tsx'
import { SettingsPage } from '../../ui/widgets/settings-nav.tsx'
import { type Filter, UpdateFilter } from './api.ts'
import { getFilter, updateFilter } from './filters.ts'
import { Check, type Form, How, lifetimes, readForm, Words, wordsOf } from './form.tsx'

type Keyword = Filter['keywords'][number]

interface Edit extends Form {
  title: string
  keywords: (Keyword & { remove: boolean })[]
}

const asItIs = (filter: Filter): Edit => ({
  title: filter.title,
  words: '',
  exact: false,
  context: filter.context,
  action: filter.filter_action,
  expires: 'keep',
  keywords: filter.keywords.map((word) => ({ ...word, remove: false })),
})

/** What was typed, as typed; each keyword's fields carry its id. */
const typed = (params: Params, filter: Filter): Edit => ({
  ...readForm(params),
  title: typeof params['title'] === 'string' ? params['title'] : '',
  keywords: filter.keywords.map((word) => ({
    ...word,
    keyword:
      typeof params[`keyword_${word.id}`] === 'string' ? String(params[`keyword_${word.id}`]) : word.keyword,
    whole_word: params[`whole_${word.id}`] === '1',
    exact_marks: params[`exact_${word.id}`] === '1',
    remove: params[`remove_${word.id}`] === '1',
  })),
})

function KeywordFields({
  view,
  word,
  n,
  errors,
}: {
  view: View
  word: Edit['keywords'][number]
  n: number
  errors: FieldError[]
}) {
  const box = (name: string, checked: boolean, label: string) => (
    <Check
      id={`f-${name}-${word.id}`}
      name={`${name}_${word.id}`}
      value="1"
      checked={checked}
      label={label}
    />
  )
  return (
    <fieldset class="choices">
      <legend class="visually-hidden">{view.t('filters.keyword', { n })}</legend>
      <Field
        view={view}
        name={`keyword_${word.id}`}
        label={view.t('filters.keyword', { n })}
        value={word.keyword}
        errors={errors}
        maxlength={500}
        required
      />
      {box('exact', word.exact_marks, view.t('filters.exact'))}
      {box('whole', word.whole_word, view.t('filters.whole'))}
      {box('remove', word.remove, view.t('filters.remove'))}
    </fieldset>
  )
}

function EditForm({
  view,
  filter,
  form,
  errors,
}: {
  view: View
  filter: Filter
  form: Edit
  errors: FieldError[]
}) {
  const end = filter.expires_at ? new Date(filter.expires_at) : null
  const keep = end
    ? view.t('filters.lifetime.keep', { when: formatRelative(end, view.now, view.locale) })
    : view.t('filters.lifetime.keep_never')
  return (
    <form method="post" action={`/settings/filters/${filter.id}`} class="form">
      <Field
        view={view}
        name="title"
        label={view.t('filters.name')}
        hint={view.t('filters.name_hint')}
        value={form.title}
        errors={errors}
        maxlength={255}
        required
      />
      {form.keywords.map((word, at) => (
        <KeywordFields view={view} word={word} n={at + 1} errors={errors} />
      ))}
      <Words view={view} form={form} errors={errors} label={view.t('filters.more_words')} />
      <How view={view} form={form} errors={errors} also={filter.filter_action} />
      <Choices
        legend={view.t('filters.how_long')}
        name="expires_in"
        value={form.expires}
        options={[
          { value: 'keep', label: keep },
          ...lifetimes.map((value) => ({ value, label: view.t(`filters.lifetime.${value || 'never'}`) })),
        ]}
      />
      <p class="buttons">
        <button type="submit" class="button primary">
          {view.t('filters.save')}
        </button>
        <a class="button" href="/settings/filters">
          {view.t('common.cancel')}
        </a>
      </p>
    </form>
  )
}

async function page(c: Req, filter: Filter, form: Edit, errors: FieldError[] = []): Promise<Response> {
  const view = await viewOf(c)
  return c.html(
    <SettingsPage view={view} title={view.t('filters.edit_title')}>
      <EditForm view={view} filter={filter} form={form} errors={errors} />
    </SettingsPage>,
    errors.length > 0 ? 422 : 200,
  )
}

/** Which field of the form is meant: a keyword that is refused is one of those that are there, or among the new ones. */
function placed(errors: readonly FieldError[], form: Edit): FieldError[] {
  const wrong = form.keywords.find(
    ({ keyword, remove }) => !remove && (keyword.trim() === '' || keyword.length > 500),
  )
  const field = wrong ? `keyword_${wrong.id}` : 'words'
  return errors.map((one) => (one.field.startsWith('keywords_attributes') ? { ...one, field } : one))
}

async function save(c: Req, viewer: Viewer): Promise<Response> {
  const ctx = c.get('ctx')
  const filter = await getFilter(ctx, viewer, c.req.param('id') ?? '')
  const form = typed(await readBody(c), filter)
  try {
    const input = check(UpdateFilter, {
      title: form.title,
      context: form.context,
      filter_action: form.action,
      ...(form.expires === 'keep' ? {} : { expires_in: form.expires }),
      keywords_attributes: [
        ...form.keywords.map(({ remove, id, ...word }) =>
          remove ? { id, _destroy: true } : { id, ...word },
        ),
        ...wordsOf(form.words).map((keyword) => ({ keyword, whole_word: true, exact_marks: form.exact })),
      ],
    })
    await updateFilter(ctx, viewer, filter.id, input)
  } catch (error) {
    if (!(error instanceof AppError) || error.fields.length === 0) throw error
    return page(c, filter, form, placed(error.fields, form))
  }
  return redirectWith(c, '/settings/filters', 'filters.saved')
}

/** One filter, to change everything of it. */
export function editPages(app: App): void {
  app.get('/settings/filters/:id', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return c.redirect('/login?next=%2Fsettings%2Ffilters', 303)
    const filter = await getFilter(c.get('ctx'), viewer, c.req.param('id'))
    return page(c, filter, asItIs(filter))
  })

  app.post('/settings/filters/:id', async (c) => {
    const viewer = c.get('viewer')
    return viewer ? save(c, viewer) : c.redirect('/login?next=%2Fsettings%2Ffilters', 303)
  })
}
