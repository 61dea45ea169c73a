import type { WebSocket } from 'ws'
import type { Wire } from '../../../shared/rpc/wire.ts'

/** A WebSocket as a wire. Anything but text is not ours and ends it. */
export function wsWire(socket: WebSocket): Wire {
  return {
    send: (frame) => {
      if (socket.readyState === socket.OPEN) socket.send(frame)
    },
    onFrame: (listener) => {
      socket.on('message', (data: Buffer, isBinary) => {
        if (isBinary) socket.close(1003)
        else listener(data.toString('utf8'))
      })
    },
    onClose: (listener) => {
      socket.on('close', listener)
    },
  }
}
