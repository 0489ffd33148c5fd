import type { Feature } from '../../feature.ts'

/**
 * articles (bài): what sites publish. A published article has a post by its site, which begins the thread of comments.
 * Owns articles, article_authors, article_media, article_revisions, article_corrections, article_redirects,
 * held_comments.
 */
export const articles: Feature = { name: 'articles' }
