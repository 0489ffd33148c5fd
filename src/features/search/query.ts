import { DAY_MS, VIETNAM_OFFSET_MS, vietnamDayRange, vietnamDayStart } from '../../lib/time.ts'
import { key } from '../../lib/vietnamese/index.ts'

/** A question taken apart: the words, and the filters among them, in Vietnamese or as Mastodon spells them. */
export interface Question {
  /** What is looked for, filters taken out. */
  words: string
  from: string[]
  /** Communities or sites by name. */
  rooms: string[]
  has: string[]
  not: { words: string[]; from: string[]; has: string[] }
  language: string | null
  library: boolean
  /** Only what everybody may find. */
  open: boolean
  /** Moments, both exclusive. */
  before: Date | null
  after: Date | null
  problems: Problem[]
}

/** What was not understood; the rest is looked for all the same. */
export interface Problem {
  code:
    | 'date'
    | 'empty_filter'
    | 'has'
    | 'in'
    | 'is'
    | 'person'
    | 'room'
    | 'language'
    | 'quote'
    | 'only_without'
    | 'sign_in'
    | 'too_long'
  value: string
}

type Filter = 'from' | 'room' | 'site' | 'before' | 'after' | 'during' | 'has' | 'in' | 'language' | 'is'

/** By `key` of what stands before the colon, without hyphens. */
const names: Record<string, Filter> = {
  from: 'from',
  tu: 'from',
  cua: 'from',
  xom: 'room',
  trang: 'site',
  site: 'site',
  before: 'before',
  truoc: 'before',
  after: 'after',
  sau: 'after',
  during: 'during',
  ngay: 'during',
  has: 'has',
  co: 'has',
  in: 'in',
  trong: 'in',
  language: 'language',
  tieng: 'language',
  ngonngu: 'language',
  is: 'is',
  la: 'is',
}

const things: Record<string, string> = {
  media: '+media',
  tep: '+media',
  image: '+image',
  anh: '+image',
  hinh: '+image',
  video: '+video',
  phim: '+video',
  audio: '+audio',
  amthanh: '+audio',
  link: '+link',
  links: '+link',
  lienket: '+link',
  poll: '+poll',
  binhchon: '+poll',
  thamdo: '+poll',
}

const states: Record<string, string> = {
  reply: '+reply',
  traloi: '+reply',
  sensitive: '+sensitive',
  nhaycam: '+sensitive',
}

const languages: Record<string, string> = {
  viet: 'vi',
  tiengviet: 'vi',
  anh: 'en',
  phap: 'fr',
  trung: 'zh',
  nhat: 'ja',
  han: 'ko',
}

const flat = (text: string): string => key(text).replace(/[\s_-]+/g, '')

/** Longer questions are cut: nobody types them, and every word costs. */
export const longest = 500

/** A handle as it is kept: names are typed with their marks, handles have none. */
const handleOf = (value: string): string =>
  value.replace(/^@/, '').normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D')

/** "hôm qua", "tuần trước": of two words, which stand together after the colon. */
const spokenDate =
  /([\p{L}\p{M}]:)(hôm|hom|tuần|tuan|tháng|thang|năm|nam)[ _](qua|nay|kia|trước|truoc|này|ngoái|ngoai)(?![\p{L}\p{M}])/giu

/** By `flat`: the days of Vietnam, weeks from Monday. null: no such word. */
function spokenRange(text: string, now: Date): { from: Date; to: Date } | null {
  const today = vietnamDayStart(now).getTime()
  const days = (from: number, to: number) => ({
    from: new Date(today + from * DAY_MS),
    to: new Date(today + to * DAY_MS),
  })
  const local = new Date(today + VIETNAM_OFFSET_MS)
  const [year, month] = [local.getUTCFullYear(), local.getUTCMonth()]
  const monday = -((local.getUTCDay() + 6) % 7)
  const first = (y: number, m: number) => new Date(Date.UTC(y, m, 1) - VIETNAM_OFFSET_MS)
  switch (flat(text)) {
    case 'homnay':
    case 'today':
      return days(0, 1)
    case 'homqua':
    case 'yesterday':
      return days(-1, 0)
    case 'homkia':
      return days(-2, -1)
    case 'tuannay':
      return days(monday, monday + 7)
    case 'tuantruoc':
    case 'tuanqua':
      return days(monday - 7, monday)
    case 'thangnay':
      return { from: first(year, month), to: first(year, month + 1) }
    case 'thangtruoc':
    case 'thangqua':
      return { from: first(year, month - 1), to: first(year, month) }
    case 'namnay':
      return { from: first(year, 0), to: first(year + 1, 0) }
    case 'namngoai':
    case 'namtruoc':
      return { from: first(year - 1, 0), to: first(year, 0) }
    default:
      return null
  }
}

/** A year, a month or a day, ISO or as people write it (25/11/2015): its first moment and the first one after it. */
export function dateRange(text: string, now = new Date()): { from: Date; to: Date } | null {
  const spoken = spokenRange(text, now)
  if (spoken) return spoken
  const own = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  const iso = own ? `${own[3]}-${own[2]!.padStart(2, '0')}-${own[1]!.padStart(2, '0')}` : text
  const day = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? vietnamDayRange(iso) : null
  if (day) return day
  const whole = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/.exec(text)
  if (!whole || Number(whole[1]) < 1970) return null
  const [year, month] = [Number(whole[1]), whole[2] ? Number(whole[2]) : null]
  const start = (y: number, m: number) => new Date(Date.UTC(y, m - 1, 1) - 7 * 3_600_000)
  return month === null
    ? { from: start(year, 1), to: start(year + 1, 1) }
    : { from: start(year, month), to: start(year, month + 1) }
}

const empty = (): Question => ({
  words: '',
  from: [],
  rooms: [],
  has: [],
  not: { words: [], from: [], has: [] },
  language: null,
  library: false,
  open: false,
  before: null,
  after: null,
  problems: [],
})

const piece =
  /(-)?(?:([\p{L}\p{M}][\p{L}\p{M}_-]{0,15}):)?(?:["“]([^"“”]*)["”]|([^\s"“”]+))|-?[\p{L}\p{M}_-]{1,16}:(?=\s|$)|\S/gu

/** Reads what somebody typed. Never throws: what makes no sense is a word or a problem. */
export function readQuestion(text: string): Question {
  const question = empty()
  const words: string[] = []
  const typed = text.normalize('NFC').slice(0, longest).replace(spokenDate, '$1$2-$3')
  if ((typed.match(/["“”]/g) ?? []).length % 2 === 1) question.problems.push({ code: 'quote', value: '"' })
  for (const match of typed.matchAll(piece)) {
    const [whole, minus, name, quoted, bare] = match
    const filter = name ? names[flat(name)] : undefined
    if (filter) {
      take(question, filter, (quoted ?? bare)!.trim(), minus === '-', whole)
      continue
    }
    const alone = /^-?([\p{L}\p{M}_-]+):$/u.exec(whole)
    if (alone && names[flat(alone[1]!)]) {
      question.problems.push({ code: 'empty_filter', value: whole })
      continue
    }
    if (minus && !name && (quoted ?? bare))
      question.not.words.push(quoted !== undefined ? `"${quoted}"` : bare!)
    else words.push(whole)
  }
  question.words = words.join(' ').trim()
  return question
}

function take(question: Question, filter: Filter, value: string, not: boolean, whole: string): void {
  const problem = (code: Problem['code']) => question.problems.push({ code, value: whole })
  const known = flat(value)
  if (known === '') return void problem('empty_filter')
  switch (filter) {
    case 'from':
      return void (not ? question.not.from : question.from).push(handleOf(value))
    case 'room':
    case 'site':
      return void question.rooms.push(handleOf(value))
    case 'has':
    case 'is': {
      const mark = (filter === 'has' ? things : states)[known]
      if (!mark) return void problem(filter)
      return void (not ? question.not.has : question.has).push(mark)
    }
    case 'in':
      if (['library', 'thuvien'].includes(known)) question.library = true
      else if (['public', 'congkhai'].includes(known)) question.open = true
      else if (!['all', 'tatca'].includes(known)) question.rooms.push(handleOf(value))
      return
    case 'language': {
      const code = languages[known] ?? known
      if (!/^[a-z]{2,3}$/.test(code)) return void problem('language')
      question.language = code
      return
    }
    default:
      if (!takeDate(question, filter, value)) problem('date')
  }
}

/** False: there is no such date. */
function takeDate(question: Question, filter: 'before' | 'after' | 'during', value: string): boolean {
  const range = dateRange(value)
  if (!range) return false
  // "after" a day begins when the day is over, as Mastodon reads it.
  if (filter !== 'before')
    question.after = new Date((filter === 'after' ? range.to : range.from).getTime() - 1)
  if (filter !== 'after') question.before = filter === 'before' ? range.from : range.to
  return true
}
