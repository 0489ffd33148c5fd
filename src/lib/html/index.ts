/** Text to HTML and back. `render` and `tokenize` also run in the browser; `sanitize` is for the server. */
export { escapeHtml, unescapeHtml } from './escape.ts'
export { linkHtml, type MentionTarget, type Rendered, type RenderOptions, renderPost } from './render.ts'
export { excerpt, sanitizeRemote, toPlainText } from './sanitize.ts'
export { type Extracted, extract, LINK_LENGTH, type PostToken, postLength, tokenize } from './tokenize.ts'
