import { AppError, type FieldError } from '../../errors.ts'
import { check, readBody } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { formatRelative } from '../../lib/format/index.ts'
import { redirectWith } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Choices } from '../../ui/widgets/form.tsx'
import { SettingsPage } from '../../ui/widgets/settings-nav.tsx'
import { CreateFilter, type Filter } from './api.ts'
import { editPages } from './edit-page.tsx'
import { createFilter, deleteFilter, listFilters } from './filters.ts'
import { type Form, fresh, How, lifetimes, readForm, Words, wordsOf } from './form.tsx'

function Row({ view, filter }: { view: View; filter: Filter }) {
  const end = filter.expires_at ? new Date(filter.expires_at) : null
  return (
    <li class="waiting">
      <p class="waiting-text">
        <strong>{filter.title}</strong>
      </p>
      <p>
        <small>
          {view.t(`filters.action.${filter.filter_action}`)} ·{' '}
          {filter.context.map((one) => view.t(`filters.context.${one}`)).join(', ')}
          {end
            ? ` · ${view.t(end < view.now ? 'filters.ended' : 'filters.ends', { when: formatRelative(end, view.now, view.locale) })}`
            : ''}
        </small>
      </p>
      <form method="post" class="buttons" action={`/settings/filters/${filter.id}/delete`}>
        <a class="button small" href={`/settings/filters/${filter.id}`}>
          {view.t('filters.edit')}
          <span class="visually-hidden"> {filter.title}</span>
        </a>
        <button type="submit" class="button danger small">
          {view.t('filters.delete')}
        </button>
      </form>
    </li>
  )
}

function FilterForm({ view, form, errors }: { view: View; form: Form; errors: FieldError[] }) {
  return (
    <form method="post" action="/settings/filters" class="form">
      <h2>{view.t('filters.add')}</h2>
      <Words view={view} form={form} errors={errors} label={view.t('filters.words')} required />
      <How view={view} form={form} errors={errors} />
      <Choices
        legend={view.t('filters.how_long')}
        name="expires_in"
        value={form.expires}
        options={lifetimes.map((value) => ({ value, label: view.t(`filters.lifetime.${value || 'never'}`) }))}
      />
      <p class="buttons">
        <button type="submit" class="button primary">
          {view.t('filters.save')}
        </button>
      </p>
    </form>
  )
}

async function page(c: Req, viewer: Viewer, form: Form, errors: FieldError[] = [], status: 200 | 422 = 200) {
  const [filters, view] = await Promise.all([listFilters(c.get('ctx'), viewer), viewOf(c)])
  return c.html(
    <SettingsPage view={view} title={view.t('filters.title')}>
      <p>{view.t('filters.intro')}</p>
      {filters.length === 0 ? (
        <EmptyState icon="mute" text={view.t('filters.empty')} />
      ) : (
        <ul class="waiting-list">
          {filters.map((filter) => (
            <Row view={view} filter={filter} />
          ))}
        </ul>
      )}
      <FilterForm view={view} form={form} errors={errors} />
    </SettingsPage>,
    status,
  )
}

/** The reader's own filters, made with one form; a client may know finer ones. */
export function filterPages(app: App): void {
  const door = (c: Req) => c.redirect('/login?next=%2Fsettings%2Ffilters', 303)

  app.get('/settings/filters', async (c) => {
    const viewer = c.get('viewer')
    return viewer ? page(c, viewer, fresh) : door(c)
  })

  app.post('/settings/filters', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return door(c)
    const form = readForm(await readBody(c))
    const words = wordsOf(form.words)
    try {
      const input = check(CreateFilter, {
        title: words.join(', ').slice(0, 255),
        context: form.context,
        filter_action: form.action,
        expires_in: form.expires,
        keywords_attributes: words.map((keyword) => ({ keyword, whole_word: true, exact_marks: form.exact })),
      })
      await createFilter(c.get('ctx'), viewer, input)
    } catch (error) {
      if (!(error instanceof AppError) || error.fields.length === 0) throw error
      const fields = error.fields.map((one) => (one.field === 'context' ? one : { ...one, field: 'words' }))
      return page(c, viewer, form, fields, 422)
    }
    return redirectWith(c, '/settings/filters', 'filters.saved')
  })

  editPages(app)

  app.post('/settings/filters/:id/delete', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return door(c)
    await deleteFilter(c.get('ctx'), viewer, c.req.param('id'))
    return redirectWith(c, '/settings/filters', 'filters.deleted')
  })
}
