import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pinnedNode, root } from './setup.mjs'

/** How the server's runtime is started; the bench starts it alike. Why each: docs/adr/0005-memory.md. */
const runtime = JSON.parse(readFileSync(join(root, 'scripts', 'runtime.json'), 'utf8'))

/**
 * Runs `dist/server/<name>.js` on the pinned runtime. Signals are passed on once: Ctrl-C in a terminal reaches the
 * whole process group, so a child that says by itself that it is stopping is not told again. When this process is
 * killed the child sees the channel close and stops in good order.
 */
export function startChild(name, args, env = {}) {
  const child = spawn(pinnedNode, [...runtime.flags, join(root, 'dist', 'server', `${name}.js`), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...runtime.env, ...process.env, ...env },
  })
  let stopping = false
  child.on('message', (message) => {
    if (message === 'stopping') stopping = true
  })
  let asked = false
  const stop = (signal) => {
    if (asked) return
    asked = true
    setTimeout(() => {
      if (!stopping) child.kill(signal)
    }, 150)
  }
  process.on('SIGINT', () => stop('SIGINT'))
  process.on('SIGTERM', () => stop('SIGTERM'))
  process.on('SIGHUP', () => stop('SIGTERM'))
  watchNpm(() => stop('SIGTERM'))
  const ended = new Promise((done) => {
    child.on('error', (error) => {
      process.stderr.write(`${error.message}\n`)
      done(1)
    })
    child.on('exit', (code, signal) => done(signal ? 1 : (code ?? 1)))
  })
  return { stop, ended }
}

/** A killed npm cannot pass anything on; without this its server would keep the port. */
function watchNpm(gone) {
  if (!process.env.npm_lifecycle_event) return
  const above = ancestry()
  const timer = setInterval(() => {
    if (ancestry() === above) return
    clearInterval(timer)
    gone()
  }, 500)
  timer.unref()
}

/** Our parent and, when that is the shell which npm puts between, the shell's parent too: npm itself. */
function ancestry() {
  const parent = process.ppid
  try {
    const [, flag] = readFileSync(`/proc/${parent}/cmdline`, 'utf8').split('\0')
    if (flag !== '-c') return `${parent}`
    const stat = readFileSync(`/proc/${parent}/stat`, 'latin1')
    return `${parent} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}`
  } catch {
    return `${parent}`
  }
}

/** Runs the child and ends with its exit code. */
export async function runChild(name, args, env) {
  process.exit(await startChild(name, args, env).ended)
}
