/**
 * From the start of the console's process to its first row on the glass, with a million comments in
 * the cache against a hundred. The browser is already up.
 */
import type { Browser } from '@playwright/test'
import path from 'node:path'
import { z } from 'zod'
import type { Measure } from './support/bench.ts'
import { openChromium, VIEWPORT } from './support/chromium.ts'
import { buildConsole } from './support/console-build.ts'
import { atMost } from './support/figure.ts'
import { fill, type Filled, greatCache } from './support/great-cache.ts'
import { startProgram } from './support/program.ts'
import { alternate, wallClock } from './support/rounds.ts'
import { median } from './support/statistics.ts'

const SMALL = { seed: 2026, cases: 100, open: 100 }
const FIRST_ROW = '[data-part=queue-list] .row .l1'

declare global {
  interface Window {
    /** When the frame with the first row had been handed over, in milliseconds since 1970. */
    firstRowAt?: number
  }
}

/** One start: milliseconds until the first row's frame. */
async function startOnce(
  browser: Browser,
  host: string,
  { desk, folder }: Filled,
): Promise<number> {
  const page = await browser.newPage({ viewport: VIEWPORT })
  await page.addInitScript((selector) => {
    const look = new MutationObserver(() => {
      if (!document.querySelector(selector)) return
      look.disconnect()
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => {
          window.firstRowAt = performance.timeOrigin + performance.now()
        }
        port2.postMessage(null)
      })
    })
    look.observe(document, { childList: true, subtree: true })
  }, FIRST_ROW)
  const since = wallClock()
  const args = ['--no-open', '--desk', desk.url, '--data', folder]
  const program = await startProgram(host, args, /^Console: (.*)$/)
  try {
    await page.goto(program.found)
    const painted = await page.waitForFunction(() => window.firstRowAt)
    return z.number().parse(await painted.jsonValue()) - since
  } finally {
    await page.close()
    await program.stop()
  }
}

export const startMillion: Measure = async (bench) => {
  const host = await buildConsole(bench)
  const great = await greatCache(bench)
  const small = await fill(path.join(bench.scratch, 'small'), SMALL, bench)
  const browser = await openChromium(bench)
  await startOnce(browser, host, small) // the browser's and the disk's first time
  bench.say('starting')
  const times = await alternate(bench.quick ? 3 : 11, {
    value: () => startOnce(browser, host, great),
    floor: () => startOnce(browser, host, small),
  })
  const value = median(times.value)
  const floor = median(times.floor)
  const { cases, open } = great.corpus
  return [
    {
      name: 'start-1m',
      ...{ value, floor, unit: 'ms', n: times.value.length, bar: atMost(value, floor, 1.2) },
      note: `${cases} comments, ${open} open, against ${SMALL.cases}`,
    },
  ]
}
