import { readFile, rm, writeFile } from 'node:fs/promises'
import type { Vault } from '../../core/ports.ts'
import type { Keyring } from './surface.ts'

/**
 * A vault behind the system's keyring. Where that is no keyring but a fixed key (`basic_text`),
 * saving is refused: then one is signed in for this run only.
 */
export function safeVault(file: string, keyring: Keyring): Vault {
  return {
    load: async () => {
      const sealed = await readFile(file).catch(() => undefined)
      if (!sealed || !(await isSafe(keyring))) return undefined
      const { result, shouldReEncrypt } = await keyring.decryptStringAsync(sealed)
      if (shouldReEncrypt) await seal(file, result, keyring)
      return result
    },
    save: async (secret) => {
      if (!(await isSafe(keyring))) throw new Error('this system has no keyring')
      await seal(file, secret, keyring)
    },
    clear: () => rm(file, { force: true }),
  }
}

async function isSafe(keyring: Keyring): Promise<boolean> {
  if (!(await keyring.isAsyncEncryptionAvailable())) return false
  return process.platform !== 'linux' || keyring.getSelectedStorageBackend() !== 'basic_text'
}

async function seal(file: string, secret: string, keyring: Keyring): Promise<void> {
  await writeFile(file, await keyring.encryptStringAsync(secret), { mode: 0o600 })
}
