import { readdirSync, readFileSync } from 'node:fs'

export interface Memory {
  pid: number
  name: string
  /** Proportional set size, MB: shared memory counted once over all processes. */
  pss: number
}

function parents(): Map<number, number> {
  const map = new Map<number, number>()
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8')
      map.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {
      // Ended while we looked.
    }
  }
  return map
}

/** The process, its descendants, and the postmaster of its data folder with its backends. */
function family(pid: number, postmaster: number | null): number[] {
  const tree = parents()
  const roots = new Set([pid, ...(postmaster ? [postmaster] : [])])
  const belongs = (candidate: number): boolean => {
    for (let at: number | undefined = candidate; at; at = tree.get(at)) if (roots.has(at)) return true
    return false
  }
  return [...tree.keys()].filter(belongs)
}

/** Milliseconds of processor used so far by the server and by the living processes of PostgreSQL. */
export function cpuOf(pid: number, postmaster: number | null): { server: number; database: number } {
  const used = { server: 0, database: 0 }
  for (const process of family(pid, postmaster)) {
    try {
      const stat = readFileSync(`/proc/${process}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      // utime and stime, proc(5), in ticks of 10 ms.
      used[process === pid ? 'server' : 'database'] += (Number(fields[11]) + Number(fields[12])) * 10
    } catch {
      // Ended while we looked.
    }
  }
  return used
}

export function memoryOf(pid: number, postmaster: number | null): Memory[] {
  return family(pid, postmaster).flatMap((process) => {
    try {
      const rollup = readFileSync(`/proc/${process}/smaps_rollup`, 'utf8')
      const name = readFileSync(`/proc/${process}/comm`, 'utf8').trim()
      return [{ pid: process, name, pss: Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) / 1024 }]
    } catch {
      return []
    }
  })
}
