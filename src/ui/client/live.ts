import { word } from './words.ts'

/** "5 bài mới": asks every half a minute while the page is looked at. */
async function look(): Promise<void> {
  const line = document.querySelector<HTMLElement>('[data-live][data-since]')
  if (!line || document.hidden || !navigator.onLine) return
  const query = new URLSearchParams({ timeline: line.dataset['live']!, since: line.dataset['since']! })
  try {
    const response = await fetch(`/live?${query}`, { headers: { Accept: 'application/json' } })
    if (!response.ok) return
    const { count } = (await response.json()) as { count: number }
    const way = line.querySelector('a')
    if (count < 1 || !way) return
    const key = count === 1 ? 'live_one' : count > 40 ? 'live_many' : 'live'
    const text = word(key, { count: Math.min(count, 40) })
    if (way.textContent !== text) way.textContent = text
    line.hidden = false
  } catch {
    // The next look will tell.
  }
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]
let format: Intl.RelativeTimeFormat | null = null

/** "5 phút trước" grows older; only times of today, which the server wrote in the same words. */
function refreshTimes(): void {
  format ??= new Intl.RelativeTimeFormat(document.documentElement.lang)
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[datetime][title]')) {
    const seconds = (Date.parse(time.dateTime) - Date.now()) / 1000
    if (Math.abs(seconds) < 60 || Math.abs(seconds) > 72_000) continue
    const [unit, size] = steps.find(([, step]) => Math.abs(seconds) >= step)!
    const text = format.format(Math.trunc(seconds / size), unit)
    if (time.textContent !== text) time.textContent = text
  }
}

export function startLive(): void {
  setInterval(() => void look(), 30_000)
  setInterval(() => {
    if (!document.hidden) refreshTimes()
  }, 60_000)
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) {
      void look()
      refreshTimes()
    }
  })
}
