import { z } from 'zod'
import { optionalViewer, requireViewer } from '../../http/auth.ts'
import { bool, check, flag, ids, list, readBody, readQuery } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { linkHeader, type Page, readPage } from '../../http/paging.ts'
import { getPublicAccount, presentAccounts } from '../accounts/index.ts'
import { acceptRequest, follow, rejectRequest, removeFollower, unfollow } from './follows.ts'
import { followList, requestList } from './people.ts'
import { presentRelationship, presentRelationships, setNote } from './relationships.ts'
import type { Entry } from './sql.ts'

const Follow = z.object({
  reblogs: bool.optional(),
  notify: bool.optional(),
  languages: list(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/), 50).nullish(),
})
const Note = z.object({ comment: z.string().max(100_000).default('') })
const Relationships = z.object({ id: ids(400).optional(), with_suspended: flag })

/** A page of people with its `Link` header; the cursor is the tie's id. */
export async function answerPeople(c: Req, page: Page, entries: Entry[]) {
  const people = await presentAccounts(
    c.get('ctx'),
    entries.map((entry) => entry.account_id),
  )
  linkHeader(c, page, entries[0]?.id, entries.at(-1)?.id, entries.length)
  return c.json(entries.flatMap((entry) => people.get(entry.account_id) ?? []))
}

export function followRoutes(app: App): void {
  app.get('/api/v1/accounts/relationships', async (c) => {
    const viewer = requireViewer(c, 'read:follows')
    const query = check(Relationships, readQuery(c))
    const options = { withSuspended: query.with_suspended }
    return c.json(await presentRelationships(c.get('ctx'), viewer, query.id ?? [], options))
  })

  // Whom of those I follow know them, too: the shape for now, without the people.
  app.get('/api/v1/accounts/familiar_followers', async (c) => {
    requireViewer(c, 'read:follows')
    const query = check(Relationships, readQuery(c))
    return c.json((query.id ?? []).map((one) => ({ id: one, accounts: [] })))
  })

  for (const which of ['followers', 'following'] as const) {
    app.get(`/api/v1/accounts/:id/${which}`, async (c) => {
      const ctx = c.get('ctx')
      const viewer = optionalViewer(c, 'read:accounts')
      const account = await getPublicAccount(ctx, c.req.param('id'))
      const page = readPage(c, 40, 80)
      return answerPeople(c, page, await followList(ctx, viewer, account, which, page))
    })
  }

  app.post('/api/v1/accounts/:id/follow', async (c) => {
    const viewer = requireViewer(c, 'write:follows')
    const body = check(Follow, await readBody(c))
    limitRate(c, 'follow', viewer.id, 400, 24 * 3600)
    await follow(c.get('ctx'), viewer, c.req.param('id'), body)
    return c.json(await presentRelationship(c.get('ctx'), viewer, c.req.param('id')))
  })

  for (const [path, verb] of [
    ['unfollow', unfollow],
    ['remove_from_followers', removeFollower],
  ] as const) {
    app.post(`/api/v1/accounts/:id/${path}`, async (c) => {
      const viewer = requireViewer(c, 'write:follows')
      const target = await getPublicAccount(c.get('ctx'), c.req.param('id')!)
      await verb(c.get('ctx'), viewer, target.id)
      return c.json(await presentRelationship(c.get('ctx'), viewer, target.id))
    })
  }

  app.post('/api/v1/accounts/:id/note', async (c) => {
    const viewer = requireViewer(c, 'write:accounts')
    const body = check(Note, await readBody(c))
    await setNote(c.get('ctx'), viewer, c.req.param('id'), body.comment)
    return c.json(await presentRelationship(c.get('ctx'), viewer, c.req.param('id')))
  })

  app.get('/api/v1/follow_requests', async (c) => {
    const viewer = requireViewer(c, 'read:follows')
    const page = readPage(c, 40, 80)
    return answerPeople(c, page, await requestList(c.get('ctx'), viewer, page))
  })

  for (const [path, verb] of [
    ['authorize', acceptRequest],
    ['reject', rejectRequest],
  ] as const) {
    app.post(`/api/v1/follow_requests/:id/${path}`, async (c) => {
      const viewer = requireViewer(c, 'write:follows')
      const requester = await getPublicAccount(c.get('ctx'), c.req.param('id')!)
      await verb(c.get('ctx'), viewer, requester.id)
      return c.json(await presentRelationship(c.get('ctx'), viewer, requester.id))
    })
  }
}
