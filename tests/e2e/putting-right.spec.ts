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
import { IN_TIME, queued, siteSays } from '../support/story.ts'

const restore = async (page: Page) => {
  await painted(page)
  await page.keyboard.press('r')
  await expect(page.getByRole('dialog', { name: 'Restore for which reason?' })).toBeVisible()
  await page.keyboard.press('m')
}

test('a deletion is found again by search and restored, and the site shows the words again', async ({
  browser,
  newsroom,
}) => {
  await putOnPaper(newsroom, [aComment('kirk', 'The kirk roof needs slates.', ['CON-ABU'])])
  const reader = await newReader(browser, newsroom)
  const { page, stop } = await signIn(browser, newsroom, { who: 'ishbel' })
  await queued(page, 1)
  await page.keyboard.press('d')
  await page.keyboard.press('b')
  await siteSays(reader, 'The kirk roof needs slates.', false)

  await page.keyboard.press('/')
  await page.getByRole('combobox', { name: /Search every comment/ }).fill('slates')
  const found = page.getByRole('listbox', { name: /Comments found/ })
  await expect(found.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await restore(page)

  await siteSays(reader, 'The kirk roof needs slates.')
  await stop()
})

test('the comment beside it is raised as a case of its own and decided', async ({
  browser,
  newsroom,
}) => {
  await putOnPaper(newsroom, [
    aComment('fair', 'A fair point about the tolls.', ['TOP-DIS']),
    aComment('foul', 'Ring him at home on 01234 567890.'),
  ])
  const reader = await newReader(browser, newsroom)
  const { page, stop } = await signIn(browser, newsroom, { who: 'rory' })
  await queued(page, 1)

  await page.keyboard.press('t')
  await page.keyboard.press('u')
  const raise = page.getByRole('dialog', { name: 'Raise as a case' })
  await expect(raise).toContainText('Ring him at home')
  await page.keyboard.press('p')
  await expect(raise.getByRole('option', { selected: true })).toContainText('p')
  await raise.getByRole('textbox', { name: 'Why it should be looked at' }).fill('A home number.')
  await page.keyboard.press('Control+Enter')

  await expect(page.getByRole('option')).toHaveCount(2, IN_TIME)
  const raised = page.getByRole('article', { name: /author_of_foul/ })
  await page.keyboard.press('Shift+K')
  if (!(await raised.isVisible())) await page.keyboard.press('Shift+J')
  await expect(raised).toBeVisible()
  await expect(page.getByText('A home number.').first()).toBeVisible()
  await painted(page)
  await page.keyboard.press('d')
  await page.keyboard.press('p')
  await siteSays(reader, '01234 567890', false)
  await siteSays(reader, 'A fair point about the tolls.')
  await stop()
})

test('a comment is hidden until a lead answers, and comes back when it may', async ({
  browser,
  newsroom,
}) => {
  test.slow()
  await putOnPaper(newsroom, [aComment('court', 'The trial begins on Monday.', ['LEG-COC'])])
  const reader = await newReader(browser, newsroom)
  const { page, stop } = await signIn(browser, newsroom, { who: 'ishbel' })
  await queued(page, 1)
  await page.keyboard.press('e')
  const ask = page.getByRole('dialog', { name: 'Ask a lead' })
  await ask.getByRole('textbox', { name: 'Your question' }).fill('May this be said?')
  await page.keyboard.press('Control+u')
  await expect(ask.getByRole('switch', { name: /Hide the comment/ })).toBeChecked()
  await page.keyboard.press('Control+Enter')
  await siteSays(reader, 'The trial begins on Monday.', false)

  const lead = await signIn(browser, newsroom, { who: 'morven' })
  await expect(lead.page.getByRole('button', { name: /Escalated 1 waiting/ })).toBeVisible(IN_TIME)
  await lead.page.keyboard.press('g')
  await lead.page.keyboard.press('e')
  await expect(lead.page.getByText('May this be said?').first()).toBeVisible()
  await painted(lead.page)
  await lead.page.keyboard.press('e')
  const answer = lead.page.getByRole('dialog', { name: 'Answer the question' })
  await answer.getByRole('textbox', { name: 'Your answer' }).fill('It may. Put it back.')
  await lead.page.keyboard.press('Control+Enter')

  await expect(page.getByText('It may. Put it back.').first()).toBeVisible(IN_TIME)
  await restore(page)
  await siteSays(reader, 'The trial begins on Monday.')
  await stop()
  await lead.stop()
})
