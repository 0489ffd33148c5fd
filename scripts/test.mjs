// npm test: install, get a browser and ffmpeg, build, run every test (or those named after `--`).
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { fail, say } from './messages.mjs'
import { pinnedNode, root, setup } from './setup.mjs'

const chromium = () => ['/usr/bin/chromium', '/usr/bin/chromium-browser'].some((path) => existsSync(path))

const runs = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0
const ffmpeg = () => runs('ffmpeg', ['-version'])

/** True when apt has installed it; false where we may not, or there is no apt. */
function install(name) {
  const asRoot = process.getuid() === 0 ? [] : runs('sudo', ['-n', 'true']) ? ['sudo', '-n'] : null
  if (!asRoot || !existsSync('/usr/bin/apt-get')) return false
  say(`installing_${name}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) => {
    const [command, ...rest] = [...asRoot, 'apt-get', '-qq', ...args]
    return spawnSync(command, rest, { stdio: ['ignore', 2, 2], env }).status === 0
  }
  apt('update')
  return apt('install', '-y', '--no-install-recommends', name)
}

await setup()
if (!chromium() && !(install('chromium') && chromium())) fail('no_chromium')
// Xóm itself runs without; the tests of films and sounds are skipped then.
if (!ffmpeg() && !(install('ffmpeg') && ffmpeg())) say('no_ffmpeg')
await build()
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const child = spawn(pinnedNode, [vitest, 'run', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
// Vitest stops by itself: Ctrl-C reaches the whole process group.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('exit', (code) => process.exit(code ?? 1))
