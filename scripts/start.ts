/** `npm start`: builds what must be built, starts a desk and the sample paper, opens the console. */
import path from 'node:path'
import { UsageError } from './command-line.ts'
import { accountsIn, addByCommand, addMissing, signInLine } from './start/accounts.ts'
import { ensureBuilt } from './start/console-build.ts'
import { takeDataFolder, type DataFolder } from './start/data-folder.ts'
import { electronProgram } from './start/electron-program.ts'
import { firstReports } from './start/first-reports.ts'
import { startOptions, type StartOptions } from './start/options.ts'
import { freePort, portFault, readPorts, rememberPorts } from './start/ports.ts'
import { browserProgram, deskProgram, electronWindow, paperProgram } from './start/programs.ts'
import { Services } from './start/services.ts'
import { StartFailure } from './start/start-failure.ts'

const root = path.resolve(import.meta.dirname, '..')

/** One start: what was asked, where it is kept, what runs, and the signal that ends it. */
interface Start {
  readonly options: StartOptions
  readonly folder: DataFolder
  readonly services: Services
  readonly signal: AbortSignal
}

async function checkPort({ port }: StartOptions): Promise<void> {
  const fault = port === 0 ? undefined : await portFault(port)
  if (fault === undefined) return
  const why = fault === 'EADDRINUSE' ? 'is in use' : `cannot be had (${fault})`
  throw new StartFailure(`Port ${port} ${why}; name another with --port, or 0 for any.`, 2)
}

const portIn = (url: string) => Number(new URL(url).port)

/** Starts the paper and the desk on their remembered ports; gives the desk's address. */
async function startDesk({ options, folder, services, signal }: Start): Promise<string> {
  const data = folder.path
  const accounts = accountsIn(data)
  const isFirst = accounts.some(({ added }) => !added)
  const ports = readPorts(data)
  const paper = await services.start(
    paperProgram(root, { data, port: await freePort(ports.paper), sample: !options.empty }),
    signal,
  )
  console.log(`Paper: ${paper}`)
  if (isFirst) await addMissing(data, accounts, addByCommand(root, path.join(data, 'desk'), signal))
  const desk = await services.start(
    deskProgram(root, { data, port: await freePort(ports.desk), paper }),
    signal,
  )
  rememberPorts(data, { paper: portIn(paper), desk: portIn(desk) })
  if (isFirst && !options.empty) await firstReports(desk, signal)
  for (const account of accounts) console.log(signInLine(account))
  return desk
}

/** Opens the console in a window where that can be, else serves it to a browser. */
async function openConsole({ options, folder, services, signal }: Start, desk: string) {
  const data = folder.path
  if (!options.browser && options.open) {
    const machine = {
      platform: process.platform,
      env: process.env,
      isRoot: process.getuid?.() === 0,
    }
    const electron = await electronProgram(root, machine, signal)
    if ('program' in electron) {
      signal.throwIfAborted()
      services.run(electronWindow(root, { program: electron.program, data, desk }), {
        mayEnd: true,
      })
      console.log('The console is open in a window of its own; closing it ends everything.')
      return
    }
    console.log(`${electron.missing}: opening the browser host instead.`)
  }
  const url = await services.start(
    browserProgram(root, { data, desk, port: options.port, open: options.open }),
    signal,
  )
  console.log(`Console: ${url}`)
}

async function open(start: Start): Promise<void> {
  await ensureBuilt(root, start.signal)
  const desk = start.options.desk ?? (await startDesk(start))
  await openConsole(start, desk)
}

/** Opens everything and runs until the signal, or until one of the programs ends. */
async function run(start: Start): Promise<void> {
  const over = new AbortController()
  const signal = AbortSignal.any([start.signal, over.signal])
  const opened = open({ ...start, signal })
  const ended = start.services.untilEnd(start.signal)
  try {
    await Promise.race([opened.then(() => ended), ended])
  } finally {
    over.abort()
    await opened.catch(() => undefined) // what went wrong is on its way to the caller already
  }
}

function said(error: unknown, signal: AbortSignal): number {
  if (signal.aborted) return 0
  if (error instanceof UsageError || error instanceof StartFailure) {
    console.error(error.message)
    return error instanceof UsageError ? 2 : error.exitCode
  }
  throw error
}

async function main(args: readonly string[]): Promise<number> {
  const stop = new AbortController()
  const { signal } = stop
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort())
  stopWithParent(stop)
  let folder: DataFolder | undefined
  let services: Services | undefined
  try {
    const options = startOptions(args)
    if (options === undefined) return 0
    await checkPort(options)
    folder = await takeDataFolder(options.data)
    services = new Services(folder)
    await run({ options, folder, services, signal })
    return 0
  } catch (error) {
    return said(error, signal)
  } finally {
    await services?.stop()
    await folder?.release()
  }
}

/** Whoever started us may be killed without passing it on; then nobody is left to stop us. */
function stopWithParent(stop: AbortController): void {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) stop.abort()
  }, 250).unref()
}

process.stdout.on('error', () => undefined) // a reader who went away is no reason to end
process.exitCode = await main(process.argv.slice(2))
