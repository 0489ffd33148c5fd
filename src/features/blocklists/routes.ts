import { createHash } from 'node:crypto'
import type { App } from '../../http/env.ts'
import { obfuscated } from './names.ts'
import { selectPublicDomainBlocks } from './sql.ts'

/** docs.joinmastodon.org/methods/instance/#domain_blocks, as with `show_domain_blocks` and its rationale for all. */
export function publicRoutes(app: App): void {
  app.get('/api/v1/instance/domain_blocks', async (c) => {
    const rows = await selectPublicDomainBlocks(c.get('ctx'))
    c.header('Cache-Control', 'public, max-age=180')
    return c.json(
      rows.map((row) => ({
        domain: row.obfuscate ? obfuscated(row.domain) : row.domain,
        digest: createHash('sha256').update(row.domain).digest('hex'),
        severity: row.severity,
        comment: row.public_comment,
      })),
    )
  })
}
