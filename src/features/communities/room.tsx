import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Context, Id } from '../../context.ts'
import { notFound, unauthorized } from '../../errors.ts'
import type { Req, Viewer } from '../../http/env.ts'
import { formatDateTime, formatNumber } from '../../lib/format/index.ts'
import { Page } from '../../ui/page.tsx'
import type { View } from '../../ui/view.ts'
import { FeedLinks, RssLink } from '../../ui/widgets/feeds.tsx'
import { Icon } from '../../ui/widgets/icon.tsx'
import { Tabs } from '../../ui/widgets/tabs.tsx'
import { findLocalByUsername } from '../accounts/index.ts'
import { type Community, memberPermissions, type Permission } from './api.ts'
import { presentRoom, type Room } from './present.ts'
import { RailBriefings, RailEvents } from './rail-events.tsx'

export const roomPathOf = (community: Community): string => `/xom/${community.account.username}`

/** Where it is read: a site has its own pages, its rules and decisions are those of a community. */
export const frontPathOf = (community: Community): string =>
  community.kind === 'site' ? `/trang/${community.account.username}` : roomPathOf(community)

export const nameOf = (community: Community): string =>
  community.account.display_name || community.account.username

/** The community of an address such as `/xom/ngo82`, with how the reader stands to it; 404 for none. */
export const roomOf = (c: Req): Promise<Room> =>
  presentRoom(c.get('ctx'), c.get('viewer'), { handle: c.req.param('handle') ?? '' })

/** Whether the inside of the community is open to whom it was presented for. */
export const mayRead = (community: Community): boolean =>
  community.me?.reads ?? (!community.private && community.closed_at === null)

export const mayIn = (community: Community, permission: Permission): boolean =>
  community.me?.permissions.includes(permission) === true

/** Members where it is open to them, else those trusted with it. */
export const memberMayIn = (community: Community, permission: 'invite' | 'wiki'): boolean =>
  mayIn(community, permission) ||
  (memberPermissions.includes(permission) &&
    community.me?.member === true &&
    !community.me.muted &&
    community.members_may.includes(permission))

/** Whoever signed in; a form of somebody else is 401. */
export function personOf(c: Req): Viewer {
  const viewer = c.get('viewer')
  if (!viewer) throw unauthorized()
  return viewer
}

/** A band in the community's colour. An attribute of the picture, because our CSP forbids styles in a page. */
function Accent({ colour }: { colour: string }) {
  return raw(
    `<svg class="room-accent" aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 10 1"><rect width="10" height="1" fill="${/^#[0-9a-f]{6}$/.test(colour) ? colour : '#b3341f'}"/></svg>`,
  )
}

function JoinButton({ view, community }: { view: View; community: Community }) {
  const path = roomPathOf(community)
  const { me } = community
  if (!me) {
    return (
      <a class="button primary" href={`/login?next=${encodeURIComponent(path)}`} rel="nofollow">
        {view.t('communities.join')}
      </a>
    )
  }
  if (me.banned) return <span class="badge alert">{view.t('communities.banned')}</span>
  if (me.role === 'founder') {
    return (
      <a class="button primary" href={`${path}/settings/invites`}>
        {view.t('communities.invite_people')}
      </a>
    )
  }
  if (me.member) {
    return (
      <details class="menu room-belongs">
        <summary class="button small">
          <Icon name="check" /> {view.t('communities.joined')}
        </summary>
        <form class="menu-list" method="post" action={`${path}/leave`}>
          <button type="submit" class="menu-do">
            {view.t('communities.leave')}
          </button>
        </form>
      </details>
    )
  }
  if (me.requested) {
    return (
      <form method="post" action={`${path}/leave`}>
        <button type="submit" class="button small">
          {view.t('communities.requested')}
        </button>
      </form>
    )
  }
  if (community.joining === 'invite') return <span class="badge">{view.t('communities.by_invitation')}</span>
  return (
    <form method="post" action={`${path}/join`}>
      <button type="submit" class="button primary">
        {view.t(community.joining === 'open' ? 'communities.join' : 'communities.ask')}
      </button>
    </form>
  )
}

/** The form that reports a community, or a person as a member of one. */
export const reportPath = (acct: string, community?: Community): string =>
  `/report?${new URLSearchParams({ account: acct, ...(community ? { community: community.account.username } : {}) })}`
/** What was decided about the whole community: which rule, until when, and where the reasons are. */
function Decided({ view, community }: { view: View; community: Community }) {
  const { decision, frozen_until, closed_at } = community
  if (!frozen_until && !closed_at) return null
  const date = frozen_until ? formatDateTime(new Date(frozen_until), view.locale) : ''
  return (
    <p class="aside room-decided">
      {view.t(closed_at ? 'communities.closed_by_decision' : 'communities.frozen_by_decision', { date })}
      {decision?.cited ? ` ${view.t('communities.decided_cited', { rule: decision.cited })}` : ''}
      {decision ? (
        <>
          {' '}
          <a href={new URL(decision.url).pathname}>{view.t('communities.decided_why')}</a>
        </>
      ) : null}
    </p>
  )
}

function Facts({ view, community }: { view: View; community: Community & { sites?: Room['sites'] } }) {
  return (
    <p class="room-facts">
      {community.place ? (
        <span>
          <Icon name="home" /> {community.place}
        </span>
      ) : null}
      <a href={`${roomPathOf(community)}/members`}>
        {view.t('communities.members_count', { count: community.members_count })}
      </a>
      <span>
        {community.private ? <Icon name="lock" /> : null}{' '}
        {view.t(community.private ? 'communities.private' : `communities.joining.${community.joining}`)}
      </span>
      {(community.sites ?? []).slice(0, 3).map(({ handle, name }) => (
        <a href={`/trang/${handle}`}>
          <Icon name="text" /> {name}
        </a>
      ))}
      {community.archived_at ? <span class="badge alert">{view.t('communities.archived')}</span> : null}
      {view.viewer && community.me?.role !== 'founder' ? (
        <a href={reportPath(community.account.acct)} rel="nofollow">
          {view.t('communities.report')}
        </a>
      ) : null}
    </p>
  )
}

/** Name, picture, colour, place and the way in: on every page of a community. `small` where something else is read. */
export function RoomHeader({
  view,
  community,
  small = false,
}: {
  view: View
  community: Community
  small?: boolean
}) {
  const { account } = community
  const Name = small ? 'p' : 'h1'
  return (
    <header class={small ? 'room room-small' : 'room'}>
      <Accent colour={community.accent} />
      {small || view.textOnly || account.header_static.endsWith('missing.png') ? null : (
        <img
          class="room-banner"
          src={account.header_static}
          alt=""
          width="1500"
          height="500"
          decoding="async"
        />
      )}
      <div class="room-top">
        {view.textOnly ? null : (
          <img
            class="avatar"
            src={account.avatar_static}
            alt=""
            width={small ? 40 : 64}
            height={small ? 40 : 64}
            decoding="async"
          />
        )}
        <div class="room-names">
          <Name class="room-name">
            <a href={frontPathOf(community)}>
              <bdi>{nameOf(community)}</bdi>
            </a>
          </Name>
          {small ? null : <p class="card-acct">@{account.username}</p>}
        </div>
        {small || community.closed_at ? null : <JoinButton view={view} community={community} />}
      </div>
      {small ? null : (
        <>
          {account.note ? <div class="content room-note">{raw(account.note)}</div> : null}
          <Facts view={view} community={community} />
        </>
      )}
    </header>
  )
}

/** How many ask to be let in, for those who may let them. The page has counted; other communities have no number. */
export function Waiting({ view, community }: { view: View; community: Community & { waiting?: number } }) {
  const { waiting = 0 } = community
  if (waiting === 0 || !mayIn(community, 'members')) return null
  return (
    <>
      {' '}
      <span class="unread">
        <span aria-hidden="true">{waiting > 99 ? '99+' : formatNumber(waiting, view.locale)}</span>
        <span class="visually-hidden">{view.t('communities.requests', { count: waiting })}</span>
      </span>
    </>
  )
}

export function RoomTabs({ view, community }: { view: View; community: Community & { outside?: boolean } }) {
  const path = roomPathOf(community)
  const tabs = [
    ...(community.kind === 'site'
      ? [{ href: frontPathOf(community), text: view.t('sites.tab.articles') }]
      : [
          { href: path, text: view.t('communities.tab.threads') },
          { href: `${path}/wiki`, text: view.t('communities.tab.wiki') },
          { href: `${path}/su-kien`, text: view.t('events.title') },
        ]),
    ...(community.outside
      ? [{ href: `${frontPathOf(community)}/tu-noi-khac`, text: view.t('feeds.title') }]
      : []),
    { href: `${path}/rules`, text: view.t('communities.tab.rules') },
    { href: `${path}/members`, text: view.t('communities.tab.members') },
    ...(community.kind !== 'site' && community.me?.member
      ? [{ href: `${path}/suc-khoe`, text: view.t('communities.tab.health') }]
      : []),
    ...(community.me?.role
      ? [
          {
            href: `${path}/settings`,
            text: view.t('communities.tab.settings'),
            extra: <Waiting view={view} community={community} />,
          },
        ]
      : memberMayIn(community, 'invite')
        ? [{ href: `${path}/settings/invites`, text: view.t('communities.tab.invite') }]
        : []),
  ]
  // Decisions from before are read from the rules.
  const at = view.path === `${path}/decisions` ? `${path}/rules` : view.path
  const here = tabs.findLast((tab) => at === tab.href || at.startsWith(`${tab.href}/`))
  return <Tabs label={view.t('communities.tabs')} current={here?.href ?? path} tabs={tabs} />
}

function Rules({ community }: { community: Community }) {
  return (
    <ol class="note-rules">
      {community.rules.map((rule) => (
        <li>{rule.text}</li>
      ))}
    </ol>
  )
}

/** Everybody may read its threads; a site names its own feeds. */
const hasFeed = (community: Community): boolean =>
  community.kind !== 'site' && !community.private && !community.closed_at

/** What stands beside a community's pages on a wide screen. */
function RoomRail({
  view,
  community,
}: {
  view: View
  community: Community & {
    sites?: Room['sites']
    nextEvents?: Room['nextEvents']
    briefings?: Room['briefings']
  }
}) {
  const path = roomPathOf(community)
  return (
    <>
      <section class="note">
        <h2>{nameOf(community)}</h2>
        <p class="hint">
          {view.t('communities.members_count', { count: community.members_count })}
          {hasFeed(community) ? (
            <>
              {' · '}
              <RssLink base={path} />
            </>
          ) : null}
        </p>
      </section>
      {mayRead(community) ? <RailEvents view={view} path={path} events={community.nextEvents ?? []} /> : null}
      {mayRead(community) ? <RailBriefings view={view} series={community.briefings ?? []} /> : null}
      {community.sites && community.sites.length > 0 ? (
        <section class="note">
          <h2>{view.t('sites.of_community')}</h2>
          <ul class="plain-list">
            {community.sites.map(({ handle, name }) => (
              <li>
                <a href={`/trang/${handle}`}>{name}</a>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {community.rules.length > 0 ? (
        <section class="note">
          <h2>
            <a href={`${path}/rules`}>{view.t('common.rules')}</a>
          </h2>
          <Rules community={community} />
        </section>
      ) : null}
    </>
  )
}

/** The rules behind one tap, where there is no rail. */
export function RulesFold({ view, community }: { view: View; community: Community }) {
  if (community.rules.length === 0) return null
  return (
    <details class="room-rules">
      <summary>
        {view.t('communities.rules_fold', { total: formatNumber(community.rules.length, view.locale) })}
      </summary>
      <Rules community={community} />
    </details>
  )
}

interface RoomPageProps {
  view: View
  community: Community
  title: string
  /** The whole header; else only where one is. */
  front?: boolean
  head?: Child
  description?: string
  children?: Child
}

/** A page of a community: its header, its tabs, its rules beside it. What is for members stays out of search engines. */
export function RoomPage({
  view,
  community,
  title,
  front = false,
  head,
  description,
  children,
}: RoomPageProps) {
  return (
    <Page
      view={view}
      title={front ? title : `${title} · ${nameOf(community)}`}
      description={description}
      image={community.account.avatar_static}
      rail={<RoomRail view={view} community={community} />}
      head={
        <>
          {community.private || community.closed_at ? <meta name="robots" content="noindex" /> : null}
          {hasFeed(community) ? <FeedLinks title={nameOf(community)} base={roomPathOf(community)} /> : null}
          {head}
        </>
      }
    >
      <RoomHeader view={view} community={community} small={!front} />
      <Decided view={view} community={community} />
      {mayRead(community) ? <RoomTabs view={view} community={community} /> : null}
      {children}
    </Page>
  )
}

/** Of the handle in an address; for forms, which decide by the verb what is allowed. */
export async function roomIdOf(ctx: Context, handle: string): Promise<Id> {
  const account = await findLocalByUsername(ctx, handle)
  if (account?.actor_type !== 'Group') throw notFound()
  return account.id
}
