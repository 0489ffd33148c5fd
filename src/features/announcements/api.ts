import { z } from 'zod'
import { cleanText } from '../../lib/graphemes.ts'

/** https://docs.joinmastodon.org/entities/Announcement/ */
export interface Announcement {
  id: string
  /** HTML, rendered as a post's is. */
  content: string
  starts_at: string | null
  ends_at: string | null
  all_day: boolean
  published_at: string
  updated_at: string
  /** Only for somebody who is signed in. */
  read?: boolean
  mentions: { id: string; username: string; url: string; acct: string }[]
  statuses: { id: string; url: string }[]
  tags: { name: string; url: string }[]
  emojis: []
  /** https://docs.joinmastodon.org/entities/Reaction/ */
  reactions: { name: string; count: number; me?: boolean }[]
}

export const MAX_LENGTH = 5000

/** A day and a time of day in Vietnam, as date and time inputs send them. */
const day = z.union([z.literal(''), z.iso.date()]).default('')
const time = z.union([z.literal(''), z.string().regex(/^([01]\d|2[0-3]):[0-5]\d(:\d\d)?$/)]).default('')

const instant = (on: string, at: string): Date => new Date(`${on}T${at.slice(0, 5)}:00+07:00`)

const needs = (path: string, code: string) => ({ path: [path], params: { code } })

/** What an operator writes. Days without times are whole days; a last day belongs to what is announced. */
export const Draft = z
  .object({
    text: z
      .string()
      .transform((value) => cleanText(value).trim())
      .pipe(z.string().min(1).max(MAX_LENGTH)),
    starts_on: day,
    starts_time: time,
    ends_on: day,
    ends_time: time,
    act: z.enum(['draft', 'now', 'later', 'save']).default('draft'),
    publish_on: day,
    publish_time: time,
  })
  .refine((row) => row.starts_on !== '' || row.starts_time === '', needs('starts_on', 'blank'))
  .refine((row) => row.ends_on !== '' || row.ends_time === '', needs('ends_on', 'blank'))
  .refine((row) => row.act !== 'later' || row.publish_on !== '', needs('publish_on', 'blank'))
  .transform((row) => {
    const allDay = row.starts_time === '' && row.ends_time === ''
    const starts = row.starts_on === '' ? null : instant(row.starts_on, row.starts_time || '00:00')
    const ends =
      row.ends_on === ''
        ? null
        : row.ends_time === ''
          ? new Date(instant(row.ends_on, '00:00').getTime() + 86_400_000 - 1000)
          : instant(row.ends_on, row.ends_time)
    return {
      text: row.text,
      act: row.act,
      all_day: allDay && (starts !== null || ends !== null),
      starts_at: starts,
      ends_at: ends,
      publish_at: row.publish_on === '' ? null : instant(row.publish_on, row.publish_time || '08:00'),
    }
  })
  .refine(
    (row) => !row.starts_at || !row.ends_at || row.starts_at <= row.ends_at,
    needs('ends_on', 'ends_before'),
  )
export type Draft = z.output<typeof Draft>

const emoji = /^\p{RGI_Emoji}$/v

/** One emoji of Unicode, with the sign that asks for its picture where clients leave it out; null for anything else. */
export function emojiOf(name: string): string | null {
  if (name.length > 60) return null
  return [name, `${name}\ufe0f`].find((form) => emoji.test(form)) ?? null
}

/** As many different reactions as Mastodon allows on one announcement. */
export const MAX_REACTIONS = 8
