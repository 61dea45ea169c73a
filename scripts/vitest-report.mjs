// vitest's own JSON report leaves out why a test was skipped.
import { writeFileSync } from 'node:fs'

/** Writes a tally of the run to the file named by LINESMAN_VITEST_TALLY. */
export default class TallyReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} errors
   */
  onTestRunEnd(modules, errors) {
    const file = process.env.LINESMAN_VITEST_TALLY
    if (!file) return
    const tally = { passed: 0, failed: errors.length, skipped: /** @type {string[]} */ ([]) }
    for (const module of modules) {
      tally.failed += module.errors().length
      for (const test of module.children.allTests()) {
        const result = test.result()
        if (result.state === 'passed') tally.passed++
        else if (result.state === 'skipped') tally.skipped.push(result.note ?? 'no reason given')
        else tally.failed++ // failed, or never finished
      }
    }
    writeFileSync(file, JSON.stringify(tally))
  }
}
