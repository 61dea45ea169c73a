import type { Locator, Page } from '@playwright/test'
import { openNewsroom } from '../support/newsroom.ts'
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

const HOSTILE = {
  script: '<script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">',
  markup: '</div></main><h1>Owned</h1><style>*{display:none}</style>',
  link: 'javascript:window.hacked=1 data:text/html,<script>window.hacked=1</script>',
  bidi: '\u202Eevil\u202C \u2066isolate \u202Dover',
  invisible: 'a\u200Bb\u200Dc\uFEFFd\u2060e',
  flood: `Z${'\u0300\u0489\u20DD'.repeat(300)} end`,
  wall: 'W'.repeat(128 * 1024 - 8),
  rtl: 'مرحبا '.repeat(40),
  word: 'Ä'.repeat(5000),
  families: '👨‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿👩🏽‍🚒'.repeat(60),
  tricks:
    'See https://strathlinn.example@evil.example/login and http://аpple.example/ or www.tolls.example.',
  unseen: '\u200b\u2060\u200d'.repeat(50),
}

/** Whose comment is wider than its box, if this one is. */
async function hangsOut(article: Locator): Promise<string[]> {
  const isWide = await article
    .locator('[data-part=comment]')
    .evaluate((box) => box.scrollWidth > box.clientWidth)
  const name = await article.getAttribute('aria-label')
  return isWide ? [/author_of_\w+/.exec(name ?? '')?.[0] ?? 'somebody'] : []
}

test('hostile text is inert and stays in its box, in the console and on the paper', async ({
  browser,
  newsroom,
}) => {
  test.slow()
  const names = Object.keys(HOSTILE)
  await putOnPaper(
    newsroom,
    Object.entries(HOSTILE).map(([name, body]) => aComment(name, body, ['CON-ABU'])),
  )
  const { page, stop } = await signIn(browser, newsroom, { who: 'ishbel' })
  await expect(page.getByRole('button', { name: `${names.length} waiting` })).toBeVisible()
  const hanging: string[] = []
  const frame = JSON.stringify(await page.getByRole('toolbar', { name: 'Decide' }).boundingBox())

  for (let i = 0; i < names.length; i++) {
    const article = page.getByRole('article', { name: /author_of_/ })
    await expect(article).toBeVisible()
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    expect(JSON.stringify(await page.getByRole('toolbar', { name: 'Decide' }).boundingBox())).toBe(
      frame,
    )
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    )
    expect(wide).toBe(false)
    hanging.push(...(await hangsOut(article)))
    await page.keyboard.press('j')
  }
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
  // A letter under hundreds of marks cannot be broken; it is clipped, and alone in that.
  expect(hanging.filter((author) => author !== 'author_of_flood')).toEqual([])

  const reader = await newReader(browser, newsroom)
  await reader.goto(`news/${ARTICLE.slug}`)
  await expect(reader.getByText('window.hacked = 1').first()).toBeVisible()
  expect(await reader.evaluate(() => 'hacked' in window)).toBe(false)
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText(ARTICLE.title)
  const wide = await reader.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  )
  expect(wide).toBe(false)
  await stop()
})

const RULES = ['CON-ABU', 'SAF-THR', 'TOP-DIS', null]

/** So many complaints about one comment, most in the same few words and some in none. */
function manyReports(from: number, count: number): ReturnType<typeof aComment>['reports'] {
  const at = new Date(Date.now() - 60_000).toISOString()
  return Array.from({ length: count }, (_, i) => ({
    ...{ key: `m${from + i}`, rule: RULES[i % 4] ?? null, spans: [], at },
    words: i % 5 === 0 ? ' ' : `This is vile, say I ${i % 60}.`,
    reporter: `pile-${from + i}`,
  }))
}

test('five thousand reports on one comment, and one that says nothing, are told on one screen', async ({
  browser,
  newsroom,
}) => {
  test.slow()
  const pile = aComment('pile', 'The ferry crew are a shower of eejits.')
  for (let from = 0; from < 5000; from += 1000)
    await putOnPaper(newsroom, [{ ...pile, reports: manyReports(from, 1000) }])
  const { page, stop } = await signIn(browser, newsroom, { who: 'ishbel' })
  await page.setViewportSize({ width: 1280, height: 720 })
  const facts = page.getByRole('complementary', { name: 'Facts' })
  await expect(facts.getByRole('heading', { name: '5,000 reports' })).toBeVisible({
    timeout: 60_000,
  })
  await expect(facts.getByText(/4,800 more reports at the desk/)).toBeVisible()
  await expect(facts.getByText(/gave no words/).first()).toBeVisible()
  await expect(page.locator('.listed')).toHaveText('eejits')
  const hangs = await facts.evaluate((box) => box.scrollWidth > box.clientWidth)
  expect(hangs).toBe(false)
  await stop()
})

test('a typical case is on one screen at 1280×720: its words, its reports, its author', async ({
  browser,
}) => {
  test.slow()
  const newsroom = await openNewsroom({ sample: true })
  try {
    const { page, stop } = await signIn(browser, newsroom, { who: 'ishbel' })
    await page.setViewportSize({ width: 1280, height: 720 })
    await painted(page)
    const count = Number(await page.getByRole('option').first().getAttribute('aria-setsize'))
    const hidden: string[] = []
    for (let i = 0; i < count; i++) {
      await painted(page)
      hidden.push(...(await outOfSight(page)))
      await page.keyboard.press('j')
    }
    expect(count).toBeGreaterThan(10)
    // An author with a history may run below the edge, in one case of ten; nothing else ever does.
    expect(hidden.filter((what) => !what.startsWith('author '))).toEqual([])
    expect(hidden.length, hidden.join(', ')).toBeLessThanOrEqual(count / 10)
    await stop()
  } finally {
    await newsroom.close()
  }
})

/** What of a case one would have to scroll for, by name. */
async function outOfSight(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const bottom = (selector: string) =>
      document.querySelector(selector)?.getBoundingClientRect().bottom ?? Infinity
    const no = document.querySelector('main')?.dataset['case'] ?? '?'
    const parts = [
      ['comment', '[data-part=comment]', '[data-part=case-body]'],
      ['reports', 'section[aria-labelledby=f-rep]', '.facts'],
      ['clocks', 'section[aria-labelledby=f-clk]', '.facts'],
      ['author', 'section[aria-labelledby=f-aut]', '.facts'],
    ] as const
    return parts
      .filter(([, part, box]) => bottom(part) > bottom(box) + 1)
      .map(([name]) => `${name} of case ${no}`)
  })
}
