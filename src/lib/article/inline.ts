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
    const before = out.at(-1)
    if (text.startsWith('\n') && before?.note === undefined && before?.text.endsWith(' ')) {
      before.text = before.text.slice(0, -1)
      if (before.text === '') out.pop()
    }
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

  last = ''
  /** The sign of the mark that the last piece closed. */
  sign = ''

  add(part: string, sign = ''): void {
    if (part === '') return
    const { last } = this
    if (last.endsWith('!') && part.startsWith('['))
      this.list[this.list.length - 1] = `${last.slice(0, -1)}\\!`
    // A note that is followed by a colon at the beginning of a line would be its definition.
    const isNote = last.startsWith('[^') && /^\[\^\d+\]$/.test(last)
    this.last = isNote && /^[:(]/.test(part) ? `\\${part}` : part
    this.sign = sign
    this.list.push(this.last)
  }

  toString(): string {
    return this.list.join('')
  }
}

/** How far a mark reaches from the first of some runs. */
function reach(runs: readonly Run[], from: number, mark: Mark): number {
  const value = runs[from]!.style[mark]
  let to = from + 1
  while (to < runs.length && runs[to]!.style[mark] === value) to += 1
  return to
}

/** The mark to open at a run: links hold other marks, and of these the one that reaches furthest holds the rest. */
function widest(
  runs: readonly Run[],
  from: number,
  open: readonly Mark[],
): { mark: Mark; to: number } | null {
  let found: { mark: Mark; to: number } | null = null
  for (const mark of MARKS) {
    if (!runs[from]!.style[mark] || open.includes(mark)) continue
    const to = reach(runs, from, mark)
    if (found === null || to > found.to) found = { mark, to }
    if (mark === 'href') break
  }
  return found
}

const bare = (runs: readonly Run[]): Run[] =>
  runs.map((run) => ({ ...run, style: { ...run.style, bold: false, italic: false, strike: false } }))

/** Would a sign between these two characters open (or, mirrored, close)? */
const flanks = (outer: string, inner: string): boolean => !PUNCTUATION.test(inner) || !WORD.test(outer)

function write(runs: readonly Run[], open: readonly Mark[], outer: [before: string, after: string]): string {
  const out = new Pieces()
  for (let from = 0; from < runs.length; ) {
    const found = widest(runs, from, open)
    if (found === null) {
      out.add(leaf(runs[from++]!))
      continue
    }
    const { mark, to } = found
    const group = runs.slice(from, to)
    const before = out.last.at(-1) ?? outer[0]
    const after = runs[to]?.text[0] ?? outer[1]
    if (mark === 'href') out.add(linkMarkdown(group, open))
    else {
      const sign = SIGN[mark]
      const inner = write(group, [...open, mark], [sign[0]!, sign[0]!])
      const fits =
        out.sign !== sign[0] &&
        (flanks(before, inner[0] ?? ' ') || inner.startsWith(sign[0]!)) &&
        (flanks(after, inner.at(-1) ?? ' ') || inner.endsWith(sign[0]!))
      // Signs that would not count, or run into others, are left out with their marks: the words matter more.
      if (inner !== '' && fits) out.add(sign + inner + sign, sign[0])
      else out.add(write(bare(group), open, [before, after]))
    }
    from = to
  }
  return out.toString()
}

function linkMarkdown(group: readonly Run[], open: readonly Mark[]): string {
  const { href } = group[0]!.style
  if (group.length === 1 && group[0]!.text === href && /^https?:\/\/[^\s<>]+$/.test(href)) return `<${href}>`
  const inner = write(group, [...open, 'href'], ['[', ']'])
  return inner === '' ? '' : `[${inner}](${destination(href)})`
}

/** Runs to paragraphs of Markdown, none empty. */
export function inlineMarkdown(runs: readonly Run[]): string[] {
  return paragraphs(unwrap(tidy(runs)))
    .map((paragraph) => {
      let fitted = tidy(paragraph)
      for (const mark of MARKS) fitted = fitMark(fitted, mark)
      return escapeStarts(write(tidy(fitted), [], [' ', ' ']))
    })
    .filter((text) => text.trim() !== '')
}
