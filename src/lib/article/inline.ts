/** Runs of styled text to one paragraph of Markdown. */
import { looksHardWrapped, reflow } from '../reflow.ts'
import { destination, escapeInline, escapeStarts } from './escape.ts'

export interface Style {
  bold: boolean
  italic: boolean
  strike: boolean
  code: boolean
  href: string
}

export const PLAIN: Style = { bold: false, italic: false, strike: false, code: false, href: '' }

/** A line break is the text "\n"; `note` is the label of a footnote. */
export interface Run {
  text: string
  style: Style
  note?: string
}

const same = (a: Style, b: Style): boolean =>
  a === b ||
  (a.bold === b.bold &&
    a.italic === b.italic &&
    a.strike === b.strike &&
    a.code === b.code &&
    a.href === b.href)

/** One space for each run of white space, none at the ends of lines; equal neighbours become one. */
function tidy(runs: readonly Run[]): Run[] {
  const out: Run[] = []
  let atSpace = true
  for (const run of runs) {
    if (run.note !== undefined) {
      out.push(run)
      atSpace = false
      continue
    }
    let text = run.text.replace(/[^\S\n]+/g, ' ').replace(/ ?\n ?/g, '\n')
    if (atSpace) text = text.replace(/^ /, '')
    if (text.startsWith('\n')) trimEnd(out)
    if (text === '') continue
    atSpace = /\s$/.test(text)
    const last = out.at(-1)
    if (last && last.note === undefined && same(last.style, run.style)) last.text += text
    else out.push({ text, style: run.style })
  }
  trimEnd(out)
  return out
}

function trimEnd(runs: Run[]): void {
  for (let last = runs.at(-1); last !== undefined && last.note === undefined; last = runs.at(-1)) {
    last.text = last.text.trimEnd()
    if (last.text !== '') return
    runs.pop()
  }
}

/**
 * Line ends that only a typewriter's margin made become spaces, others paragraphs: what lib/reflow finds, put back
 * into the styled runs. Words are never touched.
 */
function unwrap(runs: Run[]): Run[] {
  const plain = runs.map((run) => run.text).join('')
  if ((plain.match(/\n/g)?.length ?? 0) < 2 || !looksHardWrapped(plain)) return runs
  const shaped = reflow(plain)
  let at = 0
  const spaces = (): string => {
    const from = at
    while (at < shaped.length && /\s/.test(shaped[at]!)) at += 1
    return shaped.slice(from, at)
  }
  const out: Run[] = []
  for (const run of runs) {
    let text = ''
    for (const part of run.text.split(/(\s+)/)) {
      if (part === '') continue
      if (/^\s/.test(part)) text += spaces() || (part.includes('\n') ? '' : ' ')
      else if (shaped.startsWith(part, at)) {
        text += part
        at += part.length
      } else return runs
    }
    out.push({ ...run, text })
  }
  return out
}

/** Parts runs at blank lines. */
function paragraphs(runs: readonly Run[]): Run[][] {
  const found: Run[][] = [[]]
  for (const run of runs) {
    if (run.note !== undefined) {
      found.at(-1)!.push(run)
      continue
    }
    run.text.split(/\n(?:[^\S\n]*\n)+/).forEach((text, i) => {
      if (i > 0) found.push([])
      found.at(-1)!.push({ text, style: run.style })
    })
  }
  return found
}

type Mark = 'href' | 'strike' | 'bold' | 'italic'
const MARKS: Mark[] = ['href', 'strike', 'bold', 'italic']
const SIGN: Record<Exclude<Mark, 'href'>, string> = { strike: '~~', bold: '**', italic: '*' }
const PUNCTUATION = /[\p{P}\p{S}]/u
const WORD = /[^\s\p{P}\p{S}]/u

const without = (style: Style, mark: Mark): Style => ({ ...style, [mark]: mark === 'href' ? '' : false })

/** A mark may neither begin nor end with white space, nor with a sign right beside a letter outside: it would not count. */
function fitMark(runs: Run[], mark: Mark): Run[] {
  const out: Run[] = []
  for (let from = 0; from < runs.length; ) {
    const value = runs[from]!.style[mark]
    let to = from + 1
    while (to < runs.length && runs[to]!.style[mark] === value) to += 1
    const group = runs.slice(from, to)
    if (!value) out.push(...group)
    else {
      const before = out.at(-1)?.text.at(-1) ?? ' '
      const after = runs[to]?.text[0] ?? ' '
      out.push(...trimmed(group, mark, before, after))
    }
    from = to
  }
  return out
}

function trimmed(group: readonly Run[], mark: Mark, before: string, after: string): Run[] {
  const lead: Run[] = []
  const tail: Run[] = []
  const outside = (char: string, beside: string): boolean =>
    /\s/.test(char) || (mark !== 'href' && PUNCTUATION.test(char) && WORD.test(beside))
  const isFixed = (run: Run): boolean => run.note !== undefined || run.style.code
  let from = 0
  let first = group[0]!
  for (let beside = before; from < group.length; from += 1) {
    first = group[from]!
    if (isFixed(first)) break
    let n = 0
    while (n < first.text.length && outside(first.text[n]!, beside)) beside = first.text[n++]!
    if (n > 0) lead.push({ text: first.text.slice(0, n), style: without(first.style, mark) })
    first = { ...first, text: first.text.slice(n) }
    if (first.text !== '') break
  }
  const rest = from < group.length ? [first, ...group.slice(from + 1)] : []
  for (let beside = after; rest.length > 0; ) {
    const last = rest.at(-1)!
    if (isFixed(last)) break
    let n = last.text.length
    while (n > 0 && outside(last.text[n - 1]!, beside)) beside = last.text[--n]!
    if (n < last.text.length) tail.push({ text: last.text.slice(n), style: without(last.style, mark) })
    rest.pop()
    if (n > 0) {
      rest.push({ ...last, text: last.text.slice(0, n) })
      break
    }
  }
  return [...lead, ...rest, ...tail.reverse()]
}

function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((found) => found[0].length))
  const fence = '`'.repeat(longest + 1)
  const padding = /^`|`$|^ .* $/.test(text) ? ' ' : ''
  return fence + padding + text.replace(/\n/g, ' ') + padding + fence
}

function leaf(run: Run): string {
  if (run.note !== undefined) return `[^${run.note}]`
  if (run.style.code && run.text.trim() !== '') return codeSpan(run.text)
  return escapeInline(run.text)
}

/** Pieces of one paragraph; a piece may change the meaning of the one before. */
class Pieces {
  private readonly list: string[] = []

  add(part: string): void {
    const last = this.list.at(-1) ?? ''
    if (part === '') return
    if (last.endsWith('!') && part.startsWith('['))
      this.list[this.list.length - 1] = `${last.slice(0, -1)}\\!`
    // A note that is followed by a colon at the beginning of a line would be its definition.
    const isNote = last.startsWith('[^') && /^\[\^\d+\]$/.test(last)
    this.list.push(isNote && /^[:(]/.test(part) ? `\\${part}` : part)
  }

  toString(): string {
    return this.list.join('')
  }
}

function write(runs: readonly Run[], depth: number): string {
  const mark = MARKS[depth]
  const out = new Pieces()
  if (mark === undefined) {
    for (const run of runs) out.add(leaf(run))
    return out.toString()
  }
  for (let from = 0; from < runs.length; ) {
    const value = runs[from]!.style[mark]
    let to = from + 1
    while (to < runs.length && runs[to]!.style[mark] === value) to += 1
    const group = runs.slice(from, to)
    const inner = write(group, depth + 1)
    if (!value || inner === '') out.add(inner)
    else if (mark !== 'href') out.add(SIGN[mark] + inner + SIGN[mark])
    else {
      const href = String(value)
      const bare = group.length === 1 && group[0]!.text === href && /^https?:\/\/[^\s<>]+$/.test(href)
      out.add(bare ? `<${href}>` : `[${inner}](${destination(href)})`)
    }
    from = to
  }
  return out.toString()
}

/** Runs to paragraphs of Markdown, none empty. */
export function inlineMarkdown(runs: readonly Run[]): string[] {
  return paragraphs(unwrap(tidy(runs)))
    .map((paragraph) => {
      let fitted = tidy(paragraph)
      for (const mark of MARKS) fitted = fitMark(fitted, mark)
      return escapeStarts(write(tidy(fitted), 0))
    })
    .filter((text) => text.trim() !== '')
}
