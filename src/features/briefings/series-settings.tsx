import { AppError } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { correctable, oneOf, Select, wholeProblem } from '../../ui/widgets/fields.tsx'
import { Buttons, Field, FormProblem } from '../../ui/widgets/form.tsx'
import { toLogin } from '../auth/index.ts'
import { personOf } from '../communities/index.ts'
import { runningRoles } from './api.ts'
import { readNumber, type Typed, typedOf } from './form-parts.tsx'
import { seriesPath } from './frame.tsx'
import { selectRoles } from './read-sql.ts'
import { removeSeriesRole, setSeriesArchived, setSeriesRole, updateSeries } from './series.ts'
import { getSeries, mayGovern } from './standing.ts'

export const seriesFields = ['name', 'description', 'cadence_months', 'community', 'slug'] as const

/** What a series is called and how often it is held; a new one also where it stands. */
export function SeriesForm({
  view,
  form,
  error,
  action,
  fresh,
}: {
  view: View
  form: Typed
  error: AppError | null
  action: string
  fresh: boolean
}) {
  const { t } = view
  const errors = error?.fields
  return (
    <form class="form" method="post" action={action}>
      <FormProblem text={wholeProblem(view, error)} />
      <Field
        view={view}
        name="name"
        label={t('briefings.form.name')}
        hint={t('briefings.form.name_hint')}
        value={form['name']}
        errors={errors}
        required
      />
      <Field
        view={view}
        name="description"
        label={t('briefings.form.description')}
        value={form['description']}
        errors={errors}
        rows={4}
      />
      <Field
        view={view}
        name="cadence_months"
        label={t('briefings.form.cadence')}
        value={form['cadence_months']}
        errors={errors}
        inputmode="numeric"
        required
      />
      {fresh ? (
        <>
          <Field
            view={view}
            name="community"
            label={t('briefings.form.community')}
            hint={t('briefings.form.community_hint')}
            value={form['community']}
            errors={errors}
            prefix="/xom/"
            autocapitalize="none"
            spellcheck="false"
          />
          <Field
            view={view}
            name="slug"
            label={t('briefings.form.slug')}
            hint={t('briefings.form.slug_hint')}
            value={form['slug']}
            errors={errors}
            prefix="/giao-ban/"
            autocapitalize="none"
            spellcheck="false"
          />
        </>
      ) : null}
      <Buttons>
        <button type="submit" class="primary">
          {t(fresh ? 'briefings.form.open_series' : 'common.save')}
        </button>
      </Buttons>
    </form>
  )
}

async function settingsPage(
  c: Req,
  {
    form,
    error = null,
    acct = '',
    acctError = null,
  }: { form?: Typed; error?: AppError | null; acct?: string; acctError?: AppError | null } = {},
): Promise<Response> {
  const ctx = c.get('ctx')
  const series = await getSeries(ctx, c.get('viewer'), c.req.param('series') ?? '')
  if (!mayGovern(series) && !series.role) throw new AppError('forbidden', 'briefing_needs_role')
  const [roles, view] = await Promise.all([selectRoles(ctx, series.id), viewOf(c)])
  const { t } = view
  const path = seriesPath(series)
  const names = mayGovern(series) || (series.role === 'secretary' && !series.chaired)
  return c.html(
    <Page view={view} title={`${t('briefings.settings')} · ${series.name}`}>
      <h1>{t('briefings.settings')}</h1>
      <p>
        <a href={path}>{series.name}</a>
      </p>
      <SeriesForm
        view={view}
        form={
          form ??
          ({ ...series, community: '', slug: '', cadence_months: String(series.cadence_months) } as never)
        }
        error={error}
        action={`${path}/cai-dat`}
        fresh={false}
      />
      <section class="form">
        <h2>{t('briefings.roles')}</h2>
        <p class="hint">{t('briefings.roles_hint')}</p>
        <ul class="settings-list">
          {roles.map((one) => (
            <li>
              <a href={`/@${one.acct}`}>
                <bdi>{one.display_name || one.username}</bdi>
              </a>{' '}
              <span class="hint">{t(`briefings.role.${one.role}`)}</span>
              {mayGovern(series) || one.account_id === view.viewer?.id ? (
                <form method="post" action={`${path}/vai-tro/${one.account_id}/bo`}>
                  <button type="submit" class="button small">
                    {t(one.account_id === view.viewer?.id ? 'briefings.step_back' : 'briefings.remove')}
                    <span class="visually-hidden"> {one.display_name || one.username}</span>
                  </button>
                </form>
              ) : null}
            </li>
          ))}
        </ul>
      </section>
      {names ? (
        <form class="form" method="post" action={`${path}/vai-tro`}>
          <FormProblem text={wholeProblem(view, acctError)} />
          <Field
            view={view}
            name="acct"
            label={t('briefings.form.acct')}
            value={acct}
            errors={acctError?.fields}
            prefix="@"
            autocapitalize="none"
            spellcheck="false"
            required
          />
          <Select
            name="role"
            label={t('briefings.form.role')}
            value="chair"
            options={runningRoles.map((role) => [role, t(`briefings.role.${role}`)] as const)}
          />
          <Buttons>
            <button type="submit" class="primary">
              {t('briefings.form.name_role')}
            </button>
          </Buttons>
        </form>
      ) : null}
      {mayGovern(series) ? (
        <form class="form" method="post" action={`${path}/${series.archived_at ? 'mo-lai' : 'ket-thuc'}`}>
          <button type="submit" class="button">
            {t(series.archived_at ? 'briefings.reopen_series' : 'briefings.end_series')}
          </button>
        </form>
      ) : null}
    </Page>,
    ((error ?? acctError)?.status ?? 200) as 200,
  )
}

async function saveSettings(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = personOf(c)
  const series = await getSeries(ctx, viewer, c.req.param('series') ?? '')
  const form = typedOf(await readBody(c), seriesFields)
  try {
    await updateSeries(ctx, viewer, series.id, {
      name: form['name']!,
      description: form['description'],
      cadence_months: readNumber(form['cadence_months']!) ?? undefined,
    })
  } catch (thrown) {
    return settingsPage(c, { form, error: correctable(thrown) })
  }
  return redirectWith(c, seriesPath(series), 'common.saved')
}

async function nameRole(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = personOf(c)
  const series = await getSeries(ctx, viewer, c.req.param('series') ?? '')
  const form = typedOf(await readBody(c), ['acct', 'role'])
  try {
    await setSeriesRole(ctx, viewer, series.id, form['acct']!, oneOf(form['role']!, runningRoles, 'chair'))
  } catch (thrown) {
    return settingsPage(c, { acct: form['acct']!, acctError: correctable(thrown) })
  }
  return redirectWith(c, `${seriesPath(series)}/cai-dat`, 'common.saved')
}

/** What a series is called, and who runs it. */
export function seriesSettings(app: App): void {
  app.get('/giao-ban/:series/cai-dat', (c) => (c.get('viewer') ? settingsPage(c) : toLogin(c)))
  app.post('/giao-ban/:series/cai-dat', saveSettings)
  app.post('/giao-ban/:series/vai-tro', nameRole)
  app.post('/giao-ban/:series/vai-tro/:account/bo', async (c) => {
    const series = await getSeries(c.get('ctx'), personOf(c), c.req.param('series'))
    await removeSeriesRole(c.get('ctx'), personOf(c), series.id, c.req.param('account'))
    return redirectWith(c, seriesPath(series), 'common.saved')
  })
  for (const [name, archived] of [
    ['ket-thuc', true],
    ['mo-lai', false],
  ] as const) {
    app.post(`/giao-ban/:series/${name}`, async (c) => {
      const series = await getSeries(c.get('ctx'), personOf(c), c.req.param('series'))
      await setSeriesArchived(c.get('ctx'), personOf(c), series.id, archived)
      return redirectWith(c, seriesPath(series), 'common.saved')
    })
  }
}
