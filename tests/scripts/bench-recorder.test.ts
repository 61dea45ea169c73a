import Database from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  openToReplay,
  recordStatements,
  transactionsIn,
} from '../../bench/support/sqlite-recorder.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'bench-test-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** A new file with one empty table. */
function fileOf(name: string): string {
  const file = path.join(folder, name)
  const db = new Database(file)
  db.exec('CREATE TABLE word (n INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT')
  db.close()
  return file
}

const wordsIn = (file: string) => {
  const db = new Database(file, { readonly: true })
  const words = db.prepare('SELECT text FROM word ORDER BY n').pluck().all()
  db.close()
  return words
}

/** Two transactions, with a look between them, on `file`; what was written down of `which`. */
function writeWords(file: string, which?: (db: Database.Database) => boolean) {
  const recording = recordStatements(which)
  const db = new Database(file)
  const put = db.prepare('INSERT INTO word (text) VALUES (?)')
  db.transaction(() => {
    put.run('haar')
    put.run('dreich')
  }).immediate()
  db.prepare('SELECT count(*) FROM word').get()
  db.transaction(() => put.run('smirr')).immediate()
  db.close()
  recording.stop()
  return recording.ran
}

describe('statements that are written down', () => {
  it('do the same again on a copy, transaction by transaction', () => {
    const transactions = transactionsIn(writeWords(fileOf('first.db')))
    const copy = fileOf('copy.db')
    const floor = openToReplay(copy)
    floor.replay(transactions.slice(0, 1))
    expect(wordsIn(copy)).toStrictEqual(['haar', 'dreich'])
    floor.replay(transactions.slice(1))
    floor.close()
    expect(wordsIn(copy)).toStrictEqual(['haar', 'dreich', 'smirr'])
    expect(transactions).toHaveLength(2)
  })

  it('are those of the connections that were named', () => {
    const other = path.join(folder, 'other.db')
    expect(writeWords(fileOf('first.db'), ({ name }) => name === other)).toStrictEqual([])
  })

  it('come to an end: what is run after that is not written down', () => {
    const ran = writeWords(fileOf('first.db'))
    const before = ran.length
    writeWords(fileOf('second.db'))
    expect(ran).toHaveLength(before)
    expect(before).toBeGreaterThan(0)
  })
})
