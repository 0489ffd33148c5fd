import type { Context, Id } from '../../context.ts'
import { isId } from '../../lib/ids.ts'
import { mediaUrl } from '../accounts/index.ts'
import type { MediaAttachment } from './api.ts'
import { isIncoming } from './keys.ts'
import { type MediaRow, selectMedia } from './sql.ts'

/**
 * Mastodon's MediaAttachment for each id that exists, with one query. Not cached: who asks often (statuses) keeps
 * the whole post by its version.
 */
export async function presentMedia(ctx: Context, ids: Id[]): Promise<Map<Id, MediaAttachment>> {
  const wanted = [...new Set(ids)].filter(isId)
  if (wanted.length === 0) return new Map()
  const rows = await selectMedia(ctx, wanted)
  return new Map(rows.filter((row) => !row.rejected).map((row) => [row.id, presentRow(ctx, row)]))
}

export function presentRow(ctx: Context, row: MediaRow): MediaAttachment {
  const file = row.file && row.state === 'ready' && !isIncoming(row.file) ? mediaUrl(ctx, row.file) : null
  const url = file ?? row.remote_url
  const preview = row.thumbnail ? mediaUrl(ctx, row.thumbnail) : row.remote_thumbnail_url
  const focused = row.focus_x !== 0 || row.focus_y !== 0 || row.type === 'image'
  return {
    id: row.id,
    type: row.type,
    url,
    preview_url: preview ?? (row.type === 'image' ? url : null),
    remote_url: row.remote_url,
    preview_remote_url: row.remote_thumbnail_url,
    text_url: null,
    meta: { ...row.meta, ...(focused ? { focus: { x: round(row.focus_x), y: round(row.focus_y) } } : {}) },
    description: row.description || null,
    blurhash: row.blurhash,
  }
}

/** `real` columns come back with the noise of 32 bits. */
const round = (value: number): number => Math.round(value * 1000) / 1000
