import { truncate } from '../../lib/graphemes.ts'
import { escapeHtml } from '../../lib/html/index.ts'
import type { View } from '../../ui/view.ts'
import type { PreviewCard } from '../links/api.ts'
import type { Status } from './api.ts'

type Shown = Pick<Status, 'card' | 'media_attachments' | 'poll' | 'sensitive' | 'spoiler_text'>

/** Wide pictures stand above the words, others beside them. */
const isWide = (card: PreviewCard): boolean => card.width >= 400 && card.width > card.height * 1.2

const picture = (card: PreviewCard): string =>
  `<img src="${escapeHtml(card.image!)}" alt="" width="${card.width}" height="${card.height}" loading="lazy" decoding="async">`

/** A page of ours opens here, one elsewhere beside this. */
function opening(view: View, card: PreviewCard): string {
  const own = card.url.startsWith(`${view.origin}/`)
  const href = escapeHtml(own ? card.url.slice(view.origin.length) : card.url)
  return own ? `href="${href}"` : `href="${href}" target="_blank" rel="nofollow noopener"`
}

function byline(view: View, card: PreviewCard): string {
  const [author] = card.authors
  if (!author?.account) return ''
  const name = escapeHtml(author.name)
  const text = escapeHtml(view.t('statuses.link.by', { name: '\u0001' }))
  return `<p class="hint">${text.replace('\u0001', () => `<a href="/@${escapeHtml(author.account!.acct)}"><bdi>${name}</bdi></a>`)}</p>`
}

/** A page elsewhere or one of ours: where it is, its title and first words, and a picture of ours, never one from there. */
export function linkCard(view: View, card: PreviewCard, covered = false): string {
  const image = card.image && !view.textOnly && !covered ? picture(card) : ''
  const lang = card.language && card.language !== view.locale ? ` lang="${escapeHtml(card.language)}"` : ''
  const by = card.authors[0]?.account ? '' : card.author_name
  const source = [card.provider_name, by].filter(Boolean).map(escapeHtml).join(' · ')
  return (
    `<div class="link"><a class="link-card${image && isWide(card) ? ' link-wide' : ''}" ${opening(view, card)}>${image}` +
    `<span class="link-text"${lang}>${source ? `<span class="hint">${source}</span>` : ''}<strong>${escapeHtml(card.title)}</strong>` +
    `${card.description ? `<span class="hint">${escapeHtml(truncate(card.description, 120))}</span>` : ''}</span></a>${byline(view, card)}</div>`
  )
}

/** The page that a post links to; nothing for a post with pictures or a poll of its own, as in Mastodon's clients. */
export function linkBlock(view: View, status: Shown): string {
  if (!status.card || status.media_attachments.length > 0 || status.poll) return ''
  return linkCard(view, status.card, status.sensitive)
}
