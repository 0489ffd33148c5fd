import { randomUUID } from 'node:crypto'
import type { Id } from '../../context.ts'
import type { FieldError } from '../../errors.ts'
import { isId } from '../../lib/ids.ts'
import { VIETNAM_OFFSET_MS } from '../../lib/time.ts'
import { localPath } from '../../ui/flash.ts'
import type { MediaAttachment } from '../media/api.ts'
import { type ReplyPolicy, replyPolicies } from '../visibility/index.ts'
import { type Status, type Visibility, visibilities } from './api.ts'
import type { NewcomerLimits } from './newcomers.ts'

/** What the composer holds, as typed: it goes to the page and back without loss, also when something in it is wrong. */
export interface ComposeForm {
  /** Sent along as the idempotency key: a form sent twice posts once. */
  key: string
  text: string
  spoilerText: string
  sensitive: boolean
  visibility: Visibility
  language: string
  replyId: Id | null
  /** The post being changed. */
  editId: Id | null
  /** The post that is deleted at the moment its new wording is posted. */
  redraftId: Id | null
  draftId: Id | null
  media: { id: Id; description: string }[]
  poll: { options: string[]; expiresIn: number; multiple: boolean; hideTotals: boolean }
  /** `YYYY-MM-DDTHH:MM` in Vietnam time, as the input gives it; empty to post now. */
  scheduledAt: string
  /** The community in which this begins a thread, with the thread's title and section (a tag key). */
  communityId: Id | null
  title: string
  section: string
  /** Who may answer; empty: as in her settings. */
  replyPolicy: ReplyPolicy | ''
  /** Local path to return to. */
  back: string
}

export interface ComposeState {
  form: ComposeForm
  /** Presented attachments of `form.media`, in order. */
  media: MediaAttachment[]
  errors: FieldError[]
  /** One sentence over the form, where the fault lies in no single field. */
  problem: string | null
  /** The post that is answered, shown above the form. */
  parent: Status | null
  /** The community it will stand in. */
  room: Room | null
  /** The limits of her first days, said before they are met. */
  newcomer: NewcomerLimits | null
}

/** A community as the composer shows it. */
export interface Room {
  id: Id
  acct: string
  name: string
  private: boolean
  sections: { tag: string; name: string }[] | null
}

export const pollLifetimes = [300, 1800, 3600, 21_600, 43_200, 86_400, 259_200, 604_800] as const

export const emptyForm = (given: Partial<ComposeForm> = {}): ComposeForm => ({
  key: randomUUID(),
  text: '',
  spoilerText: '',
  sensitive: false,
  visibility: 'public',
  language: 'vi',
  replyId: null,
  editId: null,
  redraftId: null,
  draftId: null,
  media: [],
  poll: { options: [], expiresIn: 86_400, multiple: false, hideTotals: false },
  scheduledAt: '',
  communityId: null,
  title: '',
  section: '',
  replyPolicy: '',
  back: '/',
  ...given,
})

export const emptyState = (form: ComposeForm): ComposeState => ({
  form,
  media: [],
  errors: [],
  problem: null,
  parent: null,
  room: null,
  newcomer: null,
})

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const idOrNull = (value: unknown): Id | null => (isId(value) ? value : null)
const strings = (value: unknown): string[] =>
  (Array.isArray(value)
    ? value
    : typeof value === 'object' && value !== null
      ? Object.values(value)
      : value === undefined
        ? []
        : [value]
  ).filter((item): item is string => typeof item === 'string')
const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
const ticked = (value: unknown): boolean =>
  value === 'on' || value === '1' || value === 'true' || value === true

/** Reads the fields of the composer (names as in the Mastodon API where it has one). Never throws: bad values become defaults. */
export function readForm(params: Record<string, unknown>): ComposeForm {
  const poll = record(params['poll'])
  const alt = record(params['alt'])
  const visibility = visibilities.find((name) => name === params['visibility']) ?? 'public'
  const expiresIn = Number(poll['expires_in'])
  return emptyForm({
    key: /^[\w-]{8,64}$/.test(text(params['key'])) ? text(params['key']) : randomUUID(),
    // A browser sends CRLF; the author typed line ends.
    text: text(params['status']).replaceAll('\r\n', '\n'),
    spoilerText: text(params['spoiler_text']),
    sensitive: ticked(params['sensitive']),
    visibility,
    language: /^[a-z]{2,3}$/.test(text(params['language'])) ? text(params['language']) : 'vi',
    replyId: idOrNull(params['in_reply_to_id']),
    editId: idOrNull(params['edit']),
    redraftId: idOrNull(params['redraft']),
    draftId: idOrNull(params['draft_id']),
    media: strings(params['media_ids'])
      .filter(isId)
      .slice(0, 32)
      .map((id) => ({ id, description: text(alt[`m${id}`]) })),
    poll: {
      options: strings(poll['options']).slice(0, 20),
      expiresIn: pollLifetimes.find((seconds) => seconds === expiresIn) ?? 86_400,
      multiple: ticked(poll['multiple']),
      hideTotals: ticked(poll['hide_totals']),
    },
    scheduledAt: text(params['scheduled_at']),
    communityId: idOrNull(params['community_id']),
    title: text(params['title']),
    section: text(params['section']),
    replyPolicy: replyPolicies.find((name) => name === params['reply_policy']) ?? '',
    back: localPath(params['back']),
  })
}

/** The instant of a `datetime-local` value in Vietnam; null when empty, 'invalid' when it is no time. */
export function scheduledTime(value: string): Date | null | 'invalid' {
  if (value === '') return null
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(value)) return 'invalid'
  const at = new Date(new Date(`${value}Z`).getTime() - VIETNAM_OFFSET_MS)
  return Number.isNaN(at.getTime()) ? 'invalid' : at
}

const openness: Record<Visibility, number> = { public: 0, unlisted: 1, private: 2, direct: 3 }

/** An answer is never more public than what it answers. */
export const closerOf = (a: Visibility, b: Visibility): Visibility => (openness[a] >= openness[b] ? a : b)

/** The handles an answer begins with: the author, then whom she named, never oneself. */
export function replyMentions(parent: Status, ownId: Id): string {
  const people = [{ id: parent.account.id, acct: parent.account.acct }, ...parent.mentions]
  const accts = new Set(people.filter(({ id }) => id !== ownId).map(({ acct }) => acct))
  return [...accts].map((acct) => `@${acct} `).join('')
}
