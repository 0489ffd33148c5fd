import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { Context, Id } from '../../context.ts'
import { isUniqueViolation } from '../../db/sql.ts'
import {
  type ArchiveDecision,
  type ArchiveHead,
  type ArchivePerson,
  type ArchivePost,
  type ArchiveThread,
  type ArchiveWikiPage,
  archiveFormat,
  archiveVersion,
} from '../../features/archives/archive-format.ts'
import { PastDecision } from '../../features/communities/api.ts'
import { createCommunity } from '../../features/communities/index.ts'
import { renderWiki } from '../../features/communities/wiki.ts'
import { isOurs, typeOfKey } from '../../features/media/index.ts'
import { sanitizeRemote } from '../../lib/html/index.ts'
import { isId } from '../../lib/ids.ts'
import { key } from '../../lib/vietnamese/index.ts'
import { type Entry, readAll, readEntries } from '../backup/read.ts'
import * as sql from './sql.ts'

/** Why an archive cannot be imported: a translation key `cli.community.<reason>`. */
export class BadArchive extends Error {
  readonly reason: 'unreadable' | 'not_one' | 'newer' | 'damaged' | 'already'
  readonly detail: string
  constructor(reason: BadArchive['reason'], detail = '', cause?: unknown) {
    super(`${reason} ${detail}`, { cause })
    this.reason = reason
    this.detail = detail
  }
}

const id = z.string().refine(isId)
const address = z
  .string()
  .max(2000)
  .regex(/^https?:\/\/\S+$/)
const file = z
  .string()
  .refine((one) => isOurs(one) && typeOfKey(one) !== null)
  .nullable()

/** The shapes are the archive's; what it says of files and addresses is not taken on trust. */
const Person = z.looseObject({
  uri: address,
  url: address,
  username: z.string().max(100),
  domain: z.string().max(255),
  avatar: file,
})
const Thread = z.looseObject({
  id,
  author: z.string(),
  title: z.string().max(1000),
  last_id: id,
  crosspost_of: address.nullish(),
})
const Post = z.looseObject({
  id,
  uri: address,
  url: address,
  author: z.string(),
  thread_id: id,
  in_reply_to_id: id.nullable(),
  number: z.int().min(0).nullable(),
  content: z.string().max(1_000_000),
  visibility: z.enum(['public', 'private']),
  media: z.array(z.looseObject({ file, thumbnail: file })).max(64),
})
const WikiPage = z.looseObject({
  slug: z.string().max(200),
  title: z.string().max(300),
  revisions: z
    .array(
      z.looseObject({
        revision: z.int().min(1),
        title: z.string().max(300),
        text: z.string().max(1_000_000),
        comment: z.string().max(2000),
      }),
    )
    .max(100_000),
})

export interface Imported {
  id: Id
  handle: string
  people: number
  threads: number
  posts: number
  files: number
  pages: number
  decisions: number
}

interface Work {
  ctx: Context
  communityId: Id
  /** Where the archive comes from. */
  origin: string
  uris: Map<string, Id>
  /** The archive's ids of posts and threads, and what they are called here. */
  ids: Map<Id, Id>
  authors: Map<Id, Id>
  /** Threads that are here now, by their ids in the archive. */
  threads: Set<Id>
  done: Imported
}

/**
 * Brings a community of another Xóm here, in one transaction: its threads with their numbers, authors (as people of
 * where they come from), pictures, rules and wiki. `founder` lives here and runs it from now on; the members of the
 * archive stay listed. Files are written first: without the rows the daily sweep takes them away again.
 */
export async function importCommunity(
  ctx: Context,
  path: string,
  founder: { id: Id },
  handle: string | null = null,
): Promise<Imported> {
  try {
    return await ctx.tx((ctx) => run(ctx, path, founder, handle))
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'EACCES') throw new BadArchive('unreadable', path, error)
    // What was imported once has its address here: a second copy would have to share it.
    if (isUniqueViolation(error)) throw new BadArchive('already', path, error)
    if (error instanceof z.ZodError)
      throw new BadArchive('damaged', z.prettifyError(error).slice(0, 300), error)
    if (error instanceof SyntaxError || /tar|gzip|header|Z_/i.test(code))
      throw new BadArchive('damaged', code, error)
    throw error
  }
}

async function run(
  ctx: Context,
  path: string,
  founder: { id: Id },
  handle: string | null,
): Promise<Imported> {
  let work: Work | null = null
  for await (const entry of readEntries(path)) {
    const { name } = entry.header
    if (name === 'community.json') work = await begin(ctx, await readAll(entry), founder, handle)
    else if (!work) throw new BadArchive('not_one', name)
    else if (name === 'people.jsonl')
      await portions(entry, 500, (rows) => people(work!, rows as ArchivePerson[]))
    else if (name === 'threads.jsonl')
      await portions(entry, 500, (rows) => threads(work!, rows as ArchiveThread[]))
    else if (name === 'posts.jsonl') await portions(entry, 200, (rows) => posts(work!, rows as ArchivePost[]))
    else if (name === 'wiki.jsonl')
      await portions(entry, 20, (rows) => wiki(work!, rows as ArchiveWikiPage[]))
    else if (name === 'decisions.jsonl')
      await portions(entry, 200, (rows) => decisions(work!, rows as ArchiveDecision[]))
    else await media(work, name, entry)
  }
  if (!work) throw new BadArchive('not_one')
  return work.done
}

/** Lines of JSON, some at a time. */
async function portions(entry: Entry, size: number, take: (rows: unknown[]) => Promise<void>): Promise<void> {
  let rows: unknown[] = []
  for await (const line of createInterface({ input: entry as never, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue
    rows.push(JSON.parse(line))
    if (rows.length < size) continue
    await take(rows)
    rows = []
  }
  if (rows.length > 0) await take(rows)
}

async function begin(ctx: Context, bytes: Buffer, founder: { id: Id }, handle: string | null): Promise<Work> {
  const head = JSON.parse(bytes.toString('utf8')) as ArchiveHead
  if (head.format !== archiveFormat) throw new BadArchive('not_one', String(head.format))
  if (head.version > archiveVersion) throw new BadArchive('newer', String(head.version))
  const { community } = head
  const communityId = await createCommunity(ctx, founder, {
    username: handle ?? community.username,
    display_name: community.display_name,
    note: community.note,
    accent: community.accent,
    place: community.place,
    language: community.language,
    joining: community.joining,
    private: community.private,
    members_may: community.members_may as never,
    welcome: community.welcome,
  })
  for (const version of community.rule_versions) await sql.insertRulesIn(ctx, communityId, version)
  for (const [at, section] of community.sections.entries())
    await sql.insertSectionIn(ctx, communityId, section, at)
  const picture = (one: string | null) => (file.safeParse(one).success ? one : null)
  await sql.setPictures(ctx, communityId, picture(community.avatar), picture(community.header))
  await sql.setDates(ctx, communityId, community.created_at)
  const done = {
    id: communityId,
    handle: handle ?? community.username,
    people: 0,
    threads: 0,
    posts: 0,
    files: 0,
    pages: 0,
    decisions: 0,
  }
  return {
    ctx,
    communityId,
    origin: head.origin,
    uris: new Map(),
    ids: new Map(),
    authors: new Map(),
    threads: new Set(),
    done,
  }
}

async function people(work: Work, rows: ArchivePerson[]): Promise<void> {
  const checked = z.array(Person).parse(rows) as unknown as ArchivePerson[]
  const clean = checked.map((person) => ({ ...person, note: sanitizeRemote(person.note ?? '') }))
  const found = await sql.upsertPeople(
    work.ctx,
    clean,
    clean.map((person) => `${key(person.display_name)} ${key(person.username)}`.trim()),
  )
  for (const [uri, one] of found) work.uris.set(uri, one)
  const members = checked.flatMap((person) => {
    const account = found.get(person.uri)
    return account && person.member_since ? [{ account_id: account, since: person.member_since }] : []
  })
  await sql.insertMembers(work.ctx, work.communityId, members)
  for (const person of checked) {
    const account = found.get(person.uri)
    if (account && person.role)
      await sql.insertRole(work.ctx, work.communityId, account, person.permissions ?? [])
  }
  work.done.people += checked.length
}

/** What a post or a thread is called here: as there, where nobody here has the number; else the next of that moment. */
async function name(work: Work, ids: Id[]): Promise<void> {
  const fresh = ids.filter((one) => !work.ids.has(one))
  const taken = await sql.takenIds(work.ctx, fresh)
  const used = new Set(work.ids.values())
  for (const one of fresh) {
    let here = BigInt(one)
    while (taken.has(String(here)) || used.has(String(here))) here += 1n
    used.add(String(here))
    work.ids.set(one, String(here))
  }
}

async function threads(work: Work, rows: ArchiveThread[]): Promise<void> {
  const checked = z.array(Thread).parse(rows) as unknown as ArchiveThread[]
  await name(
    work,
    checked.map((thread) => thread.id),
  )
  const known = checked.filter((thread) => work.uris.has(thread.author))
  for (const thread of known) work.threads.add(thread.id)
  await sql.insertThreadsIn(
    work.ctx,
    work.communityId,
    known.map(({ author, crosspost_of, ...thread }) => ({
      ...thread,
      ...originalOf(work, crosspost_of ?? null),
      id: work.ids.get(thread.id)!,
      last_id: work.ids.get(thread.last_id) ?? thread.last_id,
      account_id: work.uris.get(author)!,
    })),
  )
  work.done.threads += known.length
}

/** The original of a cross-post: the thread, where it came along as well, else its address. */
function originalOf(work: Work, address: string | null) {
  const there = address?.startsWith(`${work.origin}/xom/`) ? /\/(\d+)$/.exec(address)?.[1] : undefined
  return there && work.threads.has(there)
    ? { crosspost_of: work.ids.get(there)!, crosspost_url: null }
    : { crosspost_of: null, crosspost_url: address }
}

async function posts(work: Work, rows: ArchivePost[]): Promise<void> {
  const { ctx } = work
  const checked = (z.array(Post).parse(rows) as unknown as ArchivePost[]).filter((post) =>
    work.uris.has(post.author),
  )
  await name(
    work,
    checked.map((post) => post.id),
  )
  const ready: sql.PostIn[] = []
  for (const { author, mentions: _, tags: __, media: ___, poll, ...post } of checked) {
    const account = work.uris.get(author)!
    work.authors.set(post.id, account)
    const replied = post.in_reply_to_id
    ready.push({
      ...post,
      id: work.ids.get(post.id)!,
      content: sanitizeRemote(post.content),
      thread_id: work.ids.get(post.thread_id) ?? work.ids.get(post.id)!,
      in_reply_to_id: replied && work.authors.has(replied) ? work.ids.get(replied)! : null,
      account_id: account,
      reply_account_id: (replied && work.authors.get(replied)) || null,
      poll_id: poll ? await sql.insertPollIn(ctx, account, poll) : null,
    })
  }
  await sql.insertPosts(ctx, work.communityId, ready)
  const here = (post: ArchivePost) => work.ids.get(post.id)!
  await sql.insertMentionsIn(
    ctx,
    checked.flatMap((post) =>
      post.mentions.flatMap((uri) => {
        const account = work.uris.get(uri)
        return account ? [{ status_id: here(post), account_id: account }] : []
      }),
    ),
  )
  await sql.insertTagsIn(
    ctx,
    checked.flatMap((post) =>
      post.tags.map((tag) => ({ status_id: here(post), ...tag, listed: post.visibility === 'public' })),
    ),
  )
  await sql.insertMediaIn(
    ctx,
    checked.flatMap((post) =>
      post.media.map((one, position) => ({
        ...one,
        position,
        status_id: here(post),
        account_id: work.uris.get(post.author)!,
      })),
    ),
  )
  work.done.posts += checked.length
}

async function wiki(work: Work, rows: ArchiveWikiPage[]): Promise<void> {
  for (const page of z.array(WikiPage).parse(rows) as unknown as ArchiveWikiPage[]) {
    const last = page.revisions.at(-1)
    if (!last) continue
    const pageId = await sql.insertWikiIn(work.ctx, work.communityId, {
      slug: page.slug,
      title: page.title,
      text: last.text,
      content: renderWiki(work.ctx, last.text),
      revision: last.revision,
      position: page.position,
      locked: page.locked,
    })
    await sql.insertRevisionsIn(
      work.ctx,
      pageId,
      page.revisions.map(({ author, ...one }) => ({
        ...one,
        account_id: author ? (work.uris.get(author) ?? null) : null,
      })),
    )
    work.done.pages += 1
  }
}

/** Kept as they read where they were made; nothing follows from them here. */
async function decisions(work: Work, rows: ArchiveDecision[]): Promise<void> {
  const checked = z.array(PastDecision).parse(rows)
  await sql.insertDecisionsIn(work.ctx, work.communityId, checked)
  work.done.decisions += checked.length
}

/** Files are named by keys of our own kind; anything else in the archive is passed over. */
async function media(work: Work, path: string, entry: Entry): Promise<void> {
  const storageKey = path.startsWith('media/') ? path.slice('media/'.length) : ''
  if (!file.safeParse(storageKey).success || (await work.ctx.storage.size(storageKey)) !== null) {
    await readAll(entry)
    return
  }
  await work.ctx.storage.put(storageKey, entry as unknown as NodeJS.ReadableStream)
  work.done.files += 1
}
