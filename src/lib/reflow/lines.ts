/** What one line of pasted text is, seen by itself. */

const LIST_ITEM = /^(?:[-*+•–—·▪●○►✓✔☑]|\d{1,3}[.)](?!\d)|[a-zđ]\)|[ivx]{1,4}[.)]|[IVX]{1,5}[.)])\s+\S/
const SEPARATOR = /^([-*=_~#])(?:\s?\1){2,}$/
const BARE_URL = /^https?:\/\/\S+$/
const CREDIT =
  /(?:^|[.!?…"”’)]\s+|\s[-–—(]\s?)(?:Ảnh|Ảnh minh họa|Ảnh minh hoạ|Nguồn|Video|Clip|Đồ họa|Đồ hoạ|Photo|Image)\s?: ?\S.{0,40}$/u
const DATE_PARTS =
  /\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}\s?[:h]\s?\d{2}(?::\d{2})?|\d{1,2} ?giờ(?: ?\d{1,2} ?phút)?|\d{1,2} tháng \d{1,2}(?: năm|,)? ?\d{4}/giu
const DATE_WORDS =
  /thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|ngày|lúc|cập nhật|đăng|GMT ?\+?\d{0,2}|\(|\)|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b[ap]m\b|[-–—|,:.•\s]/giu

/** Only a date or a time, as under a headline: "25/11/2015 - 14:36", "Thứ Tư, 25/11/2015 14:36 (GMT+7)". */
export function isTimeLine(line: string): boolean {
  if (line.length > 60 || !/\d/.test(line)) return false
  const left = line.replace(DATE_PARTS, '')
  return left !== line && left.replace(DATE_WORDS, '') === ''
}

/** A list item, a numbered heading, or a line of dialogue. */
export function isListItem(line: string): boolean {
  return LIST_ITEM.test(line)
}

/** Ends in a photo credit: "... đã làm. Ảnh: B.M". */
export function endsInCredit(text: string): boolean {
  return CREDIT.test(text.slice(-90))
}

/** A line that is never joined to its neighbours. */
export function standsAlone(line: string): boolean {
  return isTimeLine(line) || SEPARATOR.test(line) || BARE_URL.test(line) || /\t|\|.*\|/.test(line)
}

/** All letters are capitals and there are at least two words: a headline. */
export function isShouted(line: string): boolean {
  return /\p{Lu}.*\s.*\p{Lu}/u.test(line) && !/\p{Ll}/u.test(line)
}

const ABBREVIATION =
  /(?:^|[\s(“"])(?:\p{Lu}|TP|TX|TT|Q|P|GS|PGS|TS|ThS|Th\.S|BS|KS|LS|CN|Mr|Mrs|Ms|Dr|St|vs|tr)\.$/u

/** Ends a sentence (closing quotes and brackets counted in), and not an abbreviation such as "TP." or "B.". */
export function endsSentence(text: string): boolean {
  const tail = text.slice(-60)
  return /[.!?…]["”’»)\]]*$|["”’»]$/u.test(tail) && !ABBREVIATION.test(tail)
}

/** The first character that is no quote or bracket: 'lower', 'upper', or something else. */
export function startOf(line: string): 'lower' | 'upper' | 'other' {
  const first = /^["“‘'«([]*(\p{L})?/u.exec(line)?.[1]
  if (first === undefined) return 'other'
  return /\p{Lu}/u.test(first) ? 'upper' : /\p{Ll}/u.test(first) ? 'lower' : 'other'
}

export function firstWord(line: string): string {
  return /^\S{1,100}/.exec(line)?.[0] ?? ''
}

/** Would the next line's first word have fitted on this one? Then the line was broken on purpose. */
export function hadRoom(line: string, next: string, width: number): boolean {
  return line.length + 1 + firstWord(next).length <= width
}

/** An opening bracket or curly quote is still open at the end. */
export function isOpen(text: string): boolean {
  const count = (char: string): number => text.split(char).length - 1
  return count('(') > count(')') || count('“') > count('”')
}
