import type { App } from '../../http/env.ts'
import { t } from '../../ui/i18n/index.ts'
import { getSettings, networkStats } from './settings.ts'

/** The version of Xóm. */
export const version = '0.1.0'

/** What programs ask a server: NodeInfo 2.1 (nodeinfo.diaspora.software), robots.txt, web manifest, health. */
export function machineRoutes(app: App): void {
  app.get('/.well-known/nodeinfo', (c) => {
    const { origin } = c.get('ctx').config
    const link = (number: string) => ({
      rel: `http://nodeinfo.diaspora.software/ns/schema/${number}`,
      href: `${origin}/nodeinfo/${number}`,
    })
    return c.json({ links: [link('2.0'), link('2.1')] })
  })

  app.get('/nodeinfo/:number{2\\.[01]}', async (c) => {
    const ctx = c.get('ctx')
    const number = c.req.param('number')
    const { sourceUrl } = ctx.config
    const [settings, stats] = await Promise.all([getSettings(ctx), networkStats(ctx)])
    c.header(
      'Content-Type',
      `application/json; profile="http://nodeinfo.diaspora.software/ns/schema/${number}#"`,
    )
    c.header('Cache-Control', 'public, max-age=60')
    return c.body(
      JSON.stringify({
        version: number,
        software: {
          name: 'xom',
          version,
          ...(number === '2.1' && sourceUrl ? { repository: sourceUrl } : {}),
        },
        protocols: [],
        services: { inbound: [], outbound: [] },
        openRegistrations: settings.registrations === 'open' || settings.registrations === 'approval',
        usage: {
          users: { total: stats.users, activeMonth: stats.activeMonth, activeHalfyear: stats.activeHalfYear },
          localPosts: stats.statuses,
        },
        metadata: { nodeName: settings.name, nodeDescription: settings.description },
      }),
    )
  })

  app.get('/robots.txt', (c) => {
    c.header('Cache-Control', 'public, max-age=86400')
    return c.text(
      [
        'User-agent: *',
        ...['/settings', '/admin', '/search', '/login', '/signup', '/compose', '/oauth'].map(
          (path) => `Disallow: ${path}`,
        ),
        `Sitemap: ${c.get('ctx').config.origin}/sitemap.xml`,
        '',
      ].join('\n'),
    )
  })

  app.get('/manifest.webmanifest', async (c) => {
    const settings = await getSettings(c.get('ctx'))
    c.header('Content-Type', 'application/manifest+json; charset=utf-8')
    c.header('Cache-Control', 'public, max-age=3600')
    return c.body(
      JSON.stringify({
        name: settings.name,
        short_name: settings.name.slice(0, 12),
        description: settings.description,
        lang: settings.locale,
        start_url: '/',
        scope: '/',
        display: 'standalone',
        background_color: '#f7f2e7',
        theme_color: '#f7f2e7',
        icons: [192, 512].map((size) => ({
          src: `/assets/icon-${size}.png`,
          sizes: `${size}x${size}`,
          type: 'image/png',
        })),
        shortcuts: [{ name: t(settings.locale, 'common.write'), url: '/compose' }],
      }),
    )
  })

  app.get('/health', async (c) => {
    await c.get('ctx').db`select 1`
    return c.text('OK')
  })
}
