/** A picture of the own media store, as pages may show it. */
export interface PictureInfo {
  url: string
  width: number | null
  height: number | null
  /** Shown when the Markdown says none. */
  alt: string
}

export interface RenderArticleOptions {
  /** What `media:ID` shows, or null for a picture that is gone. */
  picture(id: string): PictureInfo | null
  /** Own origin: the address of a post here, alone in its paragraph, embeds the post. */
  origin: string
  /** Makes links of #tags; without it they stay text. */
  tagUrl?(key: string, display: string): string
  /** Language of the article ('vi' when left out): the words that the page adds, such as "Ảnh:", are in it. */
  language?: string
}

export interface Heading {
  level: number
  id: string
  text: string
}

export interface RenderedArticle {
  /** Safe HTML. An embedded post is the literal mark `<!--post:ID-->`. */
  html: string
  /** Pictures, each once, in order; also those that `picture()` did not know. */
  mediaIds: string[]
  /** Ids of embedded posts, each once, in order. */
  posts: string[]
  headings: Heading[]
  /** Web addresses that the article links to, each once. */
  links: string[]
  /** What a person reads: for search, previews, shingles. */
  text: string
  words: number
  readingMinutes: number
}

/** What one rendering collects, carried through markdown-it as its `env`. */
export interface Env {
  options: RenderArticleOptions
  media: Set<string>
  posts: Set<string>
  links: Set<string>
  headings: Heading[]
  /** Addresses of the pictures that were written: no other may stay. */
  shown: Set<string>
  depth: number
  searched: number
  footnotes?: { list?: Footnote[]; refs?: Record<string, number> }
}

export interface Footnote {
  label?: string
  count?: number
  content?: string
  tokens?: unknown[]
}

/** markdown-it knows nothing of what its `env` carries. */
export const envOf = (env: unknown): Env => env as Env
