import { describe, expect, test } from 'vitest'
import { add, closingLine, fromPlaywright, reasons } from '../../scripts/tally.mjs'

describe("Playwright's report", () => {
  const spec = (status: string, annotations: { type: string; description?: string }[] = []) => ({
    tests: [{ status, annotations }],
  })

  test('is counted through every suite, and a flaky test has failed', () => {
    const inner = { specs: [spec('expected'), spec('flaky')] }
    const suites = [{ specs: [spec('expected'), spec('unexpected')], suites: [inner] }]

    expect(fromPlaywright({ suites, errors: [] })).toEqual({ passed: 2, failed: 2, skipped: [] })
  })

  test('an error outside every test is a failure', () => {
    expect(fromPlaywright({ suites: [], errors: [{}] }).failed).toBe(1)
  })

  test('says why a test was skipped', () => {
    const why = spec('skipped', [{ type: 'skip', description: 'no Electron here' }])
    const suites = [{ specs: [why, spec('skipped', [{ type: 'skip' }])] }]

    expect(fromPlaywright({ suites, errors: [] }).skipped).toEqual([
      'no Electron here',
      'no reason given',
    ])
  })
})

test('tallies add up', () => {
  const one = { passed: 1, failed: 0, skipped: ['a'] }

  expect(add(one, { passed: 2, failed: 3, skipped: ['b'] })).toEqual({
    passed: 3,
    failed: 3,
    skipped: ['a', 'b'],
  })
})

test('skipped tests are told by reason', () => {
  expect(reasons({ passed: 0, failed: 0, skipped: ['a', 'b', 'a'] })).toEqual([
    'skipped 2: a',
    'skipped 1: b',
  ])
})

test.each([
  [{ passed: 3, failed: 0, skipped: [] }, '3 passed, 0 failed'],
  [{ passed: 3, failed: 1, skipped: ['a', 'a'] }, '3 passed, 1 failed, 2 skipped'],
])('the closing line', (tally, line) => {
  expect(closingLine(tally)).toBe(line)
})
