import type { Page } from '@playwright/test'
import { aComment, expect, painted, putOnPaper, signIn, test } from '../support/newsroom-test.ts'

/** Fifty comments that differ in length, script, reasons and number of reports. */
const cases = Array.from({ length: 50 }, (_, i) => {
  const bodies = [
    'Aye.',
    'The ferry was late again and nobody said why. '.repeat(1 + (i % 9)),
    `First line.\n\nSecond paragraph, number ${i}.\n\nThird.`,
    'شكرا للمجلس على لا شيء 😂 كالعادة',
    'x'.repeat(400 + i),
    `See https://example.invalid/${'long/'.repeat(i)} for the proof.`,
  ]
  const rules = ['CON-ABU', 'SAF-THR', 'TOP-DIS', null, 'PRV-DATA']
  const reports = Array.from(
    { length: 1 + (i % 4) },
    (_, k) => rules[(i + k) % rules.length] ?? null,
  )
  return aComment(`case-${i}`, bodies[i % bodies.length] ?? 'Aye.', reports)
})

async function boxes(page: Page) {
  const places = {
    head: page.getByRole('heading', { level: 1 }),
    bar: page.getByRole('toolbar', { name: 'Decide' }),
    keep: page.getByRole('button', { name: 'Keep' }),
    delete: page.getByRole('button', { name: 'Delete' }),
    comment: page.locator('[data-part=comment]'),
  }
  const found: Record<string, string> = {}
  for (const [name, place] of Object.entries(places)) {
    const box = await place.boundingBox()
    // Where a thing begins must not move; how far a heading or a comment runs is its own affair.
    found[name] = name === 'bar' ? JSON.stringify(box) : `${box?.x} ${box?.y}`
  }
  return found
}

test('nothing jumps: the same things stand in the same places over 50 different cases', async ({
  browser,
  newsroom,
}) => {
  test.slow()
  await putOnPaper(newsroom, cases)
  const { page, stop } = await signIn(browser, newsroom, { who: 'ishbel' })
  await expect(page.getByRole('button', { name: '50 waiting' })).toBeVisible()
  await painted(page)
  await page.keyboard.press('d')
  const rules = page.getByRole('listbox', { name: /Rules/ })
  const picker = JSON.stringify(await rules.boundingBox())
  await page.keyboard.press('Escape')
  const first = await boxes(page)

  for (let i = 1; i < 50; i++) {
    const before = await page.getByRole('main').getAttribute('data-case')
    await page.keyboard.press('j')
    await expect(page.getByRole('main')).not.toHaveAttribute('data-case', before ?? '')
    await painted(page)
    expect(await boxes(page)).toEqual(first)
    await page.keyboard.press('d')
    expect(JSON.stringify(await rules.boundingBox())).toBe(picker)
    await page.keyboard.press('Escape')
  }
  await stop()
})
