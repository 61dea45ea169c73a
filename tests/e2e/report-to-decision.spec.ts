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
import { readerReports, subscriberPosts } from '../support/story.ts'

test.slow()

test('a report becomes a decision that the site shows', async ({ browser, newsroom }) => {
  await putOnPaper(newsroom, [aComment('first', 'The tolls were fair for thirty years.')])

  // One reader subscribes and posts, by the pages a reader sees.
  const words = 'You absolute rocket, the council could not organise a raffle. 😂'
  const author = await subscriberPosts(browser, newsroom, { name: 'kelvin_sider', words })

  // Another, who is nobody's subscriber, reports it.
  const reader = await newReader(browser, newsroom)
  await readerReports(reader, { by: 'kelvin_sider', why: 'Name-calling.' })
  const post = reader.getByRole('article', { name: 'kelvin_sider' })

  // A minute later a moderator has it, and keeps what was said about it in sight.
  const shift = await signIn(browser, newsroom, { who: 'ishbel' })
  const { page } = shift
  await expect(page.getByRole('option', { name: /kelvin_sider|absolute rocket/ })).toBeVisible()
  await expect(page.getByRole('article', { name: /kelvin_sider/ })).toContainText(words)
  await expect(page.getByRole('complementary', { name: 'Facts' })).toContainText('Name-calling.')

  // Two keys. The tape speaks only once it is on disk.
  await painted(page)
  await page.keyboard.press('d')
  await expect(page.getByRole('dialog', { name: /Delete/ })).toBeVisible()
  await page.keyboard.press('b')
  await expect(page.getByText('You deleted kelvin_sider’s comment, Personal abuse.')).toBeVisible()

  // The laptop dies inside the undo window: nothing is lost, and nothing was doubled.
  await shift.kill()
  const again = await signIn(browser, newsroom, { who: 'ishbel' })
  await expect(again.page.getByText('Nothing is waiting')).toBeVisible()

  // The site shows it, and so does the author's own page.
  await expect(async () => {
    await reader.reload()
    await expect(post).toContainText('This comment was removed by a moderator')
  }).toPass()
  await expect(post).toContainText('Personal abuse')
  await expect(post).not.toContainText('rocket')
  await author.goto('your-comments')
  await expect(author.getByRole('main')).toContainText(words)
  await expect(author.getByRole('main')).toContainText('Personal abuse')

  // The desk is stopped and started, and the log's chain holds from the first entry.
  await newsroom.restartDesk()
  const verdict = await newsroom.runDesk('verify')
  expect(verdict.said).toContain('unbroken')
  expect(verdict.code).toBe(0)
  await again.stop()
})

test('undo within the window leaves no trace at the desk or on the site', async ({
  browser,
  newsroom,
}) => {
  await putOnPaper(newsroom, [aComment('calm', 'A mild remark about the tide.', ['TOP-DIS'])])
  const { page, stop } = await signIn(browser, newsroom, { who: 'rory' })
  await expect(page.getByRole('article', { name: /author_of_calm/ })).toBeVisible()

  await painted(page)
  await page.keyboard.press('f')
  await page.keyboard.press('n')
  await expect(page.getByText('Nothing is waiting')).toBeVisible()
  await page.keyboard.press('z')

  await expect(page.getByRole('article', { name: /author_of_calm/ })).toBeVisible()
  await stop()
  await newsroom.restartDesk()
  expect((await newsroom.runDesk('verify')).said).toContain('unbroken')
})

test('while the desk is away decisions wait, in words, and arrive when it is back', async ({
  browser,
  newsroom,
}) => {
  await putOnPaper(newsroom, [
    aComment('one', 'The ferry is a disgrace.', ['CON-ABU']),
    aComment('two', 'Buy my roof moss remover.', ['SPM-ADV', 'SPM-ADV']),
  ])
  const { page, stop } = await signIn(browser, newsroom, { who: 'ishbel' })
  await expect(page.getByRole('option')).toHaveCount(2)
  await newsroom.programs.desk.stop()
  await expect(page.getByRole('contentinfo')).toContainText('Offline')

  await painted(page)
  await page.keyboard.press('f')
  await page.keyboard.press('n')
  await expect(page.getByRole('option')).toHaveCount(1)
  await painted(page)
  await page.keyboard.press('d')
  await page.keyboard.press('v')
  await expect(page.getByRole('contentinfo')).toContainText('2 decisions waiting', {
    timeout: 20_000,
  })

  await newsroom.restartDesk()
  await page.keyboard.press('y')
  await expect(page.getByRole('contentinfo')).toContainText('Nothing waiting', { timeout: 60_000 })
  const reader = await newReader(browser, newsroom)
  await expect(async () => {
    await reader.goto(`news/${ARTICLE.slug}`)
    await expect(reader.getByRole('main')).toContainText('This comment was removed by a moderator')
  }).toPass()
  await expect(reader.getByRole('main')).toContainText('The ferry is a disgrace.')
  await stop()
})
