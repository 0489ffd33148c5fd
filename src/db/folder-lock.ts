import { pause } from './postmaster.ts'
import type { Sql } from './sql.ts'

/**
 * Who uses the data folder is decided by PostgreSQL: the server holds `xom.folder` alone for its whole life, and
 * every command of the CLI holds `xom.guest` with others. Whoever leaves last stops PostgreSQL. The locks vanish with
 * the connection, so a killed process leaves none behind. `sql` must be a pool of one connection that is never
 * recycled.
 */
export async function acquireFolderLock(sql: Sql, patience = 0): Promise<boolean> {
  const end = Date.now() + patience
  for (;;) {
    const [row] = await sql<{ ours: boolean }[]>`
      select pg_try_advisory_lock(hashtextextended('xom.folder', 0)) as ours`
    if (row?.ours) return true
    if (Date.now() >= end) return false
    await pause(100)
  }
}

/** Marks a visitor. Held with other visitors, and beside a running server. */
export async function enterAsGuest(sql: Sql): Promise<void> {
  await sql`select pg_advisory_lock_shared(hashtextextended('xom.guest', 0))`
}

/** True when nobody else uses the folder any more (and then both locks are ours). */
export async function isLastToLeave(sql: Sql, role: 'server' | 'guest'): Promise<boolean> {
  if (role === 'guest') {
    if (!(await acquireFolderLock(sql))) return false
    await sql`select pg_advisory_unlock_shared(hashtextextended('xom.guest', 0))`
  }
  const [row] = await sql<{ alone: boolean }[]>`
    select pg_try_advisory_lock(hashtextextended('xom.guest', 0)) as alone`
  return row?.alone === true
}
