// Takes the pictures in docs/screenshots from the sample day, so that they show what there is.
import { type Browser, chromium, type Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { findChromium, NO_CHROMIUM } from './chromium.mjs'

const root = path.resolve(import.meta.dirname, '..')
const folder = path.join(root, 'docs/screenshots')
const data = mkdtempSync(path.join(os.tmpdir(), 'linesman-pictures-'))

/** Starts the sample newsroom; resolves with what it prints once the console is open. */
async function startSample() {
  const args = ['scripts/start.ts', '--browser', '--no-open', '--data', data, '--port', '0']
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  for await (const line of createInterface({ input: child.stdout })) {
    said += `${line}\n`
    if (line.startsWith('Console: ')) break
  }
  return { child, said }
}

function found(said: string, pattern: RegExp): string {
  const text = pattern.exec(said)?.[1]
  if (text === undefined) throw new Error(`the start did not say ${pattern}`)
  return text
}

async function openConsole(browser: Browser, said: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(found(said, /^Console: (\S+)/m))
  await page.getByLabel('Staff name').fill('ishbel')
  await page.getByLabel('Password').fill(found(said, /^Sign in: ishbel (\S+)/m))
  await page.keyboard.press('Enter')
  await page.getByRole('article').first().waitFor()
  await page.getByText('Nothing waiting').first().waitFor()
  return page
}

async function takePictures(page: Page): Promise<void> {
  const take = async (name: string) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: path.join(folder, `${name}-${colorScheme}.png`) })
    }
  }
  await take('queue')
  await page.keyboard.press('d')
  await page.getByRole('dialog', { name: /Delete/ }).waitFor()
  await take('rules')
  await page.keyboard.press('Escape')
}

const chosen = findChromium()
if (!chosen) throw new Error(NO_CHROMIUM)
mkdirSync(folder, { recursive: true })
const { child, said } = await startSample()
const browser = await chromium.launch({
  ...(chosen.executablePath === undefined ? {} : { executablePath: chosen.executablePath }),
  env: { ...process.env, ...chosen.env },
  chromiumSandbox: process.getuid?.() !== 0,
})
try {
  await takePictures(await openConsole(browser, said))
} finally {
  await browser.close()
  child.kill('SIGTERM')
  await once(child, 'exit')
  rmSync(data, { recursive: true, force: true })
}
