// Runs one of the developer's tools: routes, openapi, bench.
import { build } from './build.mjs'
import { runChild } from './child.mjs'
import { fail } from './messages.mjs'
import { setup } from './setup.mjs'

const [name, ...args] = process.argv.slice(2)
if (!['routes', 'openapi', 'schema', 'bench'].includes(name)) fail('unknown_tool', { name })
await setup()
await build()
await runChild(name === 'bench' && args.includes('--search') ? 'bench-search' : name, args)
