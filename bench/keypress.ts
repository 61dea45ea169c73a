/**
 * Key press to the next case presented, with 100,000 open cases cached: quiet, and while the
 * console takes in changes and searches. The floor is an empty page with one text node, pressed in
 * blocks that alternate with the console's.
 */
import type { Browser, Page } from '@playwright/test'
import path from 'node:path'
import type { Bench, Measure } from './support/bench.ts'
import { openChromium, VIEWPORT } from './support/chromium.ts'
import { buildConsole } from './support/console-build.ts'
import type { Bar, Figure } from './support/figure.ts'
import { greatCache } from './support/great-cache.ts'
import { type Block, openFloorPage, pressBlock, watch } from './support/key-page.ts'
import { openLoadedConsole } from './support/load.ts'
import { startProgram } from './support/program.ts'
import { seededRandom } from './support/random.ts'
import { percentile } from './support/statistics.ts'

const PRESSES = 50
const HALF_FRAME_MS = 8.3
const FRAME_MS = 16.7
const MOST_MS = 33

interface Pages {
  readonly console: Page
  readonly floor: Page
}

async function openConsolePage(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: VIEWPORT })
  await page.goto(url)
  await page.locator('[data-part=queue-list] .row .l1').first().waitFor()
  await page.locator('[data-part=comment]').waitFor()
  await watch(page, '[data-part=case-body]')
  await page.keyboard.press('j') // the focus is where keys are heard, and the ones ahead are fetched
  await page.waitForTimeout(1000)
  return page
}

async function measureBlocks(
  { console: shown, floor }: Pages,
  { blocks, seed }: { readonly blocks: number; readonly seed: number },
): Promise<{ readonly console: Block[]; readonly floor: Block[] }> {
  const random = seededRandom(seed)
  const result = { console: new Array<Block>(), floor: new Array<Block>() }
  for (let block = 0; block < blocks; block++) {
    result.floor.push(await pressBlock(floor, { key: 'j', count: PRESSES, random }))
    result.console.push(await pressBlock(shown, { key: 'j', count: PRESSES, random }))
  }
  return result
}

function barOf(value: number, floor: number, most: { more: number; atMost?: number }): Bar {
  const limit = Math.min(floor + most.more, most.atMost ?? Infinity)
  const cap = most.atMost === undefined ? '' : ` and <= ${most.atMost} ms`
  return { says: `<= floor + ${most.more} ms${cap}`, met: value <= limit }
}

function figures(
  name: string,
  {
    console: shown,
    floor,
  }: { readonly console: readonly Block[]; readonly floor: readonly Block[] },
  note: string,
): Figure[] {
  const all = (blocks: readonly Block[]) => blocks.flatMap(({ ms }) => ms)
  const late = shown.reduce((sum, block) => sum + block.late, 0)
  const one = (suffix: string, share: number, most: { more: number; atMost?: number }): Figure => {
    const value = percentile(all(shown), share)
    const under = percentile(all(floor), share)
    return {
      ...{ name: `${name}.${suffix}`, value, floor: under, unit: 'ms', n: all(shown).length },
      bar: barOf(value, under, most),
      note: `${note}; ${late} shown later than their first frame`,
    }
  }
  return [
    one('p50', 0.5, { more: HALF_FRAME_MS }),
    one('p95', 0.95, { more: FRAME_MS, atMost: MOST_MS }),
  ]
}

async function openPages(bench: Bench, url: string): Promise<Pages> {
  const browser = await openChromium(bench)
  const floor = await openFloorPage(browser)
  return { console: await openConsolePage(browser, url), floor }
}

const blocksOf = ({ quick, seed }: Bench) => ({ blocks: quick ? 2 : 8, seed })

/** With nothing else to do. */
export const keypressToPaint: Measure = async (bench) => {
  const host = await buildConsole(bench)
  const { desk, folder, corpus } = await greatCache(bench)
  const args = ['--no-open', '--desk', desk.url, '--data', folder]
  const program = await startProgram(host, args, /^Console: (.*)$/)
  bench.onEnd(() => program.stop())
  const pages = await openPages(bench, program.found)
  bench.say('pressing keys')
  const measured = await measureBlocks(pages, blocksOf(bench))
  return figures(
    'keypress-to-paint',
    measured,
    `${corpus.open} open of ${corpus.cases} cached, 60 Hz`,
  )
}

/** While changes come in and a search runs: the empty page too is pressed under this load. */
export const keypressUnderLoad: Measure = async (bench) => {
  const host = await buildConsole(bench)
  const filled = await greatCache(bench)
  const renderer = path.resolve(path.dirname(host), '../renderer')
  const loaded = await openLoadedConsole(filled, renderer)
  bench.onEnd(() => loaded.stop())
  const pages = await openPages(bench, loaded.url)
  bench.say('pressing keys under load')
  const rest = loaded.start()
  const measured = await measureBlocks(pages, blocksOf(bench))
  const done = await rest()
  const { open, cases } = filled.corpus
  return figures(
    'keypress-under-load',
    measured,
    `${open} open of ${cases} cached, 60 Hz; meanwhile ${done}`,
  )
}
