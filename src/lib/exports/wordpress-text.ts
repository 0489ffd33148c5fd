import { escapeHtml } from '../html/index.ts'

/**
 * WordPress stores what was typed: blank lines are paragraphs, and some things stand in square brackets. This makes
 * HTML of it. `lost` are the brackets that nothing here can show.
 */
export function paragraphs(text: string): { html: string; lost: string[] } {
  const lost: string[] = []
  const plain = shortcodes(text.replace(/\r\n?/g, '\n'), lost)
  if (/<!--\s*wp:|<p[\s>]/i.test(plain)) return { html: plain, lost }
  const blocks = plain.split(/\n{2,}/).map((block) => block.trim())
  const html = blocks
    .filter(Boolean)
    .map((block) =>
      /^<\/?(div|table|t[rdh]|ul|ol|li|h[1-6]|blockquote|pre|figure|hr|iframe|section|article|!--)/i.test(
        block,
      )
        ? block
        : `<p>${block.replace(/\n/g, '<br>\n')}</p>`,
    )
    .join('\n')
  return { html, lost }
}

const attribute = (attributes: string, name: string): string =>
  new RegExp(`\\b${name}=["']([^"']*)["']`).exec(attributes)?.[1] ?? ''

function shortcodes(text: string, lost: string[]): string {
  if (!text.includes('[')) return text
  return text
    .replace(/\[caption([^\]]*)\]([\s\S]*?)\[\/caption\]/g, (_, attributes: string, inner: string) => {
      const image = /^\s*((?:<a[^>]*>)?\s*<img[^>]*>\s*(?:<\/a>)?)([\s\S]*)$/.exec(inner)
      const caption = (image?.[2] ?? '').trim() || escapeHtml(attribute(attributes, 'caption'))
      return `<figure>${image?.[1] ?? inner}<figcaption>${caption}</figcaption></figure>`
    })
    .replace(/\[embed[^\]]*\]\s*(https?:\/\/[^\s[\]<>"]+)\s*\[\/embed\]/g, (_, url: string) => link(url))
    .replace(/\[(?:youtube|vimeo)[\s=]+(https?:\/\/[^\s[\]<>"]+)\]/g, (_, url: string) => link(url))
    .replace(
      /\[\/?(gallery|playlist|audio|video|contact-form-7|wpvideo)\b([^\]]{0,300})\]/g,
      (whole: string) => {
        if (!whole.startsWith('[/')) lost.push(whole)
        return ''
      },
    )
}

const link = (url: string): string => `<a href="${escapeHtml(url)}">${escapeHtml(url)}</a>`
