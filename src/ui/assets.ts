import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { App, Req } from '../http/env.ts'
import { missingFace } from '../lib/faces.ts'

interface Entry {
  file: string
  css?: string[]
}

/** The files that every page names. Null for what has not been built. */
export interface ClientFiles {
  script: string | null
  style: string | null
  /** Beside `style`, for the pages that `Page` knows. */
  more: string | null
}

/** `dist/client`, seen from the built server and from the sources alike. */
function findFolder(): string {
  for (let at = import.meta.dirname; at !== dirname(at); at = dirname(at)) {
    const here = basename(at) === 'dist' ? join(at, 'client') : join(at, 'dist', 'client')
    if (existsSync(join(here, 'manifest.json')) || existsSync(join(at, 'package.json'))) return here
  }
  return join(process.cwd(), 'dist', 'client')
}

const folder = findFolder()
let known: ClientFiles | null = null

/** Addresses of the script and the style sheet, from the build's manifest; read once. */
export function clientFiles(): ClientFiles {
  if (known) return known
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, Entry>
    const main = manifest['src/ui/client/main.ts']
    const more = manifest['src/ui/client/more.ts']
    known = {
      script: main ? `/assets/${main.file}` : null,
      style: main?.css?.[0] ? `/assets/${main.css[0]}` : null,
      more: more?.css?.[0] ? `/assets/${more.css[0]}` : null,
    }
    return known
  } catch {
    return { script: null, style: null, more: null }
  }
}

const types: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  webp: 'image/webp',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  json: 'application/json',
}
const squeezable = new Set(['js', 'css', 'svg', 'json'])

interface Kept {
  plain: Uint8Array<ArrayBuffer>
  br: Uint8Array<ArrayBuffer> | null
  gzip: Uint8Array<ArrayBuffer> | null
}

/** Files stay in memory: there are about twenty, and old versions are asked for only by pages left open. */
const kept = new Map<string, Promise<Kept | null>>()

const ours = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)

async function load(name: string): Promise<Kept | null> {
  const read = (path: string) => readFile(join(folder, path)).then(ours, () => null)
  const plain = await read(name)
  if (!plain) return null
  if (!squeezable.has(name.split('.').at(-1)!)) return { plain, br: null, gzip: null }
  // The build leaves them beside the file; without them (a build by hand) they are made once.
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  const br = (await read(`${name}.br`)) ?? ours(await promisify(brotliCompress)(plain, quality))
  const packed = (await read(`${name}.gz`)) ?? ours(await promisify(gzip)(plain))
  return { plain, br, gzip: packed }
}

async function answer(c: Req, name: string, cache: string): Promise<Response> {
  let file = kept.get(name)
  if (!file) {
    file = load(name)
    kept.set(name, file)
  }
  const found = await file
  if (!found) {
    kept.delete(name)
    return c.notFound()
  }
  c.header('Content-Type', types[name.split('.').at(-1)!]!)
  c.header('Cache-Control', cache)
  if (!found.br) return c.body(found.plain)
  c.header('Vary', 'Accept-Encoding')
  const accepted = c.req.header('accept-encoding') ?? ''
  if (/\bbr\b/.test(accepted)) {
    c.header('Content-Encoding', 'br')
    return c.body(found.br)
  }
  if (found.gzip && /\bgzip\b/.test(accepted)) {
    c.header('Content-Encoding', 'gzip')
    return c.body(found.gzip)
  }
  return c.body(found.plain)
}

const forever = 'public, max-age=31536000, immutable'
const aDay = 'public, max-age=86400'

/** The browser's files: hashed names below /assets for ever, a few fixed names for a day. */
export function assetRoutes(app: App): void {
  app.get('/assets/:name', (c) => {
    const name = c.req.param('name')
    if (!/^[\w-][\w.-]*\.(js|css|svg|png|ico|woff2)$/.test(name)) return c.notFound()
    return answer(c, name, /-[\w-]{8}\.\w+$/.test(name) ? forever : aDay)
  })
  app.get('/favicon.ico', (c) => answer(c, 'icon-32.png', aDay))
  app.get('/avatars/missing.png', (c) => answer(c, 'avatars/missing.png', aDay))
  app.get(missingFace, (c) => answer(c, 'avatars/missing-face.webp', aDay))
  app.get('/headers/missing.png', (c) => answer(c, 'headers/missing.png', aDay))
}
