import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Req } from '../../http/env.ts'
import { excerpt } from '../../lib/html/index.ts'
import type { View } from '../../ui/view.ts'
import { SitePage, type SiteView } from '../sites/index.ts'
import type { Status } from '../statuses/api.ts'
import { type Notice, statusCard } from '../statuses/index.ts'
import type { Article } from './api.ts'
import { Comments, type CommentsView } from './comments-view.tsx'
import { ArticleMeta } from './meta.tsx'
import { Byline, Caption, NewsTime } from './parts.tsx'

function Source({ view, article }: { view: View; article: Article }) {
  const source = article.source_of
  if (!source?.publisher && !source?.url) return null
  return (
    <aside class="article-source" aria-labelledby="dan-nguon">
      <h2 id="dan-nguon">{view.t('articles.source.title')}</h2>
      <p>
        {view.t(`articles.source.${article.kind}`)}{' '}
        {source.url ? (
          <a href={source.url} rel="nofollow noopener">
            {source.publisher || source.url}
          </a>
        ) : (
          source.publisher
        )}
        {source.author ? ` · ${source.author}` : ''}
        {source.published_at ? (
          <>
            {' · '}
            <NewsTime view={view} iso={source.published_at} />
          </>
        ) : null}
      </p>
      {source.fetched_at ? (
        <p class="hint">
          {view.t('articles.source.fetched')} <NewsTime view={view} iso={source.fetched_at} />
        </p>
      ) : null}
    </aside>
  )
}

function Head({ view, article, site }: { view: View; article: Article; site: SiteView }) {
  return (
    <header class="article-head">
      {article.section ? (
        <p class="article-kicker">
          <a href={`${site.path}/chuyen-muc/${article.section.slug}`}>{article.section.name}</a>
        </p>
      ) : null}
      <h1>{article.headline}</h1>
      {article.lead ? <p class="article-lead plain">{article.lead}</p> : null}
      <p class="article-facts">
        {article.authors.length > 0 ? (
          <span class="article-by">
            <Byline article={article} />
          </span>
        ) : null}
        {article.published_at ? <NewsTime view={view} iso={article.published_at} /> : null}
        <span>{view.t('articles.reading_time', { count: article.reading_minutes })}</span>
        {article.source_of?.publisher ? (
          <a href="#dan-nguon">
            {view.t('articles.source.short', { publisher: article.source_of.publisher })}
          </a>
        ) : null}
      </p>
      {article.corrected ? (
        <p class="article-facts">
          <a href="#dinh-chinh" class="badge">
            {view.t('articles.corrected')}
          </a>
        </p>
      ) : null}
    </header>
  )
}

function Corrections({ view, article }: { view: View; article: Article }) {
  if (article.corrections.length === 0) return null
  return (
    <section class="article-corrections" aria-labelledby="dinh-chinh">
      <h2 id="dinh-chinh">{view.t('articles.corrections')}</h2>
      <ul>
        {article.corrections.map(({ text, created_at }) => (
          <li>
            <NewsTime view={view} iso={created_at} /> <span class="plain">{text}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

export interface PageProps {
  c: Req
  view: View
  site: SiteView
  article: Article
  html: string
  post: Status | null
  comments: CommentsView | null
  related: { slug: string; headline: string; published_at: Date }[]
  series: { slug: string; headline: string }[]
  /** What higher features put below it. */
  after?: Child
  /** What a decision put beside it. */
  notice: Notice | null
}

function Below({ view, site, article, related, series }: PageProps) {
  return (
    <>
      {article.tags.length > 0 ? (
        <p class="article-tags">
          {article.tags.map((tag) => (
            <a class="chip" href={`${site.path}/the/${encodeURIComponent(tag)}`} rel="tag">
              #{tag}
            </a>
          ))}
        </p>
      ) : null}
      {article.series && series.length > 1 ? (
        <nav class="article-series" aria-labelledby="loat-bai">
          <h2 id="loat-bai">
            {view.t('articles.series')}{' '}
            <a href={`${site.path}/loat-bai/${article.series.slug}`}>{article.series.title}</a>
          </h2>
          <ol>
            {series.map((one) => (
              <li>
                {one.slug === article.slug ? (
                  <strong aria-current="page">{one.headline}</strong>
                ) : (
                  <a href={`${site.path}/${one.slug}`}>{one.headline}</a>
                )}
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      {related.length > 0 ? (
        <nav class="article-related" aria-labelledby="lien-quan">
          <h2 id="lien-quan">{view.t('articles.related')}</h2>
          <ul>
            {related.map((one) => (
              <li>
                <a href={`${site.path}/${one.slug}`}>{one.headline}</a>{' '}
                <span class="hint">
                  <NewsTime view={view} iso={one.published_at.toISOString()} />
                </span>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
    </>
  )
}

function StaffLine({ view, site, article }: { view: View; site: SiteView; article: Article }) {
  if (!site.site.role) return null
  const notice = article.state === 'published' ? null : `articles.notice.${article.state}`
  return (
    <p class="aside article-staff">
      {notice ? view.t(notice) : null}{' '}
      <a href={`${site.path}/quan-tri/bai/${article.id}`}>{view.t('articles.edit')}</a>
    </p>
  )
}

/** An article: its head, its picture, its text, its source, what is near it, and its comments. */
export function ArticlePage(props: PageProps) {
  const { c, view, site, article, html, post, comments } = props
  const path = `${site.path}/${article.slug}`
  const cover = article.cover
  return (
    <SitePage
      c={c}
      view={view}
      site={site}
      title={article.headline}
      description={article.lead || excerpt(html, 200)}
      image={cover?.url}
      head={<ArticleMeta view={view} article={article} site={site} />}
    >
      <StaffLine view={view} site={site} article={article} />
      {article.state === 'archived' && !site.site.role ? (
        <p class="aside">{view.t('articles.notice.archived')}</p>
      ) : null}
      <article class="article" lang={article.language === view.locale ? undefined : article.language}>
        <Head view={view} article={article} site={site} />
        {cover && !view.textOnly ? (
          <figure class="article-cover">
            <img
              src={cover.url}
              alt={cover.description}
              width={cover.width ?? undefined}
              height={cover.height ?? undefined}
              decoding="async"
            />
            <Caption view={view} picture={cover} />
          </figure>
        ) : null}
        {props.notice ? <p class="aside article-notice">{props.notice.text}</p> : null}
        {props.notice?.kind === 'hidden' ? (
          <details class="cw">
            <summary>
              <span class="cw-more">{view.t('statuses.card.show_more')}</span>
              <span class="cw-less">{view.t('statuses.card.show_less')}</span>
            </summary>
            <div class="article-body content">{raw(html)}</div>
          </details>
        ) : (
          <div class="article-body content">{raw(html)}</div>
        )}
        <Corrections view={view} article={article} />
        <Source view={view} article={article} />
        <Below {...props} />
      </article>
      {post && view.viewer ? (
        <div class="article-actions">
          {raw(statusCard({ view, status: post, variant: 'room', back: path, reply: `${path}#f-text` }))}
        </div>
      ) : null}
      {comments ? <Comments view={view} path={path} comments={comments} /> : null}
      {props.after}
    </SitePage>
  )
}
