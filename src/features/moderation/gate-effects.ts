import type { Context } from '../../context.ts'
import { unprocessable } from '../../errors.ts'
import {
  type DomainOptions,
  type DomainSeverity,
  dropBlock,
  type IpSeverity,
  type NewBlock,
  putBlock,
} from '../blocklists/index.ts'
import type { DecisionRow } from './decisions-sql.ts'
import { type Target, targetOf } from './targets.ts'

/** What a block says beyond its measure. */
export type GateOptions = Partial<DomainOptions> & {
  comment?: string
  /** The row that is changed and keeps its number. */
  id?: string
}

export const domainSeverityOf: Record<string, DomainSeverity> = {
  domain_reject: 'noop',
  domain_limit: 'silence',
  domain_suspend: 'suspend',
}
export const ipSeverityOf: Record<string, IpSeverity> = {
  ip_approval: 'sign_up_requires_approval',
  ip_signup: 'sign_up_block',
  ip_access: 'no_access',
}

/** Puts the target of the decision on its list; 422 for a measure of another kind, 409 `block_exists`. */
export async function closeGate(ctx: Context, row: DecisionRow, options: GateOptions): Promise<void> {
  const target = targetOf(row.target)
  if (!target) throw unprocessable('case_wrong_measure')
  await putBlock(ctx, {
    ...blockOf(row, target, options),
    decisionId: row.id,
    target: target.value,
    ...(options.id ? { id: options.id } : {}),
  })
}

type Rest<T> = T extends unknown ? Omit<T, 'decisionId' | 'target' | 'id'> : never

function blockOf(row: DecisionRow, { kind }: Target, options: GateOptions): Rest<NewBlock> {
  switch (kind) {
    case 'domain':
      return {
        kind,
        severity: domainSeverityOf[row.measure] ?? 'noop',
        reject_media: options.reject_media ?? false,
        reject_reports: options.reject_reports ?? false,
        obfuscate: options.obfuscate ?? false,
        private_comment: options.private_comment ?? '',
        public_comment: options.public_comment ?? '',
      }
    case 'email':
      return { kind, allow_with_approval: row.measure === 'email_approval' }
    case 'ip':
      return {
        kind,
        severity: ipSeverityOf[row.measure] ?? 'sign_up_requires_approval',
        comment: options.comment ?? '',
        expires_at: row.ends_at,
      }
    default:
      return { kind }
  }
}

export async function openGate(ctx: Context, row: DecisionRow): Promise<void> {
  const target = targetOf(row.target)
  if (target) await dropBlock(ctx, { decisionId: row.id, kind: target.kind, target: target.value })
}
