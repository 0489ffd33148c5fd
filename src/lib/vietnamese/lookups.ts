/** Phone numbers and prices as people write them in Vietnam. */
import { key } from './keys.ts'

/** Mobile prefixes of eleven digits before 2018 and what they became (Ministry of Information, 15/09/2018). */
const OLD_MOBILE: Record<string, string> = {
  '162': '32',
  '163': '33',
  '164': '34',
  '165': '35',
  '166': '36',
  '167': '37',
  '168': '38',
  '169': '39',
  '120': '70',
  '121': '79',
  '122': '77',
  '126': '76',
  '128': '78',
  '123': '83',
  '124': '84',
  '125': '85',
  '127': '81',
  '129': '82',
  '186': '56',
  '188': '58',
  '199': '59',
}

function national(digits: string): string | null {
  if (/^[35789]\d{8}$/.test(digits)) return `+84${digits}`
  if (/^2\d{9}$/.test(digits)) return `+84${digits}`
  if (/^1\d{9}$/.test(digits)) {
    const now = OLD_MOBILE[digits.slice(0, 3)]
    return now === undefined ? null : `+84${now}${digits.slice(3)}`
  }
  // Hà Nội before 2017: 04 and eight digits.
  if (/^4\d{8}$/.test(digits)) return `+842${digits}`
  return null
}

/**
 * A phone number in E.164: "0912.345.678", "+84 912 345 678" and "84912345678" are one, and old eleven-digit
 * mobiles map to their new number. Foreign numbers need their "+". null when it is no phone number.
 */
export function normalizePhone(text: string): string | null {
  if (text.length > 40) return null
  const plain = text.normalize('NFKC').trim()
  if (!/^\+?[\d\s.()-]+$/.test(plain)) return null
  const digits = plain.replace(/\D/g, '')
  if (plain.startsWith('+') && !digits.startsWith('84'))
    return /^[1-9]\d{7,14}$/.test(digits) ? `+${digits}` : null
  if (digits.startsWith('0084')) return national(digits.slice(4).replace(/^0/, ''))
  if (digits.startsWith('84') && digits.length >= 11) return national(digits.slice(2).replace(/^0/, ''))
  if (digits.startsWith('0')) return national(digits.slice(1))
  return null
}

const SCALE: Record<string, number> = {
  k: 1e3,
  nghin: 1e3,
  ngan: 1e3,
  ng: 1e3,
  lit: 1e5,
  tr: 1e6,
  trieu: 1e6,
  cu: 1e6,
  ti: 1e9,
  ty: 1e9,
}

/** "1.250.000" and "1,250,000" are grouped; "2,5" and "2.5" are fractions. */
function amount(text: string): number {
  if (/^\d{1,3}(?:[.,]\d{3})+$/.test(text)) return Number(text.replace(/[.,]/g, ''))
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/.test(text)) return Number(text.replace(/\./g, '').replace(',', '.'))
  return Number(text.replace(',', '.'))
}

const PART = /^(\d[\d.,]*)\s*(nghin|ngan|ng|k|lit|trieu|tr|cu|ty|ti)?\s*/

/**
 * A price in đồng: "140.000đ", "140k", "140 nghìn" -> 140000, "1tr2" -> 1200000, "2 tỷ rưỡi" -> 2500000,
 * "1 triệu 250 nghìn" -> 1250000. null when the text is not exactly one price.
 */
export function parsePrice(text: string): number | null {
  if (text.length > 60) return null
  let rest = key(text)
    .trim()
    .replace(/\s*(?:₫|vnd|dong|d)$/, '')
  let total = 0
  let last = 0
  while (rest !== '') {
    if (last >= 1e3 && rest === 'ruoi') return total + last / 2
    const part = PART.exec(rest)
    if (part === null) return null
    const digits = part[1]!.replace(/[.,]$/, '')
    const unit = part[2]
    const scale = unit === undefined ? 1 : SCALE[unit]!
    rest = rest.slice(part[0].length)
    if (last > 0 && unit === undefined) {
      // "1tr2" is 1.2 million, "1tr250" 1.25 million: digits after a unit are its fraction.
      if (rest !== '' || !/^\d{1,3}$/.test(digits) || last < 1e3) return null
      return total + Math.round((Number(digits) * last) / 10 ** digits.length)
    }
    if (last > 0 && scale >= last) return null
    const value = amount(digits)
    if (!Number.isFinite(value)) return null
    total += value * scale
    last = unit === undefined ? 1 : scale
    if (unit === undefined && rest !== '') return null
  }
  return last === 0 ? null : Math.round(total)
}
