import { z } from 'zod'
import { bool, list } from '../../http/body.ts'
import { Community } from '../communities/api.ts'
import { commentPolicies } from '../visibility/index.ts'

export const siteRoles = ['owner', 'editor', 'contributor'] as const
export type SiteRole = (typeof siteRoles)[number]

export const ownerKinds = ['person', 'community', 'organisation'] as const
export type OwnerKind = (typeof ownerKinds)[number]

export const looks = ['paper', 'plain'] as const
export type Look = (typeof looks)[number]

export const SiteSection = z.object({ slug: z.string(), name: z.string(), description: z.string() })

/** Our entity (docs/api.md). Its account is what Mastodon clients see and follow. */
export const Site = z.object({
  id: z.string(),
  url: z.string(),
  community: Community,
  owner_kind: z.enum(ownerKinds),
  owner: z.object({ name: z.string(), url: z.string().nullable() }),
  /** Known to lead here. */
  host: z.string().nullable(),
  /** For the owner, while it is not yet known to lead here; `problem` is what the last look at it found. */
  wanted_host: z
    .object({ name: z.string(), problem: z.enum(['unreachable', 'elsewhere', 'taken']).nullable() })
    .nullable(),
  about: z.string(),
  contact: z.string(),
  masthead: z.string(),
  look: z.enum(looks),
  comments: z.enum(commentPolicies),
  source_required: z.boolean(),
  sources: z.array(z.string()),
  /** Minutes. */
  reprint_delay: z.int(),
  licence: z.string(),
  sections: z.array(SiteSection),
  /** Of the signed-in person. */
  role: z.enum(siteRoles).nullable(),
})
export type Site = z.infer<typeof Site>

const text = (most: number) => z.string().max(most * 20)

/** POST /api/v1/sites. */
export const CreateSite = z.object({
  username: z.string(),
  display_name: text(50).default(''),
  note: text(500).optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional(),
  owner_kind: z.enum(ownerKinds).optional(),
  /** The handle of the community that it belongs to. */
  owner: text(100).optional(),
  organisation: text(120).optional(),
  masthead: text(1000).optional(),
})
export type CreateSite = z.infer<typeof CreateSite>

/** PATCH /api/v1/sites/:id. What is not given stays. */
export const UpdateSite = CreateSite.omit({ username: true, display_name: true }).extend({
  display_name: text(50).optional(),
  accent: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .optional(),
  host: text(253).nullable().optional(),
  about: text(10_000).optional(),
  contact: text(1000).optional(),
  look: z.enum(looks).optional(),
  comments: z.enum(commentPolicies).optional(),
  source_required: bool.optional(),
  sources: list(z.string(), 200).optional(),
  reprint_delay: z.coerce.number().optional(),
  licence: text(200).optional(),
})
export type UpdateSite = z.infer<typeof UpdateSite>
