import { Hono } from 'hono'
import { features } from '../src/app.ts'
import type { App, Env } from '../src/http/env.ts'

/** Prints every route with the file that registers it: `npm run routes`. */
const verbs = ['get', 'post', 'put', 'patch', 'delete', 'all', 'on'] as const
const rows: { method: string; path: string; file: string }[] = []

for (const feature of features) {
  const app = new Hono<Env>() as App
  for (const verb of verbs) {
    const original = (app[verb] as (...args: unknown[]) => unknown).bind(app)
    ;(app as unknown as Record<string, unknown>)[verb] = (...args: unknown[]) => {
      const method = verb === 'on' ? String(args[0]) : verb.toUpperCase()
      const path = verb === 'on' ? args[1] : args[0]
      if (typeof path === 'string')
        rows.push({ method, path, file: caller() ?? `src/features/${feature.name}/` })
      return original(...args)
    }
  }
  feature.routes?.(app)
}

/** The first stack line outside this file, as a path from the project's root (source maps give the TypeScript file). */
function caller(): string | null {
  const lines = (new Error().stack ?? '').split('\n').slice(2)
  const line = lines.find((text) => /src[\\/]features[\\/]/.test(text))
  return /(src[\\/]features[\\/][^:)]+:\d+)/.exec(line ?? '')?.[1] ?? null
}

const width = Math.max(...rows.map((row) => row.path.length))
for (const row of rows) console.log(`${row.method.padEnd(7)} ${row.path.padEnd(width)}  ${row.file}`)
console.log(`\n${rows.length} routes`)
