import type { Context, Id } from '../../context.ts'
import { presentAccounts } from '../accounts/index.ts'
import { listRules } from '../instance/index.ts'
import { presentStatuses } from '../statuses/index.ts'
import { type AdminAccountRow, selectAdminAccounts } from './admin-sql.ts'
import { type AdminAccount, type AdminReport, toMastodon } from './api.ts'
import { type CaseRow, selectFirstReports } from './cases-sql.ts'
import { selectLastDecisions } from './decisions-sql.ts'

/** Ids, names and permission bits as in the credentials (features/accounts). */
const roles = {
  user: { id: '-99', name: '', color: '', permissions: '65536', highlighted: false },
  moderator: { id: '2', name: 'Moderator', color: '', permissions: '1308', highlighted: true },
  admin: { id: '3', name: 'Admin', color: '', permissions: '1', highlighted: true },
}

/** Mastodon's Admin::Account by id. No address of any machine is kept, so `ip` is null. */
export async function presentAdminAccounts(ctx: Context, ids: Id[]): Promise<Map<Id, AdminAccount>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const [rows, accounts] = await Promise.all([selectAdminAccounts(ctx, wanted), presentAccounts(ctx, wanted)])
  return new Map(rows.map((row) => [row.id, one(row, accounts.get(row.id)!)]))
}

const one = (row: AdminAccountRow, account: AdminAccount['account']): AdminAccount => ({
  id: row.id,
  username: row.username,
  domain: row.domain,
  created_at: row.created_at.toISOString(),
  email: row.email ?? '',
  ip: null,
  ips: [],
  locale: row.locale ?? '',
  invite_request: row.reason || null,
  role: roles[row.role ?? 'user'],
  confirmed: row.confirmed,
  approved: row.approved,
  disabled: row.disabled,
  sensitized: false,
  silenced: row.silenced_at !== null,
  suspended: row.suspended_at !== null,
  account,
  ...(row.invited_by ? { invited_by_account_id: row.invited_by } : {}),
})

/**
 * Inside a report Mastodon sends Admin::Account, while clients' types (masto's among them) say Account: both are there.
 */
const both = (account: AdminAccount | undefined): (AdminAccount & AdminAccount['account']) | null =>
  account ? { ...account.account, ...account } : null

/** Cases as Mastodon's Admin::Report: each with its first report. Those without a subject left are dropped. */
export async function presentAdminReports(
  ctx: Context,
  viewer: { id: Id },
  rows: CaseRow[],
): Promise<AdminReport[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const [firsts, decisions, rules] = await Promise.all([
    selectFirstReports(ctx, ids),
    selectLastDecisions(ctx, ids),
    listRules(ctx),
  ])
  const first = new Map(firsts.map((row) => [row.case_id, row]))
  const last = new Map(decisions.map((row) => [row.case_id, row]))
  const statusesOf = (row: CaseRow) =>
    row.status_id ? [row.status_id] : (first.get(row.id)?.status_ids ?? [])
  const [accounts, statuses] = await Promise.all([
    presentAdminAccounts(
      ctx,
      rows.flatMap((row) =>
        [
          row.account_id,
          row.assignee_id,
          first.get(row.id)?.account_id ?? null,
          last.get(row.id)?.decided_by ?? null,
        ].filter((id) => id !== null),
      ),
    ),
    presentStatuses(ctx, viewer, rows.flatMap(statusesOf)),
  ])
  const shown = new Map(statuses.map((status) => [status.id, status]))
  return rows.flatMap((row): AdminReport[] => {
    const report = first.get(row.id)
    const target = both(accounts.get(row.account_id ?? ''))
    // A moderator's own case has no reporter; the entity wants an account.
    const reporter = report ? both(accounts.get(report.account_id)) : target
    if (!target || !reporter) return []
    return [
      {
        id: row.id,
        action_taken: row.state === 'decided' || row.state === 'closed',
        action_taken_at: row.decided_at?.toISOString() ?? null,
        category: toMastodon(row.category),
        comment: report?.comment ?? '',
        forwarded: report?.forward ?? false,
        created_at: row.opened_at.toISOString(),
        updated_at: (row.closed_at ?? row.decided_at ?? row.opened_at).toISOString(),
        account: reporter,
        target_account: target,
        assigned_account: both(accounts.get(row.assignee_id ?? '')),
        action_taken_by_account: both(accounts.get(last.get(row.id)?.decided_by ?? '')),
        statuses: statusesOf(row).flatMap((id) => shown.get(id) ?? []),
        rules: rules
          .filter((rule) => report?.rule_ids.includes(rule.id))
          .map(({ id, text, hint }) => ({ id, text, hint })),
      },
    ]
  })
}
