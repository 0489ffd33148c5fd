import { escapeHtml } from '../../lib/html/index.ts'
import type { View } from '../../ui/view.ts'
import type { MediaAttachment } from '../media/api.ts'
import type { Status } from './api.ts'

type Shown = Pick<Status, 'media_attachments' | 'sensitive' | 'spoiler_text'>

interface Size {
  width: number
  height: number
}

function sizeOf(media: MediaAttachment): Size | null {
  for (const name of ['small', 'original']) {
    const { width, height } = (media.meta[name] ?? {}) as Partial<Size>
    if (typeof width === 'number' && typeof height === 'number' && width > 0 && height > 0)
      return { width, height }
  }
  return null
}

/** The focal point in five steps each way: styles are not allowed inline, classes are. */
function focusClass(media: MediaAttachment): string {
  const focus = media.meta['focus'] as { x?: unknown; y?: unknown } | undefined
  const step = (value: unknown) => Math.round(((typeof value === 'number' ? value : 0) + 1) * 2)
  const x = step(focus?.x)
  const y = 4 - step(focus?.y)
  return x === 2 && y === 2 ? '' : ` class="fx${x} fy${y}"`
}

const sizes = (size: Size | null): string =>
  size ? ` width="${Math.round(size.width)}" height="${Math.round(size.height)}"` : ''

const altNote = (media: MediaAttachment): string =>
  media.description
    ? `<details class="alt"><summary>ALT</summary><p>${escapeHtml(media.description)}</p></details>`
    : ''

function item(view: View, media: MediaAttachment): string {
  const alt = escapeHtml(media.description ?? '')
  if (!media.url) {
    return `<div class="media-item media-wait"><p>${escapeHtml(view.t('statuses.media.processing'))}</p></div>`
  }
  const url = escapeHtml(media.url)
  const poster = media.preview_url ? ` poster="${escapeHtml(media.preview_url)}"` : ''
  const label = alt || escapeHtml(view.t(`statuses.media.${media.type}`))
  switch (media.type) {
    case 'image': {
      const source = escapeHtml(media.preview_url ?? media.url)
      return `<div class="media-item"><a href="${url}" data-turbo="false"${alt ? '' : ` aria-label="${label}"`}><img src="${source}"${sizes(sizeOf(media))} alt="${alt}"${focusClass(media)} loading="lazy" decoding="async"></a>${altNote(media)}</div>`
    }
    case 'gifv':
    case 'video':
      return `<div class="media-item"><video src="${url}"${poster}${sizes(sizeOf(media))} controls playsinline preload="none"${media.type === 'gifv' ? ' loop muted' : ''} aria-label="${label}"></video>${altNote(media)}</div>`
    case 'audio':
      return `<div class="media-item media-audio"><audio src="${url}" controls preload="none" aria-label="${label}"></audio>${altNote(media)}</div>`
    default:
      return `<div class="media-item media-file"><a href="${url}" data-turbo="false">${label}</a></div>`
  }
}

function textOnly(view: View, attachments: readonly MediaAttachment[]): string {
  const items = attachments.map((media) => {
    const kind = escapeHtml(view.t(`statuses.media.${media.type}`))
    const text = media.description ? `${kind}: ${escapeHtml(media.description)}` : kind
    return `<li>${media.url ? `<a href="${escapeHtml(media.url)}" data-turbo="false">${text}</a>` : text}</li>`
  })
  return `<ul class="media-text">${items.join('')}</ul>`
}

/**
 * Pictures, video and sound of a post; empty without any. Sensitive media wait behind a summary, unless the content
 * warning already hides them. In text-only mode nothing is loaded: links with the descriptions.
 */
export function mediaBlock(view: View, status: Shown): string {
  const attachments = status.media_attachments
  if (attachments.length === 0) return ''
  if (view.textOnly) return textOnly(view, attachments)
  const visual = attachments.filter(({ type }) => type !== 'audio' && type !== 'unknown').length
  const grid = `<div class="media media-${Math.min(visual === attachments.length ? visual : 1, 4)}">${attachments.map((media) => item(view, media)).join('')}</div>`
  if (!status.sensitive || status.spoiler_text) return grid
  return `<details class="sensitive"><summary><span class="i i-eye" aria-hidden="true"></span>${escapeHtml(view.t('statuses.media.sensitive'))}</summary>${grid}</details>`
}
