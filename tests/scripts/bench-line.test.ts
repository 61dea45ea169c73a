import { describe, expect, it, onTestFinished } from 'vitest'
import { atEndOfLine } from '../../bench/support/cut-line.ts'
import { httpDesk } from '../../src/main/adapters/http-desk.ts'
import { createServer } from 'node:http'
import { once } from 'node:events'

/** A server that answers every call with an empty list of staff, and keeps live streams open. */
async function peer() {
  const server = createServer((request, response) => {
    if (request.url === '/v1/sync/live') {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('event: head\ndata: {}\n\n')
    } else response.end(JSON.stringify({ staff: [] }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('it listens on a port')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${address.port}`
}

describe('a line that can be cut', () => {
  it('lets nothing through until it is laid, and nothing after it is cut', async () => {
    const line = atEndOfLine(httpDesk(await peer()))
    await expect(line.desk.staff('t')).rejects.toThrow('The line is cut')
    line.lay()
    expect(await line.desk.staff('t')).toStrictEqual({ staff: [] })
    line.cut()
    await expect(line.desk.staff('t')).rejects.toThrow('The line is cut')
  })

  it('drops a live stream when it is cut, though the console did not hang up', async () => {
    const line = atEndOfLine(httpDesk(await peer()))
    line.lay()
    const heard = Promise.withResolvers<boolean>()
    const living = line.desk.live('t', heard.resolve, new AbortController().signal)
    expect(await heard.promise).toBe(true)
    line.cut()
    await expect(living).rejects.toThrow()
  })
})
