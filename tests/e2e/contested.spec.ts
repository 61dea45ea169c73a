import type { Page } from '@playwright/test'
import { lookInBothThemes } from '../support/look.ts'
import {
  aComment,
  expect,
  newReader,
  painted,
  putOnPaper,
  signIn,
  test,
} from '../support/newsroom-test.ts'
import { IN_TIME, siteSays } from '../support/story.ts'

const WORDS = 'You clown, the tolls are fine.'

/** Goes to the only contested case by keyboard. */
async function toContested(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /Contested 1 waiting/ })).toBeVisible(IN_TIME)
  await page.keyboard.press('g')
  await page.keyboard.press('n')
  await painted(page)
}

test('two decide differently, the stricter stands, a lead rules by keyboard, and both read why', async ({
  browser,
  newsroom,
}) => {
  test.slow()
  await putOnPaper(newsroom, [aComment('both', WORDS, ['CON-ABU'])])
  const atDesk = await signIn(browser, newsroom, { who: 'ishbel', on: 'at-desk' })
  const laptop = await signIn(browser, newsroom, { who: 'rory', on: 'laptop' })
  for (const { page } of [atDesk, laptop]) {
    await expect(page.getByRole('option')).toHaveCount(1)
    await painted(page)
  }
  await newsroom.programs.desk.stop()
  await laptop.page.keyboard.press('d')
  await laptop.page.keyboard.press('b')
  await expect(laptop.page.getByText('Nothing is waiting').first()).toBeVisible()
  await laptop.stop()

  await newsroom.restartDesk()
  await painted(atDesk.page)
  await atDesk.page.keyboard.press('f')
  await atDesk.page.keyboard.press('n')
  await expect(atDesk.page.getByText(/On the site since/).first()).toBeVisible(IN_TIME)
  const reader = await newReader(browser, newsroom)
  await siteSays(reader, WORDS)

  const back = await signIn(browser, newsroom, { who: 'rory', on: 'laptop' })
  await siteSays(reader, WORDS, false)
  await toContested(back.page)
  await expect(back.page.getByText(/A lead has yet to rule/)).toBeVisible()

  const lead = await signIn(browser, newsroom, { who: 'morven', on: 'lead' })
  await toContested(lead.page)
  await expect(
    lead.page.getByRole('heading', { name: 'Two people decided this comment differently' }),
  ).toBeVisible()
  await expect(lead.page.getByText('The deletion stands for now,')).toBeVisible()
  await lead.page.keyboard.press('f')
  await expect(lead.page.getByRole('textbox', { name: /Why, in a sentence/ })).toBeFocused()
  await lead.page.keyboard.type('Rude about the tolls, not about a person.')
  await lookInBothThemes(lead.page, 'contested')
  await lead.page.keyboard.press('Enter')
  await expect(lead.page.getByText('Nothing is contested.')).toBeVisible()
  await siteSays(reader, WORDS)

  for (const { page } of [atDesk, back]) {
    if (page === atDesk.page) await toContested(page)
    await expect(
      page.getByRole('heading', { name: 'Morven Haldry ruled: the comment is kept' }),
    ).toBeVisible(IN_TIME)
    await expect(page.getByText('Rude about the tolls, not about a person.')).toBeVisible()
    if (page === back.page) await lookInBothThemes(page, 'contested and ruled')
    await painted(page)
    await page.keyboard.press('p')
    await expect(page.getByText('Nothing is contested.')).toBeVisible()
  }
  expect((await newsroom.runDesk('verify')).said).toContain('unbroken')
  for (const { stop } of [atDesk, back, lead]) await stop()
})
