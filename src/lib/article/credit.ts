/** Who made a picture, as captions say it. */

const CREDIT =
  /(?:^|(?<=[.!?…"”’)])\s+|\s+[-–—]\s*|\s*[([]\s*)(?:Ảnh|Ảnh minh họa|Ảnh minh hoạ|Ảnh tư liệu|Hình|Đồ họa|Đồ hoạ|Nguồn ảnh|Photo|Photos|Image)(?:\s+by)?\s?:\s*([^:()[\]]{1,60}?)\s*[)\].]?$/iu

export interface Credited {
  caption: string
  /** '' when nobody is named. */
  credit: string
}

/** "… đã làm. Ảnh: B.M" -> { caption: "… đã làm.", credit: "B.M" }. */
export function splitCredit(text: string): Credited {
  const plain = text.normalize('NFC').replace(/\s+/g, ' ').trim()
  const from = Math.max(0, plain.length - 120)
  const tail = plain.slice(from)
  const found = CREDIT.exec(tail)
  if (found === null) return { caption: plain, credit: '' }
  // A name such as "B.M." keeps its point.
  const credit = /(?:^|[.\s])\p{Lu}$/u.test(found[1]!) && tail.endsWith('.') ? `${found[1]}.` : found[1]!
  return { caption: (plain.slice(0, from) + tail.slice(0, found.index)).trim(), credit }
}
