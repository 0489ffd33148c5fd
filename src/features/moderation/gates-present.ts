import { createHash } from 'node:crypto'
import type { Context, Id } from '../../context.ts'
import { type DomainBlock, type EmailBlock, type IpBlock, selectAttempts } from '../blocklists/index.ts'
import type { AdminDomainBlock, AdminEmailDomainBlock, AdminIpBlock } from './gates-entities.ts'

export const presentDomainBlock = (row: DomainBlock): AdminDomainBlock => ({
  id: row.id,
  domain: row.domain,
  digest: createHash('sha256').update(row.domain).digest('hex'),
  created_at: row.created_at.toISOString(),
  severity: row.severity,
  reject_media: row.reject_media,
  reject_reports: row.reject_reports,
  private_comment: row.private_comment || null,
  public_comment: row.public_comment || null,
  obfuscate: row.obfuscate,
})

/** With the tries of the last seven days, one query for all. */
export async function presentEmailBlocks(ctx: Context, rows: EmailBlock[]): Promise<AdminEmailDomainBlock[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const history = new Map<Id, AdminEmailDomainBlock['history']>()
  for (const day of await selectAttempts(ctx, ids)) {
    const days = history.get(day.block_id) ?? []
    const at = String(Math.floor(day.day.getTime() / 1000))
    days.push({ day: at, accounts: String(day.accounts), uses: String(day.uses) })
    history.set(day.block_id, days)
  }
  return rows.map((row) => ({
    id: row.id,
    domain: row.domain,
    created_at: row.created_at.toISOString(),
    history: history.get(row.id) ?? [],
    allow_with_approval: row.allow_with_approval,
  }))
}

export const presentIpBlock = (row: IpBlock): AdminIpBlock => ({
  id: row.id,
  ip: row.ip,
  severity: row.severity,
  comment: row.comment,
  created_at: row.created_at.toISOString(),
  expires_at: row.expires_at?.toISOString() ?? null,
})
