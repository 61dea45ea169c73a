import { rmSync } from 'node:fs'
import { invariant, ProblemError } from '../../../shared/domain/problem.ts'
import type { PageOutcome } from './page-outcome.ts'
import { CacheReader } from './cache-reader.ts'
import { CacheWriter } from './cache-writer.ts'
import type { CheckedSlice } from './case-check.ts'
import type { LogOutcome, LogRequest } from './log-copy.ts'
import { emptyCache, openCacheToRead } from './open-cache.ts'

export type ApplyOutcome =
  | PageOutcome
  /** The file was damaged and has been begun anew: nothing of it is left. */
  | { readonly kind: 'remade' }

/** The cache of one person: a reader on this thread, the only writer on another. */
export class Cache {
  readonly #file: string
  readonly #writer: CacheWriter
  #reader: CacheReader
  #wasRemade = false

  private constructor(file: string, writer: CacheWriter, reader: CacheReader) {
    this.#file = file
    this.#writer = writer
    this.#reader = reader
  }

  /** Opens the cache; one in today's shape can be read before its writer is up. */
  static async open(file: string, entry: URL): Promise<Cache> {
    const reader = read(file)
    const writer = new CacheWriter(entry, file)
    if (!reader) await writer.opened
    else writer.opened.catch(() => undefined) // whoever asks it next is told
    return new Cache(file, writer, reader ?? reread(file))
  }

  get read(): CacheReader {
    return this.#reader
  }

  /** Whether what lay there was damaged, by now, and a new one has been begun in its place. */
  get wasRemade(): boolean {
    return this.#wasRemade
  }

  /** Done when the thread that writes has the file open. */
  async opened(): Promise<void> {
    if ((await this.#writer.opened) === 'remade') this.#wasRemade = true
  }

  /**
   * Sets the file aside and begins a new one. Until it is there an empty cache is read, so that
   * nothing more is read from what is broken.
   */
  async remake(): Promise<void> {
    this.#wasRemade = true
    this.#reader.close()
    this.#reader = new CacheReader(emptyCache())
    const result = await this.#writer.ask({ do: 'remake' })
    if (result.kind === 'failed') throw new ProblemError(result.problem)
    this.#reader.close()
    this.#reader = reread(this.#file)
  }

  /**
   * Applies a page as it came from the desk, in one transaction or not at all. `following` is told
   * of the next cursor while the page is written, where there is more behind it.
   */
  async apply(body: ArrayBuffer, following?: (cursor: string) => void): Promise<ApplyOutcome> {
    const result = await this.#writer.ask({ do: 'apply', body }, [body], following)
    if (result.kind === 'failed') throw new ProblemError(result.problem)
    if (result.kind === 'damaged') {
      await this.remake()
      return { kind: 'remade' }
    }
    invariant(
      result.kind !== 'done' && result.kind !== 'log' && result.kind !== 'checked',
      'a page is answered by what became of it',
    )
    return result
  }

  /** Checks the next few of all cases, after what was asked before; each walk goes over all of them. */
  async check(): Promise<CheckedSlice | 'remade'> {
    const result = await this.#writer.ask({ do: 'check' })
    if (result.kind === 'failed') throw new ProblemError(result.problem)
    if (result.kind === 'damaged') {
      await this.remake()
      return 'remade'
    }
    invariant(result.kind === 'checked', 'a check is answered by what it showed')
    return result
  }

  /** Changes the copy of the log, in one transaction or not at all. */
  async log(request: LogRequest): Promise<LogOutcome | { readonly kind: 'remade' }> {
    const transfer = request.act === 'apply' ? [request.body] : []
    const result = await this.#writer.ask({ do: 'log', request }, transfer)
    if (result.kind === 'failed') throw new ProblemError(result.problem)
    if (result.kind === 'damaged') {
      await this.remake()
      return { kind: 'remade' }
    }
    invariant(result.kind === 'log', 'the log is answered by what became of it')
    return result.outcome
  }

  /**
   * Forgets the cursor: the next page is the first, and of this epoch where one is named. What is
   * here stays until the new rows are whole.
   */
  async forget(epoch: string | null = null): Promise<void> {
    const result = await this.#writer.ask({ do: 'forget', epoch })
    if (result.kind === 'damaged') await this.remake()
    if (result.kind === 'failed') throw new ProblemError(result.problem)
  }

  async close(): Promise<void> {
    this.#reader.close()
    await this.#writer.close()
  }

  /** Closes the cache and deletes it from this device. */
  async destroy(): Promise<void> {
    await this.close()
    for (const end of ['', '-wal', '-shm', '.set-aside']) rmSync(this.#file + end, { force: true })
  }
}

function read(file: string): CacheReader | undefined {
  const db = openCacheToRead(file)
  if (!db) return undefined
  try {
    return new CacheReader(db)
  } catch {
    db.close() // a shape that its version does not have: the writer makes it right
    return undefined
  }
}

function reread(file: string): CacheReader {
  const reader = read(file)
  invariant(reader !== undefined, 'its writer has just opened the file')
  return reader
}
