import { type AppError, forbidden } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { redirectWith } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { correctable, oneOf, Select, text, wholeProblem } from '../../ui/widgets/fields.tsx'
import { Buttons, Field, FormProblem } from '../../ui/widgets/form.tsx'
import { type Account, presentAccounts } from '../accounts/index.ts'
import { toLogin } from '../auth/index.ts'
import { personOf } from '../communities/index.ts'
import { DeskFrame } from './desk-frame.tsx'
import { type SiteView, siteOf } from './present.ts'
import { addSeries, removeSeries, removeStaff, setStaff } from './sites.ts'
import { type SeriesRow, type StaffRow, selectSeries, selectStaff } from './sql.ts'
import { reaches } from './standing.ts'

interface Member extends StaffRow {
  account: Account
}

async function staffOf(c: Req, site: SiteView): Promise<Member[]> {
  const rows = await selectStaff(c.get('ctx'), site.id)
  const accounts = await presentAccounts(
    c.get('ctx'),
    rows.map((row) => row.account_id),
  )
  return rows.flatMap((row) => {
    const account = accounts.get(row.account_id)
    return account ? [{ ...row, account }] : []
  })
}

const nameOf = ({ account }: Member): string => account.display_name || account.username

/** Who works on it: on its own page and on the desk. */
export function StaffList({
  view,
  site,
  staff,
  manage,
}: {
  view: View
  site: SiteView
  staff: Member[]
  manage: boolean
}) {
  return (
    <ul class="site-staff">
      {staff.map((one) => (
        <li>
          <a href={`/@${one.account.acct}`}>
            <bdi>{nameOf(one)}</bdi>
          </a>{' '}
          <span class="hint">{one.title || view.t(`sites.role.${one.role}`)}</span>
          {one.role !== 'owner' && (manage || one.account_id === view.viewer?.id) ? (
            <form method="post" action={`${site.path}/quan-tri/nhan-su/${one.account_id}/bo`}>
              <button type="submit" class="button small">
                {view.t(one.account_id === view.viewer?.id ? 'sites.staff.leave' : 'sites.staff.remove')}
                <span class="visually-hidden"> {nameOf(one)}</span>
              </button>
            </form>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

interface StaffForm {
  acct: string
  role: string
  title: string
}

async function staffPage(c: Req, site: SiteView, form: StaffForm, error: AppError | null): Promise<Response> {
  if (!site.site.role) throw forbidden('site_needs_role')
  const [view, staff] = await Promise.all([viewOf(c), staffOf(c, site)])
  const owner = site.site.role === 'owner'
  const { t } = view
  return c.html(
    <DeskFrame c={c} view={view} site={site} title={t('sites.desk.staff')}>
      <StaffList view={view} site={site} staff={staff} manage={owner} />
      {owner ? (
        <form class="form" method="post" action={`${site.path}/quan-tri/nhan-su`}>
          <h2>{t('sites.staff.add')}</h2>
          <FormProblem text={wholeProblem(view, error)} />
          <Field
            view={view}
            name="acct"
            label={t('sites.staff.acct')}
            hint={t('sites.staff.acct_hint')}
            value={form.acct}
            errors={error?.fields}
            prefix="@"
            autocapitalize="none"
            spellcheck="false"
            required
          />
          <Select
            name="role"
            label={t('sites.staff.role')}
            value={form.role}
            options={(['contributor', 'editor'] as const).map(
              (role) => [role, t(`sites.role_long.${role}`)] as const,
            )}
          />
          <Field
            view={view}
            name="title"
            label={t('sites.staff.title')}
            hint={t('sites.staff.title_hint')}
            value={form.title}
            errors={error?.fields}
          />
          <Buttons>
            <button type="submit" class="primary">
              {t('sites.staff.add_do')}
            </button>
          </Buttons>
        </form>
      ) : null}
    </DeskFrame>,
    (error?.status ?? 200) as 200,
  )
}

async function addStaff(c: Req): Promise<Response> {
  const viewer = personOf(c)
  const site = await siteOf(c)
  const body = await readBody(c)
  const form = { acct: text(body, 'acct'), role: text(body, 'role'), title: text(body, 'title') }
  try {
    const role = oneOf(form.role, ['contributor', 'editor'] as const, 'contributor')
    await setStaff(c.get('ctx'), viewer, site.id, form.acct, role, form.title)
  } catch (thrown) {
    return staffPage(c, site, form, correctable(thrown))
  }
  return redirectWith(c, `${site.path}/quan-tri/nhan-su`, 'common.saved')
}

interface SeriesForm {
  title: string
  description: string
}

function SeriesList({ view, site, series }: { view: View; site: SiteView; series: SeriesRow[] }) {
  if (series.length === 0) return <p class="empty">{view.t('sites.series.none')}</p>
  return (
    <ul class="site-staff">
      {series.map((one) => (
        <li>
          <a href={`${site.path}/loat-bai/${one.slug}`}>{one.title}</a>
          <form method="post" action={`${site.path}/quan-tri/loat-bai/${one.id}/xoa`}>
            <button type="submit" class="button small">
              {view.t('sites.series.remove')}
              <span class="visually-hidden"> {one.title}</span>
            </button>
          </form>
        </li>
      ))}
    </ul>
  )
}

async function seriesPage(
  c: Req,
  site: SiteView,
  form: SeriesForm,
  error: AppError | null,
): Promise<Response> {
  if (!reaches(site.site.role, 'editor')) throw forbidden('site_needs_role')
  const [view, series] = await Promise.all([viewOf(c), selectSeries(c.get('ctx'), site.id)])
  const { t } = view
  return c.html(
    <DeskFrame c={c} view={view} site={site} title={t('sites.desk.series')}>
      <p class="hint">{t('sites.series.hint')}</p>
      <SeriesList view={view} site={site} series={series} />
      <form class="form" method="post" action={`${site.path}/quan-tri/loat-bai`}>
        <h2>{t('sites.series.add')}</h2>
        <FormProblem text={wholeProblem(view, error)} />
        <Field
          view={view}
          name="title"
          label={t('sites.series.title')}
          value={form.title}
          errors={error?.fields}
          required
        />
        <Field
          view={view}
          name="description"
          label={t('sites.series.description')}
          value={form.description}
          errors={error?.fields}
          rows={3}
        />
        <Buttons>
          <button type="submit" class="primary">
            {t('sites.series.add_do')}
          </button>
        </Buttons>
      </form>
    </DeskFrame>,
    (error?.status ?? 200) as 200,
  )
}

/** Who works on a site, and its series. */
export function staffPages(app: App): void {
  app.get('/trang/:handle/quan-tri/nhan-su', async (c) => {
    if (!c.get('viewer')) return toLogin(c)
    return staffPage(c, await siteOf(c), { acct: '', role: 'contributor', title: '' }, null)
  })
  app.post('/trang/:handle/quan-tri/nhan-su', addStaff)
  app.post('/trang/:handle/quan-tri/nhan-su/:account/bo', async (c) => {
    const viewer = personOf(c)
    const site = await siteOf(c)
    await removeStaff(c.get('ctx'), viewer, site.id, c.req.param('account'))
    const left = viewer.id === c.req.param('account')
    return redirectWith(c, left ? site.path : `${site.path}/quan-tri/nhan-su`, 'common.saved')
  })

  app.get('/trang/:handle/quan-tri/loat-bai', async (c) => {
    if (!c.get('viewer')) return toLogin(c)
    return seriesPage(c, await siteOf(c), { title: '', description: '' }, null)
  })
  app.post('/trang/:handle/quan-tri/loat-bai', async (c) => {
    const viewer = personOf(c)
    const site = await siteOf(c)
    const body = await readBody(c)
    const form = { title: text(body, 'title'), description: text(body, 'description') }
    try {
      await addSeries(c.get('ctx'), viewer, site.id, form)
    } catch (thrown) {
      return seriesPage(c, site, form, correctable(thrown))
    }
    return redirectWith(c, `${site.path}/quan-tri/loat-bai`, 'common.saved')
  })
  app.post('/trang/:handle/quan-tri/loat-bai/:series/xoa', async (c) => {
    const viewer = personOf(c)
    const site = await siteOf(c)
    await removeSeries(c.get('ctx'), viewer, site.id, c.req.param('series'))
    return redirectWith(c, `${site.path}/quan-tri/loat-bai`, 'common.saved')
  })
}

/** About a site: what it is, who is responsible, who works here, how to reach them. */
export const aboutStaff = staffOf
