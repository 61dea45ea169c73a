import type { Page, WebSocketRoute } from '@playwright/test'
import { lookInBothThemes } from '../support/look.ts'
import { aComment, expect, painted, putOnPaper, signIn, test } from '../support/newsroom-test.ts'
import { IN_TIME, press, queued } from '../support/story.ts'

const rows = (page: Page) => page.getByRole('listbox').first().getByRole('option')
const heading = (page: Page) => page.locator('[data-part="case-heading"]')

/** A wire that can be held up: what the program says waits until it is let go. */
function slowWire(page: Page) {
  let held: (() => void)[] | undefined
  const route = (near: WebSocketRoute) => {
    const far = near.connectToServer()
    near.onMessage((message) => {
      far.send(message)
    })
    far.onMessage((message) => {
      const pass = () => {
        near.send(message)
      }
      if (held) held.push(pass)
      else pass()
    })
  }
  return {
    lay: () => page.routeWebSocket(/.*/, route),
    hold: () => {
      held = []
    },
    letGo: () => {
      const waiting = held ?? []
      held = undefined
      for (const pass of waiting) pass()
    },
  }
}

/** Every rule of the picker with its letter, and whether it is wholly in sight. */
async function rulesInSight(page: Page): Promise<{ letters: string[]; hidden: string[] }> {
  const options = page.getByRole('group', { name: 'Every rule' }).getByRole('option')
  const seen = await options.evaluateAll((all) =>
    all.map((one) => {
      const { left, top, right, bottom } = one.getBoundingClientRect()
      const corners = [
        [left + 4, top + 4],
        [right - 4, bottom - 4],
      ] as const
      const inSight = corners.every(([x, y]) => {
        const there = document.elementFromPoint(x, y)
        return there !== null && one.contains(there)
      })
      return { letter: one.getAttribute('aria-keyshortcuts') ?? '', inSight }
    }),
  )
  return {
    letters: seen.map(({ letter }) => letter),
    hidden: seen.filter(({ inSight }) => !inSight).map(({ letter }) => letter),
  }
}

test('a case is handed on, put aside and found again by keyboard, and no early key goes astray', async ({
  browser,
  newsroom,
}) => {
  test.slow()
  await putOnPaper(newsroom, [
    aComment('one', 'The ferry is a disgrace and so are you.', ['CON-ABU']),
    aComment('two', 'Buy my roof moss remover. It shifts anything.', ['SPM-ADV']),
    aComment('three', 'Away and boil your heid, the lot of you.', ['CON-ABU']),
  ])
  const ishbel = await signIn(browser, newsroom, { who: 'ishbel' })
  const rory = await signIn(browser, newsroom, { who: 'rory' })
  for (const { page } of [ishbel, rory]) await queued(page, 3)

  // Every rule with its letter is in sight, however small the window.
  for (const size of [
    { width: 1280, height: 720 },
    { width: 1024, height: 640 },
  ]) {
    await ishbel.page.setViewportSize(size)
    await press(ishbel.page, 'd')
    await expect(ishbel.page.getByRole('dialog')).toBeVisible()
    const { letters, hidden } = await rulesInSight(ishbel.page)
    expect(letters.length).toBeGreaterThan(10)
    expect({ size, hidden }).toEqual({ size, hidden: [] })
    await press(ishbel.page, 'Escape')
    await expect(ishbel.page.getByRole('dialog')).toHaveCount(0)
  }
  await ishbel.page.setViewportSize({ width: 1280, height: 720 })

  // Peeked at, then handed to a colleague by a few letters, with a word.
  await press(ishbel.page, 'q')
  await expect(ishbel.page.getByRole('region', { name: 'The next cases' })).toBeVisible()
  await lookInBothThemes(ishbel.page, 'peek')
  await press(ishbel.page, 'Escape')
  await press(ishbel.page, 'h')
  const sheet = ishbel.page.getByRole('dialog', { name: 'Hand it on' })
  await expect(sheet.getByRole('option', { name: /Whoever is next/ })).toBeVisible()
  await ishbel.page.keyboard.type('ror')
  await expect(sheet.getByRole('option')).toHaveCount(1)
  await press(ishbel.page, 'Tab', 'Tab')
  await sheet.getByLabel('A word with it').fill('You know the ferry people.')
  await lookInBothThemes(ishbel.page, 'hand on')
  await press(ishbel.page, 'Enter')
  await queued(ishbel.page, 2)
  await expect(ishbel.page.getByText(/^You handed on/)).toBeVisible()
  await press(ishbel.page, 'y')
  await expect(rory.page.getByRole('button', { name: /Mine 1 waiting/ })).toBeVisible(IN_TIME)
  await press(rory.page, 'g', 'm')
  await queued(rory.page, 1)
  await expect(rory.page.getByText(/^Handed to you by Ishbel Corrie/)).toBeVisible()
  await expect(rory.page.getByText('You know the ferry people.')).toBeVisible()

  // Put aside until a time that is typed; listed under Mine; taken out again.
  await press(ishbel.page, 's')
  await lookInBothThemes(ishbel.page, 'put aside')
  await ishbel.page.keyboard.type('2 h')
  await press(ishbel.page, 'Enter')
  await queued(ishbel.page, 1)
  await press(ishbel.page, 'g', 'm')
  await queued(ishbel.page, 2)
  await expect(rows(ishbel.page).first()).toContainText('Aside until')
  await expect(rows(ishbel.page).last()).toContainText('you, to')
  await lookInBothThemes(ishbel.page, 'mine')
  await press(ishbel.page, 's')
  await expect(rows(ishbel.page)).toHaveCount(1)

  await ishbel.stop()
  await rory.stop()
})

test('keys pressed on a slow wire are for what they were meant for', async ({
  browser,
  newsroom,
}) => {
  test.slow()
  await putOnPaper(newsroom, [
    aComment('one', 'The ferry is a disgrace and so are you.', ['CON-ABU']),
    aComment('two', 'Buy my roof moss remover. It shifts anything.', ['SPM-ADV']),
    aComment('three', 'Away and boil your heid, the lot of you.', ['CON-ABU']),
  ])
  const { address } = await newsroom.openConsole()
  const page = await (await browser.newContext()).newPage()
  const wire = slowWire(page)
  await wire.lay()
  await page.goto(address)
  await page.getByLabel('Staff name').fill('ishbel')
  await page.getByLabel('Password').fill(newsroom.staff.ishbel)
  await press(page, 'Enter')
  await queued(page, 3)
  await press(page, 's', 'Enter')
  await queued(page, 2)
  await press(page, 's', 'Enter')
  await queued(page, 1)

  // Pressed before Mine is there: j moves in Mine, not in the queue that is still in sight.
  const before = await heading(page).textContent()
  wire.hold()
  await press(page, 'g', 'm', 'j')
  expect(await heading(page).textContent()).toBe(before)
  wire.letGo()
  await queued(page, 2)
  await expect(rows(page).last()).toHaveAttribute('aria-selected', 'true')

  // A verb is for the case that was on the screen, and opens once the list is there.
  const seen = await page.getByRole('main').getAttribute('data-case')
  wire.hold()
  await press(page, 'g', 'q', 'f')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  wire.letGo()
  await expect(page.getByRole('dialog', { name: 'Keep for which reason?' })).toBeVisible()
  await expect(page.getByRole('main')).toHaveAttribute('data-case', seen ?? '')
  await painted(page)
  await page.context().close()
})
