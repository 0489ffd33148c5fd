import { z } from 'zod'
import { bool, id, int, list } from '../../http/body.ts'

/** Mastodon's filters v2 (docs.joinmastodon.org/methods/filters); `blur` came with 4.4. */
export const contexts = ['home', 'notifications', 'public', 'thread', 'account'] as const
export const actions = ['warn', 'hide', 'blur'] as const

/** `exact_marks` is ours: only the very marks that were typed. */
export const FilterKeyword = z.object({
  id: z.string(),
  keyword: z.string(),
  whole_word: z.boolean(),
  exact_marks: z.boolean(),
})
export const FilterStatus = z.object({ id: z.string(), status_id: z.string() })
export const Filter = z.object({
  id: z.string(),
  title: z.string(),
  context: z.array(z.enum(contexts)),
  expires_at: z.string().nullable(),
  filter_action: z.enum(actions),
  keywords: z.array(FilterKeyword),
  statuses: z.array(FilterStatus),
})
export type Filter = z.infer<typeof Filter>

/** In a status: which of the reader's filters it meets, and by what. */
export const FilterResult = z.object({
  filter: Filter.omit({ keywords: true, statuses: true }),
  keyword_matches: z.array(z.string()).nullable(),
  status_matches: z.array(z.string()).nullable(),
})
export type FilterResult = z.infer<typeof FilterResult>

const keyword = z.string().trim().min(1).max(500)
const change = z.object({
  id: id.nullish(),
  keyword: keyword.nullish(),
  whole_word: bool.nullish(),
  exact_marks: bool.nullish(),
  _destroy: bool.nullish(),
})

/** POST /api/v2/filters; PUT takes the same with nothing required. `expires_in` in seconds; empty for never. */
export const CreateFilter = z.object({
  title: z.string().trim().min(1).max(255),
  context: list(z.enum(contexts), 10).refine((some) => some.length > 0, { params: { code: 'blank' } }),
  filter_action: z.enum(actions).nullish(),
  expires_in: z.preprocess((value) => (value === '' ? null : value), int(0, 1e9).nullish()),
  keywords_attributes: list(change, 200).nullish(),
})
export const UpdateFilter = CreateFilter.partial()
export type UpdateFilter = z.infer<typeof UpdateFilter>
export const SaveKeyword = z.object({ keyword, whole_word: bool.nullish(), exact_marks: bool.nullish() })
export type SaveKeyword = z.infer<typeof SaveKeyword>
export const SaveStatus = z.object({ status_id: id })

/** Filters v1: one word, one filter. `irreversible` is `hide`. */
export const SaveV1 = z.object({
  phrase: keyword,
  context: list(z.enum(contexts), 10).refine((some) => some.length > 0, { params: { code: 'blank' } }),
  irreversible: bool.nullish(),
  whole_word: bool.nullish(),
  expires_in: z.preprocess((value) => (value === '' ? null : value), int(0, 1e9).nullish()),
})
