/**
 * A peer for consoles under measurement, on a thread of its own: it speaks the desk's protocol over
 * HTTP and serves pages that it made beforehand, so that the figure is the console's alone.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import type { Hello, LogPage, Session } from '../../src/shared/desk/desk.ts'
import type { OpAnswer } from '../../src/shared/desk/push.ts'
import { LIMITS } from '../../src/shared/desk/desk.ts'
import { instant } from '../../src/shared/domain/instant.ts'
import { GENESIS } from '../../src/shared/domain/log-chain.ts'
import { invariant } from '../../src/shared/domain/problem.ts'
import { epochOf, feedPage } from './feed-page.ts'
import { corpusSize, SITE } from './invented-feed.ts'
import { type Told, Wanted, Asked } from './page-desk-messages.ts'

invariant(parentPort !== null, 'this file runs as a worker thread')
const port = parentPort
const { corpus, prepare } = Wanted.parse(workerData)
const size = corpusSize(corpus)
const epoch = epochOf(corpus)
const staff = { id: 'stf_bench1', name: 'Sheona Kirkhill', role: 'moderator' } as const

const log = { epoch, size: 0, head: GENESIS }

/** How far the feed goes: the corpus, and after it changes to it without end. */
let head = size
const listening = new Set<ServerResponse>()
const ready = new Map<number, Buffer>()

const pageFrom = (from: number, limit: number) =>
  Buffer.from(JSON.stringify(feedPage(corpus, { from, head, limit })))

function makeReady(from: number): void {
  for (let at = from; at < head; at = Math.min(at + LIMITS.pullMax, at < size ? size : head))
    ready.set(at, pageFrom(at, LIMITS.pullMax))
}

const Query = z.object({
  cursor: z
    .string()
    .regex(/^c\d+$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(LIMITS.pullMax).default(LIMITS.pullMax),
})

function changes(url: URL): Buffer {
  const { cursor, limit } = Query.parse(Object.fromEntries(url.searchParams))
  const from = cursor === undefined ? 0 : Number(cursor.slice(1))
  head = Math.max(head, from) // a cache from an earlier run has seen more changes than this run made
  const page = (limit === LIMITS.pullMax ? ready.get(from) : undefined) ?? pageFrom(from, limit)
  if (from >= head) port.postMessage({ told: 'drained' } satisfies Told)
  return page
}

function hello(): Hello {
  return {
    protocol: { min: 1, max: 1 },
    desk: { name: 'Bench', id: `desk_bench_${corpus.cases}` },
    sites: [{ id: SITE, title: 'The Glenorran Herald', origin: 'https://herald.example' }],
    ...{ epoch, staff, serverTime: instant(Date.now()) },
    limits: { pullMax: LIMITS.pullMax, pushOps: LIMITS.pushOps, pushBytes: LIMITS.pushBytes },
    log,
  }
}

const Pushed = z.object({ ops: z.array(z.object({ opId: z.string(), kind: z.string() })) })

async function push(request: IncomingMessage) {
  const { ops } = Pushed.parse(JSON.parse(await text(request)))
  const results = ops.map(({ opId, kind }, i): OpAnswer => ({
    ...{ status: 'applied', opId, decRev: kind === 'decide' ? 1 : null, seq: 1, logN: i + 1 },
  }))
  return { epoch, serverTime: instant(Date.now()), results }
}

function live(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(': here\n\n')
  listening.add(response)
  response.on('close', () => listening.delete(response))
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const session: Session = { token: 'a-token-for-the-bench-alone', staff }
  switch (`${request.method ?? ''} ${url.pathname}`) {
    case 'POST /v1/session':
      return send(response, JSON.stringify(session))
    case 'GET /v1/hello':
      return send(response, JSON.stringify(hello()))
    case 'GET /v1/sync/changes':
      return send(response, changes(url))
    case 'POST /v1/sync/push':
      return send(response, JSON.stringify(await push(request)))
    case 'GET /v1/log/own':
      return send(response, JSON.stringify({ log, entries: [] } satisfies LogPage))
    case 'GET /v1/staff':
      return send(response, JSON.stringify({ staff: [{ ...staff, active: true }] }))
    case 'GET /v1/sync/live':
      return live(response)
    default:
      response.writeHead(404).end()
  }
}

function send(response: ServerResponse, body: string | Buffer): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(body)
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    response.writeHead(500).end(String(error))
  })
})

function stir(count: number): void {
  const from = head
  ready.clear()
  head += count
  makeReady(from)
  for (const response of listening) response.write('event: head\ndata: {}\n\n')
}

port.on('message', (message: unknown) => {
  const asked = Asked.parse(message)
  if (asked.do === 'stir') stir(asked.count)
  else {
    server.closeAllConnections()
    server.close(() => port.close())
  }
})

if (prepare) makeReady(0)
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  invariant(address !== null && typeof address === 'object', 'it listens on a port')
  port.postMessage({ told: 'listening', url: `http://127.0.0.1:${address.port}` } satisfies Told)
})
