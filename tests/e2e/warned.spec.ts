import { aComment, expect, putOnPaper, signIn, test } from '../support/newsroom-test.ts'
import { lookInBothThemes } from '../support/look.ts'
import { press, queued } from '../support/story.ts'

const BODY =
  'I do not say that the harbour master is a liar. See https://tolls.example@evil.example/fares, teuchter.'

test('slurs are masked until a key shows them, and a cut that turns the sense is warned of', async ({
  browser,
  newsroom,
}) => {
  await putOnPaper(newsroom, [aComment('turned', BODY, ['CON-ABU'])])
  const { page, stop } = await signIn(browser, newsroom, { who: 'ishbel' })
  await queued(page, 1)
  const comment = page.locator('[data-part=comment]')

  await page.keyboard.press('Control+k')
  await page.keyboard.type('mask slurs')
  await page.keyboard.press('Enter')
  await expect(comment).not.toContainText('teuchter')
  await expect(page.getByRole('listbox').first()).not.toContainText('teuchter')
  await lookInBothThemes(page, 'masked')
  await page.keyboard.press('m')
  await expect(comment).toContainText('teuchter')
  await lookInBothThemes(page, 'marked words and a defanged link')

  await page.keyboard.press('a')
  await press(page, 'ArrowRight', 'ArrowRight', 'Space')
  await expect(page.getByRole('alert')).toContainText('Cut 1 takes out “not”.')
  await lookInBothThemes(page, 'amend, warned of')
  await stop()
})
