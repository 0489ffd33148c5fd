import type { Feature } from '../../feature.ts'
import { cutDomain } from './domains.ts'
import { blockRoutes } from './routes.ts'

/**
 * Whom people do not want to see: blocks (both ways, ends follows), mutes (one way, silent, perhaps for a time) and
 * whole servers. Owns `blocks`, `mutes` and `account_domain_blocks`. Endpoints: /api/v1/accounts/:id/(block|unblock|mute|unmute),
 * /api/v1/blocks, /api/v1/mutes, /api/v1/domain_blocks.
 */
export const blocks: Feature = {
  name: 'blocks',
  routes: blockRoutes,
  jobs: { 'blocks.cutDomain': cutDomain },
}

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
export { blockDomain, domainList, unblockDomain } from './domains.ts'
export { outsideDomains } from './sql.ts'
