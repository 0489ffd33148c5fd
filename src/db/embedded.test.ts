import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { silentLogger } from '../lib/log.ts'
import { type EmbeddedPostgres, startEmbedded } from './embedded.ts'
import { acquireFolderLock, enterAsGuest, isLastToLeave } from './folder-lock.ts'
import { disownPidFile, isAlive, readPostmaster } from './postmaster.ts'
import { connect } from './sql.ts'
import { Trouble } from './trouble.ts'

const folders: string[] = []
const running: EmbeddedPostgres[] = []

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xom-embedded-'))
  folders.push(folder)
  return folder
}

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const postgres = await startEmbedded({ dataDir, log: silentLogger, throwaway: true })
  running.push(postgres)
  return postgres
}

afterEach(async () => {
  for (const postgres of running.splice(0)) await postgres.stop()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

describe('the embedded PostgreSQL', () => {
  test('is made, found running, stopped, and started again with what was written', async () => {
    const folder = newFolder()
    const first = await start(folder)
    expect(first.adopted).toBe(false)
    const again = await start(folder)
    expect(again).toMatchObject({ adopted: true, outdated: false, pid: first.pid })
    const sql = connect(first.connection, { max: 1 })
    await sql`create table thing (name text)`
    await sql`insert into thing values ('xóm')`
    await sql.end()
    await first.stop()
    expect(isAlive(first.pid)).toBe(false)
    const second = await start(folder)
    const reader = connect(second.connection, { max: 1 })
    expect(await reader`select name from thing`).toEqual([{ name: 'xóm' }])
    await reader.end()
  })

  test('folds Vietnamese letters by case and keeps the data and the socket to its user', async () => {
    const folder = newFolder()
    const { connection } = await start(folder)
    const sql = connect(connection, { max: 1 })
    const [row] = await sql`select lower('ĐƯỜNG') as low, current_setting('listen_addresses') as listens`
    await sql.end()
    expect(row).toEqual({ low: 'đường', listens: '' })
    expect(statSync(connection.host).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'postgres')).mode & 0o777).toBe(0o700)
  })

  test('works in a folder whose path is too long for a socket', async () => {
    const folder = join(newFolder(), 'mot-thu-muc-co-ten-rat-dai-'.repeat(5))
    mkdirSync(folder)
    const { connection } = await start(folder)
    expect(Buffer.byteLength(connection.host)).toBeLessThan(90)
    const sql = connect(connection, { max: 1 })
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }])
    await sql.end()
    rmSync(connection.host, { recursive: true, force: true })
  })

  test('removes what a killed first start left half made', async () => {
    const folder = newFolder()
    const half = join(folder, 'postgres.init-2147483646')
    mkdirSync(half)
    writeFileSync(join(half, 'PG_VERSION'), '18\n')
    await start(folder)
    expect(existsSync(half)).toBe(false)
    expect(readdirSync(folder).sort()).toEqual(['postgres', 'postgres.log', 'run'])
  })

  test('refuses a cluster of another major version without touching it', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'postgres'))
    writeFileSync(join(folder, 'postgres/PG_VERSION'), '17\n')
    const failure = await start(folder).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(Trouble)
    expect(failure).toMatchObject({ code: 'folder_other_postgres', params: { found: '17' } })
    expect(readdirSync(join(folder, 'postgres'))).toEqual(['PG_VERSION'])
  })

  test('tells a pid file of its own server from one whose number another program has', () => {
    const folder = newFolder()
    const lines = [process.pid, folder, 0, 5432, '/socket', '', '  1 2', 'ready   ', '']
    writeFileSync(join(folder, 'postmaster.pid'), lines.join('\n'))
    expect(readPostmaster(folder)).toEqual({
      pid: process.pid,
      socketDir: '/socket',
      ready: true,
      command: [],
    })
    disownPidFile(folder)
    expect(isAlive(readPostmaster(folder)!.pid)).toBe(false)
  })
})

describe('the folder lock', () => {
  test('has one server, many guests, and the last to leave knows it', async () => {
    const { connection } = await start(newFolder())
    const [server, other, guest, second] = [0, 1, 2, 3].map(() =>
      connect(connection, { max: 1, idle_timeout: 0 }),
    )
    expect(await acquireFolderLock(server!)).toBe(true)
    expect(await acquireFolderLock(other!)).toBe(false)
    await enterAsGuest(guest!)
    await enterAsGuest(second!)
    expect(await isLastToLeave(guest!, 'guest')).toBe(false)
    expect(await isLastToLeave(server!, 'server')).toBe(false)
    await server!.end()
    expect(await acquireFolderLock(other!, 1000)).toBe(true)
    await other!.end()
    await guest!.end()
    await expect.poll(() => isLastToLeave(second!, 'guest')).toBe(true)
    await second!.end()
  })
})
