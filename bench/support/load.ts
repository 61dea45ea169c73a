/**
 * What a console has to do while keys are pressed: a sync of 10,000 changes and searches of all its
 * comments, both again and again until stopped.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { CannotMeasure } from './bench.ts'
import type { PageDesk } from './page-desk.ts'
import { FromHost, type ToHost } from './loaded-host-messages.ts'

const CHANGES = 10_000

/** A console in a process of its own that can be put under load. */
export interface LoadedConsole {
  readonly url: string
  /** Begins the load; the function it returns ends it and says how much was done. */
  start(): () => Promise<string>
  /** What the core's heap holds after a forced collection, once nothing waits; in bytes. */
  heap(): Promise<number>
  stop(): Promise<void>
}

/** A desk that can be made to have news. */
type Stirred = Pick<PageDesk, 'url' | 'stir'>

/** Starts it on a filled data folder; `renderer` is the folder of the built page. */
export async function openLoadedConsole(
  { desk, folder }: { readonly desk: Stirred; readonly folder: string },
  renderer: string,
): Promise<LoadedConsole> {
  const args = ['--desk', desk.url, '--data', folder, '--renderer', renderer]
  const child = fork(new URL('./loaded-host.ts', import.meta.url), args)
  const gone = once(child, 'exit')
  const tell = (what: ToHost) => child.send(what)
  const stop = async () => {
    if (child.connected) tell({ do: 'close' })
    await gone
  }
  const heard = (): Promise<FromHost> =>
    new Promise((resolve, reject) => {
      child.once('message', (message) => {
        resolve(FromHost.parse(message))
      })
      void gone.then(() => reject(new Error('the console under load ended')))
    })
  const up = await heard()
  if (up.told !== 'up' || !up.canSearch) {
    await stop()
    throw new CannotMeasure('the core cannot search yet, and the load is a sync and a search')
  }
  return {
    url: up.url,
    stop,
    heap: async () => {
      const weighed = heard()
      tell({ do: 'heap' })
      const told = await weighed
      if (told.told !== 'heap') throw new Error('the console said something else than its heap')
      return told.bytes
    },
    start: () => {
      const ending = new AbortController()
      let syncs = 0
      const syncing = (async () => {
        while (!ending.signal.aborted) {
          await desk.stir(CHANGES)
          syncs++
        }
      })()
      tell({ do: 'search' })
      return async () => {
        ending.abort()
        const rested = heard()
        tell({ do: 'rest' })
        const told = await rested
        await syncing
        const searches = told.told === 'rested' ? told.searches : 0
        return `${syncs} syncs of ${CHANGES} changes and ${searches} searches`
      }
    },
  }
}
