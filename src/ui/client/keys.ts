import * as Turbo from '@hotwired/turbo'
import { showKeys } from './dialogs.ts'

const cards = (): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>('main :is(.card, [data-item]):not([hidden])'),
]
const current = (): HTMLElement | null =>
  (document.activeElement?.closest('.card, [data-item]') as HTMLElement | null) ?? null

function move(step: 1 | -1): void {
  const all = cards()
  if (all.length === 0) return
  const here = current()
  const at = here
    ? all.indexOf(here) + step
    : all.findIndex((card) => card.getBoundingClientRect().bottom > 80)
  const next = all[Math.max(0, Math.min(all.length - 1, at))]!
  next.tabIndex = -1
  next.focus({ preventScroll: true })
  next.scrollIntoView({ block: 'nearest' })
}

const press = (selector: string) => current()?.querySelector<HTMLElement>(selector)?.click()

let afterG = 0

/** Single keys, never while somebody types or composes a syllable. */
export function startKeys(): void {
  document.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (target.closest('input, textarea, select, [contenteditable], dialog')) return
    if (event.key === 'h' && Date.now() - afterG < 1500) {
      afterG = 0
      Turbo.visit('/')
      return
    }
    const work: Record<string, () => void> = {
      j: () => move(1),
      k: () => move(-1),
      f: () => press('.act-favourite'),
      b: () => press('.act-boost'),
      r: () => press('.act-reply'),
      n: () => {
        if (document.querySelector('.cases')) move(1)
        else document.querySelector<HTMLElement>('a[href="/compose"]')?.click()
      },
      g: () => {
        afterG = Date.now()
      },
      '/': () => Turbo.visit('/search'),
      '?': showKeys,
    }
    if (event.key === 'Enter' && target.matches('.card, [data-item]')) {
      press('.card-time, [data-open]')
      return
    }
    // Pages name keys of their own; what the focused thing says comes first.
    const own = `[data-key="${CSS.escape(event.key)}"]`
    const link = (
      current() ?? document.querySelector('main:not(:has([data-item]))')
    )?.querySelector<HTMLElement>(own)
    const found = link ? () => link.click() : work[event.key]
    if (!found) return
    event.preventDefault()
    found()
  })
}
