/** A line that does to each request, by a seeded chance, what bad networks do. */
import http from 'node:http'
import type net from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { Random } from '../../bench/support/random.ts'
import { invariant } from '../../src/shared/domain/problem.ts'

const FAULTS = [
  /** It arrives late. */
  'late',
  /** It never arrives. */
  'reset',
  /** It arrives; its answer does not. */
  'answer lost',
  /** Its answer breaks off in the middle. */
  'answer cut',
  /** Its answer falls silent in the middle. */
  'answer stalled',
  /** It is taken and never answered. */
  'half-open',
  /** Its answer comes when nobody waits for it any more. */
  'given up',
  /** A push arrives twice at once. */
  'doubled',
  /** A push arrives, and once more when other things have happened. */
  'again later',
] as const
const OF_ALL = FAULTS.slice(0, 7)
/** What only a push can meet; every line meets each of them. */
export const OF_PUSHES = FAULTS.slice(7)
type Fault = (typeof FAULTS)[number]

interface Letter {
  readonly method: string
  readonly path: string
  readonly headers: http.OutgoingHttpHeaders
  readonly body: Buffer
}

interface Reply {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: Buffer
}

/** Lays a line. It is sound until `spoil`, and again after `heal`. */
export async function layFaultyLine(given: {
  readonly random: Random
  /** How long the console waits for an answer, in milliseconds. */
  readonly patienceMs: number
}) {
  const { random, patienceMs } = given
  const state = { target: '', share: 0, isCut: false }
  const seen = new Map<Fault, number>()
  const near = new Set<net.Socket>()
  const kept: Letter[] = []
  const owed = random.unit() < 0.5 ? [...OF_PUSHES] : [...OF_PUSHES].reverse()

  const drawn = (letter: Letter): Fault | undefined => {
    const isPush = letter.path.startsWith('/v1/sync/push')
    if (state.share === 0) return undefined
    // The first pushes meet what only pushes can: left to chance, it seldom came.
    const owedNow = isPush ? owed.pop() : undefined
    if (owedNow) return owedNow
    if (random.unit() >= state.share) return undefined
    return random.pick(isPush && random.unit() < 0.4 ? OF_PUSHES : OF_ALL)
  }
  const draw = (letter: Letter): Fault | undefined => {
    const fault = drawn(letter)
    if (fault) seen.set(fault, (seen.get(fault) ?? 0) + 1)
    return fault
  }
  const carry = (letter: Letter) => carryTo(state.target, letter)
  const relay = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    const letter = await letterOf(request)
    const old = random.unit() < 0.5 ? kept.shift() : undefined
    if (old) void carry(old).catch(() => undefined)
    const fault = draw(letter)
    if (letter.path === '/v1/sync/live') {
      stream(state.target, letter, response)
      if (fault) await pause(random.whole(0, 300)).then(() => request.socket.destroy())
      return
    }
    await withFault(fault, { letter, response, socket: request.socket })
  }
  const withFault = async (fault: Fault | undefined, at: Meeting): Promise<void> => {
    const { letter, socket } = at
    if (fault === 'reset') socket.resetAndDestroy()
    if (fault === 'reset' || fault === 'half-open') return
    if (fault === 'late') await pause(random.whole(1, 60))
    if (fault === 'again later') kept.push(letter)
    const [first, second] = await Promise.all([
      carry(letter),
      fault === 'doubled' ? carry(letter) : undefined,
    ])
    if (fault === 'given up') await pause(patienceMs + random.whole(10, 100))
    await answer(fault, second && random.unit() < 0.5 ? second : first, at)
  }
  const server = http.createServer((request, response) => {
    response.on('error', () => undefined)
    relay(request, response).catch(() => request.socket.destroy())
  })
  server.on('connection', (socket) => {
    socket.on('error', () => undefined)
    if (state.isCut) {
      socket.resetAndDestroy()
      return
    }
    near.add(socket)
    socket.on('close', () => near.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  invariant(address !== null && typeof address !== 'string', 'it listens on a port')
  const cut = () => {
    state.isCut = true
    for (const socket of near) socket.destroy()
  }
  return {
    /** What stands in for the desk's address. */
    url: `http://127.0.0.1:${address.port}`,
    /** How often each fault was met. */
    seen: seen as ReadonlyMap<Fault, number>,
    /** Leads to the desk at this address from now on. */
    lead: (url: string) => {
      state.target = url
    },
    /** From now on this share of the requests meets a fault. */
    spoil: (share: number) => {
      state.share = share
    },
    cut,
    mend: () => {
      state.isCut = false
    },
    /** Ends all faults; what was to arrive once more arrives now. */
    heal: async () => {
      state.share = 0
      state.isCut = false
      await Promise.all(kept.splice(0).map((letter) => carry(letter)))
    },
    close: async () => {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

interface Meeting {
  readonly letter: Letter
  readonly response: http.ServerResponse
  readonly socket: net.Socket
}

/** Brings an answer to the console: all of it, none, or half. */
async function answer(
  fault: Fault | undefined,
  reply: Reply,
  { response, socket }: Meeting,
): Promise<void> {
  if (fault === 'answer lost') {
    socket.resetAndDestroy()
    return
  }
  response.writeHead(reply.status, headersOf(reply))
  if (fault !== 'answer cut' && fault !== 'answer stalled') {
    response.end(reply.body)
    return
  }
  response.write(reply.body.subarray(0, Math.floor(reply.body.length / 2)))
  if (fault === 'answer cut') await pause(5).then(() => socket.destroy())
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function letterOf(request: http.IncomingMessage): Promise<Letter> {
  const { method = 'GET', url: path = '/', headers } = request
  return { method, path, headers: without(headers, HOP), body: await buffer(request) }
}

/** Brings a request to the desk and its whole answer back. */
async function carryTo(target: string, letter: Letter): Promise<Reply> {
  const response = await send(target, letter)
  const { statusCode: status = 500, headers } = response
  return { status, headers, body: await buffer(response) }
}

function send(target: string, { method, path, headers, body }: Letter) {
  return new Promise<http.IncomingMessage>((resolve, reject) => {
    const request = http.request(target + path, { method, headers, agent: false }, resolve)
    request.on('error', reject)
    request.end(body)
  })
}

function stream(target: string, letter: Letter, response: http.ServerResponse): void {
  send(target, letter).then(
    (far) => {
      far.on('error', () => response.destroy())
      response.on('close', () => far.destroy())
      response.writeHead(far.statusCode ?? 500, far.headers)
      response.flushHeaders()
      far.pipe(response)
    },
    () => response.destroy(),
  )
}

function headersOf({ headers, body }: Reply): http.OutgoingHttpHeaders {
  return { ...without(headers, HOP), 'content-length': body.length }
}

/** What belongs to one connection, not to what is carried over it. */
const HOP = ['host', 'connection', 'transfer-encoding']

/** Headers but for these. */
export const without = (headers: http.IncomingHttpHeaders, names: readonly string[]) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)))
