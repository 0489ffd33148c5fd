import type { Context, Id } from '../../context.ts'

/** Who was behind a block: the statement that people are referred to. */
export interface Reason {
  domain: string
  public_id: string
}

export const domainSeverities = ['noop', 'silence', 'suspend'] as const
export type DomainSeverity = (typeof domainSeverities)[number]
export const ipSeverities = ['sign_up_requires_approval', 'sign_up_block', 'no_access'] as const
export type IpSeverity = (typeof ipSeverities)[number]

export interface DomainBlock {
  id: Id
  domain: string
  severity: DomainSeverity
  reject_media: boolean
  reject_reports: boolean
  obfuscate: boolean
  private_comment: string
  public_comment: string
  decision_id: Id
  created_at: Date
}
export type DomainOptions = Pick<
  DomainBlock,
  'reject_media' | 'reject_reports' | 'obfuscate' | 'private_comment' | 'public_comment'
>

export interface Range {
  below: Id
  above: Id
  limit: number
  upward: boolean
}

/** Newest first, or upward from the boundary. */
const within = (ctx: Context, page: Range) => ctx.db`
  b.id < ${page.below} and b.id > ${page.above}
  order by b.id ${page.upward ? ctx.db`asc` : ctx.db`desc`} limit ${page.limit}`

const domainColumns = (ctx: Context) => ctx.db`
  b.id, b.domain, b.severity, b.reject_media, b.reject_reports, b.obfuscate, b.private_comment, b.public_comment,
  b.decision_id, b.created_at`

export const selectDomainBlocks = (ctx: Context, page: Range) => ctx.db<DomainBlock[]>`
  select ${domainColumns(ctx)} from domain_blocks b where ${within(ctx, page)}`

export const selectDomainBlock = (ctx: Context, id: Id) => ctx.db<DomainBlock[]>`
  select ${domainColumns(ctx)} from domain_blocks b where b.id = ${id}`

/** The rows for these names, of which the longest counts for a server. */
export const selectDomainRules = (ctx: Context, names: string[]) => ctx.db<DomainBlock[]>`
  select ${domainColumns(ctx)} from domain_blocks b where b.domain = any(${names}::text[])
  order by length(b.domain) desc`

/** What the public is told: limited and suspended servers, the limited ones first, as Mastodon sorts. */
export const selectPublicDomainBlocks = (ctx: Context) => ctx.db<DomainBlock[]>`
  select ${domainColumns(ctx)} from domain_blocks b where b.severity <> 'noop'
  order by b.severity, b.domain limit 20000`

export const insertDomainBlock = (ctx: Context, row: Omit<DomainBlock, 'id' | 'created_at'> & { id?: Id }) =>
  ctx.db`insert into domain_blocks ${ctx.db({ ...row, created_at: ctx.clock() } as never)}`

export const updateDomainComments = (
  ctx: Context,
  id: Id,
  row: Pick<DomainBlock, 'private_comment' | 'public_comment'>,
) => ctx.db`update domain_blocks set ${ctx.db(row as never)} where id = ${id}`

export interface DomainAllow {
  id: Id
  domain: string
  created_at: Date
}

export const selectDomainAllows = (ctx: Context, page: Range) => ctx.db<DomainAllow[]>`
  select b.id, b.domain, b.created_at from domain_allows b where ${within(ctx, page)}`

export const selectDomainAllow = (ctx: Context, id: Id) => ctx.db<DomainAllow[]>`
  select b.id, b.domain, b.created_at from domain_allows b where b.id = ${id}`

/** Answers the row that is there then, whoever made it; `fresh` when it is new. */
export async function insertDomainAllow(
  ctx: Context,
  domain: string,
  createdBy: Id,
): Promise<DomainAllow & { fresh: boolean }> {
  const rows = await ctx.db<(DomainAllow & { fresh: boolean })[]>`
    insert into domain_allows (domain, created_by, created_at) values (${domain}, ${createdBy}, ${ctx.clock()})
    on conflict (domain) do update set domain = excluded.domain
    returning id, domain, created_at, xmax = 0 as fresh`
  return rows[0]!
}

export const deleteDomainAllow = (ctx: Context, id: Id) => ctx.db`delete from domain_allows where id = ${id}`

export interface EmailBlock {
  id: Id
  domain: string
  allow_with_approval: boolean
  decision_id: Id
  created_at: Date
}

const emailColumns = (ctx: Context) => ctx.db`
  b.id, b.domain, b.allow_with_approval, b.decision_id, b.created_at`

export const selectEmailBlocks = (ctx: Context, page: Range) => ctx.db<EmailBlock[]>`
  select ${emailColumns(ctx)} from email_domain_blocks b where ${within(ctx, page)}`

export const selectEmailBlock = (ctx: Context, id: Id) => ctx.db<EmailBlock[]>`
  select ${emailColumns(ctx)} from email_domain_blocks b where b.id = ${id}`

export interface EmailRule extends Reason {
  id: Id
  allow_with_approval: boolean
}

export const selectEmailRules = (ctx: Context, names: string[]) => ctx.db<EmailRule[]>`
  select b.id, b.domain, b.allow_with_approval, d.public_id
  from email_domain_blocks b join decisions d on d.id = b.decision_id
  where b.domain = any(${names}::text[]) order by b.allow_with_approval, length(b.domain) desc`

export const insertEmailBlock = (
  ctx: Context,
  row: Pick<EmailBlock, 'domain' | 'allow_with_approval' | 'decision_id'>,
) => ctx.db`insert into email_domain_blocks ${ctx.db({ ...row, created_at: ctx.clock() } as never)}`

export const countAttempt = (ctx: Context, blockId: Id, household: boolean) => ctx.db`
  insert into email_domain_attempts (block_id, day, accounts, uses)
  values (${blockId}, (${ctx.clock()}::timestamptz at time zone 'UTC')::date, ${household ? 1 : 0}, 1)
  on conflict (block_id, day) do update set accounts = email_domain_attempts.accounts + excluded.accounts,
    uses = email_domain_attempts.uses + 1`

/** The last seven days (UTC) of each of these, the newest first, also those on which nobody tried. */
export const selectAttempts = (ctx: Context, blockIds: Id[]) => ctx.db<
  { block_id: Id; day: Date; accounts: number; uses: number }[]
>`
  select b.id as block_id, d.day as day, coalesce(a.accounts, 0) as accounts, coalesce(a.uses, 0) as uses
  from unnest(${blockIds}::bigint[]) as b (id)
  cross join generate_series(date_trunc('day', ${ctx.clock()}::timestamptz) - interval '6 days',
    date_trunc('day', ${ctx.clock()}::timestamptz), interval '1 day') as d (day)
  left join email_domain_attempts a on a.block_id = b.id and a.day = (d.day at time zone 'UTC')::date
  order by b.id, d.day desc`

export interface IpBlock {
  id: Id
  ip: string
  severity: IpSeverity
  comment: string
  expires_at: Date | null
  decision_id: Id
  created_at: Date
}

const ipColumns = (ctx: Context) => ctx.db`
  b.id, b.cidr::text as ip, b.severity, b.comment, b.expires_at, b.decision_id, b.created_at`

export const selectIpBlocks = (ctx: Context, page: Range) => ctx.db<IpBlock[]>`
  select ${ipColumns(ctx)} from ip_blocks b where ${within(ctx, page)}`

export const selectIpBlock = (ctx: Context, id: Id) => ctx.db<IpBlock[]>`
  select ${ipColumns(ctx)} from ip_blocks b where b.id = ${id}`

/** All that are in force: the whole list is kept in memory. */
export const selectIpRules = (ctx: Context) => ctx.db<
  { ip: string; severity: IpSeverity; expires_at: Date | null; public_id: string }[]
>`
  select b.cidr::text as ip, b.severity, b.expires_at, d.public_id
  from ip_blocks b join decisions d on d.id = b.decision_id
  where b.expires_at is null or b.expires_at > ${ctx.clock()} limit 50000`

export const insertIpBlock = (ctx: Context, row: Omit<IpBlock, 'id' | 'created_at'> & { id?: Id }) => ctx.db`
  insert into ip_blocks (id, cidr, severity, comment, expires_at, decision_id, created_at)
  values (coalesce(${row.id ?? null}::bigint, next_id()), ${row.ip}::text::cidr, ${row.severity}, ${row.comment}, ${row.expires_at}, ${row.decision_id}, ${ctx.clock()})`

export const updateIpComment = (ctx: Context, id: Id, comment: string) =>
  ctx.db`update ip_blocks set comment = ${comment} where id = ${id}`

export const selectLinkRules = (ctx: Context, names: string[]) => ctx.db<Reason[]>`
  select b.domain, d.public_id from link_domain_blocks b join decisions d on d.id = b.decision_id
  where b.domain = any(${names}::text[]) limit 1`

export const selectListedLinks = (ctx: Context, names: string[]) => ctx.db<{ domain: string }[]>`
  select domain from link_domain_blocks where domain = any(${names}::text[])`

export const insertLinkBlock = (ctx: Context, domain: string, decisionId: Id) => ctx.db`
  insert into link_domain_blocks (domain, decision_id, created_at)
  values (${domain}, ${decisionId}, ${ctx.clock()})`

export const selectMediaRules = (ctx: Context, sha256: Buffer) => ctx.db<{ public_id: string }[]>`
  select d.public_id from media_hash_blocks b join decisions d on d.id = b.decision_id
  where b.sha256 = ${sha256}`

export const insertMediaBlock = (ctx: Context, sha256: Buffer, decisionId: Id) => ctx.db`
  insert into media_hash_blocks (sha256, decision_id, created_at)
  values (${sha256}, ${decisionId}, ${ctx.clock()})`

/** A row of any list as the desk shows it: who blocked what, why, until when. */
export interface Listed {
  id: Id
  target: string
  decision_id: Id
  public_id: string
  case_id: Id
  measure: string
  cited: string
  facts: string
  created_at: Date
  ends_at: Date | null
  decider: string
}

const told = (ctx: Context) => ctx.db`
  b.decision_id, d.public_id, d.case_id, d.measure, d.cited, d.facts, d.created_at, d.ends_at, a.username as decider`
const reasons = (ctx: Context) => ctx.db`
  join decisions d on d.id = b.decision_id join accounts a on a.id = d.decided_by`

export const listDomains = (ctx: Context, page: Range) => ctx.db<Listed[]>`
  select b.id, b.domain as target, ${told(ctx)} from domain_blocks b ${reasons(ctx)} where ${within(ctx, page)}`
export const listLinks = (ctx: Context, page: Range) => ctx.db<Listed[]>`
  select b.id, b.domain as target, ${told(ctx)} from link_domain_blocks b ${reasons(ctx)} where ${within(ctx, page)}`
export const listEmails = (ctx: Context, page: Range) => ctx.db<Listed[]>`
  select b.id, b.domain as target, ${told(ctx)} from email_domain_blocks b ${reasons(ctx)} where ${within(ctx, page)}`
export const listIps = (ctx: Context, page: Range) => ctx.db<Listed[]>`
  select b.id, b.cidr::text as target, ${told(ctx)} from ip_blocks b ${reasons(ctx)} where ${within(ctx, page)}`
export const listMedia = (ctx: Context, page: Range) => ctx.db<Listed[]>`
  select b.id, encode(b.sha256, 'hex') as target, ${told(ctx)} from media_hash_blocks b ${reasons(ctx)}
  where ${within(ctx, page)}`

export const deleteDomainBlock = (ctx: Context, decisionId: Id) =>
  ctx.db`delete from domain_blocks where decision_id = ${decisionId}`
export const deleteLinkBlock = (ctx: Context, decisionId: Id) =>
  ctx.db`delete from link_domain_blocks where decision_id = ${decisionId}`
export const deleteEmailBlock = (ctx: Context, decisionId: Id) =>
  ctx.db`delete from email_domain_blocks where decision_id = ${decisionId}`
export const deleteIpBlock = (ctx: Context, decisionId: Id) =>
  ctx.db`delete from ip_blocks where decision_id = ${decisionId}`
export const deleteMediaBlock = (ctx: Context, decisionId: Id) =>
  ctx.db`delete from media_hash_blocks where decision_id = ${decisionId}`
