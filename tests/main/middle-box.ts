/** A box between console and desk that lets some addresses be, and holds back or cuts others. */
import http from 'node:http'
import { text } from 'node:stream/consumers'
import type { ProtocolRange } from '../../src/shared/desk/desk.ts'
import { listenHere } from '../support/local-server.ts'
import { without } from './faulty-line.ts'

export type Treatment = 'held' | 'cut' | 'cut after a word'

interface Refused {
  readonly status: number
  readonly body: unknown
}

/** What a desk of these versions says to a caller of another. */
function unspoken(headers: http.IncomingHttpHeaders, range?: ProtocolRange): Refused | undefined {
  const version = Number(headers['linesman-protocol'])
  if (!range || (version >= range.min && version <= range.max)) return undefined
  const problem = { code: 'upgrade-required', message: 'Another version is spoken here.' }
  return { status: 426, body: { problem, protocol: range } }
}

/** Lays a line through such a box to a desk. */
export async function layMiddleBox(deskUrl: string) {
  const treatments = new Map<string, Treatment>()
  const asked: string[] = []
  const refusals = new Map<string, Refused>()
  const encodings: string[] = []
  const told = new Map<string, (answer: string) => string>()
  const speaks = { range: undefined as ProtocolRange | undefined }
  const server = http.createServer((request, response) => {
    const { method, url = '/', headers } = request
    asked.push(url)
    const treatment = treatments.get(url.split('?')[0] ?? '')
    if (treatment === 'held') return
    const { range } = speaks
    const refusal = refusals.get(url) ?? unspoken(headers, range)
    if (refusal) {
      response.writeHead(refusal.status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(refusal.body))
      return
    }
    if (treatment === 'cut') {
      request.socket.destroy()
      return
    }
    const tell = told.get(url.split('?')[0] ?? '')
    const kept = without(headers, tell ? ['host', 'accept-encoding'] : ['host'])
    const spoken = { ...kept, ...(range && { 'linesman-protocol': '1' }) }
    const options = { method, headers: spoken, agent: false }
    const far = http.request(deskUrl + url, options, (answer) => {
      encodings.push(answer.headers['content-encoding'] ?? '')
      if (tell && answer.statusCode === 200) {
        void text(answer).then((truth) => response.end(tell(truth)))
        return
      }
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
  const url = await listenHere(server)
  return {
    url,
    /** Every address that was asked for, in order. */
    asked: asked as readonly string[],
    treat: (place: string, treatment: Treatment) => {
      treatments.set(place, treatment)
    },
    /** How each answer was compressed. */
    encodings: encodings as readonly string[],
    /** Answers as a desk would that speaks these versions; null as the desk behind it does. */
    speak: (range: ProtocolRange | null) => {
      speaks.range = range ?? undefined
    },
    /** Changes what the desk answers there. */
    change: (place: string, how: (answer: string) => string) => {
      told.set(place, how)
    },
    /** Refuses everything there. */
    refuse: (place: string, status: number, body: unknown) => {
      refusals.set(place, { status, body })
    },
    letBe: () => {
      treatments.clear()
    },
  }
}
