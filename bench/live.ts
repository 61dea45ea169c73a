/**
 * Two hundred live consoles on one desk: from a report posted at the paper until every console has
 * it, through the paper's feed, the desk's intake, the live streams and each console's own pull. The
 * floor is the same with one console, at another paper and desk, in turn.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Bench, Measure } from './support/bench.ts'
import { type Newsroom, openNewsroom } from './support/bench-newsroom.ts'
import type { Bar, Line } from './support/figure.ts'
import { type LightConsoles, openLightConsoles } from './support/light-consoles.ts'
import { type Use, useOf } from './support/process-use.ts'
import { alternate } from './support/rounds.ts'
import { median, percentile } from './support/statistics.ts'

/** The desk asks the platform every two seconds at worst, so that a report is live within that. */
const MOST_MORE_MS = 2000

interface Hall {
  readonly room: Newsroom
  readonly consoles: LightConsoles
  /** For each report posted: how long until each console had it, in milliseconds. */
  readonly shown: number[][]
  /** What the desk used of the processor while reports were under way, in milliseconds. */
  cpuMs: number | undefined
}

async function openHall(bench: Bench, name: string, consoles: number): Promise<Hall> {
  const room = await openNewsroom(bench, { name, consoles })
  const processes = consoles > 1 ? 2 : 1
  const opened = await openLightConsoles(bench, {
    ...{ desk: room.desk.found, tokens: room.tokens, processes },
  })
  return { room, consoles: opened, shown: [], cpuMs: 0 }
}

/** Posts a report; milliseconds until the last console had it. */
async function postOne(hall: Hall, words: string): Promise<number> {
  const { room, consoles } = hall
  const before = useOf(room.desk.pid)
  let since = 0
  const at = await consoles.whenShown(words, async () => {
    since = await room.report(words)
  })
  await sleep(SETTLE_MS) // what each console still asks after its page belongs to the report
  hall.cpuMs = added(hall.cpuMs, before, useOf(room.desk.pid))
  hall.shown.push(at.map((each) => each - since))
  return Math.max(...at) - since
}

const SETTLE_MS = 400

function added(sum: number | undefined, before: Use | undefined, after: Use | undefined) {
  return sum === undefined || !before || !after ? undefined : sum + after.cpuMs - before.cpuMs
}

const atMostMore = (value: number, floor: number): Bar => ({
  says: `<= floor + ${MOST_MORE_MS} ms`,
  met: value <= floor + MOST_MORE_MS,
})

/** What the desk itself uses, where the system tells. */
function useLines(many: Hall, one: Hall, rounds: number): Line[] {
  const uses = [useOf(many.room.desk.pid), useOf(one.room.desk.pid)] as const
  const [use, base] = uses
  if (!use || !base || many.cpuMs === undefined || one.cpuMs === undefined)
    return ['live-200.cpu', 'live-200.memory'].map((name) => ({
      name,
      skipped: 'this system does not say what a process uses (no /proc)',
    }))
  const a = many.cpuMs / rounds
  const b = one.cpuMs / rounds
  return [
    {
      name: 'live-200.cpu',
      ...{ value: a, floor: b, unit: 'ms', n: rounds, bar: { says: '<= 1000 ms', met: a <= 1000 } },
      note: 'of the processor, by the desk, a report',
    },
    {
      name: 'live-200.memory',
      ...{ value: use.residentMb, floor: base.residentMb, unit: 'MB', n: 1 },
      bar: { says: '<= floor + 200 MB', met: use.residentMb <= base.residentMb + 200 },
      note: 'resident, of the desk',
    },
  ]
}

export const liveTwoHundred: Measure = async (bench) => {
  const count = bench.quick ? 20 : 200
  const rounds = bench.quick ? 3 : 15
  bench.say(`opening two papers and desks, one with ${count} consoles and one with one`)
  const many = await openHall(bench, 'many', count)
  const one = await openHall(bench, 'one', 1)
  let posted = 0
  const post = (hall: Hall) =>
    postOne(hall, `Posted as number ${++posted} of the bench ${bench.seed}.`)
  await post(many)
  await post(one)
  for (const hall of [many, one]) {
    hall.shown.length = 0
    hall.cpuMs = 0
  }
  bench.say('posting reports')
  const times = await alternate(rounds, { value: () => post(many), floor: () => post(one) })
  const all = many.shown.flat()
  const floor = median(times.floor)
  const figure = (suffix: string, value: number, note: string): Line => ({
    name: `live-200.${suffix}`,
    ...{ value, floor, unit: 'ms', n: rounds, bar: atMostMore(value, floor), note },
  })
  return [
    figure('p50', percentile(all, 0.5), `until a report shows, over ${count} consoles a report`),
    figure(
      'max',
      median(times.value),
      `until it shows on the last; at worst ${Math.round(Math.max(...all))} ms`,
    ),
    ...useLines(many, one, rounds),
  ]
}
