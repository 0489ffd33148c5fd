import type { AppError, FieldError } from '../../errors.ts'
import { invalid, unauthorized } from '../../errors.ts'
import type { Params } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { gather } from '../../http/gather.ts'
import { readUpload, type Upload } from '../../http/upload.ts'
import { redirectWith } from '../../ui/flash.ts'
import { render } from '../../ui/render.ts'
import { type View, viewOf } from '../../ui/view.ts'
import {
  correctable,
  crops,
  oneOf,
  PictureField,
  Tick,
  text,
  ticked,
  wholeProblem,
} from '../../ui/widgets/fields.tsx'
import { Buttons, Field, FormProblem } from '../../ui/widgets/form.tsx'
import { SettingsPage } from '../../ui/widgets/settings-nav.tsx'
import {
  type AccountRow,
  cleanProfile,
  FIELDS_LIMIT,
  getAccount,
  NOTE_LIMIT,
  type ProfileChanges,
  updateProfile,
} from '../accounts/index.ts'
import { toLogin } from '../auth/index.ts'
import { type Crop, removeFiles, storeImage } from '../media/index.ts'

/** Bytes of one picture, before it is cut. */
const PICTURE_LIMIT = 16 * 1024 * 1024

interface Form {
  displayName: string
  note: string
  fields: { name: string; value: string }[]
  locked: boolean
  bot: boolean
  /** As typed: one on each line. */
  domains: string
  crop: { avatar: Crop; header: Crop }
  remove: { avatar: boolean; header: boolean }
}

function formOf(account: AccountRow): Form {
  return {
    displayName: account.display_name,
    note: account.note_source,
    fields: account.fields.map(({ name, source }) => ({ name, value: source })),
    locked: account.locked,
    bot: account.actor_type === 'Service',
    domains: account.attribution_domains.join('\n'),
    crop: { avatar: 'centre', header: 'centre' },
    remove: { avatar: false, header: false },
  }
}

function readForm(params: Params): Form {
  const rows = (
    typeof params['fields'] === 'object' && params['fields'] !== null ? params['fields'] : {}
  ) as Params
  const fields = Array.from({ length: FIELDS_LIMIT }, (_, at) => {
    const row = (typeof rows[at] === 'object' && rows[at] !== null ? rows[at] : {}) as Params
    return { name: text(row, 'name'), value: text(row, 'value') }
  })
  return {
    displayName: text(params, 'display_name'),
    note: text(params, 'note').replaceAll('\r\n', '\n'),
    fields,
    locked: ticked(params, 'locked'),
    bot: ticked(params, 'bot'),
    domains: text(params, 'attribution_domains').replaceAll('\r\n', '\n'),
    crop: {
      avatar: oneOf(text(params, 'avatar_crop'), crops, 'centre'),
      header: oneOf(text(params, 'header_crop'), crops, 'centre'),
    },
    remove: { avatar: ticked(params, 'remove_avatar'), header: ticked(params, 'remove_header') },
  }
}

function FieldRow({
  view,
  form,
  at,
  errors,
}: {
  view: View
  form: Form
  at: number
  errors: readonly FieldError[]
}) {
  const row = form.fields[at] ?? { name: '', value: '' }
  const { t } = view
  const mine = errors
    .filter((error) => error.field.startsWith(`fields.${at}.`))
    .map((error) => ({ ...error, field: `fields[${at}][${error.field.slice(`fields.${at}.`.length)}]` }))
  return (
    <div class="field-pair">
      <Field
        view={view}
        name={`fields[${at}][name]`}
        label={t('settings.profile.field_name', { count: at + 1 })}
        value={row.name}
        errors={mine}
        maxlength={255}
      />
      <Field
        view={view}
        name={`fields[${at}][value]`}
        label={t('settings.profile.field_value', { count: at + 1 })}
        value={row.value}
        errors={mine}
        maxlength={1000}
      />
    </div>
  )
}

function ProfilePage({
  view,
  account,
  form,
  error,
}: {
  view: View
  account: AccountRow
  form: Form
  error: AppError | null
}) {
  const { t } = view
  const errors = error?.fields ?? []
  const picture = (kind: 'avatar' | 'header', key: string | null) => (
    <PictureField
      view={view}
      kind={kind}
      src={key && `/media/${key}`}
      crop={form.crop[kind]}
      remove={form.remove[kind]}
      errors={errors}
    />
  )
  return (
    <SettingsPage view={view} title={t('settings.profile.title')}>
      <p>
        <a href={`/@${account.username}`}>{t('settings.profile.see')}</a>
      </p>
      <form method="post" action="/settings/profile" enctype="multipart/form-data" class="form">
        <FormProblem text={wholeProblem(view, error)} />
        <Field
          view={view}
          name="display_name"
          label={t('settings.profile.display_name')}
          hint={t('settings.profile.display_name_hint')}
          value={form.displayName}
          errors={errors}
          autocomplete="nickname"
        />
        <Field
          view={view}
          name="note"
          label={t('settings.profile.note')}
          hint={t('settings.profile.note_hint', { limit: NOTE_LIMIT })}
          value={form.note}
          errors={errors}
          rows={5}
        />
        {picture('avatar', account.avatar_media)}
        {picture('header', account.header_media)}
        {error ? <p class="hint">{t('settings.profile.choose_again')}</p> : null}
        <fieldset class="field-rows">
          <legend>{t('settings.profile.fields')}</legend>
          <p class="hint">{t('settings.profile.fields_hint')}</p>
          <p class="hint">
            <code>{`<a rel="me" href="${view.origin}/@${account.username}">`}</code>
          </p>
          {Array.from({ length: FIELDS_LIMIT }, (_, at) => (
            <FieldRow view={view} form={form} at={at} errors={errors} />
          ))}
        </fieldset>
        <Field
          view={view}
          name="attribution_domains"
          label={t('settings.profile.attribution')}
          hint={t('settings.profile.attribution_hint', {
            code: `<meta name="fediverse:creator" content="@${account.username}@${view.domain}">`,
          })}
          value={form.domains}
          errors={errors}
          rows={2}
          spellcheck="false"
          autocapitalize="none"
        />
        <fieldset class="choices">
          <legend>{t('settings.profile.kind')}</legend>
          <Tick
            name="locked"
            label={t('settings.profile.locked')}
            hint={t('settings.profile.locked_hint')}
            checked={form.locked}
          />
          <Tick
            name="bot"
            label={t('settings.profile.bot')}
            hint={t('settings.profile.bot_hint')}
            checked={form.bot}
          />
        </fieldset>
        <Buttons>
          <button class="primary" type="submit">
            {t('common.save')}
          </button>
        </Buttons>
      </form>
    </SettingsPage>
  )
}

type Pictures = Pick<ProfileChanges, 'avatar' | 'header'>

/** Stores one new picture, or notes that it is to go. A file that was too large for the server never arrived. */
async function picture(c: Req, kind: 'avatar' | 'header', form: Form, sent: Upload, into: Pictures) {
  const file = sent.files.find((one) => one.field === kind && one.size > 0)
  const cut = sent.tooLarge.includes(kind)
  if (cut || (file && file.size > PICTURE_LIMIT)) {
    throw invalid({ field: kind, code: 'file_too_big', params: { limit: PICTURE_LIMIT / 1024 / 1024 } })
  }
  if (file) into[kind] = await storeImage(c.get('ctx'), file, { kind, crop: form.crop[kind] })
  else if (form.remove[kind]) into[kind] = null
}

export function profilePages(app: App): void {
  app.get('/settings/profile', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return toLogin(c)
    const account = await getAccount(c.get('ctx'), viewer.id)
    return render(
      c,
      <ProfilePage view={await viewOf(c)} account={account} form={formOf(account)} error={null} />,
    )
  })

  app.post('/settings/profile', async (c) => {
    const ctx = c.get('ctx')
    const viewer = c.get('viewer')
    if (!viewer) throw unauthorized()
    const sent = await readUpload(c, { files: 2, keepFields: true })
    const form = readForm(sent.params)
    const pictures: Pictures = {}
    try {
      const { displayName, note, fields, locked, bot } = form
      const attributionDomains = form.domains.split(/[\s,]+/)
      const changes = { displayName, note, fields, locked, bot, attributionDomains }
      await gather(
        () => cleanProfile(changes),
        () => picture(c, 'avatar', form, sent, pictures),
        () => picture(c, 'header', form, sent, pictures),
      )
      await updateProfile(ctx, viewer.id, { ...changes, ...pictures })
    } catch (thrown) {
      // Nobody points at them: the change did not happen.
      await removeFiles(ctx, { keys: Object.values(pictures).filter((key) => typeof key === 'string') })
      const error = correctable(thrown)
      const account = await getAccount(ctx, viewer.id)
      return render(
        c,
        <ProfilePage view={await viewOf(c)} account={account} form={form} error={error} />,
        error.status as 422,
      )
    }
    return redirectWith(c, '/settings/profile', 'common.saved')
  })
}
