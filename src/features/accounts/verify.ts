import { Parser } from 'htmlparser2'
import type { Context, Id } from '../../context.ts'
import { readLimited } from '../../net/fetch.ts'
import { linkOf } from './profile.ts'
import { lockAccount, selectAccounts, updateProfileRow } from './sql.ts'
import { publicUrl, uriOf } from './urls.ts'

const PAGE_LIMIT = 1024 * 1024

/**
 * Job: looks at each page that a profile field links to for a link back with `rel="me"` (microformats.org/wiki/rel-me).
 * Found: the field is marked with the time. Not found: the mark goes. A page that does not answer changes nothing.
 */
export async function verifyLinks(ctx: Context, { accountId }: { accountId: Id }): Promise<void> {
  const [row] = await selectAccounts(ctx, [accountId])
  if (!row || row.deleted_at || row.suspended_at) return
  const ours = new Set([publicUrl(ctx, row), uriOf(ctx, row)].map(comparable))
  const proofs = new Map<string, boolean>()
  for (const { source } of row.fields) {
    const link = linkOf(source)
    const proven = link ? await linksBack(ctx, link, ours) : null
    if (proven !== null) proofs.set(source, proven)
  }
  if (proofs.size === 0) return
  await ctx.tx(async (ctx) => {
    await lockAccount(ctx, accountId)
    const [now] = await selectAccounts(ctx, [accountId])
    // The fields may have been changed while the pages were read: only what was looked at is marked.
    const fields = now!.fields.map((field) => {
      const proven = proofs.get(field.source)
      if (proven === undefined || proven === (field.verified_at !== null)) return field
      return { ...field, verified_at: proven ? ctx.clock().toISOString() : null }
    })
    await updateProfileRow(ctx, accountId, { fields })
  })
}

async function linksBack(ctx: Context, link: string, ours: Set<string>): Promise<boolean | null> {
  try {
    const response = await ctx.fetch(link, { headers: { accept: 'text/html' }, timeout: 8000 })
    const isPage = response.headers.get('content-type')?.includes('html') ?? false
    if (!response.ok || !isPage) {
      await response.body?.cancel()
      return response.ok || response.status === 404 || response.status === 410 ? false : null
    }
    return relMeLinks(await readLimited(response, PAGE_LIMIT), link).some((href) =>
      ours.has(comparable(href)),
    )
  } catch {
    return null
  }
}

/** The absolute addresses of all `<a>` and `<link>` elements with `rel="me"`. */
export function relMeLinks(html: string, base: string): string[] {
  const found: string[] = []
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name !== 'a' && name !== 'link') return
      const rel = (attributes['rel'] ?? '').toLowerCase().split(/\s+/)
      const href = attributes['href']
      if (rel.includes('me') && href && URL.canParse(href, base)) found.push(new URL(href, base).href)
    },
  })
  parser.end(html)
  return found
}

/** Addresses that differ only in case of the host or a final slash are the same. */
function comparable(url: string): string {
  const { origin, pathname } = new URL(url)
  return `${origin}${pathname.replace(/\/$/, '')}`.toLowerCase()
}
