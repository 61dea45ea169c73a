import { mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'
import { pino } from 'pino'
import type { Log } from '../core/ports.ts'

const MOST_BYTES = 5 * 1024 * 1024

/**
 * A log of one JSON line an event in the data folder; the one before is kept when it grows large. A
 * line that the disk does not take is left out: what is only told about must never end the telling.
 */
export function fileLog(folder: string): Log {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, 'console.log')
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MOST_BYTES)
    renameSync(file, `${file}.1`)
  const logger = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: ['token', 'password', 'note'] },
    { write: lineWriter(openSync(file, 'a', 0o600)) },
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

function lineWriter(fd: number): (line: string) => void {
  return (line) => {
    try {
      writeSync(fd, line)
    } catch {
      // a full or read-only disk; the person is told by whoever could not write what matters
    }
  }
}
