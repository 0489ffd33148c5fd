import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { Context, Id } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { uploadFolder } from '../../http/upload.ts'
import { UnsafeAddress } from '../../net/fetch.ts'
import { createMedia } from '../media/index.ts'
import { noteOf } from './convert.ts'
import * as sql from './sql.ts'

/** At once, and from one host: an old blog's pictures may all lie on one small server. */
const AT_ONCE = 4
const PER_HOST = 2
/** Milliseconds between two questions to the same host. */
const PAUSE = 150
/** Bytes. */
const MOST_BYTES = 15 * 1024 * 1024
const MOST_PICTURES = 20_000
/** A host that failed so often in a row is not asked again in this turn. */
const MOST_FAILURES = 5

/** Why a picture could not be had; the page has words for each (`imports.lost.<reason>`). */
type Reason = 'missing' | 'too_large' | 'no_picture' | 'unsafe' | 'unreachable' | 'host_down' | 'listed'

class Lost extends Error {
  readonly reason: Reason

  constructor(reason: Reason) {
    super(reason)
    this.reason = reason
  }
}

const hostOf = (url: string): string => new URL(url).host

/** What is known of the hosts in one turn. */
class Hosts {
  private readonly busy = new Map<string, number>()
  private readonly last = new Map<string, number>()
  private readonly failures = new Map<string, number>()

  down(host: string): boolean {
    return (this.failures.get(host) ?? 0) >= MOST_FAILURES
  }

  free(host: string): boolean {
    return (this.busy.get(host) ?? 0) < PER_HOST
  }

  async enter(host: string): Promise<void> {
    this.busy.set(host, (this.busy.get(host) ?? 0) + 1)
    const now = performance.now()
    const at = Math.max(now, (this.last.get(host) ?? 0) + PAUSE)
    this.last.set(host, at)
    await wait(at - now)
  }

  leave(host: string, failed: boolean): void {
    this.busy.set(host, this.busy.get(host)! - 1)
    this.failures.set(host, failed ? (this.failures.get(host) ?? 0) + 1 : 0)
  }
}

/** Fetches one picture into a file. Throws {@link Lost}. */
async function download(ctx: Context, url: string, path: string): Promise<void> {
  let response: Response
  try {
    response = await ctx.fetch(url, { timeout: 20_000, headers: { accept: 'image/*' } })
  } catch (error) {
    const unsafe = error instanceof UnsafeAddress || (error as Error).cause instanceof UnsafeAddress
    throw new Lost(unsafe ? 'unsafe' : 'unreachable')
  }
  if (!response.ok || !response.body) {
    await response.body?.cancel()
    throw new Lost(response.status >= 500 ? 'unreachable' : 'missing')
  }
  const most = Math.min(MOST_BYTES, ctx.config.maxUpload)
  let size = 0
  const gate = new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.byteLength
      done(size > most ? new Lost('too_large') : null, chunk)
    },
  })
  try {
    await pipeline(Readable.fromWeb(response.body as never), gate, createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    throw error instanceof Lost ? error : new Lost('unreachable')
  }
}

async function store(ctx: Context, row: sql.ImportRow, picture: sql.PictureRow, folder: string): Promise<Id> {
  const path = join(folder, picture.id)
  await download(ctx, picture.url, path)
  try {
    return await createMedia(
      ctx,
      { id: row.site_id },
      { path },
      { description: picture.caption.slice(0, 1500) },
    )
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new Lost(
      error.code === 'too_large' ? 'too_large' : error.code === 'forbidden' ? 'listed' : 'no_picture',
    )
  } finally {
    await rm(path, { force: true })
  }
}

const lose = (ctx: Context, row: sql.ImportRow, picture: sql.PictureRow, reason: Reason): Promise<void> =>
  ctx.tx(async (ctx) => {
    if (!(await sql.losePicture(ctx, picture.id, reason))) return
    await sql.insertNotes(ctx, row.id, [{ ...noteOf('picture', picture.about, `${reason} ${picture.url}`) }])
    await sql.addCounts(ctx, row.id, { pictures_lost: 1 })
  })

async function fetchOne(
  ctx: Context,
  row: sql.ImportRow,
  picture: sql.PictureRow,
  folder: string,
  hosts: Hosts,
): Promise<void> {
  const host = hostOf(picture.url)
  if (hosts.down(host)) return lose(ctx, row, picture, 'host_down')
  await hosts.enter(host)
  let failed = false
  try {
    const mediaId = await store(ctx, row, picture, folder)
    await ctx.tx(async (ctx) => {
      if (await sql.keepPicture(ctx, picture.id, mediaId)) await sql.addCounts(ctx, row.id, { pictures: 1 })
    })
  } catch (error) {
    if (!(error instanceof Lost)) throw error
    failed = error.reason === 'unreachable'
    await lose(ctx, row, picture, error.reason)
  } finally {
    hosts.leave(host, failed)
  }
}

/** Works through a lot, a few at a time and not too many from one host. */
async function fetchLot(
  ctx: Context,
  row: sql.ImportRow,
  lot: sql.PictureRow[],
  folder: string,
  hosts: Hosts,
): Promise<void> {
  const left = [...lot]
  const running = new Set<Promise<void>>()
  while (left.length > 0 || running.size > 0) {
    const next = running.size < AT_ONCE ? left.findIndex((one) => hosts.free(hostOf(one.url))) : -1
    if (next >= 0) {
      const [picture] = left.splice(next, 1)
      const work = fetchOne(ctx, row, picture!, folder, hosts).finally(() => running.delete(work))
      running.add(work)
      // Lets it enter before the next is chosen.
      await Promise.resolve()
    } else await Promise.race(running)
  }
}

/** Fetches the pictures of an import until the turn is over; true while some wait. */
export async function fetchPictures(ctx: Context, row: sql.ImportRow, until: number): Promise<boolean> {
  await sql.reviveSwept(ctx, row.id)
  const [count] = await sql.countPictures(ctx, row.id)
  const folder = join(uploadFolder(ctx.config.dataDir), `upload-${randomBytes(12).toString('hex')}`)
  const hosts = new Hosts()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    for (;;) {
      const [now] = await sql.selectImport(ctx, row.id)
      if (!now || now.stopped_at || now.phase !== 'pictures') return false
      if (count!.total - count!.waiting > MOST_PICTURES) return leaveRest(ctx, row)
      const lot = await sql.selectWaiting(ctx, row.id, 24)
      if (lot.length === 0) return false
      await fetchLot(ctx, row, lot, folder, hosts)
      if (performance.now() > until) return true
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What is too much for one import stays links. */
async function leaveRest(ctx: Context, row: sql.ImportRow): Promise<false> {
  const [count] = await sql.countPictures(ctx, row.id)
  await sql.insertNotes(ctx, row.id, [{ ...noteOf('pictures_left'), count: count!.waiting }])
  return false
}
