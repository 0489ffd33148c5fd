import type { MarkdownIt, StateCore, Token } from 'markdown-it'
import { escapeHtml } from '../html/index.ts'
import { envOf, type Footnote } from './types.ts'
import { wordsOf } from './words.ts'

/** Moves the notes to the end of the tokens. The plug-in's own way copies the whole list once for each note. */
function footnoteTail(state: StateCore): void {
  const notes = envOf(state.env).footnotes
  if (notes === undefined) return
  const bodies = new Map<string, Token[]>()
  let inside: Token[] | null = null
  const rest: Token[] = []
  for (const token of state.tokens) {
    if (token.type === 'footnote_reference_open') {
      inside = []
      bodies.set(String(token.meta?.label), inside)
    } else if (token.type === 'footnote_reference_close') inside = null
    else (inside ?? rest).push(token)
  }
  state.tokens = rest
  if (notes.list === undefined) return
  rest.push(new state.Token('footnote_block_open', '', 1))
  notes.list.forEach((note, id) => {
    rest.push(meta(state, 'footnote_open', 1, id, 0))
    const tokens = bodyOf(state, note, bodies)
    const last = tokens.at(-1)?.type === 'paragraph_close' ? tokens.pop() : undefined
    for (const token of tokens) rest.push(token)
    for (let sub = 0; sub < Math.min(note.count || 1, 20); sub += 1) {
      rest.push(meta(state, 'footnote_anchor', 0, id, sub))
    }
    if (last !== undefined) rest.push(last)
    rest.push(new state.Token('footnote_close', '', -1))
  })
  rest.push(new state.Token('footnote_block_close', '', -1))
}

function meta(state: StateCore, type: string, nesting: 1 | 0, id: number, sub: number): Token {
  const token = new state.Token(type, '', nesting)
  token.meta = { id, subId: sub }
  return token
}

function bodyOf(state: StateCore, note: Footnote, bodies: Map<string, Token[]>): Token[] {
  if (note.tokens === undefined) return [...(bodies.get(note.label ?? '') ?? [])]
  const inline = new state.Token('inline', '', 0)
  inline.children = note.tokens as Token[]
  inline.content = note.content ?? ''
  return [new state.Token('paragraph_open', 'p', 1), inline, new state.Token('paragraph_close', 'p', -1)]
}

const numberOf = (token: Token): { note: number; ref: string } => {
  const note = Number(token.meta?.id) + 1
  const sub = Number(token.meta?.subId ?? 0)
  return { note, ref: sub > 0 ? `${note}-${sub + 1}` : String(note) }
}

/** Ids are numbers, never the author's labels, so that any letter may stand in a label. */
export function useFootnotes(md: MarkdownIt): void {
  md.core.ruler.at('footnote_tail', footnoteTail)
  md.renderer.rules.footnote_ref = (tokens, at) => {
    const { note, ref } = numberOf(tokens[at]!)
    return `<sup class="footnote-ref"><a href="#fn-${note}" id="fnref-${ref}">[${note}]</a></sup>`
  }
  md.renderer.rules.footnote_block_open = (_tokens, _at, _options, env) =>
    `<section class="footnotes" aria-label="${wordsOf(envOf(env).options.language).footnotes}"><ol>\n`
  md.renderer.rules.footnote_block_close = () => '</ol></section>\n'
  md.renderer.rules.footnote_open = (tokens, at) => `<li id="fn-${numberOf(tokens[at]!).note}">`
  md.renderer.rules.footnote_close = () => '</li>\n'
  md.renderer.rules.footnote_anchor = (tokens, at, _options, env) => {
    const { note, ref } = numberOf(tokens[at]!)
    const label = escapeHtml(`${wordsOf(envOf(env).options.language).back} (${note})`)
    return ` <a href="#fnref-${ref}" class="footnote-back" aria-label="${label}">↩\ufe0e</a>`
  }
}
