import { Readable } from 'node:stream'
import type { Id } from '../../context.ts'
import type { Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { exportCommunity } from './export.ts'

/** The archive of a community, while it is made; for its founder (403), also when it is closed. */
export async function sendArchive(c: Req, founder: { id: Id }, id: Id): Promise<Response> {
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
