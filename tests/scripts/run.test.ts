import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

test('an unknown command is answered with the known ones', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', 'strat'], {
    encoding: 'utf8',
  })

  expect(status).toBe(1)
  expect(stderr).toMatch(/^Say one of: start, test, [a-z, ]+\.\n$/)
})
