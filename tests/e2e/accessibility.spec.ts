import { look as lookAt } from '../support/look.ts'
import { aComment, expect, painted, putOnPaper, test } from '../support/newsroom-test.ts'

for (const colorScheme of ['light', 'dark'] as const)
  test(`every view is free of WCAG 2.2 AA faults, ${colorScheme}`, async ({
    browser,
    newsroom,
  }) => {
    test.slow()
    await putOnPaper(newsroom, [
      aComment('one', 'The ferry is a disgrace, you clown.', ['CON-ABU', 'CON-OBS', null]),
      aComment('two', 'Buy my roof moss remover.', ['SPM-ADV']),
    ])
    const { address, program } = await newsroom.openConsole()
    const context = await browser.newContext({ colorScheme })
    const page = await context.newPage()
    const look = (view: string) => lookAt(page, colorScheme, view)

    await page.goto(address)
    await expect(page.getByLabel('Staff name')).toBeVisible()
    await look('sign-in')
    await page.getByLabel('Staff name').fill('ishbel')
    await page.getByLabel('Password').fill(newsroom.staff.ishbel)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('option')).toHaveCount(2)
    await look('queue and case')
    for (const [view, key, dialog] of [
      ['rule picker', 'd', /Delete/],
      ['reason picker', 'f', /Keep/],
      ['key sheet', '?', 'Keys'],
      ['palette', 'Control+k', 'Do anything'],
    ] as const) {
      await painted(page)
      await page.keyboard.press(key)
      await expect(page.getByRole('dialog', { name: dialog })).toBeVisible()
      await look(view)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog', { name: dialog })).toBeHidden()
    }
    await painted(page)
    await page.keyboard.press('f')
    await page.keyboard.press('n')
    await expect(page.getByRole('option')).toHaveCount(1)
    await look('after a decision')
    await painted(page)
    await page.keyboard.press('d')
    await page.keyboard.press('v')
    await expect(page.getByText('Nothing is waiting').first()).toBeVisible()
    await look('empty queue')
    await program.stop()
    await expect(page.getByRole('alert').first()).toBeVisible()
    await look('lost program')
    await context.close()
  })
