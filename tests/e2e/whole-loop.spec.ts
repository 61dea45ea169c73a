import {
  aComment,
  ARTICLE,
  expect,
  newReader,
  painted,
  putOnPaper,
  signIn,
  test,
} from '../support/newsroom-test.ts'

/** A comment whose second sentence a reader pointed at. */
function pointedAt(id: string, before: string, pointed: string) {
  const item = aComment(id, before + pointed, ['CON-ABU'])
  const [report] = item.reports
  if (!report) throw new Error('it has a report')
  const spans = [[before.length, before.length + pointed.length] as [number, number]]
  return { ...item, reports: [{ ...report, spans }] }
}

test('amend, ask, answer, delete and the log, across paper, desk and consoles', async ({
  browser,
  newsroom,
}) => {
  test.slow()
  await putOnPaper(newsroom, [
    pointedAt(
      'rude',
      'The harbour trust is wrong about the tolls. 😂 ',
      'The convener is a numpty.',
    ),
    aComment('court', 'Everybody knows he did it.', ['LEG-COC']),
  ])
  const reader = await newReader(browser, newsroom)
  const address = `news/${ARTICLE.slug}`

  // The moderator cuts what the reader pointed at: amend, the reported words, decide.
  const shift = await signIn(browser, newsroom, { who: 'ishbel' })
  const { page } = shift
  await expect(page.getByRole('option')).toHaveCount(2)
  await expect(page.getByRole('article', { name: /author_of_court/ })).toBeVisible()
  await painted(page)
  await page.keyboard.press('e')
  const ask = page.getByRole('dialog', { name: 'Ask a lead' })
  await ask.getByRole('textbox', { name: 'Your question' }).fill('Is this case live?')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('article', { name: /author_of_rude/ })).toBeVisible()
  await painted(page)
  await page.keyboard.press('a')
  await expect(page.getByRole('heading', { name: /Amend/ })).toBeVisible()
  await page.keyboard.press('f')
  await expect(page.getByRole('button', { name: /Amend with 1 cut/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Nothing is waiting').first()).toBeVisible()

  // The site shows the token, the mark and the rule; the author's other words stand.
  await expect(async () => {
    await reader.goto(address)
    await expect(reader.getByRole('main')).toContainText('[personal abuse removed by a moderator]')
  }).toPass({ timeout: 60_000 })
  await expect(reader.getByRole('main')).toContainText('wrong about the tolls. 😂')
  await expect(reader.getByRole('main')).toContainText('edited by a moderator')
  await expect(reader.getByRole('main')).not.toContainText('numpty')

  // A lead answers the question, and the case is back in the moderator's queue.
  const lead = await signIn(browser, newsroom, { who: 'morven' })
  await expect(lead.page.getByRole('button', { name: /Escalated 1 waiting/ })).toBeVisible({
    timeout: 30_000,
  })
  await lead.page.keyboard.press('g')
  await lead.page.keyboard.press('e')
  await expect(lead.page.getByText('Is this case live?').first()).toBeVisible()
  await painted(lead.page)
  await lead.page.keyboard.press('e')
  const answer = lead.page.getByRole('dialog', { name: 'Answer the question' })
  await answer.getByRole('textbox', { name: 'Your answer' }).fill('It is. Take it down.')
  await lead.page.keyboard.press('Control+Enter')
  await expect(page.getByText('It is. Take it down.').first()).toBeVisible({ timeout: 60_000 })
  await painted(page)
  await page.keyboard.press('d')
  await page.keyboard.press('c')
  await expect(page.getByText('Nothing is waiting').first()).toBeVisible()

  // The lead reads it in the log, with the exact text, and checks the chain on the spot.
  await lead.page.keyboard.press('g')
  await lead.page.keyboard.press('l')
  await expect(lead.page.getByRole('heading', { name: 'The log' })).toBeAttached()
  await expect(lead.page.getByText('Amended').first()).toBeVisible({ timeout: 60_000 })
  await lead.page.keyboard.press('v')
  await expect(lead.page.getByText(/The log is unbroken/).first()).toBeVisible({ timeout: 30_000 })
  expect((await newsroom.runDesk('verify')).said).toContain('unbroken')
  await shift.stop()
  await lead.stop()
})

test('a comment is found by its words and opened by key', async ({ browser, newsroom }) => {
  await putOnPaper(newsroom, [
    aComment('tide', 'The spring tide took the pontoon.', ['TOP-DIS']),
    aComment('kirk', 'The kirk roof needs slates.', ['TOP-DIS']),
  ])
  const { page, stop } = await signIn(browser, newsroom, { who: 'rory' })
  await expect(page.getByRole('option')).toHaveCount(2)

  await page.keyboard.press('/')
  await page.getByRole('combobox', { name: /Search every comment/ }).fill('pontoo')

  const found = page.getByRole('listbox', { name: /Comments found/ })
  await expect(found.getByRole('option')).toHaveCount(1)
  await expect(found).toContainText('spring tide')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('article', { name: /author_of_tide/ })).toBeVisible()
  await stop()
})
