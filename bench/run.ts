/** Measures how good it is (DESIGN §8): every figure against its floor in the same run. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { UsageError } from '../scripts/command-line.ts'
import { type Bench, CannotMeasure, type Measure } from './support/bench.ts'
import { jsonLine, type Line, plainLine } from './support/figure.ts'
import { type Options, readOptions, wantedNames } from './support/options.ts'

interface Entry {
  readonly names: readonly string[]
  /** Only what is asked for is loaded. */
  readonly load: () => Promise<Measure>
}

const entries: readonly Entry[] = [
  {
    names: ['keypress-to-paint.p50', 'keypress-to-paint.p95'],
    load: async () => (await import('./keypress.ts')).keypressToPaint,
  },
  {
    names: ['keypress-under-load.p50', 'keypress-under-load.p95'],
    load: async () => (await import('./keypress.ts')).keypressUnderLoad,
  },
  { names: ['first-sync'], load: async () => (await import('./first-sync.ts')).firstSync },
  { names: ['start-1m'], load: async () => (await import('./start.ts')).startMillion },
  { names: ['search-1m'], load: async () => (await import('./search.ts')).searchMillion },
  {
    names: ['desk-decisions-sqlite'],
    load: async () => (await import('./desk-decisions.ts')).deskDecisionsSqlite,
  },
  {
    names: ['desk-decisions-postgres'],
    load: async () => (await import('./desk-decisions.ts')).deskDecisionsPostgres,
  },
  {
    names: ['reconnect-1000'],
    load: async () => (await import('./reconnect.ts')).reconnectThousand,
  },
  {
    names: ['catch-up-10000'],
    load: async () => (await import('./catch-up.ts')).catchUpTenThousand,
  },
  {
    names: ['wire-case.plain', 'wire-case.gzip', 'wire-case.zstd', 'wire-decision'],
    load: async () => (await import('./wire.ts')).bytesOnTheWire,
  },
  {
    names: ['live-200.p50', 'live-200.max', 'live-200.cpu', 'live-200.memory'],
    load: async () => (await import('./live.ts')).liveTwoHundred,
  },
  {
    names: ['heap-2000.page', 'heap-2000.core'],
    load: async () => (await import('./heap.ts')).heapTwoThousand,
  },
  { names: ['audit-verify'], load: async () => (await import('./audit-verify.ts')).auditVerify },
]

const root = path.resolve(import.meta.dirname, '..')

function say(what: string): void {
  process.stderr.write(`${what}\n`)
}

type Ends = (() => void | Promise<void>)[]

/** What is to be ended of the measurement that runs. */
let running: Ends = []

async function endAll(): Promise<void> {
  for (const end of running.splice(0).toReversed()) await end()
}

/** Someone has had enough: no server, browser or folder stays behind. */
function endOn(signal: NodeJS.Signals, code: number): void {
  process.once(signal, () => {
    void endAll().finally(() => process.exit(code))
  })
}

/** Runs one measurement in a folder of its own and clears up after it. */
async function measure({ names, load }: Entry, { quick, seed }: Options): Promise<readonly Line[]> {
  const kept = path.join(root, 'node_modules', '.cache', 'bench')
  mkdirSync(kept, { recursive: true })
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'linesman-bench-'))
  running = [() => rmSync(scratch, { recursive: true, force: true })]
  const bench: Bench = {
    ...{ quick, seed, root, scratch, kept },
    say: (what) => say(`  ${what}…`),
    onEnd: (end) => running.push(end),
  }
  try {
    const measurement = await load()
    return await measurement(bench)
  } catch (error) {
    if (error instanceof CannotMeasure)
      return names.map((name) => ({ name, skipped: error.message }))
    say(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return names.map((name) => ({ name, failed: String(error) }))
  } finally {
    await endAll()
  }
}

async function main(options: Options): Promise<void> {
  const wanted = wantedNames(
    entries.flatMap(({ names }) => names),
    options.only,
  )
  const print = options.json ? jsonLine : plainLine
  say(`Seed ${options.seed} (repeat with --seed ${options.seed})${options.quick ? ', quick' : ''}`)
  for (const entry of entries) {
    if (!entry.names.some((name) => wanted.has(name))) continue
    say(entry.names.join(', '))
    for (const line of await measure(entry, options)) {
      if (wanted.has(line.name)) console.log(print(line))
      if ('failed' in line) process.exitCode = 1
    }
  }
}

endOn('SIGINT', 130)
endOn('SIGTERM', 143)
try {
  const options = readOptions(process.argv.slice(2))
  if (options) await main(options)
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  console.error(error.message)
  process.exitCode = 2
}
