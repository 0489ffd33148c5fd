import type { Child } from 'hono/jsx'
import type { View } from './view.ts'

interface PageProps {
  view: View
  title: string
  /** For search engines and previews. */
  description?: string
  /** Further elements of `<head>`. */
  head?: Child
  children?: Child
}

/** The shell around every page. */
export function Page({ view, title, description, head, children }: PageProps) {
  return (
    <html lang={view.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {description ? <meta name="description" content={description} /> : null}
        {head}
      </head>
      <body>{children}</body>
    </html>
  )
}
