// Runs one of the developer's tools: routes, openapi, bench, rehearse.
import { build } from './build.mjs'
import { runChild } from './child.mjs'
import { fail } from './messages.mjs'
import { setup } from './setup.mjs'

const [name, ...args] = process.argv.slice(2)
if (!['routes', 'openapi', 'schema', 'bench', 'rehearse'].includes(name)) fail('unknown_tool', { name })
await setup()
await build()
// Measurements that need data of their own are files of their own: bench/search.ts and so on.
const own = ['search', 'live', 'heat', 'report', 'opinions'].find((one) => args.includes(`--${one}`))
await runChild(name === 'bench' && own ? `bench-${own}` : name, args)
