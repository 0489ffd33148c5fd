/** Texts of articles: Markdown to HTML, HTML and pasted text to Markdown, near-duplicates. Pure; for the server. */
export { type FromHtml, type FromHtmlOptions, htmlToMarkdown, type Lost } from './convert.ts'
export { splitCredit } from './credit.ts'
export { escapeMarkdown, type PictureMarkdown, pictureMarkdown } from './escape.ts'
export { bandsOf, similarity } from './near.ts'
export { type Paste, readPaste } from './paste.ts'
export { countWords, mediaIdsOf, renderArticle } from './render.ts'
export type { Heading, PictureInfo, RenderArticleOptions, RenderedArticle } from './types.ts'
