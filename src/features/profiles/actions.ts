import type { Context, Id } from '../../context.ts'
import { bool, check, int, type Params, readBody } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { localPath, redirectWith } from '../../ui/flash.ts'
import { acctOf, getPublicAccount } from '../accounts/index.ts'
import { block, mute, unblock, unmute } from '../blocks/index.ts'
import { acceptRequest, follow, rejectRequest, removeFollower, setNote, unfollow } from '../follows/index.ts'

/** Where a form leads somebody who is not signed in (any more). */
export const toLogin = (c: Req, next: string): Response =>
  c.redirect(`/login?next=${encodeURIComponent(next)}`, 303)

/** Does it and answers the name of what is said afterwards. */
type Act = (ctx: Context, viewer: Viewer, targetId: Id, body: Params) => Promise<string>

const flag = (value: unknown): boolean | undefined => (value === undefined ? undefined : check(bool, value))

const acts: Record<string, Act> = {
  async follow(ctx, viewer, id, body) {
    const options = { reblogs: flag(body['reblogs']), notify: flag(body['notify']) }
    const state = await follow(ctx, viewer, id, options)
    if (options.reblogs !== undefined || options.notify !== undefined) return 'saved'
    return state === 'requested' ? 'asked' : 'followed'
  },
  async unfollow(ctx, viewer, id) {
    await unfollow(ctx, viewer, id)
    return 'unfollowed'
  },
  async 'remove-follower'(ctx, viewer, id) {
    await removeFollower(ctx, viewer, id)
    return 'removed'
  },
  async block(ctx, viewer, id) {
    await block(ctx, viewer, id)
    return 'blocked'
  },
  async unblock(ctx, viewer, id) {
    await unblock(ctx, viewer, id)
    return 'unblocked'
  },
  async mute(ctx, viewer, id, body) {
    // A form without the choice (the "…" of a post) mutes the notifications, too; one with it says so or not.
    const notifications = body['duration'] === undefined ? true : (flag(body['notifications']) ?? false)
    await mute(ctx, viewer, id, {
      notifications,
      duration: check(int(0, 315_360_000), body['duration'] ?? 0),
    })
    return 'muted'
  },
  async unmute(ctx, viewer, id) {
    await unmute(ctx, viewer, id)
    return 'unmuted'
  },
  async note(ctx, viewer, id, body) {
    await setNote(ctx, viewer, id, typeof body['comment'] === 'string' ? body['comment'] : '')
    return 'noted'
  },
}

const answers = { accept: acceptRequest, reject: rejectRequest }

/** Forms about people: each does one thing and leads back (303) with a word of what was done. */
export function profileActions(app: App): void {
  for (const [name, act] of Object.entries(acts)) {
    app.post(`/accounts/:id{[0-9]+}/${name}`, async (c) => {
      const ctx = c.get('ctx')
      const viewer = c.get('viewer')
      const body = await readBody(c)
      const target = await getPublicAccount(ctx, c.req.param('id')!)
      const back = localPath(body['back'], `/@${acctOf(target)}`)
      if (!viewer) return toLogin(c, back)
      if (name === 'follow') limitRate(c, 'follow', viewer.id, 400, 24 * 3600)
      const done = await act(ctx, viewer, target.id, body)
      return redirectWith(c, back, `accounts.flash.${done}`, { name: `@${acctOf(target)}` })
    })
  }

  for (const [name, verb] of Object.entries(answers)) {
    app.post(`/follow-requests/:id{[0-9]+}/${name}`, async (c) => {
      const ctx = c.get('ctx')
      const viewer = c.get('viewer')
      const body = await readBody(c)
      if (!viewer) return toLogin(c, '/follow-requests')
      const target = await getPublicAccount(ctx, c.req.param('id')!)
      await verb(ctx, viewer, target.id)
      const back = localPath(body['back'], '/follow-requests')
      return redirectWith(c, back, `accounts.flash.${name}`, { name: `@${acctOf(target)}` })
    })
  }
}
