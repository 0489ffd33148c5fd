import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { clientFiles } from './assets.ts'
import { bars, RightRail } from './shell.tsx'
import type { View } from './view.ts'
import { Measures } from './widgets/measures.tsx'

interface PageProps {
  view: View
  title: string
  /** More for `<head>`: descriptions, feeds, robots. */
  head?: Child
  /** For search engines and previews. */
  description?: string | undefined
  /** The site (trang tin) that the page is of, for previews; alone on its own host (`bare`), it has the title's end too. */
  siteName?: string | undefined
  /** Address of a picture for previews. */
  image?: string | undefined
  /** Without navigation: set-up and the page shown before it. */
  bare?: boolean
  /** Instead of what the right rail says about the network. */
  rail?: Child
  /** Without the right rail, for tables. */
  wide?: boolean
  children?: Child
}

/** Pages whose styles stand in the second sheet (client/more.ts). */
const needsMore =
  /^\/(trang|tin|moderation|admin|setup|settings|minh-bach|ly-do|lua-dao|report|search|giao-ban|viec-cua-toi|su-kien|do-nong|scheduled|drafts)(\/|$)|^\/xom\/[^/]+\/(settings|decisions|tu-noi-khac|su-kien|suc-khoe|do-nong)/

const themeColours = { light: '#f7f2e7', dark: '#191613', contrast: '#000000' }

function ThemeColour({ view }: { view: View }) {
  if (view.theme !== 'auto') return <meta name="theme-color" content={themeColours[view.theme]} />
  return (
    <>
      <meta name="theme-color" content={themeColours.light} media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content={themeColours.dark} media="(prefers-color-scheme: dark)" />
    </>
  )
}

const wordKeys: Record<string, string> = {
  undo: 'common.undo',
  close: 'common.close',
  deleted: 'common.deleted_soon',
  offline: 'common.offline',
  offline_draft: 'common.offline_draft',
  action_failed: 'common.action_failed',
  draft_restored: 'common.draft_restored',
  draft_discard: 'common.draft_discard',
  reflowed: 'common.reflowed',
  picture: 'common.look_at',
  keys_title: 'common.keys.title',
  follow: 'accounts.follow',
  unfollow: 'accounts.unfollow',
  live: 'timelines.live',
  live_many: 'timelines.live_many',
}
for (const name of [
  'next',
  'favourite',
  'boost',
  'reply',
  'open',
  'write',
  'home',
  'search',
  'send',
  'help',
]) {
  wordKeys[`keys_${name}`] = `common.keys.${name}`
}
const written = new Map<string, string>()

/** What scripts may have to say (client/words.ts), as JSON; `{count}` is filled there. Made once for each language. */
function clientWords(view: View): string {
  let text = written.get(view.locale)
  if (text === undefined) {
    const words = Object.entries(wordKeys).map(([name, key]) => [name, view.t(key)])
    text = JSON.stringify({ ...Object.fromEntries(words), live_one: view.t('timelines.live', { count: 1 }) })
    written.set(view.locale, text)
  }
  return text
}

/** The shell around every page: doctype, head, bars and rails, and the message after a redirect. */
export function Page({
  view,
  title,
  description,
  image,
  siteName,
  head,
  bare = false,
  wide = false,
  rail,
  children,
}: PageProps) {
  const files = clientFiles()
  const around = bare ? null : bars(view)
  const whole = title === view.network || (siteName && bare) ? title : `${title} · ${view.network}`
  return (
    <>
      {raw('<!doctype html>')}
      <html
        lang={view.locale}
        data-theme={view.theme === 'auto' ? undefined : view.theme}
        data-text-only={view.textOnly ? '' : undefined}
        data-motion={view.lessMotion ? 'less' : undefined}
      >
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
          <title>{whole}</title>
          <ThemeColour view={view} />
          <meta
            name="color-scheme"
            content={view.theme === 'auto' ? 'light dark' : view.theme === 'light' ? 'light' : 'dark'}
          />
          <meta name="turbo-prefetch" content="false" />
          <meta name="turbo-cache-control" content={view.viewer ? 'no-preview' : 'cache'} />
          {files.style ? <link rel="stylesheet" href={files.style} data-turbo-track="reload" /> : null}
          {files.more && needsMore.test(view.path) ? <link rel="stylesheet" href={files.more} /> : null}
          <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
          <link rel="apple-touch-icon" href="/assets/icon-192.png" />
          <link rel="manifest" href="/manifest.webmanifest" />
          {files.script ? <script type="module" src={files.script} data-turbo-track="reload" /> : null}
          {description ? (
            <>
              <meta name="description" content={description} />
              <meta property="og:title" content={title} />
              <meta property="og:description" content={description} />
              <meta property="og:site_name" content={siteName ?? view.network} />
              {image ? <meta property="og:image" content={image} /> : null}
            </>
          ) : null}
          <meta name="xom-words" content={clientWords(view)} />
          {head}
        </head>
        <body
          class={
            `${bare ? 'bare' : ''}${wide ? ' wide' : ''}${view.viewer ? ' signed-in' : ''}`.trim() ||
            undefined
          }
        >
          <a class="skip" href="#main">
            {view.t('common.skip')}
          </a>
          {around ? raw(around.top) : null}
          <div class="frame">
            {around ? raw(around.left) : null}
            <main id="main" tabindex={-1}>
              {bare ? (
                <p class="brand bare-brand">
                  <span class="seal" aria-hidden="true" />
                  <span class="brand-name">{view.network}</span>
                </p>
              ) : null}
              {view.measures ? <Measures view={view} face={view.measures} /> : null}
              {view.flash ? (
                <p class="flash" role="status" data-flash={view.flash.anchor} data-turbo-temporary>
                  {view.flash.text}
                </p>
              ) : null}
              {children}
            </main>
            {bare || wide ? null : <RightRail view={view}>{rail}</RightRail>}
          </div>
          {around ? raw(around.bottom) : null}
        </body>
      </html>
    </>
  )
}
