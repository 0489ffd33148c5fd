import type { Context, Id } from '../../context.ts'
import { excerpt } from '../../lib/html/index.ts'
import { mediaUrl, presentAccounts } from '../accounts/index.ts'
import type { PreviewCard } from './api.ts'
import type { LinkRow, OwnArticle, OwnStatus } from './sql.ts'
import * as sql from './sql.ts'

type Accounts = Awaited<ReturnType<typeof presentAccounts>>

export const emptyCard = (url: string): PreviewCard => ({
  url,
  title: '',
  description: '',
  language: null,
  type: 'link',
  author_name: '',
  author_url: '',
  provider_name: '',
  provider_url: '',
  html: '',
  width: 0,
  height: 0,
  image: null,
  image_description: '',
  embed_url: '',
  blurhash: null,
  published_at: null,
  authors: [],
})

/** Authors as the entity has them, and the older fields that name the first one. */
export function withAuthors(card: PreviewCard, authors: PreviewCard['authors']): PreviewCard {
  const [one] = authors
  return { ...card, authors, author_name: one?.name ?? '', author_url: one?.url ?? '' }
}

function articleCard(ctx: Context, url: string, row: OwnArticle, accounts: Accounts): PreviewCard {
  const small = (row.meta?.['small'] ?? {}) as { width?: number; height?: number }
  const authors = (row.authors ?? []).map(({ id, name }) => {
    const account = id === null ? null : (accounts.get(id) ?? null)
    return { name, url: account?.url ?? '', account }
  })
  return withAuthors(
    {
      ...emptyCard(url),
      title: row.headline,
      description: row.lead,
      language: row.language,
      provider_name: row.site_name,
      provider_url: `${ctx.config.origin}/trang/${row.site}`,
      width: small.width ?? 0,
      height: small.height ?? 0,
      image: row.thumbnail ? mediaUrl(ctx, row.thumbnail) : null,
      image_description: row.cover_caption,
      blurhash: row.thumbnail ? row.blurhash : null,
      published_at: row.published_at?.toISOString() ?? null,
    },
    authors,
  )
}

function statusCard(url: string, row: OwnStatus, accounts: Accounts): PreviewCard | null {
  const account = accounts.get(row.account_id)
  if (!account) return null
  const name = account.display_name || account.username
  return withAuthors(
    {
      ...emptyCard(url),
      title: row.title || `${name} (@${account.acct})`,
      description: excerpt(row.spoiler_text || row.content, 200),
      language: row.language,
      published_at: row.created_at.toISOString(),
    },
    [{ name, url: account.url, account }],
  )
}

/** Cards of articles of our sites, by the article's id, under their own address. */
export async function articleCards(ctx: Context, ids: Id[]): Promise<Map<Id, PreviewCard>> {
  const rows = ids.length > 0 ? await sql.selectOwnArticles(ctx, ids) : []
  const accounts = await presentAccounts(
    ctx,
    rows.flatMap((row) => (row.authors ?? []).flatMap(({ id }) => id ?? [])),
  )
  const { origin } = ctx.config
  return new Map(
    rows.map((row) => [
      row.id,
      articleCard(ctx, `${origin}/trang/${row.site}/${encodeURIComponent(row.slug)}`, row, accounts),
    ]),
  )
}

const idsOf = (rows: LinkRow[], kind: LinkRow['own_kind']): Id[] =>
  rows.flatMap((row) => (row.own_kind === kind && row.own_id ? [row.own_id] : []))

/** Cards of our own articles, posts, people and communities, as they are now; none for what is not for everybody. */
export async function ownCards(ctx: Context, rows: LinkRow[]): Promise<Map<Id, PreviewCard>> {
  const cards = new Map<Id, PreviewCard>()
  if (rows.length === 0) return cards
  const wanted = {
    articles: idsOf(rows, 'article'),
    statuses: idsOf(rows, 'status'),
    people: idsOf(rows, 'account'),
  }
  const [articles, statuses, people] = await Promise.all([
    wanted.articles.length > 0 ? sql.selectOwnArticles(ctx, wanted.articles) : [],
    wanted.statuses.length > 0 ? sql.selectOwnStatuses(ctx, wanted.statuses) : [],
    wanted.people.length > 0 ? sql.selectOpenAccounts(ctx, wanted.people) : [],
  ])
  const accounts = await presentAccounts(ctx, [
    ...people.map((row) => row.id),
    ...statuses.map((row) => row.account_id),
    ...articles.flatMap((row) => (row.authors ?? []).flatMap(({ id }) => id ?? [])),
  ])
  const open = new Set(people.map((row) => row.id))
  for (const { id, url, own_kind: kind, own_id: ownId } of rows) {
    let card: PreviewCard | null = null
    if (kind === 'article') {
      const row = articles.find((one) => one.id === ownId)
      card = row ? articleCard(ctx, url, row, accounts) : null
    } else if (kind === 'status') {
      const row = statuses.find((one) => one.id === ownId)
      card = row ? statusCard(url, row, accounts) : null
    } else {
      const account = ownId && open.has(ownId) ? accounts.get(ownId) : undefined
      if (account)
        card = {
          ...emptyCard(url),
          title: account.display_name || account.username,
          description: excerpt(account.note, 200),
        }
    }
    if (card) cards.set(id, card)
  }
  return cards
}
