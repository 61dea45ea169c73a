import { defineConfig } from '@playwright/test'
import { findChromium, NO_CHROMIUM } from './scripts/chromium.mjs'

const chromium = findChromium()
if (!chromium) throw new Error(NO_CHROMIUM)
const { executablePath, env } = chromium

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // A whole newsroom starts for each test, on a machine that may be busy. Nothing here times anything.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      env: { ...process.env, ...env },
      chromiumSandbox: process.getuid?.() !== 0, // Chromium's sandbox refuses root
      args: [
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
