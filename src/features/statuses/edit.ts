import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { notFound, unprocessable } from '../../errors.ts'
import { isId } from '../../lib/ids.ts'
import { presentAccounts } from '../accounts/index.ts'
import { attachMedia, presentMedia } from '../media/index.ts'
import { createPoll, removePoll, updatePoll } from '../polls/index.ts'
import type { StatusEdit } from './api.ts'
import { insertMentions, replaceTags } from './sql.ts'
import { checkText, renderText, type StatusParams } from './write.ts'

export interface OwnStatus {
  id: Id
  text: string
  spoiler_text: string
  visibility: 'public' | 'unlisted' | 'private' | 'direct'
  sensitive: boolean
  language: string | null
  content: string
  created_at: Date
  edited_at: Date | null
  poll_id: Id | null
  in_reply_to_id: Id | null
  media: { id: Id; description: string }[] | null
  poll_options: { title: string }[] | null
  poll_multiple: boolean | null
  poll_hide_totals: boolean | null
  poll_expires_at: Date | null
}

/** The author's own post with its source, or not_found for everybody else. */
export async function ownStatus(ctx: Context, author: { id: Id }, id: string): Promise<OwnStatus> {
  if (!isId(id)) throw notFound()
  const rows = await ctx.db<OwnStatus[]>`
    select s.id, s.text, s.spoiler_text, s.visibility, s.sensitive, s.language, s.content, s.created_at, s.edited_at, s.poll_id,
      s.in_reply_to_id,
      (select json_agg(json_build_object('id', m.id::text, 'description', m.description) order by m.position, m.id)
         from media m where m.status_id = s.id) as media,
      p.options as poll_options, p.multiple as poll_multiple, p.hide_totals as poll_hide_totals,
      p.expires_at as poll_expires_at
    from statuses s left join polls p on p.id = s.poll_id
    where s.id = ${id} and s.account_id = ${author.id} and s.deleted_at is null and s.reblog_of_id is null`
  const row = rows[0]
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
  params: Pick<StatusParams, 'text' | 'spoilerText' | 'sensitive' | 'language' | 'mediaIds' | 'poll'> & {
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
  const rendered = await renderText(ctx, text)
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
    sameMedia
  )
    return

  await ctx.tx(async (ctx) => {
    await ctx.db`
      insert into status_edits (status_id, text, content, spoiler_text, sensitive, language, media, poll_options, created_at)
      values (${id}, ${before.text}, ${before.content}, ${before.spoiler_text}, ${before.sensitive}, ${before.language},
        ${ctx.db.json((before.media ?? []) as never)}, ${before.poll_options ? ctx.db.json(before.poll_options as never) : null},
        ${before.edited_at ?? before.created_at})`
    await changeMedia(ctx, author, id, { oldMedia, mediaIds, attributes: params.mediaAttributes ?? [] })
    let pollId = before.poll_id
    if (params.poll && pollId) await updatePoll(ctx, pollId, params.poll)
    else if (params.poll) pollId = await createPoll(ctx, author.id, params.poll)
    else if (params.poll === null) pollId = null
    await insertMentions(ctx, id, rendered.mentioned)
    await replaceTags(ctx, id, rendered.tags, before.visibility === 'public')
    await ctx.db`
      update statuses set text = ${text}, content = ${rendered.html}, spoiler_text = ${spoilerText}, sensitive = ${sensitive},
        language = ${language}, poll_id = ${pollId}, edited_at = ${ctx.clock()}, version = version + 1
      where id = ${id}`
    if (before.poll_id && !pollId) await removePoll(ctx, before.poll_id)
    await dropCached(ctx, 'anonymous', '*')
    await ctx.enqueue('statusEdited', { statusId: id })
  })
}

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
  const dropped = oldMedia.filter((old) => !mediaIds.includes(old))
  if (dropped.length > 0)
    await ctx.db`update media set status_id = null where id = any(${dropped}::bigint[]) and account_id = ${author.id}`
  await attachMedia(ctx, author.id, mediaIds, id)
  const described = attributes.filter((change) => change.description !== undefined)
  if (described.length > 0) {
    await ctx.db`
      update media m set description = d.description
      from unnest(${described.map((change) => change.id)}::bigint[], ${described.map((change) => change.description!.slice(0, 1500))}::text[])
        as d (id, description)
      where m.id = d.id and m.status_id = ${id}`
  }
  if (mediaIds.length > 0) {
    await ctx.db`insert into status_media_index (account_id, status_id) values (${author.id}, ${id}) on conflict do nothing`
  } else {
    await ctx.db`delete from status_media_index where status_id = ${id}`
  }
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

interface EditRow {
  content: string
  spoiler_text: string
  sensitive: boolean
  created_at: Date
  media: { id: Id; description: string }[]
  poll_options: { title: string }[] | null
}

/** Every form the post has had, oldest first, the present one last (Mastodon's StatusEdit). */
export async function editHistory(ctx: Context, status: { id: Id; account_id: Id }): Promise<StatusEdit[]> {
  const rows = await ctx.db<EditRow[]>`
    (select content, spoiler_text, sensitive, created_at, media, poll_options, id as at from status_edits
      where status_id = ${status.id} order by id limit 200)
    union all
    (select s.content, s.spoiler_text, s.sensitive, coalesce(s.edited_at, s.created_at),
      coalesce((select jsonb_agg(jsonb_build_object('id', m.id::text, 'description', m.description) order by m.position, m.id)
        from media m where m.status_id = s.id), '[]'),
      (select options from polls p where p.id = s.poll_id), 9223372036854775807
      from statuses s where s.id = ${status.id})
    order by at`
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
      return found ? [{ ...found, description: item.description || null }] : []
    }),
    emojis: [],
    ...(row.poll_options ? { poll: { options: row.poll_options.map(({ title }) => ({ title })) } } : {}),
  }))
}
