import { createHmac } from 'node:crypto'
import type { Context, Id } from '../../context.ts'
import { sameSecret } from '../../lib/crypto.ts'
import { isId } from '../../lib/ids.ts'
import { DAY_MS } from '../../lib/time.ts'
import { keyringOf } from '../../storage/keyring.ts'
import type { MediaAttachment } from './api.ts'

/** Addresses are made anew each week and open for that week and the next: one that was passed on does not open for ever. */
const weekOf = (ctx: Context): number => Math.floor(ctx.clock().getTime() / (7 * DAY_MS))

/** 132 bits of HMAC-SHA256 over file, reader and week: the address is hers, and worth what her membership is worth. */
function mac(secret: Buffer, key: string, readerId: Id, week: number): string {
  const words = `media:${key}:${readerId}:${week}`
  return createHmac('sha256', secret).update(words).digest('base64url').slice(0, 22)
}

/**
 * The reader for whom an address was made (`?r=ID.WEEK.MAC`), or null for a forged or an old one. Whether she may still
 * have the file is not asked here.
 */
export function readerOf(ctx: Context, key: string, proof: string | undefined): Id | null {
  const [id = '', at = '', given = ''] = (proof ?? '').split('.')
  const week = Number(at)
  const now = weekOf(ctx)
  if (!isId(id) || given.length !== 22 || (week !== now && week !== now - 1)) return null
  return keyringOf(ctx).some(({ bytes }) => sameSecret(mac(bytes, key, id, week), given)) ? id : null
}

/** The attachment with addresses that open for one reader without a session. */
export function signForReader(ctx: Context, media: MediaAttachment, readerId: Id): MediaAttachment {
  const prefix = `${ctx.config.origin}/media/`
  const week = weekOf(ctx)
  const sign = (url: string | null): string | null =>
    url?.startsWith(prefix)
      ? `${url}?r=${readerId}.${week}.${mac(keyringOf(ctx)[0].bytes, url.slice(prefix.length), readerId, week)}`
      : url
  return { ...media, url: sign(media.url), preview_url: sign(media.preview_url) }
}
