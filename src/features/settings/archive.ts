import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type Pack, pack } from 'tar-stream'
import type { Context } from '../../context.ts'
import { uploadFolder } from '../../http/upload.ts'
import { randomToken } from '../../lib/crypto.ts'
import { type AccountRow, presentAccounts } from '../accounts/index.ts'
import { bookmarksCsv, outbox, peopleCsv } from './export.ts'
import { selectFiles, selectOwn, selectTotals } from './sql.ts'

/**
 * Everything of one person as a .tar.gz laid out as Mastodon's archive: actor.json, outbox.json, the lists, her
 * settings, and the files of her posts. Read from the database and the disk while it is sent; what needs its size
 * told beforehand waits in a temporary file that goes when the stream ends, also when the reader hangs up.
 */
export function archive(ctx: Context, owner: AccountRow): Readable {
  const tar = pack()
  const out = createGzip({ level: 4 })
  const broken = new AbortController()
  out.on('close', () => broken.abort())
  // Once the reader is gone the packing stops at the next step; the rows it asked for are let go.
  pipeline(tar, out).catch(() => {})
  fill(ctx, owner, tar, broken.signal).catch((error: Error) => {
    if (!broken.signal.aborted) ctx.log.error('archive', { error })
    tar.destroy(error)
  })
  return out
}

async function fill(ctx: Context, owner: AccountRow, tar: Pack, signal: AbortSignal): Promise<void> {
  const folder = join(uploadFolder(ctx.config.dataDir), `process-${randomToken(9)}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    const [totals] = await selectTotals(ctx, owner.id)
    const add = (name: string, text: AsyncIterable<string>) => addText(tar, folder, name, text, signal)
    await add('actor.json', once(JSON.stringify(await self(ctx, owner), null, 2)))
    await add('outbox.json', outbox(ctx, owner, totals!.statuses))
    for (const list of ['follows', 'followers', 'blocks', 'mutes'] as const) {
      await add(`${list}.csv`, peopleCsv(ctx, list, owner))
    }
    await add('bookmarks.csv', bookmarksCsv(ctx, owner))
    for (const [name, key] of [
      ['avatar', owner.avatar_media],
      ['header', owner.header_media],
    ] as const) {
      if (key) await addFile(ctx, tar, `${name}.${key.slice(key.lastIndexOf('.') + 1)}`, key, signal)
    }
    let after = '0'
    for (;;) {
      const files = await selectFiles(ctx, owner.id, after)
      if (files.length === 0) break
      for (const { file } of files) await addFile(ctx, tar, `media_attachments/files/${file}`, file, signal)
      after = files.at(-1)!.id
    }
    tar.finalize()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The profile as clients see it, and what only she and this server know. */
async function self(ctx: Context, owner: AccountRow): Promise<object> {
  const [own] = await selectOwn(ctx, owner.id)
  const account = (await presentAccounts(ctx, [owner.id])).get(owner.id)
  return {
    '@context': 'https://www.w3.org/ns/activitystreams',
    id: account?.uri,
    type: owner.actor_type,
    preferredUsername: owner.username,
    name: owner.display_name,
    summary: owner.note,
    url: account?.url,
    published: owner.created_at.toISOString(),
    attachment: owner.fields.map(({ name, value }) => ({ type: 'PropertyValue', name, value })),
    manuallyApprovesFollowers: owner.locked,
    discoverable: owner.discoverable,
    indexable: owner.indexable,
    xom: { source: { note: owner.note_source, fields: owner.fields }, user: own },
  }
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}

async function addText(
  tar: Pack,
  folder: string,
  name: string,
  text: AsyncIterable<string>,
  signal: AbortSignal,
) {
  const path = join(folder, name)
  await pipeline(Readable.from(text, { objectMode: false }), createWriteStream(path, { mode: 0o600 }), {
    signal,
  })
  await addStream(tar, name, (await stat(path)).size, createReadStream(path), signal)
  await rm(path, { force: true })
}

async function addFile(
  ctx: Context,
  tar: Pack,
  name: string,
  key: string,
  signal: AbortSignal,
): Promise<void> {
  const size = await ctx.storage.size(key)
  const stream = size === null ? null : await ctx.storage.read(key)
  if (size !== null && stream) await addStream(tar, name, size, stream, signal)
}

async function addStream(
  tar: Pack,
  name: string,
  size: number,
  source: Readable,
  signal: AbortSignal,
): Promise<void> {
  const entry = tar.entry({ name, size })
  await pipeline(source, entry as unknown as NodeJS.WritableStream, { signal })
}
