import type { Context, Id } from '../../context.ts'
import { mediaUrl, presentAccounts } from '../accounts/index.ts'
import { listedLinks, suffixesOf } from '../blocklists/index.ts'
import type { PreviewCard } from './api.ts'
import { emptyCard, ownCards, withAuthors } from './own.ts'
import { type LinkRow, selectAuthors, selectShown } from './sql.ts'

/** What is kept of a link: its card without the account of its author, who is presented anew. */
interface Kept {
  card: PreviewCard | null
  /** Our own page: made anew each time, for it may be closed or changed. */
  own: LinkRow | null
  authorId: Id | null
  /** Whom the page names, while her settings do not name its host. */
  claimed: Id | null
}

const nothing: Kept = { card: null, own: null, authorId: null, claimed: null }

/** Dropped by name when something was found; the time is for what may change beside (lists, attribution). */
const cache = (ctx: Context) => ctx.cache.lru<string, Kept>('cards', { max: 5000, ttl: 120_000 })

function foreignCard(ctx: Context, row: LinkRow): PreviewCard {
  const { origin } = new URL(row.url)
  return {
    ...emptyCard(row.url),
    title: row.title,
    description: row.description,
    language: row.language,
    type: row.type === 'video' ? 'link' : row.type,
    author_name: row.author_name,
    author_url: row.author_url,
    provider_name: row.provider_name || row.host.replace(/^www\./, ''),
    provider_url: origin,
    width: row.width ?? 0,
    height: row.height ?? 0,
    image: row.image ? mediaUrl(ctx, row.image) : null,
    image_description: row.image_description,
    blurhash: row.blurhash,
    published_at: row.published_at?.toISOString() ?? null,
    authors: row.author_name ? [{ name: row.author_name, url: row.author_url, account: null }] : [],
  }
}

async function fill(ctx: Context, ids: Id[]): Promise<Map<Id, Kept>> {
  const rows = await selectShown(ctx, ids)
  const [listed, authors] = await Promise.all([
    listedLinks(ctx, [...new Set(rows.map((row) => row.host))]),
    selectAuthors(
      ctx,
      rows.flatMap((row) => row.author_id ?? []),
    ),
  ])
  const domains = new Map(authors.map((row) => [row.id, row.attribution_domains]))
  const made = new Map<Id, Kept>(ids.map((id) => [id, nothing]))
  for (const row of rows) {
    if (row.state === 'own') made.set(row.asked, { ...nothing, own: row })
    if (row.state !== 'ready' || listed.has(row.host)) continue
    const allowed = row.author_id ? domains.get(row.author_id) : undefined
    const host = row.host.replace(/:\d+$/, '')
    const proven = allowed?.some((domain) => domain === host || suffixesOf(host).includes(domain)) ?? false
    made.set(row.asked, {
      card: foreignCard(ctx, row),
      own: null,
      authorId: proven ? row.author_id : null,
      claimed: allowed && !proven ? row.author_id : null,
    })
  }
  return made
}

/** Mastodon's PreviewCard for each link that has something to show. No query for links that were shown lately. */
export async function presentCards(
  ctx: Context,
  viewer: { id: Id } | null,
  ids: Id[],
): Promise<Map<Id, PreviewCard>> {
  const cards = new Map<Id, PreviewCard>()
  if (ids.length === 0) return cards
  const kept = new Map<Id, Kept>()
  const missing: Id[] = []
  for (const id of new Set(ids)) {
    const hit = cache(ctx).get(id)
    if (hit) kept.set(id, hit)
    else missing.push(id)
  }
  if (missing.length > 0) {
    for (const [id, one] of await fill(ctx, missing)) {
      cache(ctx).set(id, one)
      kept.set(id, one)
    }
  }
  const own = [...kept.values()].flatMap((one) => one.own ?? [])
  const [accounts, ours] = await Promise.all([
    presentAccounts(
      ctx,
      [...kept.values()].flatMap((one) => one.authorId ?? []),
    ),
    ownCards(ctx, own),
  ])
  for (const [id, one] of kept) {
    const card = one.own ? ours.get(one.own.id) : one.card
    if (!card) continue
    const account = one.authorId ? accounts.get(one.authorId) : undefined
    const name = card.author_name || account?.display_name || account?.username || ''
    const shown = account ? withAuthors(card, [{ name, url: account.url, account }]) : card
    cards.set(id, one.claimed && one.claimed === viewer?.id ? { ...shown, missing_attribution: true } : shown)
  }
  return cards
}
