import { mkdirSync } from 'node:fs'
import type { Emit, Handlers } from '../../shared/contract/contract.ts'
import { problem, ProblemError } from '../../shared/domain/problem.ts'
import { serve } from '../../shared/rpc/serve.ts'
import type { Wire } from '../../shared/rpc/wire.ts'
import { createHandlers } from './handlers.ts'
import type { HostPorts } from './ports.ts'
import { Session } from './services/session.ts'
import { notOurs } from './store/folder-owner.ts'
import { type FolderLock, lockFolder } from './store/lock.ts'
import { storeProblem } from './store/store-problem.ts'

/** The application without a window. */
export interface Core {
  readonly handlers: Handlers
  /** Serves the contract over a wire until it closes. */
  attach(wire: Wire): void
  /** Whether this is exactly the origin of a site of the desk one is signed in to. */
  maySee(origin: string): boolean
  /** Told that the device woke from sleep, or that its network changed: the desk is tried at once. */
  resumed(): void
  /** Releases what was held, closes every file, gives the data folder back. */
  close(): Promise<void>
}

/**
 * Starts the application on a data folder. Throws a `ProblemError` in words for the person who
 * started it where the folder cannot be used or another Linesman has it.
 */
export async function createCore(host: HostPorts): Promise<Core> {
  const lock = takeFolder(host.dataFolder)
  const ports = { ...host, log: host.openLog() }
  const listeners = new Set<Emit>()
  const emit: Emit = (name, payload) => {
    for (const listener of listeners) listener(name, payload)
  }
  const session = new Session(ports, emit)
  try {
    await session.start()
  } catch (error) {
    lock.release()
    throw error
  }
  const handlers = createHandlers(session, ports)
  return {
    handlers,
    attach: (wire) => {
      const tell = serve(wire, handlers, (id, method, error) => {
        session.current?.stumbled(error)
        ports.log.error('defect', { id, method, why: String(error), stack: stackOf(error) })
      })
      listeners.add(tell)
      wire.onClose(() => listeners.delete(tell))
    },
    maySee: (origin) => session.maySee(origin),
    resumed: () => session.current?.sync.hurry(),
    close: async () => {
      await session.close()
      ports.desk.close()
      lock.release()
    },
  }
}

function takeFolder(folder: string): FolderLock {
  const lock = reach(folder)
  if (lock) {
    const why = notOurs(folder)
    if (why === undefined) return lock
    lock.release()
    throw new ProblemError(problem('upgrade-required', `The data folder ${folder} ${why}.`))
  }
  throw new ProblemError(
    problem(
      'store-unwritable',
      `Another Linesman is using ${folder}. Close it first, or name another folder.`,
    ),
  )
}

function reach(folder: string): FolderLock | undefined {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return lockFolder(folder)
  } catch (error) {
    const found = storeProblem(error)
    if (found?.code === 'disk-full') throw new ProblemError(diskFull(folder))
    const why = error instanceof Error ? error.message : String(error)
    throw new ProblemError(
      problem('store-unwritable', `The data folder ${folder} cannot be written to: ${why}.`),
    )
  }
}

const diskFull = (folder: string) =>
  problem(
    'disk-full',
    `The disk that holds ${folder} is full. Free some space and start again; what was decided is kept.`,
  )

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined
}
