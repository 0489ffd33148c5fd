import type { AppError } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { correctable, oneOf, text, wholeProblem } from '../../ui/widgets/fields.tsx'
import { Buttons, Choices, Field, FormProblem } from '../../ui/widgets/form.tsx'
import { suggestHandle, toLogin } from '../auth/index.ts'
import { personOf } from '../communities/index.ts'
import { ownerKinds } from './api.ts'
import { presentSites } from './present.ts'
import { createSite } from './sites.ts'

const fields = [
  'display_name',
  'username',
  'note',
  'owner_kind',
  'owner',
  'organisation',
  'masthead',
] as const
type Form = Record<(typeof fields)[number], string>

const emptyForm = (owner: string): Form => ({
  display_name: '',
  username: '',
  note: '',
  owner_kind: owner ? 'community' : 'person',
  owner,
  organisation: '',
  masthead: '',
})

function NewPage({ view, form, error }: { view: View; form: Form; error: AppError | null }) {
  const { t } = view
  const errors = error?.fields ?? []
  const field = (name: keyof Form, more: { rows?: number; hint?: string; required?: boolean } = {}) => (
    <Field
      view={view}
      name={name}
      label={t(`sites.form.${name}`)}
      value={form[name]}
      errors={errors}
      {...more}
    />
  )
  return (
    <Page view={view} title={t('sites.new')}>
      <h1>{t('sites.new')}</h1>
      <p class="hint">{t('sites.new_hint')}</p>
      <form class="form" method="post" action="/trang/new">
        <FormProblem text={wholeProblem(view, error)} />
        {field('display_name', { required: true })}
        <Field
          view={view}
          name="username"
          label={t('sites.form.username')}
          hint={t('sites.form.username_hint')}
          value={form.username}
          errors={errors}
          prefix="/trang/"
          autocapitalize="none"
          spellcheck="false"
          autocomplete="off"
        />
        {field('note', { rows: 3 })}
        <Choices
          legend={t('sites.form.owner_kind')}
          name="owner_kind"
          value={form.owner_kind}
          options={ownerKinds.map((value) => ({
            value,
            label: t(`sites.owner_kind.${value}`),
            hint: t(`sites.owner_kind_hint.${value}`),
          }))}
        />
        {field('owner', { hint: t('sites.form.owner_hint') })}
        {field('organisation', { hint: t('sites.form.organisation_hint') })}
        {field('masthead', { rows: 3, hint: t('sites.form.masthead_hint') })}
        <Buttons>
          <button type="submit" class="primary">
            {t('sites.form.open')}
          </button>
        </Buttons>
      </form>
    </Page>
  )
}

async function open(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = personOf(c)
  const body = await readBody(c)
  const form = Object.fromEntries(
    fields.map((name) => [name, text(body, name).replaceAll('\r\n', '\n')]),
  ) as Form
  try {
    const username = form.username.trim().replace(/^@/, '') || (await suggestHandle(ctx, form.display_name))
    limitRate(c, 'new_community', viewer.id, ctx.config.production ? 10 : 1_000_000, 24 * 3600)
    const id = await createSite(ctx, viewer, {
      ...form,
      username,
      owner_kind: oneOf(form.owner_kind, ownerKinds, 'person'),
    })
    const [site] = await presentSites(ctx, viewer, [id])
    return redirectWith(c, `/trang/${site!.community.account.username}`, 'sites.flash.opened')
  } catch (thrown) {
    const error = correctable(thrown)
    return c.html(<NewPage view={await viewOf(c)} form={form} error={error} />, error.status as 422)
  }
}

/** The form that opens a site. */
export function newPages(app: App): void {
  app.get('/trang/new', async (c) => {
    if (!c.get('viewer')) return toLogin(c)
    const owner = (c.req.query('xom') ?? '').slice(0, 60)
    return c.html(<NewPage view={await viewOf(c)} form={emptyForm(owner)} error={null} />)
  })
  app.post('/trang/new', open)
}
