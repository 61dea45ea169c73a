/**
 * Decisions accepted over HTTP, eight clients pushing fifty each, against the desk's own statements
 * prepared by hand, one decision a transaction, with the same settings.
 */
import { isDeepStrictEqual } from 'node:util'
import type { DecideOp } from '../src/shared/desk/push.ts'
import { quietLogger } from '../src/desk/desk.ts'
import { push } from '../src/desk/services/push.ts'
import { sessionOf } from '../src/desk/services/sessions.ts'
import { openStore } from '../src/desk/store/store.ts'
import type { Bench, Measure } from './support/bench.ts'
import { type DeskDatabases, postgresDatabases, sqliteDatabases } from './support/desk-databases.ts'
import { fillDesk, type FilledDesk } from './support/desk-folder.ts'
import { atLeast, type Figure } from './support/figure.ts'
import { startDesk } from './support/program.ts'
import { checkApplied, type Client, pushAll } from './support/push-clients.ts'
import { alternate, seconds } from './support/rounds.ts'
import { type Ran, transactionsIn } from './support/sqlite-recorder.ts'
import { median } from './support/statistics.ts'

const CLIENTS = 8
const OPS = 50
const A_ROUND = CLIENTS * OPS

/** The rounds' ops; the first round warms both up and is not counted. */
function inRounds<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.floor(all.length / A_ROUND) }, (_, round) =>
    all.slice(round * A_ROUND, (round + 1) * A_ROUND),
  )
}

function clientsOf({ tokens, epoch }: FilledDesk, ops: readonly DecideOp[]): Client[] {
  return tokens.map((token, i) => ({
    token,
    bodies: [JSON.stringify({ epoch, ops: ops.slice(i * OPS, (i + 1) * OPS) })],
  }))
}

/** Has the desk decide each op in a transaction of its own, and writes down what it runs. */
async function record(
  databases: DeskDatabases,
  { tokens, epoch, ops }: FilledDesk,
): Promise<Ran[][]> {
  const recorder = databases.record()
  const store = await openStore(databases.place('record'))
  const log = quietLogger('silent')
  const session = await sessionOf(store, `Bearer ${tokens[0] ?? ''}`)
  const before = recorder.ran.length
  for (const op of ops) await push({ store, log }, session, { epoch, ops: [op] })
  const ran = recorder.ran.slice(before)
  recorder.stop()
  await store.close()
  return transactionsIn(ran)
}

/** Three copies of one desk: for the desk itself, for writing down, for the floor. */
async function prepare(databases: DeskDatabases, { seed, say }: Bench, rounds: number) {
  say('filling a desk')
  const store = await openStore(databases.place('desk'))
  const filled = await fillDesk(store, { cases: A_ROUND * (rounds + 1), clients: CLIENTS, seed })
  await store.close()
  await databases.copy()
  say('writing down its statements')
  return { filled, transactions: await record(databases, filled) }
}

/** Throws unless the floor has done all that was written down. */
async function checkSame(databases: DeskDatabases): Promise<void> {
  const heads = [await databases.logHead('record'), await databases.logHead('floor')]
  if (!isDeepStrictEqual(heads[0], heads[1]))
    throw new Error('the floor did not do what the desk had done')
}

async function decisions(databases: DeskDatabases, bench: Bench): Promise<Figure[]> {
  const rounds = bench.quick ? 2 : 9
  const { filled, transactions } = await prepare(databases, bench, rounds)
  const desk = await startDesk(bench, databases.options('desk'))
  const floorDb = await databases.openToReplay('floor')
  bench.onEnd(() => floorDb.close())
  const given = inRounds(filled.ops).map((ops) => clientsOf(filled, ops))
  const written = inRounds(transactions)
  const answers: string[][] = []
  const pushRound = async () => {
    answers.push(await pushAll(desk.found, given.shift() ?? []))
  }
  const replayRound = () => floorDb.replay(written.shift() ?? [])
  await pushRound()
  await replayRound()
  bench.say('deciding')
  const times = await alternate(rounds, {
    value: () => seconds(pushRound),
    floor: () => seconds(replayRound),
  })
  for (const round of answers) checkApplied(round, A_ROUND)
  await checkSame(databases)
  const value = A_ROUND / median(times.value)
  const floor = A_ROUND / median(times.floor)
  return [
    {
      name: `desk-decisions-${databases.name}`,
      ...{ value, floor, unit: 'decisions/s', n: rounds, bar: atLeast(value, floor, 0.5) },
      note: `${CLIENTS} clients, ${OPS} a push, ${A_ROUND} a round`,
    },
  ]
}

export const deskDecisionsSqlite: Measure = (bench) => decisions(sqliteDatabases(bench), bench)

export const deskDecisionsPostgres: Measure = async (bench) =>
  decisions(await postgresDatabases(bench), bench)
