import type { Context, Id } from '../../context.ts'
import { tokenize } from '../../lib/html/index.ts'
import type { View } from '../../ui/view.ts'
import { type BlockKind, cleanDomain } from '../blocklists/index.ts'
import type { CaseRow } from './cases-sql.ts'

interface Blockable {
  domains: string[]
  hashes: string[]
}

/** What could be kept out from here on: the domains that the post links to, and its files as they were uploaded. */
export async function blockable(ctx: Context, row: CaseRow): Promise<Blockable | null> {
  const text = row.content.text ?? row.content.note ?? ''
  const domains = tokenize(text).flatMap((token) =>
    token.type === 'link' ? (cleanDomain(new URL(token.href).hostname) ?? []) : [],
  )
  const files = await selectHashes(ctx, row.status_id)
  const more = { domains: [...new Set(domains)].slice(0, 20), hashes: files.map(({ hash }) => hash) }
  return more.domains.length + more.hashes.length > 0 ? more : null
}

const selectHashes = (ctx: Context, statusId: Id | null) => ctx.db<{ hash: string }[]>`
  select encode(m.sha256, 'hex') as hash from media m
  where m.status_id = ${statusId}::bigint and m.sha256 is not null order by m.position, m.id limit 20`

/** Ways from a case to the form of the lists, filled in. */
export function BlockMore({ view, row, more }: { view: View; row: CaseRow; more: Blockable }) {
  const link = (kind: BlockKind, target: string, text: string) => (
    <li>
      <a
        href={`/moderation/blocks?${new URLSearchParams({ kind, target, from_case_id: row.id, category: row.category })}`}
      >
        {text}
      </a>
    </li>
  )
  return (
    <section class="sheet">
      <h2>{view.t('moderation.blocks.here')}</h2>
      <ul>
        {more.domains.map((domain) =>
          link('link', domain, view.t('moderation.blocks.here_link', { domain })),
        )}
        {more.hashes.map((hash, at) =>
          link('media', hash, view.t('moderation.blocks.here_media', { number: at + 1 })),
        )}
      </ul>
    </section>
  )
}
