/** The thread that searches the cache and checks the log's copy: it reads, away from the keys. */
import { statSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { z } from 'zod'
import { invariant, problem, ProblemError } from '../../../shared/domain/problem.ts'
import { verifyCopy } from './log-verify.ts'
import { prepareAll } from './prepared.ts'
import { findComments, type SearchStatements } from './search-find.ts'
import { SearchRequest, type SearchResult } from './search-messages.ts'
import { searchListSql, searchSql } from './search-sql.ts'
import { isDamage, isGone, storeProblem } from './store-problem.ts'

const BATCH = 500
const PROGRESS_MS = 100

invariant(parentPort !== null, 'this file runs as a worker thread')
const port = parentPort
const { file } = z.object({ file: z.string() }).parse(workerData)

interface Open {
  readonly inode: number
  readonly db: Database.Database
  readonly sql: SearchStatements
}
let held: Open | undefined

/** The cache as it lies there now: one that was begun anew is opened anew. */
function opened(): Open {
  const { ino: inode } = statSync(file)
  if (held?.inode === inode) return held
  held?.db.close()
  held = undefined
  const db = new Database(file, { readonly: true, fileMustExist: true })
  held = { inode, db, sql: prepareAll(db, { ...searchSql, ...searchListSql }) }
  return held
}

const CopyRow = z.object({ size: z.int(), head: z.string(), have: z.int(), whole: z.int() })
const EntryRows = z.array(z.object({ n: z.int(), text: z.string(), hash: z.string() }))

/** Checks in batches, and lets a search in between two of them. */
function verify({ id, known }: Extract<SearchRequest, { do: 'verify' }>): void {
  const { sql } = opened()
  const copy = CopyRow.parse(sql.copy.get())
  const steps = verifyCopy({
    ...{ ...copy, whole: copy.whole === 1, known },
    after: (n) => EntryRows.parse(sql.entries.all(n, copy.size, BATCH)),
  })
  let told = performance.now()
  const step = () => {
    const { done, value } = steps.next()
    if (done) {
      say(id, { kind: 'checked', verdict: value })
      return
    }
    if (performance.now() - told >= PROGRESS_MS) {
      told = performance.now()
      say(id, { kind: 'progress', checked: value, of: copy.have })
    }
    setImmediate(() => {
      orFail(id, step)
    })
  }
  step()
}

function holdsTogether(): boolean {
  return opened().db.pragma('quick_check(1)', { simple: true }) === 'ok'
}

function say(id: number, result: SearchResult): void {
  port.postMessage({ id, result })
}

function orFail(id: number, work: () => void): void {
  try {
    work()
  } catch (error) {
    if (isDamage(error) || isGone(error)) {
      say(id, { kind: 'damaged' })
      return
    }
    const why = error instanceof Error ? error.message : String(error)
    const told = error instanceof ProblemError ? error.problem : undefined
    const found = told ?? storeProblem(error) ?? problem('defect', `The cache was not read: ${why}`)
    say(id, { kind: 'failed', problem: found })
  }
}

port.on('message', (message: unknown) => {
  const request = SearchRequest.parse(message)
  orFail(request.id, () => {
    switch (request.do) {
      case 'search':
        say(request.id, { kind: 'found', found: findComments(opened().sql, request) })
        break
      case 'verify':
        verify(request)
        break
      case 'check':
        say(request.id, { kind: holdsTogether() ? 'done' : 'damaged' })
        break
      case 'close':
        held?.db.close()
        say(request.id, { kind: 'done' })
        port.close()
        break
    }
  })
})
