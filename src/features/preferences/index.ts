import { z } from 'zod'
import type { Feature } from '../../feature.ts'
import { requireViewer } from '../../http/auth.ts'
import type { App } from '../../http/env.ts'

/**
 * What a person chose for her posts and her reading, kept as JSON in users.preferences (features/auth).
 * Endpoint: GET /api/v1/preferences (docs.joinmastodon.org/methods/preferences).
 */
export const preferences: Feature = { name: 'preferences', routes: preferenceRoutes }

/** The keys of users.preferences; whatever is missing or broken there takes its default. */
export const Preferences = z.object({
  visibility: z.enum(['public', 'unlisted', 'private', 'direct']).catch('public'),
  sensitive: z.boolean().catch(false),
  /** ISO 639; null: the language of the interface. */
  language: z.string().min(2).max(12).nullable().catch(null),
  expand_media: z.enum(['default', 'show_all', 'hide_all']).catch('default'),
  expand_spoilers: z.boolean().catch(false),
  autoplay_gifs: z.boolean().catch(false),
})
export type Preferences = z.infer<typeof Preferences>

/** Reads users.preferences. Never throws. */
export const readPreferences = (stored: Record<string, unknown>): Preferences => Preferences.parse(stored)

function preferenceRoutes(app: App): void {
  app.get('/api/v1/preferences', (c) => {
    const viewer = requireViewer(c, 'read:accounts')
    const chosen = readPreferences(viewer.preferences)
    return c.json({
      'posting:default:visibility': chosen.visibility,
      'posting:default:sensitive': chosen.sensitive,
      'posting:default:language': chosen.language ?? viewer.locale,
      'posting:default:quote_policy': 'nobody',
      'reading:expand:media': chosen.expand_media,
      'reading:expand:spoilers': chosen.expand_spoilers,
      'reading:autoplay:gifs': chosen.autoplay_gifs,
    })
  })
}
