import { raw } from 'hono/html'
import { faceAddress } from '../../lib/faces.ts'
import { formatDateTime, formatRelative } from '../../lib/format/index.ts'
import { escapeHtml } from '../../lib/html/index.ts'
import type { View } from '../../ui/view.ts'
import { PollView } from '../polls/index.ts'
import { policyOf } from '../visibility/index.ts'
import type { Status } from './api.ts'
import { actions, menu } from './card-actions.ts'
import { linkBlock } from './card-link.ts'
import { mediaBlock } from './card-media.ts'

/**
 * `list` in a timeline, `thread` below or above the post that was opened, `focus` that post itself, `room` on the page
 * of a community's thread, which says by itself where it stands and what it answers.
 */
export type CardVariant = 'list' | 'thread' | 'focus' | 'room'

interface CardProps {
  view: View
  status: Status
  variant?: CardVariant
  /** Where an action returns to: a local path, the page itself when left out. */
  back?: string
  /** Where the answer is written; the composer's own page when left out. */
  reply?: string | undefined
}

type Face = Pick<Status['account'], 'acct' | 'username' | 'display_name' | 'emojis'>

/** The local page of a person, for neighbours and for people from elsewhere. */
export const accountPath = (account: Pick<Face, 'acct'>): string => `/@${account.acct}`

/** The thread page of a status on this server. */
export const statusPath = (status: { id: string; account: Pick<Face, 'acct'> }): string =>
  `/@${status.account.acct}/${status.id}`

/** Posts of a community's thread on one page. Part of every permalink: it never changes. */
export const postsPerPage = 50

/** Where a post stands in its community's thread; null for posts that stand in none. */
export function roomPath(status: Pick<Status, 'xom'>): string | null {
  const { community, thread_id: thread, number } = status.xom ?? {}
  if (!community || !thread || number == null) return null
  const page = Math.floor(number / postsPerPage) + 1
  return `/xom/${community.acct}/${thread}${page > 1 ? `?page=${page}` : ''}#p-${number}`
}

/** Text with its custom emoji as pictures; everything else escaped. */
export function emojiHtml(text: string, emojis: Status['emojis']): string {
  const safe = escapeHtml(text)
  if (emojis.length === 0 || !safe.includes(':')) return safe
  return safe.replace(/:(\w+):/g, (whole, code: string) => {
    const emoji = emojis.find(({ shortcode }) => shortcode === code)
    if (!emoji) return whole
    return `<img class="emoji" src="${escapeHtml(emoji.static_url)}" alt="${whole}" title="${whole}" width="20" height="20">`
  })
}

/** A display name as HTML, cut off from the direction of the text around it. */
export const nameHtml = (account: Face): string =>
  `<bdi>${account.display_name ? emojiHtml(account.display_name, account.emojis) : escapeHtml(account.username)}</bdi>`

const visibilityIcons = { public: 'globe', unlisted: 'moon', private: 'lock', direct: 'mail' } as const

/** An icon that says who may read a post, in words for those who do not see it. */
export function visibilityIcon(view: View, visibility: Status['visibility']): string {
  const label = escapeHtml(view.t(`statuses.visibility.${visibility}`))
  return `<span class="i i-${visibilityIcons[visibility]}" role="img" aria-label="${label}" title="${label}"></span>`
}

const opening = new Map<string, string>()

/** The start of `<time>` up to its text: formatting a date costs more than the rest of a card, so it is kept. */
function timeOpening(view: View, iso: string): string {
  const key = view.locale + iso
  let html = opening.get(key)
  if (html === undefined) {
    if (opening.size >= 4000) opening.clear()
    html = `<time datetime="${iso}" title="${formatDateTime(new Date(iso), view.locale)}">`
    opening.set(key, html)
  }
  return html
}

/** `<time>` with the distance to now; the whole date on hover. */
export function timeHtml(view: View, iso: string): string {
  return `${timeOpening(view, iso)}${formatRelative(new Date(iso), view.now, view.locale)}</time>`
}

function replyLine(view: View, status: Status): string {
  if (!status.in_reply_to_id) return ''
  if (status.in_reply_to_account_id === status.account.id) {
    return line(
      'reply',
      `<a href="/statuses/${status.in_reply_to_id}">${escapeHtml(view.t('statuses.card.continues'))}</a>`,
    )
  }
  const whom = status.mentions.find(({ id }) => id === status.in_reply_to_account_id)
  const text = whom
    ? view.t('statuses.card.replies_to', { name: `@${whom.acct}` })
    : view.t('statuses.card.replies')
  return line('reply', `<a href="/statuses/${status.in_reply_to_id}">${escapeHtml(text)}</a>`)
}

/** Who may answer, where it is not everybody: by the post's own choice, or by its author's. */
function policyLine(view: View, status: Status): string {
  if (status.visibility === 'direct') return ''
  const policy = policyOf(status.xom?.reply_policy ?? null, status.account.xom?.replies_from ?? 'everyone')
  if (policy === 'everyone') return ''
  const name = `@${status.account.acct}`
  return `<p class="card-policy"><span class="i i-lock" aria-hidden="true"></span> ${escapeHtml(view.t(`statuses.reply_policy.on_post.${policy}`, { name }))}</p>`
}

/** That it is being verified, of which topic and why: put by somebody for a time (features/measures). */
function verifyingLine(view: View, status: Status): string {
  const label = status.xom?.verifying
  if (!label) return ''
  const path = escapeHtml(new URL(label.url).pathname)
  const text = escapeHtml(view.t('measures.label', { topic: label.topic }))
  const why = escapeHtml(view.t('measures.label_why'))
  return `<p class="card-line card-verifying"><span class="i i-clock" aria-hidden="true"></span><span><strong>${text}</strong> ${escapeHtml(label.why)} <a href="${path}">${why}</a></span></p>`
}

/** "in" and the name of the community, with the way to its place there. */
function roomLine(view: View, status: Status): string {
  const path = roomPath(status)
  const room = status.xom?.community
  if (!path || !room) return ''
  const name = `<a href="${escapeHtml(path)}"><bdi>${escapeHtml(room.name)}</bdi></a>`
  return line(
    'lane',
    escapeHtml(view.t('statuses.card.in_room', { name: '\u0001' })).replace('\u0001', () => name),
  )
}

const line = (icon: string, html: string): string =>
  `<p class="card-line"><span class="i i-${icon}" aria-hidden="true"></span><span>${html}</span></p>`

function boostLine(view: View, status: Status): string {
  const name = `<a href="${escapeHtml(accountPath(status.account))}">${nameHtml(status.account)}</a>`
  return line(
    'boost',
    escapeHtml(view.t('statuses.card.boosted', { name: '\u0001' })).replace('\u0001', () => name),
  )
}

function head(view: View, status: Status, variant: CardVariant): string {
  const { account } = status
  const person = escapeHtml(accountPath(account))
  const size = variant === 'focus' ? 48 : 44
  const picture = view.textOnly
    ? ''
    : `<a class="card-avatar" href="${person}" tabindex="-1" aria-hidden="true"><img src="${escapeHtml(faceAddress(view.origin, account.avatar_static))}" alt="" width="${size}" height="${size}" loading="lazy" decoding="async"></a>`
  const bot = account.bot ? ` <span class="badge">${escapeHtml(view.t('statuses.card.bot'))}</span>` : ''
  const edited = status.edited_at
    ? `<a class="card-edited" href="${escapeHtml(statusPath(status))}/history">${escapeHtml(view.t('statuses.card.edited'))}</a>`
    : ''
  return (
    `<header class="card-head">${picture}` +
    `<a class="card-who" href="${person}"><strong>${nameHtml(account)}</strong>${bot}<span class="card-acct">@${escapeHtml(account.acct)}</span></a>` +
    `<span class="card-when">${variant === 'focus' ? '' : edited}<a class="card-time" href="${escapeHtml(statusPath(status))}">${timeHtml(view, status.created_at)}</a>${visibilityIcon(view, status.visibility)}</span>` +
    '</header>'
  )
}

/** Characters of text above which a post is folded in a list: about one and a half screens of a phone. */
const foldAbove = 1200

/** In a list a long text is cut off by its style, with a way to the whole of it; it is all there for readers of code. */
function folded(view: View, status: Status, variant: CardVariant, text: string): string {
  if (variant !== 'list' || status.content.length <= foldAbove) return text
  if (status.content.replace(/<[^>]*>/g, '').length <= foldAbove) return text
  return (
    `<div class="folded">${text}</div>` +
    `<p class="fold-more"><a href="${escapeHtml(statusPath(status))}">${escapeHtml(view.t('statuses.card.read_on'))}</a></p>`
  )
}

function body(view: View, status: Status, back: string, variant: CardVariant): string {
  const lang =
    status.language && status.language !== view.locale ? ` lang="${escapeHtml(status.language)}"` : ''
  const poll = status.poll
    ? String((<PollView view={view} poll={status.poll} statusId={status.id} back={back} />).toString())
    : ''
  const html = status.content ? `<div class="content"${lang}>${contentHtml(status)}</div>` : ''
  const text = folded(view, status, variant, html)
  const media = mediaBlock(view, status) + linkBlock(view, status)
  if (!status.spoiler_text) return text + media + poll
  return (
    `<details class="cw"><summary><span class="cw-text"${lang}>${emojiHtml(status.spoiler_text, status.emojis)}</span>` +
    `<span class="cw-more">${escapeHtml(view.t('statuses.card.show_more'))}</span><span class="cw-less">${escapeHtml(view.t('statuses.card.show_less'))}</span></summary>${text}${media}${poll}</details>`
  )
}

/** Stored content is clean HTML; custom emoji are put into its text, never into its tags. */
function contentHtml(status: Status): string {
  if (status.emojis.length === 0) return status.content
  return status.content
    .split(/(<[^>]*>)/)
    .map((part) => (part.startsWith('<') ? part : replaceCodes(part, status.emojis)))
    .join('')
}

const replaceCodes = (html: string, emojis: Status['emojis']): string =>
  html.replace(/:(\w+):/g, (whole, code: string) => {
    const emoji = emojis.find(({ shortcode }) => shortcode === code)
    return emoji
      ? `<img class="emoji" src="${escapeHtml(emoji.static_url)}" alt="${whole}" width="20" height="20">`
      : whole
  })

/** What is said below an opened post: the exact time, the app, edits, and who liked and shared it. */
function focusFoot(view: View, status: Status): string {
  const path = escapeHtml(statusPath(status))
  const items = [
    `<a href="${path}"><time datetime="${status.created_at}">${formatDateTime(new Date(status.created_at), view.locale)}</time></a>`,
  ]
  if (status.edited_at) {
    const text = view.t('statuses.card.edited_at', {
      time: formatRelative(new Date(status.edited_at), view.now, view.locale),
    })
    items.push(`<a href="${path}/history">${escapeHtml(text)}</a>`)
  }
  if (status.application?.name) items.push(`<span>${escapeHtml(status.application.name)}</span>`)
  if (status.reblogs_count > 0) {
    items.push(
      `<a href="${path}/reblogged">${escapeHtml(view.t('statuses.card.reblogs', { count: status.reblogs_count }))}</a>`,
    )
  }
  if (status.favourites_count > 0) {
    items.push(
      `<a href="${path}/favourited">${escapeHtml(view.t('statuses.card.favourites', { count: status.favourites_count }))}</a>`,
    )
  }
  return `<p class="card-foot">${items.join('')}</p>`
}

/** Which kind of page this is, in the words of the filters. */
function contextOf(path: string): string {
  if (path === '/') return 'home'
  if (path === '/notifications') return 'notifications'
  if (/^\/@[^/]+\/\d+/.test(path) || /^\/xom\/[^/]+\/\d+/.test(path)) return 'thread'
  return path.startsWith('/@') ? 'account' : 'public'
}

function metFilters(view: View, status: Status): NonNullable<Status['filtered']> {
  if (!status.filtered?.length) return []
  const context = contextOf(view.path)
  return status.filtered.filter(({ filter }) => (filter.context as string[]).includes(context))
}

/** Behind a line that says which filter it is; opens without scripts. */
function covered(view: View, met: NonNullable<Status['filtered']>, html: string): string {
  if (met.length === 0) return html
  const titles = met.map(({ filter }) => filter.title).join(', ')
  return (
    `<details class="cw"><summary><span class="cw-text">${escapeHtml(view.t('filters.hidden', { titles }))}</span>` +
    `<span class="cw-more">${escapeHtml(view.t('filters.show'))}</span><span class="cw-less">${escapeHtml(view.t('statuses.card.show_less'))}</span></summary>${html}</details>`
  )
}

/**
 * One post as HTML. Plain strings, for pages of many: 20 cards cost about a tenth of a millisecond. A boost shows
 * the post inside it, under its own id, with a line saying who shared it.
 */
export function statusCard({ view, status, variant = 'list', back = view.path, reply }: CardProps): string {
  const shown: Status = (status.reblog as Status | null) ?? status
  const focus = variant === 'focus'
  // Whoever opens a post wants to read it.
  const met = focus ? [] : metFilters(view, shown)
  if (met.some(({ filter }) => filter.filter_action === 'hide')) return ''
  return (
    `<article class="card${variant === 'list' ? '' : ` card-${variant}`}" id="s-${status.id}" data-status="${shown.id}">` +
    (status.reblog ? boostLine(view, status) : '') +
    (variant === 'room' ? '' : roomLine(view, shown)) +
    (variant === 'list' || variant === 'thread' ? replyLine(view, shown) : '') +
    verifyingLine(view, shown) +
    head(view, shown, variant) +
    `<div class="card-body">${covered(view, met, body(view, shown, back, variant))}` +
    policyLine(view, shown) +
    (focus ? focusFoot(view, shown) : '') +
    `<div class="card-tools">${actions(view, shown, back, reply)}${menu(view, shown, back)}</div></div></article>`
  )
}

/** {@link statusCard} as a component. */
export function StatusCard(props: CardProps) {
  return raw(statusCard(props))
}

/** Many cards, one after another. */
export function StatusList({ view, statuses, back }: { view: View; statuses: Status[]; back?: string }) {
  return raw(
    statuses
      .map((status) => statusCard(back === undefined ? { view, status } : { view, status, back }))
      .join(''),
  )
}
