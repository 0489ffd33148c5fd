/**
 * blocklists: what may not come in, by a decision of features/moderation: other servers, domains that are linked to,
 * domains of e-mail addresses, ranges of addresses, files by their SHA-256. Everybody may ask; a subdomain stands under
 * its domain. Owns domain_blocks, domain_allows, link_domain_blocks, email_domain_blocks, email_domain_attempts,
 * ip_blocks, media_hash_blocks. The ranges are one small list in memory, dropped by name; the rest are index look-ups.
 */
import type { Feature } from '../../feature.ts'
import { publicRoutes } from './routes.ts'

export {
  askAddress,
  askEmail,
  type DomainRule,
  domainRules,
  keepOut,
  listedLinks,
  requireFile,
  requireLinks,
} from './ask.ts'
export { dropBlock, listBlocks, type NewBlock, putBlock } from './lists.ts'
export { type BlockKind, blockKinds, cleanDomain, cleanTarget, obfuscated, suffixesOf } from './names.ts'
export {
  type DomainAllow,
  type DomainBlock,
  type DomainOptions,
  type DomainSeverity,
  deleteDomainAllow,
  domainSeverities,
  type EmailBlock,
  type IpBlock,
  type IpSeverity,
  insertDomainAllow,
  ipSeverities,
  type Listed,
  type Range,
  selectAttempts,
  selectDomainAllow,
  selectDomainAllows,
  selectDomainBlock,
  selectDomainBlocks,
  selectDomainRules,
  selectEmailBlock,
  selectEmailBlocks,
  selectIpBlock,
  selectIpBlocks,
  updateDomainComments,
  updateIpComment,
} from './sql.ts'

export const blocklists: Feature = { name: 'blocklists', routes: publicRoutes }
