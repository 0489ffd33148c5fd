import type { Feature } from '../../feature.ts'
import { forgetTurns } from '../../net/polite.ts'
import { look, picture } from './look.ts'

export { cleanAddress, hashOf } from './address.ts'
/**
 * links: what posts link to. Owns links and status_links. A page elsewhere is looked at once, late, one request at a time
 * for each host (docs/adr/0010); our own articles, posts and people are shown from our own data. Jobs: links.look,
 * links.picture, links.sweep.
 */
export { PreviewCard } from './api.ts'
export { askFor, attachLink, reattachLink } from './attach.ts'
export { CreatorMeta } from './creator.tsx'
export { articleCards } from './own.ts'
export { absolute, dateOf, feedsOf, oneLine } from './parse.ts'
export { presentCards } from './present.ts'
export { selectByHash } from './sql.ts'

export const links: Feature = {
  name: 'links',
  jobs: { 'links.look': look, 'links.picture': picture, 'links.sweep': forgetTurns },
  cron: [{ at: '7 * * * *', job: 'links.sweep' }],
}
