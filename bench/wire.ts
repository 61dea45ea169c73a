/**
 * What a case and a decision weigh on the wire, counted at the socket, heads and all: a desk's pages
 * of 500 open cases as it answers them plain, by gzip and by zstd, and decisions pushed fifty at a
 * time. The floor of a case is what people wrote in it, packed the same way; of a decision, its ops.
 */
import { Agent, type OutgoingHttpHeaders, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import path from 'node:path'
import { Changes, LIMITS } from '../src/shared/desk/desk.ts'
import type { FeedItem } from '../src/shared/desk/feed.ts'
import type { DecideOp } from '../src/shared/desk/push.ts'
import { openStore } from '../src/desk/store/store.ts'
import type { Measure } from './support/bench.ts'
import { fillDesk } from './support/desk-folder.ts'
import { atMost, type Figure } from './support/figure.ts'
import { startDesk } from './support/program.ts'
import { checkApplied } from './support/push-clients.ts'

const PAGE = 500

interface Packing {
  readonly name: string
  readonly asks: string
  readonly pack: (text: string) => Uint8Array
  readonly unpack: (body: Buffer) => Uint8Array
}

const PACKINGS: readonly Packing[] = [
  { name: 'plain', asks: 'identity', pack: (text) => Buffer.from(text), unpack: (body) => body },
  { name: 'gzip', asks: 'gzip', pack: gzipSync, unpack: gunzipSync },
  { name: 'zstd', asks: 'zstd', pack: zstdCompressSync, unpack: zstdDecompressSync },
]

interface Asked {
  readonly url: string
  readonly headers: OutgoingHttpHeaders
  readonly body?: string
}

interface Heard {
  readonly body: Buffer
  readonly encoding: string
  /** Bytes that left and came in for this call alone, by the socket's own count. */
  readonly sent: number
  readonly received: number
}

/** Calls over one kept connection and counts what goes over it. */
function countingClient() {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  let before = { sent: 0, received: 0 }
  const call = ({ url, headers, body }: Asked): Promise<Heard> =>
    new Promise((resolve, reject) => {
      const method = body === undefined ? 'GET' : 'POST'
      const outgoing = request(url, { agent, method, headers }, (incoming) => {
        const { socket } = incoming
        buffer(incoming).then((whole) => {
          const now = { sent: socket.bytesWritten, received: socket.bytesRead }
          const sent = now.sent - before.sent
          const received = now.received - before.received
          before = now
          const encoding = incoming.headers['content-encoding'] ?? 'identity'
          resolve({ body: whole, encoding, sent, received })
        }, reject)
      })
      outgoing.on('error', reject)
      outgoing.end(body)
    })
  return {
    call,
    close: () => {
      agent.destroy()
    },
  }
}

/** Every word that a person wrote and that comes with an item: all that could not be left out. */
function wordsIn(item: FeedItem): string[] {
  switch (item.t) {
    case 'case':
      return [
        ...[item.comment.body, item.comment.authorName],
        ...item.reports.map(({ words }) => words),
        ...item.neighbours.flatMap(({ body, authorName }) => [body, authorName]),
      ]
    case 'article':
      return [item.title, item.paragraph]
    case 'author':
      return [item.name]
    case 'words':
      return item.words.map(({ word }) => word)
    case 'terms':
    case 'notices':
    case 'gone':
      return []
  }
}

interface Weighed {
  readonly cases: number
  /** Bytes at the socket, and of the words alone. */
  readonly wire: number
  readonly words: number
}

/** Everything the desk has, page by page, as one packing brings it. */
async function weigh(url: string, token: string, packing: Packing): Promise<Weighed> {
  const client = countingClient()
  const weighed = { cases: 0, wire: 0, words: 0 }
  const headers = { ...as(token), 'accept-encoding': packing.asks }
  for (let cursor = '', more = true; more;) {
    const query = new URLSearchParams({ limit: String(PAGE), ...(cursor && { cursor }) })
    const heard = await client.call({ url: `${url}/v1/sync/changes?${query.toString()}`, headers })
    if (heard.encoding !== packing.asks)
      throw new Error(`${packing.asks} was asked for and the desk answered ${heard.encoding}`)
    const text = Buffer.from(packing.unpack(heard.body)).toString()
    const page = Changes.parse(JSON.parse(text))
    weighed.cases += page.items.filter(({ t }) => t === 'case').length
    weighed.wire += heard.sent + heard.received
    weighed.words += packing.pack(page.items.flatMap(wordsIn).join('\n')).byteLength
    cursor = page.next
    more = page.more
  }
  client.close()
  return weighed
}

const as = (token: string) => ({ authorization: `Bearer ${token}`, 'linesman-protocol': '1' })

interface Pushing {
  readonly token: string
  readonly epoch: string
  readonly ops: readonly DecideOp[]
}

/** Decisions pushed as a console pushes them. */
async function weighPushes(url: string, { token, epoch, ops }: Pushing) {
  const client = countingClient()
  const headers = { ...as(token), 'content-type': 'application/json' }
  const weighed = { sent: 0, received: 0, texts: 0 }
  for (let at = 0; at < ops.length; at += LIMITS.pushOps) {
    const batch = ops.slice(at, at + LIMITS.pushOps)
    const body = JSON.stringify({ epoch, ops: batch })
    const length = { 'content-length': Buffer.byteLength(body) }
    const asked = { url: `${url}/v1/sync/push`, headers: { ...headers, ...length }, body }
    const heard = await client.call(asked)
    checkApplied([heard.body.toString()], batch.length)
    weighed.sent += heard.sent
    weighed.received += heard.received
    weighed.texts += batch.reduce((sum, op) => sum + Buffer.byteLength(JSON.stringify(op)), 0)
  }
  client.close()
  return weighed
}

function caseFigure({ name }: Packing, { cases, wire, words }: Weighed): Figure {
  const [value, floor] = [wire / cases, words / cases]
  return {
    name: `wire-case.${name}`,
    ...{ value, floor, unit: 'bytes', n: cases, bar: atMost(value, floor, 3) },
    note: `a case with its article, author and thread, pages of ${PAGE}; floor: the words alone`,
  }
}

export const bytesOnTheWire: Measure = async (bench) => {
  const { scratch, seed, quick, say } = bench
  const cases = quick ? 500 : 3000
  const data = path.join(scratch, 'desk')
  say('filling a desk')
  const store = await openStore(data)
  const { tokens, epoch, ops } = await fillDesk(store, { cases, clients: 1, seed, neighbours: 3 })
  await store.close()
  const { found: url } = await startDesk(bench, ['--data', data])
  const token = tokens[0] ?? ''
  const lines: Figure[] = []
  for (const packing of PACKINGS) lines.push(caseFigure(packing, await weigh(url, token, packing)))
  const pushed = await weighPushes(url, { token, epoch, ops: ops.slice(0, 500) })
  const n = Math.min(500, ops.length)
  const [value, floor] = [pushed.sent / n, pushed.texts / n]
  return [
    ...lines,
    {
      name: 'wire-decision',
      ...{ value, floor, unit: 'bytes', n, bar: atMost(value, floor, 1.1) },
      note: `sent, ${LIMITS.pushOps} a push, plain; answered by ${Math.round(pushed.received / n)} bytes a decision`,
    },
  ]
}
