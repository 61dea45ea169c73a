/** The real core in this process, signed in at the bench's peer: fills caches and is measured. */
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileVault } from '../../src/main/adapters/file-vault.ts'
import { httpDesk } from '../../src/main/adapters/http-desk.ts'
import { systemChance, systemClock } from '../../src/main/adapters/system.ts'
import { type Core, createCore } from '../../src/main/core/core.ts'
import { deskAddress } from '../../src/main/desk-address.ts'
import { placesFrom } from '../../src/main/places.ts'

/** Seldom enough that looking costs nothing, often enough for a sync of many seconds. */
const LOOK_MS = 20

const quiet = { info: () => undefined, error: () => undefined }
const { cacheWriter, searchWorker } = placesFrom(
  path.resolve(import.meta.dirname, '../../src/main'),
)

/** Opens the core on a data folder, before the desk at `url`. */
export async function openBenchCore(dataFolder: string, url: string): Promise<Core> {
  return createCore({
    ...{
      clock: systemClock,
      chance: systemChance,
      desk: httpDesk(deskAddress(url)),
      dataFolder,
      cacheWriter,
      searchWorker,
    },
    vault: fileVault(path.join(dataFolder, 'session.json')),
    openLog: () => quiet,
    deviceLabel: 'bench',
  })
}

/** Signs in, and waits until everything the desk has is here. */
export async function syncWhole(
  core: Core,
  progress: (have: number, of: number) => void = () => undefined,
): Promise<void> {
  await core.handlers['session.sign-in']({ name: 'sheona', password: 'not-looked-at-here' })
  await untilSynced(core, progress)
}

/** Waits until everything the desk has is here. */
export async function untilSynced(
  core: Core,
  progress: (have: number, of: number) => void = () => undefined,
): Promise<void> {
  for (;;) {
    const view = await core.handlers['sync.get']({})
    if (view.problem !== null) throw new Error(`sync: ${view.problem.message}`)
    if (view.state === 'synced') return
    if (view.progress) progress(view.progress.have, view.progress.of)
    await sleep(LOOK_MS)
  }
}
