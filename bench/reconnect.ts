/**
 * A console with a thousand decisions waiting meets its desk: from the moment that the line is up
 * until all are settled and the feed has shown them. The floor is what cannot be left out of it: the
 * same decisions pushed by a bare client, fifty at a time, to a copy of the desk, and then bare
 * better-sqlite3 writing what the console's journal writes meanwhile, transaction by transaction.
 */
import Database from 'better-sqlite3'
import { cpSync, globSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { httpDesk } from '../src/main/adapters/http-desk.ts'
import type { Core } from '../src/main/core/core.ts'
import { openStore } from '../src/desk/store/store.ts'
import type { NewDecision } from '../src/shared/domain/decision.ts'
import type { DecideOp } from '../src/shared/desk/push.ts'
import { LIMITS } from '../src/shared/desk/desk.ts'
import { deskAddress } from '../src/main/desk-address.ts'
import { openBenchCore, untilOffline, untilSynced } from './support/bench-console.ts'
import type { Bench, Measure } from './support/bench.ts'
import { atEndOfLine } from './support/cut-line.ts'
import { fillDesk, type FilledDesk, loginOf, PASSWORD } from './support/desk-folder.ts'
import { atLeast } from './support/figure.ts'
import { startDesk } from './support/program.ts'
import { checkApplied, pushAll } from './support/push-clients.ts'
import { alternate, seconds } from './support/rounds.ts'
import {
  openToReplay,
  type Ran,
  recordStatements,
  transactionsIn,
} from './support/sqlite-recorder.ts'
import { median } from './support/statistics.ts'

/** Whether any of the device's decisions is not settled, or settled and not seen in the feed. */
const OPEN_ENDS = `SELECT EXISTS (SELECT 1 FROM delivery WHERE state <> 'settled' OR shown = 0)`
/** Looked at on the console's own thread: seldom enough to cost it nothing. */
const LOOK_MS = 25

const byThemselves = ({
  caseId,
  verb,
  ground,
  cuts,
  restores,
  note,
  ...op
}: DecideOp): NewDecision => ({
  ...{ caseId, verb, ground, cuts, restores, note },
  ...{ expect: op.expect, answers: op.answers, bodyCommit: op.bodyCommit },
})

/** The console and its journal, as the measurement handles them. */
interface Away {
  /** Decides these while the line is cut, and lets them leave as soon as it is up. */
  decide(ops: readonly DecideOp[]): Promise<void>
  /** Lays the line; resolves when nothing is left open. */
  meet(): Promise<void>
  readonly journal: string
  readonly ran: readonly Ran[]
  stopRecording(): void
}

async function openAway({ scratch, onEnd }: Bench, url: string): Promise<Away> {
  const recording = recordStatements(
    ({ name, readonly }) => !readonly && name.endsWith('journal.db'),
  )
  onEnd(() => recording.stop())
  const line = atEndOfLine(httpDesk(deskAddress(url)))
  line.lay()
  const folder = path.join(scratch, 'console')
  const core = await openBenchCore(folder, line.desk)
  onEnd(() => core.close())
  await core.handlers['session.sign-in']({ name: loginOf(0), password: PASSWORD })
  await untilSynced(core)
  const [journal = ''] = globSync(path.join(folder, 'desks', '*', '*', 'journal.db'))
  const look = new Database(journal, { readonly: true })
  onEnd(() => void look.close())
  const openEnds = look.prepare(OPEN_ENDS).pluck()
  return {
    ...{ journal, ran: recording.ran, stopRecording: () => recording.stop() },
    decide: async (ops) => {
      line.cut()
      await decideAll(core, ops)
      await core.handlers['sync.now']({ release: true })
      await untilOffline(core)
    },
    meet: async () => {
      line.lay()
      await core.handlers['sync.now']({ release: false })
      while (openEnds.get() !== 0) await sleep(LOOK_MS)
    },
  }
}

async function decideAll(core: Core, ops: readonly DecideOp[]): Promise<void> {
  for (const op of ops) await core.handlers['decision.record'](byThemselves(op))
}

/** Two desks with the same cases: for the console, and for the floor. */
async function prepare(bench: Bench, cases: number) {
  const { scratch, seed, say } = bench
  const folder = (name: string) => path.join(scratch, name)
  say('filling a desk')
  const store = await openStore(folder('desk'))
  const filled = await fillDesk(store, { cases, clients: 2, seed })
  await store.close()
  cpSync(folder('desk'), folder('floor-desk'), { recursive: true })
  const desk = await startDesk(bench, ['--data', folder('desk')])
  const floorDesk = await startDesk(bench, ['--data', folder('floor-desk')])
  return { filled, url: desk.found, floorUrl: floorDesk.found }
}

/** Pushes as a console pushes, and does nothing else. */
async function pushBare(
  url: string,
  { tokens, epoch }: FilledDesk,
  ops: readonly DecideOp[],
): Promise<string[]> {
  const bodies: string[] = []
  for (let at = 0; at < ops.length; at += LIMITS.pushOps)
    bodies.push(JSON.stringify({ epoch, ops: ops.slice(at, at + LIMITS.pushOps) }))
  return pushAll(url, [{ token: tokens[1] ?? '', bodies }])
}

const isKept = ({ sql }: Ran) => !/^\s*select/i.test(sql)

/** The first meeting, which is not counted: writes down what the journal did, from where it stood. */
async function rehearse({ scratch }: Bench, away: Away, ops: readonly DecideOp[]) {
  await away.decide(ops)
  const before = path.join(scratch, 'journal-before.db')
  const db = new Database(away.journal, { readonly: true })
  await db.backup(before)
  db.close()
  const from = away.ran.length
  await away.meet()
  const transactions = transactionsIn(away.ran.slice(from).filter(isKept))
  away.stopRecording()
  return { before, transactions }
}

/** Runs the journal's transactions again on a copy of the journal; gives the seconds. */
async function writeBare(before: string, transactions: readonly Ran[][]): Promise<number> {
  const file = `${before}.copy`
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
  cpSync(before, file)
  const db = openToReplay(file)
  const took = await seconds(() => db.replay(transactions))
  db.close()
  return took
}

export const reconnectThousand: Measure = async (bench) => {
  const count = bench.quick ? 100 : 1000
  const rounds = bench.quick ? 1 : 3
  const { filled, url, floorUrl } = await prepare(bench, count * (rounds + 1))
  const opsOf = (round: number) => filled.ops.slice(round * count, (round + 1) * count)
  const away = await openAway(bench, url)
  bench.say('meeting once, to write down what the journal does')
  const { before, transactions } = await rehearse(bench, away, opsOf(0))
  checkApplied(await pushBare(floorUrl, filled, opsOf(0)), count)
  const parts = { pushing: new Array<number>(), writing: new Array<number>() }
  let met = 0
  let pushed = 0
  bench.say('meeting')
  const times = await alternate(rounds, {
    value: async () => {
      await away.decide(opsOf(++met))
      return seconds(() => away.meet())
    },
    floor: async () => {
      const ops = opsOf(++pushed)
      let answers: string[] = []
      const pushing = await seconds(async () => (answers = await pushBare(floorUrl, filled, ops)))
      checkApplied(answers, count)
      const writing = await writeBare(before, transactions)
      parts.pushing.push(pushing)
      parts.writing.push(writing)
      return pushing + writing
    },
  })
  const value = count / median(times.value)
  const floor = count / median(times.floor)
  const ms = (list: readonly number[]) => Math.round(1000 * median(list))
  return [
    {
      name: 'reconnect-1000',
      ...{ value, floor, unit: 'decisions/s', n: rounds, bar: atLeast(value, floor, 0.5) },
      note: `${count} waiting, shown after ${ms(times.value)} ms; bare: ${ms(parts.pushing)} ms to push, ${ms(parts.writing)} ms for the journal`,
    },
  ]
}
