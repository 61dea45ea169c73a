import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const Port = z.int().min(1).max(65_535)
const Ports = z.object({ paper: Port.optional(), desk: Port.optional() })
/** The ports that the desk and the paper of a data folder had last. */
export type Ports = z.infer<typeof Ports>

export const portsFile = (data: string) => path.join(data, 'ports.json')

/** The ports remembered in a data folder; none where there is no such file or it makes no sense. */
export function readPorts(data: string): Ports {
  try {
    return Ports.parse(JSON.parse(readFileSync(portsFile(data), 'utf8')))
  } catch {
    return {} // forgotten ports cost new ones, no more
  }
}
