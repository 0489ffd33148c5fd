import type { Locale } from '../ui/i18n/index.ts'

/** "1,2 GB" in Vietnamese, "1.2 GB" in English. */
export function bytes(locale: Locale, size: number): string {
  const units = ['kB', 'MB', 'GB', 'TB']
  let value = size / 1000
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value)} ${units[unit]}`
}
