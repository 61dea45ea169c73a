/** The thread that alone writes the cache: pages are read, checked and applied away from the keys. */
import { existsSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { invariant, problem } from '../../../shared/domain/problem.ts'
import { CacheRequest, type CacheResult, OPENED } from './cache-messages.ts'
import { CachePages } from './cache-page.ts'
import { CaseCheck } from './case-check.ts'
import { LogCopy } from './log-copy.ts'
import { openCacheToWrite, remakeCache } from './open-cache.ts'
import { isDamage, storeProblem } from './store-problem.ts'

invariant(parentPort !== null, 'this file runs as a worker thread')
const port = parentPort
const { file } = z.object({ file: z.string() }).parse(workerData)
const decoder = new TextDecoder()

/** How the file was found. */
const found: { kind: 'done' | 'damaged' } = { kind: 'done' }
let db = openCacheToWrite(file, () => {
  found.kind = 'damaged'
})
let pages = new CachePages(db)
let log = new LogCopy(db)
let check = new CaseCheck(db)

function run(request: CacheRequest): CacheResult {
  switch (request.do) {
    case 'apply':
      // Deleted by somebody, it could still be written, and would be gone with this process.
      if (!existsSync(file)) return { kind: 'damaged' }
      return pages.apply(decoder.decode(request.body), (following) => {
        port.postMessage({ id: request.id, following })
      })
    case 'check':
      return { kind: 'checked', ...check.next() }
    case 'forget':
      pages.forget(request.epoch)
      return { kind: 'done' }
    case 'log':
      return { kind: 'log', outcome: log.run(request.request) }
    case 'remake':
      db.close()
      db = remakeCache(file)
      pages = new CachePages(db)
      log = new LogCopy(db)
      check = new CaseCheck(db)
      return { kind: 'done' }
    case 'close':
      db.close()
      return { kind: 'done' }
  }
}

function answer(request: CacheRequest): CacheResult {
  try {
    return run(request)
  } catch (error) {
    if (isDamage(error)) return { kind: 'damaged' }
    const found = storeProblem(error)
    if (found) return { kind: 'failed', problem: found }
    const why = error instanceof Error ? error.message : String(error)
    return { kind: 'failed', problem: problem('defect', `A page was not applied: ${why}`) }
  }
}

port.on('message', (message: unknown) => {
  const request = CacheRequest.parse(message)
  port.postMessage({ id: request.id, result: answer(request) })
  if (request.do === 'close') port.close()
})
port.postMessage({ id: OPENED, result: found })
