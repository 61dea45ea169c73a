import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import { parseFrame } from '../../../shared/rpc/frames.ts'

const FETCH_SITES: readonly (string | undefined)[] = [undefined, 'same-origin', 'none']

/**
 * The status with which a request is turned away, or undefined. Three locks that do not lean on
 * each other: the host (a name that was rebound to this machine), the origin (another page), and
 * the token (another program or user here). Not a cookie: cookies ignore ports.
 */
export function refusalOf(request: IncomingMessage, authority: string): number | undefined {
  if (request.headers.host !== authority) return 421
  const site = request.headers['sec-fetch-site']
  if (!FETCH_SITES.includes(typeof site === 'string' ? site : undefined)) return 403
  if (request.method !== 'GET') return 405
  return undefined
}

/** Whether a WebSocket may be opened from where this request comes. */
export function mayUpgrade(request: IncomingMessage, authority: string): boolean {
  return (
    refusalOf(request, authority) === undefined && request.headers.origin === `http://${authority}`
  )
}

/** The first frame of a socket: `{"k":"hello","token":"…"}`, answered by `{"k":"welcome"}`. */
const HelloFrame = z.strictObject({ k: z.literal('hello'), token: z.string().max(200) })
export const WELCOME = JSON.stringify({ k: 'welcome' })

/** Whether a socket's first frame is the hello with the token of this run. */
export function isHello(frame: string, token: string): boolean {
  const hello = HelloFrame.safeParse(parseFrame(frame)).data
  if (!hello) return false
  const [said, meant] = [Buffer.from(hello.token), Buffer.from(token)]
  return said.length === meant.length && timingSafeEqual(said, meant)
}
