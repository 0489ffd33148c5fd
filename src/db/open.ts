import type { Config } from '../config.ts'
import type { Logger } from '../lib/log.ts'
import { type EmbeddedPostgres, startEmbedded } from './embedded.ts'
import { acquireFolderLock, enterAsGuest, isLastToLeave } from './folder-lock.ts'
import { pause } from './postmaster.ts'
import { type ConnectOptions, connect, type Sql, sqlState } from './sql.ts'
import { Trouble } from './trouble.ts'

export interface Database {
  /** Opens a pool on it. */
  pool(options?: ConnectOptions): Sql
  /** The same place for node-postgres (jobs). */
  jobConnection: { connectionString: string } | { host: string; user: string; database: string }
  /** Embedded only: a server is using the folder at this moment. */
  serverRunning: boolean
  /** Leaves; the last one out stops the embedded PostgreSQL (at most about 4 s). Close the pools first. */
  close(): Promise<void>
}

/** Where DATABASE_URL points, without the password. */
export function describeUrl(url: string): string {
  try {
    const { host, pathname } = new URL(url)
    return `${host}${pathname}`
  } catch {
    return 'DATABASE_URL'
  }
}

/**
 * Opens the database that the configuration names. As 'server' the embedded folder is taken exclusively; as 'guest'
 * (the CLI) it is shared with a running server. Throws Trouble with one clear reason.
 */
export async function openDatabase(config: Config, log: Logger, role: 'server' | 'guest'): Promise<Database> {
  if (config.databaseUrl) return openExternal(config.databaseUrl)
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await openEmbedded(config, log, role)
    } catch (error) {
      // The last user of the folder may have been stopping PostgreSQL just now.
      if (error instanceof Trouble || attempt === 3) throw error
      await pause(300)
    }
  }
}

async function openExternal(url: string): Promise<Database> {
  const where = describeUrl(url)
  let sql: Sql
  try {
    sql = connect(url, { max: 1 })
  } catch (error) {
    throw new Trouble('wrong_config', { detail: 'DATABASE_URL' }, error)
  }
  try {
    const [row] = await sql<{ number: number; version: string }[]>`
      select current_setting('server_version_num')::int as number, current_setting('server_version') as version`
    if (row && row.number < 150000) throw new Trouble('database_too_old', { where, found: row.version })
  } catch (error) {
    if (error instanceof Trouble) throw error
    if (sqlState(error))
      throw new Trouble('database_refused', { where, detail: (error as Error).message }, error)
    const { code, message } = error as NodeJS.ErrnoException
    throw new Trouble('database_unreachable', { where, detail: code ?? message }, error)
  } finally {
    await sql.end({ timeout: 1 })
  }
  return {
    pool: (options) => connect(url, options),
    jobConnection: { connectionString: url },
    serverRunning: false,
    close: async () => {},
  }
}

const lifelong: ConnectOptions = { max: 1, idle_timeout: 0, max_lifetime: null }

async function openEmbedded(config: Config, log: Logger, role: 'server' | 'guest'): Promise<Database> {
  const options = { dataDir: config.dataDir, log, connections: Math.max(40, config.dbPool + 20) }
  let postgres = await startEmbedded(options)
  let keeper = await keep(postgres, config, role)
  if (role === 'server' && postgres.adopted && postgres.outdated && (await isLastToLeave(keeper.sql, role))) {
    await keeper.end()
    await postgres.stop()
    postgres = await startEmbedded(options)
    keeper = await keep(postgres, config, role)
  }
  // Only now: a second server on the folder was refused before it said anything.
  if (postgres.adopted) log.info('postgres adopted', { pid: postgres.pid })
  let leaving = false
  const watch = () => {
    keeper.lost = async () => {
      // PostgreSQL ended without us (killed for memory, say): start it again; the pools reconnect by themselves.
      for (let wait = 200; !leaving; wait = Math.min(wait * 2, 5000)) {
        await pause(wait)
        try {
          log.warn('postgres lost, starting it again')
          postgres = await startEmbedded(options)
          keeper = await keep(postgres, config, role)
          return watch()
        } catch (error) {
          log.error('postgres could not be started again', { error })
        }
      }
    }
  }
  if (role === 'server') watch()
  return {
    pool: (more) => connect({ ...postgres.connection }, more),
    jobConnection: postgres.connection,
    serverRunning: role === 'guest' && !(await canLock(keeper.sql)),
    async close() {
      leaving = true
      const last = await isLastToLeave(keeper.sql, role).catch(() => true)
      await keeper.end()
      if (last) await postgres.stop()
    },
  }
}

async function canLock(sql: Sql): Promise<boolean> {
  if (!(await acquireFolderLock(sql))) return false
  await sql`select pg_advisory_unlock(hashtextextended('xom.folder', 0))`
  return true
}

interface Keeper {
  sql: Sql
  lost: () => unknown
  end(): Promise<void>
}

/** The connection that holds our lock. */
async function keep(postgres: EmbeddedPostgres, config: Config, role: 'server' | 'guest'): Promise<Keeper> {
  const keeper: Keeper = {
    lost: () => {},
    sql: connect({ ...postgres.connection }, { ...lifelong, onclose: () => keeper.lost() }),
    async end() {
      keeper.lost = () => {}
      await keeper.sql.end({ timeout: 1 }).catch(() => {})
    },
  }
  try {
    if (role === 'guest') await enterAsGuest(keeper.sql)
    else if (!(await acquireFolderLock(keeper.sql, 3000))) {
      throw new Trouble('folder_in_use', { folder: config.dataDir })
    }
    return keeper
  } catch (error) {
    await keeper.end()
    throw error
  }
}
