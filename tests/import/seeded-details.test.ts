import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ARCHIVE_ARTICLES } from '../../scripts/import/archive-articles.ts'
import {
  SPREAD_MS,
  seededArticle,
  seededHandle,
  seededPostedAt,
  seededReportAt,
  seededReporter,
} from '../../scripts/import/seeded-details.ts'
import { ImportArticle } from '../../src/shared/platform/operator.ts'

const untilMs = Date.UTC(2026, 4, 12, 14, 32)
const ids = Array.from({ length: 4000 }, (_, i) => String(239_612 + i))

describe('what a row leaves out', () => {
  it('is the same for the same row at every run', () => {
    expect(seededHandle('239612')).toBe('Bonnie Gannet')
    expect(seededArticle('239612', untilMs).title).toBe(seededArticle('239612', untilMs + 1).title)
    expect(seededReporter('239612', '1')).toBe(seededReporter('239612', '1'))
  })

  it('spreads over some 400 handles and every article', () => {
    expect(new Set(ids.map(seededHandle)).size).toBeGreaterThan(390)
    expect(new Set(ids.map((id) => seededArticle(id, untilMs).slug)).size).toBe(
      ARCHIVE_ARTICLES.length,
    )
  })

  it('makes articles that the paper takes, each with a slug of its own', () => {
    const slugs = ARCHIVE_ARTICLES.map(
      (article) =>
        ImportArticle.parse({ ...article, publishedAt: '2026-05-01T00:00:00.000Z' }).slug,
    )

    expect(new Set(slugs).size).toBe(ARCHIVE_ARTICLES.length)
  })

  it('puts a comment in the week before the end, and its reports between it and the end', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(1000), (id, key) => {
        const postedAt = seededPostedAt(id, untilMs)
        const at = seededReportAt(id, String(key), { postedAt, untilMs })

        expect(postedAt).toBeGreaterThanOrEqual(untilMs - SPREAD_MS)
        expect(at - postedAt).toBeGreaterThanOrEqual(3 * 60_000)
        expect(at - postedAt).toBeLessThanOrEqual(9 * 3_600_000)
        expect(at).toBeLessThanOrEqual(untilMs)
      }),
    )
  })

  it('never dates a report after the end, even of a comment posted at the end', () => {
    expect(seededReportAt('1', '1', { postedAt: untilMs, untilMs })).toBe(untilMs)
  })

  it('makes the reports of a comment come from different readers', () => {
    const readers = ['1', '2', '3'].map((key) => seededReporter('239612', key))

    expect(new Set(readers).size).toBe(3)
  })
})
