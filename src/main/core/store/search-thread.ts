import { Worker } from 'node:worker_threads'
import { problem, ProblemError } from '../../../shared/domain/problem.ts'
import {
  type Found,
  type SearchAsk,
  SearchReply,
  type SearchRequest,
  type SearchResult,
  type Verdict,
} from './search-messages.ts'
import { CACHE_REMADE } from './store-problem.ts'

interface Waiting {
  readonly ask: SearchAsk
  readonly answer: (found: Found | Promise<Found>) => void
}
type Told = (result: SearchResult) => void
type Body = SearchRequest extends infer R
  ? R extends SearchRequest
    ? Omit<R, 'id'>
    : never
  : never

const NOTHING: Found = { hits: [], more: false }

/** The core's end of the thread that searches the cache and checks the log; begun when first asked. */
export class SearchThread {
  readonly #entry: URL
  readonly #file: string
  /** Told when the file turns out to be damaged. */
  readonly #damaged: () => void
  readonly #told = new Map<number, Told>()
  #worker: Worker | undefined
  #last = 0
  #searching = false
  #next: Waiting | undefined

  constructor(entry: URL, file: string, damaged: () => void = () => undefined) {
    this.#entry = entry
    this.#file = file
    this.#damaged = damaged
  }

  /** Searches; a search that still waits when a newer one comes finds nothing. */
  search(ask: SearchAsk): Promise<Found> {
    this.#next?.answer(NOTHING)
    return new Promise((resolve) => {
      this.#next = { ask, answer: resolve }
      this.#searchNext()
    })
  }

  /** Checks the log's copy from its first entry; tells how far it is, now and then. */
  verify(
    known: { readonly size: number; readonly head: string } | null,
    progress: (checked: number, of: number) => void,
  ): Promise<Verdict> {
    return new Promise((resolve, reject) => {
      this.#ask({ do: 'verify', known }, (result) => {
        if (result.kind === 'progress') progress(result.checked, result.of)
        else if (result.kind === 'checked') resolve(result.verdict)
        else reject(new ProblemError(problemIn(result)))
      })
    })
  }

  /** Looks whether the whole file holds together; one that does not is told of. */
  check(): Promise<void> {
    return new Promise((resolve) => {
      this.#ask({ do: 'check' }, () => resolve())
    })
  }

  /** Ends the thread; what was asked and not answered is told so. */
  async close(): Promise<void> {
    const worker = this.#worker
    if (!worker) return
    this.#next?.answer(NOTHING)
    this.#next = undefined
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
    this.#ask({ do: 'close' }, () => undefined)
    await ended
  }

  #searchNext(): void {
    const next = this.#next
    if (this.#searching || !next) return
    this.#next = undefined
    this.#searching = true
    this.#ask({ do: 'search', ...next.ask }, (result) => {
      this.#searching = false
      if (result.kind === 'found') next.answer(result.found)
      else next.answer(Promise.reject(new ProblemError(problemIn(result))))
      this.#searchNext()
    })
  }

  #ask(body: Body, told: Told): void {
    const id = ++this.#last
    this.#told.set(id, told)
    this.#thread().postMessage({ ...body, id })
  }

  #thread(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(this.#entry, { workerData: { file: this.#file } })
    worker.on('message', (message: unknown) => {
      const { id, result } = SearchReply.parse(message)
      const told = this.#told.get(id)
      if (result.kind !== 'progress') this.#told.delete(id)
      told?.(result)
      if (result.kind === 'damaged') this.#damaged()
    })
    const fail = (why: string) => {
      if (this.#worker === worker) this.#worker = undefined
      this.#fail(why)
    }
    worker.on('error', (error: unknown) => {
      fail(error instanceof Error ? error.message : String(error))
    })
    worker.on('exit', () => {
      fail('it ended')
    })
    this.#worker = worker
    return worker
  }

  #fail(why: string): void {
    const failed = problem('defect', `The cache cannot be searched: ${why}.`)
    const all = [...this.#told.values()]
    this.#told.clear()
    for (const told of all) told({ kind: 'failed', problem: failed })
  }
}

function problemIn(result: SearchResult) {
  if (result.kind === 'damaged') return CACHE_REMADE
  if (result.kind === 'failed') return result.problem
  return problem('defect', 'The thread that searches answered something else.')
}
