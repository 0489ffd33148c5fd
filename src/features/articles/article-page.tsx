import type { Child } from 'hono/jsx'
import type { Context, Id } from '../../context.ts'
import { type AppError, notFound } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { isId } from '../../lib/ids.ts'
import { redirectWith } from '../../ui/flash.ts'
import { sharedPage } from '../../ui/shared-page.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { correctable, text } from '../../ui/widgets/fields.tsx'
import { personOf, spanOf, threadPosts } from '../communities/index.ts'
import { reaches, SitePage, type SiteView, siteOf } from '../sites/index.ts'
import type { Status } from '../statuses/api.ts'
import { presentStatuses, selectLastNumber, statusCard } from '../statuses/index.ts'
import { ArticlePage } from './article-view.tsx'
import { getArticle } from './articles.ts'
import { comment, commentRefusal } from './comments.ts'
import * as commentsSql from './comments-sql.ts'
import type { CommentsView, Placed } from './comments-view.tsx'
import { openSite } from './front-pages.tsx'
import { ArticleLine } from './parts.tsx'
import { presentArticles } from './present.ts'
import * as sql from './sql.ts'

const flatPage = 50

/** What a higher feature puts below an article and its comments. */
type After = (c: Req, view: View, site: SiteView, row: sql.ArticleRow) => Promise<Child>
let after: After = async () => null
export function onArticlePage(part: After): void {
  after = part
}

/** What a form of this page came back with. */
interface Refused {
  text: string
  reply: string | null
  error: AppError
}

const mark = /<!--post:(\d+)-->/g

/** The article's text with the posts that it shows put in; one that is gone or hidden is said to be. */
async function withPosts(ctx: Context, view: View, html: string): Promise<string> {
  const ids = [...html.matchAll(mark)].map((match) => match[1]!).filter(isId)
  if (ids.length === 0) return html
  const posts = new Map((await presentStatuses(ctx, view.viewer, ids)).map((post) => [post.id, post]))
  return html.replace(mark, (_, id: string) => {
    const post = posts.get(id)
    return `<div class="article-post">${
      post ? statusCard({ view, status: post }) : `<p class="hint">${view.t('articles.post_gone')}</p>`
    }</div>`
  })
}

const placed = (status: Status, row: commentsSql.CommentPlace): Placed => ({
  status,
  number: row.number,
  parent: row.parent_number === null ? null : { number: row.parent_number, name: row.parent_name ?? '' },
})

/** The comments as the address asks for them. */
async function commentsOf(
  c: Req,
  row: sql.ArticleRow,
  refused: Refused | null,
): Promise<CommentsView | null> {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  const threadId = row.status_id
  if (!threadId) return null
  const order = commentsSql.commentOrders.find((one) => one === c.req.query('thu-tu')) ?? 'old'
  const asked = Number(c.req.query('page') ?? 1)
  const page = Number.isInteger(asked) && asked > 0 ? Math.min(asked, 100_000) : 1
  const [last, refusal, held, replyTo] = await Promise.all([
    selectLastNumber(ctx, threadId),
    viewer ? commentRefusal(ctx, viewer, row) : anonymousRefusal(ctx, row),
    viewer ? commentsSql.selectOwnHeld(ctx, row.id, viewer.id) : [],
    answered(c, threadId, refused?.reply ?? null),
  ])
  const span = spanOf(last, page)
  const flat = order === 'old' ? [] : await flatComments(ctx, viewer, threadId, order, page)
  return {
    order,
    count: row.replies,
    page: order === 'old' ? span.page : page,
    pages: order === 'old' ? span.pages : Math.max(1, Math.ceil(row.replies / flatPage)),
    tree: order === 'old' ? await threadPosts(ctx, viewer, threadId, span, 'tree') : null,
    flat,
    held,
    form: {
      refusal: refusal === 'comments_moderated' ? null : refusal,
      moderated: refusal === 'comments_moderated',
      text: refused?.text ?? '',
      reply: replyTo,
      error: refused?.error ?? null,
    },
  }
}

/** What is said to somebody without an account: only what would hold for everybody. */
async function anonymousRefusal(ctx: Context, row: sql.ArticleRow): Promise<string | null> {
  const refusal = await commentRefusal(ctx, { id: '0' }, row)
  return refusal === 'comments_members_only' || refusal === 'comments_moderated' ? null : refusal
}

async function flatComments(
  ctx: Context,
  viewer: { id: Id } | null,
  threadId: Id,
  order: 'new' | 'best',
  page: number,
): Promise<Placed[]> {
  const rows = await commentsSql.selectComments(ctx, threadId, order, flatPage, (page - 1) * flatPage)
  const posts = await presentStatuses(
    ctx,
    viewer,
    rows.map(({ id }) => id),
  )
  const byId = new Map(posts.map((post) => [post.id, post]))
  return rows.flatMap((row) => {
    const post = byId.get(row.id)
    return post ? [placed(post, row)] : []
  })
}

/** The comment that she is about to answer. */
async function answered(c: Req, threadId: Id, id: string | null): Promise<Placed | null> {
  const number = Number(c.req.query('tra-loi') ?? Number.NaN)
  const viewer = c.get('viewer')
  if (id && !isId(id)) return null
  if (!viewer || (!id && !(Number.isInteger(number) && number > 0 && number < 2_000_000_000))) return null
  const [row] = id
    ? await sql.selectComment(c.get('ctx'), threadId, { id })
    : await sql.selectComment(c.get('ctx'), threadId, { number })
  const [status] = row ? await presentStatuses(c.get('ctx'), viewer, [row.id]) : []
  return row && status ? { status, number: row.number, parent: null } : null
}

async function removedPage(c: Req, site: SiteView, row: sql.ArticleRow) {
  const [view, [decision]] = await Promise.all([
    viewOf(c),
    row.status_id ? sql.selectRemoval(c.get('ctx'), row.status_id) : [],
  ])
  return (
    <SitePage c={c} view={view} site={site} title={view.t('articles.removed')}>
      <div class="article">
        <h1>{view.t('articles.removed')}</h1>
        <p>{view.t('articles.removed_text')}</p>
        {decision ? (
          <p>
            <a href={`${view.origin}/ly-do/${decision.public_id}`}>{view.t('articles.removed_why')}</a>
          </p>
        ) : null}
      </div>
    </SitePage>
  )
}

/** Nothing stands at this address of the site: what is new there, and a search, stand instead. */
async function missing(c: Req, site: SiteView): Promise<Response> {
  const ctx = c.get('ctx')
  const [view, rows] = await Promise.all([viewOf(c), sql.selectPublished(ctx, { siteId: site.id, limit: 5 })])
  const articles = await presentArticles(ctx, rows)
  const { t } = view
  const robots = <meta name="robots" content="noindex" />
  return c.html(
    <SitePage c={c} view={view} site={site} title={t('articles.missing')} head={robots}>
      <div class="article">
        <h1>{t('articles.missing')}</h1>
        <p>{t('articles.missing_text')}</p>
        <search>
          <form class="search-form" method="get" action={`${view.origin}/search`}>
            <label for="q">{t('articles.missing_search')}</label>
            <input type="search" id="q" name="q" maxLength={500} autocomplete="off" />
            <button type="submit" class="primary button">
              {t('search.go')}
            </button>
          </form>
        </search>
      </div>
      <div class="article-list">
        {articles.map((article) => (
          <ArticleLine view={view} article={article} path={`${site.path}/${article.slug}`} />
        ))}
      </div>
    </SitePage>,
    404,
  )
}

/** An article by its address, or the way to the address that it has now. */
async function shown(c: Req, site: SiteView, refused: Refused | null = null) {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  const slug = c.req.param('slug') ?? ''
  const [found] = await sql.findByPath(ctx, site.id, slug, `/${slug}`)
  if (!found) return missing(c, site)
  if (found.slug !== slug) return c.redirect(`${site.path}/${found.slug}`, 301)
  const row = await getArticle(ctx, viewer, found.id)
  if (row.removed && !reaches(site.site.role, 'contributor')) return removedPage(c, site, row)
  const [view, [article], [body], corrections, comments, related, series, posts] = await Promise.all([
    viewOf(c),
    presentArticles(ctx, [row]),
    sql.selectText(ctx, row.id),
    row.corrected_at ? sql.selectCorrections(ctx, row.id) : [],
    commentsOf(c, row, refused),
    sql.selectRelated(ctx, row),
    row.series_id ? sql.selectPartsOf(ctx, row.series_id) : [],
    viewer && row.status_id ? presentStatuses(ctx, viewer, [row.status_id]) : [],
  ])
  return (
    <ArticlePage
      c={c}
      view={view}
      site={site}
      article={{
        ...article!,
        corrections: corrections.map((one) => ({ text: one.text, created_at: one.created_at.toISOString() })),
      }}
      html={await withPosts(ctx, view, body?.html ?? '')}
      post={posts[0] ?? null}
      comments={comments}
      related={related}
      notice={row.notice}
      series={series}
      after={await after(c, view, site, row)}
    />
  )
}

async function addComment(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = personOf(c)
  const site = await siteOf(c)
  const slug = c.req.param('slug') ?? ''
  const body = await readBody(c)
  const input = { text: text(body, 'text').replaceAll('\r\n', '\n'), replyId: text(body, 'reply') || null }
  const [found] = await sql.findByPath(ctx, site.id, slug, `/${slug}`)
  if (!found) throw notFound()
  limitRate(c, 'post', viewer.id, ctx.config.production ? 300 : 1_000_000, 3 * 3600)
  try {
    const row = await getArticle(ctx, viewer, found.id)
    const made = await comment(ctx, viewer, row, input)
    const path = `${site.path}/${row.slug}`
    if (made.held) return redirectWith(c, `${path}#binh-luan`, 'articles.comments.held')
    const page = Math.floor((made.number ?? 0) / 50) + 1
    return redirectWith(
      c,
      `${path}${page > 1 ? `?page=${page}` : ''}#p-${made.number}`,
      'articles.comments.sent',
    )
  } catch (thrown) {
    const error = correctable(thrown)
    const page = await shown(c, site, { text: input.text, reply: input.replyId, error })
    return page instanceof Response ? page : c.html(page as never, error.status as 422)
  }
}

/** Where the thread's own address leads: its page of a community is the article. */
async function ofThread(c: Req) {
  const site = await siteOf(c)
  const id = c.req.param('thread')!
  const [found] = isId(id) ? await sql.findByPost(c.get('ctx'), id) : []
  if (!found || found.site_id !== site.id) throw notFound()
  return c.redirect(`${site.path}/${found.slug}${new URL(c.req.url).search}`, 303)
}

export function articlePages(app: App): void {
  app.get('/trang/:handle/t/:thread{[0-9]+}', ofThread)
  app.post('/trang/:handle/:slug{[^./]+}/binh-luan', addComment)
  app.get('/trang/:handle/:slug{[^./]+}', (c) => sharedPage(c, () => openSite(c, (site) => shown(c, site))))
}

/** Where an address of before leads, `/2015/11/ten-bai.html` or `/?p=12`; 404 for none. */
async function oldAddress(c: Req): Promise<Response> {
  const site = await siteOf(c)
  const path = `/${c.req.param('path') ?? ''}`
  const search = new URL(c.req.url).search
  const [found] = search ? await sql.findByPath(c.get('ctx'), site.id, '', `${path}${search}`) : []
  const [plain] = found ? [found] : await sql.findByPath(c.get('ctx'), site.id, '', path)
  const bare = path.replace(/\/+$/, '')
  if (!plain && path !== '/' && bare !== path) return c.redirect(`${site.path}${bare}${search}`, 301)
  // Something else put that query there: the front page is meant.
  if (!plain && path === '/') return c.redirect(site.path || '/', 302)
  if (!plain) return missing(c, site)
  return c.redirect(`${site.path}/${plain.slug}`, 301)
}

/** Addresses that are no page lead to where the article is now, if it had one of them where it came from. */
export function oldAddresses(app: App): void {
  app.get('/trang/:handle', oldAddress)
  app.get('/trang/:handle/', async (c) =>
    c.redirect(`${(await siteOf(c)).path || '/'}${new URL(c.req.url).search}`, 301),
  )
  app.get('/trang/:handle/:path{.+}', oldAddress)
}
