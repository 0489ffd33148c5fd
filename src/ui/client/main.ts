import '../styles/fonts.css'
import '../styles/tokens.css'
import '../styles/base.css'
import '../styles/shell.css'
import '../styles/menus.css'
import '../styles/wide.css'
import '../styles/buttons.css'
import '../styles/sheet.css'
import '../styles/forms.css'
import '../styles/overlays.css'
import 'virtual:icons.css'
import * as Turbo from '@hotwired/turbo'
import { startActions } from './actions.ts'
import { startCompose } from './compose.ts'
import { startViewer } from './dialogs.ts'
import { startKeys } from './keys.ts'
import { startLive } from './live.ts'

import.meta.glob(
  [
    '../../features/**/*.css',
    '!../../features/{sites,articles,imports,feeds,moderation,transparency,scams,admin,search,trends,events,heat,readiness,health,briefings,questions,outcomes,proceedings,scheduled}/*.css',
  ],
  { eager: true },
)

// The progress bar brings an inline style, which our CSP forbids: never shown; <html aria-busy> says it instead.
Turbo.config.drive.progressBarDelay = 2 ** 30

/** Parts that only few pages need: loaded where their element is. */
const rare = import.meta.glob<unknown>('../../features/**/*.client.ts')
const elements: [selector: string, file: string][] = [
  ['passkey-button', 'passkey.client.ts'],
  ['article-editor', 'editor.client.ts'],
  ['import-progress', 'progress.client.ts'],
  ['search-field', 'search-field.client.ts'],
  ['briefing-live', 'live.client.ts'],
  ['when-echo', 'when-echo.client.ts'],
]

function loadRare(): void {
  for (const [selector, file] of elements) {
    if (!document.querySelector(selector)) continue
    const path = Object.keys(rare).find((name) => name.endsWith(`/${file}`))
    if (path) void rare[path]!()
  }
}

/**
 * Turbo follows a redirect by `fetch`, which drops what stands after "#": the page says it with its message. Not by
 * `location`: Turbo takes that for a step in its history and puts the message away.
 */
function land(): void {
  const anchor = document.querySelector<HTMLElement>('[data-flash]')?.dataset['flash']
  if (!anchor || location.hash === `#${anchor}`) return
  history.replaceState(history.state, '', `#${anchor}`)
  document.getElementById(anchor)?.scrollIntoView()
}

function ready(): void {
  startCompose()
  loadRare()
}

startActions()
startKeys()
startLive()
startViewer()
document.addEventListener('turbo:load', ready)
document.addEventListener('turbo:load', land)
document.addEventListener('turbo:render', ready)
document.addEventListener('turbo:visit', () => document.documentElement.setAttribute('aria-busy', 'true'))
document.addEventListener('turbo:load', () => document.documentElement.removeAttribute('aria-busy'))
// Menus close when one taps elsewhere or presses Escape.
document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')) {
    if (!menu.contains(event.target as Node)) menu.open = false
  }
})
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')) {
    menu.open = false
    menu.querySelector('summary')?.focus()
  }
})
