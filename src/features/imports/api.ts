import { z } from 'zod'
import type { Lost } from '../../lib/article/index.ts'
import type { ExportFormat, NoteKind, Refusal, TallyKind } from '../../lib/exports/index.ts'

/** Bytes of a file that is sent in, and of a feed that is fetched. */
export const MOST_FILE = 200 * 1024 * 1024
export const MOST_FEED = 20 * 1024 * 1024

/** In the order in which an import goes through them. */
export const phases = [
  'reading',
  'waiting',
  'articles',
  'comments',
  'pictures',
  'showing',
  'done',
  'refused',
] as const
export type Phase = (typeof phases)[number]

export const isWorking = (phase: Phase): boolean =>
  phase === 'reading' ||
  phase === 'articles' ||
  phase === 'comments' ||
  phase === 'pictures' ||
  phase === 'showing'

/** Why a whole file or feed was not taken. */
export type ImportRefusal =
  | Refusal
  | 'unreachable'
  | 'unsafe_address'
  | 'empty'
  | 'expired'
  | `broken:${number}`

/** Kinds of lines in the report; what the pages call them is `imports.note.<kind>`. */
export type ReportKind =
  | NoteKind
  | TallyKind
  | `dropped_${Lost['what']}`
  | 'failed'
  | 'empty_article'
  | 'orphan'
  | 'picture'
  | 'pictures_left'
  | 'notes_left'

export interface FoundLabel {
  name: string
  count: number
}

/** What the first reading found, for the page that asks how to go on. */
export interface Found {
  format: ExportFormat | ''
  articles: number
  pages: number
  drafts: number
  comments: number
  labels: FoundLabel[]
  /** ISO 8601. */
  first: string | null
  last: string | null
  titles: string[]
}

export const pageChoices = ['article', 'draft', 'leave'] as const

/** What the editor chose. `sections` is by the name of a label. */
export interface Choices {
  pages: (typeof pageChoices)[number]
  comments: boolean
  pictures: boolean
  sections: Record<string, string>
}

const ticked = z
  .unknown()
  .optional()
  .transform((value) => value === '1')

/** The form of the page that asks. Sections come as two lists of the same length. */
export const Confirm = z.object({
  old_address: z.string().max(2000).default(''),
  pages: z.enum(pageChoices).default('draft'),
  // A box that is not ticked is not sent.
  comments: ticked,
  pictures: ticked,
  label: z.preprocess((value) => value ?? [], z.array(z.string().max(500)).max(200)),
  section: z.preprocess((value) => value ?? [], z.array(z.string().max(200)).max(200)),
})
export type Confirm = z.infer<typeof Confirm>
