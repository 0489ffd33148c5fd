import { readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** What PostgreSQL writes into `postmaster.pid` (miscadmin.h: LOCK_FILE_LINE_*). */
export interface Postmaster {
  pid: number
  socketDir: string
  /** It says that it accepts connections. */
  ready: boolean
  /** Its command line; empty when that process is gone or not PostgreSQL of this folder. */
  command: string[]
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  try {
    // A zombie has ended; only its parent has not looked yet.
    return !/^\d+ \(.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return false
  }
}

/** Command line of a process, [] when it is gone. World-readable, unlike /proc/<pid>/cwd. */
function commandOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1)
  } catch {
    return []
  }
}

function serves(command: string[], folder: string): boolean {
  const at = command.indexOf('-D')
  if (at < 1 || !command.slice(0, at).some((part) => basename(part) === 'postgres')) return false
  try {
    return realpathSync(command[at + 1]!) === realpathSync(folder)
  } catch {
    return false
  }
}

/** Reads the pid file of a cluster; null when there is none (PostgreSQL ended in good order). */
export function readPostmaster(folder: string): Postmaster | null {
  let lines: string[]
  try {
    lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return null
  }
  const pid = Number(lines[0])
  const command = pid > 0 && isAlive(pid) ? commandOf(pid) : []
  return {
    pid,
    socketDir: lines[4] ?? '',
    ready: (lines[7] ?? '').trim() === 'ready',
    command: serves(command, folder) ? command : [],
  }
}

/**
 * After a crash the number in the pid file may belong to another program, and PostgreSQL would refuse to start.
 * Only that number is replaced, by one that no process can have: the rest of the file names the shared memory by
 * which PostgreSQL recognises backends that outlived their postmaster, so removing it could cost data.
 */
export function disownPidFile(folder: string): void {
  const file = join(folder, 'postmaster.pid')
  const lines = readFileSync(file, 'utf8').split('\n')
  lines[0] = '2147483646'
  writeFileSync(`${file}.new`, lines.join('\n'), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

/** Asks a postmaster to end: fast shutdown, and an immediate one (recovered at the next start) when that takes too long. */
export async function stopPostmaster(pid: number, patience = 3000): Promise<void> {
  for (const [signal, wait] of [
    ['SIGINT', patience],
    ['SIGQUIT', 1000],
    ['SIGKILL', 1000],
  ] as const) {
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    const end = Date.now() + wait
    while (Date.now() < end) {
      if (!isAlive(pid)) return
      await pause(15)
    }
  }
}
