import { invalid } from '../../errors.ts'
import type { Req } from '../../http/env.ts'
import type { Upload } from '../../http/upload.ts'
import { crops, oneOf, text, ticked } from '../../ui/widgets/fields.tsx'
import { storeImage } from './media.ts'

/** Bytes of one picture, before it is cut. */
const pictureLimit = 16 * 1024 * 1024

/** Keys of stored pictures; null: none from now on. */
export type Pictures = { avatar?: string | null; header?: string | null }

/**
 * Stores what a `PictureField` sent, or notes that it shall be taken away. 422 for the field of a file that is too large or
 * no picture. When the change comes to nothing, the caller removes what was stored.
 */
export async function takePicture(
  c: Req,
  kind: 'avatar' | 'header',
  sent: Upload,
  into: Pictures,
): Promise<void> {
  const file = sent.files.find((one) => one.field === kind && one.size > 0)
  if (sent.tooLarge.includes(kind) || (file && file.size > pictureLimit))
    throw invalid({ field: kind, code: 'file_too_big', params: { limit: pictureLimit / 1024 / 1024 } })
  const crop = oneOf(text(sent.params, `${kind}_crop`), crops, 'centre')
  if (file) into[kind] = await storeImage(c.get('ctx'), file, { kind, crop })
  else if (ticked(sent.params, `remove_${kind}`)) into[kind] = null
}
