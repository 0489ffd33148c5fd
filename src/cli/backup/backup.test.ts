import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { startServer, type TestServer } from '../../../test/server.ts'
import { migrate, migrateJobs } from '../../db/migrate.ts'
import type { Database } from '../../db/open.ts'
import { connect, type Sql } from '../../db/sql.ts'
import { registerUser } from '../../features/auth/index.ts'
import { silentLogger } from '../../lib/log.ts'
import { findKeys, openKeyring, readKeyFile } from '../../storage/keyring.ts'
import { createStorage } from '../../storage/storage.ts'
import { BadBackup } from './read.ts'
import { NotEmpty, restoreBackup } from './restore.ts'
import { listTables, quoted, schemaVersion, waitingJobs } from './sql.ts'
import { writeBackup } from './write.ts'

let server: TestServer
let folder: string
let file: string
const opened: { sql: Sql; name: string }[] = []

/** A database for restoring into: migrated, or with nothing in it at all. */
async function emptyDatabase(migrated: boolean): Promise<{ database: Database; sql: Sql }> {
  const host = inject('socketDir')
  const name = `restore_${randomBytes(6).toString('hex')}`
  await server.ctx.db.unsafe(`create database ${name}${migrated ? ' template template_xom' : ''}`)
  const connection = { host, user: 'xom', database: name }
  const sql = connect(connection, { max: 2 })
  opened.push({ sql, name })
  const pool = () => sql
  return { database: { pool, jobConnection: connection, serverRunning: false, close: async () => {} }, sql }
}

/** Every row of every table as text, in a fixed order. */
async function contents(sql: Sql): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {}
  for (const { name } of await listTables(sql)) {
    const rows = await sql.unsafe<{ row: string }[]>(
      `select t::text as row from public.${quoted(name)} t order by 1`,
    )
    tables[name] = rows.map(({ row }) => row)
  }
  return tables
}

const jobs = async (sql: Sql) => (await waitingJobs(sql, '0')).map(({ id: _, ...job }) => job)
const restore = (to: { database: Database; sql: Sql }, dataDir: string, from = file) =>
  restoreBackup(to.database, to.sql, dataDir, from, silentLogger)

beforeAll(async () => {
  server = await startServer()
  folder = mkdtempSync(join(tmpdir(), 'xom-backup-'))
  file = join(folder, 'xom.tar.gz')
  const { ctx } = server
  const people: string[] = []
  for (const username of ['lan', 'minh']) {
    people.push(
      await registerUser(ctx, {
        username,
        email: `${username}@example.com`,
        password: 'một mật khẩu dài',
        locale: 'vi',
      }),
    )
  }
  // Text that COPY must escape, and enough of it for several entries of one table.
  const odd = 'Tiếng Việt: "ngoặc", dấu \\ ngược,\ttab,\nxuống dòng \\N \\. 🏮'
  await ctx.db`update accounts set note_source = ${odd}, display_name = 'Lan 🏮' where username = 'lan'`
  await ctx.db`
    insert into settings (key, value) select 'sample-' || n, to_jsonb(repeat(md5(n::text), 4000)) from generate_series(1, 80) n`
  await ctx.db`select nextval('id_sequence') from generate_series(1, 100)`
  const [lan] = people
  await ctx.enqueue(
    'accounts.verifyLinks',
    { accountId: lan! },
    { key: 'verify', runAt: new Date('2030-01-01') },
  )
  await ctx.storage.put('media/ab/cd/photo.webp', randomBytes(3_000_000))
  await ctx.storage.put('media/ab/empty.bin', new Uint8Array(0))
  openKeyring(ctx.config.dataDir, null)
  await writeBackup(ctx.db, ctx.storage, file, ctx.config.origin, readKeyFile(ctx.config.dataDir))
})

afterAll(async () => {
  for (const { sql, name } of opened) {
    await sql.end({ timeout: 1 })
    await server.ctx.db.unsafe(`drop database if exists ${name} with (force)`)
  }
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a backup', () => {
  test('is one private file, with nothing beside it', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toContain('xom.tar.gz')
    expect(readdirSync(folder)).not.toContain('xom.tar.gz.partial')
  })

  test('restored into an empty network gives the same rows, sequences, waiting jobs and files', async () => {
    const { ctx } = server
    const to = await emptyDatabase(true)
    const dataDir = join(folder, 'same')
    const manifest = await restore(to, dataDir)
    expect(await contents(to.sql)).toEqual(await contents(ctx.db))
    expect(manifest.counts.accounts).toBe(2)
    expect(await jobs(to.sql)).toEqual(await jobs(ctx.db))
    expect((await jobs(to.sql)).length).toBeGreaterThan(0)
    const state = (sql: Sql) => sql`select last_value, is_called from id_sequence`
    expect(await state(to.sql)).toEqual(await state(ctx.db))
    const media = createStorage(join(dataDir, 'media'))
    for (const key of ['media/ab/cd/photo.webp', 'media/ab/empty.bin']) {
      expect(readFileSync(media.path(key)).equals(readFileSync(ctx.storage.path(key)))).toBe(true)
    }
    expect(findKeys(dataDir, null)).toEqual(findKeys(ctx.config.dataDir, null))
    const keys = await to.sql`select count(*)::int as n from pg_constraint where contype = 'f'`
    expect(keys).toEqual(await ctx.db`select count(*)::int as n from pg_constraint where contype = 'f'`)
  })

  test('restores into a database that has no tables yet', async () => {
    const to = await emptyDatabase(false)
    await restore(to, join(folder, 'bare'))
    expect(await contents(to.sql)).toEqual(await contents(server.ctx.db))
    expect(await schemaVersion(to.sql)).toBe(await schemaVersion(server.ctx.db))
  })

  test('is refused by a network that has people', async () => {
    const to = { database: (await emptyDatabase(false)).database, sql: server.ctx.db }
    await expect(restore(to, join(folder, 'taken'))).rejects.toBeInstanceOf(NotEmpty)
  })

  test('that is cut short or changed in one byte changes nothing', async () => {
    const to = await emptyDatabase(true)
    const before = await contents(to.sql)
    const whole = readFileSync(file)
    const cut = join(folder, 'cut.tar.gz')
    writeFileSync(cut, whole.subarray(0, whole.length - 2000))
    const changed = join(folder, 'changed.tar.gz')
    const bytes = Buffer.from(whole)
    bytes[Math.floor(bytes.length / 2)]! ^= 1
    writeFileSync(changed, bytes)
    writeFileSync(join(folder, 'not-a-backup'), 'xin chào')
    for (const bad of [cut, changed, join(folder, 'not-a-backup'), join(folder, 'absent')]) {
      await expect(restore(to, join(folder, 'damaged'), bad)).rejects.toBeInstanceOf(BadBackup)
    }
    expect(await contents(to.sql)).toEqual(before)
    expect(readdirSync(folder)).not.toContain('damaged')
  })

  test('made while people write is one moment: no row refers to one that is missing', async () => {
    const { ctx } = server
    let writing = true
    const writer = (async () => {
      for (let n = 0; writing && n < 20; n += 1) {
        await registerUser(ctx, {
          username: `ban_${n}`,
          email: `b${n}@example.com`,
          password: null,
          locale: 'vi',
        })
      }
    })()
    const live = join(folder, 'live.tar.gz')
    await writeBackup(ctx.db, ctx.storage, live, ctx.config.origin)
    writing = false
    await writer
    const to = await emptyDatabase(true)
    await restore(to, join(folder, 'live'), live)
    const [row] = await to.sql`select (select count(*) from users) = (select count(*) from accounts) as whole`
    expect(row).toEqual({ whole: true })
  })

  test('finds a database at another version, remakes it as of the backup and migrates on', async () => {
    const to = await emptyDatabase(true)
    await to.sql`insert into schema_migrations (version, name) values (9998, 'pretended')`
    await restore(to, join(folder, 'older'))
    expect(await schemaVersion(to.sql)).toBe(await schemaVersion(server.ctx.db))
    await expect(migrate(to.sql, silentLogger)).resolves.toBe(0)
    await expect(migrateJobs(to.database.jobConnection)).resolves.toBeUndefined()
  })
})
