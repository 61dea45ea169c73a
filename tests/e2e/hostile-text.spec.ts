import {
  aComment,
  ARTICLE,
  expect,
  newReader,
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
    await page.keyboard.press('j')
  }
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)

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
