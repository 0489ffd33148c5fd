import { z } from 'zod'
import { id, list } from '../../http/body.ts'
import { Account } from '../accounts/api.ts'
import { Status } from '../statuses/api.ts'

export const notificationTypes = [
  'mention',
  'status',
  'reblog',
  'follow',
  'follow_request',
  'favourite',
  'poll',
  'update',
  'admin.sign_up',
  'admin.report',
  'moderation_warning',
] as const
export type NotificationType = (typeof notificationTypes)[number]

/** Ours, for our page alone: clients of the Mastodon API never see them, for Mastodon has no such types. */
export type RoomType = `community.${'request' | 'admitted' | 'moderator' | 'founder'}`
/** To the staff of a site: a comment or an article waits; to whoever wrote a comment that waited: what became of it. */
export type SiteType = `site.${'held' | 'review' | 'admitted' | 'refused'}`
/** Of an event that she wished to be reminded of, or comes to. */
export type EventType = `event.${'reminder' | 'changed' | 'cancelled'}`
/** A shift that one is called to, a review that one owes, a threshold that was reached. */
export type HeatType = `heat.${'shift' | 'review' | 'threshold'}`
/** To those who have to do with a briefing. */
export type BriefingType =
  | `briefing.${'invited' | 'soon' | 'published'}`
  | 'action.overdue'
  | 'question.answered'
/** Every type that a row can have; `report_decided`: what she reported was looked at. */
export type ToldType =
  | NotificationType
  | RoomType
  | SiteType
  | EventType
  | HeatType
  | BriefingType
  | 'report_decided'

/** Types that may stand together as one group. */
export const groupable: readonly NotificationType[] = ['favourite', 'reblog', 'follow']

/** docs.joinmastodon.org/entities/AccountWarning; ours are `url`, the statement of reasons, and `about`, what is new. */
export const AccountWarning = z.object({
  id: z.string(),
  action: z.enum([
    'none',
    'disable',
    'mark_statuses_as_sensitive',
    'delete_statuses',
    'sensitive',
    'silence',
    'suspend',
  ]),
  text: z.string(),
  status_ids: z.array(z.string()).nullable(),
  created_at: z.string(),
  target_account: Account,
  appeal: z.object({ text: z.string(), state: z.enum(['pending', 'approved', 'rejected']) }).nullable(),
  url: z.string(),
  about: z.enum(['decision', 'answer', 'outcome']),
})
export type AccountWarning = z.infer<typeof AccountWarning>

/** docs.joinmastodon.org/entities/Report: the case, with its first report; `about` is ours. */
export const NotifiedReport = z.object({
  id: z.string(),
  action_taken: z.boolean(),
  action_taken_at: z.string().nullable(),
  category: z.enum(['spam', 'legal', 'violation', 'other']),
  comment: z.string(),
  forwarded: z.boolean(),
  created_at: z.string(),
  status_ids: z.array(z.string()).nullable(),
  rule_ids: z.array(z.string()).nullable(),
  target_account: Account,
  about: z.enum(['report', 'appeal']),
})
export type NotifiedReport = z.infer<typeof NotifiedReport>

export const Notification = z.object({
  id: z.string(),
  type: z.enum(notificationTypes),
  created_at: z.string(),
  group_key: z.string(),
  account: Account,
  status: Status.optional(),
  moderation_warning: AccountWarning.optional(),
  report: NotifiedReport.optional(),
})
export type Notification = z.infer<typeof Notification>

export const NotificationGroup = z.object({
  group_key: z.string(),
  notifications_count: z.int(),
  type: z.enum(notificationTypes),
  most_recent_notification_id: z.string(),
  page_min_id: z.string().optional(),
  page_max_id: z.string().optional(),
  latest_page_notification_at: z.string().optional(),
  sample_account_ids: z.array(z.string()),
  status_id: z.string().optional(),
  moderation_warning: AccountWarning.optional(),
  report: NotifiedReport.optional(),
})
export type NotificationGroup = z.infer<typeof NotificationGroup>

/** A group on our page. */
export type ToldGroup = Omit<NotificationGroup, 'type'> & {
  type: ToldType
  /** Where somebody asks to be let in. */
  room?: { username: string; display_name: string }
  /** What it is about, where that is no post and no person. */
  place?: { path: string; name: string }
  /** Whether anything was done about what she reported. */
  handled?: boolean
  /** The measure or the plan that it is about. */
  heat?: string
}

export const GroupedNotifications = z.object({
  accounts: z.array(Account),
  statuses: z.array(Status),
  notification_groups: z.array(NotificationGroup),
})
export type GroupedNotifications = z.infer<typeof GroupedNotifications>
export type ToldGroups = Omit<GroupedNotifications, 'notification_groups'> & {
  notification_groups: ToldGroup[]
}

/** Unknown type names are kept out, not refused: clients ask for types that other servers have. */
const typeNames = list(z.string(), 50)

export const NotificationQuery = z.object({
  types: typeNames.optional(),
  exclude_types: typeNames.optional(),
  grouped_types: typeNames.optional(),
  account_id: id.optional(),
})
export type NotificationQuery = z.infer<typeof NotificationQuery>
