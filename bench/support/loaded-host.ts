/**
 * The console in its browser host, as `src/main/browser.ts` starts it, with one thing more: told so
 * over the channel to its parent, it searches its comments without end, as a person with a heavy
 * hand would, while the page goes on.
 */
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { z } from 'zod'
import { serveBrowser } from '../../src/main/hosts/browser/server.ts'
import { openBenchCore } from './bench-console.ts'
import { type FromHost, ToHost } from './loaded-host-messages.ts'
import { SEARCHES } from './search-queries.ts'

const given = { type: 'string' } as const
const Options = z.object({ desk: z.string(), data: z.string(), renderer: z.string() })
const { desk, data, renderer } = Options.parse(
  parseArgs({ options: { desk: given, data: given, renderer: given } }).values,
)

const core = await openBenchCore(data, desk)
const host = await serveBrowser({ root: renderer, port: 0, attach: (wire) => core.attach(wire) })
const tell = (what: FromHost) => process.send?.(what)

const LOOK_MS = 50
let searching = false
let searches = 0

async function searchOn(): Promise<void> {
  for (let i = 0; searching; i++) {
    const text = SEARCHES[i % SEARCHES.length] ?? ''
    await core.handlers['search.comments']({ text, before: null, limit: 50 })
    searches++
  }
  tell({ told: 'rested', searches })
}

async function weigh(): Promise<void> {
  for (;;) {
    const { state, waiting } = await core.handlers['sync.get']({})
    if (state === 'synced' && waiting === 0) break
    await sleep(LOOK_MS)
  }
  collect()
  tell({ told: 'heap', bytes: process.memoryUsage().heapUsed })
}

/** Twice: what the first leaves to be finished is gone after the second. */
function collect(): void {
  setFlagsFromString('--expose-gc')
  const gc = z
    .custom<() => void>((found) => typeof found === 'function')
    .parse(runInNewContext('gc'))
  gc()
  gc()
}

async function end(): Promise<void> {
  searching = false
  await host.close()
  await core.close()
  process.exit()
}

process.on('message', (message) => {
  const { do: what } = ToHost.parse(message)
  if (what === 'close') void end()
  else if (what === 'rest') searching = false
  else if (what === 'heap') void weigh()
  else {
    searching = true
    void searchOn()
  }
})
process.on('disconnect', () => void end())
tell({ told: 'up', url: host.url, canSearch: Object.hasOwn(core.handlers, 'search.comments') })
