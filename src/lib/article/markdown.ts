/** The Markdown of articles: CommonMark with tables, footnotes and strikethrough, without HTML. */
import createMarkdownIt, { type MarkdownIt, type StateCore, type Token } from 'markdown-it'
import footnote from 'markdown-it-footnote'
import { slug } from '../vietnamese/index.ts'
import { useFootnotes } from './footnotes.ts'
import { useLinks } from './links.ts'
import { usePictures } from './pictures.ts'
import { envOf } from './types.ts'
import { wordsOf } from './words.ts'

const NESTING_MAX = 20
/** One paragraph: longer ones, and those of nothing but signs, are shown as they are typed. Code units. */
const INLINE_MAX = 50_000
const SIGNS_MAX = 1_500
/** Pictures in the words for a picture, notes in notes. */
const INNER_MAX = 4

function isPlain(source: string): boolean {
  if (source.length > INLINE_MAX) return true
  if (source.length <= SIGNS_MAX) return false
  let signs = 0
  for (let i = 0; i < source.length; i += 1) if ('*_`[]!<&\\~^'.includes(source[i]!)) signs += 1
  return signs > SIGNS_MAX
}

/** Some inputs take the inline parser quadratic time: they are bounded here. */
function boundInline(md: MarkdownIt): void {
  const parse = md.inline.parse.bind(md.inline)
  md.inline.parse = (source, itself, given, out) => {
    const env = envOf(given)
    if (isPlain(source) || env.depth >= INNER_MAX) {
      const { Token } = new md.core.State('', md, given)
      source.split('\n').forEach((line, i) => {
        if (i > 0) out.push(new Token('softbreak', 'br', 0))
        const token = new Token('text', '', 0)
        token.content = line
        out.push(token)
      })
      return
    }
    env.depth += 1
    parse(source, itself, given, out)
    env.depth -= 1
  }
}

const textOf = (tokens: Token[] | null): string =>
  (tokens ?? [])
    .map((token) => {
      if (token.type === 'softbreak' || token.type === 'hardbreak') return ' '
      return token.type === 'image' ? textOf(token.children) : token.content
    })
    .join('')

/** Ids for headings; none is of level 1, which is the headline's, and none skips a level. */
function nameHeadings(state: StateCore): void {
  const env = envOf(state.env)
  const taken = new Map<string, number>()
  let level = 1
  let shift = 0
  state.tokens.forEach((token, i) => {
    if (token.type === 'heading_open') {
      level = Math.min(Math.max(2, Number(token.tag.slice(1))), level + 1)
      const text = textOf(state.tokens[i + 1]!.children)
        .replace(/\s+/g, ' ')
        .trim()
      const base = slug(text, 60) || 'muc'
      const count = (taken.get(base) ?? 0) + 1
      taken.set(base, count)
      let id = count === 1 ? base : `${base}-${count}`
      while (count > 1 && taken.has(id)) {
        shift += 1
        id = `${base}-${count + shift}`
      }
      taken.set(id, Math.max(1, taken.get(id) ?? 0))
      token.attrSet('id', HEADING + id)
      token.tag = `h${level}`
      env.headings.push({ level, id: HEADING + id, text })
    } else if (token.type === 'heading_close') token.tag = `h${level}`
  })
}

/** Before a heading's slug, so that no heading takes the id of a part of the page. */
const HEADING = 'muc-'

/** No style attributes: the pages allow none. */
function alignCells(state: StateCore): void {
  for (const token of state.tokens) {
    if (token.type !== 'th_open' && token.type !== 'td_open') continue
    const side = /(left|right|center)/.exec(String(token.attrGet('style') ?? ''))?.[1]
    token.attrs = side === undefined ? [] : [['class', `align-${side}`]]
    if (token.type === 'th_open') token.attrSet('scope', 'col')
  }
}

function build(): MarkdownIt {
  const md = new createMarkdownIt('default', {
    html: false,
    linkify: false,
    breaks: true,
    maxNesting: NESTING_MAX,
  })
  // What the plug-in gives and what our types say of it come from two descriptions of the same class.
  md.use(footnote as unknown as (md: MarkdownIt) => void)
  boundInline(md)
  useFootnotes(md)
  md.core.ruler.push('name_headings', nameHeadings)
  md.core.ruler.push('align_cells', alignCells)
  useLinks(md)
  usePictures(md)
  md.renderer.rules.table_open = (_tokens, _at, _options, env) =>
    `<div class="table-scroll" role="group" tabindex="0" aria-label="${wordsOf(envOf(env).options.language).table}"><table>\n`
  md.renderer.rules.table_close = () => '</table></div>\n'
  return md
}

let built: MarkdownIt | null = null

/** One parser for all articles; what a rendering collects is in its `env`. */
export function markdownIt(): MarkdownIt {
  built ??= build()
  return built
}
