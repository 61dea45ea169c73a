import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { type Asked, Told, type Wanted } from './page-desk-messages.ts'

/** A peer that serves prepared pages, on a thread of its own. */
export interface PageDesk {
  readonly url: string
  /** Makes so many changes and pokes; resolves when a console has fetched them all. */
  stir(count: number): Promise<void>
  close(): Promise<void>
}

/** Starts the peer on a free port of this machine; resolves when its pages are made. */
export async function startPageDesk(wanted: Wanted): Promise<PageDesk> {
  const worker = new Worker(new URL('./page-desk-worker.ts', import.meta.url), {
    workerData: wanted,
  })
  const drains: (() => void)[] = []
  const url = await new Promise<string>((resolve, reject) => {
    worker.once('error', reject)
    worker.on('message', (message: unknown) => {
      const told = Told.parse(message)
      if (told.told === 'listening') resolve(told.url)
      else for (const drained of drains.splice(0)) drained()
    })
  })
  const ask = (asked: Asked) => {
    worker.postMessage(asked)
  }
  return {
    url,
    stir: (count) =>
      new Promise((resolve, reject) => {
        worker.once('error', reject)
        drains.push(resolve)
        ask({ do: 'stir', count })
      }),
    close: async () => {
      const ended = once(worker, 'exit')
      ask({ do: 'close' })
      await ended
    },
  }
}
