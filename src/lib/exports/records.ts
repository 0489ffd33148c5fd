/** What an export or a feed is read into, whatever it came from. Nothing in it is trusted: it is text of a stranger's file. */

export type ExportFormat = 'blogger' | 'wordpress' | 'atom' | 'rss' | 'json'

export type ExportRecord =
  | ExportedSite
  | ExportedArticle
  | ExportedComment
  | ExportedPicture
  | ExportNote
  | ExportTally

/** The blog itself; there is one for each file of a zip. */
export interface ExportedSite {
  kind: 'site'
  format: ExportFormat
  title: string
  /** Its address, where the file tells it. */
  url: string | null
}

export interface ExportedArticle {
  kind: 'article'
  /** The same in every export of the same blog. */
  key: string
  page: boolean
  draft: boolean
  title: string
  html: string
  excerpt: string
  authors: string[]
  /** Labels of Blogger, tags of WordPress, categories of a feed. */
  labels: string[]
  /** Categories of WordPress. */
  categories: string[]
  publishedAt: Date | null
  updatedAt: Date | null
  /** Its old address, where the file tells it. */
  url: string | null
  /** Old addresses below the blog: `/2015/11/ten-bai.html`, `/?p=123`. */
  paths: string[]
  /** The last part of the old address without its ending; '' when there is none. */
  name: string
}

export interface ExportedComment {
  kind: 'comment'
  key: string
  articleKey: string
  /** The comment that it answers. */
  replyTo: string | null
  author: string
  authorUrl: string | null
  html: string
  createdAt: Date | null
}

/** A file of WordPress' library: what an article's pictures are called. */
export interface ExportedPicture {
  kind: 'picture'
  url: string
  caption: string
}

/** Things that could not be read as they are, each with its place. The words are those of the page that shows them. */
export type NoteKind =
  | 'broken'
  | 'encoding'
  | 'cut'
  | 'extra_file'
  | 'no_key'
  | 'no_date'
  | 'protected'
  | 'private'
  | 'enclosure'

export interface ExportNote {
  kind: 'note'
  what: NoteKind
  /** Title or address of what it is about; '' for the file. */
  where: string
  detail: string
  /** Line of the file, from 1. */
  line: number | null
}

/** What is only counted. */
export type TallyKind =
  | 'zoneless'
  | 'undecodable'
  | 'trashed'
  | 'spam'
  | 'unapproved'
  | 'pingback'
  | 'template'
  | 'other_type'

export interface ExportTally {
  kind: 'tally'
  what: TallyKind
  count: number
}

/** Why a file is refused as a whole. */
export type Refusal =
  | 'not_an_export'
  | 'entities'
  | 'too_large'
  | 'too_many_files'
  | 'bomb'
  | 'bad_zip'
  | 'encrypted'
  | 'nothing_inside'

export class ExportError extends Error {
  readonly code: Refusal

  constructor(code: Refusal, options: { cause?: unknown } = {}) {
    super(code, options)
    this.name = 'ExportError'
    this.code = code
  }
}
