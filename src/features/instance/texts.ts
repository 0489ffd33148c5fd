import { z } from 'zod'
import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { forbidden, unprocessable } from '../../errors.ts'
import { check } from '../../http/body.ts'
import { cleanText } from '../../lib/graphemes.ts'
import { escapeHtml } from '../../lib/html/index.ts'
import { vietnamDay, vietnamDayRange, vietnamDayStart } from '../../lib/time.ts'
import { type Locale, t } from '../../ui/i18n/index.ts'
import * as sql from './texts-sql.ts'

/** What the network promises and asks, in versions that hold from a day on. */
export const textKinds = ['terms', 'privacy'] as const
export type TextKind = (typeof textKinds)[number]

export interface NetworkText {
  kind: TextKind
  /** The day in Vietnam from which it holds: `YYYY-MM-DD`. */
  date: string
  /** Holds already. */
  effective: boolean
  effectiveAt: Date
  text: string
  /** What was new in it. */
  changes: string
  /** The day of the version after it; null for the newest. */
  succeededBy: string | null
}

/** Every version, newest first. At most 100. */
export async function listTexts(ctx: Context, kind: TextKind): Promise<NetworkText[]> {
  const rows = await sql.selectTexts(ctx, kind)
  const now = ctx.clock()
  return rows.map((row, at) => ({
    kind,
    date: vietnamDay(row.effective_at),
    effective: row.effective_at <= now,
    effectiveAt: row.effective_at,
    text: row.text,
    changes: row.changes,
    succeededBy: at > 0 ? vietnamDay(rows[at - 1]!.effective_at) : null,
  }))
}

/** The version that holds now, else the first that is to come; null when nothing was written. */
export async function currentText(ctx: Context, kind: TextKind): Promise<NetworkText | null> {
  const all = await listTexts(ctx, kind)
  return all.find((one) => one.effective) ?? all.at(-1) ?? null
}

/** The version of that day; null when none began on it. */
export async function textOf(ctx: Context, kind: TextKind, date: string): Promise<NetworkText | null> {
  return (await listTexts(ctx, kind)).find((one) => one.date === date) ?? null
}

const Version = z.object({
  kind: z.enum(textKinds),
  text: z
    .string()
    .transform((value) => cleanText(value).trim())
    .pipe(z.string().min(1).max(100_000)),
  changes: z
    .string()
    .default('')
    .transform((value) => cleanText(value).trim())
    .pipe(z.string().max(500)),
  effective_on: z.iso.date(),
})

/**
 * Publishes a version that holds from a day on: today or later, for nobody was told before. One that does not hold yet is
 * replaced by another of the same day; one that holds is never changed (422 `text_holds`). Admins only.
 */
export async function publishText(
  ctx: Context,
  actor: { id: Id; role: string },
  input: unknown,
): Promise<void> {
  if (actor.role !== 'admin') throw forbidden()
  const { kind, text, changes, effective_on } = check(Version, input)
  const { from } = vietnamDayRange(effective_on)!
  if (from < vietnamDayStart(ctx.clock())) throw unprocessable('text_past')
  await ctx.tx(async (ctx) => {
    if (!(await sql.insertText(ctx, { kind, text, changes, effective_at: from, created_by: actor.id })))
      throw unprocessable('text_holds')
    await dropCached(ctx, 'network', 'face')
  })
}

export interface Part {
  heading: boolean
  text: string
}

/** Plain text as people write it: paragraphs apart by an empty line, a line that begins with "# " is a heading. */
export const textParts = (text: string): Part[] =>
  text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap((part) => {
      const found = /^#{1,3} +([^\n]+)(?:\n([\s\S]*))?$/.exec(part)
      if (!found) return [{ heading: false, text: part }]
      return [
        { heading: true, text: found[1]! },
        ...(found[2]?.trim() ? [{ heading: false, text: found[2].trim() }] : []),
      ]
    })

/** The same as HTML for the API. */
export const textHtml = (text: string): string =>
  textParts(text)
    .map((part) =>
      part.heading
        ? `<h2>${escapeHtml(part.text)}</h2>`
        : `<p>${escapeHtml(part.text).replaceAll('\n', '<br>')}</p>`,
    )
    .join('')

const points = {
  privacy: ['keep', 'public', 'logs', 'cookies', 'leave', 'authority'],
  terms: ['who', 'yours', 'conduct', 'measures', 'service', 'changes'],
}

/** Words to start from, true to what the software does. For privacy they hold while the network wrote none of its own. */
export const standardText = (kind: TextKind, locale: Locale, network: string): string =>
  [
    t(locale, `instance.${kind}.lead`, { network }),
    ...points[kind].map(
      (point) =>
        `# ${t(locale, `instance.${kind}.${point}.title`)}\n${t(locale, `instance.${kind}.${point}.text`, { network })}`,
    ),
  ].join('\n\n')

/** When the standard words on privacy were last changed. */
export const STANDARD_PRIVACY_AT = new Date('2026-11-24T00:00:00+07:00')
