import type { Context, Id } from '../../context.ts'
import { hashToken } from '../../lib/crypto.ts'
import { extract, tokenize } from '../../lib/html/index.ts'
import { linkValue } from '../../lib/identifiers.ts'
import { DAY_MS } from '../../lib/time.ts'
import { key } from '../../lib/vietnamese/index.ts'
import { urgencies } from './api.ts'
import { insertLog } from './decisions-sql.ts'
import { deleteOldMarks, keepMarks, openRepeatCase, selectTexts, selectWatched } from './watch-sql.ts'

/**
 * Repeats among young accounts. It opens a case for people to look at and does nothing else; it reads only what
 * everybody may read, and keeps digests, not words, for three days.
 */

/** So many posts within this time are a group. */
const WINDOW_MS = 6 * 3_600_000
const mostTexts = 5
const mostLinks = 8
const KEPT_MS = 3 * DAY_MS

/** Fewer letters are a greeting. */
const leastLetters = 20

/** Servers of many people: a link there says nothing about who else links there. */
const shared = new Set([
  'youtube.com',
  'youtu.be',
  'facebook.com',
  'fb.com',
  'fb.watch',
  'instagram.com',
  'tiktok.com',
  'google.com',
  'goo.gl',
  'wikipedia.org',
  'zalo.me',
  'github.com',
])

/**
 * The letters of a text and nothing else: marks, case, signs between letters, letters said twice, numbers, names, tags
 * and links are what one changes to say the same thing again. Empty for a text that is too short to be compared.
 */
export function sameness(text: string): string {
  const words = tokenize(text)
    .map((token) => (token.type === 'text' ? token.text : ' '))
    .join('')
  const letters = key(words)
    .replace(/[^\p{L}]+/gu, '')
    .replace(/(.)\1+/gu, '$1')
  return letters.length < leastLetters ? '' : letters
}

/** The domain that somebody registered: its last two labels, or three below com.vn and its like. */
export function registered(host: string): string {
  const labels = host.split('.')
  const second = /^(com|net|org|edu|gov|co|biz|info|name|pro|health|ac|int)$/.test(labels.at(-2) ?? '')
  return labels.slice(second && labels.at(-1)!.length === 2 ? -3 : -2).join('.')
}

const digest = (text: string): string => hashToken(text).toString('hex')

interface Mark {
  digest: string
  kind: 'text' | 'link'
  domain: string
}

function marksOf(ctx: Context, text: string): Mark[] {
  const letters = sameness(text)
  const own = registered(ctx.config.domain.split(':')[0]!)
  const domains = new Set(
    extract(text).links.flatMap((href) => {
      const host = linkValue(href)?.split('/')[0]
      const domain = host ? registered(host) : own
      return domain === own || shared.has(domain) ? [] : [domain]
    }),
  )
  return [
    ...(letters ? [{ digest: digest(`text ${letters}`), kind: 'text' as const, domain: '' }] : []),
    ...[...domains].slice(0, 10).map((domain) => ({
      digest: digest(`link ${domain}`),
      kind: 'link' as const,
      domain,
    })),
  ]
}

/** Job: a young account has posted. Safe to run twice. */
export async function watch(ctx: Context, { statusId }: { statusId: Id }): Promise<void> {
  const [post] = await selectWatched(ctx, statusId)
  const marks = post ? marksOf(ctx, post.text) : []
  if (!post || marks.length === 0) return
  const since = new Date(ctx.clock().getTime() - WINDOW_MS)
  await ctx.tx(async (ctx) => {
    const digests = marks.map((mark) => mark.digest)
    const others = await keepMarks(ctx, digests, { id: statusId, accountId: post.account_id }, since)
    for (const mark of marks) {
      const group = others.filter((one) => one.mark === mark.digest)
      if (group.length + 1 < (mark.kind === 'text' ? mostTexts : mostLinks)) continue
      const accounts = new Set([post.account_id, ...group.map((one) => one.account_id)])
      await open(ctx, mark, [statusId, ...group.map((one) => one.status_id)], [...accounts])
      // The same posts are one group, whether for their words or for their links.
      return
    }
  })
}

/** Words of so many posts stand in the case; the others are linked. */
const shownTexts = 10

async function open(ctx: Context, mark: Mark, statusIds: Id[], accountIds: Id[]): Promise<void> {
  const texts = await selectTexts(ctx, statusIds)
  const text = texts
    .slice(0, shownTexts)
    .map((row) => `@${row.username}: ${row.text}`)
    .join('\n\n---\n\n')
    .slice(0, 20_000)
  const single = accountIds.length === 1 ? accountIds[0]! : null
  const caseId = await openRepeatCase(
    ctx,
    {
      subject: `repeat:${mark.digest}`,
      accountId: single,
      urgency: urgencies.spam,
      content: { title: mark.domain || null, text, status_ids: texts.map((row) => row.id) },
    },
    new Date(ctx.clock().getTime() - KEPT_MS),
  )
  if (caseId) await insertLog(ctx, { actorId: null, act: 'open', caseId, targetId: single })
}

/** Part of the hourly sweep. */
export async function forgetMarks(ctx: Context): Promise<void> {
  await deleteOldMarks(ctx, new Date(ctx.clock().getTime() - KEPT_MS))
}
