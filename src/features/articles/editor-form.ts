import type { Params } from '../../http/body.ts'
import type { Paste } from '../../lib/article/index.ts'
import { VIETNAM_OFFSET_MS } from '../../lib/time.ts'
import { oneOf, text } from '../../ui/widgets/fields.tsx'
import { commentPolicies } from '../visibility/index.ts'
import { articleKinds, type SaveArticle } from './api.ts'
import type { ArticleRow } from './sql.ts'

export const editorFields = [
  'headline',
  'lead',
  'body',
  'kind',
  'slug',
  'section',
  'series',
  'tags',
  'authors',
  'language',
  'cover',
  'cover_caption',
  'cover_credit',
  'cover_licence',
  'comments',
  'source_publisher',
  'source_author',
  'source_url',
  'source_published_at',
  'source_fetched_at',
  'scheduled_at',
  'note',
  'comment',
  'correction',
  'revision',
  'near_seen',
  'picture_alt',
  'picture_caption',
  'picture_credit',
  'picture_licence',
  'picture_use',
] as const

export type EditorField = (typeof editorFields)[number]
/** What the form holds, as it was typed. */
export type EditorForm = Record<EditorField, string>

/** An instant for `<input type="datetime-local">`, in Vietnam's time. */
export const localTime = (at: Date | null): string =>
  at ? new Date(at.getTime() + VIETNAM_OFFSET_MS).toISOString().slice(0, 16) : ''

const instant = (local: string): string =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/.test(local.trim()) ? `${local.trim()}+07:00` : local.trim()

export const readEditor = (params: Params): EditorForm =>
  Object.fromEntries(
    editorFields.map((name) => [name, text(params, name).replaceAll('\r\n', '\n')]),
  ) as EditorForm

export const emptyEditor = (language: string, author: string): EditorForm => ({
  ...readEditor({}),
  kind: 'original',
  language,
  authors: author,
  picture_use: 'body',
})

export function editorOf(row: ArticleRow, body: string): EditorForm {
  return {
    ...emptyEditor(row.language, ''),
    headline: row.headline,
    lead: row.lead,
    body,
    kind: row.kind,
    slug: row.published_at ? row.slug : '',
    section: row.section_slug ?? '',
    series: row.series_id ?? '',
    tags: row.tags.join(', '),
    authors: (row.authors ?? []).map(({ handle, name }) => (handle ? `@${handle}` : name)).join('\n'),
    cover: row.cover_id ?? '',
    cover_caption: row.cover_caption,
    cover_credit: row.cover_credit,
    cover_licence: row.cover_licence,
    comments: row.comments ?? '',
    source_publisher: row.source_publisher,
    source_author: row.source_author,
    source_url: row.source_url,
    source_published_at: localTime(row.source_published_at),
    source_fetched_at: localTime(row.source_fetched_at),
    scheduled_at: localTime(row.scheduled_at),
    revision: String(row.revision),
  }
}

/** What a paste says, in the boxes where it belongs. It is a reprint when it names whose it is. */
export function editorOfPaste(paste: Paste, form: EditorForm, now: Date): EditorForm {
  const foreign = paste.source !== ''
  return {
    ...form,
    headline: paste.headline,
    lead: paste.lead,
    body: paste.body,
    cover_caption: paste.caption,
    cover_credit: paste.credit,
    kind: foreign ? 'reprint' : form.kind,
    source_publisher: paste.source,
    source_author: paste.author,
    source_published_at: localTime(paste.published),
    source_fetched_at: foreign ? localTime(now) : '',
  }
}

const split = (value: string, at: RegExp): string[] =>
  value
    .split(at)
    .map((part) => part.trim())
    .filter((part) => part !== '')

export function inputOf(form: EditorForm): SaveArticle {
  const { scheduled_at: _, note: __, near_seen: ___, revision, tags, authors, slug, ...rest } = form
  return {
    ...rest,
    kind: oneOf(form.kind, articleKinds, 'original'),
    comments: oneOf(form.comments, [...commentPolicies, '' as const], ''),
    tags: split(tags, /[,\n]/).slice(0, 100),
    authors: split(authors, /\n/).slice(0, 50),
    source_published_at: instant(form.source_published_at),
    source_fetched_at: instant(form.source_fetched_at),
    ...(slug.trim() === '' ? {} : { slug }),
    ...(/^\d{1,9}$/.test(revision) ? { revision: Number(revision) } : {}),
  }
}

/** ISO 8601 of the time to publish at; '' for none. */
export const scheduledAt = (form: EditorForm): string => instant(form.scheduled_at)
