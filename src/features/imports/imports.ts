import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Context, Id } from '../../context.ts'
import { AppError, invalid, notFound } from '../../errors.ts'
import type { UploadedFile } from '../../http/upload.ts'
import { webAddress } from '../../lib/exports/index.ts'
import { cleanText } from '../../lib/graphemes.ts'
import { endOfIds, isId } from '../../lib/ids.ts'
import { requireSiteRole } from '../sites/index.ts'
import { type Choices, type Confirm, isWorking, MOST_FILE } from './api.ts'
import * as sql from './sql.ts'

/** Imports of a site that may run or wait at once. */
const MOST_OPEN = 3

/** Only ours: `media.sweepFiles` knows other keys. */
export const newKey = (): string => `imports/${randomBytes(16).toString('hex')}.bin`

/** Runs it as soon as a worker is free; an import has one job at a time. */
export const schedule = (ctx: Context, importId: Id, delay = 0): Promise<void> =>
  ctx.enqueue(
    'imports.run',
    { importId },
    { key: `import:${importId}`, ...(delay > 0 ? { runAt: new Date(ctx.clock().getTime() + delay) } : {}) },
  )

async function requireRoom(ctx: Context, siteId: Id): Promise<void> {
  const rows = await sql.selectImports(ctx, siteId, endOfIds, 20)
  const open = rows.filter((row) => row.phase === 'waiting' || (isWorking(row.phase) && !row.stopped_at))
  if (open.length >= MOST_OPEN)
    throw new AppError('unprocessable', 'imports_too_many', { params: { limit: MOST_OPEN } })
}

/**
 * Takes in the file of an old blog; a job reads it and then the editor is asked how to go on. For owners and editors (403).
 * Throws 422 for an empty file and where three imports wait already, 413 above 200 MB.
 */
export async function startImport(
  ctx: Context,
  actor: { id: Id },
  siteId: Id,
  file: Pick<UploadedFile, 'path' | 'size' | 'name'>,
): Promise<Id> {
  await requireSiteRole(ctx, actor, siteId, 'editor')
  await requireRoom(ctx, siteId)
  if (file.size === 0) throw invalid({ field: 'file', code: 'blank' })
  if (file.size > MOST_FILE) throw new AppError('too_large')
  const key = newKey()
  try {
    await ctx.storage.put(key, createReadStream(file.path))
    const name = cleanText(file.name)
      .replace(/^.*[\\/]/, '')
      .slice(0, 200)
    return await begin(ctx, { site_id: siteId, account_id: actor.id, source: name, feed: false, file: key })
  } catch (error) {
    await ctx.storage.remove([key])
    throw error
  }
}

/** As {@link startImport}, from the address of a feed, which the job fetches. 422 for what is no address. */
export async function startFeedImport(
  ctx: Context,
  actor: { id: Id },
  siteId: Id,
  address: string,
): Promise<Id> {
  await requireSiteRole(ctx, actor, siteId, 'editor')
  await requireRoom(ctx, siteId)
  const url = webAddress(/^[a-z]+:/i.test(address.trim()) ? address : `https://${address.trim()}`)
  if (!url || address.trim() === '')
    throw invalid({ field: 'feed', code: address.trim() === '' ? 'blank' : 'not_an_address' })
  return begin(ctx, { site_id: siteId, account_id: actor.id, source: url, feed: true, file: null })
}

const begin = (ctx: Context, row: Parameters<typeof sql.insertImport>[1]): Promise<Id> =>
  ctx.tx(async (ctx) => {
    const id = await sql.insertImport(ctx, row)
    await schedule(ctx, id)
    return id
  })

/** One import of the site, for its owners and editors; 404 for others of it and for none. */
export async function getImport(
  ctx: Context,
  actor: { id: Id },
  siteId: Id,
  id: string,
): Promise<sql.ImportRow> {
  await requireSiteRole(ctx, actor, siteId, 'editor')
  const [row] = isId(id) ? await sql.selectImport(ctx, id) : []
  if (row?.site_id !== siteId) throw notFound()
  return row
}

export async function listImports(ctx: Context, actor: { id: Id }, siteId: Id, below: Id, limit: number) {
  await requireSiteRole(ctx, actor, siteId, 'editor')
  return sql.selectImports(ctx, siteId, below, limit)
}

/** Labels of the form that become sections of the site; everything else stays a tag. */
function sectionsOf(
  input: Confirm,
  site: { sections: { id: Id; slug: string }[] | null },
): Record<string, Id> {
  const bySlug = new Map((site.sections ?? []).map((section) => [section.slug, section.id]))
  const pairs = input.label.map((label, n) => [label, bySlug.get(input.section[n] ?? '')] as const)
  return Object.fromEntries(pairs.filter((pair): pair is [string, Id] => pair[1] !== undefined))
}

/** Says how to go on, and goes on. Throws 422 for an old address that is none, 409 when it began already. */
export async function confirmImport(
  ctx: Context,
  actor: { id: Id },
  siteId: Id,
  id: string,
  input: Confirm,
): Promise<void> {
  const site = await requireSiteRole(ctx, actor, siteId, 'editor')
  const row = await getImport(ctx, actor, siteId, id)
  const given = input.old_address.trim()
  const base = given === '' ? null : webAddress(/^[a-z]+:/i.test(given) ? given : `https://${given}`)
  if (given !== '' && !base) throw invalid({ field: 'old_address', code: 'not_an_address' })
  const { pages, comments, pictures } = input
  const choices: Choices = { pages, comments, pictures, sections: sectionsOf(input, site) }
  await ctx.tx(async (ctx) => {
    const [locked] = await sql.lockImport(ctx, row.id)
    if (locked?.phase !== 'waiting') throw new AppError('conflict', 'imports_begun')
    await sql.updateChoices(ctx, row.id, choices)
    await sql.updateImport(ctx, row.id, { old_address: base ?? '', phase: 'articles', position: 0 })
    await schedule(ctx, row.id)
  })
}

/** Stops it after the step in hand, or lets it go on from there. What is done already may be said again. */
export async function setStopped(
  ctx: Context,
  actor: { id: Id },
  siteId: Id,
  id: string,
  stopped: boolean,
): Promise<void> {
  const row = await getImport(ctx, actor, siteId, id)
  await ctx.tx(async (ctx) => {
    const [locked] = await sql.lockImport(ctx, row.id)
    if (!locked || !isWorking(locked.phase)) return
    await sql.updateImport(ctx, row.id, { stopped_at: stopped ? ctx.clock() : null })
    if (!stopped) await schedule(ctx, row.id)
  })
}

/** Gives up an import that waits to be confirmed, or was stopped: the file goes, what was brought in stays. */
export async function giveUp(ctx: Context, actor: { id: Id }, siteId: Id, id: string): Promise<void> {
  const row = await getImport(ctx, actor, siteId, id)
  await ctx.tx(async (ctx) => {
    const [locked] = await sql.lockImport(ctx, row.id)
    if (!locked || (locked.phase !== 'waiting' && !locked.stopped_at)) return
    await finish(ctx, locked, locked.phase === 'waiting' ? 'expired' : '')
  })
}

/** The end: nothing is kept of the file. Inside the transaction that holds the row. */
export async function finish(ctx: Context, row: sql.ImportRow, refusal: string): Promise<void> {
  await sql.updateImport(ctx, row.id, {
    phase: refusal ? 'refused' : 'done',
    refusal,
    file: null,
    finished_at: ctx.clock(),
    stopped_at: null,
  })
  if (row.file) await ctx.enqueue('media.removeFiles', { keys: [row.file] })
}
