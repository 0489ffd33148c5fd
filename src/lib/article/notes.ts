/** Footnotes in HTML: a small link to a place below, and that place. */
import { type Element, type Node, rawText } from './tree.ts'

export interface Notes {
  /** The label of the note that a link leads to, or null. */
  label(link: Element): string | null
  /** A link in a note that leads back to the text. */
  isWayBack(link: Element): boolean
  isNote(element: Element): boolean
  /** Notes in the order of their labels. */
  all(): { label: string; node: Element }[]
}

const fragment = (node: Element): string | null =>
  node.name === 'a' && node.attributes.href?.startsWith('#') ? node.attributes.href.slice(1) : null

const SIGN = /^\s*\[?\s*(?:\d{1,4}|[ivx]{1,6}|\*{1,3}|[a-z])\s*\]?\s*$/i

interface Found {
  links: { id: string; inside: Element | null }[]
  places: Map<string, Element>
}

function walk(node: Node, block: Element | null, found: Found): void {
  if (typeof node === 'string') return
  const isPlace = node.name === 'li' || node.name === 'p' || node.name === 'div'
  const within = isPlace ? node : block
  const id = node.attributes.id ?? (node.name === 'a' ? node.attributes.name : undefined)
  if (id !== undefined && within !== null && !found.places.has(id)) {
    if (isPlace || node.name === 'a') found.places.set(id, within)
  }
  const to = fragment(node)
  if (to !== null && SIGN.test(rawText(node))) found.links.push({ id: to, inside: within })
  for (const child of node.children) walk(child, within, found)
}

/** Finds the notes of a document: places below that small links lead to. Word's lead both ways. */
export function findNotes(root: Element): Notes {
  const found: Found = { links: [], places: new Map() }
  walk(root, null, found)
  const labels = new Map<string, string>()
  const nodes = new Map<Element, string>()
  for (const { id, inside } of found.links) {
    const place = found.places.get(id)
    // The way back leads from a note that is known already to where it is cited.
    if (labels.has(id) || place === undefined || place === inside) continue
    if ((inside !== null && nodes.has(inside)) || nodes.has(place)) continue
    if (inside !== null && contains(place, inside)) continue
    labels.set(id, String(labels.size + 1))
    nodes.set(place, labels.get(id)!)
  }
  return {
    label: (link) => {
      const id = fragment(link)
      return id !== null && SIGN.test(rawText(link)) ? (labels.get(id) ?? null) : null
    },
    isWayBack: (link) => {
      const id = fragment(link)
      return (
        id !== null && nodes.size > 0 && !labels.has(id) && /^\s*(?:\S{1,3}|\[\d+\])\s*$/.test(rawText(link))
      )
    },
    isNote: (element) => nodes.has(element),
    all: () => [...nodes].map(([node, label]) => ({ label, node })),
  }
}

function contains(outer: Element, inner: Element): boolean {
  return outer.children.some(
    (child) => typeof child !== 'string' && (child === inner || contains(child, inner)),
  )
}
