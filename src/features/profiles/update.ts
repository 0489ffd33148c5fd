import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { requireViewer } from '../../http/auth.ts'
import { bool, check, list } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { readUpload, type UploadedFile } from '../../http/upload.ts'
import { type ProfileChanges, presentCredentials, updateProfile } from '../accounts/index.ts'
import { saveChoices } from '../auth/index.ts'
import { removeFiles, storeImage } from '../media/index.ts'
import { visibilities } from '../statuses/api.ts'
import { circles } from '../visibility/index.ts'

const text = z.string().max(100_000)

const Update = z.object({
  display_name: text.nullish(),
  note: text.nullish(),
  locked: bool.nullish(),
  bot: bool.nullish(),
  discoverable: bool.nullish(),
  indexable: bool.nullish(),
  hide_collections: bool.nullish(),
  attribution_domains: list(text, 200).nullish(),
  fields_attributes: list(z.object({ name: text.default(''), value: text.default('') }), 20).nullish(),
  source: z
    .object({
      privacy: z.enum(visibilities).nullish(),
      sensitive: bool.nullish(),
      language: z
        .string()
        .regex(/^([a-z]{2,3})?$/)
        .nullish(),
      /** Ours: who may answer, name and write to her. */
      xom: z
        .object({
          replies_from: z.enum(circles).nullish(),
          mentions_from: z.enum(circles).nullish(),
          messages_from: z.enum(circles).nullish(),
        })
        .nullish(),
    })
    .nullish(),
})

/** Bytes of one picture, before it is made smaller. */
const PICTURE_LIMIT = 16 * 1024 * 1024

/**
 * Stores the pictures among the files under new keys. A file that is no picture, or too large, is a 422 or 413 that
 * changes nothing.
 */
export async function storePictures(
  c: Req,
  files: UploadedFile[],
): Promise<Pick<ProfileChanges, 'avatar' | 'header'>> {
  const ctx = c.get('ctx')
  const stored: Pick<ProfileChanges, 'avatar' | 'header'> = {}
  for (const kind of ['avatar', 'header'] as const) {
    const file = files.find((one) => one.field === kind && one.size > 0)
    if (!file) continue
    if (file.size > PICTURE_LIMIT) throw new AppError('too_large')
    stored[kind] = await storeImage(ctx, file, { kind })
  }
  return stored
}

const given = <T>(value: T | null | undefined): T | undefined => value ?? undefined

/** PATCH /api/v1/accounts/update_credentials and DELETE /api/v1/profile/(avatar|header), as Mastodon has them. */
export function updateRoutes(app: App): void {
  app.patch('/api/v1/accounts/update_credentials', async (c) => {
    const ctx = c.get('ctx')
    const viewer = requireViewer(c, 'write:accounts')
    const { params, files } = await readUpload(c, { files: 2 })
    const body = check(Update, params)
    const changes: ProfileChanges = {
      displayName: given(body.display_name),
      note: given(body.note),
      fields: given(body.fields_attributes),
      locked: given(body.locked),
      bot: given(body.bot),
      discoverable: given(body.discoverable),
      indexable: given(body.indexable),
      hideCollections: given(body.hide_collections),
      attributionDomains: given(body.attribution_domains),
      repliesFrom: given(body.source?.xom?.replies_from),
      mentionsFrom: given(body.source?.xom?.mentions_from),
      messagesFrom: given(body.source?.xom?.messages_from),
    }
    const pictures = await storePictures(c, files)
    try {
      await updateProfile(ctx, viewer.id, { ...changes, ...pictures })
    } catch (error) {
      // Nobody points at them: the change did not happen.
      const keys = Object.values(pictures).filter((key): key is string => typeof key === 'string')
      if (keys.length > 0) await removeFiles(ctx, { keys })
      throw error
    }
    if (body.source) {
      const { privacy, sensitive, language } = body.source
      await saveChoices(ctx, viewer.id, {
        preferences: {
          visibility: given(privacy),
          sensitive: given(sensitive),
          language: given(language),
        },
      })
    }
    return c.json(await presentCredentials(ctx, viewer.id))
  })

  for (const kind of ['avatar', 'header'] as const) {
    app.delete(`/api/v1/profile/${kind}`, async (c) => {
      const viewer = requireViewer(c, 'write:accounts')
      await updateProfile(c.get('ctx'), viewer.id, { [kind]: null })
      return c.json(await presentCredentials(c.get('ctx'), viewer.id))
    })
  }
}
