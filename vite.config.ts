import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'
import { icons } from './src/ui/icons.ts'

/** One class per icon: a mask filled with the colour of the text, so that every theme is right by itself. */
function iconClasses(): Plugin {
  const id = '\0icons.css'
  return {
    name: 'xom-icons',
    resolveId: (source) => (source === 'virtual:icons.css' ? id : null),
    load(source) {
      if (source !== id) return null
      return Object.entries(icons)
        .map(([name, path]) => {
          const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='#000' stroke-width='${name === 'more' ? 3 : 1.8}' stroke-linecap='round' stroke-linejoin='round'><path d='${path}'/></svg>`
          return `.i-${name}{--i:url("data:image/svg+xml,${svg.replace(/[<>#]/g, encodeURIComponent)}")}`
        })
        .join('\n')
    },
  }
}

/** Turbo's progress bar puts a <style> into the page when it loads, which our CSP forbids; we never show that bar. */
function turboWithoutStyle(): Plugin {
  const line = '    this.installStylesheetElement();\n'
  return {
    name: 'xom-turbo',
    transform(code, id) {
      if (!id.includes('@hotwired/turbo')) return null
      if (!code.includes(line)) throw new Error('Turbo changed: look for its inline style again')
      return code.replace(line, '')
    },
  }
}

/** Leaves .br and .gz beside what compresses, so that the server never does it. */
function compressed(): Plugin {
  return {
    name: 'xom-compressed',
    apply: 'build',
    writeBundle({ dir }) {
      for (const name of readdirSync(dir!)) {
        if (!/\.(js|css|svg)$/.test(name)) continue
        const path = join(dir!, name)
        const bytes = readFileSync(path)
        writeFileSync(
          `${path}.br`,
          brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
        )
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
      }
    },
  }
}

/** The browser's part: one script, one style sheet (and one more for sites and articles), hashed names, a manifest that src/ui/assets.ts reads. */
export default defineConfig({
  root: '.',
  base: '/assets/',
  publicDir: 'src/ui/public',
  plugins: [iconClasses(), turboWithoutStyle(), compressed()],
  build: {
    outDir: 'dist/client',
    emptyOutDir: true,
    assetsDir: '.',
    assetsInlineLimit: 0,
    manifest: 'manifest.json',
    modulePreload: false,
    target: ['chrome80', 'firefox78', 'safari14'],
    rolldownOptions: { input: { main: 'src/ui/client/main.ts', more: 'src/ui/client/more.ts' } },
  },
})
