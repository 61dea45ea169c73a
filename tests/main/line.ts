/** The line between a console and its desk: it can be cut, as it is at night, and mended. */
import net from 'node:net'
import { invariant } from '../../src/shared/domain/problem.ts'

export interface Line {
  /** What stands in for the desk's address. */
  readonly url: string
  cut(): void
  mend(): void
  /** From now on it leads to another desk. */
  lead(deskUrl: string): void
  close(): Promise<void>
}

/** Lays a line to a desk. Cut, it refuses what comes and breaks what is under way. */
export async function layLine(deskUrl: string): Promise<Line> {
  let port = Number(new URL(deskUrl).port)
  const open = new Set<net.Socket>()
  let isCut = false
  const join = (near: net.Socket, far: net.Socket) => {
    open.add(near)
    near.on('error', () => far.destroy())
    near.on('close', () => {
      open.delete(near)
      far.destroy()
    })
    near.pipe(far)
  }
  const server = net.createServer((near) => {
    if (isCut) {
      near.resetAndDestroy()
      return
    }
    const far = net.connect(port, '127.0.0.1')
    join(near, far)
    join(far, near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  invariant(address !== null && typeof address !== 'string', 'it listens on a port')
  const cut = () => {
    isCut = true
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    cut,
    mend: () => {
      isCut = false
    },
    lead: (url) => {
      port = Number(new URL(url).port)
    },
    close: async () => {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
