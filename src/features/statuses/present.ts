import type { Context, Id } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { escapeHtml, toPlainText } from '../../lib/html/index.ts'
import { compareIds, isId } from '../../lib/ids.ts'
import { presentAccounts, presentSkeletons } from '../accounts/index.ts'
import { filterResults, matchersOf, type Readable, readable } from '../filters/index.ts'
import { presentCards } from '../links/index.ts'
import { labelsInForce } from '../measures/index.ts'
import { presentMedia, signForReader } from '../media/index.ts'
import { presentPolls } from '../polls/index.ts'
import { maySee } from '../visibility/index.ts'
import type { Status } from './api.ts'
import { byIds, type ContentRow, type Picked, type StateRow, selectContents, selectStates } from './sql.ts'

type Base = Pick<
  Status,
  | 'id'
  | 'uri'
  | 'url'
  | 'created_at'
  | 'edited_at'
  | 'content'
  | 'visibility'
  | 'sensitive'
  | 'spoiler_text'
  | 'media_attachments'
  | 'mentions'
  | 'tags'
  | 'in_reply_to_id'
  | 'in_reply_to_account_id'
  | 'language'
  | 'xom'
> & {
  application: Status['application']
  author: Id
  link: Id | null
  /** Everything readable in it, taken apart; made when the first reader with filters comes by. */
  searchable?: Readable
}

/**
 * Rows -> API JSON, in batches: state (one query), content (only what the cache lacks), accounts, polls. What the
 * viewer may not see is dropped, also a boost of it. Keeps the order of `ids`.
 */
export async function presentStatuses(ctx: Context, viewer: { id: Id } | null, ids: Id[]): Promise<Status[]> {
  if (ids.length === 0) return []
  return presentRows(ctx, viewer, ids, await selectStates(ctx, viewer?.id ?? null, byIds(ctx, ids)))
}

/**
 * A page of a timeline, newest first: what `pick` finds, presented as by presentStatuses. `ids` are all that it
 * found, those that the viewer may not see included: paging goes by them.
 */
export async function presentPicked(
  ctx: Context,
  viewer: { id: Id } | null,
  pick: Picked,
): Promise<{ ids: Id[]; statuses: Status[] }> {
  const rows = await selectStates(ctx, viewer?.id ?? null, pick)
  const ids = rows.filter((row) => row.listed).map((row) => row.id)
  ids.sort((a, b) => compareIds(b, a))
  return { ids, statuses: await presentRows(ctx, viewer, ids, rows) }
}

async function presentRows(
  ctx: Context,
  viewer: { id: Id } | null,
  ids: Id[],
  rows: StateRow[],
): Promise<Status[]> {
  const viewerId = viewer?.id ?? null
  const states = new Map(rows.map((row) => [row.id, row]))
  const seen = [...states.values()].filter((row) =>
    maySee({
      ...row,
      isAuthor: row.account_id === viewerId,
      blockedBy: row.blocked_by,
      membersOnly: row.members_only,
    }),
  )
  const [bases, accounts, polls, matchers, labelOf] = await Promise.all([
    baseOf(ctx, seen),
    presentSkeletons(ctx, authorsOf(seen)),
    presentPolls(
      ctx,
      viewer,
      seen.flatMap((row) => row.poll_id ?? []),
    ),
    viewer ? matchersOf(ctx, viewer) : [],
    labelsInForce(ctx),
  ])

  const cards = await presentCards(
    ctx,
    viewer,
    [...bases.values()].flatMap((base) => base.link ?? []),
  )

  const one = (row: StateRow, reblog: Status['reblog']): Status | null => {
    const base = bases.get(row.id)
    const account = accounts.get(row.account_id)
    if (!base || !account) return null
    const { author: _, searchable: __, link, ...content } = base
    const poll = row.poll_id === null ? null : (polls.get(row.poll_id) ?? null)
    const room = content.xom?.community
    const verifying = labelOf?.(row.id)
    return {
      ...content,
      ...(room || verifying
        ? {
            xom: {
              ...(content.xom ?? nothingAdded),
              // A community is renamed without a new version of its posts.
              ...(room ? { community: { ...room, name: row.room_name ?? room.name } } : {}),
              ...(verifying ? { verifying } : {}),
            },
          }
        : {}),
      // A community that became private makes everything in it private, whatever it was when it was written.
      ...(row.members_only ? forMembers(ctx, viewerId, content) : {}),
      account,
      emojis: [],
      replies_count: row.replies,
      reblogs_count: row.reblogs,
      favourites_count: row.favourites,
      quotes_count: 0,
      poll,
      card: link === null ? null : (cards.get(link) ?? null),
      quote: null,
      // Nobody can be quoted yet: an honest answer to clients of 4.5.
      quote_approval: { automatic: [], manual: [], current_user: 'denied' },
      ...(viewerId === null
        ? {}
        : {
            favourited: row.favourited,
            reblogged: row.reblogged,
            bookmarked: row.bookmarked,
            muted: row.muted,
            ...(row.account_id === viewerId ? { pinned: row.pinned } : {}),
            filtered:
              reblog?.filtered ??
              // Nobody filters herself.
              (matchers.length === 0 || row.account_id === viewerId
                ? []
                : filterResults(matchers, ctx.clock(), [row.id], () => searchableOf(base, poll))),
          }),
      reblog,
    }
  }

  // A boost shows the counters and the state of what it boosts, as Mastodon does.
  const boostOf = (row: StateRow, original: StateRow | undefined): Status | null => {
    const inner = original ? one(original, null) : null
    return inner ? one({ ...row, ...countsOf(original!) }, { ...inner, reblog: null }) : null
  }
  const visible = new Map(seen.map((row) => [row.id, row]))
  return ids.flatMap((id): Status[] => {
    const row = visible.get(id)
    if (!row) return []
    const status = row.reblog_of_id === null ? one(row, null) : boostOf(row, visible.get(row.reblog_of_id))
    return status ? [status] : []
  })
}

/** What a member is given of a post for members: its real visibility, and addresses of pictures that open for her. */
const forMembers = (ctx: Context, viewerId: Id | null, content: Pick<Base, 'media_attachments'>) => ({
  visibility: 'private' as const,
  ...(viewerId === null
    ? {}
    : { media_attachments: content.media_attachments.map((one) => signForReader(ctx, one, viewerId)) }),
})

const authorsOf = (rows: StateRow[]) => [
  ...new Map(
    rows.map((row) => [row.account_id, { ...row, id: row.account_id, version: row.author_version }]),
  ).values(),
]

const countsOf = (row: StateRow) => ({
  replies: row.replies,
  reblogs: row.reblogs,
  favourites: row.favourites,
  favourited: row.favourited,
  reblogged: row.reblogged,
  bookmarked: row.bookmarked,
  muted: row.muted,
})

/** One post, or `not_found`. */
export async function presentStatus(ctx: Context, viewer: { id: Id } | null, id: string): Promise<Status> {
  if (!isId(id)) throw notFound()
  const [status] = await presentStatuses(ctx, viewer, [id])
  if (!status) throw notFound()
  return status
}

/** Warning, words, options and descriptions, made ready to be held against filters. A poll's options change only with the post's version. */
function searchableOf(base: Base, poll: Status['poll']): Readable {
  base.searchable ??= readable(
    [
      base.spoiler_text,
      toPlainText(base.content),
      ...(poll?.options.map(({ title }) => title) ?? []),
      ...base.media_attachments.map(({ description }) => description ?? ''),
    ].join('\n'),
  )
  return base.searchable
}

async function baseOf(ctx: Context, rows: StateRow[]): Promise<Map<Id, Base>> {
  const cache = ctx.cache.lru<string, Base>('status-content', { max: 8000 })
  const found = new Map<Id, Base>()
  const missing: Id[] = []
  for (const row of rows) {
    const hit = cache.get(`${row.id}:${row.version}`)
    if (hit) found.set(row.id, hit)
    else missing.push(row.id)
  }
  if (missing.length > 0) {
    const contents = await selectContents(ctx, missing)
    const media = await presentMedia(
      ctx,
      contents.flatMap((row) => row.media_ids ?? []),
    )
    const accounts = await presentAccounts(ctx, [...new Set(contents.map((row) => row.account_id))])
    for (const row of contents) {
      const account = accounts.get(row.account_id)
      if (!account) continue
      const base: Base = {
        ...content(ctx, row, account),
        media_attachments: (row.media_ids ?? []).flatMap((id) => media.get(id) ?? []),
      }
      cache.set(`${row.id}:${row.version}`, base)
      found.set(row.id, base)
    }
  }
  return found
}

/** What a decision put beside the post, in the words of Mastodon's entity, so that every client shows it. */
function withNotice(row: ContentRow): Pick<Status, 'content' | 'spoiler_text' | 'sensitive'> {
  const { notice, content, spoiler_text, sensitive } = row
  if (!notice) return { content, spoiler_text, sensitive }
  if (notice.kind === 'label')
    return { content: `<p><em>${escapeHtml(notice.text)}</em></p>${content}`, spoiler_text, sensitive }
  const warning = spoiler_text === '' ? notice.text : `${notice.text} · ${spoiler_text}`
  return { content, spoiler_text: warning, sensitive: true }
}

const nothingAdded: NonNullable<Status['xom']> = {
  community: null,
  thread_id: null,
  title: null,
  number: null,
  notice: null,
  removed: false,
  reply_policy: null,
}

/** Our own addition to the entity, for posts in communities and posts that a decision changed. */
function additions(row: ContentRow): Pick<Status, 'xom'> {
  if (row.community_id === null && !row.notice && !row.removed && !row.reply_policy) return {}
  return {
    xom: {
      community:
        row.community_id === null
          ? null
          : { id: row.community_id, acct: row.community_acct!, name: row.community_acct! },
      thread_id: row.community_id === null ? null : row.thread_id,
      title: row.number === 0 ? row.thread_title : null,
      number: row.number,
      notice: row.notice,
      removed: row.removed,
      reply_policy: row.reply_policy,
    },
  }
}

function content(
  ctx: Context,
  row: ContentRow,
  account: { uri: string; url: string },
): Omit<Base, 'media_attachments'> {
  const { origin } = ctx.config
  return {
    id: row.id,
    author: row.account_id,
    link: row.link_id,
    uri: row.uri ?? `${account.uri}/statuses/${row.id}`,
    url: row.url ?? `${account.url}/${row.id}`,
    created_at: row.created_at.toISOString(),
    edited_at: row.edited_at?.toISOString() ?? null,
    in_reply_to_id: row.in_reply_to_id,
    in_reply_to_account_id: row.in_reply_to_account_id,
    ...withNotice(row),
    visibility: row.visibility,
    language: row.language,
    ...additions(row),
    application: { name: row.app_name ?? 'Web', website: row.app_website },
    mentions: (row.mentions ?? []).map((mention) => ({
      id: mention.id,
      username: mention.username,
      acct: mention.domain ? `${mention.username}@${mention.domain}` : mention.username,
      url: mention.url ?? `${origin}/@${mention.username}`,
    })),
    tags: (row.tags ?? []).map((tag) => ({
      id: tag.id,
      name: tag.name,
      url: `${origin}/tags/${encodeURIComponent(tag.name)}`,
    })),
  }
}
