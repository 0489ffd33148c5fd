/** Blocks of Markdown in the making, and how they stand below each other. */
import { splitCredit } from './credit.ts'
import { pictureMarkdown } from './escape.ts'
import { type Element, findBelow, textBelow } from './tree.ts'

export type Block =
  | { kind: 'text'; markdown: string }
  /** `other` is the same with other signs, for a list right behind a list. */
  | { kind: 'list'; markdown: string; other: string }
  | { kind: 'picture'; target: string; alt: string; caption: string; licence: string }
  | { kind: 'item'; level: number; marker: string; markdown: string }

/** The caption; a licence is told apart where the page itself does so. */
export function describe(picture: Block & { kind: 'picture' }, caption: Element): void {
  const licence = findBelow(caption, ({ attributes }) => attributes.class === 'licence')
  picture.licence = licence === null ? '' : textBelow(licence)
  const text = textBelow(caption)
  picture.caption = text.slice(0, Math.min(1000, text.length - picture.licence.length)).trim()
}

/** Pictures in a row make a gallery. */
export function row(blocks: Block[]): Block[] {
  const out: Block[] = []
  let pictures: Block[] = []
  const end = (): void => {
    if (pictures.length > 1) out.push({ kind: 'text', markdown: pictures.map(markdownOf).join('\n') })
    else out.push(...pictures)
    pictures = []
  }
  for (const block of blocks) {
    if (block.kind === 'picture') pictures.push(block)
    else {
      end()
      out.push(block)
    }
  }
  end()
  return out
}

function markdownOf(block: Block): string {
  if (block.kind === 'item')
    return `${'   '.repeat(block.level - 1)}${block.marker} ${indented(block.markdown, '   '.repeat(block.level)).trimStart()}`
  return block.kind === 'picture'
    ? pictureMarkdown(block.target, {
        alt: block.alt,
        licence: block.licence,
        ...splitCredit(block.caption),
      })
    : block.markdown
}

export const indented = (text: string, by: string): string => text.replace(/^(?=.)/gm, by)

export function joined(blocks: readonly Block[], inItem = false): string {
  let out = ''
  let before: Block | null = null
  // Two lists in a row would be one: every other one has other signs.
  let isOther = false
  for (const block of blocks) {
    isOther = block.kind === 'list' && before?.kind === 'list' && !isOther
    const isTight =
      (before?.kind === 'item' && block.kind === 'item') ||
      (inItem && block.kind === 'list' && before?.kind === 'text')
    out += before === null ? '' : isTight ? '\n' : '\n\n'
    out += isOther && block.kind === 'list' ? block.other : markdownOf(block)
    before = block
  }
  return out
}
