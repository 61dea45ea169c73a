import { chromium, type Browser } from '@playwright/test'
import { findChromium, NO_CHROMIUM } from '../../scripts/chromium.mjs'
import { type Bench, CannotMeasure } from './bench.ts'

export const VIEWPORT = { width: 1280, height: 800 }

/** A Chromium that is closed when the measurement is over. */
export async function openChromium({ onEnd }: Bench): Promise<Browser> {
  const found = findChromium()
  if (!found) throw new CannotMeasure(NO_CHROMIUM)
  const { executablePath, env } = found
  const browser = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    env: { ...process.env, ...env },
    chromiumSandbox: process.getuid?.() !== 0, // Chromium's sandbox refuses root
    args: ['--no-first-run', '--disable-background-networking', '--disable-component-update'],
  })
  onEnd(() => browser.close())
  return browser
}
