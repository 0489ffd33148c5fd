import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { notFound, unprocessable } from '../../errors.ts'
import { extract } from '../../lib/html/index.ts'
import { isId } from '../../lib/ids.ts'
import { presentAccounts } from '../accounts/index.ts'
import { requireLinks } from '../blocklists/index.ts'
import { reattachLink } from '../links/index.ts'
import { requireEditMeasures } from '../measures/index.ts'
import { attachMedia, describePosted, detachMedia, presentMedia, signForReader } from '../media/index.ts'
import { createPoll, removePoll, updatePoll } from '../polls/index.ts'
import { renameThread } from '../threads/index.ts'
import type { SeenStatus } from '../visibility/index.ts'
import type { StatusEdit } from './api.ts'
import { indexMedia, insertEdit, type OwnStatus, selectEdits, selectOwn, updateStatus } from './life-sql.ts'
import { checkNewcomerPost, newcomerLimits } from './newcomers.ts'
import { cleanTitle, type Place, tellable, withTitle } from './place.ts'
import { checkReach } from './reach.ts'
import { insertMentions, replaceTags } from './sql.ts'
import { checkText, renderText, type StatusParams } from './write.ts'

/** The author's own post with its source, or not_found for everybody else. */
export async function ownStatus(ctx: Context, author: { id: Id }, id: string): Promise<OwnStatus> {
  if (!isId(id)) throw notFound()
  const [row] = await selectOwn(ctx, author.id, id)
  if (!row) throw notFound()
  return row
}

/**
 * Rewrites a post and keeps what it was (status_edits). An edit that changes nothing leaves no trace. A poll with
 * other options forgets its votes; `poll` null takes it away with its votes, undefined leaves it as it is. Media may be
 * added, removed and described anew.
 */
export async function editStatus(
  ctx: Context,
  author: { id: Id },
  id: string,
  params: Pick<
    StatusParams,
    'text' | 'spoilerText' | 'sensitive' | 'language' | 'mediaIds' | 'poll' | 'title'
  > & {
    mediaAttributes?: { id: Id; description?: string | undefined; focus?: string | undefined }[] | undefined
  },
): Promise<void> {
  const before = await ownStatus(ctx, author, id)
  const mediaIds = params.mediaIds ?? []
  const keepsPoll = params.poll === undefined && before.poll_id !== null
  if (mediaIds.length > 0 && (params.poll || keepsPoll)) throw unprocessable('media_and_poll')
  const { text, spoilerText } = checkText(ctx, {
    ...params,
    poll: params.poll ?? (keepsPoll ? ({} as never) : null),
  })
  await requireLinks(ctx, [text, spoilerText, params.title, ...(params.poll?.options ?? [])])
  const rendered = await renderText(ctx, author, text)
  await checkEdited(ctx, author, before, rendered)
  const title =
    before.title === null || params.title === undefined ? (before.title ?? '') : cleanTitle(params.title)
  const oldMedia = (before.media ?? []).map((media) => media.id)
  const sensitive = params.sensitive ?? before.sensitive
  const language = params.language === undefined ? before.language : params.language
  const sameMedia = oldMedia.join() === mediaIds.join() && !params.mediaAttributes?.length
  if (
    samePoll(ctx, before, params.poll) &&
    text === before.text &&
    spoilerText === before.spoiler_text &&
    sensitive === before.sensitive &&
    language === before.language &&
    sameMedia &&
    title === (before.title ?? '')
  )
    return
  const place = placeNow(before)

  await ctx.tx(async (ctx) => {
    await requireEditMeasures(ctx, author, {
      communityId: before.community_id,
      links: rendered.links,
      linksBefore: extract(before.text).links.length,
      direct: before.visibility === 'direct',
    })
    await insertEdit(ctx, before)
    await changeMedia(ctx, author, id, { oldMedia, mediaIds, attributes: params.mediaAttributes ?? [] })
    let pollId = before.poll_id
    if (params.poll && pollId) await updatePoll(ctx, pollId, params.poll)
    else if (params.poll) pollId = await createPoll(ctx, author.id, params.poll)
    else if (params.poll === null) pollId = null
    await insertMentions(ctx, id, await tellable(ctx, place, rendered.mentioned))
    if (title !== (before.title ?? '')) await renameThread(ctx, id, title)
    await replaceTags(ctx, id, rendered.tags, before.visibility === 'public')
    await reattachLink(ctx, id, {
      hrefs: rendered.hrefs,
      listed: before.visibility === 'public',
      quiet: before.visibility === 'direct',
    })
    await updateStatus(ctx, id, {
      text,
      content: withTitle(title, rendered.html),
      spoilerText,
      sensitive,
      language,
      pollId,
    })
    if (before.poll_id && !pollId) await removePoll(ctx, before.poll_id)
    await dropCached(ctx, 'anonymous', '*')
    await ctx.enqueue('statusEdited', { statusId: id })
  })
}

/** Whom an edit names anew must let it, and the limits of the first days hold for it, too. */
async function checkEdited(
  ctx: Context,
  author: { id: Id },
  before: OwnStatus,
  rendered: Awaited<ReturnType<typeof renderText>>,
): Promise<void> {
  const named = new Set(before.mentioned ?? [])
  checkReach(rendered.reached, {
    writerId: author.id,
    visibility: before.visibility,
    target: null,
    before: named,
  })
  const limits = await newcomerLimits(ctx, author)
  if (limits) checkNewcomerPost(limits, { links: rendered.links, mentions: rendered.names })
}

/** Where a stored post stands. */
const placeNow = (post: OwnStatus): Place | null =>
  post.community_id && (post.visibility === 'public' || post.visibility === 'private')
    ? { communityId: post.community_id, visibility: post.visibility }
    : null

interface MediaChange {
  oldMedia: Id[]
  mediaIds: Id[]
  attributes: { id: Id; description?: string | undefined }[]
}

/** Lets go of files, takes new ones in and describes them anew. */
async function changeMedia(
  ctx: Context,
  author: { id: Id },
  id: string,
  { oldMedia, mediaIds, attributes }: MediaChange,
): Promise<void> {
  await detachMedia(
    ctx,
    author.id,
    oldMedia.filter((old) => !mediaIds.includes(old)),
  )
  await attachMedia(ctx, author.id, mediaIds, id)
  const described = attributes.flatMap(({ id, description }) =>
    description === undefined ? [] : [{ id, description }],
  )
  await describePosted(ctx, id, described)
  await indexMedia(ctx, author.id, id, mediaIds.length > 0)
}

/** Whether the edit leaves the poll as it is. A duration counts from now, so an end up to a minute off is the same. */
function samePoll(ctx: Context, before: OwnStatus, poll: StatusParams['poll']): boolean {
  if (poll === undefined) return true
  if (poll === null || before.poll_id === null) return poll === null && before.poll_id === null
  const titles = (before.poll_options ?? []).map((option) => option.title)
  const end = ctx.clock().getTime() + poll.expiresIn * 1000
  return (
    JSON.stringify(titles) === JSON.stringify(poll.options) &&
    before.poll_multiple === poll.multiple &&
    before.poll_hide_totals === poll.hideTotals &&
    Math.abs(end - (before.poll_expires_at?.getTime() ?? 0)) < 60_000
  )
}

/** Every form the post has had, oldest first, the present one last (Mastodon's StatusEdit). */
export async function editHistory(
  ctx: Context,
  viewer: { id: Id } | null,
  status: Pick<SeenStatus, 'id' | 'account_id' | 'members_only'>,
): Promise<StatusEdit[]> {
  const rows = await selectEdits(ctx, status.id)
  const media = await presentMedia(
    ctx,
    rows.flatMap((row) => row.media.map((item) => item.id)),
  )
  const account = (await presentAccounts(ctx, [status.account_id])).get(status.account_id)
  if (!account) throw notFound()
  return rows.map((row) => ({
    content: row.content,
    spoiler_text: row.spoiler_text,
    sensitive: row.sensitive,
    created_at: row.created_at.toISOString(),
    account,
    media_attachments: row.media.flatMap((item) => {
      const found = media.get(item.id)
      if (!found) return []
      // Files of a private community open for her by the address alone, as they do in the post.
      const shown = viewer && status.members_only ? signForReader(ctx, found, viewer.id) : found
      return [{ ...shown, description: item.description || null }]
    }),
    emojis: [],
    ...(row.poll_options ? { poll: { options: row.poll_options.map(({ title }) => ({ title })) } } : {}),
  }))
}
