import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { formWith, photo } from '../../../test/pictures.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { faceOf } from '../../lib/faces.ts'
import { newKey } from './keys.ts'
import { keyColumns, selectOrphans } from './sql.ts'

let server: TestServer
let lan: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan')
})
afterAll(() => server.close())

const hours = (n: number) => new Date(Date.now() - n * 3_600_000)
const exists = async (key: string) => (await server.ctx.storage.size(key)) !== null

/** Stores a file as if that had been so many hours ago. */
async function stored(key: string, age: number): Promise<string> {
  await server.ctx.storage.put(key, Buffer.from('tệp'))
  await utimes(server.ctx.storage.path(key), hours(age), hours(age))
  return key
}

async function sweep(): Promise<void> {
  await server.ctx.enqueue('media.sweepFiles', {})
  await server.settle()
}

describe('a file without a row', () => {
  it('goes a day after the crash that left it; what a row names stays', async () => {
    const upload = await server.api('POST', '/api/v2/media', {
      token: lan.token,
      body: formWith('file', await photo(40, 40)),
    })
    const form = new FormData()
    form.set('avatar', new Blob([new Uint8Array(await photo(400, 400))]), 'a.jpg')
    await server.api('PATCH', '/api/v1/accounts/update_credentials', { token: lan.token, body: form })
    const named: string[] = []
    for await (const key of server.ctx.storage.list()) named.push(key)
    expect(named.length).toBe(4)
    for (const key of named) await utimes(server.ctx.storage.path(key), hours(48), hours(48))

    const orphans = await Promise.all([
      stored(newKey('jpg'), 25),
      stored(newKey('webp', 'avatars'), 25),
      stored(faceOf(newKey('webp', 'avatars'))!, 25),
      stored(newKey('webp', 'headers'), 400),
      stored(newKey('bin', 'incoming'), 30),
    ])
    const fresh = await stored(newKey('jpg'), 23)
    const foreign = await stored('sites/logo.png', 400)
    const half = `${server.ctx.storage.path(newKey('mp4'))}.partial`
    await mkdir(dirname(half), { recursive: true })
    await writeFile(half, 'nửa tệp')
    await utimes(half, hours(25), hours(25))

    await sweep()
    expect(await Promise.all(orphans.map(exists))).toEqual(orphans.map(() => false))
    expect(await Promise.all([...named, fresh, foreign].map(exists))).toEqual(Array(6).fill(true))
    await expect(utimes(half, hours(1), hours(1))).rejects.toMatchObject({ code: 'ENOENT' })
    expect(upload.status).toBe(200)
  })

  it('is looked for in batches, however many there are', async () => {
    const keys = await Promise.all(Array.from({ length: 120 }, () => stored(newKey('jpg'), 30)))
    const sizes: number[] = []
    for await (const batch of server.ctx.storage.olderThan(hours(24), 50)) sizes.push(batch.length)
    expect(Math.max(...sizes)).toBe(50)
    expect(sizes.length).toBeGreaterThanOrEqual(3)
    await sweep()
    expect((await Promise.all(keys.map(exists))).filter(Boolean)).toEqual([])
  })

  it('is found through indexes', async () => {
    const rows = await server.ctx.tx(async ({ db }) => {
      await db`set local enable_seqscan = off`
      return db.unsafe<{ 'QUERY PLAN': string }[]>(
        "explain select k from unnest(array['a','b']) k where not exists (select from media m where m.file = k)",
      )
    })
    expect(rows.map((row) => row['QUERY PLAN']).join()).toContain('media_file')
    expect(await selectOrphans(server.ctx, [])).toEqual([])
  })
})

describe('the columns that hold storage keys', () => {
  it('are all known to the sweep', async () => {
    const rows = await server.ctx.db<{ name: string }[]>`
      select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
        and a.atttypid = 'text'::regtype
        and a.attname ~ '(^|_)(media|file|thumbnail|picture|image|icon|avatar|header|logo|cover)$'`
    expect(rows.map((row) => row.name).sort()).toEqual([...keyColumns].sort())
  })
})
