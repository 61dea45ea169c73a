import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { Wire } from '../../src/shared/rpc/wire.ts'

/** A page's end of the browser host's socket, after its hello was welcomed. */
export interface Dialled {
  readonly socket: WebSocket
  /** Frames in the order they came. */
  readonly frames: { next(): Promise<string> }
  readonly wire: Wire
}

/** Opens a socket as the host's own page does. */
export async function dial(authority: string, token: string): Promise<Dialled> {
  const socket = new WebSocket(`ws://${authority}/`, { origin: `http://${authority}` })
  onTestFinished(() => {
    socket.terminate()
  })
  const next = () =>
    new Promise<string>((resolve) => {
      socket.once('message', (data: Buffer) => {
        resolve(data.toString('utf8'))
      })
    })
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  socket.send(JSON.stringify({ k: 'hello', token }))
  const welcome = await next()
  if (welcome !== '{"k":"welcome"}') throw new Error(`not welcomed: ${welcome}`)
  const wire: Wire = {
    send: (frame) => {
      socket.send(frame)
    },
    onFrame: (listener) => {
      socket.on('message', (data: Buffer) => {
        listener(data.toString('utf8'))
      })
    },
    onClose: (listener) => {
      socket.on('close', listener)
    },
  }
  return { socket, frames: { next }, wire }
}
