import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { type DomainRule, domainRules } from '../blocklists/index.ts'
import { type DomainMark, markOfDomain, selectOfDomain } from './sql.ts'

const batch = 500

const markOf = (rule: DomainRule | undefined): DomainMark => ({
  suspended: rule?.severity === 'suspend',
  silenced: rule?.severity === 'silence',
  // Nobody sees a suspended server's files anyway; they come back with its accounts.
  mediaRejected: rule?.reject_media ?? false,
})

/**
 * Job: brings the accounts of a server (and of what lies below its name) to what the list says now; for a block, for its
 * end and for a change alike, so it may run twice. The longest name on the list counts.
 */
export async function applyDomain(
  ctx: Context,
  { domain, afterId }: { domain: string; afterId: Id },
): Promise<void> {
  await ctx.tx(async (ctx) => {
    const rows = await selectOfDomain(ctx, domain, afterId, batch)
    const domains = [...new Set(rows.map((row) => row.domain!))]
    const rules = await domainRules(ctx, domains)
    const groups = new Map<string, { mark: DomainMark; ids: Id[] }>()
    for (const row of rows) {
      const mark = markOf(rules.get(row.domain!))
      const name = JSON.stringify(mark)
      if (!groups.has(name)) groups.set(name, { mark, ids: [] })
      groups.get(name)!.ids.push(row.id)
    }
    for (const { mark, ids } of groups.values()) await markOfDomain(ctx, ids, mark)
    if (rows.length === batch)
      return ctx.enqueue('accounts.applyDomain', { domain, afterId: rows.at(-1)!.id })
    for (const cache of ['anonymous', 'media-hidden', 'status-content']) await dropCached(ctx, cache, '*')
  })
}
