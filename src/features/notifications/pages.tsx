import type { Context } from '../../context.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { type Page as Range, readPage } from '../../http/paging.ts'
import { faceAddress } from '../../lib/faces.ts'
import { formatList } from '../../lib/format/index.ts'
import { excerpt } from '../../lib/html/index.ts'
import { compareIds } from '../../lib/ids.ts'
import type { IconName } from '../../ui/icons.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Icon } from '../../ui/widgets/icon.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { RelativeTime } from '../../ui/widgets/time.tsx'
import type { Account } from '../accounts/index.ts'
import { advanceMarker, getMarkers } from '../markers/index.ts'
import type { Status } from '../statuses/api.ts'
import { StatusCard, statusPath } from '../statuses/index.ts'
import { groupable, type ToldGroup, type ToldGroups, type ToldType } from './api.ts'
import { listGroups } from './notifications.ts'
import { dismissAll, newestId } from './sql.ts'

const nameOf = (account: Account): string => account.display_name || account.username

/** "Lan, Hùng và 3 người khác": at most three names, then how many more. */
function people(view: View, accounts: Account[], total: number): string {
  const named = accounts.slice(0, total > 3 ? 2 : 3).map(nameOf)
  const more = total - named.length
  return formatList(
    more > 0 ? [...named, view.t('notifications.others', { count: more })] : named,
    view.locale,
  )
}

interface RowProps {
  view: View
  group: ToldGroup
  accounts: Account[]
  status: Status | undefined
  unread: boolean
}

/** What a line says. The API has one word, `mention`, for an answer and for a name in a post; people are told which. */
function kindOf(view: View, group: ToldGroup, accounts: Account[], status: Status | undefined) {
  const { type, moderation_warning: told, report } = group
  if (told && told.about !== 'decision') return `appeal_${told.about}`
  if (report?.about === 'appeal') return 'appeal_message'
  if (type === 'report_decided') return group.handled ? 'report_handled' : 'report_nothing'
  const me = view.viewer?.id
  if (type === 'poll' && accounts[0]?.id === me) return 'own_poll'
  if (type === 'mention' && status?.in_reply_to_account_id === me) return 'reply'
  return type
}

function Row({ view, group, accounts, status, unread }: RowProps) {
  const at = new Date(group.latest_page_notification_at ?? 0)
  const kind = kindOf(view, group, accounts, status)
  const sentence = view.t(`notifications.line.${kind}`, {
    people: people(view, accounts, group.notifications_count),
    count: group.notifications_count,
    room: group.room?.display_name || (group.room?.username ?? ''),
    place: group.place?.name ?? (group.type.startsWith('event.') ? view.t('notifications.some_event') : ''),
  })
  const whole = group.type === 'mention' || group.type === 'status'
  return (
    <li class={unread ? 'notice notice-unread' : 'notice'} id={`n${group.most_recent_notification_id}`}>
      <Icon name={icons[group.type]} />
      <div class="notice-body">
        {view.textOnly ? null : (
          <p class="notice-faces">
            {accounts.slice(0, 6).map((account) => (
              <a href={`/@${account.acct}`} aria-label={nameOf(account)}>
                <img
                  src={faceAddress(view.origin, account.avatar_static)}
                  alt=""
                  width={36}
                  height={36}
                  loading="lazy"
                />
              </a>
            ))}
          </p>
        )}
        <p class="notice-line">
          {unread ? <strong class="notice-new">{view.t('notifications.new')} </strong> : null}
          <a href={target(group, accounts, status)}>{sentence}</a> <RelativeTime view={view} at={at} />
        </p>
        {status && !whole ? <p class="notice-text">{excerptOf(status)}</p> : null}
      </div>
      {status && whole ? <StatusCard view={view} status={status} /> : null}
    </li>
  )
}

const icons: Record<ToldType, IconName> = {
  mention: 'reply',
  status: 'bell',
  reblog: 'boost',
  follow: 'person',
  follow_request: 'person',
  favourite: 'favourite',
  poll: 'poll',
  update: 'pen',
  'admin.sign_up': 'enter',
  'admin.report': 'shield',
  moderation_warning: 'shield',
  report_decided: 'shield',
  'community.request': 'enter',
  'community.admitted': 'home',
  'community.moderator': 'home',
  'community.founder': 'home',
  'site.held': 'reply',
  'site.review': 'draft',
  'site.admitted': 'check',
  'site.refused': 'info',
  'event.reminder': 'clock',
  'event.changed': 'pen',
  'event.cancelled': 'close',
  'heat.shift': 'shield',
  'heat.review': 'pen',
  'heat.threshold': 'warning',
  'briefing.invited': 'people',
  'briefing.soon': 'clock',
  'briefing.published': 'text',
  'action.overdue': 'warning',
  'question.answered': 'reply',
}

const excerptOf = (status: Status): string => status.spoiler_text || excerpt(status.content, 160)

/** Where a line leads: the post, the requests, or the person. */
function target(group: ToldGroup, accounts: Account[], status: Status | undefined): string {
  if (group.moderation_warning) return new URL(group.moderation_warning.url).pathname
  if (group.report) return `/moderation/cases/${group.report.id}`
  if (group.type === 'report_decided') return '/report/mine'
  if (group.type === 'heat.threshold') return `/do-nong/ke-hoach/${group.heat}`
  if (group.type.startsWith('heat.')) return `/do-nong/bien-phap/${group.heat}`
  if (group.place) return group.place.path
  const [site] = accounts
  if (group.type === 'site.held' && site) return `/trang/${site.username}/quan-tri/binh-luan`
  if (group.type === 'site.review' && site) return `/trang/${site.username}/quan-tri?state=review`
  if (status) return statusPath(status)
  if (group.room) return `/xom/${group.room.username}/settings/members`
  if (group.type.startsWith('community.') && accounts[0]) return `/xom/${accounts[0].username}`
  if (group.type === 'follow_request') return '/follow-requests'
  return accounts[0] ? `/@${accounts[0].acct}` : '/notifications'
}

interface ListProps {
  view: View
  result: ToldGroups
  readUpTo: string | null
}

function List({ view, result, readUpTo }: ListProps) {
  const accounts = new Map(result.accounts.map((account) => [account.id, account]))
  const statuses = new Map(result.statuses.map((status) => [status.id, status]))
  return (
    <ol class="notices">
      {result.notification_groups.map((group) => (
        <Row
          view={view}
          group={group}
          accounts={group.sample_account_ids.flatMap((id) => accounts.get(id) ?? [])}
          status={group.status_id ? statuses.get(group.status_id) : undefined}
          unread={readUpTo === null || compareIds(group.most_recent_notification_id, readUpTo) > 0}
        />
      ))}
    </ol>
  )
}

/** Speculative loads (Turbo on hover, browsers) have read nothing. */
const isPrefetch = (c: Req): boolean =>
  /prefetch/.test(
    `${c.req.header('sec-purpose')} ${c.req.header('x-sec-purpose')} ${c.req.header('purpose')}`,
  )

/** Up to the newest row there is, also where it was taken back since and is not shown: it waits for nobody. */
async function markRead(ctx: Context, viewer: Viewer): Promise<void> {
  const newest = await newestId(ctx, viewer.id)
  if (newest) await advanceMarker(ctx, viewer.id, 'notifications', newest)
}

/** Shows one page; opening the first page of all moves the marker, after the unread marks were decided. */
async function show(c: Req, ctx: Context, viewer: Viewer) {
  const mentions = c.req.query('tab') === 'mentions'
  const range: Range = readPage(c, 30, 40)
  const filter = { types: mentions ? (['mention'] as const) : null, accountId: null }
  const [{ result, last }, marks, seen] = await Promise.all([
    listGroups(ctx, viewer, filter, groupable, range),
    getMarkers(ctx, viewer.id, ['notifications']),
    viewOf(c),
  ])
  const newest = range.maxId === null && range.minId === null && range.sinceId === null
  if (newest && !mentions && !isPrefetch(c)) await markRead(ctx, viewer)
  const full = result.notification_groups.length >= range.limit
  const tab = mentions ? '&tab=mentions' : ''
  const view: View = newest && !mentions ? { ...seen, unread: 0 } : seen
  const title = view.t('notifications.title')
  return c.html(
    <Page view={view} title={title}>
      <h1>{title}</h1>
      <nav class="tabs" aria-label={title}>
        <a href="/notifications" aria-current={mentions ? undefined : 'page'}>
          {view.t('notifications.tab.all')}
        </a>
        <a href="/notifications?tab=mentions" aria-current={mentions ? 'page' : undefined}>
          {view.t('notifications.tab.mentions')}
        </a>
      </nav>
      {result.notification_groups.length === 0 ? (
        <EmptyState icon="bell" text={view.t(newest ? 'notifications.empty' : 'notifications.no_more')} />
      ) : (
        <List view={view} result={result} readUpTo={marks.notifications?.last_read_id ?? null} />
      )}
      <Pager view={view} next={full && last ? `/notifications?max_id=${last}${tab}` : null} />
      {newest && !mentions && result.notification_groups.length > 0 ? (
        <form method="post" action="/notifications/clear" class="notices-clear">
          <button type="submit">{view.t('notifications.clear')}</button>
        </form>
      ) : null}
    </Page>,
  )
}

export function notificationPages(app: App): void {
  app.get('/notifications', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return c.redirect('/login?next=%2Fnotifications', 303)
    return show(c, c.get('ctx'), viewer)
  })

  app.post('/notifications/clear', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return c.redirect('/login?next=%2Fnotifications', 303)
    await dismissAll(c.get('ctx'), viewer.id)
    return c.redirect('/notifications', 303)
  })
}
