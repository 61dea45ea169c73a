import { lookInBothThemes } from '../support/look.ts'
import { aComment, expect, painted, putOnPaper, signIn, test } from '../support/newsroom-test.ts'
import { IN_TIME, queued } from '../support/story.ts'

test('a night without a line: what waits, a killed laptop, and the list afterwards', async ({
  browser,
  newsroom,
}) => {
  test.slow()
  await putOnPaper(newsroom, [
    aComment('slip', 'Whoever parked across the lifeboat slip is a clown.', ['CON-ABU']),
    aComment('skip', 'My neighbour at number 9 has had the same skip since May.', ['CON-ABU']),
    aComment('tolls', 'The tolls are fine and you are all moaning.', ['CON-ABU']),
  ])
  const laptop = await signIn(browser, newsroom, { who: 'rory', on: 'laptop' })
  const colleague = await signIn(browser, newsroom, { who: 'ishbel', on: 'at-desk' })
  await queued(laptop.page, 3)
  await queued(colleague.page, 3)

  // The line is lost. Decisions go on, and each is on disk.
  await newsroom.programs.desk.stop()
  await expect(laptop.page.locator('#sync')).toContainText('Offline since', IN_TIME)
  for (const left of [2, 1]) {
    await laptop.page.keyboard.press('f')
    await laptop.page.keyboard.press('n')
    await expect(laptop.page.getByRole('option')).toHaveCount(left)
    await painted(laptop.page)
  }
  await laptop.page.keyboard.press('g')
  await laptop.page.keyboard.press('b')
  const waits = laptop.page.getByRole('table', { name: '2 things waiting on this laptop' })
  await expect(waits.getByRole('row')).toHaveCount(3)
  await expect(waits).toContainText('Keep')
  await expect(waits).toContainText('No breach')
  await expect(laptop.page.getByText('You may close the lid.')).toHaveCount(1)
  await expect(laptop.page.getByText(/Next try in \d+ s/)).toBeVisible(IN_TIME)
  await laptop.page.keyboard.press('y')
  await expect(laptop.page.getByText(/Tried just now: no answer/).first()).toBeVisible(IN_TIME)
  await lookInBothThemes(laptop.page, 'offline batch')
  await laptop.kill()

  // A colleague decides one of them otherwise, before the laptop is back.
  await newsroom.restartDesk()
  await colleague.page.keyboard.press('y')
  await expect(colleague.page.locator('#sync')).toContainText('Synced', IN_TIME)
  await painted(colleague.page)
  await colleague.page.keyboard.press('d')
  await colleague.page.keyboard.press('b')
  await expect(colleague.page.getByRole('option')).toHaveCount(2)
  await expect(colleague.page.getByText('On the site').first()).toBeVisible(IN_TIME)
  await colleague.stop()

  const back = await signIn(browser, newsroom, { who: 'rory', on: 'laptop' })
  const said = back.page.getByRole('button', { name: /1 settled, 1 contested\./ })
  await expect(said).toBeVisible(IN_TIME)
  await lookInBothThemes(back.page, 'coming back')
  await back.page.keyboard.press('g')
  await back.page.keyboard.press('b')
  const list = back.page.getByRole('region', { name: /Last time you came back/ })
  await expect(list).toContainText('All 2 you made have an answer.')
  await expect(list).toContainText('Ishbel Corrie deleted what you kept')
  await expect(said).toHaveCount(0)
  await lookInBothThemes(back.page, 'came back')
  await list.getByRole('button', { name: /^Open/ }).click()
  await expect(back.page.getByText('Your decision is contested.').first()).toBeVisible()
  await back.stop()
})
