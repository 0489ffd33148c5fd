import { requireViewer } from '../../http/auth.ts'
import type { App } from '../../http/env.ts'

/** Lists of the Mastodon API about things that Xóm does not have: a client asks, and is told that there are none. */
const ofPerson: [path: string, scope: string][] = [
  ['/api/v1/lists', 'read:lists'],
  ['/api/v1/accounts/:id/lists', 'read:lists'],
  ['/api/v1/accounts/:id/featured_tags', 'read:accounts'],
  ['/api/v1/accounts/:id/endorsements', 'read:accounts'],
  ['/api/v1/followed_tags', 'read:follows'],
  ['/api/v1/endorsements', 'read:accounts'],
  ['/api/v1/suggestions', 'read:accounts'],
  ['/api/v2/suggestions', 'read:accounts'],
  ['/api/v1/featured_tags', 'read:accounts'],
  ['/api/v1/featured_tags/suggestions', 'read:accounts'],
  ['/api/v1/conversations', 'read:statuses'],
  ['/api/v1/push/subscription/all', 'push'],
]

const ofAnybody = ['/api/v1/custom_emojis', '/api/v1/directory', '/api/v1/instance/peers']

/** Registered last, so that a feature that has such a list answers before. */
export function emptyLists(app: App): void {
  for (const [path, scope] of ofPerson) {
    app.get(path, (c) => {
      requireViewer(c, scope)
      return c.json([])
    })
  }
  for (const path of ofAnybody) app.get(path, (c) => c.json([]))
  app.get('/api/v1/instance/translation_languages', (c) => c.json({}))
}
