/** A line on which somebody sits who puts other answers in the place of the desk's own. */
import http from 'node:http'
import { text } from 'node:stream/consumers'
import { listenHere } from '../support/local-server.ts'
import { without } from './faulty-line.ts'

/** What is answered in the place of a desk's answer; null sends bytes without end. */
export type Lie = (truth: string) => string | null

/** Lays a line to a desk: honest until `lie`, and again after `truth`. */
export async function layLyingLine(deskUrl: string) {
  const lies = new Map<string, Lie>()
  const told: string[] = []
  const server = http.createServer((request, response) => {
    const { method, url = '/', headers } = request
    const place = url.split('?')[0] ?? ''
    const rest = without(headers, ['host', 'accept-encoding'])
    const far = http.request(deskUrl + url, { method, headers: rest, agent: false }, (answer) => {
      const lie = lies.get(place)
      response.writeHead(lie ? 200 : (answer.statusCode ?? 500), typeOf(answer))
      if (!lie) {
        response.flushHeaders()
        answer.pipe(response)
        return
      }
      void text(answer).then((truth) => {
        told.push(place)
        const said = lie(truth)
        if (said === null) pourInto(response)
        else response.end(said)
      })
    })
    far.on('error', () => response.destroy())
    response.on('close', () => far.destroy())
    request.pipe(far)
  })
  const url = await listenHere(server)
  return {
    url,
    /** The addresses whose answers were lies, each time. */
    told: told as readonly string[],
    lie: (place: string, lie: Lie) => {
      lies.set(place, lie)
    },
    truth: () => {
      lies.clear()
    },
  }
}

const typeOf = ({ headers }: http.IncomingMessage) => ({
  'content-type': headers['content-type'] ?? 'application/json',
})

function pourInto(response: http.ServerResponse): void {
  const more = () => {
    while (response.write(' '.repeat(65_536)));
  }
  response.on('drain', more)
  more()
}
