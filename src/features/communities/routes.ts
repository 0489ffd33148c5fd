import { z } from 'zod'
import type { Id } from '../../context.ts'
import { optionalViewer, requireViewer } from '../../http/auth.ts'
import { check, id as idSchema, int, readBody, readQuery } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { readPage } from '../../http/paging.ts'
import { key } from '../../lib/vietnamese/index.ts'
import { presentAccounts } from '../accounts/index.ts'
import { answerPeople, requestList } from '../follows/index.ts'
import { CreateCommunity, SaveRules, SetRole, UpdateCommunity } from './api.ts'
import { createCommunity, setArchived, updateCommunity } from './communities.ts'
import * as members from './members.ts'
import { memberRoles, selectInvites, selectMembers, selectRoles } from './members-sql.ts'
import { presentCommunities, presentCommunity } from './present.ts'
import { ruleVersions, saveRules } from './rules.ts'
import { selectDirectory, selectMine } from './sql.ts'
import { getStanding, requirePermission, requireReader } from './standing.ts'

const Directory = z.object({
  q: z.string().max(200).default(''),
  place: z.string().max(200).default(''),
  limit: int(1, 80).default(20),
  offset: int(0, 10_000).default(0),
})
const Members = z.object({ q: z.string().max(200).default(''), role: z.enum(memberRoles).optional() })
const Join = z.object({ code: z.string().max(100).optional() })
const Invite = z.object({
  max_uses: int(1, 100_000).nullish(),
  days: int(1, 365).nullish(),
})

const idOf = (c: Req): Id => c.req.param('id')!

async function answer(c: Req, viewer: { id: Id } | null, id: Id) {
  return c.json(await presentCommunity(c.get('ctx'), viewer, id))
}

function reading(app: App): void {
  app.get('/api/v1/communities', async (c) => {
    optionalViewer(c, 'read:accounts')
    const ctx = c.get('ctx')
    const query = check(Directory, readQuery(c))
    const rows = await selectDirectory(ctx, { ...query, name: key(query.q), place: key(query.place) })
    return c.json(
      await presentCommunities(
        ctx,
        rows.map((row) => row.id),
      ),
    )
  })

  app.get('/api/v1/communities/mine', async (c) => {
    const viewer = requireViewer(c, 'read:accounts')
    const rows = await selectMine(c.get('ctx'), viewer.id, 200)
    return c.json(
      await presentCommunities(
        c.get('ctx'),
        rows.map((row) => row.id),
      ),
    )
  })

  app.get('/api/v1/communities/:id', (c) => answer(c, optionalViewer(c, 'read:accounts'), idOf(c)))

  app.get('/api/v1/communities/:id/rules', async (c) => {
    const viewer = optionalViewer(c, 'read:accounts')
    await getStanding(c.get('ctx'), viewer, idOf(c))
    const versions = await ruleVersions(c.get('ctx'), idOf(c))
    return c.json(versions.map((version) => ({ ...version, rules: version.rules ?? [] })))
  })

  app.get('/api/v1/communities/:id/members', async (c) => {
    const ctx = c.get('ctx')
    const viewer = optionalViewer(c, 'read:accounts')
    await requireReader(ctx, viewer, idOf(c))
    const page = readPage(c, 40, 80)
    const { q, role } = check(Members, readQuery(c))
    return answerPeople(c, page, await selectMembers(ctx, idOf(c), { q, role: role ?? null }, page))
  })

  app.get('/api/v1/communities/:id/team', async (c) => {
    const ctx = c.get('ctx')
    await getStanding(ctx, optionalViewer(c, 'read:accounts'), idOf(c))
    const rows = await selectRoles(ctx, idOf(c))
    const people = await presentAccounts(
      ctx,
      rows.map((row) => row.account_id),
    )
    return c.json(
      rows.flatMap(({ account_id, role, permissions }) => {
        const account = people.get(account_id)
        return account ? [{ account, role, permissions }] : []
      }),
    )
  })
}

function belonging(app: App): void {
  app.post('/api/v1/communities/:id/join', async (c) => {
    const viewer = requireViewer(c, 'write:follows')
    const { code } = check(Join, await readBody(c))
    limitRate(c, 'follow', viewer.id, 400, 24 * 3600)
    await members.join(c.get('ctx'), viewer, idOf(c), code ?? null)
    return answer(c, viewer, idOf(c))
  })

  app.post('/api/v1/communities/:id/leave', async (c) => {
    const viewer = requireViewer(c, 'write:follows')
    await members.leave(c.get('ctx'), viewer, idOf(c))
    return answer(c, viewer, idOf(c))
  })

  app.get('/api/v1/communities/:id/requests', async (c) => {
    const viewer = requireViewer(c, 'read:follows')
    await requirePermission(c.get('ctx'), viewer, idOf(c), 'members')
    const page = readPage(c, 40, 80)
    return answerPeople(c, page, await requestList(c.get('ctx'), { id: idOf(c) }, page))
  })

  for (const [path, verb] of [
    ['requests/:account/authorize', members.admit],
    ['requests/:account/reject', members.turnAway],
  ] as const) {
    app.post(`/api/v1/communities/:id/${path}`, async (c) => {
      const viewer = requireViewer(c, 'write:follows')
      await verb(c.get('ctx'), viewer, idOf(c), check(idSchema, c.req.param('account')))
      return answer(c, viewer, idOf(c))
    })
  }

  app.put('/api/v1/communities/:id/members/:account/role', async (c) => {
    const viewer = requireViewer(c, 'write:accounts')
    const { role, permissions } = check(SetRole, await readBody(c))
    const account = check(idSchema, c.req.param('account'))
    await members.setRole(c.get('ctx'), viewer, idOf(c), account, role, permissions)
    return answer(c, viewer, idOf(c))
  })

  app.get('/api/v1/communities/:id/invites', async (c) => {
    const viewer = requireViewer(c, 'read:accounts')
    await requirePermission(c.get('ctx'), viewer, idOf(c), 'invite')
    return c.json(await selectInvites(c.get('ctx'), idOf(c), 100))
  })

  app.post('/api/v1/communities/:id/invites', async (c) => {
    const viewer = requireViewer(c, 'write:accounts')
    const { max_uses, days } = check(Invite, await readBody(c))
    limitRate(c, 'invite', viewer.id, 50, 24 * 3600)
    const made = await members.invite(c.get('ctx'), viewer, idOf(c), {
      maxUses: max_uses ?? null,
      days: days ?? null,
    })
    return c.json({ ...made, url: `${c.get('ctx').config.origin}/invite/community/${made.code}` })
  })

  app.delete('/api/v1/communities/:id/invites/:invite', async (c) => {
    const viewer = requireViewer(c, 'write:accounts')
    await members.revoke(c.get('ctx'), viewer, idOf(c), check(idSchema, c.req.param('invite')))
    return c.json({})
  })
}

/** Our own API of communities (docs/api.md); a Mastodon client needs none of it. */
export function communityRoutes(app: App): void {
  reading(app)
  belonging(app)

  app.post('/api/v1/communities', async (c) => {
    const viewer = requireViewer(c, 'write:accounts')
    const body = check(CreateCommunity, await readBody(c))
    limitRate(c, 'community', viewer.id, c.get('ctx').config.production ? 5 : 1000, 24 * 3600)
    return answer(c, viewer, await createCommunity(c.get('ctx'), viewer, body))
  })

  app.patch('/api/v1/communities/:id', async (c) => {
    const viewer = requireViewer(c, 'write:accounts')
    const body = check(UpdateCommunity, await readBody(c))
    await updateCommunity(c.get('ctx'), viewer, idOf(c), body)
    return answer(c, viewer, idOf(c))
  })

  app.post('/api/v1/communities/:id/rules', async (c) => {
    const viewer = requireViewer(c, 'write:accounts')
    const body = check(SaveRules, await readBody(c))
    const effectiveAt = body.effective_at ? new Date(body.effective_at) : undefined
    await saveRules(c.get('ctx'), viewer, idOf(c), {
      rules: body.rules,
      note: body.note,
      ...(effectiveAt && !Number.isNaN(effectiveAt.getTime()) ? { effectiveAt } : {}),
    })
    return answer(c, viewer, idOf(c))
  })

  for (const archived of [true, false]) {
    app.post(`/api/v1/communities/:id/${archived ? 'archive' : 'reopen'}`, async (c) => {
      const viewer = requireViewer(c, 'write:accounts')
      await setArchived(c.get('ctx'), viewer, idOf(c), archived)
      return answer(c, viewer, idOf(c))
    })
  }
}
