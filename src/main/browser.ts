/** The console in a browser of this machine: the core behind a loopback page. */
import { homedir, hostname } from 'node:os'
import path from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { z } from 'zod'
import { ProblemError } from '../shared/domain/problem.ts'
import { fileLog } from './adapters/file-log.ts'
import { fileVault } from './adapters/file-vault.ts'
import { httpDesk } from './adapters/http-desk.ts'
import { systemChance, systemClock } from './adapters/system.ts'
import { type Core, createCore } from './core/core.ts'
import { DEFAULT_DESK, deskAddress } from './desk-address.ts'
import { openPage } from './hosts/browser/open-page.ts'
import { serveBrowser } from './hosts/browser/server.ts'
import { placesFrom } from './places.ts'

const Options = z.object({
  desk: z.string(),
  data: z.string().min(1),
  port: z.int(),
  open: z.boolean(),
})
type Options = z.infer<typeof Options>

function portOf(typed: string): number {
  const port = /^\d{1,5}$/.test(typed) ? Number(typed) : Number.NaN
  if (!(port <= 65_535)) throw new InvalidArgumentError('It must be a number from 0 to 65535.')
  return port
}

function readCommand(argv: readonly string[]): Options {
  const command = new Command('linesman')
    .description('The moderation console, in a browser of this machine.')
    .option('--desk <url>', 'the desk: https, or http on this machine', DEFAULT_DESK)
    .option('--data <folder>', 'keeps this device’s decisions', path.join(homedir(), '.linesman'))
    .option('--port <n>', 'where to serve, 0 for any free port', portOf, 0)
    .option('--no-open', 'print the address and open no browser')
    .exitOverride((error) => {
      process.exit(error.exitCode === 0 ? 0 : 2)
    })
  return Options.parse(command.parse([...argv]).opts())
}

interface Running {
  readonly url: string
  readonly stop: () => Promise<void>
}

async function run({ desk, data, port }: Options): Promise<Running> {
  const dataFolder = path.resolve(data)
  const { renderer, cacheWriter, searchWorker } = placesFrom(import.meta.dirname)
  const address = deskAddress(desk)
  const core: Core = await createCore({
    ...{
      clock: systemClock,
      chance: systemChance,
      desk: httpDesk(address),
      dataFolder,
      cacheWriter,
      searchWorker,
    },
    vault: fileVault(path.join(dataFolder, 'session.json')),
    openLog: () => fileLog(dataFolder),
    deviceLabel: hostname().slice(0, 80),
  })
  try {
    const host = await serveBrowser({
      root: renderer,
      port,
      attach: (wire) => {
        core.attach(wire)
      },
    })
    const stop = async () => {
      await host.close()
      await core.close()
    }
    return { url: host.url, stop }
  } catch (error) {
    await core.close()
    throw error
  }
}

function end(stop: () => Promise<void>): void {
  stop().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
}

try {
  const options = readCommand(process.argv)
  const { url, stop } = await run(options)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      end(stop)
    })
  console.log(`Console: ${url}`) // only now: whoever reads it may end us at once
  if (options.open) openPage(url)
} catch (error) {
  console.error(error instanceof ProblemError ? error.problem.message : error)
  process.exitCode = error instanceof ProblemError ? 2 : 1
}
