import { setCookie } from 'hono/cookie'
import { unauthorized } from '../../errors.ts'
import { type Params, readBody } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { redirectWith } from '../../ui/flash.ts'
import { localeNames, locales } from '../../ui/i18n/index.ts'
import { render } from '../../ui/render.ts'
import { type Theme, type View, viewOf } from '../../ui/view.ts'
import { oneOf, Select, Tick, text, ticked } from '../../ui/widgets/fields.tsx'
import { Buttons, Choices } from '../../ui/widgets/form.tsx'
import { SettingsPage } from '../../ui/widgets/settings-nav.tsx'
import { type AccountRow, getAccount, updateProfile } from '../accounts/index.ts'
import { saveChoices, toLogin } from '../auth/index.ts'
import { readPreferences } from '../preferences/index.ts'
import { visibilities } from '../statuses/api.ts'
import { circles } from '../visibility/index.ts'

const themes: readonly Theme[] = ['auto', 'light', 'dark', 'contrast']
const languages = ['vi', 'en', 'zh', 'ja', 'ko', 'fr', 'de', 'es', 'ru', 'th', 'lo', 'km']

const reaches = ['replies_from', 'mentions_from', 'messages_from'] as const

const SaveButton = ({ view }: { view: View }) => (
  <Buttons>
    <button class="primary" type="submit">
      {view.t('common.save')}
    </button>
  </Buttons>
)

/** Names of languages, from the reader's own. */
function languageOptions(view: View, chosen: string): [string, string][] {
  const names = new Intl.DisplayNames(view.locale, { type: 'language' })
  const codes = chosen && !languages.includes(chosen) ? [chosen, ...languages] : languages
  return [
    ['', view.t('settings.privacy.language_auto')],
    ...codes.map((code): [string, string] => [code, names.of(code) ?? code]),
  ]
}

function PrivacyPage({ view, account, viewer }: { view: View; account: AccountRow; viewer: Viewer }) {
  const { t } = view
  const chosen = readPreferences(viewer.preferences)
  const tick = (name: string, checked: boolean) => (
    <Tick
      name={name}
      label={t(`settings.privacy.${name}`)}
      hint={t(`settings.privacy.${name}_hint`)}
      checked={checked}
    />
  )
  return (
    <SettingsPage view={view} title={t('settings.privacy.title')}>
      <form method="post" action="/settings/privacy" class="form">
        <fieldset class="choices">
          <legend>{t('settings.privacy.found')}</legend>
          {tick('discoverable', account.discoverable === true)}
          {tick('indexable', account.indexable)}
          {tick('hide_collections', account.hide_collections)}
        </fieldset>
        <Choices
          legend={t('settings.privacy.visibility')}
          name="visibility"
          value={chosen.visibility}
          options={visibilities.map((value) => ({
            value,
            label: t(`statuses.visibility.${value}`),
            hint: t(`settings.privacy.visibility.${value}`),
          }))}
        />
        <fieldset class="choices">
          <legend>{t('settings.reach')}</legend>
          <p class="hint">{t('settings.reach.hint')}</p>
          {reaches.map((name) => (
            <Select
              name={name}
              label={t(`settings.reach.${name}`)}
              value={account[name]}
              options={circles.map((circle): [string, string] => [
                circle,
                t(
                  name === 'replies_from' && circle === 'nobody'
                    ? 'settings.reach.nobody_replies'
                    : `settings.reach.${circle}`,
                ),
              ])}
            />
          ))}
        </fieldset>
        {tick('sensitive', chosen.sensitive)}
        <Select
          name="language"
          label={t('settings.privacy.language')}
          value={chosen.language ?? ''}
          options={languageOptions(view, chosen.language ?? '')}
        />
        <SaveButton view={view} />
      </form>
      <h2>{t('settings.privacy.more')}</h2>
      <ul>
        <li>
          <a href="/blocks">{t('settings.privacy.blocks')}</a>
        </li>
        <li>
          <a href="/mutes">{t('settings.privacy.mutes')}</a>
        </li>
        <li>
          <a href="/blocks/domains">{t('accounts.domains.title')}</a>
        </li>
        <li>
          <a href="/follow-requests">{t('settings.privacy.requests')}</a>
        </li>
        <li>
          <a href="/privacy">{t('settings.privacy.policy')}</a>
        </li>
      </ul>
    </SettingsPage>
  )
}

async function savePrivacy(c: Req, viewer: Viewer, params: Params): Promise<void> {
  const language = text(params, 'language')
  await c.get('ctx').tx(async (ctx) => {
    await updateProfile(ctx, viewer.id, {
      discoverable: ticked(params, 'discoverable'),
      indexable: ticked(params, 'indexable'),
      hideCollections: ticked(params, 'hide_collections'),
      repliesFrom: oneOf(text(params, 'replies_from'), circles, 'everyone'),
      mentionsFrom: oneOf(text(params, 'mentions_from'), circles, 'everyone'),
      messagesFrom: oneOf(text(params, 'messages_from'), circles, 'everyone'),
    })
    await saveChoices(ctx, viewer.id, {
      preferences: {
        visibility: oneOf(text(params, 'visibility'), visibilities, 'public'),
        sensitive: ticked(params, 'sensitive'),
        language: /^[a-z]{2,3}$/.test(language) ? language : null,
      },
    })
  })
}

function AppearancePage({ view }: { view: View }) {
  const { t } = view
  return (
    <SettingsPage view={view} title={t('settings.appearance.title')}>
      <form method="post" action="/settings/appearance" class="form" data-turbo="false">
        <Choices
          legend={t('settings.appearance.theme')}
          name="theme"
          value={view.theme}
          options={themes.map((value) => ({
            value,
            label: t(`common.theme.${value}`),
            hint: t(`settings.appearance.theme.${value}`),
          }))}
        />
        <Choices
          legend={t('common.language')}
          name="locale"
          value={view.locale}
          options={locales.map((value) => ({ value, label: localeNames[value] }))}
        />
        <fieldset class="choices">
          <legend>{t('settings.appearance.comfort')}</legend>
          <Tick
            name="text_only"
            label={t('common.text_only')}
            hint={t('settings.appearance.text_only_hint')}
            checked={view.textOnly}
          />
          <Tick
            name="less_motion"
            label={t('settings.appearance.less_motion')}
            hint={t('settings.appearance.less_motion_hint')}
            checked={view.lessMotion === true}
          />
        </fieldset>
        <SaveButton view={view} />
      </form>
    </SettingsPage>
  )
}

/** Kept with the account for her next device, and in cookies of this one, which come first. */
async function saveAppearance(c: Req, viewer: Viewer, params: Params): Promise<void> {
  const theme = oneOf(text(params, 'theme'), themes, 'auto')
  const locale = oneOf(text(params, 'locale'), locales, viewer.locale)
  const textOnly = ticked(params, 'text_only')
  await saveChoices(c.get('ctx'), viewer.id, {
    preferences: { theme, text_only: textOnly, less_motion: ticked(params, 'less_motion') },
    locale,
  })
  const secure = c.get('ctx').config.origin.startsWith('https:')
  const remember = (name: string, value: string) =>
    setCookie(c, name, value, { path: '/', maxAge: 31_536_000, sameSite: 'Lax', secure })
  remember('xom_theme', theme === 'auto' ? '' : theme)
  remember('xom_text_only', textOnly ? '1' : '')
  remember('xom_locale', locale)
}

export function choicePages(app: App): void {
  app.get('/settings/privacy', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return toLogin(c)
    const account = await getAccount(c.get('ctx'), viewer.id)
    return render(c, <PrivacyPage view={await viewOf(c)} account={account} viewer={viewer} />)
  })
  app.post('/settings/privacy', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) throw unauthorized()
    await savePrivacy(c, viewer, await readBody(c))
    return redirectWith(c, '/settings/privacy', 'common.saved')
  })
  app.get('/settings/appearance', async (c) => {
    if (!c.get('viewer')) return toLogin(c)
    return render(c, <AppearancePage view={await viewOf(c)} />)
  })
  app.post('/settings/appearance', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) throw unauthorized()
    await saveAppearance(c, viewer, await readBody(c))
    return redirectWith(c, '/settings/appearance', 'common.saved')
  })
}
