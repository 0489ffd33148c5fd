import { formatCompact, formatNumber } from '../../lib/format/index.ts'
import { escapeHtml } from '../../lib/html/index.ts'
import type { View } from '../../ui/view.ts'
import type { Status } from './api.ts'

/** 1.234 as it is, from ten thousand on "12 nghìn"; nothing for none. */
const count = (view: View, value: number): string =>
  value <= 0 ? '' : value < 10_000 ? formatNumber(value, view.locale) : formatCompact(value, view.locale)

const shownCount = (view: View, value: number): string => `<span class="act-n">${count(view, value)}</span>`

interface Toggle {
  name: 'favourite' | 'boost' | 'bookmark'
  on: boolean
  total: number | null
  disabled?: boolean
}

function toggle(view: View, status: Status, { name, on, total, disabled }: Toggle): string {
  // The name stays the same and `aria-pressed` says the rest; the tooltip says what a tap will do.
  const label = escapeHtml(view.t(`statuses.action.${name}`))
  const title = on ? escapeHtml(view.t(`statuses.action.un${name}`)) : label
  return (
    `<button class="act act-${name}" formaction="/statuses/${status.id}/${on ? 'un' : ''}${name}" aria-pressed="${on}" title="${title}"${disabled ? ' disabled' : ''}>` +
    `${inner(name, label)}${total === null ? '' : shownCount(view, total)}</button>`
  )
}

/** An icon with its name for those who do not see it. */
const inner = (name: string, label: string): string =>
  `<span class="i i-${name}" aria-hidden="true"></span><span class="visually-hidden">${label} </span>`

const mayBoost = (view: View, status: Status): boolean =>
  status.visibility === 'public' ||
  status.visibility === 'unlisted' ||
  (status.visibility === 'private' && status.account.id === view.viewer?.id)

/**
 * Reply, boost, favourite, bookmark: one form whose buttons each name their own address, so that a tap works with
 * scripts off. A reader without an account is led to the sign-in page and back.
 */
export function actions(
  view: View,
  status: Status,
  back: string,
  answer = `/compose?reply=${status.id}`,
): string {
  const reply = escapeHtml(view.t('statuses.action.reply'))
  if (!view.viewer) {
    const door = escapeHtml(`/login?next=${encodeURIComponent(`/@${status.account.acct}/${status.id}`)}`)
    const link = (name: string, total: number) => {
      const label = escapeHtml(view.t(`statuses.action.${name}`))
      return `<a class="act act-${name}" href="${door}" title="${label}" rel="nofollow">${inner(name, label)}${shownCount(view, total)}</a>`
    }
    return `<div class="acts">${link('reply', status.replies_count)}${link('boost', status.reblogs_count)}${link('favourite', status.favourites_count)}</div>`
  }
  return (
    `<form class="acts act-${status.id}" id="f-${status.id}" method="post" action="/statuses/${status.id}/favourite" data-acts><input type="hidden" name="back" value="${escapeHtml(back)}">` +
    `<a class="act act-reply" href="${escapeHtml(answer)}" title="${reply}">${inner('reply', reply)}${shownCount(view, status.replies_count)}</a>` +
    toggle(view, status, {
      name: 'boost',
      on: status.reblogged === true,
      total: status.reblogs_count,
      disabled: !mayBoost(view, status),
    }) +
    toggle(view, status, {
      name: 'favourite',
      on: status.favourited === true,
      total: status.favourites_count,
    }) +
    toggle(view, status, { name: 'bookmark', on: status.bookmarked === true, total: null }) +
    '</form>'
  )
}

/** Everything else one can do with a post, behind "…". The details share a name: opening one closes the others. */
export function menu(view: View, status: Status, back: string): string {
  const t = (key: string, params?: Record<string, string>) =>
    escapeHtml(view.t(`statuses.menu.${key}`, params))
  const own = view.viewer?.id === status.account.id
  const path = `/@${status.account.acct}/${status.id}`
  const link = (href: string, text: string) => `<a href="${escapeHtml(href)}">${text}</a>`
  const button = (action: string, text: string, danger = false) =>
    `<button class="menu-do${danger ? ' danger' : ''}" formaction="${action}">${text}</button>`
  const items = [link(path, t('link'))]
  if (status.url && !status.url.startsWith(view.origin)) items.push(link(status.url, t('original')))
  if (view.viewer) {
    items.push(
      button(
        `/statuses/${status.id}/${status.muted ? 'unmute' : 'mute'}`,
        t(status.muted ? 'unmute_thread' : 'mute_thread'),
      ),
    )
  }
  if (own) {
    if (status.visibility !== 'direct') {
      items.push(
        link(`/statuses/${status.id}/reply-policy`, t('reply_policy')),
        button(
          `/statuses/${status.id}/${status.pinned ? 'unpin' : 'pin'}`,
          t(status.pinned ? 'unpin' : 'pin'),
        ),
      )
    }
    items.push(
      link(`/compose?edit=${status.id}`, t('edit')),
      link(`/compose?redraft=${status.id}`, t('redraft')),
      `<details class="menu-sure"><summary>${t('delete')}</summary>${button(`/statuses/${status.id}/delete`, t('delete_sure'), true)}</details>`,
    )
  } else if (view.viewer) {
    const name = `@${status.account.acct}`
    items.push(
      button(`/accounts/${status.account.id}/mute`, t('mute_author', { name })),
      button(`/accounts/${status.account.id}/block`, t('block_author', { name }), true),
      link(`/report?status=${status.id}`, t('report')),
    )
  }
  const label = t('more')
  const hidden = view.viewer ? `<input type="hidden" name="back" value="${escapeHtml(back)}">` : ''
  const tag = view.viewer ? 'form' : 'div'
  return (
    `<details class="menu" name="card-menu"><summary class="act" aria-label="${label}" title="${label}"><span class="i i-more" aria-hidden="true"></span></summary>` +
    `<${tag} class="menu-list"${view.viewer ? ' method="post"' : ''}>${hidden}${items.join('')}</${tag}></details>`
  )
}
