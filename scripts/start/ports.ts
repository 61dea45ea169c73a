/** The ports of a data folder: taken again at each start, so that addresses stored in it stay true. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { z } from 'zod'

const Port = z.int().min(1).max(65_535)
const Ports = z.object({ paper: Port.optional(), desk: Port.optional() })
/** The ports that the desk and the paper of a data folder had last. */
export type Ports = z.infer<typeof Ports>

const fileIn = (data: string) => path.join(data, 'ports.json')

/** The ports remembered in a data folder; none where there is no such file or it makes no sense. */
export function readPorts(data: string): Ports {
  try {
    return Ports.parse(JSON.parse(readFileSync(fileIn(data), 'utf8')))
  } catch {
    return {} // forgotten ports cost new ones, no more
  }
}

/** Remembers the ports for the next start and for `npm run import`. */
export function rememberPorts(data: string, ports: Ports): void {
  const draft = `${fileIn(data)}.new`
  writeFileSync(draft, `${JSON.stringify(ports)}\n`)
  renameSync(draft, fileIn(data))
}

/** Why nobody can listen on this port of this machine, or undefined when it is free. */
export function portFault(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen({ port, host: '127.0.0.1' }, () => server.close(() => resolve(undefined)))
  })
}

/** The remembered port where it is still free, else 0: any other. */
export async function freePort(remembered: number | undefined): Promise<number> {
  if (remembered === undefined) return 0
  return (await portFault(remembered)) === undefined ? remembered : 0
}
