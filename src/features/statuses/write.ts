import type { Context, Id } from '../../context.ts'
import { AppError, unprocessable } from '../../errors.ts'
import { cleanText } from '../../lib/graphemes.ts'
import { extract, postLength, renderPost } from '../../lib/html/index.ts'
import { changeCounts } from '../accounts/index.ts'
import { requireLinks } from '../blocklists/index.ts'
import { attachLink } from '../links/index.ts'
import { requireMeasures } from '../measures/index.ts'
import { attachMedia } from '../media/index.ts'
import { createPoll } from '../polls/index.ts'
import { answerableStatus, type ReplyPolicy, type SeenStatus, visibleStatus } from '../visibility/index.ts'
import type { Visibility } from './api.ts'
import { tellCreated } from './created.ts'
import { indexMedia } from './life-sql.ts'
import { admitNewcomer, countNewcomerPost, isYoung, newcomerLimits } from './newcomers.ts'
import { cleanTitle, placeOf, takePlace, tellable, withTitle } from './place.ts'
import { checkReach, type Reached, selectReached } from './reach.ts'
import { changeStatusCounts, insertMentions, insertStatus, replaceTags } from './sql.ts'

export interface StatusParams {
  text: string
  spoilerText?: string
  visibility?: Visibility
  sensitive?: boolean
  /** ISO 639-1. */
  language?: string | null
  inReplyToId?: Id | null
  mediaIds?: Id[]
  poll?: { options: string[]; expiresIn: number; multiple: boolean; hideTotals: boolean } | null
  appId?: Id | null
  /** Only for imports and the demo: posts of another time. */
  createdAt?: Date | null
  /** Begins a thread in this community. An answer stands where the post stands that it answers. */
  communityId?: Id | null
  /** Of a first post in a community; at most 150 graphemes on one line. */
  title?: string | null
  /** Tag key of the community's section. */
  section?: string | null
  /** Who may answer; null: as the author has it in her settings. */
  replyPolicy?: ReplyPolicy | null
  /** Where it is read, when that is not its own page: an article. */
  url?: string | null
  /** The site that reads comments first has read this one. */
  admitted?: boolean
}

/** The text as it will be stored, or 422 when there is nothing in it or too much (URLs count 23, handles lose their domain). */
export function checkText(
  ctx: Context,
  params: Pick<StatusParams, 'text' | 'spoilerText' | 'mediaIds' | 'poll'>,
) {
  const text = cleanText(params.text).trim()
  const spoilerText = cleanText(params.spoilerText ?? '')
    .trim()
    .replaceAll('\n', ' ')
  if (text === '' && spoilerText === '' && !params.mediaIds?.length && !params.poll) {
    throw new AppError('unprocessable', 'validation_failed', { fields: [{ field: 'text', code: 'blank' }] })
  }
  if (postLength(text) + postLength(spoilerText) > ctx.config.maxPostChars) {
    throw new AppError('unprocessable', 'validation_failed', {
      fields: [{ field: 'text', code: 'over_character_limit', params: { limit: ctx.config.maxPostChars } }],
    })
  }
  return { text, spoilerText }
}

/** The post that is answered, and the first one of its thread: both authors have a say in who answers. */
const answeredBy = (target: SeenStatus | null): Id[] =>
  target ? [...new Set([target.id, target.thread_id])] : []

/** Renders once, with links to the people it names. Returns who they are, and all whom it reaches. */
export async function renderText(
  ctx: Context,
  author: { id: Id },
  text: string,
  target: SeenStatus | null = null,
) {
  const { mentions } = extract(text)
  const own = ctx.config.domain.toLowerCase()
  const handles = mentions.slice(0, 50).map((acct) => {
    const [username, domain] = acct.split('@') as [string, string | undefined]
    return { username, domain: domain && domain !== own ? domain : null }
  })
  const reached =
    handles.length > 0 || target ? await selectReached(ctx, author.id, handles, answeredBy(target)) : []
  const people: Reached[] = reached.filter((one) => one.status_id === null)
  const targets = new Map<string, { url: string; username: string; acct: string }>()
  for (const person of people) {
    const acct = person.domain ? `${person.username}@${person.domain}` : person.username
    const target = {
      acct,
      username: person.username,
      url: person.url ?? `${ctx.config.origin}/@${person.username}`,
    }
    targets.set(acct.toLowerCase(), target)
    if (!person.domain) targets.set(`${person.username}@${ctx.config.domain}`.toLowerCase(), target)
  }
  const rendered = renderPost(text, {
    mentions: targets,
    tagUrl: (_, display) => `${ctx.config.origin}/tags/${encodeURIComponent(display)}`,
  })
  return {
    reached,
    html: rendered.html,
    tags: rendered.tags,
    links: rendered.links.length,
    hrefs: rendered.links,
    names: mentions.length,
    mentioned: people.filter((person) => !person.suspended).map((person) => person.id),
    communities: people.filter((person) => person.community && !person.suspended).map((person) => person.id),
  }
}

/**
 * Posts. One transaction: the post, its mentions, tags, media, poll, counters and the `statusCreated` jobs exist
 * together or not at all. Throws not_found for a reply to what the author cannot see, 403 where she may not write (the
 * reason names why), 422 for text, media or polls out of bounds and for links to a listed domain.
 */
export async function createStatus(ctx: Context, author: { id: Id }, params: StatusParams): Promise<Id> {
  const { text, spoilerText } = checkText(ctx, params)
  const mediaIds = params.mediaIds ?? []
  if (mediaIds.length > 0 && params.poll) throw unprocessable('media_and_poll')
  await requireLinks(ctx, [text, spoilerText, params.title, ...(params.poll?.options ?? [])])
  const parent = params.inReplyToId ? await answerableStatus(ctx, author, params.inReplyToId) : null
  // A boost is answered by answering what it boosts.
  const target = parent?.reblog_of_id ? await visibleStatus(ctx, author, parent.reblog_of_id) : parent
  const rendered = await renderText(ctx, author, text, target)
  const place = await placeOf(ctx, author, params, target, rendered.communities)
  const title = place && !target ? cleanTitle(params.title) : ''
  const visibility = place?.visibility ?? params.visibility ?? 'public'
  checkReach(rendered.reached, { writerId: author.id, visibility, target })

  return ctx.tx(async (ctx) => {
    if (!params.createdAt) {
      const communityId = place?.communityId ?? null
      await requireMeasures(ctx, author, {
        communityId,
        links: rendered.links,
        direct: visibility === 'direct',
      })
    }
    const counted = await admit(ctx, author, params, { ...rendered, visibility, target })
    const pollId = params.poll ? await createPoll(ctx, author.id, params.poll) : null
    const id = await insertStatus(ctx, {
      account_id: author.id,
      in_reply_to_id: target?.id ?? null,
      in_reply_to_account_id: target?.account_id ?? null,
      thread_id: target?.thread_id ?? null,
      text,
      content: withTitle(title, rendered.html),
      spoiler_text: spoilerText,
      visibility,
      sensitive: (params.sensitive ?? false) || (spoilerText !== '' && mediaIds.length > 0),
      language: params.language ?? null,
      poll_id: pollId,
      app_id: params.appId ?? null,
      created_at: params.createdAt ?? null,
      community_id: place?.communityId ?? null,
      reply_policy: params.replyPolicy ?? null,
      url: params.url ?? null,
    })
    await counted?.(id)
    if (place) {
      const tags = rendered.tags.map((tag) => tag.key)
      const post = { id, accountId: author.id, title, section: params.section ?? null, tags }
      await takePlace(ctx, post, place, target?.thread_id ?? null)
    }
    await insertMentions(ctx, id, await tellable(ctx, place, rendered.mentioned))
    if (rendered.tags.length > 0) await replaceTags(ctx, id, rendered.tags, visibility === 'public')
    await attachLink(ctx, id, {
      hrefs: rendered.hrefs,
      listed: visibility === 'public',
      quiet: visibility === 'direct' || Boolean(params.createdAt),
    })
    if (mediaIds.length > 0) {
      await attachMedia(ctx, author.id, mediaIds, id)
      await indexMedia(ctx, author.id, id, true)
    }
    if (target) await changeStatusCounts(ctx, target.id, { replies: 1 })
    if (visibility !== 'direct') {
      await changeCounts(ctx, author.id, { statuses: 1, lastStatusAt: params.createdAt ?? ctx.clock() })
    }
    await tellCreated(ctx, id)
    await ctx.enqueue('statusCreated', { statusId: id })
    if (!params.createdAt && isYoung(ctx, author)) await ctx.enqueue('newcomerPosted', { statusId: id })
    return id
  })
}

interface Admitted {
  links: number
  names: number
  mentioned: Id[]
  visibility: Visibility
  target: SeenStatus | null
}

/** Holds a post of somebody's first days against its limits; answers what counts it. Posts of another time are not. */
async function admit(ctx: Context, author: { id: Id }, params: StatusParams, post: Admitted) {
  const limits = params.createdAt ? null : await newcomerLimits(ctx, author, true)
  if (!limits) return null
  const answered = post.target?.visibility === 'direct' ? post.target.account_id : null
  const recipients =
    post.visibility === 'direct' ? post.mentioned.filter((id) => id !== author.id && id !== answered) : []
  const counted = { links: post.links, mentions: post.names, recipients }
  await admitNewcomer(ctx, author, limits, counted)
  return (id: Id) => countNewcomerPost(ctx, author, id, counted)
}
