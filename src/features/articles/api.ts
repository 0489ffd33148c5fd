import { z } from 'zod'
import { list } from '../../http/body.ts'
import { Account } from '../accounts/api.ts'
import { commentPolicies } from '../visibility/index.ts'

export const articleStates = ['draft', 'review', 'scheduled', 'published', 'archived'] as const
export type ArticleState = (typeof articleStates)[number]

/** `summary`: the site's own words about what stands elsewhere. Both others name their source. */
export const articleKinds = ['original', 'reprint', 'summary'] as const
export type ArticleKind = (typeof articleKinds)[number]

/** Our entity (docs/api.md). */
export const Article = z.object({
  id: z.string(),
  url: z.string(),
  site_id: z.string(),
  state: z.enum(articleStates),
  /** There is a correction note. */
  corrected: z.boolean(),
  kind: z.enum(articleKinds),
  slug: z.string(),
  headline: z.string(),
  lead: z.string(),
  /** Of the whole text; the lists leave it out. */
  content: z.string().optional(),
  /** Markdown; for the staff only. */
  source: z.string().optional(),
  section: z.object({ slug: z.string(), name: z.string() }).nullable(),
  series: z.object({ slug: z.string(), title: z.string() }).nullable(),
  tags: z.array(z.string()),
  language: z.string(),
  authors: z.array(z.object({ name: z.string(), account: Account.nullable() })),
  cover: z
    .object({
      url: z.string(),
      preview_url: z.string(),
      width: z.int().nullable(),
      height: z.int().nullable(),
      description: z.string(),
      caption: z.string(),
      credit: z.string(),
      licence: z.string(),
    })
    .nullable(),
  source_of: z
    .object({
      publisher: z.string(),
      author: z.string(),
      url: z.string(),
      published_at: z.string().nullable(),
      fetched_at: z.string().nullable(),
    })
    .nullable(),
  corrections: z.array(z.object({ text: z.string(), created_at: z.string() })),
  comments: z.enum(commentPolicies),
  reading_minutes: z.int(),
  revision: z.int(),
  /** The post below which the comments stand: answer it to comment. Null before it is published. */
  status_id: z.string().nullable(),
  comments_count: z.int(),
  scheduled_at: z.string().nullable(),
  published_at: z.string().nullable(),
  updated_at: z.string(),
})
export type Article = z.infer<typeof Article>

const text = (most: number) => z.string().max(most)

/** POST /api/v1/sites/:id/articles and PUT /api/v1/articles/:id. Lengths are decided by the verb, in graphemes. */
export const SaveArticle = z.object({
  headline: text(4000),
  lead: text(20_000).default(''),
  body: text(2_500_000).default(''),
  kind: z.enum(articleKinds).default('original'),
  slug: text(400).optional(),
  /** Slug of a section; '' for none. */
  section: text(400).default(''),
  /** Id of a series; '' for none. */
  series: text(40).default(''),
  tags: list(z.string(), 100).default([]),
  /** Names as they are to be read; `@handle` for somebody who has an account here. */
  authors: list(z.string(), 50).default([]),
  language: text(20).default('vi'),
  /** Id of an uploaded picture; '' for none. */
  cover: text(40).default(''),
  cover_caption: text(4000).default(''),
  cover_credit: text(2000).default(''),
  cover_licence: text(2000).default(''),
  /** '' as the site has it. */
  comments: z.enum([...commentPolicies, '']).default(''),
  source_publisher: text(2000).default(''),
  source_author: text(2000).default(''),
  source_url: text(4000).default(''),
  /** ISO 8601. */
  source_published_at: text(60).default(''),
  source_fetched_at: text(60).default(''),
  /** What was changed, for the staff. */
  comment: text(4000).default(''),
  /** Of a published article: what was wrong, for its readers. */
  correction: text(20_000).default(''),
  /** The revision that the writer began from; 409 when it is not the newest. */
  revision: z.coerce.number().optional(),
})
export type SaveArticle = z.infer<typeof SaveArticle>

/** POST /api/v1/articles/:id/state */
export const SetState = z.object({
  state: z.enum(articleStates),
  /** ISO 8601, for `scheduled`. */
  at: text(60).default(''),
  /** Said to the writer when it goes back to draft. */
  note: text(4000).default(''),
})
