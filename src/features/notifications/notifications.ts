import type { Context, Id } from '../../context.ts'
import { notFound } from '../../errors.ts'
import type { Page } from '../../http/paging.ts'
import { presentAccounts } from '../accounts/index.ts'
import { presentStatuses } from '../statuses/index.ts'
import { selectToldActions } from './actions-sql.ts'
import {
  groupable,
  type Notification,
  type NotificationQuery,
  type NotificationType,
  notificationTypes,
  type ToldGroup,
  type ToldGroups,
  type ToldType,
} from './api.ts'
import { selectToldBriefings } from './briefings-sql.ts'
import { selectToldEvents } from './events-sql.ts'
import { type GroupRow, groupKey, parseGroupKey, selectGroupRows, selectGroups } from './groups-sql.ts'
import { selectHeatCauses } from './heat-sql.ts'
import { selectHandled, selectToldCases, selectToldDecisions, toReport, toWarning } from './moderation-sql.ts'
import { selectToldRooms } from './rooms-sql.ts'
import { countUnread, type Filter, type NotificationRow, ofMastodon, selectOne, selectPage } from './sql.ts'

const everything: Filter = { types: null, accountId: null }

/** What `types`, `exclude_types` and `account_id` leave of what the Mastodon API knows. */
export function filterOf(query: NotificationQuery): Filter {
  const { types, exclude_types: excluded, account_id: accountId } = query
  if (!types && !excluded) return { ...ofMastodon, accountId: accountId ?? null }
  const wanted = notificationTypes.filter(
    (type) => (!types?.length || types.includes(type)) && !excluded?.includes(type),
  )
  return { types: wanted, accountId: accountId ?? null }
}

export const groupedTypes = (query: NotificationQuery): readonly NotificationType[] =>
  query.grouped_types ? groupable.filter((type) => query.grouped_types!.includes(type)) : groupable

async function hydrate(ctx: Context, viewer: { id: Id }, accountIds: Id[], statusIds: (Id | null)[]) {
  const known = [...new Set(statusIds.filter((id) => id !== null))]
  const [accounts, statuses] = await Promise.all([
    presentAccounts(ctx, [...new Set(accountIds)]),
    known.length > 0 ? presentStatuses(ctx, viewer, known) : [],
  ])
  return { accounts, statuses: new Map(statuses.map((status) => [status.id, status])) }
}

type Told = Pick<ToldGroup, 'moderation_warning' | 'report' | 'room' | 'place' | 'handled' | 'heat'>

/** What decisions, reports and requests to join add to their notifications, by the notification's id. */
async function toldOf(ctx: Context, rows: { id: Id; type: ToldType }[]): Promise<Map<Id, Told>> {
  const of = (type: ToldType) => rows.flatMap((row) => (row.type === type ? [row.id] : []))
  const [warned, reported] = [of('moderation_warning'), of('admin.report')]
  const [asked, answered] = [of('community.request'), of('report_decided')]
  const hot = rows.flatMap((row) => (row.type.startsWith('heat.') ? [row.id] : []))
  const briefed = rows.flatMap((row) => (/^(briefing|question)\./.test(row.type) ? [row.id] : []))
  const late = of('action.overdue')
  const taking = rows.flatMap((row) => (row.type.startsWith('event.') ? [row.id] : []))
  const all = [warned, reported, asked, answered, briefed, late, taking, hot]
  if (all.every((ids) => ids.length === 0)) return new Map()
  const [decisions, cases, rooms, handled, causes, briefings, actions, events] = await Promise.all([
    warned.length > 0 ? selectToldDecisions(ctx, warned) : [],
    reported.length > 0 ? selectToldCases(ctx, reported) : [],
    asked.length > 0 ? selectToldRooms(ctx, asked) : [],
    answered.length > 0 ? selectHandled(ctx, answered) : [],
    hot.length > 0 ? selectHeatCauses(ctx, hot) : [],
    briefed.length > 0 ? selectToldBriefings(ctx, briefed) : [],
    late.length > 0 ? selectToldActions(ctx, late) : [],
    taking.length > 0 ? selectToldEvents(ctx, taking) : [],
  ])
  const accounts = await presentAccounts(
    ctx,
    [...decisions, ...cases].map((row) => row.account_id),
  )
  return new Map<Id, Told>([
    ...causes.map((row): [Id, Told] => [row.notification_id, { heat: row.cause_id }]),
    ...handled.map((row): [Id, Told] => [row.notification_id, { handled: row.handled }]),
    ...decisions.map((row): [Id, Told] => [
      row.notification_id,
      { moderation_warning: toWarning(ctx, row, accounts.get(row.account_id)!) },
    ]),
    ...cases.map((row): [Id, Told] => [
      row.notification_id,
      { report: toReport(row, accounts.get(row.account_id)!) },
    ]),
    ...rooms.map(({ notification_id, ...room }): [Id, Told] => [notification_id, { room }]),
    ...[...briefings, ...actions].map(({ notification_id, ...place }): [Id, Told] => [
      notification_id,
      { place },
    ]),
    ...events.map(({ notification_id, id, title }): [Id, Told] => [
      notification_id,
      { place: { path: `/su-kien/${id}`, name: title } },
    ]),
  ])
}

/** Rows as Mastodon's Notification; those whose post the person may no longer see are dropped. */
async function present(ctx: Context, viewer: { id: Id }, rows: NotificationRow[]): Promise<Notification[]> {
  const { accounts, statuses } = await hydrate(
    ctx,
    viewer,
    rows.map((row) => row.from_account_id),
    rows.map((row) => row.status_id),
  )
  const told = await toldOf(ctx, rows)
  return rows.flatMap((row) => {
    const account = accounts.get(row.from_account_id)
    const status = row.status_id ? statuses.get(row.status_id) : undefined
    if (!account || (row.status_id && !status)) return []
    const { id, created_at } = row
    return [
      {
        id,
        // Pages and single ones are read by `ofMastodon`, or less of it.
        type: row.type as NotificationType,
        created_at: created_at.toISOString(),
        group_key: groupKey(row),
        account,
        ...(status ? { status } : {}),
        ...told.get(id),
      },
    ]
  })
}

/** One page, with the ids at its ends (also of rows that were dropped, so that paging goes on). */
export async function listNotifications(ctx: Context, viewer: { id: Id }, filter: Filter, page: Page) {
  const rows = await selectPage(ctx, viewer.id, filter, page)
  return { items: await present(ctx, viewer, rows), first: rows[0]?.id, last: rows.at(-1)?.id }
}

/** One notification of the person's own; else 404. */
export async function getNotification(ctx: Context, viewer: { id: Id }, id: Id): Promise<Notification> {
  const row = await selectOne(ctx, viewer.id, id)
  const [item] = row ? await present(ctx, viewer, [row]) : []
  if (!item) throw notFound()
  return item
}

const toGroup = (row: GroupRow, paged: boolean): ToldGroup => ({
  group_key: row.key,
  notifications_count: row.count,
  type: row.type,
  most_recent_notification_id: row.most_recent_id,
  ...(paged
    ? {
        page_min_id: row.min_id,
        page_max_id: row.most_recent_id,
        latest_page_notification_at: row.latest_at.toISOString(),
      }
    : {}),
  sample_account_ids: row.sample_account_ids,
  ...(row.status_id ? { status_id: row.status_id } : {}),
})

async function presentGroups(
  ctx: Context,
  viewer: { id: Id },
  rows: GroupRow[],
  paged: boolean,
): Promise<ToldGroups> {
  const { accounts, statuses } = await hydrate(
    ctx,
    viewer,
    rows.flatMap((row) => row.sample_account_ids),
    rows.map((row) => row.status_id),
  )
  const shown = rows.filter((row) => !row.status_id || statuses.has(row.status_id))
  const told = await toldOf(
    ctx,
    shown.map((row) => ({ id: row.most_recent_id, type: row.type })),
  )
  return {
    accounts: [...accounts.values()],
    statuses: [...statuses.values()],
    notification_groups: shown.map((row) => ({ ...toGroup(row, paged), ...told.get(row.most_recent_id) })),
  }
}

/** One page of groups, as GET /api/v2/notifications answers it (with `filterOf`; our page shows more), with the newest ids of its first and last group. */
export async function listGroups(
  ctx: Context,
  viewer: { id: Id },
  filter: Filter,
  grouped: readonly NotificationType[],
  page: Page,
) {
  const rows = await selectGroups(ctx, viewer.id, filter, grouped, page)
  return {
    result: await presentGroups(ctx, viewer, rows, true),
    first: rows[0]?.most_recent_id,
    last: rows.at(-1)?.most_recent_id,
  }
}

/** One group by its key; 404 when nothing is left in it. */
export async function getGroup(ctx: Context, viewer: { id: Id }, key: string): Promise<ToldGroups> {
  const range = parseGroupKey(key)
  const rows = range ? await selectGroupRows(ctx, viewer.id, ofMastodon, [range]) : []
  if (rows.length === 0) throw notFound()
  return presentGroups(ctx, viewer, rows, false)
}

/** How many notifications wait above the marker, counted up to 100: one index range, cheap enough for every page. */
export const unreadCount = (ctx: Context, viewerId: Id): Promise<number> =>
  countUnread(ctx, viewerId, everything, 100)
