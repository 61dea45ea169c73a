import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { text } from 'node:stream/consumers'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
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
      const desk = await aDesk(16)
      const folder = tempFolder()
      const first = await openConsole(portsFor(desk.url, folder))
      await first.call('session.sign-in', { name: 'mor', password: PASSWORD })
      await first.queueOf(16)
      await first.close()

      const made: string[] = []
      let deaths = 0
      for (let write = 1; write <= 16; write++) {
        const run = await runChild(folder, desk.url, String(write), point)
        made.push(...run.made)
        if (!run.isDead) break
        deaths++
        const db = new Database(path.join(folder, 'desks', ...personIn(folder), 'journal.db'))
        expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
        const kept = db.prepare('SELECT op_id FROM decision').pluck().all()
        db.close()
        for (const opId of made) expect(kept).toContain(opId)
      }
      expect(deaths).toBeGreaterThan(5)

      const last = await openConsole(portsFor(desk.url, folder))
      await last.call('sync.now', { release: true })
      await last.syncs(({ state, waiting }) => state === 'synced' && waiting === 0)
      const deliveries = await last.call('decision.recent', { limit: 200 })
      const applied = await desk.log('decision.applied')
      expect(deliveries.map(({ state }) => state)).toEqual(deliveries.map(() => 'settled'))
      expect(applied).toHaveLength(deliveries.length)
      for (const { opId } of deliveries)
        expect(applied.filter((entry) => entry.includes(opId))).toHaveLength(1)
    },
    120_000,
  )
})

/** The folders of the only desk and person there are. */
function personIn(folder: string): [string, string] {
  const [desk = ''] = readdirSync(path.join(folder, 'desks'))
  const [person = ''] = readdirSync(path.join(folder, 'desks', desk))
  return [desk, person]
}
