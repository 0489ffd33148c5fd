import type { App } from '../../http/env.ts'
import { Page } from '../../ui/page.tsx'
import { render } from '../../ui/render.ts'
import { viewOf } from '../../ui/view.ts'
import { settingsPlaces } from '../../ui/widgets/settings-nav.tsx'
import { toLogin } from '../auth/index.ts'

/** Everything that can be set, each with a word on what it is. */
export function indexPage(app: App): void {
  app.get('/settings', async (c) => {
    if (!c.get('viewer')) return toLogin(c)
    const view = await viewOf(c)
    return render(
      c,
      <Page view={view} title={view.t('common.settings')}>
        <div class="settings">
          <h1>{view.t('common.settings')}</h1>
          <ul class="settings-list settings-places">
            {settingsPlaces.map(([path, key]) => (
              <li>
                <a href={path}>
                  <strong>{view.t(key)}</strong>
                  <span class="hint">{view.t(`${key}_text`)}</span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      </Page>,
    )
  })
}
