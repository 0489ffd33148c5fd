import { check, readQuery } from '../../http/body.ts'
import type { App } from '../../http/env.ts'
import { t } from '../../ui/i18n/index.ts'
import { LookupQuery } from './api.ts'
import { limitLookUps } from './pages.tsx'
import { lookUp } from './scams.ts'

export function scamRoutes(app: App): void {
  app.get('/api/v1/scams/lookup', async (c) => {
    const { q } = check(LookupQuery, readQuery(c))
    limitLookUps(c)
    c.header('Cache-Control', 'no-store')
    const found = await lookUp(c.get('ctx'), q)
    const note = t(c.get('locale') ?? 'vi', found.known ? 'scams.advice' : 'scams.unknown_means')
    return c.json({ ...found, note })
  })
}
