import { z } from 'zod'
import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { unauthorized } from '../../errors.ts'
import { requireViewer } from '../../http/auth.ts'
import { check, readBody } from '../../http/body.ts'
import type { App } from '../../http/env.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { viewOf } from '../../ui/view.ts'
import { type ReplyPolicy, replyPolicies } from '../visibility/index.ts'
import { StatusCard, statusPath } from './card.tsx'
import { policyOptions } from './compose-fields.tsx'
import { ownStatus } from './edit.ts'
import { updateReplyPolicy } from './life-sql.ts'
import { presentStatus } from './present.ts'

const Body = z.object({ reply_policy: z.enum(replyPolicies).or(z.literal('')).nullish() })

/**
 * Changes who may answer a post that stands; null: as in her settings. No edit of its words, so it leaves no trace in
 * the history; answers that are there stay. 404 for somebody else's post.
 */
export async function setReplyPolicy(
  ctx: Context,
  author: { id: Id },
  id: string,
  policy: ReplyPolicy | null,
): Promise<void> {
  const own = await ownStatus(ctx, author, id)
  await updateReplyPolicy(ctx, own.id, policy)
  await dropCached(ctx, 'anonymous', '*')
}

/** PUT /api/v1/statuses/:id/reply_policy, and the same as a form behind the menu of one's own post. */
export function replyPolicyRoutes(app: App): void {
  app.put('/api/v1/statuses/:id/reply_policy', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    const ctx = c.get('ctx')
    const id = c.req.param('id')
    await setReplyPolicy(ctx, viewer, id, check(Body, await readBody(c)).reply_policy || null)
    return c.json(await presentStatus(ctx, viewer, id))
  })

  const path = '/statuses/:id{[0-9]+}/reply-policy'
  app.get(path, async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return c.redirect(`/login?next=${encodeURIComponent(c.req.path)}`, 303)
    const ctx = c.get('ctx')
    const { id } = await ownStatus(ctx, viewer, c.req.param('id'))
    const [status, view] = await Promise.all([presentStatus(ctx, viewer, id), viewOf(c)])
    const title = view.t('statuses.reply_policy.label')
    return c.html(
      <Page view={view} title={title}>
        <h1>{title}</h1>
        <StatusCard view={view} status={status} variant="thread" back={statusPath(status)} />
        <form class="sheet" method="post" action={c.req.path}>
          <div class="field">
            <label for="f-reply-policy">{title}</label>
            <p class="hint" id="f-reply-policy-hint">
              {view.t('statuses.reply_policy.hint')}
            </p>
            <select id="f-reply-policy" name="reply_policy" aria-describedby="f-reply-policy-hint">
              {policyOptions(view, status.xom?.reply_policy ?? '')}
            </select>
          </div>
          <p class="buttons">
            <button type="submit" class="button primary">
              {view.t('common.save')}
            </button>
          </p>
        </form>
      </Page>,
    )
  })

  app.post(path, async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) throw unauthorized()
    const ctx = c.get('ctx')
    const id = c.req.param('id')
    await setReplyPolicy(ctx, viewer, id, check(Body, await readBody(c)).reply_policy || null)
    return redirectWith(c, statusPath(await presentStatus(ctx, viewer, id)), 'common.saved')
  })
}
