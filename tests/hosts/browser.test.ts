import { mkdirSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { serveBrowser } from '../../src/main/hosts/browser/server.ts'
import { tempFolder } from '../main/kit.ts'
import { dial } from './dial.ts'

/** A host over a folder with a page, and a secret beside it; how many pages were let in. */
async function aHost() {
  const folder = tempFolder()
  const root = path.join(folder, 'renderer')
  mkdirSync(root)
  writeFileSync(path.join(root, 'index.html'), '<!doctype html><title>Linesman</title>')
  writeFileSync(path.join(root, 'app.js'), 'export {}')
  writeFileSync(path.join(folder, 'secret.json'), '{"token":"x"}')
  const pages = { count: 0 }
  const host = await serveBrowser({
    ...{ root, port: 0 },
    attach: (wire) => {
      pages.count++
      wire.onFrame((frame) => {
        wire.send(`heard ${frame}`)
      })
    },
  })
  onTestFinished(() => host.close())
  const { host: authority, hash } = new URL(host.url)
  return { authority, token: hash.slice(1), port: Number(authority.split(':')[1]), pages }
}

/** A request as it stands, without the tidying that fetch does. */
function ask(
  port: number,
  options: { path?: string; method?: string; headers?: Record<string, string> },
) {
  return new Promise<{ status: number; headers: http.IncomingHttpHeaders; body: string }>(
    (resolve, reject) => {
      http
        .request({ host: '127.0.0.1', port, ...options }, (response) => {
          let body = ''
          response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
          response.on('end', () => {
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
          })
        })
        .on('error', reject)
        .end()
    },
  )
}

describe('the browser host', () => {
  it('serves the page under a strict policy', async () => {
    const { port, authority } = await aHost()
    const { status, headers, body } = await ask(port, { path: '/' })

    expect(status).toBe(200)
    expect(body).toContain('Linesman')
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; ` +
        `connect-src 'self' ws://${authority}; base-uri 'none'; form-action 'none'; ` +
        `frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
    )
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    })
    expect((await ask(port, { path: '/app.js' })).headers['content-type']).toContain('javascript')
  })

  it.each([
    ['another host', { headers: { host: 'linesman.example' } }, 421],
    ['localhost, which is another name', { headers: { host: 'localhost' } }, 421],
    ['another site', { headers: { 'sec-fetch-site': 'cross-site' } }, 403],
    ['another page of this site', { headers: { 'sec-fetch-site': 'same-site' } }, 403],
    ['a post', { method: 'POST' }, 405],
    ['a step up', { path: '/../secret.json' }, 404],
    ['an escaped step up', { path: '/%2e%2e/secret.json' }, 404],
    ['an escaped slash', { path: '/..%2fsecret.json' }, 404],
    ['a back slash', { path: '/..%5csecret.json' }, 404],
    ['a broken escape', { path: '/%zz' }, 404],
    ['a nul', { path: '/index.html%00.js' }, 404],
    ['a folder beside', { path: '/../renderer2/x.js' }, 404],
  ])('turns away %s', async (_what, options, status) => {
    const { port } = await aHost()
    expect((await ask(port, options)).status).toBe(status)
  })

  it('lets in a page of its own with the token of this run', async () => {
    const { authority, token, pages } = await aHost()
    const { socket, frames } = await dial(authority, token)
    expect(pages.count).toBe(1)

    socket.send('a frame')
    expect(await frames.next()).toBe('heard a frame')
  })

  it('refuses a socket from another origin, or none, before any frame', async () => {
    const { authority, pages } = await aHost()
    for (const origin of ['http://evil.example', `https://${authority}`, undefined]) {
      const socket = new WebSocket(`ws://${authority}/`, origin === undefined ? {} : { origin })
      const status = await new Promise((resolve) => {
        socket.on('unexpected-response', (_request, response) => {
          resolve(response.statusCode)
        })
        socket.on('open', () => {
          resolve('open')
        })
        socket.on('error', () => undefined)
      })
      expect(status, origin ?? 'none').toBe(403)
    }
    expect(pages.count).toBe(0)
  })

  it.each([
    ['a wrong token', JSON.stringify({ k: 'hello', token: 'wrong' })],
    ['no token', JSON.stringify({ k: 'hello' })],
    ['a call before hello', JSON.stringify({ k: 'call', id: 1, method: 'queue.index', input: {} })],
    ['no JSON', 'hello'],
  ])('closes with 4401 after %s', async (_what, frame) => {
    const { authority, pages } = await aHost()
    const socket = new WebSocket(`ws://${authority}/`, { origin: `http://${authority}` })
    socket.on('open', () => {
      socket.send(frame)
    })
    expect(await new Promise((resolve) => socket.on('close', resolve))).toBe(4401)
    expect(pages.count).toBe(0)
  })

  it('lets the newest page take over and tells the older one', async () => {
    const { authority, token } = await aHost()
    const older = await dial(authority, token)
    const closed = new Promise((resolve) => older.socket.on('close', resolve))
    const newer = await dial(authority, token)

    expect(await closed).toBe(4409)
    newer.socket.send('still here')
    expect(await newer.frames.next()).toBe('heard still here')
  })

  it('says in one sentence that a port is taken', async () => {
    const { port } = await aHost()
    const taken = serveBrowser({ root: '/', port, attach: () => undefined })
    await expect(taken).rejects.toThrow(/Port \d+ cannot be used/)
  })
})
