let collator: Intl.Collator | null = null

function vietnamese(): Intl.Collator {
  collator ??= new Intl.Collator('vi', { numeric: true })
  return collator
}

/** Dictionary order: a ă â b ... d đ ... and ngang, huyền, hỏi, ngã, sắc, nặng; numbers by value. */
export function compareVietnamese(a: string, b: string): number {
  return vietnamese().compare(a, b)
}

/** The given name (the last word) and the rest of a person's name. */
export function splitName(name: string): { given: string; rest: string } {
  const trimmed = name.trim()
  const space = trimmed.search(/\s\S*$/)
  return space < 0
    ? { given: trimmed, rest: '' }
    : { given: trimmed.slice(space + 1), rest: trimmed.slice(0, space).trim() }
}

/** People by given name, then by the rest: "Trần Văn An" before "Nguyễn Thị Bình". */
export function comparePeople(a: string, b: string): number {
  const left = splitName(a)
  const right = splitName(b)
  return compareVietnamese(left.given, right.given) || compareVietnamese(left.rest, right.rest)
}
