import { Worker } from 'node:worker_threads'
import { problem, ProblemError } from '../../../shared/domain/problem.ts'
import { CacheReply, type CacheRequest, type CacheResult, OPENED } from './cache-messages.ts'

type Ask = CacheRequest extends infer R ? (R extends CacheRequest ? Omit<R, 'id'> : never) : never

/** The core's end of the thread that writes the cache. */
export class CacheWriter {
  /** Done when the file is there, in today's shape: as it lay there, or begun anew. */
  readonly opened: Promise<'as-it-was' | 'remade'>
  readonly #worker: Worker
  readonly #waiting = new Map<number, (result: CacheResult) => void>()
  readonly #following = new Map<number, (cursor: string) => void>()
  #last = OPENED

  constructor(entry: URL, file: string) {
    this.#worker = new Worker(entry, { workerData: { file } })
    this.#worker.on('message', (message: unknown) => {
      this.#hear(CacheReply.parse(message))
    })
    this.#worker.on('error', (error: unknown) => {
      this.#fail(error instanceof Error ? error.message : String(error))
    })
    this.#worker.on('exit', () => {
      this.#fail('it ended')
    })
    this.opened = new Promise((resolve, reject) => {
      this.#waiting.set(OPENED, (result) => {
        if (result.kind === 'failed') reject(new ProblemError(result.problem))
        else resolve(result.kind === 'damaged' ? 'remade' : 'as-it-was')
      })
    })
  }

  /**
   * Has one thing done, after all that was asked before. Of a page with more behind it, `following`
   * is told the next cursor before the page is written.
   */
  ask(
    request: Ask,
    transfer: readonly ArrayBuffer[] = [],
    following?: (cursor: string) => void,
  ): Promise<CacheResult> {
    const id = ++this.#last
    if (following) this.#following.set(id, following)
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve)
      this.#worker.postMessage({ ...request, id }, [...transfer])
    })
  }

  /** Closes the file, after all that was asked before. */
  async close(): Promise<void> {
    const ended = new Promise<void>((resolve) => this.#worker.once('exit', () => resolve()))
    await this.ask({ do: 'close' })
    await ended
  }

  #hear(reply: CacheReply): void {
    const { id } = reply
    if ('following' in reply) {
      this.#following.get(id)?.(reply.following)
      return
    }
    this.#waiting.get(id)?.(reply.result)
    this.#waiting.delete(id)
    this.#following.delete(id)
  }

  #fail(why: string): void {
    const told = problem('store-unwritable', `The cache cannot be written: ${why}.`)
    for (const settle of this.#waiting.values()) settle({ kind: 'failed', problem: told })
    this.#waiting.clear()
    this.#following.clear()
  }
}
