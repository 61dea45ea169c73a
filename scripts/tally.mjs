// What the test runners counted, and the two ways of telling it.

/** One reason for each skipped test. @typedef {{ passed: number, failed: number, skipped: string[] }} Tally */

/** @typedef {{ type: string, description?: string }} Annotation */
/** @typedef {{ status: string, annotations: Annotation[] }} PlaywrightTest */
/** @typedef {{ specs: { tests: PlaywrightTest[] }[], suites?: Suite[] }} Suite */

/**
 * @param {Suite} suite
 * @returns {PlaywrightTest[]}
 */
const testsOf = ({ specs, suites = [] }) => [
  ...specs.flatMap(({ tests }) => tests),
  ...suites.flatMap(testsOf),
]

/**
 * From Playwright's JSON report. A flaky test has failed.
 * @param {{ suites: Suite[], errors: unknown[] }} report
 * @returns {Tally}
 */
export function fromPlaywright({ suites, errors }) {
  const tests = suites.flatMap(testsOf)
  const passed = tests.filter(({ status }) => status === 'expected').length
  const skipped = tests.filter(({ status }) => status === 'skipped')
  return {
    passed,
    failed: tests.length - passed - skipped.length + errors.length,
    skipped: skipped.map(
      ({ annotations }) =>
        annotations.find(({ type, description }) => type === 'skip' && description)?.description ??
        'no reason given',
    ),
  }
}

/**
 * @param {Tally} one
 * @param {Tally} other
 * @returns {Tally}
 */
export const add = (one, other) => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: [...one.skipped, ...other.skipped],
})

/**
 * What was skipped, a line for each reason.
 * @param {Tally} tally
 */
export function reasons({ skipped }) {
  const counts = new Map()
  for (const reason of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].map(([reason, count]) => `skipped ${count}: ${reason}`)
}

/**
 * The line that closes every run; CI reads it.
 * @param {Tally} tally
 */
export const closingLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped.length ? `, ${skipped.length} skipped` : ''}`
