import { createHmac } from 'node:crypto'
import type { Context, Id } from '../../context.ts'
import { sameSecret } from '../../lib/crypto.ts'
import { isId } from '../../lib/ids.ts'
import { keyringOf } from '../../storage/keyring.ts'
import type { MediaAttachment } from './api.ts'

/** 132 bits of HMAC-SHA256 over the file and the reader: the address is hers, and worth what her membership is worth. */
function mac(secret: Buffer, key: string, readerId: Id): string {
  return createHmac('sha256', secret).update(`media:${key}:${readerId}`).digest('base64url').slice(0, 22)
}

/** The reader for whom an address was made (`?r=ID.MAC`), or null. Whether she may still have the file is not asked here. */
export function readerOf(ctx: Context, key: string, proof: string | undefined): Id | null {
  const [id = '', given = ''] = (proof ?? '').split('.')
  if (!isId(id) || given.length !== 22) return null
  return keyringOf(ctx).some(({ bytes }) => sameSecret(mac(bytes, key, id), given)) ? id : null
}

/** The attachment with addresses that open for one reader without a session. */
export function signForReader(ctx: Context, media: MediaAttachment, readerId: Id): MediaAttachment {
  const prefix = `${ctx.config.origin}/media/`
  const sign = (url: string | null): string | null =>
    url?.startsWith(prefix)
      ? `${url}?r=${readerId}.${mac(keyringOf(ctx)[0].bytes, url.slice(prefix.length), readerId)}`
      : url
  return { ...media, url: sign(media.url), preview_url: sign(media.preview_url) }
}
