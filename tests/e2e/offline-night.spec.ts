import type { Page } from '@playwright/test'
import {
  aComment,
  expect,
  newReader,
  painted,
  putOnPaper,
  signIn,
  test,
} from '../support/newsroom-test.ts'
import { lookInBothThemes } from '../support/look.ts'
import {
  IN_TIME,
  press,
  queued,
  readerReports,
  siteSays,
  subscriberPosts,
} from '../support/story.ts'

/** What nobody but the laptop decides. */
const PLAIN = ['tide', 'kirk', 'mast', 'quay', 'buoy', 'rope', 'sail'] as const
const BOTH = 'The convener is a numpty and so is his brother.'
const FRESH = 'I will say it again: the ferry is a disgrace.'
const OWN = 'The tolls were fair for thirty years.'
const EDITED = 'The tolls were a robbery for thirty years.'

const inQueue = (page: Page) => page.getByRole('listbox').getByRole('option')
const shown = (page: Page, author: string) =>
  page.getByRole('article', { name: new RegExp(author) })

/** Goes to the cases of one's batch, as many as wait. */
async function toBatch(page: Page, count: number): Promise<void> {
  await press(page, 'g', 'b')
  await expect(page.getByRole('heading', { name: /^Your batch/ })).toBeVisible()
  await press(page, 'Enter')
  await queued(page, count)
}

/** Deletes the case on the glass as personal abuse. */
async function deleteOne(page: Page, left: number): Promise<void> {
  await painted(page)
  await press(page, 'd', 'b')
  await expect(inQueue(page)).toHaveCount(left)
}

test('an offline night: ten cases on a laptop, a colleague, an author, a reader, a kill, and a ruling', async ({
  browser,
  newsroom,
}) => {
  test.slow()
  await putOnPaper(newsroom, [
    ...PLAIN.map((id) => aComment(id, `You ${id}, the tolls are fine.`, ['CON-ABU'])),
    aComment('both', BOTH, ['CON-ABU']),
    aComment('fresh', FRESH, ['CON-ABU']),
  ])
  const author = await subscriberPosts(browser, newsroom, { name: 'kelvin_sider', words: OWN })
  const reader = await newReader(browser, newsroom)
  await readerReports(reader, { by: 'kelvin_sider', why: 'He is wrong.' })

  // Friday evening: Rory takes all ten until the morning, and Ishbel sees whose they are.
  const evening = await signIn(browser, newsroom, { who: 'rory', on: 'laptop' })
  const desk = await signIn(browser, newsroom, { who: 'ishbel', on: 'at-desk' })
  await expect(inQueue(evening.page)).toHaveCount(10, IN_TIME)
  await expect(inQueue(desk.page)).toHaveCount(10, IN_TIME)
  await press(evening.page, 'Shift+B')
  const sheet = evening.page.getByRole('dialog', { name: 'Take a batch' })
  await expect(sheet).toBeVisible()
  await press(evening.page, 'Control+a')
  await evening.page.keyboard.type('10')
  await press(evening.page, 'Enter')
  await expect(sheet.getByRole('heading', { name: /^10 cases are yours until/ })).toBeVisible()
  await expect(sheet.getByText(/^Everything you need/)).toBeVisible(IN_TIME)
  await press(evening.page, 'Enter')
  await toBatch(evening.page, 10)
  await expect(inQueue(desk.page).filter({ hasText: /R\. Lamont until/ })).toHaveCount(10)

  // On the train: no line. Five are decided, the laptop dies, and five more are decided after it.
  await newsroom.programs.desk.stop()
  await expect(evening.page.locator('#sync')).toContainText('Offline since', IN_TIME)
  for (let left = 9; left >= 5; left--) await deleteOne(evening.page, left)
  await evening.kill()
  const night = await signIn(browser, newsroom, { who: 'rory', on: 'laptop' })
  await toBatch(night.page, 5)
  for (let left = 4; left >= 1; left--) await deleteOne(night.page, left)
  await painted(night.page)
  await press(night.page, 'd', 'b')
  await press(night.page, 'g', 'b')
  await expect(
    night.page.getByRole('table', { name: '10 things waiting on this laptop' }),
  ).toBeVisible()
  await night.kill()

  // Meanwhile the desk is up again. Ishbel keeps one of them, its author edits another, a reader
  // reports a third once more. Then the desk is restarted once more.
  await newsroom.restartDesk()
  await press(desk.page, 'y')
  await expect(desk.page.locator('#sync')).toContainText('Synced', IN_TIME)
  for (let i = 0; i < 10 && !(await shown(desk.page, 'author_of_both').isVisible()); i++) {
    await press(desk.page, 'j')
    await painted(desk.page)
  }
  await press(desk.page, 'f', 'n')
  await expect(desk.page.getByText(/On the site since/).first()).toBeVisible(IN_TIME)
  await author
    .getByRole('article', { name: 'kelvin_sider' })
    .getByRole('link', { name: 'Edit' })
    .click()
  await author.getByRole('textbox').first().fill(EDITED)
  await author.getByRole('button', { name: /Save|Change|Edit/ }).click()
  await expect(author.getByText(EDITED)).toBeVisible()
  await readerReports(reader, { by: 'author_of_fresh', why: 'Again, and worse.' })
  await expect(desk.page.getByRole('option', { name: /×2/ })).toBeVisible(IN_TIME)
  await newsroom.restartDesk()

  // Sunday: the laptop is back. Everything has an answer, and the list says which.
  const back = await signIn(browser, newsroom, { who: 'rory', on: 'laptop' })
  await press(back.page, 'g', 'b')
  const list = back.page.getByRole('region', { name: /Last time you came back/ })
  await expect(list).toContainText('All 10 you made have an answer.', IN_TIME)
  await expect(list).toContainText('8settled')
  await expect(list).toContainText('1contested')
  for (const id of PLAIN) await siteSays(reader, `You ${id},`, false)
  await siteSays(reader, BOTH, false)
  await siteSays(reader, EDITED)

  // The one with a new report is back in the queue for anybody, with the earlier decision beside it.
  await press(desk.page, 'y')
  await expect(desk.page.getByRole('option', { name: /disgrace/ })).toBeVisible(IN_TIME)

  // A lead reads both, side by side, and rules; the site follows, and Rory reads why.
  const lead = await signIn(browser, newsroom, { who: 'morven', on: 'lead' })
  await expect(lead.page.getByRole('button', { name: /Contested 1 waiting/ })).toBeVisible(IN_TIME)
  await press(lead.page, 'g', 'n')
  await painted(lead.page)
  await expect(lead.page.getByText('The deletion stands for now,')).toBeVisible()
  await press(lead.page, 'f')
  await lead.page.keyboard.type('Rude, but about how he runs the harbour.')
  await press(lead.page, 'Enter')
  await siteSays(reader, BOTH)
  await press(back.page, 'g', 'n')
  await expect(back.page.getByRole('heading', { name: 'Contested', exact: true })).toBeVisible()
  await queued(back.page, 2)
  await lookInBothThemes(back.page, 'contested, edited')
  await press(back.page, 'Shift+K')
  await expect(back.page.getByText('Rude, but about how he runs the harbour.').first()).toBeVisible(
    IN_TIME,
  )
  expect((await newsroom.runDesk('verify')).said).toContain('unbroken')
  for (const { stop } of [desk, back, lead]) await stop()
})
