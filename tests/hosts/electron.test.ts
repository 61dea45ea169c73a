import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { runProgram } from '../../src/main/hosts/electron/program.ts'
import { safeVault } from '../../src/main/hosts/electron/safe-vault.ts'
import { deskAddress, deskFrom } from '../../src/main/desk-address.ts'
import { problem, ProblemError } from '../../src/shared/domain/problem.ts'
import type { Core } from '../../src/main/core/core.ts'
import type { Wire } from '../../src/shared/rpc/wire.ts'
import { eventually, tempFolder } from '../main/kit.ts'
import { electronDouble } from './electron-double.ts'

/** The program running in the double, with a core that echoes. */
function aProgram(createCore?: () => Promise<Core>) {
  const double = electronDouble()
  const root = path.join(tempFolder(), 'renderer')
  mkdirSync(root)
  writeFileSync(path.join(root, 'index.html'), '<!doctype html>')
  writeFileSync(path.join(root, '..', 'secret.json'), '{}')
  const wires: Wire[] = []
  let [closed, resumed] = [0, 0]
  runProgram(double.surface, {
    ...{ root, preload: '/preload.cjs', links: double.links },
    createCore:
      createCore ??
      (() =>
        Promise.resolve({
          handlers: {} as Core['handlers'],
          attach: (wire) => {
            wires.push(wire)
            wire.onFrame((frame) => {
              wire.send(`heard ${frame}`)
            })
          },
          maySee: (origin) => origin === 'https://gazette.example',
          resumed: () => {
            resumed++
          },
          close: () => {
            closed++
            return Promise.resolve()
          },
        })),
  })
  return { ...double, wires, root, closes: () => closed, resumes: () => resumed }
}

const opened = async () => {
  const program = aProgram()
  await eventually(() => (program.wires.length > 0 ? true : undefined))
  return program
}

/** Emits an event that can be refused; answers whether it was. */
function isRefused(
  emitter: { emit(name: string, ...args: unknown[]): unknown },
  name: string,
  event: Readonly<Record<string, unknown>>,
): boolean {
  const preventDefault = vi.fn()
  emitter.emit(name, { ...event, preventDefault })
  return preventDefault.mock.calls.length > 0
}

describe('the Electron host', () => {
  it('opens a sandboxed, isolated window without Node', async () => {
    const { asked } = await opened()
    expect(asked.sandboxed).toBe(true)
    expect(asked.webPreferences).toMatchObject({
      ...{ sandbox: true, contextIsolation: true, nodeIntegration: false },
      ...{ webSecurity: true, webviewTag: false, preload: '/preload.cjs' },
    })
  })

  it('denies every permission by both handlers, devices and the screen', async () => {
    const { asked } = await opened()
    const answer = vi.fn()
    asked.handlers.get('permission-request')?.(
      ...([undefined, 'media', answer] as unknown as never[]),
    )
    expect(answer).toHaveBeenCalledExactlyOnceWith(false)
    expect(asked.handlers.get('permission-check')?.()).toBe(false)
    expect(asked.handlers.get('device-permission')?.()).toBe(false)
    expect(asked.handlers.get('display-media')).toBeNull()
  })

  it('has no network: only its own page may be fetched', async () => {
    const { asked } = await opened()
    const cancels = (url: string) => {
      const answer = vi.fn()
      asked.handlers.get('before-request')?.(...([{ url }, answer] as unknown as never[]))
      return answer.mock.calls[0]?.[0] as unknown
    }
    expect(cancels('app://linesman/index.html')).toEqual({ cancel: false })
    for (const url of ['https://x.example/', 'app://other/', 'file:///etc/passwd', 'data:,x'])
      expect(cancels(url), url).toEqual({ cancel: true })
  })

  it('refuses navigation, new windows and web views; a known site opens outside', async () => {
    const { asked, contents } = await opened()
    const away = { url: 'https://gazette.example/', isMainFrame: true }
    const ours = { url: 'app://linesman/index.html', isMainFrame: true }
    expect(isRefused(contents, 'will-navigate', away)).toBe(true)
    expect(isRefused(contents, 'will-navigate', { url: 'app://linesman.example/' })).toBe(true)
    expect(isRefused(contents, 'will-navigate', ours)).toBe(false)
    expect(isRefused(contents, 'will-frame-navigate', { ...ours, isMainFrame: false })).toBe(true)
    expect(isRefused(contents, 'will-redirect', ours)).toBe(true)
    expect(isRefused(contents, 'will-attach-webview', {})).toBe(true)

    const open = (url: string) =>
      asked.handlers.get('window-open')?.(...([{ url }] as unknown as never[]))
    for (const url of [
      'https://gazette.example/a',
      'https://gazette.example.evil.example/',
      'http://gazette.example/',
      'file:///etc/passwd',
    ])
      expect(open(url)).toEqual({ action: 'deny' })
    expect(asked.opened).toEqual(['https://gazette.example/a'])
  })

  it('serves only files of the page, under a policy without any connection', async () => {
    const { asked } = await opened()
    const get = (url: string, method = 'GET') =>
      asked.handlers.get('app')?.(
        ...([new Request(url, { method })] as unknown as never[]),
      ) as Promise<Response>
    const page = await get('app://linesman/index.html')
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toContain("connect-src 'none'")
    for (const url of [
      'app://linesman/..%2fsecret.json',
      'app://linesman/missing.js',
      'app://other/index.html',
    ])
      expect((await get(url)).status, url).toBe(404)
    expect((await get('app://linesman/index.html', 'POST')).status).toBe(404)
  })

  it('hears only the main frame of its own page, and only text', async () => {
    const { toMain, contents } = await opened()
    const send = vi.spyOn(contents, 'send')
    const frame = contents.mainFrame
    toMain.emit('frame', { senderFrame: { url: 'app://linesman/index.html' } }, 'another frame')
    toMain.emit('frame', { senderFrame: null }, 'a frame that is gone')
    toMain.emit('frame', { senderFrame: frame }, { not: 'text' })
    expect(send).not.toHaveBeenCalled()

    toMain.emit('frame', { senderFrame: frame }, 'ours')
    expect(send).toHaveBeenCalledExactlyOnceWith('frame', 'heard ours')
  })

  it('gives each page a wire of its own, so that late answers reach nobody', async () => {
    const { contents, wires, toMain } = await opened()
    const closed = vi.fn()
    wires[0]?.onClose(closed)
    contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true })
    contents.emit('did-start-navigation', { isMainFrame: false, isSameDocument: false })
    expect(closed).not.toHaveBeenCalled()

    contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
    expect(closed).toHaveBeenCalledOnce()
    expect(wires).toHaveLength(2)
    const send = vi.spyOn(contents, 'send')
    toMain.emit('frame', { senderFrame: contents.mainFrame }, 'x')
    expect(send).toHaveBeenCalledOnce()
  })

  it('closes the core once before it ends', async () => {
    const { surface, asked, closes } = await opened()
    surface.app.quit()
    await eventually(() => (asked.quits === 2 ? true : undefined))
    expect(closes()).toBe(1)
  })

  it('tells the core when the machine wakes', async () => {
    const { powerMonitor, resumes } = await opened()

    powerMonitor.emit('resume')

    expect(resumes()).toBe(1)
  })

  it('says in one box why it cannot start', async () => {
    const fault = new ProblemError(problem('store-unwritable', 'The folder cannot be written to.'))
    const { asked } = aProgram(() => Promise.reject(fault))
    await eventually(() => (asked.exits.length > 0 ? true : undefined))
    expect(asked).toMatchObject({ errors: ['The folder cannot be written to.'], exits: [2] })
  })
})

describe('the vault behind the keyring', () => {
  it('keeps a secret sealed, and refuses where there is no keyring but a fixed key', async () => {
    const { surface, asked } = electronDouble()
    const file = path.join(tempFolder(), 'session.sealed')
    const vault = safeVault(file, surface.safeStorage)
    await vault.save('secret')
    expect(readFileSync(file, 'utf8')).toBe('sealed:secret')
    expect(await vault.load()).toBe('secret')

    asked.backend = 'basic_text'
    if (process.platform !== 'linux') return
    await expect(vault.save('secret')).rejects.toThrow('no keyring')
    expect(await vault.load()).toBeUndefined()
  })
})

describe('the address of the desk', () => {
  it('is https, or http to this machine alone', () => {
    expect(deskAddress('https://desk.example')).toBe('https://desk.example/')
    expect(deskAddress('http://127.0.0.1:4080')).toBe('http://127.0.0.1:4080/')
    for (const typed of [
      'http://desk.example',
      'http://127.0.0.1.evil.example',
      'ftp://desk.example',
      'desk',
      '',
      'https://user:pass@desk.example',
      'https://desk.example/?x',
    ])
      expect(() => deskAddress(typed), typed).toThrow('--desk')
  })

  it('is found among switches that are not ours', () => {
    expect(deskFrom(['electron', '.', '--inspect', '--desk', 'https://a.example'])).toBe(
      'https://a.example',
    )
    expect(deskFrom(['electron', '--desk=https://b.example'])).toBe('https://b.example')
    expect(deskFrom(['electron'])).toBe('http://127.0.0.1:4080/')
  })
})
