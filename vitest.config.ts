import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** The folders under tests/ that each project runs. A folder that no project names would never run. */
export const folders = {
  core: ['shared', 'main', 'rpc', 'hosts', 'scripts', 'toolchain', 'architecture', 'model'],
  desk: ['desk', 'paper', 'import', 'start'],
  renderer: ['renderer'],
} as const

/** A busy machine is slow, not wrong: no test times anything, so the limit only ends what hangs. */
const patient = { testTimeout: 90_000, hookTimeout: 90_000 }

const inFolders = (names: readonly string[], endings = 'ts') =>
  names.map((name) => `tests/${name}/**/*.test.${endings}`)

export default defineConfig({
  test: {
    coverage: { provider: 'v8', include: ['src/**'], reporter: ['text-summary'] },
    projects: [
      { test: { ...patient, name: 'core', environment: 'node', include: inFolders(folders.core) } },
      {
        test: {
          ...patient,
          name: 'desk',
          environment: 'node',
          include: inFolders(folders.desk),
          globalSetup: ['tests/support/postgres.ts'],
        },
      },
      {
        plugins: [react()],
        test: {
          ...patient,
          name: 'renderer',
          environment: 'jsdom',
          include: inFolders(folders.renderer, '{ts,tsx}'),
          setupFiles: ['tests/toolchain/react-act.ts'],
        },
      },
    ],
  },
})
