import { mkdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { destination, pino } from 'pino'
import type { Log } from '../core/ports.ts'

const MOST_BYTES = 5 * 1024 * 1024

/** A log of one JSON line an event in the data folder; the one before is kept when it grows large. */
export function fileLog(folder: string): Log {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, 'console.log')
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MOST_BYTES)
    renameSync(file, `${file}.1`)
  const logger = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: ['token', 'password', 'note'] },
    destination({ dest: file, sync: true, mode: 0o600 }),
  )
  return {
    info: (event, facts) => {
      logger.info(facts ?? {}, event)
    },
    error: (event, facts) => {
      logger.error(facts ?? {}, event)
    },
  }
}
