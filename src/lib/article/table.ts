/** Tables: those of figures stay tables, those that only arrange a page are taken apart. */
import { type Element, findBelow, type Node } from './tree.ts'

const COLUMNS_MAX = 50
const ROWS_MAX = 2000
const ARRANGED = new Set('table ul ol blockquote h1 h2 h3 h4 h5 h6 figure pre iframe hr'.split(' '))

function rowsOf(node: Element, rows: Element[] = []): Element[] {
  for (const child of node.children) {
    if (typeof child === 'string') continue
    if (child.name === 'tr') rows.push(child)
    else if (/^(?:thead|tbody|tfoot)$/.test(child.name)) rowsOf(child, rows)
  }
  return rows
}

const cellsOf = (row: Element): Element[] =>
  row.children.filter(
    (child: Node): child is Element => typeof child !== 'string' && /^t[dh]$/.test(child.name),
  )

/** Does the table arrange a page (a picture and its caption, columns of text)? */
export function isLayout(table: Element): boolean {
  const { role, class: className = '' } = table.attributes
  if (/^(?:presentation|none)$/.test(role ?? '') || /caption/i.test(className)) return true
  const rows = rowsOf(table)
  if (rows.length === 0 || rows.length > ROWS_MAX) return true
  if (rows.every((row) => cellsOf(row).length <= 1)) return true
  return rows.some((row) => cellsOf(row).some(isArranged))
}

function isArranged(cell: Element): boolean {
  if (findBelow(cell, (element) => element !== cell && ARRANGED.has(element.name)) !== null) return true
  return cell.children.filter((child) => typeof child !== 'string' && child.name === 'p').length > 3
}

/** A table of rows and columns; its first row is the head, for Markdown knows no table without. */
export function tableMarkdown(table: Element, cellMarkdown: (cell: Element) => string): string {
  const rows = rowsOf(table).map((row) =>
    cellsOf(row)
      .slice(0, COLUMNS_MAX)
      .flatMap((cell) => {
        const text = cellMarkdown(cell)
          .replace(/\s*\n\s*/g, ' ')
          .replace(/\\?\|/g, '\\|')
        const span = Math.min(COLUMNS_MAX, Math.max(1, Number(cell.attributes.colspan ?? 1) || 1))
        return [text, ...Array.from({ length: span - 1 }, () => '')]
      })
      .slice(0, COLUMNS_MAX),
  )
  const filled = rows.filter((row) => row.some((cell) => cell !== ''))
  const width = Math.max(0, ...filled.map((row) => row.length))
  if (filled.length === 0) return ''
  const line = (row: string[]): string =>
    `| ${Array.from({ length: width }, (_, i) => row[i] ?? '').join(' | ')} |`
  const [head, ...rest] = filled
  return [line(head!), line(Array.from({ length: width }, () => '---')), ...rest.map(line)].join('\n')
}
