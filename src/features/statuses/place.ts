import type { Context, Id } from '../../context.ts'
import { forbidden, invalid, notFound } from '../../errors.ts'
import { cleanText, countGraphemes } from '../../lib/graphemes.ts'
import { escapeHtml } from '../../lib/html/index.ts'
import { addReply, openThread } from '../threads/index.ts'
import { type SeenStatus, standingIn, writingRefusal } from '../visibility/index.ts'
import type { Visibility } from './api.ts'
import { selectMembers, setNumber } from './sql.ts'
import type { StatusParams } from './write.ts'

/** Where a post will stand: in which community, and for whom. */
export interface Place {
  communityId: Id
  /** `public`, or `private` where only members read. */
  visibility: Extract<Visibility, 'public' | 'private'>
}

/** Graphemes of a thread's title. */
export const titleLimit = 150

/** A title on one line, or 422 with field `title`; null for none. */
export function cleanTitle(title: string | null | undefined): string {
  const clean = cleanText(title ?? '')
    .replace(/\s+/g, ' ')
    .trim()
  if (countGraphemes(clean, titleLimit) > titleLimit)
    throw invalid({ field: 'title', code: 'too_big', params: { limit: titleLimit } })
  return clean
}

/** The title stands first in the text, so that it is read in every client and on every server. */
export const withTitle = (title: string, html: string): string =>
  title === '' ? html : `<p><strong>${escapeHtml(title)}</strong></p>${html}`

/**
 * Decides where a post stands. An answer stands with what it answers (a direct one is between people, and stands
 * nowhere); a first post in the community it is sent to, or in the first one that it names and where its author may
 * write, which is how Mastodon clients post to a group. Throws 403 with the reason, or 404 for no community.
 */
export async function placeOf(
  ctx: Context,
  author: { id: Id },
  params: StatusParams,
  target: SeenStatus | null,
  named: Id[],
): Promise<Place | null> {
  const wanted = params.visibility ?? 'public'
  if (target) {
    if (!target.community_id || wanted === 'direct') return null
    const place = await enter(ctx, author, target.community_id, target.thread_id, params.admitted)
    return target.visibility === 'private' ? { ...place, visibility: 'private' } : place
  }
  if (params.communityId) return enter(ctx, author, params.communityId, null)
  for (const communityId of wanted === 'direct' ? [] : named.slice(0, 3)) {
    const standing = await standingIn(ctx, author.id, communityId)
    if (!standing || writingRefusal(standing, true)) continue
    if (standing.private) return { communityId, visibility: 'private' }
    // Written for followers only: the community is named, but the post is not for it.
    if (wanted !== 'private') return { communityId, visibility: 'public' }
  }
  return null
}

async function enter(
  ctx: Context,
  author: { id: Id },
  communityId: Id,
  threadId: Id | null,
  admitted = false,
): Promise<Place> {
  const standing = await standingIn(ctx, author.id, communityId, threadId)
  if (!standing) throw notFound()
  const refusal = writingRefusal(standing, threadId === null)
  if (refusal && !(admitted && refusal === 'comments_moderated')) throw forbidden(refusal)
  return { communityId, visibility: standing.private ? 'private' : 'public' }
}

/** Of the people named in a post for members, those who are: nobody else is told of it. */
export async function tellable(ctx: Context, place: Place | null, mentioned: Id[]): Promise<Id[]> {
  if (place?.visibility !== 'private' || mentioned.length === 0) return mentioned
  return selectMembers(ctx, place.communityId, mentioned)
}

/** Puts a stored post into its thread: begins one, or takes the next number. Inside the post's transaction. */
export async function takePlace(
  ctx: Context,
  post: { id: Id; accountId: Id; title: string; section: string | null; tags: string[] },
  place: Place,
  threadId: Id | null,
): Promise<void> {
  if (threadId === null) {
    await openThread(ctx, {
      id: post.id,
      community_id: place.communityId,
      account_id: post.accountId,
      title: post.title,
      section: post.section,
      tags: post.tags,
    })
    await setNumber(ctx, post.id, 0)
    return
  }
  const number = await addReply(ctx, threadId, post.id, post.accountId)
  if (number !== null) await setNumber(ctx, post.id, number)
}
