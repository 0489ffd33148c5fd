import type { AppError } from '../errors.ts'
import { Page } from './page.tsx'
import type { View } from './view.ts'

/** What a person sees when something did not work: what happened, and a way on. */
export function ErrorPage({ view, error }: { view: View; error: AppError }) {
  const message = view.t(`errors.${error.reason}`, error.params)
  return (
    <Page view={view} title={message}>
      <h1>{message}</h1>
      <p>
        <a href="/">{view.t('common.home')}</a>
      </p>
    </Page>
  )
}
