import type { Child } from 'hono/jsx'
import { Page } from '../page.tsx'
import type { View } from '../view.ts'
import { Icon } from './icon.tsx'

/** Every settings page, in the order in which people look for them. */
export const settingsPlaces = [
  ['/settings/profile', 'settings.nav.profile'],
  ['/settings/account', 'settings.nav.account'],
  ['/settings/security', 'settings.nav.security'],
  ['/settings/privacy', 'settings.nav.privacy'],
  ['/settings/filters', 'settings.nav.filters'],
  ['/settings/appearance', 'settings.nav.appearance'],
  ['/settings/applications', 'settings.nav.applications'],
  ['/settings/export', 'settings.nav.export'],
  ['/invites', 'settings.nav.invites'],
  ['/report/mine', 'settings.nav.reports'],
] as const

/** The way between the settings pages. */
export function SettingsNav({ view }: { view: View }) {
  return (
    <nav class="settings-nav" aria-label={view.t('common.settings')}>
      <a class="settings-back" href="/settings">
        <Icon name="back" />
        {view.t('common.settings')}
      </a>
      <ul>
        {settingsPlaces.map(([path, key]) => (
          <li>
            <a href={path} aria-current={view.path.startsWith(path) ? 'page' : undefined}>
              {view.t(key)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** A settings page among its neighbours. */
export function SettingsPage({ view, title, children }: { view: View; title: string; children?: Child }) {
  return (
    <Page view={view} title={title} wide>
      <div class="settings settings-beside">
        <SettingsNav view={view} />
        <div class="settings-main">
          <h1>{title}</h1>
          {children}
        </div>
      </div>
    </Page>
  )
}
