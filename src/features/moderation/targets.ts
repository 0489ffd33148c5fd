import { type BlockKind, blockKinds, obfuscated } from '../blocklists/index.ts'
import { gateMeasures, type Measure } from './api.ts'

export interface Target {
  kind: BlockKind
  value: string
}

/** What a case is about when it is no account and no post: its subject is 'link:example.com'. */
export function targetOf(subject: string | null): Target | null {
  const [, kind, value] = /^([a-z]+):(.+)$/s.exec(subject ?? '') ?? []
  const known = blockKinds.find((one) => one === kind)
  return known && value ? { kind: known, value } : null
}

/** DSA's "type of content" for each kind. */
export const contentTypes: Record<BlockKind, string> = {
  domain: 'server',
  link: 'link',
  email: 'email_domain',
  ip: 'ip_range',
  media: 'file',
}

/** How the target is named to everybody: no range of addresses, for somebody lives there, and the start of a hash. */
export function publicTarget({ kind, value }: Target, obfuscate: boolean): string {
  if (kind === 'ip') return '█'
  if (kind === 'media') return `${value.slice(0, 12)}…`
  return obfuscate ? obfuscated(value) : value
}

export const measuresOf = (kind: BlockKind): readonly Measure[] => gateMeasures[kind]
