import { raw } from 'hono/html'
import type { App, Req } from '../../http/env.ts'
import { formatDateTime } from '../../lib/format/index.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { visibleStatus } from '../visibility/index.ts'
import type { StatusEdit } from './api.ts'
import { statusPath } from './card.tsx'
import { mediaBlock } from './card-media.ts'
import { emptyState } from './compose-form.ts'
import { composeRoutes } from './compose-pages.tsx'
import { editHistory } from './edit.ts'
import { replyForm } from './forms.ts'
import { presentStatus } from './present.ts'
import { ThreadPage } from './thread.tsx'
import { threadPage } from './thread-page.ts'

const composeLimits = (c: Req) => ({
  limit: c.get('ctx').config.maxPostChars,
  maxMedia: c.get('ctx').config.maxMedia,
})

const startOf = (c: Req): number => {
  const from = Number(c.req.query('from') ?? 0)
  return Number.isInteger(from) && from > 0 && from < 100_000 ? from : 0
}

function Version({
  view,
  version,
  at,
  last,
}: {
  view: View
  version: StatusEdit
  at: number
  last: boolean
}) {
  const label =
    at === 0
      ? view.t('statuses.page.history_first')
      : view.t('statuses.page.history_version', { count: at + 1 })
  return (
    <article class={last ? 'card version version-last' : 'card version'}>
      <h2>
        {label} ·{' '}
        <time datetime={version.created_at}>{formatDateTime(new Date(version.created_at), view.locale)}</time>
      </h2>
      {version.spoiler_text ? <p class="version-cw">{version.spoiler_text}</p> : null}
      <div class="content">{raw(version.content)}</div>
      {raw(mediaBlock(view, version))}
      {version.poll ? (
        <ul>
          {version.poll.options.map(({ title }) => (
            <li>{title}</li>
          ))}
        </ul>
      ) : null}
    </article>
  )
}

/** Pages of single posts: the composer, threads, edit histories. Strangers get 404 for what is not theirs to read. */
export function statusPages(app: App): void {
  composeRoutes(app)

  app.get('/statuses/:id{[0-9]+}', async (c) => {
    const status = await presentStatus(c.get('ctx'), c.get('viewer'), c.req.param('id'))
    return c.redirect(encodeURI(statusPath(status)), 303)
  })

  app.get('/:at{@[^/]+}/:id{[0-9]+}', async (c) => {
    const ctx = c.get('ctx')
    const viewer = c.get('viewer')
    const from = startOf(c)
    const thread = await threadPage(ctx, viewer, c.req.param('id'), from)
    const path = statusPath(thread.status)
    // One address for each post: another handle in front of its id leads to the right one.
    if (c.req.path !== path) return c.redirect(encodeURI(path), 303)
    // The post of an article is read as the article.
    const article = `${ctx.config.origin}/trang/`
    if (thread.status.url?.startsWith(article)) return c.redirect(new URL(thread.status.url).pathname, 303)
    const view = await viewOf(c)
    const reply = viewer
      ? { state: emptyState(replyForm(viewer, thread.status, path)), ...composeLimits(c) }
      : null
    return c.html(<ThreadPage view={view} thread={thread} from={from} reply={reply} />)
  })

  app.get('/:at{@[^/]+}/:id{[0-9]+}/history', async (c) => {
    const ctx = c.get('ctx')
    const viewer = c.get('viewer')
    const seen = await visibleStatus(ctx, viewer, c.req.param('id'))
    const [status, versions] = await Promise.all([
      presentStatus(ctx, viewer, seen.id),
      editHistory(ctx, viewer, seen),
    ])
    const view = await viewOf(c)
    const title = view.t('statuses.page.history')
    return c.html(
      <Page view={view} title={title} head={raw('<meta name="robots" content="noindex">')}>
        <h1>{title}</h1>
        <p class="thread-way">
          <a href={statusPath(status)}>{view.t('statuses.page.back_to_post')}</a>
        </p>
        {versions
          .map((version, at) => (
            <Version view={view} version={version} at={at} last={at === versions.length - 1} />
          ))
          .reverse()}
      </Page>,
    )
  })
}
