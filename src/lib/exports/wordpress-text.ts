/** WordPress stores what was typed: in comments a blank line is a paragraph. Bodies are left to lib/article. */
export function paragraphs(text: string): string {
  if (/<p[\s>]/i.test(text)) return text
  const blocks = text.replace(/\r\n?/g, '\n').split(/\n{2,}/)
  return blocks
    .map((block) => block.trim())
    .filter(Boolean)
    .map((block) => `<p>${block.replace(/\n/g, '<br>\n')}</p>`)
    .join('\n')
}
