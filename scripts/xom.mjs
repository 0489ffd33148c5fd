// npm run xom -- ...: the operator's command line.
import { build } from './build.mjs'
import { runChild } from './child.mjs'
import { setup } from './setup.mjs'

await setup()
await build()
await runChild('xom', process.argv.slice(2))
