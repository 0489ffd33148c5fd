import { defineConfig } from 'vite'

/** The server's part: TypeScript and JSX to plain ESM; npm packages stay in node_modules. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    outDir: 'dist/server',
    emptyOutDir: true,
    target: 'node22',
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: {
        main: 'src/main.ts',
        xom: 'src/cli/xom.ts',
        'questions-thread': 'src/features/questions/thread.ts',
        routes: 'scripts/routes.ts',
        schema: 'scripts/schema.ts',
        openapi: 'scripts/openapi.ts',
        bench: 'bench/bench.ts',
        'bench-search': 'bench/search.ts',
        'bench-opinions': 'bench/opinions.ts',
        'bench-report': 'bench/report.ts',
        'bench-live': 'bench/live.ts',
        'bench-server': 'bench/server.ts',
        'bench-heat': 'bench/heat.ts',
        rehearse: 'scripts/rehearse/rehearse.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
})
