import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import path from 'node:path'

/** Where pictures of every view are wanted, for people to look at; else none is taken. */
const pictures = process.env.LINESMAN_PICTURES

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
]

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
  )
}

/** Claims that what the page shows is free of WCAG 2.2 AA faults; `theme` and `view` name it. */
export async function look(page: Page, theme: string, view: string): Promise<void> {
  for (const size of pictures === undefined ? [] : SIZES) {
    await page.setViewportSize(size)
    const name = `${view.replaceAll(' ', '-')}-${theme}-${size.width}.png`
    await page.screenshot({ path: path.join(pictures ?? '', name) })
  }
  expect({ view, faults: await faults(page) }).toEqual({ view, faults: [] })
}

/** Claims the same of the page in both themes. */
export async function lookInBothThemes(page: Page, view: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await look(page, colorScheme, view)
  }
}
