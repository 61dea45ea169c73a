import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { addMissing, accountsIn, newPassword } from '../../scripts/start/accounts.ts'
import { sourcesStamp } from '../../scripts/start/console-build.ts'
import { windowFault } from '../../scripts/start/electron-program.ts'
import { takeLock } from '../../scripts/start/file-lock.ts'
import { readPorts, rememberPorts } from '../../scripts/start/ports.ts'
import { scratch } from './started.ts'

it('builds again when a source has another name or content, not when it has another time', () => {
  const root = scratch()
  const file = path.join(root, 'src/shared/word.ts')
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, 'one')
  const before = sourcesStamp(root)

  utimesSync(file, 1, 1)
  expect(sourcesStamp(root)).toBe(before)

  writeFileSync(file, 'two')
  const changed = sourcesStamp(root)
  expect(changed).not.toBe(before)

  writeFileSync(path.join(root, 'src/shared/new.ts'), '')
  expect(sourcesStamp(root)).not.toBe(changed)
})

it.each([
  [{ platform: 'linux', env: {}, isRoot: false }, 'There is no display here'],
  [{ platform: 'linux', env: { DISPLAY: '' }, isRoot: false }, 'There is no display here'],
  [{ platform: 'linux', env: { DISPLAY: ':0' }, isRoot: false }, undefined],
  [{ platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' }, isRoot: false }, undefined],
  [{ platform: 'linux', env: { DISPLAY: ':0' }, isRoot: true }, 'Electron does not run as root'],
  [{ platform: 'darwin', env: {}, isRoot: false }, undefined],
  [{ platform: 'win32', env: {}, isRoot: true }, undefined],
] as const)('knows whether a window can open: %j', (machine, fault) => {
  expect(windowFault(machine)).toBe(fault)
})

it('makes passwords that are long, all different and easy to type', () => {
  const passwords = Array.from({ length: 200 }, newPassword)

  expect(new Set(passwords).size).toBe(200)
  for (const password of passwords)
    expect(password).toMatch(/^([2-9a-km-np-z]{4}-){3}[2-9a-km-np-z]{4}$/)
})

it('goes on adding staff where a start was cut short', async () => {
  const data = scratch()
  const added: string[] = []
  const first = accountsIn(data)
  const cut = addMissing(data, first, ({ login }) => {
    if (login === 'morag') return Promise.reject(new Error('cut short'))
    added.push(login)
    return Promise.resolve()
  })
  await expect(cut).rejects.toThrow('cut short')

  const second = accountsIn(data)
  await addMissing(data, second, ({ login }) => Promise.resolve(void added.push(login)))

  expect(added).toEqual(['ishbel', 'fergus', 'morag', 'una'])
  expect(second.map(({ password }) => password)).toEqual(first.map(({ password }) => password))
  expect(accountsIn(data).every((account) => account.added)).toBe(true)
})

it('refuses accounts that cannot be read instead of making new ones', () => {
  const data = scratch()
  writeFileSync(path.join(data, 'accounts.json'), '[{"login":')

  expect(() => accountsIn(data)).toThrow(/accounts\.json cannot be read as it was written/)
})

it('remembers ports, and forgets what makes no sense', () => {
  const data = scratch()
  expect(readPorts(data)).toEqual({})

  rememberPorts(data, { paper: 4180, desk: 4181 })
  expect(readPorts(data)).toEqual({ paper: 4180, desk: 4181 })

  writeFileSync(path.join(data, 'ports.json'), '{"paper":"here"}')
  expect(readPorts(data)).toEqual({})
})

it('gives a lock to one at a time', () => {
  const file = path.join(scratch(), 'a.lock')
  const first = takeLock(file)

  expect(first).toBeDefined()
  expect(takeLock(file)).toBeUndefined()
  first?.release()
  const second = takeLock(file)
  expect(second).toBeDefined()
  second?.release()
})
