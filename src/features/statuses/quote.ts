import type { Context } from '../../context.ts'
import { truncate } from '../../lib/graphemes.ts'
import { toPlainText } from '../../lib/html/index.ts'
import type { Status } from './api.ts'
import { roomPath, statusPath } from './card.tsx'

/** Graphemes of a quotation. */
const most = 280

/** A post as a quotation to answer below: its words behind "> ", and the address where it stands. Quotes of quotes stay out. */
export function quoteOf(ctx: Context, status: Status): string {
  const own = toPlainText(status.content.replace(/<blockquote>[\s\S]*?<\/blockquote>/g, ''))
  const text = truncate(own.trim().replace(/\n{2,}/g, '\n'), most)
  const name = status.account.display_name || status.account.username
  const lines = [
    `${name}:`,
    ...text.split('\n'),
    `${ctx.config.origin}${roomPath(status) ?? statusPath(status)}`,
  ]
  return `\n${lines.map((line) => `> ${line}`).join('\n')}\n\n`
}
