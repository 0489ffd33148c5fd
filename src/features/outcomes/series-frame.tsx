import type { Child } from 'hono/jsx'
import { Page } from '../../ui/page.tsx'
import type { View } from '../../ui/view.ts'
import { type Session, seriesPath } from '../briefings/index.ts'

/** A page of a series that belongs to no single session. */
export function SeriesPage({
  view,
  series,
  title,
  head,
  children,
}: {
  view: View
  series: Session['series']
  title: string
  head?: Child
  children: Child
}) {
  return (
    <Page
      view={view}
      title={`${title} · ${series.name}`}
      head={
        <>
          {series.private ? <meta name="robots" content="noindex" /> : null}
          {head}
        </>
      }
    >
      <div class="briefing">
        <p class="briefing-series">
          <a href={seriesPath(series)}>{series.name}</a>
          {series.home ? (
            <>
              {' · '}
              <a href={`/xom/${series.home}`}>{series.home_name || series.home}</a>
            </>
          ) : null}
        </p>
        <h1>{title}</h1>
        {children}
      </div>
    </Page>
  )
}
