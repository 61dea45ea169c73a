/** A page that keys are pressed in, watched from inside: did the press's first frame show its effect? */
import type { Browser, Page } from '@playwright/test'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { VIEWPORT } from './chromium.ts'
import { tracePresses } from './key-trace.ts'
import type { Random } from './random.ts'

const FRAME_MS = 1000 / 60
/** Longer than a slow press, and a span of more than a frame, so that no phase is favoured. */
const PAUSE_MS = { shortest: 60, spread: 17 }

/** The page that does nothing but show that a key came: what no console can be faster than. */
export async function openFloorPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: VIEWPORT })
  await page.setContent('<p id="shown">0</p>')
  await page.evaluate(() => {
    const text = document.getElementById('shown')?.firstChild
    let presses = 0
    addEventListener('keydown', () => {
      if (text) text.nodeValue = String(++presses)
    })
  })
  await watch(page, '#shown')
  return page
}

declare global {
  interface Window {
    /** Of each press, in which frame after it what is watched had changed. */
    pressFrames?: number[]
    /** Whether the frame clock runs. */
    pulse?: (on: boolean) => void
  }
}

/**
 * Counts, for each press, the frames until the text of `selector` is another, and keeps a 60 Hz
 * frame clock running while told to: a page whose frames come on demand has another floor.
 */
export async function watch(page: Page, selector: string): Promise<void> {
  await page.evaluate((watched) => {
    const frames: number[] = []
    window.pressFrames = frames
    const read = () => document.querySelector(watched)?.textContent ?? ''
    const pulse = document.body.appendChild(document.createElement('i'))
    // In a layer of its own, so that the clock repaints nothing of the page it runs in.
    pulse.style.cssText =
      'position:fixed;right:0;bottom:0;width:2px;height:2px;background:gray;will-change:opacity'
    let on = false
    let waiting: { before: string; frames: number }[] = []
    const frame = (now: number) => {
      pulse.style.opacity = now % 2 < 1 ? '0.5' : '0.6'
      const text = read()
      for (const press of waiting) {
        press.frames++
        if (text !== press.before) frames.push(press.frames)
      }
      waiting = waiting.filter(({ before }) => before === text)
      if (on) requestAnimationFrame(frame)
    }
    window.pulse = (wanted) => {
      waiting = []
      if (wanted && !on) requestAnimationFrame(frame)
      on = wanted
    }
    const keydown = () => {
      waiting.push({ before: read(), frames: 0 })
    }
    // Before every listener of the page's own, which stand on the window and were there first.
    const { prototype } = EventTarget
    prototype.addEventListener.call(window, 'keydown', keydown, { capture: true })
  }, selector)
}

/** A block of presses: how long each took until its effect was presented, and how many came late. */
export interface Block {
  readonly ms: readonly number[]
  /** Presses whose effect was not in their first frame; their further frames are in `ms`. */
  readonly late: number
}

/** Presses a key `count` times in the page that is in front. */
export async function pressBlock(
  page: Page,
  { key, count, random }: { readonly key: string; readonly count: number; readonly random: Random },
): Promise<Block> {
  const browser = page.context().browser()
  if (!browser) throw new Error('the page has no browser')
  await page.bringToFront()
  await page.evaluate(() => {
    window.pressFrames?.splice(0)
    window.pulse?.(true)
  })
  const pause = () => sleep(PAUSE_MS.shortest + PAUSE_MS.spread * random.unit())
  const presses = await tracePresses(browser, async () => {
    for (let i = 0; i < count; i++) {
      await pause()
      await page.keyboard.press(key)
    }
    await pause()
    await pause()
  })
  const frames = z.array(z.int()).parse(await page.evaluate(() => window.pressFrames ?? []))
  await page.evaluate(() => window.pulse?.(false))
  return blockOf(
    presses.map(({ ms }) => ms),
    frames,
    count,
  )
}

/**
 * Adds to each press the frames that its effect came late. Throws where the trace or the page has
 * seen another number of presses than were made: such a block measures nothing.
 */
export function blockOf(
  presented: readonly number[],
  frames: readonly number[],
  count: number,
): Block {
  if (presented.length !== count || frames.length !== count)
    throw new Error(
      `${count} keys were pressed; the trace has ${presented.length}, the page showed ${frames.length}`,
    )
  return {
    ms: presented.map((ms, i) => ms + ((frames[i] ?? 1) - 1) * FRAME_MS),
    late: frames.filter((each) => each > 1).length,
  }
}
