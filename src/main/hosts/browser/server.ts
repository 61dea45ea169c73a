import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { invariant, problem, ProblemError } from '../../../shared/domain/problem.ts'
import { MAX_FRAME, type Wire } from '../../../shared/rpc/wire.ts'
import { contentPolicy, guardHeaders } from '../content-policy.ts'
import { pageFile } from '../page-file.ts'
import { isHello, mayUpgrade, refusalOf, WELCOME } from './front-door.ts'
import { wsWire } from './ws-wire.ts'

/** How long a socket has to say its token. */
const HELLO_MS = 5000
/** Why the host closed a socket: its token was wrong, or a newer page has taken over. */
const CLOSE = { wrongToken: 4401, takenOver: 4409 } as const

export interface BrowserHost {
  /** The address to open, the run's token in its fragment, which a browser never sends anywhere. */
  readonly url: string
  close(): Promise<void>
}

export interface BrowserHostNeeds {
  readonly root: string
  /** 0 for any that is free. */
  readonly port: number
  readonly attach: (wire: Wire) => void
}

/** Serves the renderer's files and the core's wire to one page of this machine's browser. */
export async function serveBrowser({ root, port, attach }: BrowserHostNeeds): Promise<BrowserHost> {
  const token = randomBytes(32).toString('base64url')
  const server = createServer()
  const authority = await listen(server, port)
  server.on('request', (request, response) => {
    void answer(request, response, { authority, root })
  })
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME * 3, // a UTF-16 unit takes up to three bytes of UTF-8
    perMessageDeflate: false,
  })
  let newest: WebSocket | undefined
  const welcome = (socket: WebSocket) => {
    newest?.close(CLOSE.takenOver)
    newest = socket
    attach(wsWire(socket))
    socket.send(WELCOME)
  }
  server.on('upgrade', (request, stream, head) => {
    if (!mayUpgrade(request, authority)) {
      stream.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      greet(socket, token, welcome)
    })
  })
  return { url: `http://${authority}/#${token}`, close: () => close(server, sockets) }
}

function greet(socket: WebSocket, token: string, welcome: (socket: WebSocket) => void): void {
  const late = setTimeout(() => {
    socket.close(CLOSE.wrongToken)
  }, HELLO_MS)
  socket.on('error', () => {
    socket.terminate() // a broken frame; the close that follows is what is acted on
  })
  socket.once('close', () => {
    clearTimeout(late)
  })
  socket.once('message', (data: Buffer) => {
    clearTimeout(late)
    if (isHello(data.toString('utf8'), token)) welcome(socket)
    else socket.close(CLOSE.wrongToken)
  })
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  }).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error)
    throw new ProblemError(
      problem('bad-input', `Port ${port} cannot be used: ${why}. Give another with --port, or 0.`),
    )
  })
  const address: AddressInfo | string | null = server.address()
  invariant(address !== null && typeof address !== 'string', 'it listens on a port')
  return `127.0.0.1:${address.port}`
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { authority, root }: { readonly authority: string; readonly root: string },
): Promise<void> {
  const refused = refusalOf(request, authority)
  const pathname = URL.parse(request.url ?? '/', `http://${authority}`)?.pathname
  const file =
    refused === undefined && pathname !== undefined ? await pageFile(root, pathname) : undefined
  const headers = {
    ...guardHeaders,
    'content-security-policy': contentPolicy(`'self' ws://${authority}`),
  }
  if (file) response.writeHead(200, { ...headers, 'content-type': file.type }).end(file.body)
  else response.writeHead(refused ?? 404, headers).end()
}

async function close(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.close(1001)
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve()
    })
    setTimeout(() => {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
    }, 200)
  })
}
