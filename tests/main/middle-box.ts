/** A box between console and desk that lets some addresses be, and holds back or cuts others. */
import http from 'node:http'
import { onTestFinished } from 'vitest'
import { invariant } from '../../src/shared/domain/problem.ts'
import { without } from './faulty-line.ts'

export type Treatment = 'held' | 'cut' | 'cut after a word'

/** Lays a line through such a box to a desk. */
export async function layMiddleBox(deskUrl: string) {
  const treatments = new Map<string, Treatment>()
  const asked: string[] = []
  const server = http.createServer((request, response) => {
    const { method, url = '/', headers } = request
    asked.push(url)
    const treatment = treatments.get(url.split('?')[0] ?? '')
    if (treatment === 'held') return
    if (treatment === 'cut') {
      request.socket.destroy()
      return
    }
    const options = { method, headers: without(headers, ['host']), agent: false }
    const far = http.request(deskUrl + url, options, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      response.flushHeaders()
      if (treatment === 'cut after a word')
        answer.once('data', () => setImmediate(() => request.socket.destroy()))
      answer.pipe(response)
    })
    far.on('error', () => response.destroy())
    response.on('close', () => far.destroy())
    request.pipe(far)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  invariant(address !== null && typeof address !== 'string', 'it listens on a port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    /** Every address that was asked for, in order. */
    asked: asked as readonly string[],
    treat: (place: string, treatment: Treatment) => {
      treatments.set(place, treatment)
    },
    letBe: () => {
      treatments.clear()
    },
  }
}
