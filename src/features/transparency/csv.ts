import type { Req } from '../../http/env.ts'

export { csv } from '../../lib/csv.ts'

/** Anybody's program may read the record. */
export const open = (c: Req): void => {
  c.header('Access-Control-Allow-Origin', '*')
  c.header('Cache-Control', 'public, max-age=60')
}
