import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import path from 'node:path'

/** An entry as it was seen: the exact text that was hashed, and the hash. */
interface SeenEntry {
  readonly n: number
  readonly text: string
  readonly hash: string
}

export interface LostTail {
  /** The history it was of. */
  readonly epoch: string
  /** The last entry that both histories have. */
  readonly to: number
  /** The last entry of the old one. */
  readonly size: number
}

/**
 * Writes entries that the desk no longer has beside the cache, one a line, flushed: the cache may be
 * thrown away, what the desk once said may not. Answers the file’s name. Written twice, it is the
 * same file.
 */
export function keepLostTail(
  cacheFile: string,
  { epoch, to, size }: LostTail,
  entries: Iterable<SeenEntry>,
): string {
  const name = `lost-log-${epoch}-${to + 1}-${size}.jsonl`
  const whole = path.join(path.dirname(cacheFile), name)
  const part = `${whole}.part`
  const file = openSync(part, 'w', 0o600)
  try {
    for (const { n, text, hash } of entries)
      writeSync(file, `${JSON.stringify({ n, text, hash })}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(part, whole)
  return name
}
