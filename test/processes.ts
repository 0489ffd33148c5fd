import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

/** Real processes for the tests of the start and of the command line. */
export const root = join(import.meta.dirname, '..')
const pinnedNode = join(root, 'node_modules/.bin/node')

export interface Running {
  process: ChildProcess
  output(): string
  /** Exit code; null when a signal ended it. */
  ended: Promise<number | null>
}

export type Environment = Record<string, string>

export function environment(dataDir: string, port: number, more: Environment = {}): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, npm_lifecycle_event: __, ...rest } = process.env
  return {
    ...rest,
    NODE_ENV: 'production',
    LANG: 'en_US.UTF-8',
    LC_ALL: '',
    XOM_DATA: dataDir,
    PORT: String(port),
    HOST: '127.0.0.1',
    ...more,
  }
}

export function run(command: string, args: string[], env: NodeJS.ProcessEnv): Running {
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)))
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))
  return { process: child, output: () => text, ended }
}

/** The built server, without the start script. */
export const startMain = (env: NodeJS.ProcessEnv, args: string[] = []): Running =>
  run(pinnedNode, [join(root, 'dist/server/main.js'), ...args], env)

export interface Told {
  code: number | null
  stdout: string
  stderr: string
}

/** `npm run xom -- ...args`, without npm. */
export function xom(env: NodeJS.ProcessEnv, ...args: string[]): Told {
  const { status, stdout, stderr } = spawnSync(pinnedNode, [join(root, 'dist/server/xom.js'), ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
  })
  return { code: status, stdout, stderr }
}

/** Builds when the sources changed; `npm test` has done so already. */
export function buildOnce(): void {
  const { status, stderr } = spawnSync(pinnedNode, ['scripts/build.mjs'], { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`build failed: ${stderr}`)
}

export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/** Resolves when the server answers 200 to `path`; throws with its output when it ends first. */
export async function until200(
  server: Running,
  port: number,
  path = '/health',
  patience = 45_000,
): Promise<void> {
  let over = false
  void server.ended.then(() => (over = true))
  for (const end = Date.now() + patience; Date.now() < end && !over; ) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => null)
    if (response?.status === 200) return
    await sleep(30)
  }
  throw new Error(`no answer on port ${port}: ${server.output()}`)
}

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Process number of the embedded PostgreSQL of a data folder; null when it has ended in good order. */
export function postmasterPid(dataDir: string): number | null {
  try {
    return Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return null
  }
}

export function alive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return false
  }
}
