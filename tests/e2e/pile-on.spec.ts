import { look, lookInBothThemes } from '../support/look.ts'
import { aComment, expect, painted, putOnPaper, signIn, test } from '../support/newsroom-test.ts'
import { press, queued } from '../support/story.ts'

test('a pile-on: six on one thread are one event, looked at, decided together and taken back', async ({
  browser,
  newsroom,
}) => {
  test.slow()
  await putOnPaper(
    newsroom,
    Array.from({ length: 6 }, (_, i) =>
      aComment(`pile-${i}`, `Buy roof moss remover, number ${i}. It shifts anything.`, ['SPM-ADV']),
    ),
  )
  const { page, stop } = await signIn(browser, newsroom, { who: 'ishbel' })
  await queued(page, 6)
  const burst = page.getByRole('group', { name: /^6 cases on / })
  await expect(burst.getByRole('option')).toHaveCount(6)
  await painted(page)
  await lookInBothThemes(page, 'burst open')

  await press(page, 'ArrowLeft')
  await expect(page.getByRole('option')).toHaveCount(1)
  await look(page, 'light', 'burst closed')
  await press(page, 'w')
  await expect(page.getByRole('dialog', { name: 'Why here?' })).toBeVisible()
  await lookInBothThemes(page, 'why here')
  await press(page, 'Escape', 'ArrowRight')

  const together = page.getByRole('dialog', { name: 'Decide together' })
  await press(page, 'b')
  await expect(together).toBeVisible()
  await look(page, 'light', 'together verb')
  await press(page, 'd')
  await expect(together.getByRole('option').first()).toBeVisible()
  await look(page, 'light', 'together rule')
  await press(page, 'v')
  await expect(together.getByText(/6 cases in, 0 left out/)).toBeVisible()
  await lookInBothThemes(page, 'together preview')
  await press(page, 'Enter')
  await expect(together).toHaveCount(0)
  await expect(page.getByText(/^6 cases deleted, .*Undo with z\.$/)).toBeAttached()
  await press(page, 'z')
  await queued(page, 6)
  await expect(
    page.getByText('Undone. 6 cases are back and nobody was told.').first(),
  ).toBeVisible()

  await press(page, '/')
  const field = page.getByRole('combobox', { name: /Search every comment/ })
  await field.fill('rule:')
  await expect(page.getByRole('listbox', { name: 'Go on with' })).toBeVisible()
  await lookInBothThemes(page, 'search offers')
  await field.fill('moss is:open -author:nobody')
  await expect(
    page.getByRole('listbox', { name: /Comments found/ }).getByRole('option'),
  ).toHaveCount(6)
  await field.fill('colour:red')
  await expect(page.getByText(/There is no colour: here/)).toBeVisible()
  await look(page, 'light', 'search fault')
  await stop()
})
