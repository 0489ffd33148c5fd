import { createHash } from 'node:crypto'
import { parseExportDate } from './dates.ts'
import type { ExportedArticle, ExportNote, ExportRecord, NoteKind, TallyKind } from './records.ts'

/** What a reader of one file remembers. */
export class Reading {
  /** Address of the blog, once it is known. */
  base: string | null = null
  private readonly tallies = new Map<TallyKind, number>()

  count(what: TallyKind, by = 1): void {
    if (by > 0) this.tallies.set(what, (this.tallies.get(what) ?? 0) + by)
  }

  counted(): ExportRecord[] {
    return [...this.tallies].map(([what, count]) => ({ kind: 'tally', what, count }))
  }

  /** The first of the texts that is a date; one without a zone is counted. */
  date(...texts: string[]): Date | null {
    for (const text of texts) {
      const found = text ? parseExportDate(text) : null
      if (!found) continue
      if (found.zoneless) this.count('zoneless')
      return found.at
    }
    return null
  }
}

export const note = (what: NoteKind, where: string, detail = '', line: number | null = null): ExportNote => ({
  kind: 'note',
  what,
  where: where.slice(0, 300),
  detail: detail.slice(0, 300),
  line,
})

/** A key for what has none: the same in every export of the same text. */
export const keyOf = (...parts: string[]): string =>
  `xom:${createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 32)}`

export const unique = (list: string[]): string[] => [
  ...new Set(list.map((one) => one.trim()).filter(Boolean)),
]

const blank: ExportedArticle = {
  kind: 'article',
  key: '',
  page: false,
  draft: false,
  title: '',
  html: '',
  excerpt: '',
  authors: [],
  labels: [],
  categories: [],
  publishedAt: null,
  updatedAt: null,
  url: null,
  paths: [],
  name: '',
}

export const articleOf = (parts: Partial<ExportedArticle> & { key: string }): ExportedArticle => ({
  ...blank,
  ...parts,
})
