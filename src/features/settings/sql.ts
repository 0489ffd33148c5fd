import type { Context, Id } from '../../context.ts'

export interface OwnRow {
  email: string
  locale: string
  preferences: Record<string, unknown>
  role: string
  created_at: Date
}

export const selectOwn = (ctx: Context, accountId: Id) => ctx.db<OwnRow[]>`
  select email, locale, preferences, role, created_at from users where account_id = ${accountId}`

export interface Totals {
  follows: number
  followers: number
  blocks: number
  mutes: number
  domain_blocks: number
  bookmarks: number
  statuses: number
  media: number
  /** Bytes, as the driver gives sums. */
  media_size: string
}

export const selectTotals = (ctx: Context, accountId: Id) => ctx.db<Totals[]>`
  select
    (select count(*)::int from follows where account_id = ${accountId}) as follows,
    (select count(*)::int from follows where target_id = ${accountId}) as followers,
    (select count(*)::int from blocks where account_id = ${accountId}) as blocks,
    (select count(*)::int from mutes where account_id = ${accountId}) as mutes,
    (select count(*)::int from account_domain_blocks where account_id = ${accountId}) as domain_blocks,
    (select count(*)::int from bookmarks where account_id = ${accountId}) as bookmarks,
    (select count(*)::int from statuses where account_id = ${accountId} and deleted_at is null) as statuses,
    (select count(*)::int from media where account_id = ${accountId} and status_id is not null) as media,
    (select coalesce(sum(file_size), 0) from media where account_id = ${accountId} and status_id is not null) as media_size`

/** One line of a list of people. */
export interface PersonLine {
  id: Id
  username: string
  domain: string | null
  show_reblogs: boolean
  notify: boolean
  languages: string[] | null
  notifications: boolean
}

export type PeopleList = 'follows' | 'followers' | 'blocks' | 'mutes'

/** Up to 500 lines after `after`, oldest first. Columns that a list has not come back with their usual value. */
export function selectPeople(ctx: Context, list: PeopleList, accountId: Id, after: Id) {
  const { db } = ctx
  const source = {
    follows: db`select id, target_id as who, show_reblogs, notify, languages, true as notifications
      from follows where account_id = ${accountId}`,
    followers: db`select id, account_id as who, true as show_reblogs, false as notify, null::text[] as languages,
      true as notifications from follows where target_id = ${accountId}`,
    blocks: db`select id, target_id as who, true as show_reblogs, false as notify, null::text[] as languages,
      true as notifications from blocks where account_id = ${accountId}`,
    mutes: db`select id, target_id as who, true as show_reblogs, false as notify, null::text[] as languages,
      notifications from mutes where account_id = ${accountId}
        and (expires_at is null or expires_at > ${ctx.clock()})`,
  }[list]
  return db<PersonLine[]>`
    select l.id, a.username, a.domain, l.show_reblogs, l.notify, l.languages, l.notifications
    from (${source}) l join accounts a on a.id = l.who
    where l.id > ${after} order by l.id limit 500`
}

export const selectDomains = (ctx: Context, accountId: Id, after: Id) => ctx.db<{ id: Id; domain: string }[]>`
  select id, domain from account_domain_blocks where account_id = ${accountId} and id > ${after} order by id limit 500`

export interface BookmarkLine {
  id: Id
  status_id: Id
  uri: string | null
  username: string
}

export const selectBookmarks = (ctx: Context, accountId: Id, after: Id) => ctx.db<BookmarkLine[]>`
  select b.id, s.id as status_id, s.uri, a.username
  from bookmarks b join statuses s on s.id = b.status_id join accounts a on a.id = s.account_id
  where b.account_id = ${accountId} and s.deleted_at is null and b.id > ${after} order by b.id limit 500`

export interface PostLine {
  id: Id
  text: string
  content: string
  spoiler_text: string
  visibility: 'public' | 'unlisted' | 'private' | 'direct'
  sensitive: boolean
  language: string | null
  created_at: Date
  edited_at: Date | null
  reblog: { id: Id; uri: string | null; username: string } | null
  reply: { id: Id; uri: string | null; username: string } | null
  mentions: { username: string; domain: string | null; uri: string | null }[] | null
  tags: string[] | null
  media:
    | { file: string | null; file_type: string | null; description: string; blurhash: string | null }[]
    | null
  poll: {
    multiple: boolean
    options: { title: string; votes_count: number }[]
    expires_at: string | null
  } | null
}

/** Up to 200 of her posts and boosts after `after`, oldest first, each with all that belongs to it. */
export const selectPosts = (ctx: Context, accountId: Id, after: Id) => ctx.db<PostLine[]>`
  select s.id, s.text, s.content, s.spoiler_text, s.visibility, s.sensitive, s.language, s.created_at, s.edited_at,
    (select jsonb_build_object('id', r.id::text, 'uri', r.uri, 'username', a.username)
       from statuses r join accounts a on a.id = r.account_id where r.id = s.reblog_of_id) as reblog,
    (select jsonb_build_object('id', r.id::text, 'uri', r.uri, 'username', a.username)
       from statuses r join accounts a on a.id = r.account_id where r.id = s.in_reply_to_id) as reply,
    (select jsonb_agg(jsonb_build_object('username', a.username, 'domain', a.domain, 'uri', a.uri))
       from status_mentions m join accounts a on a.id = m.account_id where m.status_id = s.id) as mentions,
    (select array_agg(t.name) from status_tags t where t.status_id = s.id) as tags,
    (select jsonb_agg(jsonb_build_object('file', m.file, 'file_type', m.file_type, 'description', m.description,
       'blurhash', m.blurhash) order by m.position, m.id) from media m where m.status_id = s.id) as media,
    (select jsonb_build_object('multiple', p.multiple, 'options', p.options, 'expires_at', p.expires_at)
       from polls p where p.id = s.poll_id) as poll
  from statuses s
  where s.account_id = ${accountId} and s.deleted_at is null and s.id > ${after}
  order by s.id limit 200`

export const selectFiles = (ctx: Context, accountId: Id, after: Id) => ctx.db<{ id: Id; file: string }[]>`
  select id, file from media
  where account_id = ${accountId} and status_id is not null and state = 'ready' and file is not null and id > ${after}
  order by id limit 200`

export interface DecisionLine {
  id: Id
  public_id: string
  measure: string
  ground: string
  cited: string
  category: string
  facts: string
  source: string
  automated_detection: boolean
  automated_decision: string
  community: string | null
  status_id: Id | null
  told_at: Date | null
  created_at: Date
  ends_at: Date | null
  ended_at: Date | null
  reverses: string | null
  appeal: {
    created_at: string
    outcome: string | null
    reasons: string
    judged_at: string | null
    messages: { from: 'person' | 'moderators'; text: string; created_at: string }[] | null
  } | null
}

/** Decisions about her with her appeals and their dialogue, oldest first; who the moderators are stands nowhere in it. */
export const selectDecisionsAbout = (ctx: Context, accountId: Id, after: Id) => ctx.db<DecisionLine[]>`
  select d.id, d.public_id, d.measure, d.ground, d.cited, d.category, d.facts, d.source, d.automated_detection,
    d.automated_decision, g.username as community, d.status_id, d.told_at, d.created_at, d.ends_at, d.ended_at,
    r.public_id as reverses,
    (select jsonb_build_object('created_at', a.created_at, 'outcome', a.outcome, 'reasons', a.reasons,
       'judged_at', a.judged_at, 'messages', (
         select jsonb_agg(jsonb_build_object('from', case when m.team then 'moderators' else 'person' end, 'text', m.text,
           'created_at', m.created_at) order by m.id) from appeal_messages m where m.appeal_id = a.id))
     from appeals a where a.decision_id = d.id) as appeal
  from decisions d left join accounts g on g.id = d.community_id left join decisions r on r.id = d.reverses_id
  where d.account_id = ${accountId} and d.id > ${after} order by d.id limit 200`

export interface ReportLine {
  id: Id
  category: string
  comment: string
  rule_ids: Id[]
  status_ids: Id[]
  times: number
  created_at: Date
  account: string | null
  account_domain: string | null
  community: string | null
  decided: boolean
}

/** What she reported, oldest first. Whether it was decided, not what: that is between the moderators and the other. */
export const selectReportsBy = (ctx: Context, accountId: Id, after: Id) => ctx.db<ReportLine[]>`
  select r.id, r.category, r.comment, r.rule_ids, r.status_ids, r.times, r.created_at, a.username as account,
    a.domain as account_domain, g.username as community, c.decided_at is not null as decided
  from reports r join cases c on c.id = r.case_id
  left join accounts a on a.id = c.account_id left join accounts g on g.id = c.community_id
  where r.account_id = ${accountId} and r.id > ${after} order by r.id limit 200`
