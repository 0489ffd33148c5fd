import { z } from 'zod'
import { AppError, notFound } from '../../errors.ts'
import { requireViewer } from '../../http/auth.ts'
import { check, ids, readQuery } from '../../http/body.ts'
import type { App } from '../../http/env.ts'
import { findByAcct, getPublicAccount } from './accounts.ts'
import { presentCredentials } from './credentials.ts'
import { presentAccounts } from './present.ts'
import { selectPublicIds } from './sql.ts'

const Lookup = z.object({ acct: z.string().min(1).max(400) })
const Many = z.object({ id: ids(40).optional() })

/** What Mastodon answers for people who left or whom nobody knows. */
export function accountRoutes(app: App): void {
  app.get('/api/v1/accounts/verify_credentials', async (c) => {
    const viewer = requireViewer(c, 'read:accounts', 'profile')
    return c.json(await presentCredentials(c.get('ctx'), viewer.id))
  })

  app.get('/api/v1/accounts/lookup', async (c) => {
    const ctx = c.get('ctx')
    const query = readQuery(c)
    if (query['acct'] === undefined) throw new AppError('not_found')
    const { acct } = check(Lookup, query)
    const row = await findByAcct(ctx, acct)
    if (!row || row.pending) throw notFound()
    return c.json((await presentAccounts(ctx, [row.id])).get(row.id))
  })

  app.get('/api/v1/accounts', async (c) => {
    const ctx = c.get('ctx')
    const asked = [...new Set(check(Many, readQuery(c)).id ?? [])]
    const known = new Set((await selectPublicIds(ctx, asked)).map((row) => row.id))
    const found = await presentAccounts(
      ctx,
      asked.filter((one) => known.has(one)),
    )
    return c.json(asked.flatMap((one) => found.get(one) ?? []))
  })

  // Digits only: other words below /accounts belong to other features.
  app.get('/api/v1/accounts/:id{[0-9]+}', async (c) => {
    const ctx = c.get('ctx')
    const row = await getPublicAccount(ctx, c.req.param('id'))
    return c.json((await presentAccounts(ctx, [row.id])).get(row.id))
  })
}
