import { raw } from 'hono/html'
import type { View } from '../../ui/view.ts'
import { CreatorMeta } from '../links/index.ts'
import { pictureOf, type SiteView } from '../sites/index.ts'
import type { Article } from './api.ts'

/** Nothing in the text can end the element it stands in. */
const inScript = (value: unknown): string => JSON.stringify(value).replace(/</g, '\\u003c')

/** schema.org NewsArticle (https://schema.org/NewsArticle), as search engines read it. */
export function newsArticle(article: Article, site: SiteView, origin: string) {
  const logo = pictureOf(site.room.account)
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: article.headline,
    ...(article.lead ? { description: article.lead } : {}),
    ...(article.cover ? { image: [article.cover.url] } : {}),
    datePublished: article.published_at,
    dateModified: article.updated_at,
    inLanguage: article.language,
    mainEntityOfPage: article.url,
    author: article.authors.map(({ name, account }) => ({
      '@type': 'Person',
      name,
      ...(account ? { url: account.url } : {}),
    })),
    publisher: {
      '@type': 'NewsMediaOrganization',
      name: site.site.organisation || site.name,
      url: `${origin}/trang/${site.room.account.username}`,
      ...(logo ? { logo: { '@type': 'ImageObject', url: logo } } : {}),
    },
    ...(article.section ? { articleSection: article.section.name } : {}),
    ...(article.tags.length > 0 ? { keywords: article.tags.join(', ') } : {}),
    ...(article.source_of?.url ? { isBasedOn: article.source_of.url } : {}),
    ...(article.corrections.length > 0
      ? {
          correction: article.corrections.map(({ text, created_at }) => ({
            '@type': 'CorrectionComment',
            text,
            datePublished: created_at,
          })),
        }
      : {}),
    ...(site.site.licence ? { license: site.site.licence } : {}),
    commentCount: article.comments_count,
  }
}

/** What search engines, messengers and other servers are told about an article. */
export function ArticleMeta({ view, article, site }: { view: View; article: Article; site: SiteView }) {
  // What is reprinted has its home elsewhere, and says so.
  const canonical = article.kind === 'reprint' && article.source_of?.url ? article.source_of.url : article.url
  return (
    <>
      {article.state === 'published' ? null : <meta name="robots" content="noindex" />}
      <link rel="canonical" href={canonical} />
      <link rel="alternate" type="application/json" href={`${view.origin}/api/v1/articles/${article.id}`} />
      <meta property="og:type" content="article" />
      <meta property="og:url" content={article.url} />
      <meta property="og:locale" content={article.language === 'vi' ? 'vi_VN' : article.language} />
      {article.published_at ? (
        <meta property="article:published_time" content={article.published_at} />
      ) : null}
      <meta property="article:modified_time" content={article.updated_at} />
      {article.section ? <meta property="article:section" content={article.section.name} /> : null}
      {article.tags.map((tag) => (
        <meta property="article:tag" content={tag} />
      ))}
      {article.authors.map(({ name, account }) =>
        account ? <CreatorMeta view={view} acct={account.acct} /> : <meta name="author" content={name} />,
      )}
      <meta name="twitter:card" content={article.cover ? 'summary_large_image' : 'summary'} />
      {raw(
        `<script type="application/ld+json">${inScript(newsArticle(article, site, view.origin))}</script>`,
      )}
    </>
  )
}
