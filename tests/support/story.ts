/** What the stories of a newsroom have in common: keys, the queue, and what readers see. */
import type { Browser, Page } from '@playwright/test'
import type { Newsroom } from './newsroom.ts'
import { ARTICLE, expect, newReader, painted } from './newsroom-test.ts'

/** As long as a decision may take from the key to the reader's page on a busy machine. */
export const IN_TIME = { timeout: 60_000 }

/** Presses these keys, one after the other. */
export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** Waits until the list holds this many and the chosen one is on the glass. */
export async function queued(page: Page, count: number): Promise<void> {
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(count, IN_TIME)
  await painted(page)
}

/** Waits until a reader who opens the article again finds these words, or finds them gone. */
export async function siteSays(reader: Page, words: string, there = true): Promise<void> {
  await expect(async () => {
    await reader.goto(`news/${ARTICLE.slug}`)
    const text = await reader.getByRole('main').innerText()
    expect(text.includes(words)).toBe(there)
  }).toPass(IN_TIME)
}

/** Somebody subscribes and posts under the article, by the pages a reader sees; their browser. */
export async function subscriberPosts(
  browser: Browser,
  newsroom: Newsroom,
  { name, words }: { readonly name: string; readonly words: string },
): Promise<Page> {
  const author = await newReader(browser, newsroom)
  await author.goto('register')
  await author.getByLabel('The name that stands over your comments').fill(name)
  await author.getByLabel('E-mail address').fill(`${name}@example.invalid`)
  await author.getByLabel(/Password/).fill('a long enough password')
  await author.getByRole('button', { name: 'Subscribe' }).click()
  await author.getByRole('link', { name: ARTICLE.title }).first().click()
  await author.getByRole('textbox').first().fill(words)
  await author.getByRole('button', { name: /Post/ }).click()
  await expect(author.getByText(words)).toBeVisible()
  return author
}

/** A reader presses *report this post* on somebody's comment, for personal abuse, and says why. */
export async function readerReports(
  reader: Page,
  { by, why }: { readonly by: string; readonly why: string },
): Promise<void> {
  await reader.goto(`news/${ARTICLE.slug}`)
  const post = reader.getByRole('article', { name: by })
  await post.getByRole('link', { name: 'Report this post' }).click()
  const dialog = reader.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeVisible()
  await dialog.getByLabel('Personal abuse').check()
  await dialog.getByLabel('What is wrong with it?').fill(why)
  await dialog.getByRole('button', { name: 'Report' }).click()
  await expect(dialog.getByText('Your report has reached the moderators')).toBeVisible()
}
