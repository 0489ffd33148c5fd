import type { Context, Id } from '../../context.ts'
import { unauthorized } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { localPath, redirectWith, setFlash } from '../../ui/flash.ts'
import { viewOf } from '../../ui/view.ts'
import { deleteStatus, presentStatus, statusActions } from '../statuses/index.ts'
import * as verbs from './interactions.ts'
import { listPages } from './lists.tsx'

type Verb = (ctx: Context, viewer: Viewer, statusId: string) => Promise<Id>

/** The form routes below /statuses/:id/, their verbs, and what is said afterwards (a button that changes needs no words). */
const forms: Record<string, { verb: Verb; flash?: string }> = {
  favourite: { verb: verbs.favourite },
  unfavourite: { verb: verbs.unfavourite },
  boost: { verb: (ctx, viewer, id) => verbs.boost(ctx, viewer, id) },
  unboost: { verb: verbs.unboost },
  bookmark: { verb: verbs.bookmark },
  unbookmark: { verb: verbs.unbookmark },
  pin: { verb: verbs.pin, flash: 'statuses.flash.pinned' },
  unpin: { verb: verbs.unpin, flash: 'statuses.flash.unpinned' },
  mute: { verb: verbs.muteThread, flash: 'statuses.flash.muted' },
  unmute: { verb: verbs.unmuteThread, flash: 'statuses.flash.unmuted' },
}

const pageViewer = (c: Req): Viewer => {
  const viewer = c.get('viewer')
  if (!viewer) throw unauthorized()
  return viewer
}

const turboStream = 'text/vnd.turbo-stream.html'

/** Back to where she was, at the same post. */
function goBack(c: Req, back: unknown, id: Id | null): Response {
  const path = localPath(back)
  return c.redirect(id && !path.includes('#') ? `${path}#s-${id}` : path, 303)
}

/**
 * Forms of single posts. With Turbo, a like or a boost answers with only the new row of buttons, for every place on
 * the page that shows the post; without scripts it is a plain way back (303).
 */
export function interactionPages(app: App): void {
  for (const [name, { verb, flash }] of Object.entries(forms)) {
    app.post(`/statuses/:id{[0-9]+}/${name}`, async (c) => {
      const ctx = c.get('ctx')
      const viewer = pageViewer(c)
      const body = await readBody(c)
      const id = c.req.param('id')!
      const target = await verb(ctx, viewer, id)
      if (flash) setFlash(c, flash)
      else if (c.req.header('accept')?.includes(turboStream)) {
        const shown = name === 'boost' ? id : target
        const status = await presentStatus(ctx, viewer, shown)
        const html = statusActions(await viewOf(c), status, localPath(body['back']))
        return c.body(
          `<turbo-stream action="replace" targets=".act-${status.id}"><template>${html}</template></turbo-stream>`,
          200,
          {
            'Content-Type': `${turboStream}; charset=utf-8`,
          },
        )
      }
      return goBack(c, body['back'], id)
    })
  }

  app.post('/statuses/:id{[0-9]+}/delete', async (c) => {
    const viewer = pageViewer(c)
    const body = await readBody(c)
    const id = c.req.param('id')
    await deleteStatus(c.get('ctx'), viewer, id)
    // The page of the post itself is gone with it.
    const path = localPath(body['back'])
    return redirectWith(c, path.split(/[/?#]/).includes(id) ? '/' : path, 'statuses.flash.deleted')
  })

  listPages(app)
}
