import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

export default defineConfig({
  main: {
    build: {
      externalizeDeps: { exclude: ['zod', 'ws'] }, // bundled: importing zod's many files costs 65 ms at every start
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: 'src/main/index.ts',
          browser: 'src/main/browser.ts',
          'cache-writer': 'src/main/core/store/cache-writer-worker.ts',
          'search-worker': 'src/main/core/store/search-worker.ts',
        },
        external: ['better-sqlite3', 'bufferutil', 'utf-8-validate'],
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false, // the default leaves require('pkg') in a sandboxed preload, which dies of it
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }, // sandboxed preloads cannot be ESM
      },
    },
  },
  renderer: {
    plugins: [react()],
    build: { minify: 'oxc', assetsInlineLimit: 0 }, // 0: no data: URLs for the CSP to allow
  },
})
