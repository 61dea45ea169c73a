import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CaseId, OpId, ReportId, uuidV7 } from '../../src/shared/domain/ids.ts'
import { Instant } from '../../src/shared/domain/instant.ts'

const random = fc.uint8Array({ minLength: 10, maxLength: 10 })
const ms = fc.integer({ min: 0, max: 2 ** 48 - 1 })

describe('ids', () => {
  it('made for ops are UUIDv7 and sort by the time they were made', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(ms, random), { minLength: 2 }), (made) => {
        const ids = made.map(([at, chance]) => uuidV7(at, chance))

        for (const id of ids) expect(OpId.safeParse(id).success).toBe(true)
        for (const [i, [at]] of made.entries())
          if (at < (made[0]?.[0] ?? 0)) expect((ids[i] ?? '') < (ids[0] ?? '')).toBe(true)
      }),
    )
  })

  it('of one thing are refused in the place of another', () => {
    expect(CaseId.safeParse('case_12ab').success).toBe(true)
    expect(ReportId.safeParse('case_12ab').success).toBe(false)
    expect(OpId.safeParse('018F0000-0000-7000-8000-00000000000A').success).toBe(false)
  })
})

it('an instant is a date that exists, in UTC, to the millisecond', () => {
  expect(Instant.safeParse('2026-05-12T14:32:00.000Z').success).toBe(true)
  for (const wrong of [
    '2026-05-12T14:32:00Z',
    '2026-05-12T14:32:00.000+01:00',
    '2026-02-30T00:00:00.000Z',
    '2026-13-01T00:00:00.000Z',
  ])
    expect(Instant.safeParse(wrong).success).toBe(false)
})
