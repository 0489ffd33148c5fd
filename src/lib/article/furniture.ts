/** Lines that stood around an article on its page: buttons, counters, "no comments yet". Compared by their key. */
import { key } from '../vietnamese/index.ts'

const bare = (line: string): string =>
  key(line)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/** Nobody writes these as a paragraph of an article. */
const ANYWHERE = new Set([
  'khong co nhan xet nao',
  'chua co nhan xet nao',
  'dang nhan xet',
  'viet nhan xet',
  'gui nhan xet',
  'chua co binh luan',
  'chua co binh luan nao',
  'khong co binh luan nao',
  'viet binh luan',
  'gui binh luan',
  'dang binh luan',
  'no comments',
  'post a comment',
  'leave a comment',
  'leave a reply',
  'chia se bai viet',
  'chia se len facebook',
  'chia se facebook',
  'chia se qua email',
  'share this',
  'gui email bai dang nay',
  'blogthis',
  'chia se len twitter',
  'chia se len pinterest',
  'chia se voi pinterest',
  'bai dang moi hon',
  'bai dang cu hon',
  'newer post',
  'older post',
  'dang ky dang nhan xet atom',
  'quang cao',
  'advertisement',
  'in bai viet',
  'ban in',
  'gui bai viet',
  'luu bai viet',
  'tro lai dau trang',
  've dau trang',
])

/** These only where a page has its edges. */
const EDGES = new Set([
  'trang chu',
  'home',
  'menu',
  'tim kiem',
  'dang nhap',
  'dang ky',
  'chia se',
  'share',
  'tweet',
  'like',
  'thich',
  'facebook',
  'twitter',
  'zalo',
  'email',
  'print',
  'in',
  'binh luan',
  'nhan xet',
  'y kien',
  'y kien ban doc',
  'y kien cua ban',
  'theo doi',
  'bao loi',
  'gop y',
  'quay lai',
  'tro ve',
  'tro lai',
  'xem them',
  'doc them',
  'tags',
  'nhan',
  'tu khoa',
  'loading',
  'dang tai',
])

const COUNTED =
  /^(?:\d{1,6} )?(?:binh luan|nhan xet|luot xem|luot thich|comments?|views?|likes?|shares?|y kien|luot doc)(?: \d{1,6})?$/
const TAGS = /^(?:tags?|nhan|tu khoa|chu de)\s?:\s?\S/
const BREADCRUMB = /^[^.!?]{1,40}(?:\s*[›»>/]\s*[^.!?]{1,40}){1,4}$/
const CREDIT_OF_PAGE = /^(?:duoc dang boi|nguoi dang|dang boi|posted by)\b.{0,80}$/

export function isFurniture(line: string, where: 'top' | 'end' | 'anywhere'): boolean {
  if (line.length > 120) return false
  const plain = bare(line)
  if (ANYWHERE.has(plain)) return true
  if (where === 'anywhere') return false
  if (plain === '' || EDGES.has(plain) || COUNTED.test(plain)) return true
  // Several buttons in a row: "Facebook Twitter Zalo".
  if (plain.split(' ').every((word) => EDGES.has(word))) return true
  if (where === 'top') return BREADCRUMB.test(line) && /[›»>]/.test(line)
  return TAGS.test(key(line)) || CREDIT_OF_PAGE.test(plain)
}

/** Begins a list of other articles. */
export function isListOfOthers(line: string): boolean {
  return /^(?:(?:cac )?(?:tin|bai)(?: viet| tuc)? (?:lien quan|cung chuyen muc|khac|moi hon|cu hon)|co the ban quan tam|xem nhieu|tin moi|doc nhieu|related (?:posts|articles)|tin doc nhieu)$/.test(
    bare(line),
  )
}
