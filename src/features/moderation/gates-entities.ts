import { z } from 'zod'

/** docs.joinmastodon.org/entities/Admin_DomainBlock */
export const AdminDomainBlock = z.object({
  id: z.string(),
  domain: z.string(),
  digest: z.string(),
  created_at: z.string(),
  severity: z.enum(['noop', 'silence', 'suspend']),
  reject_media: z.boolean(),
  reject_reports: z.boolean(),
  private_comment: z.string().nullable(),
  public_comment: z.string().nullable(),
  obfuscate: z.boolean(),
})
export type AdminDomainBlock = z.infer<typeof AdminDomainBlock>

/** docs.joinmastodon.org/entities/Admin_DomainAllow */
export const AdminDomainAllow = z.object({ id: z.string(), domain: z.string(), created_at: z.string() })

/** docs.joinmastodon.org/entities/Admin_EmailDomainBlock; `accounts` are households here, for no address is kept. */
export const AdminEmailDomainBlock = z.object({
  id: z.string(),
  domain: z.string(),
  created_at: z.string(),
  history: z.array(z.object({ day: z.string(), accounts: z.string(), uses: z.string() })),
  allow_with_approval: z.boolean(),
})
export type AdminEmailDomainBlock = z.infer<typeof AdminEmailDomainBlock>

/** docs.joinmastodon.org/entities/Admin_IpBlock */
export const AdminIpBlock = z.object({
  id: z.string(),
  ip: z.string(),
  severity: z.enum(['sign_up_requires_approval', 'sign_up_block', 'no_access']),
  comment: z.string(),
  created_at: z.string(),
  expires_at: z.string().nullable(),
})
export type AdminIpBlock = z.infer<typeof AdminIpBlock>
