import type { Context, Id } from '../../context.ts'
import { getAccount } from './accounts.ts'
import type { CredentialAccount } from './api.ts'
import { presentAccounts } from './present.ts'
import { selectOwn } from './sql.ts'

/** Ids, names and permission bits of Mastodon's own roles. */
const roles = {
  user: { id: '-99', name: '', color: '', permissions: '65536', highlighted: false },
  moderator: { id: '2', name: 'Moderator', color: '', permissions: '1308', highlighted: true },
  admin: { id: '3', name: 'Admin', color: '', permissions: '1', highlighted: true },
} as const

const one = <T>(value: unknown, allowed: readonly T[], otherwise: T): T =>
  allowed.includes(value as T) ? (value as T) : otherwise

/** Mastodon's CredentialAccount: the account with what its owner typed and chose. Throws 404. */
export async function presentCredentials(ctx: Context, accountId: Id): Promise<CredentialAccount> {
  const [row, people, [own]] = await Promise.all([
    getAccount(ctx, accountId),
    presentAccounts(ctx, [accountId]),
    selectOwn(ctx, accountId),
  ])
  const { preferences = {}, locale = 'vi', requests = 0 } = own ?? {}
  return {
    ...people.get(accountId)!,
    source: {
      note: row.note_source,
      fields: row.fields.map(({ name, source, verified_at }) => ({ name, value: source, verified_at })),
      privacy: one(preferences['visibility'], ['public', 'unlisted', 'private', 'direct'], 'public'),
      sensitive: preferences['sensitive'] === true,
      language: typeof preferences['language'] === 'string' ? preferences['language'] : locale,
      follow_requests_count: requests,
      hide_collections: row.hide_collections,
      discoverable: row.discoverable,
      indexable: row.indexable,
      attribution_domains: row.attribution_domains,
      quote_policy: 'nobody',
      xom: {
        replies_from: row.replies_from,
        mentions_from: row.mentions_from,
        messages_from: row.messages_from,
      },
    },
    role: roles[row.role ?? 'user'],
  }
}
