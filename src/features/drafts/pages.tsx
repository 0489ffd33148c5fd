import { notFound, unauthorized } from '../../errors.ts'
import { type Params, readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { truncate } from '../../lib/graphemes.ts'
import { isId } from '../../lib/ids.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { RelativeTime } from '../../ui/widgets/time.tsx'
import { composeAgain } from '../statuses/index.ts'
import { deleteDraft, listDrafts, saveDraft } from './drafts.ts'
import type { DraftRow } from './sql.ts'

const door = (c: Req) => c.redirect('/login?next=%2Fdrafts', 303)

const textOf = (params: Params): string => {
  const text = [params['spoiler_text'], params['status']].filter(
    (part): part is string => typeof part === 'string' && part.trim() !== '',
  )
  return truncate(text.join(' — ').replace(/\s+/g, ' '), 200)
}

function Draft({ view, draft }: { view: View; draft: DraftRow }) {
  return (
    <li class="waiting">
      <p class="waiting-text">
        <a href={`/compose?draft=${draft.id}`}>{textOf(draft.params) || view.t('drafts.no_text')}</a>
      </p>
      <p>
        <small>
          <RelativeTime view={view} at={draft.updated_at} />
        </small>
      </p>
      <form method="post" action={`/drafts/${draft.id}/delete`}>
        <button type="submit" class="button danger small">
          {view.t('drafts.delete')}
        </button>
      </form>
    </li>
  )
}

export function draftPages(app: App): void {
  app.get('/drafts', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return door(c)
    const [drafts, view] = await Promise.all([listDrafts(c.get('ctx'), viewer), viewOf(c)])
    const title = view.t('drafts.title')
    return c.html(
      <Page view={view} title={title}>
        <h1>{title}</h1>
        {drafts.length === 0 ? (
          <EmptyState icon="pen" text={view.t('drafts.empty')} />
        ) : (
          <ul class="waiting-list">
            {drafts.map((draft) => (
              <Draft view={view} draft={draft} />
            ))}
          </ul>
        )}
        <p>
          <a href="/scheduled">{view.t('scheduled.title')}</a>
        </p>
      </Page>,
    )
  })

  /** The composer's "keep as a draft" button sends its whole form here. */
  app.post('/drafts', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) throw unauthorized()
    const body = await readBody(c)
    let id: string
    try {
      id = await saveDraft(c.get('ctx'), viewer, body)
    } catch (error) {
      return composeAgain(c, viewer, body, error)
    }
    if (c.req.header('accept')?.startsWith('application/json')) return c.json({ id })
    return redirectWith(c, '/drafts', 'drafts.saved')
  })

  app.post('/drafts/:id/delete', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) throw unauthorized()
    const id = c.req.param('id')
    if (!isId(id)) throw notFound()
    await deleteDraft(c.get('ctx'), viewer, id)
    return redirectWith(c, '/drafts', 'drafts.deleted')
  })
}
