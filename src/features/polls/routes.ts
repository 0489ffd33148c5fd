import type { Context, Id } from '../../context.ts'
import { AppError, notFound, unprocessable } from '../../errors.ts'
import { optionalViewer, requireViewer } from '../../http/auth.ts'
import { check, readBody } from '../../http/body.ts'
import type { App } from '../../http/env.ts'
import { isId } from '../../lib/ids.ts'
import { localPath, redirectWith } from '../../ui/flash.ts'
import { visibleStatus } from '../visibility/index.ts'
import { VoteBody } from './api.ts'
import { getPoll, vote } from './polls.ts'

const idOf = (text: string): Id => {
  if (!isId(text)) throw notFound()
  return text
}

async function pollOfStatus(ctx: Context, viewer: { id: Id }, statusId: Id): Promise<Id> {
  const status = await visibleStatus(ctx, viewer, statusId)
  if (!status.poll_id) throw notFound()
  return status.poll_id
}

export function pollRoutes(app: App): void {
  app.get('/api/v1/polls/:id', async (c) => {
    const viewer = optionalViewer(c, 'read:statuses')
    return c.json(await getPoll(c.get('ctx'), viewer, idOf(c.req.param('id'))))
  })

  app.post('/api/v1/polls/:id/votes', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    const body = await readBody(c)
    // A choice that is no number names no option, whatever else it is.
    const parsed = VoteBody.safeParse(body)
    if (!parsed.success && body['choices'] !== undefined) throw unprocessable('poll_invalid_choice')
    const { choices } = check(VoteBody, body)
    return c.json(await vote(c.get('ctx'), viewer, idOf(c.req.param('id')), choices))
  })

  app.post('/statuses/:id/vote', async (c) => {
    const viewer = requireViewer(c)
    const ctx = c.get('ctx')
    const statusId = idOf(c.req.param('id'))
    const body = await readBody(c)
    const back = localPath(body['back'])
    const parsed = VoteBody.safeParse({ choices: body['choices'] ?? [] })
    try {
      if (!parsed.success) throw unprocessable('poll_invalid_choice')
      await vote(ctx, viewer, await pollOfStatus(ctx, viewer, statusId), parsed.data.choices)
    } catch (error) {
      // Nothing chosen, voted already, over by now: said where the poll is.
      if (!(error instanceof AppError) || error.status !== 422) throw error
      return redirectWith(c, back, `errors.${error.reason}`, error.params)
    }
    return c.redirect(back, 303)
  })
}
