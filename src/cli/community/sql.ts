import type { Context, Id } from '../../context.ts'
import type {
  ArchiveDecision,
  ArchiveMedia,
  ArchivePerson,
  ArchivePost,
  ArchiveThread,
} from '../../features/archives/archive-format.ts'

/** Puts a community's past in its place: statements over whole portions, as json recordsets. */

/** Accounts for people of the archive, by their address: known ones as they are, others as remote accounts. */
export async function upsertPeople(
  ctx: Context,
  people: ArchivePerson[],
  keys: string[],
): Promise<Map<string, Id>> {
  const rows = people.map((person, at) => ({ ...person, key: keys[at] }))
  await ctx.db`
    insert into accounts (username, domain, uri, url, display_name, note, avatar_media, search_key, fetched_at)
    select username, domain, uri, url, display_name, note, avatar, key, ${ctx.clock()}
    from json_to_recordset(${ctx.db.json(rows as never)}::json)
      as p (username text, domain text, uri text, url text, display_name text, note text, avatar text, key text)
    on conflict do nothing`
  const found = await ctx.db<{ id: Id; uri: string }[]>`
    select id, uri from accounts where uri = any(${people.map(({ uri }) => uri)}::text[])`
  await ctx.db`
    insert into account_counts (account_id) select unnest(${found.map(({ id }) => id)}::bigint[]) on conflict do nothing`
  return new Map(found.map(({ id, uri }) => [uri, id]))
}

export const insertMembers = (
  ctx: Context,
  communityId: Id,
  members: { account_id: Id; since: string }[],
) => ctx.db`
  with made as (
    insert into follows (account_id, target_id, created_at)
    select account_id, ${communityId}, since from json_to_recordset(${ctx.db.json(members as never)}::json) as m (account_id bigint, since timestamptz)
    on conflict do nothing returning 1)
  update account_counts set followers = followers + (select count(*)::int from made) where account_id = ${communityId}`

export const insertRole = (ctx: Context, communityId: Id, accountId: Id, permissions: string[]) => ctx.db`
  insert into community_roles (community_id, account_id, role, permissions) values (${communityId}, ${accountId}, 'moderator', ${permissions})
  on conflict do nothing`

/** Ids that posts of the archive may keep: those that nobody here has. */
export async function takenIds(ctx: Context, ids: Id[]): Promise<Set<Id>> {
  const rows = await ctx.db<{ id: Id }[]>`
    select id from statuses where id = any(${ids}::bigint[]) union select id from threads where id = any(${ids}::bigint[])`
  return new Set(rows.map((row) => row.id))
}

export interface PostIn extends Omit<ArchivePost, 'author' | 'mentions' | 'tags' | 'media' | 'poll'> {
  account_id: Id
  reply_account_id: Id | null
  poll_id: Id | null
}

export const insertPosts = (ctx: Context, communityId: Id, posts: PostIn[]) => ctx.db`
  with p as materialized (
    select * from json_to_recordset(${ctx.db.json(posts as never)}::json) as p (id bigint, uri text, url text,
      account_id bigint, thread_id bigint, number integer, in_reply_to_id bigint, reply_account_id bigint, text text, content text,
      spoiler_text text, visibility text, sensitive boolean, language text, created_at timestamptz, edited_at timestamptz,
      removed boolean, favourites integer, replies integer, poll_id bigint)),
  made as (
    insert into statuses (id, uri, url, local, account_id, thread_id, number, in_reply_to_id, in_reply_to_account_id, text,
      content, spoiler_text, visibility, sensitive, language, created_at, edited_at, removed_at, community_id, poll_id, fetched_at)
    select id, uri, url, false, account_id, thread_id, number, in_reply_to_id, reply_account_id, text, content, spoiler_text,
      visibility, sensitive, language, created_at, edited_at, case when removed then ${ctx.clock()}::timestamptz end, ${communityId}::bigint,
      poll_id, ${ctx.clock()}::timestamptz
    from p returning id)
  insert into status_counts (status_id, replies, favourites) select id, replies, favourites from p where id in (select id from made)`

export async function insertPollIn(
  ctx: Context,
  accountId: Id,
  poll: NonNullable<ArchivePost['poll']>,
): Promise<Id> {
  const rows = await ctx.db<{ id: Id }[]>`
    insert into polls (account_id, multiple, hide_totals, expires_at, closed_at, votes_count, voters_count, options)
    values (${accountId}, ${poll.multiple}, ${poll.hide_totals}, ${poll.expires_at}, ${ctx.clock()}, ${poll.votes_count},
      ${poll.voters_count}, ${ctx.db.json(poll.options as never)}) returning id`
  return rows[0]!.id
}

export const insertMentionsIn = (ctx: Context, rows: { status_id: Id; account_id: Id }[]) => ctx.db`
  insert into status_mentions (status_id, account_id, silent)
  select status_id, account_id, true from json_to_recordset(${ctx.db.json(rows as never)}::json) as m (status_id bigint, account_id bigint)
  on conflict do nothing`

export async function insertTagsIn(
  ctx: Context,
  rows: { status_id: Id; key: string; name: string; listed: boolean }[],
): Promise<void> {
  const given = ctx.db`json_to_recordset(${ctx.db.json(rows as never)}::json) as t (status_id bigint, key text, name text, listed boolean)`
  await ctx.db`insert into tags (key, name) select distinct on (key) key, name from ${given} on conflict (key) do nothing`
  await ctx.db`
    insert into status_tags (tag_id, status_id, name, listed)
    select g.id, t.status_id, t.name, t.listed from ${given} join tags g on g.key = t.key on conflict do nothing`
}

export const insertMediaIn = (
  ctx: Context,
  rows: (ArchiveMedia & { account_id: Id; status_id: Id; position: number })[],
) => ctx.db`
  with m as (
    select * from json_to_recordset(${ctx.db.json(rows as never)}::json) as m (account_id bigint, status_id bigint, position smallint,
      type text, file text, file_type text, file_size bigint, thumbnail text, description text, blurhash text, focus_x real,
      focus_y real, meta jsonb)),
  made as (
    insert into media (account_id, status_id, position, type, file, file_type, file_size, thumbnail, description, blurhash,
      focus_x, focus_y, meta, created_at)
    select account_id, status_id, position, type, file, file_type, file_size, thumbnail, description, blurhash, focus_x,
      focus_y, meta, ${ctx.clock()} from m)
  insert into status_media_index (account_id, status_id) select distinct account_id, status_id from m on conflict do nothing`

export const insertThreadsIn = (
  ctx: Context,
  communityId: Id,
  rows: (Omit<ArchiveThread, 'author' | 'crosspost_of'> & {
    account_id: Id
    crosspost_of: Id | null
    crosspost_url: string | null
  })[],
) => ctx.db`
  insert into threads (id, community_id, account_id, title, summary, section, numbers, replies, participants, last_id, score,
    pinned_at, locked_at, crosspost_of, crosspost_url)
  select id, ${communityId}, account_id, title, summary, section, numbers, replies, participants, last_id, score, pinned_at, locked_at,
    crosspost_of, crosspost_url
  from json_to_recordset(${ctx.db.json(rows as never)}::json) as t (id bigint, account_id bigint, title text, summary text,
    section text, numbers integer, replies integer, participants integer, last_id bigint, score real, pinned_at timestamptz,
    locked_at timestamptz, crosspost_of bigint, crosspost_url text)`

/** In the order given; what is there already under its address stays. */
export const insertDecisionsIn = (ctx: Context, communityId: Id, decisions: ArchiveDecision[]) => ctx.db`
  insert into community_past_decisions (community_id, url, statement)
  select ${communityId}, d.statement->>'url', d.statement
  from json_to_recordset(${ctx.db.json(decisions.map((statement) => ({ statement })) as never)}::json) as d (statement jsonb)
  on conflict do nothing`

export const insertSectionIn = (
  ctx: Context,
  communityId: Id,
  section: { tag: string; name: string; description: string },
  position: number,
) => ctx.db`
  insert into community_sections (community_id, tag_key, name, description, position)
  values (${communityId}, ${section.tag}, ${section.name}, ${section.description}, ${position}) on conflict do nothing`

export async function insertRulesIn(
  ctx: Context,
  communityId: Id,
  version: {
    version: number
    note: string
    created_at: string
    effective_at: string
    rules: { number: number; text: string; hint: string }[]
  },
): Promise<void> {
  await ctx.db`
    insert into community_rule_versions (community_id, version, note, created_at, effective_at)
    values (${communityId}, ${version.version}, ${version.note}, ${version.created_at}, ${version.effective_at})`
  await ctx.db`
    insert into community_rules (community_id, version, number, text, hint)
    select ${communityId}, ${version.version}, number, text, hint
    from json_to_recordset(${ctx.db.json(version.rules as never)}::json) as r (number integer, text text, hint text)`
}

export async function insertWikiIn(
  ctx: Context,
  communityId: Id,
  page: {
    slug: string
    title: string
    text: string
    content: string
    revision: number
    position: number
    locked: boolean
  },
): Promise<Id> {
  const rows = await ctx.db<{ id: Id }[]>`
    insert into community_wiki_pages (community_id, slug, title, text, content, revision, position, locked)
    values (${communityId}, ${page.slug}, ${page.title}, ${page.text}, ${page.content}, ${page.revision}, ${page.position}, ${page.locked})
    returning id`
  return rows[0]!.id
}

export const insertRevisionsIn = (
  ctx: Context,
  pageId: Id,
  rows: {
    revision: number
    title: string
    text: string
    comment: string
    account_id: Id | null
    created_at: string
  }[],
) => ctx.db`
  insert into community_wiki_revisions (page_id, revision, title, text, comment, account_id, created_at)
  select ${pageId}, revision, title, text, comment, account_id, created_at
  from json_to_recordset(${ctx.db.json(rows as never)}::json) as r (revision integer, title text, text text, comment text,
    account_id bigint, created_at timestamptz)`

export const setPictures = (
  ctx: Context,
  communityId: Id,
  avatar: string | null,
  header: string | null,
) => ctx.db`
  update accounts set avatar_media = ${avatar}, header_media = ${header}, version = version + 1 where id = ${communityId}`

/** When the community was opened, and its last post. */
export const setDates = (ctx: Context, communityId: Id, createdAt: string) => ctx.db`
  with c as (update communities set created_at = ${createdAt} where account_id = ${communityId})
  update account_counts set last_status_at = (select max(created_at) from statuses where community_id = ${communityId})
  where account_id = ${communityId}`
