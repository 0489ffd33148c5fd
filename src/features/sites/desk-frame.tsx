import type { Child } from 'hono/jsx'
import type { Req } from '../../http/env.ts'
import type { View } from '../../ui/view.ts'
import { SitePage } from './frame.tsx'
import type { SiteView } from './present.ts'
import { reaches } from './standing.ts'

/** A page for those who work on a site: its head, the places of the desk, and the page itself. */
export function DeskFrame({
  c,
  view,
  site,
  title,
  children,
}: {
  c: Req
  view: View
  site: SiteView
  title: string
  children?: Child
}) {
  const desk = `${site.path}/quan-tri`
  const editor = reaches(site.site.role, 'editor')
  const places: [path: string, key: string][] = [
    [desk, 'articles'],
    [`${desk}/dan`, 'paste'],
    ...(editor
      ? ([
          [`${desk}/binh-luan`, 'held'],
          [`${desk}/loat-bai`, 'series'],
          [`${desk}/nhap`, 'import'],
          [`${desk}/nguon-ngoai`, 'feeds'],
          [`${desk}/cai-dat`, 'settings'],
        ] as [string, string][])
      : []),
    [`${desk}/nhan-su`, 'staff'],
  ]
  return (
    <SitePage c={c} view={view} site={site} title={title} desk>
      <nav class="chips site-desk-nav" aria-label={view.t('sites.desk.title')}>
        {places.map(([href, key]) => (
          <a class="chip" href={href} aria-current={view.path === href ? 'page' : undefined}>
            {view.t(`sites.desk.${key}`)}
          </a>
        ))}
      </nav>
      <div class="site-desk-page">
        <h1>{title}</h1>
        {children}
      </div>
    </SitePage>
  )
}
