import { type AppError, forbidden, invalid } from '../../errors.ts'
import { type Params, readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { gather } from '../../http/gather.ts'
import { limitRate } from '../../http/guard.ts'
import { readUpload } from '../../http/upload.ts'
import { redirectWith } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import {
  correctable,
  oneOf,
  PictureField,
  Select,
  Tick,
  text,
  ticked,
  wholeProblem,
} from '../../ui/widgets/fields.tsx'
import { Buttons, Choices, Field, FormProblem } from '../../ui/widgets/form.tsx'
import { type AccountRow, getAccount } from '../accounts/index.ts'
import { toLogin } from '../auth/index.ts'
import { personOf } from '../communities/index.ts'
import { type Pictures, takePicture } from '../media/index.ts'
import { languageName, languages } from '../statuses/index.ts'
import { commentPolicies } from '../visibility/index.ts'
import { looks, ownerKinds } from './api.ts'
import { DeskFrame } from './desk-frame.tsx'
import { HostState } from './host-state.tsx'
import { confirmHost } from './own-host.ts'
import { type SiteView, siteOf } from './present.ts'
import { readSections, sectionLines } from './section-lines.ts'
import { saveSiteSections, updateSite } from './sites.ts'
import { requireSiteRole } from './standing.ts'

const fields = [
  'display_name',
  'note',
  'accent',
  'language',
  'look',
  'about',
  'contact',
  'masthead',
  'licence',
  'owner_kind',
  'owner',
  'organisation',
  'host',
  'comments',
  'sources',
  'reprint_delay',
] as const
type Form = Record<(typeof fields)[number], string> & { source_required: boolean }

const formOf = ({ site, room }: SiteView, account: AccountRow): Form => ({
  display_name: account.display_name,
  note: account.note_source,
  accent: room.accent,
  language: room.language,
  look: site.look,
  about: site.about,
  contact: site.contact,
  masthead: site.masthead,
  licence: site.licence,
  owner_kind: site.owner_kind,
  owner: site.owner_kind === 'community' ? (site.owner_handle ?? '') : '',
  organisation: site.organisation,
  host: site.host ?? '',
  comments: site.comments,
  sources: site.sources.join('\n'),
  reprint_delay: String(site.reprint_delay),
  source_required: site.source_required,
})

const readForm = (params: Params): Form => ({
  ...(Object.fromEntries(fields.map((name) => [name, text(params, name).replaceAll('\r\n', '\n')])) as Record<
    (typeof fields)[number],
    string
  >),
  source_required: ticked(params, 'source_required'),
})

interface Props {
  c: Req
  view: View
  site: SiteView
  account: AccountRow
  form: Form
  sections: string
  error: AppError | null
}

function FaceFields({ view, form, account, error }: Props) {
  const { t } = view
  const errors = error?.fields ?? []
  const field = (
    name: (typeof fields)[number],
    more: { rows?: number; hint?: string; required?: boolean } = {},
  ) => (
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
    <>
      <h2>{t('sites.settings.face')}</h2>
      {field('display_name', { required: true })}
      {field('note', { rows: 3 })}
      <Field
        view={view}
        name="accent"
        type="color"
        label={t('sites.form.accent')}
        value={form.accent}
        errors={errors}
        required
      />
      <Choices
        legend={t('sites.form.look')}
        name="look"
        value={form.look}
        options={looks.map((value) => ({ value, label: t(`sites.look.${value}`) }))}
      />
      <Select
        name="language"
        label={t('sites.form.language')}
        value={form.language}
        options={languages.map((code) => [code, languageName(view, code)] as const)}
      />
      {(['avatar', 'header'] as const).map((kind) => {
        const key = kind === 'avatar' ? account.avatar_media : account.header_media
        return (
          <PictureField
            view={view}
            kind={kind}
            src={key && `/media/${key}`}
            crop="centre"
            remove={false}
            errors={errors}
          />
        )
      })}
      <h2>{t('sites.settings.who')}</h2>
      {field('about', { rows: 6, hint: t('sites.form.about_hint') })}
      {field('contact', { rows: 3, hint: t('sites.form.contact_hint') })}
      {field('masthead', { rows: 3, hint: t('sites.form.masthead_hint') })}
      <Choices
        legend={t('sites.form.owner_kind')}
        name="owner_kind"
        value={form.owner_kind}
        options={ownerKinds.map((value) => ({ value, label: t(`sites.owner_kind.${value}`) }))}
      />
      {field('owner', { hint: t('sites.form.owner_hint') })}
      {field('organisation', { hint: t('sites.form.organisation_hint') })}
      {field('licence', { hint: t('sites.form.licence_hint') })}
    </>
  )
}

function RuleFields({ view, form, site, error }: Props) {
  const { t } = view
  const errors = error?.fields ?? []
  return (
    <>
      <h2>{t('sites.settings.comments')}</h2>
      <Choices
        legend={t('sites.form.comments')}
        name="comments"
        value={form.comments}
        options={commentPolicies.map((value) => ({
          value,
          label: t(`sites.comments.${value}`),
          hint: t(`sites.comments_hint.${value}`),
        }))}
      />
      <h2>{t('sites.settings.sources')}</h2>
      <Tick
        name="source_required"
        label={t('sites.form.source_required')}
        hint={t('sites.form.source_required_hint')}
        checked={form.source_required}
      />
      <Field
        view={view}
        name="reprint_delay"
        label={t('sites.form.reprint_delay')}
        hint={t('sites.form.reprint_delay_hint')}
        value={form.reprint_delay}
        errors={errors}
        inputmode="numeric"
      />
      <Field
        view={view}
        name="sources"
        label={t('sites.form.sources')}
        hint={t('sites.form.sources_hint')}
        value={form.sources}
        errors={errors}
        rows={4}
      />
      <h2>{t('sites.settings.address')}</h2>
      <Field
        view={view}
        name="host"
        label={t('sites.form.host')}
        hint={t('sites.form.host_hint', { origin: view.domain })}
        value={form.host}
        errors={errors}
        autocapitalize="none"
        spellcheck="false"
      />
      <HostState view={view} site={site} />
    </>
  )
}

function SettingsPage(props: Props) {
  const { c, view, site, sections, error } = props
  const owner = site.site.role === 'owner'
  return (
    <DeskFrame c={c} view={view} site={site} title={view.t('sites.settings.title')}>
      <FormProblem text={wholeProblem(view, error)} />
      {owner ? (
        <form
          class="form"
          method="post"
          action={`${site.path}/quan-tri/cai-dat`}
          enctype="multipart/form-data"
        >
          <FaceFields {...props} />
          <RuleFields {...props} />
          <Buttons>
            <button type="submit" class="primary">
              {view.t('common.save')}
            </button>
          </Buttons>
        </form>
      ) : null}
      <form class="form" method="post" action={`${site.path}/quan-tri/chuyen-muc`}>
        <h2>{view.t('sites.sections')}</h2>
        <Field
          view={view}
          name="sections"
          label={view.t('sites.sections')}
          hint={view.t('sites.settings.sections_hint')}
          value={sections}
          errors={error?.fields}
          rows={6}
        />
        <Buttons>
          <button type="submit" class="primary">
            {view.t('common.save')}
          </button>
        </Buttons>
      </form>
      {owner ? (
        <section class="form">
          <h2>{view.t('sites.settings.export')}</h2>
          <p class="hint">{view.t('sites.settings.export_hint')}</p>
          <p class="buttons">
            <a class="button" href={`${site.path}/quan-tri/tai-ve.tar.gz`} data-turbo="false" download>
              {view.t('sites.settings.export_do')}
            </a>
          </p>
        </section>
      ) : null}
      {owner ? (
        <p>
          <a href={`/xom/${site.room.account.username}/settings/rules`}>{view.t('sites.settings.rules')}</a>
          {' · '}
          <a href={`/xom/${site.room.account.username}/settings/members`}>
            {view.t('sites.settings.members')}
          </a>
        </p>
      ) : null}
    </DeskFrame>
  )
}

async function show(
  c: Req,
  site: SiteView,
  given: { form?: Form; sections?: string; error?: AppError } = {},
) {
  if (site.site.role !== 'owner' && site.site.role !== 'editor') throw forbidden('site_needs_role')
  const account = await getAccount(c.get('ctx'), site.id)
  return c.html(
    <SettingsPage
      c={c}
      view={await viewOf(c)}
      site={site}
      account={account}
      form={given.form ?? formOf(site, account)}
      sections={given.sections ?? sectionLines(site)}
      error={given.error ?? null}
    />,
    (given.error?.status ?? 200) as 200,
  )
}

async function save(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = personOf(c)
  const site = await siteOf(c)
  const sent = await readUpload(c, { files: 2, keepFields: true })
  const form = readForm(sent.params)
  const pictures: Pictures = {}
  try {
    await gather(
      () => {
        if (form.display_name.trim() === '') throw invalid({ field: 'display_name', code: 'blank' })
      },
      () => {
        if (!/^#[0-9a-f]{6}$/i.test(form.accent)) throw invalid({ field: 'accent', code: 'invalid' })
      },
      () => {
        if (!/^\d{1,6}$/.test(form.reprint_delay.trim() || '0'))
          throw invalid({ field: 'reprint_delay', code: 'out_of_range', params: { low: 0, high: 43_200 } })
      },
      () => takePicture(c, 'avatar', sent, pictures),
      () => takePicture(c, 'header', sent, pictures),
    )
    await updateSite(ctx, viewer, site.id, {
      ...form,
      ...pictures,
      look: oneOf(form.look, looks, site.site.look),
      comments: oneOf(form.comments, commentPolicies, site.site.comments),
      owner_kind: oneOf(form.owner_kind, ownerKinds, site.site.owner_kind),
      sources: form.sources.split('\n'),
      reprint_delay: Number(form.reprint_delay || 0),
    })
  } catch (thrown) {
    // Nobody points at them: the change did not happen.
    await ctx.storage.remove(Object.values(pictures).filter((key) => typeof key === 'string'))
    return show(c, site, { form, error: correctable(thrown) })
  }
  return redirectWith(c, `${site.path}/quan-tri/cai-dat`, 'common.saved')
}

/** What the owner decides about her site, and its sections. */
export function settingsPages(app: App): void {
  app.get('/trang/:handle/quan-tri/cai-dat', async (c) => {
    if (!c.get('viewer')) return toLogin(c)
    return show(c, await siteOf(c))
  })
  app.post('/trang/:handle/quan-tri/cai-dat', save)

  app.post('/trang/:handle/quan-tri/ten-mien', async (c) => {
    const ctx = c.get('ctx')
    const viewer = personOf(c)
    const site = await siteOf(c)
    await requireSiteRole(ctx, viewer, site.id, 'owner')
    limitRate(c, 'site_host', viewer.id, ctx.config.production ? 30 : 1_000_000, 3600)
    const problem = await confirmHost(ctx, site.id)
    return redirectWith(
      c,
      `${site.path}/quan-tri/cai-dat`,
      problem ? 'sites.host.not_yet' : 'sites.host.done',
    )
  })

  app.post('/trang/:handle/quan-tri/chuyen-muc', async (c) => {
    const viewer = personOf(c)
    const site = await siteOf(c)
    const sections = text(await readBody(c), 'sections').replaceAll('\r\n', '\n')
    try {
      await saveSiteSections(c.get('ctx'), viewer, site.id, readSections(site, sections))
    } catch (thrown) {
      return show(c, site, { sections, error: correctable(thrown) })
    }
    return redirectWith(c, `${site.path}/quan-tri/cai-dat`, 'common.saved')
  })
}
