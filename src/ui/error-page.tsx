import type { AppError } from '../errors.ts'
import { Page } from './page.tsx'
import type { View } from './view.ts'

/** What a person sees when something did not work: what happened, and a way on. `next`: where signing in leads. */
export function ErrorPage({ view, error, next }: { view: View; error: AppError; next: string }) {
  // The API's word for 404 is what Mastodon's clients know; people are told more plainly.
  const message =
    error.reason === 'not_found'
      ? view.t('common.error.not_found')
      : view.t(`errors.${error.reason}`, error.params)
  const signIn = error.status === 401 && !view.viewer
  return (
    <Page view={view} title={message}>
      <div class="sheet prose centred">
        <p class="error-number" aria-hidden="true">
          {String(error.status)}
        </p>
        <h1>{message}</h1>
        <p class="lead">
          {view.t(
            error.status >= 500 ? 'common.error.ours' : signIn ? 'common.error.door' : 'common.error.way_on',
          )}
        </p>
        <p class="buttons">
          {signIn ? (
            <a class="button primary" href={`/login?next=${encodeURIComponent(next)}`}>
              {view.t('common.sign_in')}
            </a>
          ) : null}
          <a class={signIn ? 'button' : 'button primary'} href="/">
            {view.t('common.home')}
          </a>
        </p>
      </div>
    </Page>
  )
}
