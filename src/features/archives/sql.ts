import type { Context, Id } from '../../context.ts'
import type { ArchiveDecision, ArchiveMedia, ArchivePost } from './archive-format.ts'

/** What an archive of a community holds, in portions: each query takes the last id of the portion before. */

export interface ExportedAccount {
  id: Id
  username: string
  domain: string | null
  uri: string | null
  url: string | null
  display_name: string
  note: string
  avatar_media: string | null
}

const accountColumns = (ctx: Context) =>
  ctx.db`a.id, a.username, a.domain, a.uri, a.url, a.display_name, a.note, a.avatar_media`

/** Everybody who wrote in it or in its wiki. */
export const selectAuthors = (ctx: Context, communityId: Id, after: Id) => ctx.db<ExportedAccount[]>`
  select ${accountColumns(ctx)} from accounts a
  where a.id > ${after} and (
    exists (select from statuses s where s.community_id = ${communityId} and s.account_id = a.id and s.deleted_at is null)
    or exists (select from community_wiki_revisions r join community_wiki_pages p on p.id = r.page_id
      where p.community_id = ${communityId} and r.account_id = a.id)
    or exists (select from follows f where f.target_id = ${communityId} and f.account_id = a.id))
  order by a.id limit 500`

export interface ExportedMember {
  id: Id
  account_id: Id
  created_at: Date
  role: 'founder' | 'moderator' | null
  permissions: string[] | null
}

export const selectMembers = (ctx: Context, communityId: Id, after: Id) => ctx.db<ExportedMember[]>`
  select f.id, f.account_id, f.created_at, r.role, r.permissions from follows f
  left join community_roles r on r.community_id = f.target_id and r.account_id = f.account_id
  where f.target_id = ${communityId} and f.id > ${after} order by f.id limit 500`

export interface ExportedThread {
  id: Id
  account_id: Id
  title: string
  summary: string
  section: string | null
  numbers: number
  replies: number
  participants: number
  last_id: Id
  score: number
  pinned_at: Date | null
  locked_at: Date | null
  original_id: Id | null
  original_handle: string | null
  crosspost_url: string | null
}

export const selectThreadsOut = (ctx: Context, communityId: Id, after: Id) => ctx.db<ExportedThread[]>`
  select t.id, t.account_id, t.title, t.summary, t.section, t.numbers, t.replies, t.participants, t.last_id, t.score,
    t.pinned_at, t.locked_at, o.id as original_id, a.username as original_handle, t.crosspost_url
  from threads t left join threads o on o.id = t.crosspost_of left join accounts a on a.id = o.community_id
  where t.community_id = ${communityId} and t.deleted_at is null and t.merged_into is null and t.id > ${after}
  order by t.id limit 500`

export interface ExportedPost {
  id: Id
  uri: string | null
  url: string | null
  account_id: Id
  thread_id: Id
  number: number | null
  in_reply_to_id: Id | null
  text: string
  content: string
  spoiler_text: string
  visibility: 'public' | 'private'
  sensitive: boolean
  language: string | null
  created_at: Date
  edited_at: Date | null
  removed: boolean
  favourites: number
  replies: number
  mentions: Id[] | null
  tags: { key: string; name: string }[] | null
  poll: ArchivePost['poll']
  media: ArchiveMedia[] | null
}

/** Posts in the order of time. What was taken down is a gap: its number, without what it said. */
export const selectPostsOut = (ctx: Context, communityId: Id, after: Id) => ctx.db<ExportedPost[]>`
  select s.id, s.uri, s.url, s.account_id, s.thread_id, s.number, s.in_reply_to_id, s.text, s.content, s.spoiler_text,
    s.visibility, s.sensitive, s.language, s.created_at, s.edited_at, s.removed_at is not null as removed,
    coalesce(c.favourites, 0) as favourites, coalesce(c.replies, 0) as replies,
    (select array_agg(m.account_id) from status_mentions m where m.status_id = s.id) as mentions,
    (select json_agg(json_build_object('key', t.key, 'name', st.name)) from status_tags st join tags t on t.id = st.tag_id
       where st.status_id = s.id) as tags,
    (select json_build_object('multiple', p.multiple, 'hide_totals', p.hide_totals, 'expires_at', p.expires_at,
       'votes_count', p.votes_count, 'voters_count', p.voters_count, 'options', p.options) from polls p where p.id = s.poll_id) as poll,
    (select json_agg(json_build_object('type', m.type, 'file', m.file, 'file_type', m.file_type, 'file_size', m.file_size,
       'thumbnail', m.thumbnail, 'description', m.description, 'blurhash', m.blurhash, 'focus_x', m.focus_x,
       'focus_y', m.focus_y, 'meta', m.meta) order by m.position, m.id)
       from media m where m.status_id = s.id and m.state = 'ready') as media
  from statuses s left join status_counts c on c.status_id = s.id
  where s.community_id = ${communityId} and s.deleted_at is null and s.reblog_of_id is null and s.id > ${after}
  order by s.id limit 200`

export interface ExportedWikiPage {
  id: Id
  slug: string
  title: string
  position: number
  locked: boolean
  revisions:
    | {
        revision: number
        title: string
        text: string
        comment: string
        account_id: string | null
        created_at: string
      }[]
    | null
}

export const selectWikiOut = (ctx: Context, communityId: Id, after: Id) => ctx.db<ExportedWikiPage[]>`
  select p.id, p.slug, p.title, p.position, p.locked,
    (select json_agg(json_build_object('revision', r.revision, 'title', r.title, 'text', r.text, 'comment', r.comment,
       'account_id', r.account_id::text, 'created_at', r.created_at) order by r.revision)
       from community_wiki_revisions r where r.page_id = p.id) as revisions
  from community_wiki_pages p
  where p.community_id = ${communityId} and p.deleted_at is null and p.id > ${after} order by p.id limit 50`

export const selectPastOut = (ctx: Context, communityId: Id, after: Id) => ctx.db<
  { id: Id; statement: ArchiveDecision }[]
>`
  select id, statement from community_past_decisions
  where community_id = ${communityId} and id > ${after} order by id limit 200`
