import type { Child } from 'hono/jsx'
import type { View } from './view.ts'

/** The shell around every page. */
export function Page({ view, title, children }: { view: View; title: string; children?: Child }) {
  return (
    <html lang={view.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
      </head>
      <body>{children}</body>
    </html>
  )
}
