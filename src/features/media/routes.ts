import { z } from 'zod'
import type { Context, Id } from '../../context.ts'
import { invalid, notFound, unprocessable } from '../../errors.ts'
import { requireViewer } from '../../http/auth.ts'
import { check } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { readUpload } from '../../http/upload.ts'
import { fileRoutes } from './files.ts'
import { changeDetails, createMedia, type MediaDetails, ownMedia, removeMedia } from './media.ts'
import { presentRow } from './present.ts'
import { blankFile } from './sniff.ts'
import { selectMedia } from './sql.ts'

export const MediaBody = z.object({
  description: z.string().nullish(),
  /** Two numbers from -1 to 1: '0.25,-0.5'. */
  focus: z.string().nullish(),
})

/** '0.25,-0.5' as Mastodon's clients send it; numbers outside are cut to the edge. */
export function parseFocus(text: string): { x: number; y: number } {
  const found = /^\s*([+-]?\d*\.?\d+(?:e-?\d{1,3})?)\s*,\s*([+-]?\d*\.?\d+(?:e-?\d{1,3})?)\s*$/i.exec(text)
  if (!found) throw invalid({ field: 'focus', code: 'invalid' })
  const cut = (value: string) => Math.max(-1, Math.min(1, Number(value)))
  return { x: cut(found[1]!), y: cut(found[2]!) }
}

const detailsOf = (body: z.infer<typeof MediaBody>): MediaDetails => ({
  description: body.description ?? undefined,
  focus: body.focus ? parseFocus(body.focus) : undefined,
})

/** The upload itself and room for a poster. */
const limits = (ctx: Context) => ({ files: 2, total: ctx.config.maxUpload + 8 * 1024 * 1024 })

/** 200 when it is ready, `pending` while ffmpeg works (202 after an upload, 206 when asked again), 422 when that failed. */
async function answer(c: Req, id: Id, pending: 202 | 206): Promise<Response> {
  const ctx = c.get('ctx')
  const [row] = await selectMedia(ctx, [id])
  if (!row) throw notFound()
  if (row.state === 'failed') throw unprocessable('media_failed')
  return c.json(presentRow(ctx, row), row.state === 'processing' ? pending : 200)
}

async function upload(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = requireViewer(c, 'write:media')
  if (ctx.config.production) limitRate(c, 'media', viewer.id, 60, 30 * 60)
  const { params, files } = await readUpload(c, limits(ctx))
  const file = files.find(({ field }) => field === 'file')
  if (!file || file.size === 0) throw blankFile('file')
  const details = detailsOf(check(MediaBody, params))
  const thumbnail = files.find(({ field }) => field === 'thumbnail')
  const id = await createMedia(ctx, viewer, file, { ...details, thumbnail })
  return answer(c, id, 202)
}

export function mediaRoutes(app: App): void {
  app.post('/api/v1/media', upload)
  app.post('/api/v2/media', upload)

  app.get('/api/v1/media/:id', async (c) => {
    const viewer = requireViewer(c, 'write:media')
    const row = await ownMedia(c.get('ctx'), viewer, c.req.param('id'))
    return answer(c, row.id, 206)
  })

  app.put('/api/v1/media/:id', async (c) => {
    const ctx = c.get('ctx')
    const viewer = requireViewer(c, 'write:media')
    const row = await ownMedia(ctx, viewer, c.req.param('id'))
    const { params, files } = await readUpload(c, limits(ctx))
    const details = detailsOf(check(MediaBody, params))
    await changeDetails(ctx, viewer, row.id, {
      ...details,
      thumbnail: files.find(({ field }) => field === 'thumbnail'),
    })
    return answer(c, row.id, 206)
  })

  app.delete('/api/v1/media/:id', async (c) => {
    const viewer = requireViewer(c, 'write:media')
    await removeMedia(c.get('ctx'), viewer, c.req.param('id'))
    return c.json({})
  })

  fileRoutes(app)
}
