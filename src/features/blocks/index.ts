import type { Feature } from '../../feature.ts'
import { blockRoutes } from './routes.ts'

/**
 * Whom people do not want to see: blocks (both ways, ends follows) and mutes (one way, silent, perhaps for a time).
 * Owns `blocks` and `mutes`. Endpoints: /api/v1/accounts/:id/(block|unblock|mute|unmute), /api/v1/blocks, /api/v1/mutes.
 */
export const blocks: Feature = { name: 'blocks', routes: blockRoutes }

export {
  block,
  eraseBlocks,
  hiddenList,
  type MuteOptions,
  mute,
  sweepMutes,
  unblock,
  unmute,
} from './blocks.ts'
