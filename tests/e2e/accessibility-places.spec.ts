import { look as lookAt } from '../support/look.ts'
import { aComment, expect, painted, putOnPaper, test } from '../support/newsroom-test.ts'

/** A comment whose first five letters a reader pointed at. */
function pointedAt(id: string, body: string) {
  const item = aComment(id, body, ['CON-ABU'])
  const spans: [number, number][] = [[0, 5]]
  return { ...item, reports: item.reports.map((report) => ({ ...report, spans })) }
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`every place and form is free of WCAG 2.2 AA faults, ${colorScheme}`, async ({
    browser,
    newsroom,
  }) => {
    test.slow()
    await putOnPaper(newsroom, [
      pointedAt('one', 'Clown! The ferry is a disgrace and the tolls are worse. Who voted for it?'),
      aComment('two', 'Buy my roof moss remover. It shifts anything.', ['SPM-ADV']),
      aComment('three', 'The trial begins on Monday, and we all know how it ends.', ['LEG-COC']),
      aComment('four', 'A fair point about the harbour that nobody reported.'),
    ])
    const { address, program } = await newsroom.openConsole()
    const context = await browser.newContext({ colorScheme })
    const page = await context.newPage()
    const look = (view: string) => lookAt(page, colorScheme, view)
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key)
    }
    await page.goto(address)
    await page.getByLabel('Staff name').fill('morven')
    await page.getByLabel('Password').fill(newsroom.staff.morven)
    await press('Enter')
    await expect(page.getByRole('option')).toHaveCount(3)

    // Forms over a case: the thread, raising, asking, amending and what stands amended.
    await painted(page)
    await press('t')
    await look('thread in focus')
    await press('u')
    await expect(page.getByRole('dialog', { name: 'Raise as a case' })).toBeVisible()
    await look('raise')
    await press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await painted(page)
    await press('e')
    await page.getByRole('textbox', { name: 'Your question' }).fill('May this be said?')
    await press('Control+u')
    await look('ask')
    await press('Control+Enter')
    await expect(page.getByRole('option')).toHaveCount(2)
    await painted(page)
    const amend = page.getByRole('heading', { name: /Amend/ })
    if (!(await page.getByRole('article', { name: /author_of_one/ }).isVisible())) await press('j')
    await expect(page.getByRole('article', { name: /author_of_one/ })).toBeVisible()
    await painted(page)
    await press('a')
    await expect(amend).toBeVisible()
    await look('amend')
    await press('f')
    await expect(page.getByRole('button', { name: /Amend with 1 cut/ })).toBeVisible()
    await look('amend with a cut')
    await press('Enter')
    await expect(page.getByRole('option')).toHaveCount(1)

    // Lists: narrowing, search, and the places with and without something in them.
    await press('l')
    await expect(page.getByRole('dialog', { name: 'List only' })).toBeVisible()
    await look('narrowing')
    await page.keyboard.type('advert')
    await press('Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await look('narrowed')
    await press('x', '/')
    const search = page.getByRole('combobox', { name: /Search every comment/ })
    await search.fill('ferry')
    const found = page.getByRole('listbox', { name: /Comments found/ })
    await expect(found.getByRole('option')).toHaveCount(1)
    await look('search')
    await press('Enter')
    await expect(page.getByRole('article', { name: /author_of_one/ })).toBeVisible()
    await look('standing amendment')
    await press('/')
    await search.fill('zebra')
    await expect(page.getByText(/No comment/).first()).toBeVisible()
    await look('search without result')
    await press('Escape', 'g', 'e')
    await expect(page.getByText('May this be said?').first()).toBeVisible()
    await look('escalated')
    await painted(page)
    await press('e')
    await page.getByRole('textbox', { name: 'Your answer' }).fill('It may.')
    await look('answer')
    await press('Escape', 'g', 'n')
    await expect(page.getByText('Nothing is contested.')).toBeVisible()
    await look('contested, empty')

    await press('g', 'l')
    await expect(page.getByText('Amended').first()).toBeVisible({ timeout: 60_000 })
    await look('log')
    await press('v')
    await expect(page.getByText(/The log is unbroken/).first()).toBeVisible({ timeout: 60_000 })
    await press('l')
    await expect(page.getByRole('dialog', { name: 'List only' })).toBeVisible()
    await look('narrowing the log')
    await press('Escape')

    // Taking a batch: the place without one, the sheet and what is wrong in it, what was taken.
    await press('g', 'b')
    await expect(page.getByRole('heading', { name: 'You have no batch' })).toBeVisible()
    await look('batch, none')
    await press('Shift+B')
    const sheet = page.getByRole('dialog', { name: 'Take a batch' })
    await expect(sheet).toBeVisible()
    await look('take a batch')
    await page.keyboard.type('0')
    await press('Enter')
    await expect(sheet.getByText('Take between 1 and 100 cases.')).toBeVisible()
    await look('take a batch, wrong')
    await page.getByRole('checkbox', { name: 'I am the only one on' }).check()
    await page.getByRole('spinbutton', { name: /How many/ }).fill('5')
    await press('Enter')
    await expect(sheet.getByRole('heading', { name: /yours until/ })).toBeVisible()
    await look('batch taken')
    await press('Escape')
    await expect(page.getByRole('heading', { name: /^Your batch/ })).toBeVisible()
    await look('batch')
    await press('Enter')
    await painted(page)
    await look('in the batch')
    await context.close()
    await program.stop()
  })
