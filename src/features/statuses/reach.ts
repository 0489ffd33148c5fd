import type { Context, Id } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { type Circle, letsIn, mayAnswer, policyOf, type ReplyPolicy } from '../visibility/index.ts'
import type { Visibility } from './api.ts'

/** Somebody whom a text names (`status_id` null), or the author of a post that it answers. */
export interface Reached {
  status_id: Id | null
  id: Id
  username: string
  domain: string | null
  url: string | null
  suspended: boolean
  community: boolean
  replies_from: Circle
  mentions_from: Circle
  messages_from: Circle
  /** The post's own choice. */
  policy: ReplyPolicy | null
  /** The writer follows her. */
  follows: boolean
  /** She follows the writer. */
  followed: boolean
  /** The post names the writer. */
  named: boolean
  /** The writer is a moderator of the community where the post stands. */
  moderates: boolean
}

/**
 * One query for all that a text reaches: the people it names (blocked pairs keep their link but are not told) and the
 * authors of the posts that it answers, each with what she lets in and how the writer stands to her. Ties are looked up
 * only where they decide something.
 */
export function selectReached(
  ctx: Context,
  writerId: Id,
  handles: { username: string; domain: string | null }[],
  answered: Id[],
): Promise<Reached[]> {
  const names = handles.map((handle) => handle.username.toLowerCase())
  const domains = handles.map((handle) => handle.domain?.toLowerCase() ?? '')
  return ctx.db<Reached[]>`
    with reached as (
      select null::bigint as status_id, a.id, null::text as policy, null::bigint as community_id
      from unnest(${names}::text[], ${domains}::text[]) as wanted (username, domain)
      join accounts a on lower(a.username) = wanted.username and coalesce(lower(a.domain), '') = wanted.domain
      union all
      select s.id, s.account_id, s.reply_policy, s.community_id from statuses s
      where s.id = any(${answered}::bigint[]) and s.deleted_at is null)
    select r.status_id, a.id, a.username, a.domain, a.url, a.suspended_at is not null as suspended,
      exists (select from communities c where c.account_id = a.id) as community,
      a.replies_from, a.mentions_from, a.messages_from, r.policy,
      case when picky then (select true from follows f where f.account_id = ${writerId} and f.target_id = a.id) is not null
        else false end as follows,
      case when picky then (select true from follows f where f.account_id = a.id and f.target_id = ${writerId}) is not null
        else false end as followed,
      case when picky and r.status_id is not null then (select true from status_mentions m
        where m.status_id = r.status_id and m.account_id = ${writerId}) is not null else false end as named,
      case when picky and r.community_id is not null then (select true from community_roles c
        join follows f on f.account_id = c.account_id and f.target_id = c.community_id
        where c.community_id = r.community_id and c.account_id = ${writerId}) is not null else false end as moderates
    from reached r join accounts a on a.id = r.id and a.deleted_at is null
    cross join lateral (select coalesce(r.policy, 'everyone') <> 'everyone' or a.replies_from <> 'everyone'
      or a.mentions_from <> 'everyone' or a.messages_from <> 'everyone' as picky) as p`
}

interface Writing {
  writerId: Id
  visibility: Visibility
  /** What is answered. */
  target: { account_id: Id; visibility: Visibility } | null
  /** Named already, before an edit. */
  before?: ReadonlySet<Id>
}

const refused = (kind: 'reply' | 'mention' | 'message', rule: string, people: Reached[]): AppError =>
  new AppError('forbidden', `reach_${kind}_${rule}`, {
    params: {
      handle: [...new Set(people.map((one) => `@${one.username}${one.domain ? `@${one.domain}` : ''}`))].join(
        ', ',
      ),
    },
  })

/**
 * Throws 403 with a sentence that names who does not want this, so that the writer can leave her out. Nobody is stopped
 * from turning to herself; a community's moderators answer in it whatever the posts say; whoever wrote a direct message
 * can be answered.
 */
export function checkReach(reached: Reached[], writing: Writing): void {
  const { writerId, visibility, target } = writing
  const others = reached.filter((one) => one.id !== writerId)
  const direct = visibility === 'direct'
  if (!direct) {
    const posts = others.filter((one) => one.status_id !== null && !one.moderates)
    for (const post of posts) {
      const policy = policyOf(post.policy, post.replies_from)
      if (!mayAnswer(policy, post)) throw refused('reply', policy, [post])
    }
  }
  const moderates = others.some((one) => one.moderates)
  const answeredId = target && (!direct || target.visibility === 'direct') ? target.account_id : null
  const named = others.filter(
    (one) =>
      one.status_id === null && !one.community && one.id !== answeredId && !writing.before?.has(one.id),
  )
  const circle = (one: Reached) => (direct ? one.messages_from : one.mentions_from)
  const against = moderates && !direct ? [] : named.filter((one) => !letsIn(circle(one), one))
  const [first] = against
  if (!first) return
  const same = against.filter((one) => circle(one) === circle(first))
  throw refused(direct ? 'message' : 'mention', circle(first), same)
}
