import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { text } from 'node:stream/consumers'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { aDesk, PASSWORD } from './a-desk.ts'
import { openConsole, portsFor, tempFolder } from './kit.ts'

const POINTS = ['before', 'inside', 'after'] as const

/** Runs the console that dies; what it said, and whether it died. */
async function runChild(...args: readonly string[]) {
  const file = fileURLToPath(new URL('./crash-child.ts', import.meta.url))
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said = await text(child.stdout)
  const isDead = child.signalCode === 'SIGKILL' || !said.includes('done\n')
  return { isDead, made: [...said.matchAll(/made (\S+)/g)].map(([, opId = '']) => opId) }
}

describe('a console that is killed at a write boundary of its journal', () => {
  it.each(POINTS)(
    'loses nothing it said it made, nor makes anything twice: %s',
    async (point) => {
      const { desk, last } = await afterDeaths(point, 'decision')
      const deliveries = await last.call('decision.recent', { limit: 200 })
      const applied = await desk.log('decision.applied')
      expect(deliveries.map(({ state }) => state)).toEqual(deliveries.map(() => 'settled'))
      expect(applied).toHaveLength(deliveries.length)
      for (const { opId } of deliveries)
        expect(applied.filter((entry) => entry.includes(opId))).toHaveLength(1)
    },
    120_000,
  )

  it.each(POINTS)(
    'keeps a question and the delete made with it, both or neither: %s',
    async (point) => {
      const { desk, last, folder } = await afterDeaths(point, 'question')
      const deletes = await last.call('decision.recent', { limit: 200 })
      const asked = readJournal(folder, (db) =>
        db.prepare('SELECT op_id, with_op, state FROM errand').all(),
      )
      const questions = z
        .array(z.object({ op_id: z.string(), with_op: z.string(), state: z.literal('settled') }))
        .parse(asked)
      expect(questions.map(({ with_op: made }) => made).sort()).toEqual(
        deletes.map(({ opId }) => opId).sort(),
      )
      const logged = await desk.log('case.escalated')
      expect(logged).toHaveLength(questions.length)
      for (const { op_id: opId, with_op: made } of questions)
        expect(logged.filter((entry) => entry.includes(opId) && entry.includes(made))).toHaveLength(
          1,
        )
      expect(await desk.log('decision.applied')).toHaveLength(deletes.length)
    },
    120_000,
  )
})

/** A console that was killed at one write after another, each time a later one, and then was left alone. */
async function afterDeaths(point: (typeof POINTS)[number], what: 'decision' | 'question') {
  const desk = await aDesk(16)
  const folder = tempFolder()
  const first = await openConsole(portsFor(desk.url, folder))
  await first.call('session.sign-in', { name: 'mor', password: PASSWORD })
  await first.queueOf(16)
  await first.close()

  const made: string[] = []
  let deaths = 0
  for (let write = 1; write <= 16; write++) {
    const run = await runChild(folder, desk.url, String(write), point, what)
    made.push(...run.made)
    if (!run.isDead) break
    deaths++
    const kept = readJournal(folder, (db) => {
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
      return db.prepare('SELECT op_id FROM decision UNION SELECT op_id FROM errand').pluck().all()
    })
    for (const opId of made) expect(kept).toContain(opId)
  }
  expect(deaths).toBeGreaterThan(5)

  const last = await openConsole(portsFor(desk.url, folder))
  await last.call('sync.now', { release: true })
  await last.syncs(({ state, waiting }) => state === 'synced' && waiting === 0)
  return { desk, folder, last }
}

function readJournal<T>(folder: string, read: (db: Database.Database) => T): T {
  const db = new Database(path.join(folder, 'desks', ...personIn(folder), 'journal.db'))
  const found = read(db)
  db.close()
  return found
}

/** The folders of the only desk and person there are. */
function personIn(folder: string): [string, string] {
  const [desk = ''] = readdirSync(path.join(folder, 'desks'))
  const [person = ''] = readdirSync(path.join(folder, 'desks', desk))
  return [desk, person]
}
