/** What swindlers are known by: phone numbers, bank accounts and links, found in text and read from a search box. Pure. */
import { tokenize } from './html/tokenize.ts'
import { key, normalizePhone } from './vietnamese/index.ts'

export const identifierKinds = ['phone', 'bank', 'link'] as const
export type IdentifierKind = (typeof identifierKinds)[number]

/** `value`: a phone number in E.164, an account number's digits, or `host` or `host/path` of a link. */
export interface Identifier {
  kind: IdentifierKind
  value: string
  /** The bank's usual name; empty where none is known, and for other kinds. */
  bank: string
}

/** The names under which banks and wallets are written, by their folded forms. */
const bankNames: Record<string, string[]> = {
  Vietcombank: ['vietcombank', 'vcb', 'ngoai thuong'],
  BIDV: ['bidv', 'dau tu va phat trien'],
  VietinBank: ['vietinbank', 'vietin', 'ctg', 'cong thuong'],
  Agribank: ['agribank', 'nong nghiep', 'vbard'],
  Techcombank: ['techcombank', 'tcb', 'techcom'],
  MB: ['mbbank', 'mb bank', 'mb', 'quan doi'],
  ACB: ['acb', 'a chau'],
  VPBank: ['vpbank', 'vp bank'],
  TPBank: ['tpbank', 'tp bank', 'tien phong'],
  Sacombank: ['sacombank', 'scb sacom'],
  VIB: ['vib'],
  HDBank: ['hdbank', 'hd bank'],
  SHB: ['shb'],
  OCB: ['ocb', 'phuong dong'],
  MSB: ['msb', 'maritime bank'],
  SCB: ['scb'],
  Eximbank: ['eximbank'],
  SeABank: ['seabank'],
  LPBank: ['lpbank', 'lienvietpostbank', 'lien viet'],
  'Nam A Bank': ['namabank', 'nam a bank'],
  'Bac A Bank': ['bacabank', 'bac a bank'],
  ABBANK: ['abbank'],
  PVcomBank: ['pvcombank', 'pvcom'],
  Kienlongbank: ['kienlongbank', 'kien long'],
  BVBank: ['bvbank', 'ban viet'],
  NCB: ['ncb'],
  Cake: ['cake'],
  Timo: ['timo'],
  MoMo: ['momo'],
  ZaloPay: ['zalopay', 'zalo pay'],
  'Viettel Money': ['viettel money', 'viettelpay'],
}
const bankPatterns = Object.entries(bankNames).map(
  ([name, forms]) => [name, new RegExp(`(?<![a-z0-9])(?:${forms.join('|')})(?![a-z0-9])`)] as const,
)

/** The bank that a text names first, under any of its names; empty for none. */
export function bankIn(text: string): string {
  const folded = key(text)
  let found = { at: Number.POSITIVE_INFINITY, name: '' }
  for (const [name, pattern] of bankPatterns) {
    const at = folded.search(pattern)
    if (at !== -1 && at < found.at) found = { at, name }
  }
  return found.name
}

/** The digits of an account number, 6 to 19 of them, also when written in groups; null when it is none. */
export function accountNumber(text: string): string | null {
  const plain = text.normalize('NFKC').trim()
  if (plain.length > 60 || !/^\d[\d\s.-]*$/.test(plain)) return null
  const digits = plain.replace(/\D/g, '')
  return digits.length >= 6 && digits.length <= 19 ? digits : null
}

/** `host` or `host/path` of an address with or without its scheme and "www."; null when it is none. */
export function linkValue(text: string): string | null {
  const plain = text.normalize('NFKC').trim()
  if (plain === '' || plain.length > 2048 || /[\s@]/.test(plain)) return null
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(plain) ? plain : `http://${plain}`
  if (!/^https?:/i.test(whole) || !URL.canParse(whole)) return null
  const { hostname, pathname, search } = new URL(whole)
  const host = hostname
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/\.$/, '')
  if (!/^(?:[a-z0-9_-]+\.)+[a-z][a-z0-9-]+$/.test(host) || host.length > 253) return null
  const path = pathname.replace(/\/+$/, '')
  // A script names its subject in the query (profile.php?id=1); elsewhere the query says where somebody came from.
  const rest = path + (/\.(php|aspx?)$/.test(path) ? search : '')
  return (host + rest).slice(0, 500)
}

const hostOf = (value: string): string => value.split('/')[0]!

/** Everything under which a link may be known: itself, what stands above its path, and the hosts above its own. */
function linkForms(value: string): string[] {
  const host = hostOf(value)
  const labels = host.split('.')
  const hosts = labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'))
  const plain = value.split('?')[0]!
  const parts = plain.split('/').slice(0, 8)
  const paths = parts.slice(1).map((_, at) => parts.slice(0, at + 2).join('/'))
  return [...new Set([value, plain, ...paths, ...hosts])]
}

/**
 * What a search box may mean: "0912 345 678" is a phone number and may be an account number, "www.lua.vn/a" is known
 * also when "lua.vn" is. Empty for a text that is none of them.
 */
export function readIdentifiers(text: string): Pick<Identifier, 'kind' | 'value'>[] {
  if (text.length > 2100) return []
  const found: Pick<Identifier, 'kind' | 'value'>[] = []
  const phone = normalizePhone(text)
  if (phone) found.push({ kind: 'phone', value: phone })
  const bank = accountNumber(text)
  if (bank) found.push({ kind: 'bank', value: bank })
  // 0912... as an account number is the phone number of its owner, also when +84 is typed.
  if (phone?.startsWith('+84') && bank !== `0${phone.slice(3)}`)
    found.push({ kind: 'bank', value: `0${phone.slice(3)}` })
  const link = bank || phone ? null : linkValue(text)
  if (link) found.push(...linkForms(link).map((value) => ({ kind: 'link' as const, value })))
  return found
}

/** What a moderator confirms, checked and put into its one form; null when it is none of its kind. */
export function normalIdentifier(kind: IdentifierKind, text: string, bank: string): Identifier | null {
  const value =
    kind === 'phone' ? normalizePhone(text) : kind === 'bank' ? accountNumber(text) : linkValue(text)
  return value === null ? null : { kind, value, bank: kind === 'bank' ? bankIn(bank) || bank.trim() : '' }
}

const DIGITS = /(?<![\d.,/=])\+?\d(?:[\s.()-]{0,2}\d){5,21}(?![\d/])/g
const BARE_LINK =
  /(?<![\p{L}\p{N}@./-])(?:[a-z0-9-]{1,63}\.){1,4}(?:com|vn|net|org|info|top|xyz|shop|site|online|club|vip|cc|me|app|link|live|store|icu|io|co|work|click|biz|asia|pro|win|bet)(?![\p{L}\p{N}-])(?:\/[^\s]*)?/giu
const ACCOUNT_WORDS =
  /(?<![a-z])(?:stk|so tk|so tai khoan|tai khoan|tk|chuyen khoan|ck|account|bank)(?![a-z])/

/** Words this close to a number say that it is an account, and of which bank. */
const NEAR = 60

function numbersIn(text: string): Identifier[] {
  return [...text.matchAll(DIGITS)].flatMap((match): Identifier[] => {
    const typed = match[0]
    const phone = normalizePhone(typed)
    const digits = accountNumber(typed)
    const before = text.slice(Math.max(0, match.index - NEAR), match.index)
    const after = text.slice(match.index + typed.length, match.index + typed.length + NEAR)
    const bank = bankIn(after.split('\n')[0]!) || bankIn(before) || bankIn(after)
    const isAccount = digits !== null && (bank !== '' || ACCOUNT_WORDS.test(key(before)))
    return [
      ...(phone ? [{ kind: 'phone' as const, value: phone, bank: '' }] : []),
      ...(isAccount ? [{ kind: 'bank' as const, value: digits, bank }] : []),
    ]
  })
}

function linksIn(text: string): Identifier[] {
  const whole = tokenize(text).flatMap((token) => (token.type === 'link' ? [token.href] : []))
  const bare = [...text.replace(/https?:\/\/\S+/gi, ' ').matchAll(BARE_LINK)].map((match) =>
    match[0].replace(/[.,;:!?)\]}'"]+$/, ''),
  )
  return [...whole, ...bare].flatMap((address) => {
    const value = linkValue(address)
    return value ? [{ kind: 'link' as const, value, bank: '' }] : []
  })
}

/** What a text names, each once, in the order phones and accounts, then links. At most 50. */
export function findIdentifiers(text: string): Identifier[] {
  const plain = text.normalize('NFKC').slice(0, 50_000)
  const found = new Map<string, Identifier>()
  for (const one of [...numbersIn(plain), ...linksIn(plain)]) {
    const id = `${one.kind} ${one.value}`
    if (!found.get(id)?.bank) found.set(id, one)
  }
  return [...found.values()].slice(0, 50)
}

/** Enough to recognise one's own number, too little to call it: "••• ••• 678", "lu•••.vn". */
export function maskIdentifier({ kind, value }: Pick<Identifier, 'kind' | 'value'>): string {
  if (kind !== 'link') return `••• ••• ${value.slice(-3)}`
  const host = hostOf(value)
  const dot = host.lastIndexOf('.')
  return `${host.slice(0, Math.min(2, dot))}•••${host.slice(dot)}${value === host ? '' : '/•••'}`
}
