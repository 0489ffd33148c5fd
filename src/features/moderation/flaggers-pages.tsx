import { AppError, notFound } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { formatDate } from '../../lib/format/index.ts'
import { isId } from '../../lib/ids.ts'
import { redirectWith } from '../../ui/flash.ts'
import { viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { problemOf } from './case-parts.tsx'
import { DeskPage } from './desk-pages.tsx'
import { distrustFlagger, trustFlagger } from './flaggers.ts'
import { selectFlaggers } from './flaggers-sql.ts'
import { operatorOf } from './gates-pages.tsx'

const path = '/moderation/flaggers'

async function show(c: Req, typed = '', error: AppError | null = null): Promise<Response> {
  operatorOf(c)
  const [rows, view] = await Promise.all([selectFlaggers(c.get('ctx')), viewOf(c)])
  return c.html(
    <DeskPage view={view} title={view.t('moderation.flagger.title')}>
      <p class="hint">{view.t('moderation.flagger.lead')}</p>
      {error ? (
        <p class="problem" role="alert">
          {problemOf(view, error)}
        </p>
      ) : null}
      {rows.length === 0 ? <EmptyState icon="check" text={view.t('moderation.flagger.none')} /> : null}
      <ul class="desk">
        {rows.map((row) => (
          <li>
            <p>
              <a href={`/@${row.username}`}>@{row.username}</a>
              <br />
              <span class="hint">
                {view.t('moderation.flagger.since', {
                  date: formatDate(row.created_at, view.locale),
                  name: row.marker,
                })}
              </span>
            </p>
            <form method="post" action={`${path}/${row.account_id}/remove`}>
              <button
                type="submit"
                class="button small"
                aria-label={`${view.t('moderation.flagger.remove')}: @${row.username}`}
              >
                {view.t('moderation.flagger.remove')}
              </button>
            </form>
          </li>
        ))}
      </ul>
      <form class="sheet" method="post" action={path}>
        <div class="field">
          <label for="f-handle">{view.t('moderation.flagger.who')}</label>
          <input id="f-handle" name="handle" required maxlength={300} autocapitalize="none" value={typed} />
        </div>
        <p class="buttons">
          <button type="submit" class="button primary">
            {view.t('moderation.flagger.add')}
          </button>
        </p>
      </form>
    </DeskPage>,
    error ? 422 : 200,
  )
}

export function flaggersPages(app: App): void {
  app.get(path, (c) => show(c))
  app.post(path, async (c) => {
    const viewer = operatorOf(c)
    const handle = String((await readBody(c))['handle'] ?? '')
    try {
      await trustFlagger(c.get('ctx'), viewer, handle)
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 422) throw error
      return show(c, handle, error)
    }
    return redirectWith(c, path, 'moderation.flash.trusted')
  })
  app.post(`${path}/:id/remove`, async (c) => {
    const viewer = operatorOf(c)
    const id = c.req.param('id')
    if (!isId(id)) throw notFound()
    await distrustFlagger(c.get('ctx'), viewer, id)
    return redirectWith(c, path, 'moderation.flash.distrusted')
  })
}
