import { formatDate, formatTime } from '../../lib/format/index.ts'
import type { View } from '../../ui/view.ts'
import type { Article } from './api.ts'

/** "25/11/2015 - 14:36", as news sites write it. */
export const newsTime = (at: Date, view: View): string =>
  `${formatDate(at, view.locale)} - ${formatTime(at, view.locale)}`

export function NewsTime({ view, iso }: { view: View; iso: string }) {
  return <time datetime={iso}>{newsTime(new Date(iso), view)}</time>
}

/** Caption, credit and licence of a picture. */
export function Caption({
  view,
  picture,
}: {
  view: View
  picture: { caption: string; credit: string; licence: string }
}) {
  const { caption, credit, licence } = picture
  if (!caption && !credit && !licence) return null
  return (
    <figcaption>
      {caption}
      {credit ? <span class="credit"> {view.t('articles.credit', { credit })}</span> : null}
      {licence ? <span class="licence"> ({licence})</span> : null}
    </figcaption>
  )
}

/** Names of those who wrote it, each with the way to her when she has an account here. */
export function Byline({ article }: { article: Article }) {
  return (
    <>
      {article.authors.map(({ name, account }, at) => (
        <>
          {at > 0 ? ', ' : ''}
          {account ? (
            <a href={`/@${account.acct}`} rel="author">
              {name}
            </a>
          ) : (
            name
          )}
        </>
      ))}
    </>
  )
}

/** An article in a list. `lead`: the first of a front page, with its picture large. */
export function ArticleLine({
  view,
  article,
  path,
  lead = false,
  site,
}: {
  view: View
  article: Article
  path: string
  lead?: boolean
  /** Its site, where the list is of many. */
  site?: string
}) {
  const Headline = 'h2'
  return (
    <article class={lead ? 'article-line article-first' : 'article-line'}>
      {article.cover && !view.textOnly ? (
        <span class="article-thumb">
          <img
            src={lead ? article.cover.url : article.cover.preview_url}
            alt=""
            width={article.cover.width ?? 480}
            height={article.cover.height ?? 320}
            loading={lead ? 'eager' : 'lazy'}
            decoding="async"
          />
        </span>
      ) : null}
      <div class="article-words">
        <Headline
          class="article-headline"
          lang={article.language === view.locale ? undefined : article.language}
        >
          <a href={path}>{article.headline}</a>
        </Headline>
        {article.lead ? <p class="article-sapo">{article.lead}</p> : null}
        <p class="article-facts">
          {site ? <span>{site}</span> : null}
          {article.section && !site ? <span>{article.section.name}</span> : null}
          {article.published_at ? <NewsTime view={view} iso={article.published_at} /> : null}
          {article.comments_count > 0 ? (
            <a href={`${path}#binh-luan`}>
              {view.t('articles.comments.count', { count: article.comments_count })}
            </a>
          ) : null}
          {article.source_of?.publisher ? (
            <span>{view.t('articles.source.short', { publisher: article.source_of.publisher })}</span>
          ) : null}
          {article.corrected ? <span class="badge">{view.t('articles.corrected')}</span> : null}
        </p>
      </div>
    </article>
  )
}
