import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { DeviceId } from '../../../shared/domain/ids.ts'

const Device = z.object({ id: DeviceId })

/** This data folder's device id: made once, by `make`, and kept in `device.json`. */
export function deviceId(folder: string, make: () => string): string {
  const file = path.join(folder, 'device.json')
  if (existsSync(file)) return Device.parse(JSON.parse(readFileSync(file, 'utf8'))).id
  const id = make()
  writeFileSync(`${file}.new`, JSON.stringify({ id }), { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
  return id
}

/** The folder of one person's work for one desk, made if need be. */
export function personFolder(folder: string, deskId: string, staffId: string): string {
  const name = encodeURIComponent(deskId).replaceAll('.', '%2E')
  const made = path.join(folder, 'desks', name, staffId)
  mkdirSync(made, { recursive: true, mode: 0o700 })
  return made
}
