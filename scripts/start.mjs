// npm start: install, build, run.
import { watch } from 'node:fs'
import { join } from 'node:path'
import { build, tryBuild } from './build.mjs'
import { runChild, startChild } from './child.mjs'
import { say } from './messages.mjs'
import { root, setup } from './setup.mjs'

const args = process.argv.slice(2)
await setup()
await build()
say('starting')
if (args.includes('--dev')) await develop()
else await runChild('main', args)

/** Builds and starts again after each change of the source; a broken build leaves the old server running. */
async function develop() {
  const env = { NODE_ENV: 'development' }
  let server = startChild('main', args, env)
  let leaving = false
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (leaving = true))
  let waiting = null
  const restart = async () => {
    waiting = null
    say('rebuilding')
    if (leaving || !(await tryBuild())) return
    server.stop('SIGTERM')
    await server.ended
    if (!leaving) server = startChild('main', args, env)
  }
  for (const folder of ['src', 'migrations']) {
    watch(join(root, folder), { recursive: true }, () => {
      clearTimeout(waiting)
      waiting = setTimeout(restart, 200)
    })
  }
  for (;;) {
    const current = server
    const code = await current.ended
    if (leaving) process.exit(code)
    if (current === server) await new Promise((done) => setTimeout(done, 1000))
  }
}
