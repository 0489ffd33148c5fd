import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const src = resolve(import.meta.dirname, '../src')

/** Lowest first. A feature may import lower ones only, and only through their index.ts (or the shapes in api.ts). */
const ranks = [
  'instance',
  'visibility',
  'accounts',
  'auth',
  'oauth',
  'follows',
  'blocks',
  'media',
  'polls',
  'statuses',
  'interactions',
  'timelines',
  'profiles',
  'markers',
  'preferences',
  'notifications',
  'search',
  'scheduled',
  'drafts',
  'settings',
  'admin',
]

/** What each room outside the features may import. */
const rooms: Record<string, string[]> = {
  lib: ['lib'],
  db: ['db', 'lib', 'errors', 'context', 'config'],
  net: ['net', 'lib', 'db', 'errors', 'context', 'config'],
  storage: ['storage', 'lib', 'errors'],
  jobs: ['jobs', 'db', 'lib', 'errors', 'context', 'feature'],
  http: ['http', 'db', 'lib', 'net', 'jobs', 'errors', 'context', 'config', 'ui'],
  federation: ['federation', 'http', 'db', 'lib', 'net', 'jobs', 'storage', 'errors', 'context', 'config'],
  ui: ['ui', 'lib', 'http', 'errors', 'context', 'config'],
}

function files(folder: string, kind = /(?<!\.test)\.tsx?$/): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return files(path, kind)
    return kind.test(name) ? [path] : []
  })
}

interface Import {
  from: string
  to: string
  typeOnly: boolean
}

const imports: Import[] = files(src).flatMap((file) => {
  const text = readFileSync(file, 'utf8')
  const found = [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]\s*\)/g,
    ),
  ]
  return found.map((match) => ({
    from: relative(src, file),
    to: relative(src, resolve(dirname(file), (match[2] ?? match[3])!)),
    typeOnly: match[1] !== undefined,
  }))
})

const room = (path: string): string => path.split('/')[0]!.replace(/\.tsx?$/, '')
const feature = (path: string): string | null => /^features\/([^/]+)\//.exec(path)?.[1] ?? null
const show = (list: Import[]): string[] => list.map((item) => `${item.from} -> ${item.to}`)

describe('who may import whom', () => {
  it('finds imports at all', () => {
    expect(imports.length).toBeGreaterThan(100)
  })

  it('ranks every feature', () => {
    expect(readdirSync(join(src, 'features')).filter((name) => !ranks.includes(name))).toEqual([])
  })

  it('lets rooms import only the rooms below them', () => {
    const wrong = imports.filter((item) => {
      const allowed = rooms[room(item.from)]
      return allowed && !allowed.includes(room(item.to)) && !item.typeOnly
    })
    expect(show(wrong)).toEqual([])
  })

  it('lets a feature import only lower-ranked features', () => {
    const wrong = imports.filter((item) => {
      const [from, to] = [feature(item.from), feature(item.to)]
      if (!from || !to || from === to) return false
      return ranks.indexOf(to) >= ranks.indexOf(from) && !item.typeOnly
    })
    expect(show(wrong)).toEqual([])
  })

  it('lets a feature be entered only by its door', () => {
    const wrong = imports.filter((item) => {
      const [from, to] = [feature(item.from), feature(item.to)]
      if (!to || from === to || !from) return false
      return !/^features\/[^/]+\/(index\.tsx?|api\.ts)$/.test(item.to)
    })
    expect(show(wrong)).toEqual([])
  })

  it('keeps every file under 400 lines, styles and tests too', () => {
    const long = files(src, /\.(tsx?|css)$/).filter(
      (file) => readFileSync(file, 'utf8').split('\n').length > 400,
    )
    expect(long.map((file) => relative(src, file))).toEqual([])
  })
})
