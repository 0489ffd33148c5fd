import { z } from 'zod'
import type { Context, Id } from '../../context.ts'
import { forbidden, notFound } from '../../errors.ts'
import { requireViewer } from '../../http/auth.ts'
import { check, flag, id, readBody, readQuery } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { bounds, linkHeader, newestFirst, readPage } from '../../http/paging.ts'
import { isId } from '../../lib/ids.ts'
import { approveUser, rejectUser } from '../auth/index.ts'
import { type Action, actionMeasures, actOn, lift } from './admin-act.ts'
import { presentAdminAccounts, presentAdminReports } from './admin-present.ts'
import { type AccountQuery, selectAccountIds, selectAdminAccounts } from './admin-sql.ts'
import type { AdminAccount } from './api.ts'
import { giveBack, reopenCase, takeCase } from './cases.ts'
import { selectByState } from './cases-sql.ts'
import { decide } from './decide.ts'
import { insertLog } from './decisions-sql.ts'
import { getCase, isOperator } from './who.ts'

/** Mastodon's admin API is the operators'; 403 for everybody else, as there. */
export function operator(c: Req, scope: string): Viewer {
  const viewer = requireViewer(c, scope)
  if (!isOperator(viewer)) throw forbidden()
  return viewer
}

export const idOf = (c: Req): Id => {
  const value = c.req.param('id') ?? ''
  if (!isId(value)) throw notFound()
  return value
}

async function oneReport(ctx: Context, viewer: Viewer, caseId: Id) {
  const [report] = await presentAdminReports(ctx, viewer, [await getCase(ctx, viewer, caseId)])
  if (!report) throw notFound()
  return report
}

async function oneAccount(ctx: Context, accountId: Id): Promise<AdminAccount> {
  const account = (await presentAdminAccounts(ctx, [accountId])).get(accountId)
  if (!account) throw notFound()
  return account
}

/** Herself and the communities that she runs. */
async function heldBy(ctx: Context, viewer: Viewer): Promise<Set<Id>> {
  const rows = await ctx.db<{ community_id: Id }[]>`
    select community_id from community_roles where account_id = ${viewer.id}`
  return new Set([viewer.id, ...rows.map((row) => row.community_id)])
}

const ReportQuery = z.object({
  resolved: flag,
  account_id: id.optional(),
  target_account_id: id.optional(),
})

/** docs.joinmastodon.org/methods/admin/reports; a report there is a case here. */
function reportRoutes(app: App): void {
  app.get('/api/v1/admin/reports', async (c) => {
    const viewer = operator(c, 'admin:read:reports')
    const query = check(ReportQuery, readQuery(c))
    const page = readPage(c, 100, 200)
    const rows = newestFirst(
      page,
      await selectByState(
        c.get('ctx'),
        {
          resolved: query.resolved,
          accountId: query.account_id ?? null,
          targetId: query.target_account_id ?? null,
        },
        { ...bounds(page), limit: page.limit, upward: page.minId !== null },
      ),
    )
    linkHeader(c, page, rows[0]?.id, rows.at(-1)?.id, rows.length)
    // Who reported a moderator is not hers to read.
    const own = await heldBy(c.get('ctx'), viewer)
    const others = rows.filter((row) => row.account_id === null || !own.has(row.account_id))
    return c.json(await presentAdminReports(c.get('ctx'), viewer, others))
  })

  app.get('/api/v1/admin/reports/:id', async (c) =>
    c.json(await oneReport(c.get('ctx'), operator(c, 'admin:read:reports'), idOf(c))),
  )

  const act = (name: string, work: (ctx: Context, viewer: Viewer, id: Id) => Promise<unknown>) =>
    app.post(`/api/v1/admin/reports/:id/${name}`, async (c) => {
      const viewer = operator(c, 'admin:write:reports')
      await work(c.get('ctx'), viewer, idOf(c))
      return c.json(await oneReport(c.get('ctx'), viewer, idOf(c)))
    })
  act('assign_to_self', takeCase)
  act('unassign', giveBack)
  act('reopen', reopenCase)
  // After an action on its account a client "resolves" the report; here that was one step.
  act('resolve', async (ctx, viewer, caseId) => {
    const { state } = await getCase(ctx, viewer, caseId)
    if (state === 'open' || state === 'assessing') await decide(ctx, viewer, caseId, { measure: 'none' })
  })
}

const statuses = ['active', 'pending', 'disabled', 'silenced', 'suspended'] as const
type Query = Record<string, unknown>
const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 300) : '')

/** v1 says each thing with a switch of its own, v2 with one word. */
function accountQuery(query: Query): AccountQuery {
  const on = (name: string) => flag.parse(query[name])
  const word = (name: string, allowed: readonly string[]) =>
    allowed.find((one) => query[name] === one || on(one)) ?? null
  return {
    origin: (query['origin'] === 'local' || on('local')
      ? 'local'
      : query['origin'] === 'remote' || on('remote')
        ? 'remote'
        : null) as AccountQuery['origin'],
    status: word('status', statuses) as AccountQuery['status'],
    staff: query['permissions'] === 'staff' || on('staff'),
    username: text(query['username']).replace(/^@/, ''),
    displayName: text(query['display_name']),
    email: text(query['email']),
  }
}

const ActionBody = z.object({
  type: z.enum(Object.keys(actionMeasures) as [Action, ...Action[]]),
  report_id: id.nullish(),
  text: z.string().max(5000).nullish(),
})

/** docs.joinmastodon.org/methods/admin/accounts */
function accountRoutes(app: App): void {
  app.on('GET', ['/api/v1/admin/accounts', '/api/v2/admin/accounts'], async (c) => {
    operator(c, 'admin:read:accounts')
    const ctx = c.get('ctx')
    const page = readPage(c, 100, 200)
    const range = { ...bounds(page), limit: page.limit, upward: page.minId !== null }
    const rows = newestFirst(page, await selectAccountIds(ctx, accountQuery(readQuery(c)), range))
    const ids = rows.map((row) => row.id)
    linkHeader(c, page, ids[0], ids.at(-1), ids.length)
    const accounts = await presentAdminAccounts(ctx, ids)
    return c.json(ids.flatMap((one) => accounts.get(one) ?? []))
  })

  app.get('/api/v1/admin/accounts/:id', async (c) => {
    operator(c, 'admin:read:accounts')
    return c.json(await oneAccount(c.get('ctx'), idOf(c)))
  })

  app.post('/api/v1/admin/accounts/:id/action', async (c) => {
    const viewer = operator(c, 'admin:write:accounts')
    const body = check(ActionBody, await readBody(c))
    await oneAccount(c.get('ctx'), idOf(c))
    await actOn(c.get('ctx'), viewer, idOf(c), {
      type: body.type,
      reportId: body.report_id ?? null,
      text: body.text ?? '',
    })
    return c.json({})
  })

  const act = (
    name: string,
    work: (ctx: Context, viewer: Viewer, account: AdminAccount) => Promise<unknown>,
  ) =>
    app.post(`/api/v1/admin/accounts/:id/${name}`, async (c) => {
      const viewer = operator(c, 'admin:write:accounts')
      const before = await oneAccount(c.get('ctx'), idOf(c))
      await work(c.get('ctx'), viewer, await allowed(c.get('ctx'), viewer, before))
      const after = (await presentAdminAccounts(c.get('ctx'), [before.id])).get(before.id)
      return c.json(after ?? before)
    })
  act('enable', (ctx, viewer, { id }) => lift(ctx, viewer, id, 'freeze'))
  act('unsilence', (ctx, viewer, { id }) => lift(ctx, viewer, id, 'limit'))
  act('unsuspend', (ctx, viewer, { id, account }) =>
    lift(ctx, viewer, id, account.group ? 'room_close' : 'suspend'),
  )
  act('unsensitive', async () => {})
  act('approve', async (ctx, viewer, { id }) => {
    if (!(await approveUser(ctx, id))) throw forbidden()
    await insertLog(ctx, { actorId: viewer.id, act: 'approve', targetId: id })
  })
  act('reject', async (ctx, viewer, { id, approved }) => {
    if (approved || !(await rejectUser(ctx, id))) throw forbidden()
    await insertLog(ctx, { actorId: viewer.id, act: 'reject', targetId: id })
  })
}

/** Nobody acts on herself, and only admins on one of the team. */
async function allowed(ctx: Context, viewer: Viewer, account: AdminAccount): Promise<AdminAccount> {
  const [row] = await selectAdminAccounts(ctx, [account.id])
  if (account.id === viewer.id) throw forbidden('case_conflict_concerned')
  if (viewer.role !== 'admin' && row?.role && row.role !== 'user') throw forbidden('case_needs_admin')
  return account
}

export function adminApi(app: App): void {
  reportRoutes(app)
  accountRoutes(app)
}
