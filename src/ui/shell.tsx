import type { Child } from 'hono/jsx'
import { LRUCache } from 'lru-cache'
import { formatNumber } from '../lib/format/index.ts'
import { escapeHtml } from '../lib/html/index.ts'
import { localeNames, locales } from './i18n/index.ts'
import type { IconName } from './icons.ts'
import type { Theme, View } from './view.ts'
import { Icon } from './widgets/icon.tsx'

interface Place {
  href: string
  icon: IconName
  key: string
  here: boolean
  badge?: number
}

function mainPlaces(view: View): Place[] {
  const at = (href: string) => view.path === href
  const inRooms = view.path === '/local' || view.path === '/xom' || view.path.startsWith('/xom/')
  if (!view.viewer) {
    return [
      { href: '/', icon: 'home', key: 'common.home', here: at('/') },
      { href: '/xom', icon: 'lane', key: 'common.lane', here: inRooms },
      { href: '/search', icon: 'search', key: 'common.search', here: at('/search') },
      { href: '/login', icon: 'enter', key: 'common.sign_in', here: at('/login') },
      { href: '/signup', icon: 'invite', key: 'common.sign_up_short', here: at('/signup') },
    ]
  }
  return [
    { href: '/', icon: 'home', key: 'common.home', here: at('/') },
    { href: '/xom', icon: 'lane', key: 'common.lane', here: inRooms },
    { href: '/compose', icon: 'pen', key: 'common.write', here: at('/compose') },
    {
      href: '/notifications',
      icon: 'bell',
      key: 'common.notifications',
      here: at('/notifications'),
      badge: view.unread,
    },
    {
      href: `/@${view.viewer.username}`,
      icon: 'person',
      key: 'common.me',
      here: at(`/@${view.viewer.username}`),
    },
  ]
}

function morePlaces(view: View): Place[] {
  const place = (href: string, icon: IconName, key: string): Place => ({
    href,
    icon,
    key,
    here: view.path === href || view.path.startsWith(`${href}/`),
  })
  const news = place('/tin', 'globe', 'news.title')
  const briefings = place('/giao-ban', 'people', 'briefings.title')
  const events = place('/su-kien', 'calendar', 'events.title')
  if (!view.viewer) return [news, briefings, events]
  return [
    place('/search', 'search', 'common.search'),
    place('/trang', 'text', 'sites.title'),
    news,
    briefings,
    events,
    place('/bookmarks', 'bookmark', 'common.bookmarks'),
    place('/favourites', 'favourite', 'common.favourites'),
    place('/drafts', 'draft', 'common.drafts'),
    place('/scheduled', 'clock', 'common.scheduled'),
    place('/settings', 'settings', 'common.settings'),
    ...(view.me?.desk ? [place('/moderation', 'warning', 'moderation.desk')] : []),
    ...(view.viewer.role === 'user' ? [] : [place('/admin', 'shield', 'common.admin')]),
  ]
}

const unreadText = (view: View, count: number): string =>
  count > 99 ? '99+' : formatNumber(count, view.locale)

function PlaceLink({ view, place }: { view: View; place: Place }) {
  const word = view.t(place.key)
  return (
    <a
      class={`place${place.href === '/compose' ? ' place-write' : ''}`}
      href={place.href}
      aria-current={place.here ? 'page' : undefined}
      data-place={place.href}
    >
      <Icon name={place.icon} />
      <span class="place-word">{word}</span>
      {place.badge ? (
        <span class="count" data-unread>
          <span aria-hidden="true">{unreadText(view, place.badge)}</span>
          <span class="visually-hidden">{view.t('common.unread', { count: place.badge })}</span>
        </span>
      ) : null}
    </a>
  )
}

/** The five places under the thumb on a phone. */
function BottomBar({ view }: { view: View }) {
  return (
    <nav class="bottom-bar" aria-label={view.t('common.navigation')}>
      {mainPlaces(view).map((place) => (
        <PlaceLink view={view} place={place} />
      ))}
    </nav>
  )
}

/** Name, search and the "how it looks" menu; on a phone also everything that is not under the thumb. */
function TopBar({ view }: { view: View }) {
  return (
    <header class="top-bar">
      <a class="brand" href="/">
        <span class="seal" aria-hidden="true" />
        <span class="brand-name">{view.network}</span>
      </a>
      <div class="top-tools">
        {view.viewer ? (
          <a class="tool top-search" href="/search" aria-label={view.t('common.search')}>
            <Icon name="search" />
          </a>
        ) : null}
        <details class="menu top-menu">
          <summary class="tool" aria-label={view.t('common.menu')}>
            <Icon name={view.viewer ? 'more' : 'contrast'} />
          </summary>
          <div class="menu-list top-menu-list">
            <div class="top-places">
              {morePlaces(view).map((place) => (
                <a href={place.href} aria-current={place.here ? 'page' : undefined}>
                  <Icon name={place.icon} />
                  {view.t(place.key)}
                </a>
              ))}
              <a href="/about">
                <Icon name="info" />
                {view.t('common.about')}
              </a>
              <a href="/minh-bach">
                <Icon name="eye" />
                {view.t('transparency.title')}
              </a>
              <a href="/do-nong">
                <Icon name="clock" />
                {view.t('heat.title')}
              </a>
              <a href="/lua-dao">
                <Icon name="warning" />
                {view.t('scams.title')}
              </a>
            </div>
            <Look view={view} />
            {view.viewer ? (
              <form class="top-places" method="post" action="/logout">
                <button type="submit" class="menu-do">
                  <Icon name="leave" />
                  {view.t('common.sign_out')}
                </button>
              </form>
            ) : null}
          </div>
        </details>
      </div>
    </header>
  )
}

const looks: [Theme, IconName][] = [
  ['auto', 'clock'],
  ['light', 'sun'],
  ['dark', 'moon'],
  ['contrast', 'contrast'],
]

/** Theme, text only and (for readers without an account) language: one tap each, kept on the device. */
export function Look({ view }: { view: View }) {
  return (
    <form class="look" method="post" action="/look" data-turbo="false">
      <input type="hidden" name="back" value={pathMark} />
      <fieldset>
        <legend>{view.t('common.look')}</legend>
        {looks.map(([theme, icon]) => (
          <button
            type="submit"
            name="theme"
            value={theme}
            aria-pressed={view.theme === theme ? 'true' : 'false'}
          >
            <Icon name={icon} />
            {view.t(`common.theme.${theme}`)}
          </button>
        ))}
        <button
          type="submit"
          name="text_only"
          value={view.textOnly ? '0' : '1'}
          aria-pressed={view.textOnly ? 'true' : 'false'}
        >
          <Icon name="text" />
          {view.t('common.text_only')}
        </button>
      </fieldset>
      {view.viewer ? null : (
        <fieldset>
          <legend>{view.t('common.language')}</legend>
          {locales.map((locale) => (
            <button
              type="submit"
              name="locale"
              value={locale}
              lang={locale}
              aria-pressed={view.locale === locale ? 'true' : 'false'}
            >
              {localeNames[locale]}
            </button>
          ))}
        </fieldset>
      )}
    </form>
  )
}

/** On a wide screen: the places and who one is. */
function LeftRail({ view }: { view: View }) {
  return (
    <div class="left-rail">
      <nav aria-label={view.t('common.navigation')}>
        {mainPlaces(view)
          .filter((place) => place.href !== '/compose')
          .map((place) => (
            <PlaceLink view={view} place={place} />
          ))}
        {morePlaces(view).map((place) => (
          <PlaceLink view={view} place={place} />
        ))}
        {view.viewer ? (
          <a class="button primary rail-write" href="/compose">
            <Icon name="pen" />
            <span>{view.t('common.write')}</span>
          </a>
        ) : null}
        {view.me ? (
          <a class="rail-me" href={`/@${view.me.acct}`}>
            {view.textOnly ? null : <img src={view.me.avatar} alt="" width={40} height={40} />}
            <span>
              <strong>
                <bdi>{view.me.displayName}</bdi>
              </strong>
              <span class="card-acct">@{view.me.acct}</span>
            </span>
          </a>
        ) : null}
      </nav>
    </div>
  )
}

/** On a wide screen: about the network and its rules, or what the page itself puts there. */
export function RightRail({ view, children }: { view: View; children?: Child }) {
  const { face } = view
  if (children) {
    return (
      <aside class="right-rail" aria-label={view.t('common.beside')}>
        {children}
      </aside>
    )
  }
  return (
    <aside class="right-rail" aria-label={view.t('common.about_network', { network: view.network })}>
      <section class="note">
        <h2>{view.network}</h2>
        <p>{face.description || view.t('common.tagline')}</p>
        {face.people > 0 ? <p class="hint">{view.t('common.people_here', { count: face.people })}</p> : null}
        <p>
          <a href="/about">{view.t('common.more_about')}</a>
        </p>
      </section>
      {face.rules.length > 0 ? (
        <section class="note">
          <h2>{view.t('common.rules')}</h2>
          <ol class="note-rules">
            {face.rules.slice(0, 6).map((rule) => (
              <li>{rule.translations?.[view.locale]?.text ?? rule.text}</li>
            ))}
          </ol>
        </section>
      ) : null}
      <footer class="colophon">
        <a href="/about">{view.t('common.about')}</a>
        <a href="/rules">{view.t('common.rules')}</a>
        <a href="/minh-bach">{view.t('transparency.title')}</a>
        <a href="/lua-dao">{view.t('scams.title')}</a>
        <a href="/do-nong">{view.t('heat.title')}</a>
        <a href="/privacy">{view.t('common.privacy')}</a>
      </footer>
    </aside>
  )
}

/** Stands for the page's own address in what is kept. No address has this character. */
const pathMark = '\u0001'

interface Bars {
  top: string
  left: string
  bottom: string
}

const kept = new LRUCache<string, Bars>({ max: 200 })

/**
 * The bars around a page. They are a fifth of the work of a page and the same on every page of a section, until a
 * notification comes: kept as text by all that they show, with the address put in.
 */
export function bars(view: View): Bars {
  const here = [...mainPlaces(view), ...morePlaces(view)].filter((place) => place.here)
  const key = JSON.stringify([
    view.locale,
    view.network,
    view.theme,
    view.textOnly,
    view.viewer?.username,
    view.viewer?.role,
    view.me,
    view.unread,
    here.map((place) => place.href),
  ])
  let html = kept.get(key)
  if (!html) {
    html = {
      top: String(<TopBar view={view} />),
      left: String(<LeftRail view={view} />),
      bottom: String(<BottomBar view={view} />),
    }
    kept.set(key, html)
  }
  return { ...html, top: html.top.replaceAll(pathMark, () => escapeHtml(view.path)) }
}
