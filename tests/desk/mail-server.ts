/** A real mail server on loopback that does, at a word, what mail servers do at night. */
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

export interface Received {
  readonly from: string
  readonly to: readonly string[]
  /** The whole message, decoded from the wire. */
  readonly raw: string
}

const refusal = (code: number, message: string) =>
  Object.assign(new Error(message), { responseCode: code })

/** Starts one on this port, or any free one; it is closed when the test is over. */
export async function aMailServer(port = 0) {
  const received: Received[] = []
  const state = {
    /** What the next recipients are answered with, one after the other; then all are taken. */
    recipients: [] as number[],
    /** How many of the next letters are cut off half-way. */
    cuts: 0,
    /** How many of the next letters are taken, and the line is cut before the answer. */
    cutsAfter: 0,
    attempts: 0,
  }
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    authOptional: true,
    logger: false,
    onRcptTo: (_address, _session, answer) => {
      state.attempts++
      const code = state.recipients.shift()
      answer(code === undefined ? null : refusal(code, 'not now'))
    },
    onData: (stream, session, answer) => {
      const chunks: Buffer[] = []
      if (state.cuts > 0) {
        state.cuts--
        stream.once('data', () => cut())
        stream.resume()
        return
      }
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.once('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('utf8'),
        })
        if (state.cutsAfter > 0) {
          state.cutsAfter--
          cut()
        } else answer()
      })
    },
  })
  server.on('error', () => undefined)
  const cut = () => {
    for (const connection of server.connections) connection._socket.destroy()
  }
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  onTestFinished(close)
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, url: `smtp://127.0.0.1:${address.port}`, received, state, close }
}

export type MailServer = Awaited<ReturnType<typeof aMailServer>>

/** A message's head as it stands, and its body as it reads: quoted-printable or base64 undone. */
export function readLetter(raw: string): { readonly head: string; readonly body: string } {
  const at = raw.indexOf('\r\n\r\n')
  const head = raw.slice(0, at)
  const body = raw.slice(at + 4)
  if (/content-transfer-encoding: base64/i.test(head))
    return { head, body: Buffer.from(body, 'base64').toString('utf8') }
  if (!/content-transfer-encoding: quoted-printable/i.test(head)) return { head, body }
  const bytes = body
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
  return { head, body: Buffer.from(bytes, 'latin1').toString('utf8') }
}
