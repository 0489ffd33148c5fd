import type { Feature } from '../../feature.ts'
import { articlePages, oldAddresses } from './article-page.tsx'
import { deskPages } from './desk-pages.tsx'
import { editorPages } from './editor-pages.tsx'
import { revisionPages } from './editor-revisions.tsx'
import { exportRoutes } from './export.ts'
import { frontPages } from './front-pages.tsx'
import { publishDue } from './publish.ts'
import { articleRoutes } from './routes.ts'

export { type Article, SaveArticle } from './api.ts'
/**
 * articles (bài): what sites publish. A published article has a post by its site, which begins the thread of comments.
 * Owns articles, article_authors, article_media, article_revisions, article_corrections, article_redirects,
 * held_comments. Endpoints: /api/v1/articles, /api/v1/sites/:id/articles. Pages: /trang and below. Job:
 * articles.publish. News: articlePublished, articleChanged, articleRemoved.
 */
export { onArticlePage } from './article-page.tsx'
export { getArticle, getRevision, listRevisions, nearDuplicates, saveArticle } from './articles.ts'
export { findImported, importArticles, type PastArticle, type PastText, retellImported } from './bulk.ts'
export { picturesOf } from './fields.ts'
export { articlePath, presentArticles } from './present.ts'
export { setArticleState } from './publish.ts'
export { type ArticleRow, selectArticles, selectPublished, selectTexts } from './sql.ts'

export const articles: Feature = {
  name: 'articles',
  routes(app) {
    articleRoutes(app)
    frontPages(app)
    deskPages(app)
    editorPages(app)
    revisionPages(app)
    exportRoutes(app)
    articlePages(app)
  },
  lastRoutes: oldAddresses,
  jobs: { 'articles.publish': publishDue },
}
