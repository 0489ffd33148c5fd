import { Readable } from 'node:stream'
import type { Id } from '../../context.ts'
import { unauthorized } from '../../errors.ts'
import { requireViewer } from '../../http/auth.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { roomIdOf } from '../communities/index.ts'
import { exportCommunity } from './export.ts'

/** The archive of a community, while it is made; for its founder (403), also when it is closed. */
async function sendArchive(c: Req, founder: { id: Id }, id: Id): Promise<Response> {
  limitRate(c, 'export', founder.id, 20, 24 * 3600)
  const stream = await exportCommunity(c.get('ctx'), founder, id)
  return new Response(Readable.toWeb(stream) as unknown as ReadableStream, {
    headers: {
      'Content-Type': 'application/gzip',
      'Content-Disposition': 'attachment; filename="community.tar.gz"',
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}

export function archiveRoutes(app: App): void {
  app.get('/api/v1/communities/:id/export', (c) =>
    sendArchive(c, requireViewer(c, 'read:accounts'), c.req.param('id')),
  )

  app.get('/xom/:handle/archive.tar.gz', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) throw unauthorized()
    return sendArchive(c, viewer, await roomIdOf(c.get('ctx'), c.req.param('handle')))
  })
}
