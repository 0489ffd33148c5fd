import { defineConfig } from 'vite'

/** The browser's part: one script, one style sheet, hashed names, a manifest that src/ui/assets.ts reads. */
export default defineConfig({
  root: '.',
  base: '/assets/',
  publicDir: 'src/ui/public',
  build: {
    outDir: 'dist/client',
    emptyOutDir: true,
    assetsDir: '.',
    assetsInlineLimit: 0,
    manifest: 'manifest.json',
    modulePreload: false,
    target: ['chrome80', 'firefox78', 'safari14'],
    rolldownOptions: { input: { main: 'src/ui/client/main.ts' } },
  },
})
