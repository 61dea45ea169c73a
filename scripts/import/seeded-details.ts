/**
 * What a row leaves out is made up from its id: the same row always gets the same author and
 * article, and the same time before the same end, whatever was imported before it.
 */
import { hash } from 'node:crypto'
import type { ImportArticle } from '../../src/shared/platform/operator.ts'
import { ARCHIVE_ARTICLES } from './archive-articles.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long before the end the oldest made-up comment was posted. */
export const SPREAD_MS = 7 * DAY
/** The newest is this old, so that reports have room between it and the end. */
const NEWEST_MS = 30 * MINUTE
const SOONEST_REPORT_MS = 3 * MINUTE
const LATEST_REPORT_MS = 9 * HOUR

const MANNERS = [
  ...['Auld', 'Bonnie', 'Braw', 'Canny', 'Couthy', 'Crabbit', 'Douce', 'Dour', 'Drookit', 'Fly'],
  ...[
    'Gallus',
    'Glaikit',
    'Hamely',
    'Peerie',
    'Sleekit',
    'Sonsie',
    'Thrawn',
    'Trig',
    'Wee',
    'Wabbit',
  ],
] as const
const CREATURES = [
  ...[
    'Badger',
    'Corbie',
    'Curlew',
    'Dipper',
    'Gannet',
    'Grouse',
    'Hare',
    'Heron',
    'Hoolet',
    'Laverock',
  ],
  ...[
    'Marten',
    'Merlin',
    'Otter',
    'Partan',
    'Peewit',
    'Puffin',
    'Salmon',
    'Selkie',
    'Tod',
    'Whaup',
  ],
] as const

/** A number in [0, 1) that is the same for the same purpose and row, and tells nothing of others. */
function seeded(purpose: string, rowId: string): number {
  return Number.parseInt(hash('sha256', `${purpose}\n${rowId}`).slice(0, 12), 16) / 2 ** 48
}

function choose<T>(list: readonly [T, ...T[]], at: number): T {
  return list[Math.floor(at * list.length)] ?? list[0]
}

/** One of 400 invented handles. */
export function seededHandle(rowId: string): string {
  return `${choose(MANNERS, seeded('manner', rowId))} ${choose(CREATURES, seeded('creature', rowId))}`
}

/** One of the invented articles. Their order and number are part of the rule. */
export function seededArticle(rowId: string, untilMs: number): ImportArticle {
  const article = choose(ARCHIVE_ARTICLES, seeded('article', rowId))
  return { ...article, publishedAt: new Date(untilMs - SPREAD_MS - DAY).toISOString() }
}

/** When a comment was posted: within the seven days before `untilMs`, in milliseconds. */
export function seededPostedAt(rowId: string, untilMs: number): number {
  return Math.round(untilMs - NEWEST_MS - seeded('posted', rowId) * (SPREAD_MS - NEWEST_MS))
}

/**
 * When the report of this key came: minutes to hours after the comment, never after `untilMs`.
 *
 * A comment posted at the very end leaves no minutes; then its reports come at once.
 */
export function seededReportAt(
  rowId: string,
  key: string,
  { postedAt, untilMs }: { readonly postedAt: number; readonly untilMs: number },
): number {
  const soonest = Math.min(SOONEST_REPORT_MS, untilMs - postedAt)
  const room = Math.min(LATEST_REPORT_MS, untilMs - postedAt) - soonest
  return Math.round(postedAt + soonest + seeded(`report ${key}`, rowId) ** 2 * room)
}

/** Who sent the report of this key: one value a report, so that they count as different readers. */
export function seededReporter(rowId: string, key: string): string {
  return `reader-${hash('sha256', `reporter ${key}\n${rowId}`).slice(0, 16)}`
}
