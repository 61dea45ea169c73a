import { type Browser, expect, test as base, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { ImportItem } from '../../src/shared/platform/operator.ts'
import { type Newsroom, openNewsroom } from './newsroom.ts'

export { expect } from '@playwright/test'

/** A test with a newsroom of its own. It begins with one article and no comment. */
export const test = base.extend<{ newsroom: Newsroom }>({
  newsroom: async ({}, use) => {
    const newsroom = await openNewsroom({ sample: false })
    await use(newsroom)
    await newsroom.close()
  },
})

const HOUR = 3_600_000

/** The article that stories are told under. */
export const ARTICLE = {
  slug: 'harbour-tolls',
  title: 'Harbour tolls to double from October',
  section: 'News',
  paragraph: 'Fishing boats will pay twice as much to land at Strathlinn from 1 October.',
  publishedAt: new Date(Date.now() - 6 * HOUR).toISOString(),
}

/** A comment as the operator's door takes it: what the test names, and the rest by default. */
export function aComment(
  externalId: string,
  body: string,
  rules: readonly (string | null)[] = [],
): ImportItem {
  const at = new Date(Date.now() - HOUR).toISOString()
  return {
    externalId,
    body,
    postedAt: at,
    author: { handle: `author_of_${externalId}` },
    article: ARTICLE,
    reports: rules.map((rule, i) => ({
      key: `r${i}`,
      rule,
      words: `Complaint ${i + 1} about ${externalId}.`,
      spans: [],
      at,
      reporter: `reader-${i}`,
    })),
  }
}

/** Puts comments on the paper by the operator's door. */
export async function putOnPaper(newsroom: Newsroom, items: readonly ImportItem[]): Promise<void> {
  const keys = z
    .object({ operator: z.string() })
    .parse(JSON.parse(readFileSync(path.join(newsroom.folder, 'paper/keys.json'), 'utf8')))
  const answer = await fetch(new URL('operator/v1/comments', newsroom.paper), {
    method: 'POST',
    headers: { authorization: `Bearer ${keys.operator}`, 'content-type': 'application/json' },
    body: JSON.stringify({ source: 'story', items }),
  })
  expect(answer.status, await answer.clone().text()).toBe(200)
}

/** A reader in a browser of their own: nobody shares a cookie. */
export async function newReader(browser: Browser, newsroom: Newsroom): Promise<Page> {
  const context = await browser.newContext({ baseURL: newsroom.paper })
  return context.newPage()
}

/** Opens a console in a browser of its own and signs in. Complaints of the page fail the test. */
export async function signIn(
  browser: Browser,
  newsroom: Newsroom,
  { who, on = who }: { readonly who: keyof Newsroom['staff']; readonly on?: string },
): Promise<{
  readonly page: Page
  readonly stop: () => Promise<unknown>
  readonly kill: () => Promise<void>
}> {
  const { address, program } = await newsroom.openConsole(on)
  const context = await browser.newContext()
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(address)
  const name = page.getByLabel('Staff name')
  const queue = page.getByRole('listbox', { name: 'Queue' })
  await expect(name.or(queue).or(page.getByText('Nothing is waiting')).first()).toBeVisible()
  if (await name.isVisible()) {
    await name.fill(who)
    await page.getByLabel('Password').fill(newsroom.staff[who])
    await page.keyboard.press('Enter')
    await expect(name).toBeHidden()
  }
  expect(complaints).toEqual([])
  const leave = async () => {
    await context.close()
  }
  return {
    page,
    stop: async () => {
      await leave()
      await program.stop()
    },
    kill: async () => {
      await program.kill()
      await leave()
    },
  }
}

/** Waits until the case that the page shows is on the glass: a verb counts from then on. */
export async function painted(page: Page): Promise<void> {
  const main = page.getByRole('main')
  await expect(main).toHaveAttribute('data-case')
  await expect(async () => {
    const shown = await main.getAttribute('data-case')
    expect(await page.locator('html').getAttribute('data-on-glass')).toBe(shown)
  }).toPass({ intervals: [10], timeout: 20_000 })
}
