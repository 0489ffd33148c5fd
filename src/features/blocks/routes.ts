import { z } from 'zod'
import { requireViewer } from '../../http/auth.ts'
import { bool, check, int, readBody, readQuery } from '../../http/body.ts'
import type { App } from '../../http/env.ts'
import { linkHeader, readPage } from '../../http/paging.ts'
import { presentAccounts } from '../accounts/index.ts'
import { answerPeople, presentRelationship } from '../follows/index.ts'
import { block, hiddenList, mute, unblock, unmute } from './blocks.ts'
import { blockDomain, domainList, unblockDomain } from './domains.ts'

const Domain = z.object({ domain: z.string().max(1000) })

/** At most ten years; a longer time is "for ever" and better said so. */
const Mute = z.object({ notifications: bool.optional(), duration: int(0, 315_360_000).optional() })

export function blockRoutes(app: App): void {
  for (const [path, scope, verb] of [
    ['block', 'write:blocks', block],
    ['unblock', 'write:blocks', unblock],
    ['unmute', 'write:mutes', unmute],
  ] as const) {
    app.post(`/api/v1/accounts/:id/${path}`, async (c) => {
      const viewer = requireViewer(c, scope)
      await verb(c.get('ctx'), viewer, c.req.param('id')!)
      return c.json(await presentRelationship(c.get('ctx'), viewer, c.req.param('id')!))
    })
  }

  app.post('/api/v1/accounts/:id/mute', async (c) => {
    const viewer = requireViewer(c, 'write:mutes')
    await mute(c.get('ctx'), viewer, c.req.param('id'), check(Mute, await readBody(c)))
    return c.json(await presentRelationship(c.get('ctx'), viewer, c.req.param('id')))
  })

  // docs.joinmastodon.org/methods/domain_blocks
  app.get('/api/v1/domain_blocks', async (c) => {
    const viewer = requireViewer(c, 'read:blocks')
    const page = readPage(c, 100, 200)
    const rows = await domainList(c.get('ctx'), viewer.id, page)
    linkHeader(c, page, rows[0]?.id, rows.at(-1)?.id, rows.length)
    return c.json(rows.map((row) => row.domain))
  })
  app.post('/api/v1/domain_blocks', async (c) => {
    const viewer = requireViewer(c, 'write:blocks')
    await blockDomain(c.get('ctx'), viewer, check(Domain, await readBody(c)).domain)
    return c.json({})
  })
  app.delete('/api/v1/domain_blocks', async (c) => {
    const viewer = requireViewer(c, 'write:blocks')
    const given = { ...readQuery(c), ...(await readBody(c)) }
    await unblockDomain(c.get('ctx'), viewer, check(Domain, given).domain)
    return c.json({})
  })

  app.get('/api/v1/blocks', async (c) => {
    const viewer = requireViewer(c, 'read:blocks')
    const page = readPage(c, 40, 80)
    return answerPeople(c, page, await hiddenList(c.get('ctx'), 'blocks', viewer.id, page))
  })

  // Mastodon's MutedAccount: an account with the end of the mute.
  app.get('/api/v1/mutes', async (c) => {
    const viewer = requireViewer(c, 'read:mutes')
    const page = readPage(c, 40, 80)
    const entries = await hiddenList(c.get('ctx'), 'mutes', viewer.id, page)
    const people = await presentAccounts(
      c.get('ctx'),
      entries.map((entry) => entry.account_id),
    )
    linkHeader(c, page, entries[0]?.id, entries.at(-1)?.id, entries.length)
    return c.json(
      entries.flatMap((entry) => {
        const account = people.get(entry.account_id)
        return account ? [{ ...account, mute_expires_at: entry.expires_at?.toISOString() ?? null }] : []
      }),
    )
  })
}
