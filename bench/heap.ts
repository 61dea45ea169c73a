/**
 * What a long day leaves in memory: the heap of the page and of the core, each after a forced
 * collection, after 2,000 decisions made by keys, against the same after 200. A real desk takes them.
 */
import type { CDPSession, Page } from '@playwright/test'
import path from 'node:path'
import { z } from 'zod'
import { openStore } from '../src/desk/store/store.ts'
import type { Bench, Measure } from './support/bench.ts'
import { openChromium, VIEWPORT } from './support/chromium.ts'
import { buildConsole } from './support/console-build.ts'
import { fillDesk, loginOf, PASSWORD } from './support/desk-folder.ts'
import type { Bar, Figure } from './support/figure.ts'
import { type LoadedConsole, openLoadedConsole } from './support/load.ts'
import { startDesk } from './support/program.ts'

const MB = 1024 * 1024
const MOST_MORE_MB = 4
const COMMENT = '[data-part=comment]'
const HeapUsage = z.object({ usedSize: z.number() })

interface Weight {
  readonly page: number
  readonly core: number
}

async function signedIn(bench: Bench, url: string): Promise<Page> {
  const browser = await openChromium(bench)
  const page = await browser.newPage({ viewport: VIEWPORT })
  await page.goto(url)
  await page.getByLabel('Staff name').fill(loginOf(0))
  await page.getByLabel('Password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.locator(COMMENT).waitFor()
  return page
}

/** Decides the case on the screen, a keep and a delete in turn, and waits for the next. */
async function decide(page: Page, n: number): Promise<void> {
  const shown = await page.locator(COMMENT).innerText()
  for (const key of n % 2 === 0 ? ['f', 'n'] : ['d', 'b']) await page.keyboard.press(key)
  await page.waitForFunction(
    ([selector, before]) =>
      (document.querySelector<HTMLElement>(selector)?.innerText ?? before) !== before,
    [COMMENT, shown] as const,
  )
}

async function weigh(devtools: CDPSession, console: LoadedConsole): Promise<Weight> {
  const core = await console.heap()
  for (let i = 0; i < 2; i++) await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = HeapUsage.parse(await devtools.send('Runtime.getHeapUsage'))
  return { page: usedSize / MB, core: core / MB }
}

function barOf(value: number, floor: number): Bar {
  const most = Math.max(floor * 1.1, floor + MOST_MORE_MB)
  return { says: `<= floor + 10 % or ${MOST_MORE_MB} MB`, met: value <= most }
}

export const heapTwoThousand: Measure = async (bench) => {
  const [early, late] = bench.quick ? [20, 60] : [200, 2000]
  const cases = late * 2
  const host = await buildConsole(bench)
  bench.say(`filling a desk with ${cases} cases`)
  const data = path.join(bench.scratch, 'desk')
  const store = await openStore(data)
  await fillDesk(store, { cases, clients: 1, seed: bench.seed, neighbours: 3 })
  await store.close()
  const desk = await startDesk(bench, ['--data', data])
  const console = await openLoadedConsole(
    {
      desk: { url: desk.found, stir: () => Promise.resolve() },
      folder: path.join(bench.scratch, 'console'),
    },
    path.resolve(path.dirname(host), '../renderer'),
  )
  bench.onEnd(() => console.stop())
  const page = await signedIn(bench, console.url)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('HeapProfiler.enable')
  bench.say(`deciding ${late} cases by keys`)
  let made = 0
  const until = async (count: number): Promise<Weight> => {
    while (made < count) await decide(page, made++)
    return weigh(devtools, console)
  }
  const floor = await until(early)
  const value = await until(late)
  const figure = (part: 'page' | 'core'): Figure => ({
    ...{ name: `heap-2000.${part}`, value: value[part], floor: floor[part], unit: 'MB', n: late },
    bar: barOf(value[part], floor[part]),
    note: `after ${late} decisions; floor: after ${early}; ${cases} cases open at first`,
  })
  return [figure('page'), figure('core')]
}
