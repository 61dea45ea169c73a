/** The running programs of one start: started one after the other, stopped the other way round. */
import type { DataFolder } from './data-folder.ts'
import { Service, type End, type Program } from './service.ts'

interface Running {
  readonly service: Service
  /** Whether its end, with exit code 0, is how a person ends the whole. */
  readonly mayEnd: boolean
}

export class Services {
  readonly #folder: DataFolder
  readonly #running: Running[] = []
  readonly #firstEnd = Promise.withResolvers<[Running, End]>()

  constructor(folder: DataFolder) {
    this.#folder = folder
  }

  /** Starts a program; it is not waited for. */
  run(program: Program, { mayEnd }: { readonly mayEnd: boolean }): Service {
    const service = new Service(program, this.#folder)
    const running = { service, mayEnd }
    this.#running.push(running)
    void service.ended.then((end) => this.#firstEnd.resolve([running, end]))
    return service
  }

  /** Starts a program and gives where it is. Throws a `StartFailure` where it does not come up. */
  async start(program: Program, signal: AbortSignal): Promise<string> {
    signal.throwIfAborted()
    return this.run(program, { mayEnd: false }).address(signal)
  }

  /** Resolves on the signal or a wished end; throws a `StartFailure` where one ends by itself. */
  async untilEnd(signal: AbortSignal): Promise<void> {
    const asked = Promise.withResolvers<undefined>()
    signal.addEventListener('abort', () => asked.resolve(undefined), { once: true })
    if (signal.aborted) return
    const first = await Promise.race([asked.promise, this.#firstEnd.promise])
    if (first === undefined) return
    const [{ service, mayEnd }, end] = first
    if (!mayEnd || end.code !== 0) throw service.died(end)
  }

  /** Stops what runs, the last started first, each before the next. */
  async stop(): Promise<void> {
    for (const { service } of this.#running.toReversed()) await service.stop()
  }
}
