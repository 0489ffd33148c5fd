/** Text that Markdown shows as it stands. */

const INLINE = /[\\*`[\]<~]|&(?=#?\w{1,32};)|_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])_/gu

/** Escapes what means something inside a line. */
export function escapeInline(text: string): string {
  return text.replace(INLINE, '\\$&')
}

const START =
  /^(\s*)(?:(#{1,6})(?=\s|$)|([-+](?=\s|$)|-(?=[-\s|:]*$)|=(?==*\s*$)|[>|])|(\d{1,9})([.)])(?=\s|$)|(:)(?=-))/gm

/** Escapes what means something at the beginning of a line, in text whose inline part is escaped already. */
export function escapeStarts(text: string): string {
  return text.replace(START, (_, space: string, hashes, sign, number, dot, colon) => {
    if (number !== undefined) return `${space}${number}\\${dot}`
    return `${space}\\${hashes ?? sign ?? colon}`
  })
}

/** A text of any kind as a paragraph; its line ends stay. */
export function escapeMarkdown(text: string): string {
  return escapeStarts(escapeInline(text.replace(/\n[^\S\n]+/g, '\n').trim()))
}

/** The address in `[text](address)`. */
export function destination(href: string): string {
  const plain = href.replace(/[\s<>\\]/g, (char) => encodeURIComponent(char))
  return /[()*_`[\]&]/.test(plain) ? `<${plain}>` : plain
}

const quoted = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/["\\`]|&(?=#?\w{1,32};)/g, '\\$&')

export interface PictureMarkdown {
  alt: string
  caption: string
  credit: string
  licence: string
}

/** `![alt](media:1 "caption"){credit="B.M" licence="CC BY 4.0"}`. */
export function pictureMarkdown(target: string, picture: Partial<PictureMarkdown>): string {
  const { alt = '', caption = '', credit = '', licence = '' } = picture
  const title = caption.trim() === '' ? '' : ` "${quoted(caption)}"`
  const attributes = [
    credit.trim() === '' ? '' : `credit="${quoted(credit)}"`,
    licence.trim() === '' ? '' : `licence="${quoted(licence)}"`,
  ].filter((part) => part !== '')
  const tail = attributes.length === 0 ? '' : `{${attributes.join(' ')}}`
  return `![${escapeInline(alt.replace(/\s+/g, ' ').trim())}](${target}${title})${tail}`
}
