import { look } from '../support/look.ts'
import { aComment, expect, painted, putOnPaper, signIn, test } from '../support/newsroom-test.ts'
import { IN_TIME, press, queued } from '../support/story.ts'

/** A comment by one author, reported by one reader an hour ago, or now. */
function abuse(id: string, body: string, at?: string) {
  const item = aComment(id, body, ['CON-ABU'])
  const reports = item.reports.map((report) => ({
    ...report,
    reporter: 'reader-rab',
    at: at ?? report.at,
  }))
  return { ...item, author: { handle: 'shore_street_sal' }, reports }
}

test('An author’s record is beside the case, colleagues read the note, and a misuser is muted', async ({
  browser,
  newsroom,
}) => {
  test.slow()
  await putOnPaper(newsroom, [
    abuse('one', 'You are a clown, and so is your brother.'),
    abuse('two', 'A second helping of the same from me.'),
    abuse('three', 'And a third, because nobody stops me.'),
  ])
  const { page, stop } = await signIn(browser, newsroom, { who: 'ishbel' })
  await queued(page, 3)
  const facts = page.getByRole('complementary', { name: 'Facts' })

  // Before a decision of one's own nobody is told who reported.
  await press(page, 'i')
  const sheet = page.getByRole('dialog', { name: 'Who reported this' })
  await expect(sheet.getByText(/shown once the desk has your own decision/)).toBeVisible(IN_TIME)
  await press(page, 'Escape')

  // A delete becomes a strike with its end, and its comment is beside the next one, to be opened.
  await painted(page)
  await press(page, 'd', 'b')
  await queued(page, 2)
  await press(page, 'y')
  await expect(facts.getByText('Personal abuse', { exact: true })).toBeVisible(IN_TIME)
  await expect(facts.getByText('1 for Personal abuse')).toBeVisible(IN_TIME)
  await expect(facts.getByText(/^ends \d+ \w+$/)).toBeVisible()

  // A note is there at once, taken back and written again.
  await painted(page)
  await press(page, 'n')
  const panel = page.getByRole('dialog', { name: 'Note about the author' })
  await expect(panel.getByText(/may oblige the paper to show it/)).toBeVisible()
  await panel.getByRole('textbox').fill('Third account since March.')
  await look(page, 'light', 'note about an author')
  await press(page, 'Control+Enter')
  await expect(facts.getByText('Third account since March.')).toBeVisible()
  await press(page, 'z')
  await expect(facts.getByText('No notes')).toBeVisible()
  await press(page, 'n')
  await panel.getByRole('textbox').fill('Third account since March.')
  await press(page, 'Control+Enter')
  await expect(facts.getByText(/You, .*, not sent yet/)).toBeVisible()
  await press(page, 'y')
  await expect(facts.getByText(/^Ishbel Corrie, /)).toBeVisible(IN_TIME)

  const other = facts.getByRole('button', { name: /Deleted: Personal abuse/ })
  await other.focus()
  await look(page, 'light', 'an author with a record')
  await press(page, 'Enter')
  await expect(page.getByRole('heading', { name: 'Deleted', level: 1 })).toBeFocused()
  await painted(page)
  await press(page, 'i')
  await expect(sheet.getByText('3 reports; 1 of 1 decided upheld (100 %)')).toBeVisible(IN_TIME)
  await expect(sheet.getByRole('button', { name: /Mute/ })).toHaveCount(0)
  await press(page, 'Escape')
  await stop()

  // A lead reads the note, names the reader, and mutes them for a reason.
  const lead = await signIn(browser, newsroom, { who: 'morven', on: 'lead' })
  await queued(lead.page, 2)
  await expect(lead.page.getByText('Third account since March.')).toBeVisible(IN_TIME)
  await press(lead.page, 'i')
  const whose = lead.page.getByRole('dialog', { name: 'Who reported this' })
  await expect(whose.getByRole('option')).toHaveCount(1, IN_TIME)
  await press(lead.page, 'i')
  await expect(whose.getByRole('button', { name: /Show who/ })).toHaveCount(0, IN_TIME)
  await look(lead.page, 'light', 'reporters, named')
  await press(lead.page, 'Shift+M')
  await whose.getByLabel('Why').fill('Reports whatever she writes.')
  await lead.page.emulateMedia({ colorScheme: 'dark' })
  await look(lead.page, 'dark', 'muting a reader')
  await press(lead.page, 'Control+Enter')
  await expect(whose.getByText(/^muted until/)).toBeVisible(IN_TIME)
  await expect(whose.getByRole('listbox')).toBeFocused()
  await press(lead.page, 'Escape')

  // What that reader reports now opens no case; what another reports does.
  await putOnPaper(newsroom, [
    abuse('four', 'Reported by the muted reader alone.', new Date().toISOString()),
    aComment('five', 'Reported by somebody else.', ['CON-ABU']),
  ])
  await queued(lead.page, 3)
  await expect(lead.page.getByRole('option').filter({ hasText: 'muted reader' })).toHaveCount(0)
  await lead.stop()
})
