import { setCookie } from 'hono/cookie'
import { notFound } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { assetRoutes } from '../../ui/assets.ts'
import { localPath } from '../../ui/flash.ts'
import { render } from '../../ui/render.ts'
import { viewOf } from '../../ui/view.ts'
import { machineRoutes } from './machines.ts'
import { About, Rules, TextPage, Waiting } from './pages.tsx'
import { getSettings, isSetUp, networkFace, networkStats } from './settings.ts'
import { findContact, listRules } from './sql.ts'
import { currentText, listTexts, textKinds, textOf } from './texts.ts'

const year = 365 * 24 * 3600

/** What may be asked for before the network is set up. */
const always =
  /^\/(assets|avatars|headers|api|oauth|nodeinfo|\.well-known)\/|^\/(setup|look|health|robots\.txt|manifest\.webmanifest|favicon\.ico)$/

function remember(c: Req, name: string, value: string): void {
  setCookie(c, name, value, {
    path: '/',
    maxAge: year,
    sameSite: 'Lax',
    httpOnly: true,
    secure: c.get('ctx').config.origin.startsWith('https:'),
  })
}

export function routes(app: App): void {
  assetRoutes(app)
  machineRoutes(app)

  app.use(async (c, next) => {
    const ctx = c.get('ctx')
    if (/^\/(api|oauth\/(?!authorize)|assets|media|health)(\/|$)/.test(c.req.path)) return next()
    // The error page must stand when the database does not.
    const face = await networkFace(ctx).catch(() => null)
    if (face) c.set('network', face)
    if (!always.test(c.req.path) && !(await isSetUp(ctx))) {
      c.header('Retry-After', '60')
      c.header('Cache-Control', 'no-store')
      return render(c, <Waiting view={await viewOf(c)} />, 503)
    }
    return next()
  })

  /** How pages look on this device: theme, text only, language. Cookies, so it works without an account. */
  app.post('/look', async (c) => {
    const body = await readBody(c)
    const theme = body['theme']
    // "As the device" is kept as a choice too: it wins over what the account says.
    if (theme === 'light' || theme === 'dark' || theme === 'contrast' || theme === 'auto') {
      remember(c, 'xom_theme', theme)
    }
    if (body['text_only'] === '1' || body['text_only'] === '0')
      remember(c, 'xom_text_only', body['text_only'])
    if (body['locale'] === 'vi' || body['locale'] === 'en') remember(c, 'xom_locale', body['locale'])
    return c.redirect(localPath(body['back']), 303)
  })

  app.get('/about', async (c) => {
    const ctx = c.get('ctx')
    const settings = await getSettings(ctx)
    const [contact, stats] = await Promise.all([
      findContact(ctx, settings.contactUsername),
      networkStats(ctx),
    ])
    return render(c, <About view={await viewOf(c)} settings={settings} contact={contact} stats={stats} />)
  })
  app.get('/rules', async (c) =>
    render(c, <Rules view={await viewOf(c)} rules={await listRules(c.get('ctx'))} />),
  )
  for (const kind of textKinds) {
    app.get(`/${kind}`, async (c) => {
      const ctx = c.get('ctx')
      const [view, shown, versions] = await Promise.all([
        viewOf(c),
        currentText(ctx, kind),
        listTexts(ctx, kind),
      ])
      return render(c, <TextPage view={view} kind={kind} shown={shown} versions={versions} />)
    })
    app.get(`/${kind}/:date{[0-9]{4}-[0-9]{2}-[0-9]{2}}`, async (c) => {
      const ctx = c.get('ctx')
      const shown = await textOf(ctx, kind, c.req.param('date')!)
      if (!shown) throw notFound()
      const [view, versions] = await Promise.all([viewOf(c), listTexts(ctx, kind)])
      return render(c, <TextPage view={view} kind={kind} shown={shown} versions={versions} />)
    })
  }
}
