import type { Id } from '../context.ts'

/** Every job and what it is given. The names are `feature.verb`; payloads hold ids, never copies of content. */
export interface JobPayloads {
  'timelines.fanOut': { statusId: Id }
  'timelines.fanOutPart': { statusId: Id; afterId: Id }
  'timelines.remove': { statusId: Id }
  'timelines.rebuild': { accountId: Id }
  'timelines.merge': { accountId: Id; targetId: Id }
  'timelines.unmerge': { accountId: Id; targetId: Id }
  'timelines.trim': Record<string, never>
  'notifications.onStatus': { statusId: Id }
  'notifications.onEdit': { statusId: Id }
  'notifications.onInteraction': { type: 'favourite' | 'reblog'; fromId: Id; statusId: Id }
  'notifications.onFollow': { fromId: Id; targetId: Id; type: 'follow' | 'follow_request' }
  'notifications.onAdmitted': { accountId: Id; targetId: Id }
  'notifications.onTakenBack': { accountId: Id; targetId: Id }
  'notifications.onPollClosed': { pollId: Id }
  'notifications.onSignUp': { accountId: Id }
  'notifications.prune': Record<string, never>
  'polls.close': { pollId: Id }
  'statuses.publishScheduled': { scheduledId: Id }
  'statuses.purge': { statusId: Id }
  'statuses.sweep': Record<string, never>
  'feeds.poll': Record<string, never>
  'feeds.fetch': { feedId: Id; turn?: string }
  'feeds.sweep': Record<string, never>
  'trends.refresh': Record<string, never>
  'links.look': { linkId: Id; turn?: string }
  'links.picture': { linkId: Id; turn?: string }
  'links.sweep': Record<string, never>
  'media.process': { mediaId: Id }
  'media.removeFiles': { keys: string[] }
  'media.sweep': Record<string, never>
  'media.sweepFiles': Record<string, never>
  'accounts.verifyLinks': { accountId: Id }
  'accounts.applyDomain': { domain: string; afterId: Id }
  'accounts.erase': { accountId: Id }
  'follows.acceptAll': { accountId: Id }
  'blocks.cutDomain': { accountId: Id; domain: string }
  'accounts.sweep': Record<string, never>
  'communities.announce': { statusId: Id }
  'communities.onLeft': { accountId: Id; targetId: Id }
  'communities.onLeaving': { accountId: Id }
  'communities.sweep': Record<string, never>
  'sites.confirmHost': { siteId: Id; host: string; attempt: number }
  'articles.publish': { articleId: Id }
  'imports.run': { importId: Id }
  'imports.sweep': Record<string, never>
  'events.expand': Record<string, never>
  'events.remind': { eventId: Id; minutes: number; at: string }
  'events.tellGuests': { eventId: Id; what: 'changed' | 'cancelled'; afterId: Id }
  'moderation.end': { decisionId: Id }
  'moderation.sweep': Record<string, never>
  'moderation.watch': { statusId: Id }
  'notifications.onReport': { caseId: Id; fromId: Id }
  'search.putPost': { statusId: Id }
  'search.removePost': { statusId: Id }
  'search.putArticle': { articleId: Id }
  'search.putArticles': { articleIds: Id[] }
  'search.putEvent': { eventId: Id }
  'search.author': { accountId: Id; afterId: Id }
  'search.catchUp': Record<string, never>
  'search.sweep': Record<string, never>
  'outcomes.remind': Record<string, never>
  'heat.roll': Record<string, never>
  'readiness.end': { measureId: Id }
  'readiness.count': { measureId: Id }
  'readiness.remind': Record<string, never>
  'proceedings.freeze': { briefingId: Id; note: string }
  'briefings.remind': { briefingId: Id; step: string }
  'questions.groups': { briefingId: Id }
  'questions.sweep': Record<string, never>
  'transparency.freeze': Record<string, never>
  'transparency.report': { reportId: Id }
  'transparency.beat': Record<string, never>
  'mail.send': { to: string; template: string; locale: string; params: Record<string, string> }
  'auth.sweep': Record<string, never>
  'oauth.sweep': Record<string, never>
}

export type JobName = keyof JobPayloads

/** News that more than one feature acts on. app.ts lists who hears each; every listener gets its own job row. */
export interface EventPayloads {
  statusCreated: { statusId: Id }
  /** As statusCreated, for accounts of their first week only: old ones cost nothing. */
  newcomerPosted: { statusId: Id }
  statusEdited: { statusId: Id }
  statusDeleted: { statusId: Id }
  articlePublished: { articleId: Id }
  /** Of a published one: its words, its state, or its post. */
  articleChanged: { articleId: Id }
  articleRemoved: { articleId: Id }
  /** Some hundred at once, of another time: nobody is told. */
  articlesImported: { articleIds: Id[] }
  /** Announced, changed or called off. */
  eventChanged: { eventId: Id }
  followed: { accountId: Id; targetId: Id }
  unfollowed: { accountId: Id; targetId: Id }
}

export type EventName = keyof EventPayloads

/** For each event the jobs that hear it; all of them take the event's payload. */
export type EventTable = {
  [E in EventName]: { [N in JobName]: EventPayloads[E] extends JobPayloads[N] ? N : never }[JobName][]
}
