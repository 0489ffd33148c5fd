/**
 * Makes readable paragraphs of untidy pasted text: hard-wrapped lines are joined, one blank line stands between
 * paragraphs; headings, time lines, captions, lists, verse, code and e-mail quotes keep their shape. Works on what
 * the text itself shows (its width, sentence ends, capitals, short lines). Pure; also usable in the browser.
 */
import { cleanText } from '../graphemes.ts'
import {
  endsInCredit,
  endsSentence,
  hadRoom,
  isListItem,
  isOpen,
  isShouted,
  standsAlone,
  startOf,
} from './lines.ts'

/** Wrapped text is at least and at most so wide (code units); longer lines are paragraphs already. */
const WIDTH_MIN = 40
const LINE_MAX = 200
const VERSE_MAX = 52
const QUOTE_DEPTH = 8

interface Layout {
  /** Width the text was wrapped to, 0 when it was not. */
  width: number
  /** Lines are also broken early in mid-sentence, as text copied from a word processor's HTML is. */
  ragged: boolean
}

interface Pass {
  text: string
  /** Lines joined to the one before, and how many of them start in lower case. */
  joined: number
  joinedLower: number
}

function tidy(text: string): string {
  return cleanText(text)
    .replace(/[\u200b\u2060\ufeff\u00ad]/g, '')
    .replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(/[ \t]+$/gm, '')
}

/** Prose loses double spaces and spaces before punctuation. */
function tidyProse(line: string): string {
  return line
    .trim()
    .replace(/ {2,}/g, ' ')
    .replace(/(?<=[\p{L}\p{N}"”)]) (?=(?:[,;:!?]|\.(?!\.))(?:\s|$))/gu, '')
}

const CODE_LINE =
  /[;{}]$|^\s*(?:def|if|for|while|return|import|const|let|var|function|class|public|#include)\b.*[:;{(]|^\s*(?:\/\/|<\/?\w+)|=>|\w\(\)/

function isCode(lines: readonly string[]): boolean {
  const hits = lines.filter((line) => CODE_LINE.test(line)).length
  return hits > 0 && (hits * 2 >= lines.length || lines.every((line) => /^(?: {2}|\t)/.test(line)))
}

function isVerse(lines: readonly string[]): boolean {
  const plain = lines.map((line) => line.trim())
  const width = Math.max(...plain.map((line) => line.length))
  if (plain.length < 2 || width > VERSE_MAX || plain.some(isListItem)) return false
  const capitals = plain.filter((line) => startOf(line) === 'upper').length
  const roomy = plain.filter((line, i) => i > 0 && hadRoom(plain[i - 1]!, line, width)).length
  // A dangling word ("Thứ" / "trưởng ...") among wrapped lines is no verse.
  return plain.length >= 3 && (capitals >= plain.length * 0.75 || roomy >= (plain.length - 1) * 0.5)
}

function layoutOf(blocks: readonly string[][]): Layout {
  const lengths = blocks
    .filter((block) => block.length > 1 && !isCode(block))
    .flat()
    .map((line) => line.trim().length)
    .filter((length) => length <= LINE_MAX)
    .sort((a, b) => a - b)
  const width = lengths[Math.min(lengths.length - 1, Math.floor(lengths.length * 0.75))] ?? 0
  if (width < WIDTH_MIN) return { width: 0, ragged: false }
  const ragged = blocks.some((block) =>
    block.some((line, i) => {
      const next = block[i + 1]?.trim()
      return (
        next !== undefined &&
        line.trim().length < width * 0.6 &&
        !endsSentence(line) &&
        !isListItem(next) &&
        !standsAlone(line) &&
        startOf(next) === 'lower'
      )
    }),
  )
  return { width, ragged }
}

/** One paragraph in the making. */
interface Paragraph {
  text: string
  lines: number
  item: boolean
  alone: boolean
}

interface Step {
  paragraph: Paragraph
  /** The paragraph's last line as it stood in the paste. */
  line: string
  next: string
  /** The line after `next`. */
  beyond: string | undefined
  indented: boolean
  first: boolean
}

/** Should a new paragraph begin at `next`? */
function breaksBefore(step: Step, { width, ragged }: Layout): boolean {
  const { paragraph, line, next, beyond } = step
  if (paragraph.alone || standsAlone(next) || isListItem(next)) return true
  const start = startOf(next)
  if (endsInCredit(paragraph.text) && start !== 'lower') return true
  if (isShouted(line) !== isShouted(next) && start === 'upper' && hadRoom(line, next, width)) return true
  if (paragraph.item) return !step.indented && !(start === 'lower' && line.length >= width * 0.6)
  if (line.length > LINE_MAX) return start !== 'lower' || endsSentence(line)
  if (start === 'lower') return false
  const roomy = hadRoom(line, next, width * 0.95)
  if (endsSentence(line)) {
    if (step.indented || roomy) return true
    // The line is full, but the next is the short first line of a ragged paragraph.
    return (
      ragged &&
      start === 'upper' &&
      beyond !== undefined &&
      !endsSentence(next) &&
      next.length < width * 0.6 &&
      hadRoom(next, beyond, width)
    )
  }
  if (!roomy || /[,;–-]$/.test(line) || start === 'other') return false
  if (line.endsWith(':')) return !/^["“]/.test(next)
  if (isOpen(paragraph.text)) return false
  // Short, unfinished, then a capital: a heading, or the ragged first line of a paragraph before a name.
  if (paragraph.lines > 1) return line.length < width * 0.6 && !ragged
  return ragged ? step.first && line.split(' ').length >= 4 && !line.endsWith(',') : true
}

function joinLines(a: string, b: string): string {
  // A hyphen between letters at the line's end belongs to the word; spaces would tear it apart.
  return /\p{L}-$/u.test(a) && startOf(b) === 'lower' ? a + b : `${a} ${b}`
}

/** Joins the lines of one block of prose; returns its paragraphs, list items on consecutive lines. */
function joinBlock(block: readonly string[], layout: Layout, isFirst: boolean, pass: Pass): string {
  const paragraphs: Paragraph[] = []
  let line = ''
  let indent = 0
  block.forEach((raw, i) => {
    const next = tidyProse(raw)
    const nextIndent = raw.length - raw.trimStart().length
    const paragraph = paragraphs[paragraphs.length - 1]
    const step = paragraph && {
      paragraph,
      line,
      next,
      beyond: block[i + 1]?.trim(),
      indented: nextIndent >= indent + 2,
      first: isFirst && paragraphs.length === 1,
    }
    if (step === undefined || breaksBefore(step, layout)) {
      paragraphs.push({ text: next, lines: 1, item: isListItem(next), alone: standsAlone(next) })
    } else {
      pass.joined++
      if (startOf(next) === 'lower') pass.joinedLower++
      step.paragraph.text = joinLines(step.paragraph.text, next)
      step.paragraph.lines++
    }
    line = next
    indent = nextIndent
  })
  let text = ''
  paragraphs.forEach((paragraph, i) => {
    const before = paragraphs[i - 1]
    const tight = before !== undefined && paragraph.item && (before.item || before.text.endsWith(':'))
    text += (before === undefined ? '' : tight ? '\n' : '\n\n') + paragraph.text
  })
  return text
}

/** Text without blank lines, code fences or quotes, cut at its blank lines. */
function blocksOf(lines: readonly string[]): string[][] {
  const blocks: string[][] = []
  let open: string[] = []
  for (const line of lines) {
    if (line.trim() !== '') {
      open.push(line)
    } else if (open.length > 0) {
      blocks.push(open)
      open = []
    }
  }
  if (open.length > 0) blocks.push(open)
  return undouble(blocks)
}

/** Text with a blank line after every line, broken in mid-sentence: the blank lines mean nothing. */
function undouble(blocks: string[][]): string[][] {
  if (blocks.length < 4 || blocks.some((block) => block.length > 1 || block[0]!.length > 120)) return blocks
  const torn = blocks.filter((block, i) => {
    const before = blocks[i - 1]?.[0]
    return (
      before !== undefined &&
      !endsSentence(before) &&
      !isListItem(before) &&
      startOf(block[0]!.trim()) === 'lower'
    )
  }).length
  const wide = blocks.filter((block) => block[0]!.length >= WIDTH_MIN).length
  return torn * 2 >= blocks.length - 1 && wide * 2 >= blocks.length ? [blocks.flat()] : blocks
}

/** A run of lines of one kind. */
interface Run {
  kind: 'prose' | 'quote' | 'fence'
  lines: string[]
}

function runsOf(lines: readonly string[]): Run[] {
  const runs: Run[] = []
  let fence = false
  for (const line of lines) {
    const marker = /^\s*```/.test(line)
    const kind = fence || marker ? 'fence' : /^\s{0,3}>/.test(line) ? 'quote' : 'prose'
    const last = runs[runs.length - 1]
    if (last?.kind === kind && !(marker && !fence)) last.lines.push(line)
    else runs.push({ kind, lines: [line] })
    if (marker) fence = !fence
  }
  return runs
}

const unquote = (line: string): string => line.replace(/^\s{0,3}>[ ]?/, '')

function onePass(text: string, depth: number): Pass {
  const pass: Pass = { text: '', joined: 0, joinedLower: 0 }
  const lines = tidy(text).split('\n')
  const written = lines.filter((line) => line.trim() !== '')
  // A mail quoted as a whole needs no marks: there is nobody else's text to tell it from.
  const runs = runsOf(
    depth === 0 && written.length > 1 && written.every((line) => line.startsWith('>'))
      ? lines.map(unquote)
      : lines,
  )
  const proseBlocks = runs.map((run) => (run.kind === 'prose' ? blocksOf(run.lines) : []))
  const layout = layoutOf(proseBlocks.flat())
  const parts: string[] = []
  runs.forEach((run, i) => {
    if (run.kind === 'fence') {
      parts.push(run.lines.join('\n'))
    } else if (run.kind === 'quote') {
      const inner = run.lines.map(unquote).join('\n')
      const quoted =
        depth < QUOTE_DEPTH ? onePass(inner, depth + 1) : { ...pass, text: inner, joined: 0, joinedLower: 0 }
      pass.joined += quoted.joined
      pass.joinedLower += quoted.joinedLower
      if (quoted.text.trim() === '') return
      parts.push(quoted.text.replace(/^.*$/gm, (line) => (line === '' ? '>' : `> ${line}`)))
    }
    for (const block of proseBlocks[i]!) {
      if (isCode(block)) parts.push(block.join('\n'))
      else if (layout.width === 0 || isVerse(block)) parts.push(block.map(tidyProse).join('\n'))
      else parts.push(joinBlock(block, layout, parts.length === 0, pass))
    }
  })
  pass.text = parts.join('\n\n')
  return pass
}

/**
 * Readable paragraphs from untidy text; see the top of this file. Words, quotes and their order are never changed.
 * `reflow(reflow(x)) === reflow(x)`.
 */
export function reflow(text: string): string {
  // A joined paragraph can change what its neighbours look like, so passes repeat until nothing moves.
  let before = text
  for (let i = 0; i < 12; i++) {
    const after = onePass(before, 0).text
    if (after === before) return after
    before = after
  }
  return before
}

/** Should the composer offer to reflow this paste? True when lines were clearly broken in mid-sentence. */
export function looksHardWrapped(text: string): boolean {
  if (!text.includes('\n') || text.length > 200_000) return false
  const { joined, joinedLower } = onePass(text, 0)
  return joined >= 2 && joinedLower >= 1
}
