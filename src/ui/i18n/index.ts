import { en } from './en/index.ts'
import { vi } from './vi/index.ts'

/**
 * Translations. One file per area and language (`vi/statuses.ts`, `en/statuses.ts`), flat keys
 * `'statuses.compose.title'`. A message is text with `{name}` placeholders, or plural forms chosen by `count`.
 */
export type Locale = 'vi' | 'en'
export type Message = string | { one: string; other: string }
export type Messages = Record<string, Message>

const tables: Record<Locale, Messages> = { vi, en }
export const locales: readonly Locale[] = ['vi', 'en']
export const localeNames: Record<Locale, string> = { vi: 'Tiếng Việt', en: 'English' }

const numbers: Record<Locale, Intl.NumberFormat> = {
  vi: new Intl.NumberFormat('vi'),
  en: new Intl.NumberFormat('en'),
}

/** The text of `key`; numbers among the params are written as the language writes them. Unknown keys come back as they are. */
export function t(locale: Locale, key: string, params: Record<string, string | number> = {}): string {
  const message = tables[locale][key] ?? tables.vi[key]
  if (message === undefined) return key
  const text =
    typeof message === 'string'
      ? message
      : message[locale === 'en' && params['count'] === 1 ? 'one' : 'other']
  if (!text.includes('{')) return text
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name]
    return value === undefined ? whole : typeof value === 'number' ? numbers[locale].format(value) : value
  })
}

/** The person's own choice, else the first of the header's languages that we speak, else `fallback`, else Vietnamese. */
export function pickLocale(
  header: string | undefined,
  chosen: string | null,
  fallback: Locale | null,
): Locale {
  if (chosen === 'vi' || chosen === 'en') return chosen
  for (const part of (header ?? '').split(',')) {
    const tag = part.trim().toLowerCase()
    if (tag.startsWith('vi')) return 'vi'
    if (tag.startsWith('en')) return 'en'
  }
  return fallback ?? 'vi'
}
