import { key } from './keys.ts'

/**
 * ASCII words joined by hyphens for addresses: "Đại hội Đảng lần thứ XII" -> "dai-hoi-dang-lan-thu-xii".
 * Cut at a word when longer than `max` characters; '' when nothing Latin is left (the caller falls back to an id).
 */
export function slug(text: string, max = 80): string {
  const whole = key(text)
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  if (whole.length <= max) return whole
  const cut = whole.lastIndexOf('-', max)
  return whole.slice(0, cut > 0 ? cut : max)
}
