/**
 * Pasted plain text, as untidy as it comes from old pages, taken apart. Nothing is invented: what the text does not say
 * is '' or null, and every line that is left out is named.
 */
import { cleanText } from '../graphemes.ts'
import { endsInCredit, endsSentence, isListItem, isTimeLine } from '../reflow/lines.ts'
import { reflow } from '../reflow.ts'
import { key, parseVagueDate } from '../vietnamese/index.ts'
import { splitCredit } from './credit.ts'
import { escapeInline, escapeMarkdown } from './escape.ts'
import { isFurniture, isListOfOthers } from './furniture.ts'

export interface Paste {
  headline: string
  /** In Vietnam's time; midnight when the text says only the day. */
  published: Date | null
  publishedText: string
  lead: string
  /** Markdown. */
  body: string
  caption: string
  credit: string
  /** Whom the text itself names as its source: "Theo VnExpress", "(Dân trí) - …". */
  source: string
  /** Named as "Tác giả: …", "Bài và ảnh: …". */
  author: string
  /** Lines of page furniture, such as "Không có nhận xét nào:". */
  removed: string[]
}

const HEADLINE_MAX = 250
const LEAD_MIN = 40
const LEAD_MAX = 450
const CAPTION_MAX = 500
const INPUT_MAX = 2_000_000
/** A time stands near the top, or at the very end. */
const TOP = 6

const DATE = /(?:ngày\s)?\d{1,2}(?:\s?[/.-]\s?|\stháng\s)\d{1,2}(?:\s?[/.-]\s?|(?:\s|,\s?)năm\s)\d{4}/iu
const CLOCK = /\d{1,2}\s?(?::|h|giờ)\s?\d{2}(?!\d)/iu
const AROUND_TIME =
  /^(?:đăng|cập nhật|xuất bản|posted|published|updated)(?:\s(?:lúc|ngày|on|at|vào))*\s?:?\s*/iu

/** "25/11/2015 - 14:36" and what else may stand in such a line; `rest` is what is no date. */
function timeOf(line: string): { date: Date; rest: string } | null {
  if (line.length > 100) return null
  const day = DATE.exec(line)
  if (day === null) return null
  const others = line.replace(day[0], ' ')
  const clock = CLOCK.exec(others)
  const found = parseVagueDate(`${day[0]} ${clock?.[0] ?? ''}`.trim())
  if (found === null || (found.precision !== 'minute' && found.precision !== 'day')) return null
  const rest = (clock === null ? others : others.replace(clock[0], ' '))
    .replace(/\(?\s?GMT\s?\+?\s?\d{0,2}(?::00)?\s?\)?/iu, ' ')
    .replace(/thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|(?:mon|tues|wednes|thurs|fri|satur|sun)day/iu, ' ')
    .replace(AROUND_TIME, ' ')
    .replace(/(?<!\p{L})(?:ngày|lúc|vào|hồi|am|pm|at|on)(?!\p{L})/giu, ' ')
    .replace(/[\s|,•·–—()-]+/gu, ' ')
    .trim()
  return {
    date: new Date(found.precision === 'day' ? `${found.value}T00:00:00+07:00` : found.value),
    rest,
  }
}

const SOURCE =
  /^[([]?\s*(?:(?:Theo|Nguồn(?: tin)?|Source|Via|Dẫn theo)\s*:|(?:Theo|Nguồn|Dẫn theo)\s)\s*(.{2,60}?)\s*[)\]]?\.?$/u
const AUTHOR =
  /^[([]?\s*(?:Tác giả|Bài viết|Bài|Tin|Người viết|Thực hiện|Bài và ảnh|Tin và ảnh|Tin, ảnh|Bài, ảnh|Author|By)\s*:\s*(.{2,60}?)\s*[)\]]?\.?$/iu
const PREFIX = /^\(([^()]{2,30})\)\s*[-–—:]\s*(?=\S)/u
/** Newspapers that begin with their sign alone; others in capitals are places. */
const SIGNS =
  /^(TTO|TPO|NLĐO|TNO|SGGPO|PLO|VOV|VTV|VTC|VOH|TTXVN|VTC News|VnExpress|VietNamNet|Dân trí|ANTĐ|KTĐT|HNMO|QĐND)\s?(?:\)\s?)?[-–—]\s+(?=\S)/u

/** A whole line that names a source, and is no sentence ("Theo ông Hùng, …"). */
function sourceOf(line: string): string | null {
  const found = SOURCE.exec(line)
  if (found === null || /[,;!?]/.test(found[1]!) || found[1]!.split(' ').length > 8) return null
  // "Theo ông Hùng" tells who said it, "Theo Minh Anh" who wrote it.
  return /^(?:ông|bà|anh|chị|đó|đại diện|thống kê|kế hoạch|quy định)(?:\s|$)/iu.test(found[1]!)
    ? null
    : found[1]!
}

class Reader {
  readonly paste: Paste = {
    headline: '',
    published: null,
    publishedText: '',
    lead: '',
    body: '',
    caption: '',
    credit: '',
    source: '',
    author: '',
    removed: [],
  }
  private readonly lines: string[]
  /** The first paragraph began with "(Dân trí) -", as leads do. */
  private hadPrefix = false
  private captionAt = -1

  constructor(text: string) {
    this.lines = reflow(cleanText(text.slice(0, INPUT_MAX)))
      .split(/\n{2,}/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
  }

  read(): Paste {
    this.dropFurniture()
    this.takeTime()
    this.takeHeadline()
    this.takeNames()
    this.takePrefix()
    this.takeCaption()
    this.takeLead()
    this.paste.body = this.lines.map(paragraphMarkdown).join('\n\n')
    return this.paste
  }

  private remove(at: number): void {
    this.paste.removed.push(...this.lines[at]!.split('\n'))
    this.lines.splice(at, 1)
  }

  /** From the end and from the beginning; in between only what nobody writes in an article. */
  private dropFurniture(): void {
    const { lines } = this
    const tail: string[] = []
    for (let at = lines.length - 1; at >= Math.max(0, lines.length - 40); at -= 1) {
      if (!isListOfOthers(lines[at]!)) continue
      // Below "Tin liên quan" stand headlines only; a sentence there is the article's.
      if (lines.slice(at + 1).every((line) => line.length < 160 && !/[.…]$/.test(line))) {
        tail.unshift(...lines.splice(at).flatMap((line) => line.split('\n')))
      }
    }
    while (lines.length > 0 && isFurniture(lines.at(-1)!, 'end')) tail.unshift(...lines.pop()!.split('\n'))
    while (lines.length > 1 && isFurniture(lines[0]!, 'top')) this.remove(0)
    for (let at = lines.length - 1; at > 0; at -= 1) {
      if (isFurniture(lines[at]!, 'anywhere'))
        tail.unshift(...lines.splice(at, 1).flatMap((line) => line.split('\n')))
    }
    this.paste.removed.push(...tail)
  }

  private takeTime(): void {
    const { lines } = this
    const order = [...lines.keys()].filter((at) => at < TOP || at >= lines.length - 2)
    for (const at of order) {
      const line = lines[at]!
      const found = timeOf(line)
      if (found === null || (!isTimeLine(line) && (found.rest.length > 40 || endsSentence(line)))) continue
      // A sentence that happens to hold a date is no time line.
      if (found.rest !== '' && !/^\p{Lu}|^theo\s/u.test(found.rest)) continue
      if (at === 0 && found.rest !== '' && found.rest.length > 20) continue
      this.paste.published = found.date
      this.paste.publishedText = line
      lines.splice(at, 1)
      if (found.rest !== '') lines.splice(at, 0, found.rest)
      return
    }
  }

  private takeHeadline(): void {
    const { lines, paste } = this
    const first = lines[0]
    if (first === undefined || lines.length < 2 || first.includes('\n') || first.length > HEADLINE_MAX) return
    if (isListItem(first) || endsInCredit(first) || PREFIX.test(first)) return
    // A headline is no sentence with a point; questions, cries and quotations are headlines as well.
    if (/[.;,:]$/.test(first) && !/\.\.\.$/.test(first)) return
    paste.headline = first
    lines.shift()
    while (lines.length > 0 && key(lines[0]!) === key(first)) this.remove(0)
  }

  /** Lines of their own that name the source or the author: below the headline or at the end. */
  private takeNames(): void {
    const { lines, paste } = this
    for (let at = lines.length - 1; at >= 0; at -= 1) {
      if (at >= 2 && at < lines.length - 4) continue
      const line = lines[at]!
      const source = sourceOf(line)
      const author = AUTHOR.exec(line)?.[1]
      if (source !== null && (paste.source === '' || key(source) === key(paste.source))) paste.source = source
      else if (author !== undefined && paste.author === '' && !/[.!?]\s/.test(author)) paste.author = author
      else continue
      lines.splice(at, 1)
    }
  }

  private takePrefix(): void {
    const first = this.lines[0]
    const found = first === undefined ? null : (PREFIX.exec(first) ?? SIGNS.exec(first))
    if (first === undefined || found === null) return
    this.hadPrefix = true
    if (this.paste.source === '') this.paste.source = found[1]!.trim()
    else if (key(this.paste.source) !== key(found[1]!)) return
    this.lines[0] = first.slice(found[0].length)
  }

  /** The first paragraph that ends in "Ảnh: B.M" is what stood below the picture. */
  private takeCaption(): void {
    const { lines, paste } = this
    for (let at = 0; at < lines.length; at += 1) {
      const line = lines[at]!
      if (line.length > CAPTION_MAX || line.includes('\n')) continue
      const { caption, credit } = splitCredit(line)
      if (credit === '') continue
      paste.caption = caption
      paste.credit = credit
      this.captionAt = at
      lines.splice(at, 1)
      return
    }
  }

  /**
   * The first paragraph is the lead when it is short and more follows, and when the text shows that it stands apart: it
   * begins with the name of a paper, or the picture comes right behind it, or headline and time stand before it and it is
   * of at most three sentences.
   */
  private takeLead(): void {
    const { lines, paste, captionAt } = this
    const first = lines[0]
    if (first === undefined || lines.length < 2 || first.includes('\n') || isListItem(first)) return
    if (first.length < LEAD_MIN || first.length > LEAD_MAX || /^["“«]/.test(first) || first.endsWith(':'))
      return
    const sentences = first.split(/[.!?…]["”’»)]*\s+(?=["“(]?\p{Lu})/u).length
    const apart =
      this.hadPrefix ||
      captionAt === 1 ||
      (paste.headline !== '' && paste.published !== null && captionAt !== 0 && lines.length >= 3)
    if (paste.headline === '' || !apart || sentences > 3) return
    paste.lead = first
    lines.shift()
  }
}

const BULLET = /^\s*(?:[-*+•–—·▪●○►✓✔☑])\s+(?=\S)/

/** A paragraph or a list; whatever else means something to Markdown is escaped. */
function paragraphMarkdown(paragraph: string): string {
  const lines = paragraph.split('\n')
  if (lines.every((line) => BULLET.test(line)) && lines.length > 1)
    return lines.map((line) => `- ${escapeInline(line.replace(BULLET, '').trim())}`).join('\n')
  if (lines.every((line) => line.startsWith('>')))
    return lines.map((line) => `> ${escapeMarkdown(line.replace(/^>\s?/, ''))}`.trimEnd()).join('\n')
  return escapeMarkdown(paragraph)
}

/** Takes a paste apart. Idempotent in its words: whatever is not named in `removed` stands in one of the parts. */
export function readPaste(text: string): Paste {
  return new Reader(text).read()
}
