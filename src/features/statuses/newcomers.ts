import type { Context, Id } from '../../context.ts'
import { AppError, unprocessable } from '../../errors.ts'
import { formatDate, formatTime } from '../../lib/format/index.ts'
import { idTime } from '../../lib/ids.ts'
import { DAY_MS } from '../../lib/time.ts'
import { getSettings } from '../instance/index.ts'
import { countNewcomer, deleteOldNewcomerPosts, insertNewcomerPost, isLimited } from './newcomers-sql.ts'

/** What an account of the first days may do; 0 is no limit. */
export interface NewcomerLimits {
  until: Date
  linksPerPost: number
  linksPerDay: number
  mentionsPerPost: number
  postsPerHour: number
  recipientsPerDay: number
}

/** The limits that hold for somebody now; null for those who have been here longer. Costs them no query. */
export async function newcomerLimits(
  ctx: Context,
  account: { id: Id },
  lock = false,
): Promise<NewcomerLimits | null> {
  const settings = await getSettings(ctx)
  const until = new Date(idTime(account.id).getTime() + settings.newcomerDays * DAY_MS)
  if (settings.newcomerDays === 0 || until <= ctx.clock()) return null
  if (!(await isLimited(ctx, account.id, lock))) return null
  return {
    until,
    linksPerPost: settings.newcomerLinks,
    linksPerDay: settings.newcomerLinksDay,
    mentionsPerPost: settings.newcomerMentions,
    postsPerHour: settings.newcomerPostsHour,
    recipientsPerDay: settings.newcomerRecipientsDay,
  }
}

/** Of her first week, whatever limits the operator chose. By her id: no query. */
export const isYoung = (ctx: Context, account: { id: Id }): boolean =>
  ctx.clock().getTime() - idTime(account.id).getTime() < 7 * DAY_MS

/** "14:36 25/11/2015": understood in both languages, for a verb does not know the reader's. */
const moment = (at: Date): string => `${formatTime(at, 'vi')} ${formatDate(at, 'vi')}`

export interface NewcomerPost {
  links: number
  mentions: number
  /** Of a direct message: those whom it reaches and whose own message it does not answer. */
  recipients: Id[]
}

/** What one post may hold. 422 with the limit and its end. */
export function checkNewcomerPost(limits: NewcomerLimits, post: Omit<NewcomerPost, 'recipients'>): void {
  const until = moment(limits.until)
  if (limits.linksPerPost > 0 && post.links > limits.linksPerPost)
    throw unprocessable('newcomer_links', { limit: limits.linksPerPost, until })
  if (limits.mentionsPerPost > 0 && post.mentions > limits.mentionsPerPost)
    throw unprocessable('newcomer_mentions', { limit: limits.mentionsPerPost, until })
}

/**
 * Checks a newcomer's post against what she did lately; inside the post's transaction, with her row locked, so that two
 * posts at once are counted both. 422 for too much in one post, 429 for too much in a time; each says when it ends.
 */
export async function admitNewcomer(
  ctx: Context,
  author: { id: Id },
  limits: NewcomerLimits,
  post: NewcomerPost,
): Promise<void> {
  checkNewcomerPost(limits, post)
  const found = await countNewcomer(ctx, author.id, post.recipients)
  const refuse = (reason: string, limit: number, first: Id | null, lasts: number) => {
    const now = ctx.clock().getTime()
    const free = (first === null ? now : idTime(first).getTime()) + lasts
    throw new AppError('rate_limited', reason, {
      params: {
        limit,
        until: moment(limits.until),
        free: moment(new Date(free)),
        seconds: Math.max(1, Math.ceil((free - now) / 1000)),
      },
    })
  }
  if (limits.postsPerHour > 0 && found.posts >= limits.postsPerHour)
    refuse('newcomer_posts', limits.postsPerHour, found.first_post, 3_600_000)
  if (limits.linksPerDay > 0 && post.links > 0 && found.links + post.links > limits.linksPerDay)
    refuse('newcomer_links_day', limits.linksPerDay, found.first_link, DAY_MS)
  const fresh = post.recipients.filter((id) => !(found.known ?? []).includes(id))
  const met = (found.recipients ?? []).length
  if (limits.recipientsPerDay > 0 && fresh.length > 0 && met + fresh.length > limits.recipientsPerDay)
    refuse('newcomer_recipients', limits.recipientsPerDay, found.first_message, DAY_MS)
}

/** Counts a newcomer's post; it stays counted when the post is deleted. */
export async function countNewcomerPost(
  ctx: Context,
  author: { id: Id },
  statusId: Id,
  post: NewcomerPost,
): Promise<void> {
  const { links, recipients } = post
  await insertNewcomerPost(ctx, { statusId, accountId: author.id, links, recipients })
}

/** Part of the hourly sweep. */
export async function forgetNewcomers(ctx: Context): Promise<void> {
  await deleteOldNewcomerPosts(ctx, (await getSettings(ctx)).newcomerDays)
}
