import type http from 'node:http'
import { onTestFinished } from 'vitest'
import { invariant } from '../../src/shared/domain/problem.ts'

/** Has a server listen on this machine alone until the test is over; its address. */
export async function listenHere(server: http.Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  invariant(address !== null && typeof address !== 'string', 'it listens on a port')
  return `http://127.0.0.1:${address.port}`
}
