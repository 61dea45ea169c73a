/** The real core in this process, signed in at the bench's peer: fills caches and is measured. */
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileVault } from '../../src/main/adapters/file-vault.ts'
import { httpDesk } from '../../src/main/adapters/http-desk.ts'
import { systemChance, systemClock } from '../../src/main/adapters/system.ts'
import { type Core, createCore } from '../../src/main/core/core.ts'
import type { Desk } from '../../src/main/core/ports.ts'
import { deskAddress } from '../../src/main/desk-address.ts'
import { placesFrom } from '../../src/main/places.ts'

/** Seldom enough that looking costs nothing, often enough for a sync of many seconds. */
const LOOK_MS = 20
/** For what takes a second or two, so that looking adds nothing that is seen in the figure. */
const CLOSE_LOOK_MS = 4

const quiet = { info: () => undefined, error: () => undefined }
const { cacheWriter, searchWorker } = placesFrom(
  path.resolve(import.meta.dirname, '../../src/main'),
)

/** Opens the core on a data folder, before the desk at an address or at the end of a line. */
export async function openBenchCore(dataFolder: string, desk: string | Desk): Promise<Core> {
  return createCore({
    ...{
      clock: systemClock,
      chance: systemChance,
      desk: typeof desk === 'string' ? httpDesk(deskAddress(desk)) : desk,
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

/** Waits until the console has noticed that the desk is out of reach, and waits to try again. */
export async function untilOffline(core: Core): Promise<void> {
  while ((await core.handlers['sync.get']({})).state !== 'offline') await sleep(LOOK_MS)
}

/** Has the console try the desk now, and waits until everything the desk has is here. */
export async function catchUp(core: Core): Promise<void> {
  await core.handlers['sync.now']({ release: false })
  for (;;) {
    const { state, problem } = await core.handlers['sync.get']({})
    if (state === 'synced' && problem === null) return
    await sleep(CLOSE_LOOK_MS)
  }
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
