import type { Feature } from '../../feature.ts'
import { onArticlePage } from '../articles/index.ts'
import { importPages } from './import-page.tsx'
import { belowArticle, oldCommentPages } from './old-comments-page.tsx'
import { runImport } from './run.ts'
import { sweepImports } from './sweep.ts'
import { uploadPages } from './upload-page.tsx'

/**
 * imports: an old blog or a feed brought into a site: its articles with their dates and old addresses, its comments (which
 * stand apart, for nobody who wrote them has an account here), its pictures, and a report of what could not be kept.
 * Owns site_imports, site_import_notes, site_import_pictures, imported_comments. Pages: /trang/:handle/quan-tri/nhap and
 * below, /trang/:handle/:slug/binh-luan-cu. Jobs: imports.run, imports.sweep. Files are read by lib/exports.
 */
export const imports: Feature = {
  name: 'imports',
  routes(app) {
    onArticlePage(belowArticle)
    uploadPages(app)
    importPages(app)
    oldCommentPages(app)
  },
  jobs: { 'imports.run': runImport, 'imports.sweep': sweepImports },
  cron: [{ at: '53 19 * * *', job: 'imports.sweep' }],
}
