import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'

const versions = z.record(z.string(), z.string())
const { dependencies, devDependencies, optionalDependencies } = z
  .object({ dependencies: versions, devDependencies: versions, optionalDependencies: versions })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')))

test('every version is exact', () => {
  const all = { ...dependencies, ...devDependencies, ...optionalDependencies }
  const loose = Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))

  expect(loose).toEqual([])
})

test('no more run-time packages than agreed', () => {
  // Raise it together with the reason for the new package. The 21st, nodemailer: letters to readers
  // in any script, with headers nobody can break into, by SMTP with TLS; it brings no others.
  expect(Object.keys(dependencies).length).toBeLessThanOrEqual(21)
})

test('one Node for all platforms, and the tests run under it or a newer one', () => {
  const [pinned = '', ...others] = new Set(Object.values(optionalDependencies))

  expect(others).toEqual([])
  expect(readFileSync('.nvmrc', 'utf8').trim()).toBe(pinned)
  expect(Number.parseInt(process.versions.node)).toBeGreaterThanOrEqual(Number.parseInt(pinned))
})
