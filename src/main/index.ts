/** The console in Electron: the core, and a window for it. */
import * as common from 'electron/common'
import * as electron from 'electron/main'
import { hostname } from 'node:os'
import path from 'node:path'
import { fileLog } from './adapters/file-log.ts'
import { httpDesk } from './adapters/http-desk.ts'
import { systemChance, systemClock } from './adapters/system.ts'
import { createCore } from './core/core.ts'
import { deskAddress, deskFrom } from './desk-address.ts'
import { runProgram } from './hosts/electron/program.ts'
import { safeVault } from './hosts/electron/safe-vault.ts'
import type { Surface } from './hosts/electron/surface.ts'
import { placesFrom } from './places.ts'

const surface: Surface = electron
const { app, safeStorage } = surface
const { renderer, preload, cacheWriter, searchWorker } = placesFrom(import.meta.dirname)

runProgram(surface, {
  root: renderer,
  preload,
  links: common.shell,
  createCore: () => {
    const dataFolder = path.join(app.getPath('userData'), 'data')
    return createCore({
      ...{ clock: systemClock, chance: systemChance, dataFolder, cacheWriter, searchWorker },
      desk: httpDesk(deskAddress(deskFrom(process.argv))),
      vault: safeVault(path.join(dataFolder, 'session.sealed'), safeStorage),
      openLog: () => fileLog(dataFolder),
      deviceLabel: hostname().slice(0, 80),
    })
  },
})
