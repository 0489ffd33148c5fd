// Builds the client and the server when a source file changed since the last build.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { exclusively } from './lock.mjs'
import { fail, say } from './messages.mjs'
import { pinnedNode, root, setup } from './setup.mjs'

const stampFile = join(root, 'dist', '.stamp')
const folders = ['src', 'migrations', 'scripts', 'bench']
const configs = ['package-lock.json', 'tsconfig.json', 'vite.config.ts', 'vite.server.config.ts']
const keepDays = 14

/** Tests and documents do not reach the build; the .mjs scripts are not part of it. */
const counts = (path) => !/\.(test|fed\.test|page\.test)\.tsx?$|\.(mjs|md)$/.test(path)

/** One hash over names and contents of everything that goes into dist. */
export function sourceHash() {
  const hash = createHash('sha256')
  const files = folders.flatMap((folder) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      : [],
  )
  for (const file of [...files.filter(counts).sort(), ...configs.map((name) => join(root, name))]) {
    hash
      .update(`${file.slice(root.length)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return hash.digest('hex')
}

function readStamp() {
  try {
    return readFileSync(stampFile, 'utf8')
  } catch {
    return null
  }
}

/**
 * Old files stay for two weeks: a server that is running while the next version is built loads its chunks late,
 * and a page already open on somebody's phone asks for the assets of its own version.
 */
function prune(folder) {
  if (!existsSync(folder)) return
  const limit = Date.now() - keepDays * 24 * 3600 * 1000
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name)
    if (entry.isFile() && statSync(path).mtimeMs < limit) rmSync(path)
  }
}

function vite(args) {
  const bin = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const all = [bin, 'build', '--emptyOutDir', 'false', '--logLevel', 'warn', ...args]
  const env = { ...process.env, NODE_ENV: 'production' }
  return spawnSync(pinnedNode, all, { cwd: root, stdio: ['ignore', 2, 2], env }).status === 0
}

/** Builds if stale. True when dist is up to date afterwards. */
export async function tryBuild() {
  if (readStamp() === sourceHash()) return true
  return exclusively(root, () => {
    const hash = sourceHash()
    if (readStamp() === hash) return true
    say('building')
    rmSync(stampFile, { force: true })
    if (!vite([]) || !vite(['-c', 'vite.server.config.ts'])) return false
    prune(join(root, 'dist', 'client'))
    prune(join(root, 'dist', 'server', 'chunks'))
    mkdirSync(join(root, 'dist'), { recursive: true })
    writeFileSync(stampFile, hash)
    return true
  })
}

/** Builds if stale; ends the process with one sentence when the build fails. */
export async function build() {
  if (!(await tryBuild())) fail('build_failed')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await setup()
  await build()
}
