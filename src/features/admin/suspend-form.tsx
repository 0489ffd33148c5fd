import type { AppError } from '../../errors.ts'
import type { Req, Viewer } from '../../http/env.ts'
import { viewOf } from '../../ui/view.ts'
import {
  Days,
  problemOf,
  Reasons,
  rulesFor,
  SourceChoice,
  selectRequestChoices,
} from '../moderation/index.ts'
import { below } from './people.ts'
import { Desk } from './views.tsx'

/** Why somebody is shut out, asked before it is done; with `error`, what was typed is kept. Throws 404, 403, 422. */
export async function suspendForm(
  c: Req,
  viewer: Viewer,
  id: string,
  typed: Record<string, unknown> = {},
  error: AppError | null = null,
): Promise<Response> {
  const ctx = c.get('ctx')
  const [person, rules, requests, view] = await Promise.all([
    below(ctx, viewer, id),
    rulesFor(ctx, null),
    selectRequestChoices(ctx),
    viewOf(c),
  ])
  return c.html(
    <Desk view={view} title={view.t('admin.suspend_title', { name: person.username })}>
      <p class="hint">{view.t('admin.suspend_lead')}</p>
      {error ? (
        <p class="problem" role="alert">
          {problemOf(view, error)}
        </p>
      ) : null}
      <form class="sheet" method="post" action={`/admin/people/${id}/suspend`}>
        <Days view={view} typed={typed} />
        <Reasons view={view} typed={typed} rules={rules} />
        <SourceChoice view={view} typed={typed} requests={requests} />
        <p class="buttons">
          <button type="submit" class="button danger">
            {view.t('admin.suspend')}
          </button>
        </p>
      </form>
    </Desk>,
    error ? (error.status === 409 ? 409 : 422) : 200,
  )
}
