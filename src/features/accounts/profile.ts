import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { type FieldError, invalid } from '../../errors.ts'
import { gather } from '../../http/gather.ts'
import { cleanText, countGraphemes } from '../../lib/graphemes.ts'
import { escapeHtml, extract, linkHtml, renderPost } from '../../lib/html/index.ts'
import { cleanDomain, requireLinks } from '../blocklists/index.ts'
import type { Circle } from '../visibility/index.ts'
import { cleanDisplayName, getAccount, searchKey } from './accounts.ts'
import { lockAccount, type ProfileRow, type StoredField, selectByAccts, updateProfileRow } from './sql.ts'
import { acctOf, publicUrl } from './urls.ts'

/** Graphemes. */
export const NOTE_LIMIT = 500
export const FIELDS_LIMIT = 4
export const FIELD_LIMIT = 255
/** Hosts whose pages may name a person as their author; Mastodon's number. */
export const ATTRIBUTION_LIMIT = 100

export interface ProfileChanges {
  displayName?: string | undefined
  /** What was typed; stored beside the HTML made of it. */
  note?: string | undefined
  /** All fields; those without a name and a value are dropped. */
  fields?: { name: string; value: string }[] | undefined
  locked?: boolean | undefined
  bot?: boolean | undefined
  discoverable?: boolean | null | undefined
  indexable?: boolean | undefined
  hideCollections?: boolean | undefined
  repliesFrom?: Circle | undefined
  mentionsFrom?: Circle | undefined
  messagesFrom?: Circle | undefined
  /** Host names, or addresses that hold one. */
  attributionDomains?: string[] | undefined
  /** Storage keys; null takes the picture away. */
  avatar?: string | null | undefined
  header?: string | null | undefined
}

/** What is given, as it will be stored. Throws one 422 that names each wrong field. */
export async function cleanProfile(changes: ProfileChanges, allowPrivateAddress = false) {
  const wrong: FieldError[] = []
  const note = changes.note === undefined ? undefined : cleanText(changes.note).trim()
  if (note !== undefined && tooLong(note, NOTE_LIMIT)) wrong.push(tooBig('note', NOTE_LIMIT))
  const fields = changes.fields && cleanFields(changes.fields, wrong)
  const attributionDomains =
    changes.attributionDomains && cleanDomains(changes.attributionDomains, allowPrivateAddress, wrong)
  let displayName: string | undefined
  await gather(
    () => {
      displayName = changes.displayName === undefined ? undefined : cleanDisplayName(changes.displayName)
    },
    () => {
      if (wrong.length > 0) throw invalid(...wrong)
    },
  )
  return { note, fields, displayName, attributionDomains }
}

/**
 * Changes a profile; what is not given stays. Throws one 422 that names each wrong field (`display_name`, `note`,
 * `fields`, `fields.0.name`, `attribution_domains` ...), or 422 `link_blocked`. Links in the fields are proven later, by a job.
 */
export async function updateProfile(ctx: Context, accountId: Id, changes: ProfileChanges): Promise<void> {
  const { note, fields, displayName, attributionDomains } = await cleanProfile(
    changes,
    ctx.config.allowPrivateAddress,
  )
  await requireLinks(ctx, [note, displayName, ...(fields ?? []).map(({ value }) => value)])
  const noteHtml = note === undefined ? undefined : await renderNote(ctx, note)

  await ctx.tx(async (ctx) => {
    await lockAccount(ctx, accountId)
    const before = await getAccount(ctx, accountId)
    const row: Partial<ProfileRow> = {}
    if (displayName !== undefined) {
      row.display_name = displayName
      row.search_key = searchKey(displayName, before.username)
    }
    if (note !== undefined) Object.assign(row, { note_source: note, note: noteHtml })
    if (fields) row.fields = fields.map((field) => storedField(field, before.fields))
    if (changes.locked !== undefined) row.locked = changes.locked
    if (changes.bot !== undefined) row.actor_type = changes.bot ? 'Service' : 'Person'
    if (changes.discoverable !== undefined) row.discoverable = changes.discoverable
    if (changes.indexable !== undefined) row.indexable = changes.indexable
    if (changes.hideCollections !== undefined) row.hide_collections = changes.hideCollections
    if (changes.repliesFrom !== undefined) row.replies_from = changes.repliesFrom
    if (changes.mentionsFrom !== undefined) row.mentions_from = changes.mentionsFrom
    if (changes.messagesFrom !== undefined) row.messages_from = changes.messagesFrom
    if (attributionDomains) row.attribution_domains = attributionDomains
    if (changes.avatar !== undefined) row.avatar_media = changes.avatar
    if (changes.header !== undefined) row.header_media = changes.header
    await updateProfileRow(ctx, accountId, row)
    await dropCached(ctx, 'anonymous', '*')
    // What may be searched follows at once; the index follows behind.
    if (changes.indexable !== undefined && changes.indexable !== before.indexable)
      await ctx.enqueue('search.author', { accountId, afterId: '0' }, { key: `search.author:${accountId}` })
    const replaced = [
      changes.avatar !== undefined ? before.avatar_media : null,
      changes.header !== undefined ? before.header_media : null,
    ].filter((key): key is string => key !== null && key !== changes.avatar && key !== changes.header)
    // Pages that are open still show the old picture; it goes an hour later.
    const later = { runAt: new Date(ctx.clock().getTime() + 3_600_000) }
    if (replaced.length > 0) await ctx.enqueue('media.removeFiles', { keys: replaced }, later)
    if (row.fields?.some((field) => !field.verified_at && linkOf(field.source))) {
      await ctx.enqueue('accounts.verifyLinks', { accountId }, { key: `verifyLinks:${accountId}` })
    }
    // Who still waits is let in: nobody would ever look at those requests again.
    if (changes.locked === false && before.locked) await ctx.enqueue('follows.acceptAll', { accountId })
  })
}

const tooBig = (field: string, limit: number): FieldError => ({ field, code: 'too_big', params: { limit } })

const tooLong = (text: string, limit: number): boolean =>
  text.length > limit * 20 || countGraphemes(text, limit) > limit

/** The host of an address without a name or without a dot, as private networks have them; null for what is none. */
function privateHost(text: string): string | null {
  const address = text.includes('://') ? text : `http://${text}`
  return URL.canParse(address) ? new URL(address).hostname || null : null
}

function cleanDomains(domains: string[], allowPrivateAddress: boolean, wrong: FieldError[]): string[] {
  const given = domains.map((text) => text.trim()).filter((text) => text !== '')
  const clean = given.map((text) => cleanDomain(text) ?? (allowPrivateAddress ? privateHost(text) : null))
  const bad = given.find((_, at) => clean[at] === null)
  if (bad !== undefined)
    wrong.push({ field: 'attribution_domains', code: 'not_a_domain', params: { name: bad.slice(0, 60) } })
  const kept = [...new Set(clean.filter((name) => name !== null))]
  if (kept.length > ATTRIBUTION_LIMIT)
    wrong.push({ field: 'attribution_domains', code: 'too_many', params: { limit: ATTRIBUTION_LIMIT } })
  return kept
}

function cleanFields(
  fields: { name: string; value: string }[],
  wrong: FieldError[],
): { name: string; value: string }[] {
  const oneLine = (text: string) => cleanText(text).replace(/\s+/g, ' ').trim()
  const clean = fields.map(({ name, value }) => ({ name: oneLine(name), value: oneLine(value) }))
  clean.forEach(({ name, value }, at) => {
    if (tooLong(name, FIELD_LIMIT)) wrong.push(tooBig(`fields.${at}.name`, FIELD_LIMIT))
    if (tooLong(value, FIELD_LIMIT)) wrong.push(tooBig(`fields.${at}.value`, FIELD_LIMIT))
    if (name === '' && value !== '') wrong.push({ field: `fields.${at}.name`, code: 'blank' })
  })
  const kept = clean.filter(({ name, value }) => name !== '' || value !== '')
  if (kept.length > FIELDS_LIMIT)
    wrong.push({ field: 'fields', code: 'too_many', params: { limit: FIELDS_LIMIT } })
  return kept
}

/** The address when the whole value is one, else null. */
export function linkOf(source: string): string | null {
  if (!/^https?:\/\/\S+$/i.test(source) || !URL.canParse(source)) return null
  return new URL(source).href
}

function storedField({ name, value }: { name: string; value: string }, before: StoredField[]): StoredField {
  const same = before.find((field) => field.source === value)
  const link = linkOf(value)
  // `rel="me"`: the other site may look here for the way back. The text is escaped, so only our own rel matches.
  const html = link
    ? linkHtml(link, value).replace('rel="nofollow noopener"', 'rel="me nofollow noopener"')
    : escapeHtml(value)
  return { name, source: value, value: html, verified_at: link ? (same?.verified_at ?? null) : null }
}

async function renderNote(ctx: Context, note: string): Promise<string> {
  const accts = extract(note).mentions
  const known = accts.length > 0 ? await selectByAccts(ctx, accts) : []
  const mentions = new Map(
    known.map((row) => [
      acctOf(row).toLowerCase(),
      { url: publicUrl(ctx, row), username: row.username, acct: acctOf(row) },
    ]),
  )
  const tagUrl = (_: string, display: string) => `${ctx.config.origin}/tags/${encodeURIComponent(display)}`
  return renderPost(note, { mentions, tagUrl }).html
}
