import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { forbidden, notFound, unprocessable } from '../../errors.ts'
import { check } from '../../http/body.ts'
import { isId } from '../../lib/ids.ts'
import { presentAccounts } from '../accounts/index.ts'
import { renderText } from '../statuses/index.ts'
import { type Announcement, Draft, emojiOf, MAX_REACTIONS } from './api.ts'
import * as sql from './sql.ts'

type Actor = { id: Id; role: string }

export type Standing = 'draft' | 'planned' | 'shown' | 'ended' | 'withdrawn'

export function standingOf(row: sql.AnnouncementRow, now: Date): Standing {
  if (row.withdrawn_at) return 'withdrawn'
  if (!row.published_at) return 'draft'
  if (row.published_at > now) return 'planned'
  return row.ends_at && row.ends_at < now ? 'ended' : 'shown'
}

/** More at once would be read by nobody. */
const mostShown = 20

const cacheName = 'announcements'

/** What is on now, in the order of what it announces. Asked for by every home, so the list is kept in memory. */
export async function current(ctx: Context): Promise<sql.AnnouncementRow[]> {
  const kept = ctx.cache.lru<string, sql.AnnouncementRow[]>(cacheName, { max: 1, ttl: 60_000 })
  let rows = kept.get('all')
  if (!rows) {
    rows = [...(await sql.selectShown(ctx, 200))]
    kept.set('all', rows)
  }
  const now = ctx.clock()
  const at = (row: sql.AnnouncementRow) => (row.starts_at ?? row.published_at!).getTime()
  return rows
    .filter((row) => standingOf(row, now) === 'shown')
    .slice(0, mostShown)
    .sort((a, b) => at(a) - at(b))
}

/** Rows as the API shows them, with what the viewer has read and pressed. */
export async function present(
  ctx: Context,
  viewer: { id: Id } | null,
  rows: readonly sql.AnnouncementRow[],
): Promise<Announcement[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const [read, reactions, accounts, posts] = await Promise.all([
    viewer ? sql.selectRead(ctx, viewer.id, ids) : null,
    sql.selectReactions(ctx, viewer?.id ?? null, ids),
    presentAccounts(ctx, [...new Set(rows.flatMap((row) => row.mention_ids))]),
    sql.selectPublicPosts(ctx, [...new Set(rows.flatMap((row) => row.status_ids))]),
  ])
  const { origin } = ctx.config
  const iso = (at: Date | null) => at?.toISOString() ?? null
  return rows.map((row) => ({
    id: row.id,
    content: row.content,
    starts_at: iso(row.starts_at),
    ends_at: iso(row.ends_at),
    all_day: row.all_day,
    published_at: (row.published_at ?? row.updated_at).toISOString(),
    updated_at: row.updated_at.toISOString(),
    ...(read ? { read: read.has(row.id) } : {}),
    mentions: row.mention_ids.flatMap((id) => {
      const account = accounts.get(id)
      return account ? [{ id, username: account.username, url: account.url, acct: account.acct }] : []
    }),
    statuses: posts
      .filter((post) => row.status_ids.includes(post.id))
      .map(({ id, username }) => ({ id, url: `${origin}/@${username}/${id}` })),
    tags: row.tags.map((name) => ({ name, url: `${origin}/tags/${encodeURIComponent(name)}` })),
    emojis: [],
    reactions: reactions
      .filter((one) => one.announcement_id === row.id)
      .map(({ name, count, me }) => ({ name, count, ...(viewer ? { me } : {}) })),
  }))
}

/** The announcement, while it is shown; else 404. */
async function shown(ctx: Context, id: Id): Promise<sql.AnnouncementRow> {
  const [row] = isId(id) ? await sql.selectOne(ctx, id) : []
  if (!row || standingOf(row, ctx.clock()) !== 'shown') throw notFound()
  return row
}

/** She has read it: it leaves her home. 404 for one that is not shown. */
export async function dismiss(ctx: Context, viewer: { id: Id }, id: Id): Promise<void> {
  await shown(ctx, id)
  await sql.insertRead(ctx, viewer.id, id)
}

/** Reacts with one emoji; again is the same. 422 for what is no emoji, and for a ninth different one. */
export async function react(ctx: Context, viewer: { id: Id }, id: Id, name: string): Promise<void> {
  await shown(ctx, id)
  const emoji = emojiOf(name.trim())
  if (!emoji) throw unprocessable('not_an_emoji')
  await ctx.tx(async (ctx) => {
    await sql.lockOne(ctx, id)
    if ((await sql.countOthers(ctx, id, emoji)) >= MAX_REACTIONS) throw unprocessable('too_many_reactions')
    await sql.insertReaction(ctx, viewer.id, id, emoji)
  })
}

export async function unreact(ctx: Context, viewer: { id: Id }, id: Id, name: string): Promise<void> {
  await shown(ctx, id)
  await sql.deleteReaction(ctx, viewer.id, id, emojiOf(name.trim()) ?? name)
}

/** Who helps to run the network writes what it announces. */
export function requireOperator(actor: Actor): void {
  if (actor.role === 'user') throw forbidden()
}

const postLink = /https?:\/\/[^\s/]+\/@[\w.]+\/(\d{1,19})(?!\d)/g

/** The text as it is shown, and what it names: rendered by what renders posts. */
async function rendered(ctx: Context, actor: Actor, text: string) {
  const { html, mentioned, tags } = await renderText(ctx, actor, text)
  const linked = [...text.matchAll(postLink)]
    .filter((match) => match[0].startsWith(`${ctx.config.origin}/`))
    .map((match) => match[1]!)
    .filter(isId)
  return {
    text,
    content: html,
    mention_ids: mentioned,
    tags: tags.map((tag) => tag.display),
    status_ids: [...new Set(linked)].slice(0, 20),
  }
}

/** When it is published after this act; null for a draft. */
function publishedAt(ctx: Context, input: Draft, old: sql.AnnouncementRow | null): Date | null {
  if (input.act === 'now')
    return old?.published_at && old.published_at <= ctx.clock() ? old.published_at : ctx.clock()
  if (input.act === 'later') return input.publish_at
  return input.act === 'save' ? (old?.published_at ?? null) : null
}

/**
 * Writes a new announcement, or changes one (`id`): a draft, shown now, or from a time on. 403 for who is no operator,
 * 422 with the fields that are wrong.
 */
export async function save(ctx: Context, actor: Actor, id: Id | null, input: unknown): Promise<Id> {
  requireOperator(actor)
  const draft = check(Draft, input)
  const [old] = id === null ? [] : await sql.selectOne(ctx, id)
  if (id !== null && !old) throw notFound()
  const row: sql.NewRow = {
    ...(await rendered(ctx, actor, draft.text)),
    all_day: draft.all_day,
    starts_at: draft.starts_at,
    ends_at: draft.ends_at,
    published_at: publishedAt(ctx, draft, old ?? null),
    withdrawn_at: draft.act === 'save' ? (old?.withdrawn_at ?? null) : null,
  }
  return ctx.tx(async (ctx) => {
    if (id !== null && !(await sql.updateRow(ctx, id, row))) throw notFound()
    const saved = id ?? (await sql.insertRow(ctx, row, actor.id))
    await dropCached(ctx, cacheName, 'all')
    return saved
  })
}

/** Takes one off everybody's page; it stays in the operators' list and can be published again. */
export async function withdraw(ctx: Context, actor: Actor, id: Id): Promise<void> {
  requireOperator(actor)
  const [old] = await sql.selectOne(ctx, id)
  if (!old) throw notFound()
  const { id: _, updated_at: __, ...row } = old
  await ctx.tx(async (ctx) => {
    await sql.updateRow(ctx, id, { ...row, withdrawn_at: ctx.clock() })
    await dropCached(ctx, cacheName, 'all')
  })
}
