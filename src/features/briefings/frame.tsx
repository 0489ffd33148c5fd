import type { Child } from 'hono/jsx'
import type { Req } from '../../http/env.ts'
import { formatDate, formatDateTime } from '../../lib/format/index.ts'
import { Page } from '../../ui/page.tsx'
import type { View } from '../../ui/view.ts'
import { Tabs } from '../../ui/widgets/tabs.tsx'
import { briefingStates } from './api.ts'
import type { BriefingRow, SeriesRow } from './read-sql.ts'
import { briefingBy, type Session } from './standing.ts'

export const seriesPath = ({ slug }: Pick<SeriesRow, 'slug'>): string => `/giao-ban/${slug}`

export const briefingPath = ({ series, briefing }: Session): string =>
  `${seriesPath(series)}/${briefing.number}`

/** The session of an address such as `/giao-ban/truyen-thong-xa-hoi/5`; 404 or 403 as `briefingBy`. */
export const sessionOf = (c: Req): Promise<Session> =>
  briefingBy(c.get('ctx'), c.get('viewer'), c.req.param('series') ?? '', c.req.param('number') ?? '')

/** "25/5/2015 - 24/11/2015": the days, both included. */
export function periodText(view: View, from: Date, to: Date): string {
  const last = new Date(to.getTime() - 1)
  return `${formatDate(from, view.locale)} – ${formatDate(last, view.locale)}`
}

/** When and where it is held. */
export function whenText(view: View, briefing: BriefingRow): string {
  if (!briefing.starts_at) return view.t('briefings.no_time')
  const start = formatDateTime(briefing.starts_at, view.locale)
  return briefing.place ? `${start} · ${briefing.place}` : start
}

/** The six states as steps, the present one marked; read out as a list. */
function Steps({ view, briefing }: { view: View; briefing: BriefingRow }) {
  const at = briefingStates.indexOf(briefing.state)
  return (
    <ol class="briefing-steps" aria-label={view.t('briefings.states')}>
      {briefingStates.map((state, index) => (
        <li
          class={index < at ? 'done' : index === at ? 'now' : undefined}
          aria-current={index === at ? 'step' : undefined}
        >
          {view.t(`briefings.state.${state}`)}
        </li>
      ))}
    </ol>
  )
}

function tabsOf(view: View, path: string) {
  const { t } = view
  return [
    { href: path, text: t('briefings.tab.overview') },
    { href: `${path}/chuong-trinh`, text: t('briefings.tab.agenda') },
    { href: `${path}/cau-hoi`, text: t('briefings.tab.questions') },
    { href: `${path}/so-lieu`, text: t('briefings.tab.report') },
    { href: `${path}/bien-ban`, text: t('briefings.tab.minutes') },
    { href: `${path}/ket-luan`, text: t('briefings.tab.outcomes') },
    { href: `${path}/thanh-phan`, text: t('briefings.tab.participants') },
  ]
}

interface FrameProps {
  view: View
  session: Session
  title: string
  /** Of the overview: the session's title is the page's heading. */
  front?: boolean
  /** The tab that is marked, when the page is below it; its last part, e.g. 'cau-hoi'. */
  tab?: string
  head?: Child
  /** A wide page, for maps and tables. */
  wide?: boolean
  children?: Child
}

/** A page of a session: whose it is, its number, its state, its tabs. What stands inside begins with an h2 (on the front) or an h1. */
export function BriefingFrame({
  view,
  session,
  title,
  front = false,
  tab,
  head,
  wide,
  children,
}: FrameProps) {
  const { series, briefing } = session
  const path = briefingPath(session)
  const name = view.t('briefings.nth', { name: series.name, number: briefing.number })
  const Title = front ? 'h1' : 'p'
  return (
    <Page
      view={view}
      title={front ? name : `${title} · ${name}`}
      wide={wide === true}
      head={
        <>
          {series.private ? <meta name="robots" content="noindex" /> : null}
          {head}
        </>
      }
    >
      <div class="briefing">
        <header class="briefing-head">
          <p class="briefing-series">
            <a href={seriesPath(series)}>{series.name}</a>
            {series.home ? (
              <>
                {' · '}
                <a href={`/xom/${series.home}`}>{series.home_name || series.home}</a>
              </>
            ) : null}
          </p>
          <Title class="briefing-title">
            <a href={path}>
              {briefing.title
                ? `${view.t('briefings.number', { number: briefing.number })}: ${briefing.title}`
                : name}
            </a>
          </Title>
          <p class="hint">{whenText(view, briefing)}</p>
          {front ? (
            <Steps view={view} briefing={briefing} />
          ) : (
            <p class="hint briefing-state">{view.t(`briefings.state.${briefing.state}`)}</p>
          )}
          {briefing.state === 'session' && view.path !== `${path}/truc-tiep` ? (
            <p>
              <a class="button primary" href={`${path}/truc-tiep`}>
                {view.t('briefings.live_now')}
              </a>
            </p>
          ) : null}
        </header>
        <Tabs label={name} current={tab ? `${path}/${tab}` : view.path} tabs={tabsOf(view, path)} />
        <div class="briefing-body">{children}</div>
      </div>
    </Page>
  )
}
