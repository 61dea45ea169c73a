import type { Page } from '@playwright/test'
import { lookInBothThemes } from '../support/look.ts'
import { aComment, expect, painted, putOnPaper, signIn, test } from '../support/newsroom-test.ts'
import { press } from '../support/story.ts'

const rows = (page: Page) => page.getByRole('listbox').getByRole('option')

test('a batch is taken, seen, taken over, decided offline and given back, by keyboard', async ({
  browser,
  newsroom,
}) => {
  test.slow()
  await putOnPaper(newsroom, [
    aComment('one', 'The ferry is a disgrace and so are you.', ['CON-ABU']),
    aComment('two', 'Buy my roof moss remover. It shifts anything.', ['SPM-ADV']),
    aComment('three', 'Away and boil your heid, the lot of you.', ['CON-ABU']),
    aComment('four', 'I know where the harbour master drinks.', ['SAF-THR']),
  ])
  const ishbel = await signIn(browser, newsroom, { who: 'ishbel' })
  const rory = await signIn(browser, newsroom, { who: 'rory' })
  for (const { page } of [ishbel, rory]) await expect(rows(page)).toHaveCount(4)

  // Taken from the first field to the first case without a pointer.
  await press(ishbel.page, 'Shift+B')
  const sheet = ishbel.page.getByRole('dialog', { name: 'Take a batch' })
  await ishbel.page.keyboard.type('101')
  await press(ishbel.page, 'Enter')
  await expect(sheet.getByText('Take between 1 and 100 cases.')).toBeVisible()
  await press(ishbel.page, 'Control+a')
  await ishbel.page.keyboard.type('3')
  await press(ishbel.page, 'Enter')
  await expect(sheet.getByRole('heading', { name: /^3 cases are yours until/ })).toBeVisible()
  await expect(sheet.getByText(/^Left out: 1 grave \(S1\)/)).toBeVisible()
  await expect(sheet.getByText(/^Everything you need/)).toBeVisible()
  await press(ishbel.page, 'Enter')
  await expect(ishbel.page.getByRole('heading', { name: 'Batch', exact: true })).toBeVisible()
  await expect(rows(ishbel.page)).toHaveCount(3)
  await painted(ishbel.page)

  // Seen by a colleague, who takes one over with a reason.
  await expect(rows(rory.page).filter({ hasText: /with I\. Corrie until/ })).toHaveCount(3)
  await press(rory.page, 'Shift+J')
  const head = rory.page.getByText(/^Ishbel Corrie has this one until .* You may still decide\.$/)
  await expect(head.first()).toBeVisible()
  await painted(rory.page)
  await lookInBothThemes(rory.page, 'claimed by a colleague')
  await press(rory.page, 'c')
  const panel = rory.page.getByRole('dialog', { name: 'Take it over' })
  await panel.getByRole('textbox').fill('The editor asks for it now.')
  await lookInBothThemes(rory.page, 'take over')
  await press(rory.page, 'Control+Enter')
  await expect(panel).toBeHidden()
  await expect(rory.page.getByText(/^Yours until .* Press c to let it go\.$/).first()).toBeVisible()
  await expect(rows(ishbel.page)).toHaveCount(2)

  // Decided within the batch while the desk is away, and what cannot be given back then is said.
  await newsroom.programs.desk.stop()
  await expect(ishbel.page.getByText(/^Offline since/).first()).toBeVisible()
  await painted(ishbel.page)
  await press(ishbel.page, 'd', 'v')
  await expect(rows(ishbel.page)).toHaveCount(1)
  await press(ishbel.page, 'g', 'b')
  await expect(ishbel.page.getByRole('heading', { name: /^Your batch: 2 cases/ })).toBeVisible()
  await lookInBothThemes(ishbel.page, 'batch, offline')
  await press(ishbel.page, 'r')
  await expect(ishbel.page.getByText('Not given back.')).toBeVisible()

  // Back again: sent by itself, and the rest given back for all to see.
  await newsroom.restartDesk()
  await press(ishbel.page, 'y')
  await expect(ishbel.page.getByRole('heading', { name: /^Your batch: 1 case,/ })).toBeVisible()
  await press(ishbel.page, 'r')
  await expect(ishbel.page.getByRole('heading', { name: 'You have no batch' })).toBeVisible()
  await press(rory.page, 'y')
  await expect(rows(rory.page)).toHaveCount(3)
  await expect(rows(rory.page).filter({ hasText: /with I\. Corrie/ })).toHaveCount(0)

  // A case that is open is looked at, and a colleague is told.
  await press(ishbel.page, 'g', 'q')
  await press(ishbel.page, 'Shift+K')
  await expect(rows(rory.page).filter({ hasText: /I\. Corrie is looking/ })).toHaveCount(1)
  await ishbel.stop()
  await rory.stop()
})
