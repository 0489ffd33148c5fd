import { raw } from 'hono/html'
import type { Id } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { readBody, readQuery } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { formatDateTime, formatNumber } from '../../lib/format/index.ts'
import { redirectWith } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { text } from '../../ui/widgets/fields.tsx'
import { personOf } from '../communities/index.ts'
import { reaches, SitePage, type SiteView, siteOf } from '../sites/index.ts'
import { hideOldComment, importedComments, type OldComments } from './old-comments.ts'
import { type CommentRow, type ReadableArticle, selectReadable } from './sql.ts'

function Writer({ view, comment }: { view: View; comment: CommentRow }) {
  const name = comment.name || view.t('imports.comments.nobody')
  return (
    <p class="old-comment-who">
      <bdi>
        {comment.url ? (
          <a href={comment.url} rel="nofollow noopener noreferrer ugc">
            {name}
          </a>
        ) : (
          name
        )}
      </bdi>{' '}
      <time datetime={comment.created_at.toISOString()}>
        {formatDateTime(comment.created_at, view.locale)}
      </time>
    </p>
  )
}

function Comment({ view, comment, hide }: { view: View; comment: CommentRow; hide: string | null }) {
  const parent = comment.parent_id
  return (
    <li id={`cu-${comment.id}`} class={comment.hidden_at ? 'old-comment old-comment-hidden' : 'old-comment'}>
      <Writer view={view} comment={comment} />
      {parent ? (
        <p class="hint">
          <a href={`#cu-${parent}`}>
            {view.t('imports.comments.answers', {
              name: comment.parent_name || view.t('imports.comments.nobody'),
            })}
          </a>
        </p>
      ) : null}
      {comment.hidden_at ? <p class="badge">{view.t('imports.comments.hidden')}</p> : null}
      <div class="content">{raw(comment.html)}</div>
      {hide ? (
        <form method="post" action={`${hide}/${comment.id}/an`}>
          <input type="hidden" name="hidden" value={comment.hidden_at ? '0' : '1'} />
          <button type="submit" class="button small">
            {view.t(comment.hidden_at ? 'imports.comments.show' : 'imports.comments.hide')}
          </button>
        </form>
      ) : null}
    </li>
  )
}

/**
 * Comments from before, apart from those that can be answered; nothing where there are none. `path` is that of the article;
 * `hide` adds the button of the staff.
 */
export function ImportedComments({
  view,
  old,
  path,
  hide = false,
}: {
  view: View
  old: OldComments
  path: string
  hide?: boolean
}) {
  if (old.total === 0) return null
  const origin = old.comments.find((comment) => comment.origin)?.origin
  const all = `${path}/binh-luan-cu`
  return (
    <section class="old-comments" aria-labelledby="old-comments">
      <h2 id="old-comments">
        {view.t('imports.comments.count', { count: old.total, total: formatNumber(old.total, view.locale) })}
      </h2>
      <p class="hint">
        {origin ? view.t('imports.comments.from', { origin }) : view.t('imports.comments.from_before')}
      </p>
      <ol class="old-comment-list">
        {old.comments.map((comment) => (
          <Comment view={view} comment={comment} hide={hide ? all : null} />
        ))}
      </ol>
      {old.total > old.comments.length && view.path !== all ? (
        <p class="pager">
          <a class="more-link" href={all}>
            {view.t('imports.comments.all', { total: formatNumber(old.total, view.locale) })}
          </a>
        </p>
      ) : null}
    </section>
  )
}

/** How many stand on the article's own page. */
const BELOW = 10

/** The first old comments below their article, with the way to all of them. */
export async function belowArticle(c: Req, view: View, site: SiteView, article: { id: Id; slug: string }) {
  const old = await importedComments(c.get('ctx'), article.id, 1, { limit: BELOW })
  return old.total === 0 ? null : (
    <ImportedComments view={view} old={old} path={`${site.path}/${article.slug}`} />
  )
}

async function readable(c: Req, site: SiteView): Promise<ReadableArticle> {
  const [article] = await selectReadable(c.get('ctx'), site.id, c.req.param('slug') ?? '')
  if (!article) throw notFound()
  return article
}

function Pages({ view, old, path }: { view: View; old: OldComments; path: string }) {
  if (old.pages < 2) return null
  return (
    <nav class="pager" aria-label={view.t('imports.comments.pages')}>
      {old.page > 1 ? (
        <a class="more-link" href={`${path}?trang=${old.page - 1}`} rel="prev">
          {view.t('imports.comments.earlier')}
        </a>
      ) : null}{' '}
      {old.page < old.pages ? (
        <a class="more-link" href={`${path}?trang=${old.page + 1}`} rel="next">
          {view.t('imports.comments.later')}
        </a>
      ) : null}
    </nav>
  )
}

async function page(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const [site, view] = await Promise.all([siteOf(c), viewOf(c)])
  const article = await readable(c, site)
  const editor = reaches(site.site.role, 'editor')
  const old = await importedComments(ctx, article.id, Number(readQuery(c)['trang']) || 1, { hidden: editor })
  const path = `${site.path}/${article.slug}`
  const title = view.t('imports.comments.of', { title: article.headline })
  return c.html(
    <SitePage
      c={c}
      view={view}
      site={site}
      title={title}
      head={<meta name="robots" content="noindex, follow" />}
    >
      <div class="old-comments-top">
        <p>
          <a href={path}>{article.headline}</a>
        </p>
        <h1>{view.t('imports.comments.title')}</h1>
      </div>
      {old.total === 0 ? <EmptyState icon="info" text={view.t('imports.comments.none')} /> : null}
      <ImportedComments view={view} old={old} path={path} hide={editor} />
      <Pages view={view} old={old} path={`${path}/binh-luan-cu`} />
    </SitePage>,
  )
}

/** The comments that an article had where it was before, all of them, and the button that hides one. */
export function oldCommentPages(app: App): void {
  app.get('/trang/:handle/:slug/binh-luan-cu', page)

  app.post('/trang/:handle/:slug/binh-luan-cu/:id{[0-9]+}/an', async (c) => {
    const viewer = personOf(c)
    const site = await siteOf(c)
    const article = await readable(c, site)
    const hidden = text(await readBody(c), 'hidden') !== '0'
    await hideOldComment(c.get('ctx'), viewer, article, c.req.param('id'), hidden)
    const path = `${site.path}/${article.slug}/binh-luan-cu#cu-${c.req.param('id')}`
    return redirectWith(c, path, hidden ? 'imports.comments.was_hidden' : 'imports.comments.was_shown')
  })
}
