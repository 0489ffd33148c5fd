import type { Context, Id } from '../../context.ts'
import { missingAvatar } from '../../lib/faces.ts'
import type { Account } from './api.ts'
import { type AccountRow, type Skeleton, selectAccounts, selectSkeletons } from './sql.ts'
import { acctOf, avatarUrl, headerUrl, missingHeader, publicUrl, uriOf } from './urls.ts'

type Lasting = Omit<Account, 'followers_count' | 'following_count' | 'statuses_count' | 'last_status_at'>

/** Presentations that live as long as the account's version; about 1.5 kB each. */
const lasting = (ctx: Context) => ctx.cache.lru<string, Lasting>('accounts', { max: 5000 })

/**
 * Mastodon's Account for each id that exists, in two steps: one narrow query for versions and counts, and full
 * rows only for those whose presentation is not at hand. Every timeline page comes through here.
 */
export async function presentAccounts(ctx: Context, ids: Iterable<Id>): Promise<Map<Id, Account>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  return presentSkeletons(ctx, await selectSkeletons(ctx, wanted))
}

/** The second step alone, for a query that has read the versions and counts itself (posts read their authors'). */
export async function presentSkeletons(ctx: Context, skeletons: Skeleton[]): Promise<Map<Id, Account>> {
  const found = new Map<Id, Account>()
  const cache = lasting(ctx)
  const missing: Id[] = []
  for (const skeleton of skeletons) {
    const part = cache.get(`${skeleton.id}:${skeleton.version}`)
    if (part) found.set(skeleton.id, withCounts(part, skeleton))
    else missing.push(skeleton.id)
  }
  if (missing.length > 0) {
    const counts = new Map(skeletons.map((skeleton) => [skeleton.id, skeleton]))
    for (const row of await selectAccounts(ctx, missing)) {
      const part = present(ctx, row)
      cache.set(`${row.id}:${row.version}`, part)
      found.set(row.id, withCounts(part, counts.get(row.id)!))
    }
  }
  return found
}

const withCounts = (part: Lasting, skeleton: Skeleton): Account => ({
  ...part,
  followers_count: skeleton.followers,
  following_count: skeleton.following,
  statuses_count: skeleton.statuses,
  last_status_at: skeleton.last_status_at?.toISOString().slice(0, 10) ?? null,
})

/** Ids and colours of the badges are Mastodon's; clients show the name, pages their own words for the id. */
const roles: Record<string, Account['roles']> = {
  moderator: [{ id: '2', name: 'Moderator', color: '' }],
  admin: [{ id: '3', name: 'Admin', color: '' }],
}

/** Ours: said only where somebody lets in less than everybody. */
function reachOf(row: AccountRow): Pick<Account, 'xom'> {
  const { replies_from, mentions_from, messages_from } = row
  const open = [replies_from, mentions_from, messages_from].every((circle) => circle === 'everyone')
  return open ? {} : { xom: { replies_from, mentions_from, messages_from } }
}

function present(ctx: Context, row: AccountRow): Lasting {
  const gone = row.suspended_at !== null || row.deleted_at !== null
  // Mastodon gives the day an account was made, not the moment.
  const day = `${row.created_at.toISOString().slice(0, 10)}T00:00:00.000Z`
  const avatar = gone ? ctx.config.origin + missingAvatar : avatarUrl(ctx, row)
  const header = gone ? ctx.config.origin + missingHeader : headerUrl(ctx, row)
  return {
    id: row.id,
    username: row.username,
    acct: acctOf(row),
    display_name: gone ? '' : row.display_name,
    locked: !gone && row.locked,
    bot: !gone && (row.actor_type === 'Service' || row.actor_type === 'Application'),
    group: row.actor_type === 'Group',
    discoverable: gone ? false : row.discoverable,
    indexable: !gone && row.indexable,
    ...(row.domain === null ? { noindex: !row.indexable } : {}),
    created_at: day,
    note: gone ? '' : row.note,
    url: publicUrl(ctx, row),
    uri: uriOf(ctx, row),
    avatar,
    avatar_static: avatar,
    header,
    header_static: header,
    hide_collections: row.hide_collections,
    feature_approval: { automatic: [], manual: [], current_user: 'denied' },
    emojis: [],
    fields: gone ? [] : row.fields.map(({ name, value, verified_at }) => ({ name, value, verified_at })),
    roles: gone ? [] : (roles[row.role ?? ''] ?? []),
    ...(gone ? { suspended: true } : {}),
    ...(row.silenced_at ? { limited: true } : {}),
    ...(row.memorial ? { memorial: true } : {}),
    ...(gone ? {} : reachOf(row)),
  }
}
