import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Journal, openJournal } from '../../src/main/core/store/journal.ts'
import type { DecideOp } from '../../src/shared/desk/push.ts'
import {
  arrows,
  type DeliveryEvent,
  type DeliveryState,
  step,
} from '../../src/shared/domain/delivery.ts'
import { uuidV7 } from '../../src/shared/domain/ids.ts'
import { ProblemError } from '../../src/shared/domain/problem.ts'
import { tempFolder } from './kit.ts'

const AT = '2026-05-12T09:00:00.000Z'
const at = () => AT
const opIdOf = (n: number) => uuidV7(Date.parse(AT), new Uint8Array(10).fill(n))

const decision = (n: number, change: Partial<DecideOp> = {}): DecideOp => ({
  ...{ v: 1, opId: opIdOf(n), n, madeAt: AT, ageMs: null, offsetMs: null, kind: 'decide' },
  ...{ caseId: `case_${1000 + n}`, verb: 'keep', cuts: [], restores: null, note: null },
  ground: { kind: 'outcome', terms: '1.0.0', code: 'NB-KEEP' },
  expect: { bodyRev: 1, decRev: 0 },
  answers: [],
  bodyCommit: 'a'.repeat(64),
  ...change,
})

function record(journal: Journal, change: Partial<DecideOp> = {}): DecideOp {
  return journal.write(() => {
    const op = decision(journal.nextN(), change)
    journal.deliveries.add(op, op.n)
    return op
  })
}

const fileIn = (folder: string) => path.join(folder, 'journal.db')

describe('the journal', { timeout: 60_000 }, () => {
  it('flushes every commit to the disk', () => {
    const db = new Database(fileIn(tempFolder()))
    const journal = new Journal(db, at)
    expect(db.pragma('synchronous', { simple: true })).toBe(2) // FULL
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
    journal.close()
  })

  it('never changes or forgets a decision or a line of the device log', () => {
    const db = new Database(fileIn(tempFolder()))
    const journal = new Journal(db, at)
    record(journal)
    for (const sql of [
      `UPDATE decision SET op = '{}'`,
      `DELETE FROM decision`,
      `INSERT OR REPLACE INTO decision SELECT * FROM decision`,
      `UPDATE device_log SET event = 'x'`,
      `DELETE FROM device_log`,
      `INSERT OR REPLACE INTO device_log SELECT * FROM device_log`,
    ])
      expect(() => db.exec(sql), sql).toThrow(/never|append-only|FOREIGN/)
    journal.close()
  })

  it('keeps only arrows of the table over random events, one log line a step, across restarts', () => {
    const states = Object.keys(arrows) as DeliveryState[]
    const events = [...new Set(states.flatMap((state) => Object.keys(arrows[state])))]
    const move = fc.record({
      op: fc.nat({ max: 3 }),
      from: fc.constantFrom(...states),
      event: fc.constantFrom(...(events as DeliveryEvent[])),
      restart: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        const file = fileIn(tempFolder())
        let journal = openJournal(file, at)
        const ops = [0, 1, 2, 3].map(() => record(journal).opId)
        const model = new Map<string, DeliveryState>(ops.map((opId) => [opId, 'held']))
        let steps = ops.length
        for (const { op, from, event, restart } of moves) {
          const opId = ops[op] ?? ''
          const to = step(from, event)
          if (to === undefined)
            expect(() => journal.write(() => journal.deliveries.step(opId, from, event))).toThrow(
              'no arrow',
            )
          else {
            const moved = journal.write(() => journal.deliveries.step(opId, from, event))
            expect(moved).toBe(model.get(opId) === from)
            if (moved) {
              model.set(opId, to)
              steps++
            }
          }
          if (restart) {
            journal.close()
            journal = openJournal(file, at)
          }
        }
        const kept = journal.deliveries.recent(9)
        expect(new Map(kept.map(({ opId, state }) => [opId, state]))).toEqual(model)
        journal.close()
        const db = new Database(file, { readonly: true })
        expect(db.prepare('SELECT count(*) FROM device_log').pluck().get()).toBe(steps)
        db.close()
      }),
      { numRuns: 40, verbose: true },
    )
  })

  it('records nothing when the disk is full, and says so', () => {
    const db = new Database(fileIn(tempFolder()))
    const journal = new Journal(db, at)
    const kept = record(journal)
    db.pragma(`max_page_count = ${String(db.pragma('page_count', { simple: true }))}`)
    const large = 'n'.repeat(2000)
    const fill = () => {
      for (let i = 0; i < 200; i++) record(journal, { note: large })
    }

    expect(fill).toThrow(ProblemError)
    expect(fill).toThrow('disk-full')
    const after = journal.deliveries.recent(200)
    const lines = db.prepare('SELECT count(*) FROM device_log').pluck().get()
    expect(after.at(-1)?.opId).toBe(kept.opId)
    expect(lines).toBe(after.length)
    journal.close()
  })

  it('says that it cannot be written while another program holds it', () => {
    const file = fileIn(tempFolder())
    const journal = new Journal(new Database(file, { timeout: 0 }), at)
    const other = new Database(file)
    other.exec('BEGIN IMMEDIATE')

    expect(() => record(journal)).toThrow('store-unwritable')
    other.exec('ROLLBACK')
    other.close()
    expect(journal.deliveries.recent(1)).toEqual([])
    journal.close()
  })

  it('leaves a damaged file as it lies and refuses decisions with a way out', () => {
    const file = fileIn(tempFolder())
    writeFileSync(file, 'this is no database, but it may be all that is left of one'.repeat(100))
    const before = readFileSync(file)
    const journal = openJournal(file, at)

    expect(journal.damage).toMatchObject({ code: 'store-damaged' })
    expect(journal.damage?.message).toContain(file)
    expect(readFileSync(file)).toEqual(before)
    journal.close()
  })

  it('does not touch the file of a newer Linesman', () => {
    const file = fileIn(tempFolder())
    openJournal(file, at).close()
    const db = new Database(file)
    db.pragma('user_version = 99')
    db.close()

    const journal = openJournal(file, at)
    expect(journal.damage?.message).toContain('newer Linesman')
    journal.close()
  })
})
