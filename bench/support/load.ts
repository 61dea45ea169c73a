/**
 * What a console has to do while keys are pressed: a sync of 10,000 changes and searches of all its
 * comments, both again and again until stopped.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { CannotMeasure } from './bench.ts'
import type { Filled } from './great-cache.ts'
import { FromHost, type ToHost } from './loaded-host-messages.ts'

const CHANGES = 10_000

/** A console in a process of its own that can be put under load. */
export interface LoadedConsole {
  readonly url: string
  /** Begins the load; the function it returns ends it and says how much was done. */
  start(): () => Promise<string>
  stop(): Promise<void>
}

/** Starts it on a filled data folder; `renderer` is the folder of the built page. */
export async function openLoadedConsole(
  { desk, folder }: Filled,
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
