import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Req } from '../../http/env.ts'
import { Page } from '../../ui/page.tsx'
import type { View } from '../../ui/view.ts'
import { Icon } from '../../ui/widgets/icon.tsx'
import { reportPath } from '../communities/index.ts'
import { hostedAt } from './hosts.ts'
import { pictureOf, type SiteView } from './present.ts'
import { reaches } from './standing.ts'

const hex = /^#[0-9a-f]{6}$/

/** A band in the site's colour. An attribute of the picture, because our CSP forbids styles in a page. */
function Accent({ colour }: { colour: string }) {
  return raw(
    `<svg class="site-accent" aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 10 1"><rect width="10" height="1" fill="${hex.test(colour) ? colour : '#b3341f'}"/></svg>`,
  )
}

function Follow({ view, site: { room, path } }: { view: View; site: SiteView }) {
  const { me } = room
  if (!me) {
    return (
      <a class="button small" href={`/login?next=${encodeURIComponent(path)}`} rel="nofollow">
        {view.t('sites.follow')}
      </a>
    )
  }
  if (me.banned || me.role === 'founder') return null
  return (
    <form method="post" action={`${path}/${me.member ? 'bo-theo-doi' : 'theo-doi'}`}>
      <button type="submit" class="button small">
        {me.member ? <Icon name="check" /> : null} {view.t(me.member ? 'sites.following' : 'sites.follow')}
      </button>
    </form>
  )
}

function Header({
  view,
  site,
  front,
  hosted,
}: {
  view: View
  site: SiteView
  front: boolean
  hosted: boolean
}) {
  const { room, path, name } = site
  const Name = front ? 'h1' : 'p'
  const banner = room.account.header_static
  return (
    <header class="site-head">
      <Accent colour={room.accent} />
      {front && !view.textOnly && !banner.endsWith('missing.png') ? (
        <img class="site-banner" src={banner} alt="" width="1500" height="500" decoding="async" />
      ) : null}
      <div class="site-top">
        <Name class="site-name">
          <a href={path || '/'}>
            <bdi>{name}</bdi>
          </a>
        </Name>
        {hosted ? null : <Follow view={view} site={site} />}
      </div>
      {front && room.account.note ? <div class="content site-note">{raw(room.account.note)}</div> : null}
    </header>
  )
}

function Sections({ view, site: { site, path, room } }: { view: View; site: SiteView }) {
  const links: [string, string][] = [
    [path || '/', view.t('sites.latest')],
    ...(site.sections ?? []).map((one): [string, string] => [`${path}/chuyen-muc/${one.slug}`, one.name]),
    ...(room.outside ? ([[`${path}/tu-noi-khac`, view.t('feeds.title')]] as [string, string][]) : []),
    [`${path}/gioi-thieu`, view.t('sites.about')],
  ]
  return (
    <nav class="site-sections" aria-label={view.t('sites.sections')}>
      {links.map(([href, text]) => (
        <a href={href} aria-current={view.path === href ? 'page' : undefined}>
          {text}
        </a>
      ))}
    </nav>
  )
}

/** The way to the desk, for those who work here. */
function StaffBar({ view, site: { site, path } }: { view: View; site: SiteView }) {
  if (!site.role) return null
  const places: [string, string, number][] = [
    [`${path}/quan-tri/bai/moi`, 'sites.desk.write', 0],
    [`${path}/quan-tri`, 'sites.desk.title', 0],
    ...(reaches(site.role, 'editor')
      ? [[`${path}/quan-tri/binh-luan`, 'sites.desk.held', site.held] as [string, string, number]]
      : []),
  ]
  return (
    <nav class="chips site-staff-bar" aria-label={view.t('sites.desk.title')}>
      {places.map(([href, key, count]) => (
        <a class="chip" href={href} aria-current={view.path === href ? 'page' : undefined}>
          {view.t(key)}
          {count > 0 ? <span class="unread"> {count > 99 ? '99+' : count}</span> : null}
        </a>
      ))}
    </nav>
  )
}

function Foot({ view, site, hosted }: { view: View; site: SiteView; hosted: boolean }) {
  const { path, name, room } = site
  const { masthead, licence } = site.site
  const base = hosted ? view.origin : ''
  return (
    <footer class="site-foot">
      {masthead ? <p class="plain">{masthead}</p> : null}
      {licence ? <p>{view.t('sites.licence', { licence })}</p> : null}
      <p class="site-foot-links">
        <a href={`${path}/gioi-thieu`}>{view.t('sites.about_of', { name })}</a>
        <a href={`${path}/rss.xml`} data-turbo="false">
          RSS
        </a>
        <a href={`${path}/atom.xml`} data-turbo="false">
          Atom
        </a>
        <a href={`${path}/feed.json`} data-turbo="false">
          JSON Feed
        </a>
        <a href={`${base}/xom/${room.account.username}/rules`}>{view.t('sites.rules')}</a>
        {view.viewer && !hosted ? (
          <a href={reportPath(room.account.acct)} rel="nofollow">
            {view.t('sites.report')}
          </a>
        ) : null}
        {hosted ? <a href={view.origin}>{view.network}</a> : null}
      </p>
    </footer>
  )
}

interface SitePageProps {
  c: Req
  view: View
  site: SiteView
  title: string
  front?: boolean
  head?: Child
  description?: string | undefined
  image?: string | undefined
  rail?: Child
  /** For the desk: no sections, no foot. */
  desk?: boolean
  children?: Child
}

/** A page of a site: its head, its sections, its foot. On a host name of its own it stands alone. */
export function SitePage({ c, view, site, front = false, desk = false, ...props }: SitePageProps) {
  const hosted = hostedAt(c) !== null
  const name = site.name
  return (
    <Page
      view={view}
      title={front ? name : `${props.title} · ${name}`}
      description={props.description}
      image={props.image ?? pictureOf(site.room.account)}
      siteName={name}
      rail={props.rail}
      bare={hosted}
      wide={desk}
      head={
        <>
          {site.room.closed_at ? <meta name="robots" content="noindex" /> : null}
          {(
            [
              ['rss.xml', 'application/rss+xml'],
              ['atom.xml', 'application/atom+xml'],
              ['feed.json', 'application/feed+json'],
            ] as const
          ).map(([file, type]) => (
            <link rel="alternate" type={type} title={name} href={`${site.path}/${file}`} />
          ))}
          {props.head}
        </>
      }
    >
      <div class={`site site-${site.site.look}${desk ? ' site-desk' : ''}`}>
        <Header view={view} site={site} front={front} hosted={hosted} />
        {hosted || desk ? null : <StaffBar view={view} site={site} />}
        {desk ? null : <Sections view={view} site={site} />}
        {props.children}
        {desk ? null : <Foot view={view} site={site} hosted={hosted} />}
      </div>
    </Page>
  )
}
