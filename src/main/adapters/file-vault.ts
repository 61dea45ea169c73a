import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import type { Vault } from '../core/ports.ts'

/** A vault in a file that only its owner may read: for machines without a keyring of their own. */
export function fileVault(file: string): Vault {
  return {
    load: async () => {
      try {
        return await readFile(file, 'utf8')
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
    save: async (secret) => {
      await rm(`${file}.new`, { force: true }) // a left-over one would keep its own rights
      await writeFile(`${file}.new`, secret, { mode: 0o600, flush: true })
      await rename(`${file}.new`, file)
    },
    clear: () => rm(file, { force: true }),
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
