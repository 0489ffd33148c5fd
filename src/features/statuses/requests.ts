import { z } from 'zod'
import { bool, id, int, list } from '../../http/body.ts'
import { replyPolicies } from '../visibility/index.ts'
import { visibilities } from './api.ts'

const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9-]+)?$/)
  .nullable()

/** Wide bounds: features/polls says in its own words what a poll must keep to. */
const poll = z.object({
  options: list(z.string(), 500),
  expires_in: int(-1e14, 1e14),
  multiple: bool.optional(),
  hide_totals: bool.optional(),
})

/** POST /api/v1/statuses (docs.joinmastodon.org/methods/statuses/#create). */
export const CreateStatus = z.object({
  status: z.string().max(1_000_000).nullish(),
  media_ids: list(id, 100).nullish(),
  poll: poll.nullish(),
  in_reply_to_id: id.nullish(),
  sensitive: bool.nullish(),
  spoiler_text: z.string().max(100_000).nullish(),
  visibility: z.enum(visibilities).nullish(),
  language: language.nullish(),
  scheduled_at: z.string().max(60).nullish(),
  /** Ours: begins a thread in a community. */
  community_id: id.nullish(),
  title: z.string().max(3000).nullish(),
  section: z.string().max(200).nullish(),
  /** Ours: who may answer; without it the author's setting holds. */
  reply_policy: z.enum(replyPolicies).nullish(),
})
export type CreateStatus = z.infer<typeof CreateStatus>

/** PUT /api/v1/statuses/:id. */
export const EditStatus = z.object({
  status: z.string().max(1_000_000).nullish(),
  media_ids: list(id, 100).nullish(),
  media_attributes: list(
    z.object({ id, description: z.string().optional(), focus: z.string().optional() }),
    100,
  ).nullish(),
  sensitive: bool.nullish(),
  spoiler_text: z.string().max(100_000).nullish(),
  language: language.nullish(),
  poll: poll.nullish(),
})
